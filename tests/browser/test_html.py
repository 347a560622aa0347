"""The HTML of every built page: no parse error, no id twice, no reference to an id that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from conftest import ROOT

SAMPLE = ROOT / "tests" / "cases" / "site" / "repository"
# Attributes that name other elements by their ids.
_REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "for", "headers", "list")


def _faults(text: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(text)
    for (line, _), code, details in parser.errors:
        yield f"line {line}: {code} {details or ''}"
    soup = BeautifulSoup(text, "html.parser")
    ids = Counter(str(tag["id"]) for tag in soup.select("[id]"))
    yield from (f"id {id_!r} stands {times} times" for id_, times in ids.items() if times > 1)
    for tag in soup.find_all(True):
        yield from (f"<{tag.name}> refers to {id_!r}" for id_ in _referred(tag) - ids.keys())


def _referred(tag: Tag) -> set[str]:
    """The ids of the same page that an element refers to."""
    named = {id_ for name in _REFERENCES for id_ in str(tag.get(name, "")).split()}
    link = str(tag.get("href", ""))
    return named | ({link[1:]} if tag.name == "a" and len(link) > 1 and link[0] == "#" else set())


def test_pages_are_valid_html(built: Callable[[str, Path], Path]) -> None:
    """Of the sample, which has every kind of page and of claim, as MkDocs builds it."""
    site = built("sample", SAMPLE)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    faults = [
        f"{page.relative_to(site)}: {fault}"
        for page in pages
        for fault in _faults(page.read_text("utf-8"))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "body",
    [
        "<p><div></div></p>",
        "<b><i></b></i>",
        "<p id='a'><p id='a'>",
        "<label for='a'>",
        "<a href='#a'>a</a>",
    ],
)
def test_a_fault_is_found(body: str) -> None:
    assert list(_faults(f"<!doctype html><title>t</title>{body}"))
