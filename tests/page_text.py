"""What a reader gets of a page, as lines of text: its words, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_UNSEEN = frozenset(["head", "script", "style", "svg", "template"])
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "em",
        "i",
        "input",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
_HASH = re.compile(r"\.[0-9a-f]{8}(?=\.min\.)")
_BREAK = "\n"


def page_text(html: str) -> str:
    """Write a page as text.

    Args:
        html: the page.

    Returns:
        what its head says and loads (without the theme's hashes), then its words, a line a block,
        each link followed by its target in angle brackets.
    """
    soup = BeautifulSoup(html, "html.parser")
    pieces = "".join(_pieces(soup.body or soup))
    lines = (" ".join(line.split()) for line in pieces.split(_BREAK))
    return "\n".join([*_head(soup), "", *filter(None, lines)]) + "\n"


def _head(soup: BeautifulSoup) -> Iterator[str]:
    """The language, the title, and what the head names and loads."""
    yield f"lang: {soup.html.get('lang', '') if soup.html else ''}"
    yield f"title: {soup.title.get_text() if soup.title else ''}"
    for tag in soup.select("meta[name=description]"):
        yield f"description: {tag['content']}"
    for tag in soup.select("link[href], script[src]"):
        kind = " ".join(tag.get_attribute_list("rel")) if tag.name == "link" else "script"
        yield f"{kind}: <{_HASH.sub('', str(tag.get('href') or tag.get('src')))}>"


def _pieces(node: Tag) -> Iterator[str]:
    """The words below a node in their order, with a line break at both ends of each block."""
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
                yield re.sub(r"\s+", " ", child)
        elif isinstance(child, Tag) and child.name not in _UNSEEN:
            yield from _element(child)


def _element(tag: Tag) -> Iterator[str]:
    edge = "" if tag.name in _INLINE else _BREAK
    yield edge
    yield from _pieces(tag)
    if tag.name == "a" and tag.has_attr("href"):
        yield f" <{tag['href']}>"
    yield edge
