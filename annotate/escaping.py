"""Write plain text so that a Markdown parser leaves every character of it alone."""

from __future__ import annotations

import re

# Characters that some Markdown parser or extension gives a meaning to, wherever they stand.
_SPECIAL = set("\\`*_{}[]<>&~^=|$#+!@:\"'/%")
# White space that parsers trim, collapse or break lines at: everything but a single inner space.
_SPACE = re.compile(r"^\s|\s$|[^\S ]| (?= )|(?<= ) ")
# Signs that mean something only in company: a list item, a dash, an ellipsis, a bare web address.
_IN_COMPANY = re.compile(
    r"^[-]|-(?=[->])|(?<=-)-|^(\d+)[.)]|\.(?=\.)|(?<=\.)\.|(?<=[Ww]{3})\.|\((?=(?:c|r|tm|p)\))",
    re.IGNORECASE,
)
# HTML reads a numeric reference to one of these as another character (HTML, 13.2.5.80).
_NOT_REFERABLE = re.compile(r"[\x7f-\x9f]")


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
    special = {match.start() for match in _SPACE.finditer(text)}
    special |= {match.end() - 1 for match in _IN_COMPANY.finditer(text)}
    return "".join(
        _write(text[at], text[at] in _SPECIAL or at in special) for at in range(start, end)
    )


def _write(character: str, special: bool) -> str:
    if _NOT_REFERABLE.match(character):
        # A parser may trim U+0085 as white space; in an element of its own it is out of reach.
        return f"<span>{character}</span>" if character == "\x85" else character
    return f"&#{ord(character)};" if special else character
