"""Scripts that write words without spaces between them: where other rules count words or look for their edges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .tables import table_of

Range = tuple[int, int]
_LISTED = table_of(__file__)

# Of scripts that write no spaces between words.
UNSPACED_RANGES: tuple[Range, ...] = tuple((first, last) for first, last in _LISTED["unspaced"])


def character_class(ranges: Iterable[Range]) -> str:
    """The inside of a regular expression's brackets for ranges of code points, first and last included."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


UNSPACED = character_class(UNSPACED_RANGES)
_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]+")
# A word without the punctuation at it; in scripts without spaces each character is a word of its own. ASCII, which is quick to
# look for, stands first.
BARE_WORD = re.compile(rf"[0-9A-Z_a-z]+[^\W{UNSPACED}]*|[{UNSPACED}]|[^\W{UNSPACED}]+")


# What ends a sentence: of ASCII, and of all other scripts. A period or so inside a line may be another thing, and is an
# end only before white space; the others need none.
ASCII_ENDS = ".!?"
OTHER_ENDS: str = _LISTED["ends"]
# Signs that close what a sentence may end within, folded or not.
CLOSING = r"\"')\]»›」』”）】〉》"


def words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand; in a script without spaces, two characters count as one."""
    return [match.span() for match in _WORD.finditer(text)]


def is_one_word(before: str, after: str) -> bool:
    """Whether two characters that stand together belong to one word, as far as spaces can tell."""
    return _in_spaced_word(before) and _in_spaced_word(after)


def _in_spaced_word(character: str) -> bool:
    if not character.isalnum() and unicodedata.category(character)[0] != "M":
        return False
    return not any(first <= ord(character) <= last for first, last in UNSPACED_RANGES)


_RIGHT_TO_LEFT = frozenset(_LISTED["right_to_left"].split())


def is_right_to_left(text: str, language: str = "") -> bool:
    """Whether a text runs from right to left: by its language, or else by its first letter that has a direction."""
    if not _RIGHT_TO_LEFT.isdisjoint(language.lower().split("-")):
        return True
    directions = map(unicodedata.bidirectional, text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"
