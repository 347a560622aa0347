"""Whatever bytes a contributor sends: problems with positions, never a traceback, never slow."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import within
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repository import ARTICLE, claim, repository, write_page

from annotate.model.problems import format_github, format_text
from annotate.publishing.site import build

CLAIM = claim()
TOKENS = (
    *(": ", "\n", "---\n", "- ", "&a ", "*a", "!!str ", "<<: ", "{", "}", "[", "]", "\t", "#", "'", '"'),
    *("|", ">-", "%", "@", "`", "<script>", "[^x]", "{: .x}", "![](x)", "\u200b", "\x00", "\ud7ff", "é"),
    *("﻿", "\r\n", "\r", "...", "[[", "]]", "](", "quote:", "verdict: mixed\n", "a\u0301\u0301\u0301\u0301\u0301"),
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("bytes"), {"cost": CLAIM})


def _mutate(text: str, chance: random.Random) -> bytes:
    """One to six random edits: delete, insert, double, swap, cut off."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randint(1, 30))
        edit = chance.randrange(5)
        if edit == 0:
            text = text[:at] + text[end:]
        elif edit == 1:
            text = text[:at] + chance.choice(TOKENS) + text[at:]
        elif edit == 2:
            text = text[:end] + text[at:end] + text[end:]
        elif edit == 3:
            text = text[end:] + text[:at]
        else:
            text = text[:at]
    return text.encode("utf-8", "surrogatepass")


def _check(root: Path, path: str, data: bytes) -> None:
    (root / path).write_bytes(data)
    with within(2):
        result = build(root)
    for problem in result.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert format_text(problem).startswith(f"{problem.location}: ")
        assert "\n" not in format_github(problem)
    assert bool(result.files) != result.failed


@pytest.mark.parametrize("seed", range(8))
def test_mutated_claim_files(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(120):
        _check(root, "docs/articles/bridge/claims/cost.md", _mutate(CLAIM, chance))


@pytest.mark.parametrize("seed", range(2))
def test_mutated_article_pages(root: Path, seed: int) -> None:
    (root / "docs/articles/bridge/claims/cost.md").write_text(CLAIM, "utf-8")
    write_page(root, body="## What we found\n\n- It holds. [[cost]]\n")
    page = root / "docs/articles/bridge/index.md"
    text = page.read_text("utf-8")
    chance = random.Random(seed)
    for _ in range(120):
        _check(root, "docs/articles/bridge/index.md", _mutate(text, chance))
    page.write_text(text, "utf-8")


@given(st.binary(max_size=300))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_claim_bytes(root: Path, data: bytes) -> None:
    _check(root, "docs/articles/bridge/claims/cost.md", data)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_seed_bytes(root: Path, data: bytes) -> None:
    (root / "docs/articles/bridge/claims/cost.md").write_text(CLAIM, "utf-8")
    (root / "seeds/bridge.txt").write_bytes(data)
    write_page(root)
    _check(root, "seeds/bridge.txt", data)
    (root / "seeds/bridge.txt").write_text(ARTICLE, "utf-8")
    write_page(root)


def test_ten_megabytes_and_endless_nesting_are_refused_quickly(tmp_path: Path) -> None:
    for number, seed in enumerate(("x" * 10_000_000, "<div>" * 100_000 + "text")):
        root = repository(tmp_path / str(number), {"cost": CLAIM}, seed, suffix="html")
        with within(5):
            result = build(root)
        assert result.failed
