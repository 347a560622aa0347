"""Write plain text so that a Markdown parser leaves every character of it alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

_ESCAPED = re.compile(
    # What begins a line: white space that parsers trim, a list item.
    r"^(?:\s|-|\d+[.)]|(?:[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)](?=\s|\Z))|(?=[^A-Za-z0-9,])(?:"
    # Characters that some Markdown parser or extension gives a meaning to, wherever they stand.
    r"""[\\`*_{}\[\]<>&~^=|$#+!@:"'/%]"""
    # White space that parsers trim, collapse or break lines at: everything but a single inner space.
    r"|\s\Z|[^\S ]| (?= )|(?<= ) "
    # Signs that mean something only in company: a fold, a dash, an ellipsis, a bare web address.
    r"|\?(?=\?)|(?<=\?)\?|-(?=[->])|(?<=-)-"
    r"|\.(?=\.)|(?<=\.)\.|(?<=[Ww]{3})\.|\((?=(?:[cCrRpP]|[tT][mM])\)))"
)


# What no Markdown parser takes for a sign of its own within an address.
_NOT_IN_ADDRESSES = re.compile(r"[^A-Za-z0-9:/?#.,;%-]")


def escape_markdown(text: str, start: int = 0, end: int | None = None) -> str:
    """Escape text, or a part of it, for the inline level of Markdown.

    Args:
        text: any characters that HTML can carry, line feeds included.
        start, end: the part to write, in code points; what stands around it decides what its
            characters mean (a hyphen begins a list only at the start).

    Returns:
        one line of Markdown which every parser renders as exactly these characters: what could be
        changed is written as a numeric character reference (HTML, "Numeric character reference").
    """
    end = len(text) if end is None else end
    places = _places(text)
    out: list[str] = []
    for at in places[bisect_left(places, start) : bisect_left(places, end)]:
        out += (text[start:at], _reference(text[at]))
        start = at + 1
    return "".join((*out, text[start:end]))


def escape_address(url: str) -> str:
    """Escape an address for an attribute of inline HTML in Markdown.

    HTML's own escaping is not enough: parsers look for links, references and footnotes in a line before they look for
    elements, so that `https://example.org/[x](javascript:…)` would become a link in the middle of the attribute.
    """
    return _NOT_IN_ADDRESSES.sub(lambda match: f"&#{ord(match[0])};", url)


@lru_cache(maxsize=64)  # a block is written in parts, one for each mark in it
def _places(text: str) -> tuple[int, ...]:
    return tuple(match.end() - 1 for match in _ESCAPED.finditer(text))


def _reference(character: str) -> str:
    # HTML reads a reference to U+0085 as an ellipsis (HTML, 13.2.5.80), and a parser may trim the
    # character itself as white space; in an element of its own it is out of reach.
    return "<span>\x85</span>" if character == "\x85" else f"&#{ord(character)};"
