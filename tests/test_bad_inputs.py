"""95 hostile and odd claim files: each is refused with a position, or comes out inert, or is accepted."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup
from conftest import within
from repository import repository

from annotate.publishing.site import Build, build

FOLDER = Path(__file__).parent / "cases" / "bad-inputs"
CASES = [json.loads(line) for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()]
ARTICLE = (FOLDER / "article.txt").read_text("utf-8")
ACTIVE = re.compile(r"<(script|img|svg|form|style|iframe|meta|input|object|base)\b", re.IGNORECASE)


def _build(case: dict[str, Any], root: Path) -> Build:
    repository(root, {}, case.get("article", ARTICLE))
    for path, content in case["files"].items():
        file = root / "docs/articles/bridge" / path
        if "symlink" in content:
            file.symlink_to(content["symlink"])
        elif "base64" in content:
            file.write_bytes(base64.b64decode(content["base64"]))
        else:
            file.write_text(content["text"], encoding="utf-8")
    return build(root)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_meets_its_expectation(case: dict[str, Any], tmp_path: Path) -> None:
    """An `error` names its place and publishes nothing; `sanitised` is refused or inert; `ok` builds."""
    with within(2):
        result = _build(case, tmp_path)
    errors = [p for p in result.problems if p.is_error]
    if case["expect"] == "error":
        assert errors
        assert result.files == {}
    elif case["expect"] == "ok":
        assert errors == []
    for problem in errors:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert problem.message
    if not errors:
        _assert_inert(result)


def _assert_inert(result: Build) -> None:
    """Nothing that a contributor wrote is an active element or a script address on any page."""
    for path, content in result.files.items():
        if not path.endswith((".md", ".html")) or not isinstance(content, str):
            continue
        html = content if path.endswith(".html") else _as_html(content)
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all("script"):
            ours = re.search(r"assets/annotate/[a-z-]+\.js$", str(tag.get("src", "")))
            assert (ours and not tag.string) or tag.get("type") == "application/ld+json"
            tag.decompose()
        for own in soup.select("svg[class], header.fc-top svg"):
            own.decompose()  # our icons; a contributor cannot set a class
        body = str(soup.body or soup)
        assert not ACTIVE.search(body), path
        for link in soup.find_all("a"):
            assert (
                not str(link.get("href", ""))
                .lower()
                .startswith(("javascript:", "data:", "vbscript:"))
            )


def _as_html(text: str) -> str:
    body = text.split("\n---\n", 1)[-1]
    return markdown.markdown(body, extensions=["footnotes", "attr_list", "md_in_html", "tables"])


def test_messages(tmp_path: Path, expected: Callable[[Path, str], None]) -> None:
    """What each case is told, word for word: the wording is part of the interface."""
    lines = []
    for number, case in enumerate(CASES):
        result = _build(case, tmp_path / str(number))
        told = [
            f"  {p.location}: {p.code}: {p.message}"[:200] for p in result.problems if p.is_error
        ]
        lines += [f"{case['id']}:", *(told or ["  accepted"])]
    expected(FOLDER / "expected.txt", "\n".join(lines) + "\n")
