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
# A word without the punctuation at it; in scripts without spaces each character is a word of its own. ASCII, which is quick to
# look for, stands first.
BARE_WORD = re.compile(rf"[0-9A-Z_a-z]+[^\W{UNSPACED}]*|[{UNSPACED}]|[^\W{UNSPACED}]+")


# What ends a sentence: of ASCII, and of all other scripts (Unicode 17, Sentence_Terminal). A period or so inside a line may be
# another thing, and is an end only before white space; the others need none.
ASCII_ENDS = ".!?"
_ENDS = """
    589 61d-61f 6d4 700-702 7f9 837 839 83d-83e 964-965 104a-104b 1362 1367-1368 166e 1735-1736 17d4-17d5 1803 1809
    1944-1945 1aa8-1aab 1b4e-1b4f 1b5a-1b5b 1b5e-1b5f 1b7d-1b7f 1c3b-1c3c 1c7e-1c7f 203c-203d 2047-2049 2cf9-2cfb 2e2e
    2e3c 2e53-2e54 2e60-2e61 3002 a4ff a60e-a60f a6f3 a6f7 a876-a877 a8ce-a8cf a92f a9c8-a9c9 aa5d-aa5f aaf0-aaf1 abeb fe12
    fe15-fe16 fe52 fe56-fe57 ff01 ff0e ff1f ff61 10a56-10a57 10f55-10f59 10f86-10f89 11047-11048 110be-110c1 11141-11143
    111c5-111c6 111cd 111de-111df 11238-11239 1123b-1123c 112a9 113d4-113d5 1144b-1144c 115c2-115c3 115c9-115d7
    11641-11642 1173c-1173e 11944 11946 11a42-11a43 11a9b-11a9c 11c41-11c42 11ef7-11ef8 11f43-11f44 16a6e-16a6f 16af5
    16b37-16b38 16b44 16d6e-16d6f 16e98 1bc9f 1da88
"""
OTHER_ENDS = "".join(
    chr(point)
    for first, _, last in (item.partition("-") for item in _ENDS.split())
    for point in range(int(first, 16), int(last or first, 16) + 1)
)
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
