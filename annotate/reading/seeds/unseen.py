"""Characters of an article that no reader sees, though they can change what is read or searched: kept, and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.scripts import UNSPACED, character_class
from ..frontmatter.decoding import FORBIDDEN, SELECTORS

_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # of a part of a country
_SPACE = "\u200b"  # divides words in scripts that write none
_SELECTOR = f"[{character_class(SELECTORS)}]"
_UNSEEN = re.compile(
    f"{_FLAG}|(?P<unseen>(?:(?!{_SPACE})[{character_class(FORBIDDEN)}])+|(?<={_SELECTOR}){_SELECTOR}+"
    f"|(?<![{UNSPACED}{_SPACE}]){_SPACE}+(?![{UNSPACED}]))"
)


def unseen(text: str) -> Iterator[tuple[int, int, str]]:
    """The runs of invisible characters in a text.

    Yields:
        where each starts and ends, and its code points in a few words.
    """
    if text.isascii():
        return
    for found in _UNSEEN.finditer(text):
        if run := found["unseen"]:
            more = f" and {len(run) - 1} more" if len(run) > 1 else ""
            yield found.start(), found.end(), f"U+{ord(run[0]):04X}{more}"


def place_of(character: str, source: str) -> int:
    """Where a character stands first in a page's source, itself or as a character reference."""
    point = ord(character)
    written = rf"{re.escape(character)}|&#(?:0*{point}|x0*{point:x})(?![0-9a-f])"
    found = re.search(written, source, re.IGNORECASE)
    return found.start() if found else 0
