"""A list's declared limit is its limit: so many entries are read, one more is refused by its own name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import within
from repository import claim, repository, write_page

from annotate.model.problems import Problem
from annotate.publishing.site import build
from annotate.reading.frontmatter import read_yaml

SENTENCE = "Words that stand in the article, as many as a sentence has when it is of the usual length, or a few more."
SOURCE = """
  - url: https://data.example.org/budget/{n}
    outlet: City Open Data
    date: 2024-03-05
    type: dataset
    stance: supports
    says: The budget has the figure, and this page says so in about as many words as others do."""
HISTORY = """
  - date: 2026-11-24
    kind: wording
    from: What stood there before, in a sentence of the usual length.
    to: What stands there now, in a sentence of the usual length as well.
    why: The reason, which readers are told in a sentence or two; this is entry {n} of them."""


def _claim(root: Path, field: str, entry: str, count: int) -> None:
    repository(root, {"cost": claim(**{field: _entries(entry, count)})})


def _entries(entry: str, count: int) -> str:
    return "".join(entry.format(n=n) for n in range(count))


def _sources(root: Path, count: int) -> None:
    _claim(root, "sources", SOURCE, count)


def _history(root: Path, count: int) -> None:
    _claim(root, "history", HISTORY, count)


def _waivers(root: Path, count: int) -> None:
    words = [f"{SENTENCE} This is number {n}." for n in range(count)]
    repository(root, {}, "\n\n".join(words))
    entries = "".join(
        f"\n  - quote: >-\n      {SENTENCE} This is number {n}.\n    reason: boilerplate"
        for n in range(count)
    )
    write_page(root, waivers=entries)


def _outlets(root: Path, count: int) -> None:
    repository(root, {"cost": claim()})
    entry = (
        "  - name: Outlet {n} of the World\n    domains: outlet-{n}.example.org outlet-{n}.example.com\n"
        "    about: Published by a company of the same name, which belongs to nobody else.\n"
        "    aliases: Outlet No. {n}; The Outlet {n}\n"
    )
    own = "  - name: City Open Data\n    domains: data.example.org\n"
    text = f"outlets:\n{own}{_entries(entry, count - 1)}"
    (root / "docs/outlets.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("write", "name", "limit"),
    [
        (_sources, "sources", 60),
        (_history, "history", 200),
        (_waivers, "waivers", 500),
        (_outlets, "outlets", 5_000),
    ],
)
def test_a_declared_limit_is_the_limit(
    write: Callable[[Path, int], object], name: str, limit: int, tmp_path: Path
) -> None:
    write(tmp_path / "at", limit)
    assert [p for p in build(tmp_path / "at").problems if p.is_error] == []
    write(tmp_path / "above", limit + 1)
    (problem,) = [p for p in build(tmp_path / "above").problems if p.is_error]
    assert problem.code == "too-long"
    assert problem.message == f"`{name}` has {limit + 1:,} entries; at most {limit:,} are allowed."


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("reasons: [" + "[" * 2_000, "Nested deeper than 6 levels."),
        ("reasons: [" + "a, " * 80_000, "More than 10,000 entries in one list."),
        ("waivers:\n" + "- \n" * 80_000, "More than 10,000 entries in one list."),
        ("".join(f"k{n}: v\n" for n in range(30_000)), "More than 100 keys below each other."),
    ],
)
def test_what_is_made_to_break_a_parser_is_refused_at_once(source: str, says: str) -> None:
    with within(2):
        problem = read_yaml(source, "x.md")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message) == ("yaml-too-big", says)


def test_a_list_of_words_has_no_more_entries_than_its_vocabulary(tmp_path: Path) -> None:
    """Each entry that is no word of it would be a problem of its own."""
    repository(tmp_path, {"cost": claim(reasons=f"[{', '.join('x' * 1_000)}]")})
    (problem,) = [p for p in build(tmp_path).problems if p.is_error]
    assert problem.message.startswith("`reasons` has 1,000 entries; at most ")


@pytest.mark.parametrize(("words", "is_told"), [(19, True), (20, False), (150, False), (151, True)])
def test_a_context_may_be_just_as_short_and_as_long_as_is_said(
    words: int, is_told: bool, tmp_path: Path
) -> None:
    root = repository(tmp_path, {"cost": claim(context="word " * (words - 1) + "end.\n")})
    assert ("context-length" in {p.code for p in build(root).problems}) == is_told
