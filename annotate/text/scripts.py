"""Scripts that write words without spaces between them: where other rules count words or look for their edges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

Range = tuple[int, int]

# Thai, Lao, Myanmar, Khmer; Han's iteration marks, Kana, Bopomofo; Han (Unicode, Scripts.txt).
UNSPACED_RANGES: tuple[Range, ...] = (
    *((0x0E00, 0x0E7F), (0x0E80, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),
    *((0x3005, 0x3007), (0x3031, 0x3035), (0x3040, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF)),
)


def character_class(ranges: Iterable[Range]) -> str:
    """The inside of a regular expression's brackets for ranges of code points, first and last included."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


UNSPACED = character_class(UNSPACED_RANGES)
_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]+")
# A word without the punctuation at it; in scripts without spaces each character is a word of its own.
BARE_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


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


# Languages, and scripts named in a language's tag (`ku-Arab`), that are written from right to left.
_RIGHT_TO_LEFT = frozenset(
    "ar arc arz ckb dv fa he iw ps sd syr ug ur yi adlm arab hebr nkoo rohg syrc thaa".split()
)


def is_right_to_left(text: str, language: str = "") -> bool:
    """Whether a text runs from right to left: by its language, or else by its first letter that has a direction."""
    if not _RIGHT_TO_LEFT.isdisjoint(language.lower().split("-")):
        return True
    directions = map(unicodedata.bidirectional, text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"
