"""Folds a text to the form in which quotes are compared, and keeps the way back to its offsets.

Only differences that a typesetter makes are folded (`FOLDINGS`). Letters, digits, case and zero-width
characters are left alone: a quote that differs in one of those says something else.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from ..text.tables import table_of

SOFT_HYPHEN = "\u00ad"
WHITE_SPACE = "".join(char for char in map(chr, range(0x3001)) if char.isspace())


@dataclass(frozen=True, slots=True)
class Folding:
    """One folding of the published list.

    `name` says what is folded, in a few words; `folds` which characters become which.
    """

    name: str
    folds: str


FOLDINGS = tuple(Folding(*folding) for folding in table_of(__file__)["foldings"].items())
# What `FOLDINGS` says of single characters.
FOLDED: dict[str, str] = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
}
_CHARACTERS = str.maketrans(FOLDED)
_ONE_FOR_ONE = {char: other for char, other in FOLDED.items() if len(other) == 1}

# White space with soft hyphens between is one run, soft hyphens alone are another; a single plain space needs no folding.
# What may begin a run stands first, since that is quick to look for.
_RUNS = rf"[\s{SOFT_HYPHEN}](?:(?<=\s)[\s{SOFT_HYPHEN}]*\s|(?<=[^\S ])|(?<={SOFT_HYPHEN}){SOFT_HYPHEN}*)"

_LAST_PLAIN = "\u02ff"
_LEADS = "\u1100-\u115f"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Beside marks, what joins the character before it: joiners, Hangul vowels and finals, skin tones, tags.
_JOINING = re.compile(
    "[\u200c\u200d\u1160-\u11ff\ud7b0-\ud7fb\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with its way back.

    `text` has the folded characters, every run of white space one space. `begins`, `ends` and `origins` tell of the
    units that were rewritten, in order: where each begins and ends in `text`, and where it ends in the original.
    `breaks` are the places in `text` of the spaces that stand for a blank line, `line_ends` of those that hold at
    least one line feed; `break_bits` is `breaks` as a bit set, bit i for place i.
    """

    text: str
    begins: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    origins: array[int] = field(repr=False)
    breaks: list[int] = field(repr=False)
    line_ends: list[int] = field(repr=False)
    break_bits: int = field(repr=False)

    def start(self, at: int) -> int:
        """Where what follows a cut of the folded text starts in the original, in code points.

        -1 where the cut is inside a grapheme or a folded ellipsis: no quote may begin there.
        """
        after = bisect_right(self.ends, at)
        if after < len(self.begins) and self.begins[after] < at:
            return -1
        return at + (self.origins[after - 1] - self.ends[after - 1] if after else 0)

    def end(self, at: int) -> int:
        """Where what comes before a cut ends; `start` and `end` differ where soft hyphens were dropped."""
        before = bisect_left(self.begins, at)
        if before and self.ends[before - 1] > at:
            return -1
        return at + (self.origins[before - 1] - self.ends[before - 1] if before else 0)

    def divides(self, start: int, end: int) -> bool:
        """Whether a quote that begins and ends at these cuts divides a grapheme or a folded ellipsis."""
        return self.start(start) < 0 or self.end(end) < 0


def splits_grapheme(text: str, at: int) -> bool:
    """Whether the cut at a code point of a text lies within a grapheme cluster (UAX #29)."""
    clusters = _clusters(_unusual(set(text))) if _unusual(set(text[at : at + 1])) else ""
    units = re.finditer(clusters, text) if clusters else ()
    return any(unit.start() < at < unit.end() for unit in units)


def fold_characters(text: str) -> str:
    """Fold quotation marks, dashes and ellipses, and compose (NFC); white space is left alone."""
    return unicodedata.normalize("NFC", text.translate(_CHARACTERS))


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Fold an article's text, see `FOLDINGS`; kept, since each of its claims asks for it.

    Args:
        text: any string.

    Returns:
        its folded form; two strings are the same words when their folded texts are equal.
    """
    return fold_once(text)


def fold_once(text: str) -> Folded:
    """Fold a quote or a context: as `fold`, but not kept."""
    alphabet = set(text)
    # These move nothing, so they need no way back.
    for char in alphabet & _ONE_FOR_ONE.keys():
        text = text.replace(char, _ONE_FOR_ONE[char])
    chars: list[str] = []
    begins, ends, origins = array("l"), array("l"), array("l")
    breaks: list[int] = []
    line_ends: list[int] = []
    at = folded = 0
    for match in _pattern(_unusual(alphabet) - _ONE_FOR_ONE.keys()).finditer(text):
        (begin, end), unit = match.span(), match.group()
        new = " " if unit[0].isspace() else fold_characters(unit.replace(SOFT_HYPHEN, ""))
        chars += text[at:begin], new
        folded += begin - at
        begins.append(folded)
        if new == " " and "\n" in unit:
            line_ends.append(folded)
            if unit.count("\n") > 1:
                breaks.append(folded)
        folded += len(new)
        ends.append(folded)
        origins.append(end)
        at = end
    chars.append(text[at:])
    return Folded("".join(chars), begins, ends, origins, breaks, line_ends, bits(breaks))


def _unusual(chars: set[str]) -> set[str]:
    """Characters but those quick to tell that are neither rewritten nor join another: ASCII, white space, Han and its signs."""
    return set(re.sub(r"[\0-\x7f\s\u3001-\u3029\u3400-\u9fff\uff01-\uff5e]+", "", "".join(chars)))


def _pattern(alphabet: set[str]) -> re.Pattern[str]:
    """What must be rewritten in a text of these characters."""
    changed = "".join(sorted(char for char in alphabet if fold_characters(char) != char))
    parts = (_RUNS, _clusters(alphabet), changed and f"[{re.escape(changed)}]")
    return re.compile("|".join(filter(None, parts)))


def _clusters(alphabet: set[str]) -> str:
    """A pattern for the grapheme clusters of several characters, empty when there can be none.

    Combining sequences, flags, conjoining Hangul and joined emoji; the rest of UAX #29 (control characters
    and the few prepended signs) is left out.
    """
    marks = "".join(sorted(char for char in alphabet if char > _LAST_PLAIN and _is_mark(char)))
    begin = (_LEADS[0] <= char <= _LEADS[-1] or char >= _FLAGS[0] for char in alphabet)
    if not marks and not any(begin):
        return ""
    # Soft hyphens before a mark are dropped, so they are inside; without marks, a pattern for nothing.
    mark = f"(?:{SOFT_HYPHEN}*[{re.escape(marks)}])" if marks else r"[^\s\S]"
    return (
        f"[{_FLAGS}]{{2}}{mark}*|[{_LEADS}]+[\uac00-\ud7a3]?{mark}*"
        rf"|(?!{mark})[^\s{SOFT_HYPHEN}]{mark}+(?:(?<=\u200d)[{_PICTURES}]{mark}*)*"
        rf"|(?!{SOFT_HYPHEN}){mark}+"
    )


def _is_mark(char: str) -> bool:
    """Whether a character joins the one before it: Extend, SpacingMark, ZWJ, and Hangul vowels and finals."""
    return unicodedata.category(char)[0] == "M" or bool(_JOINING.match(char))


def bits(places: list[int]) -> int:
    """A bit set of places, given in order."""
    if not places:
        return 0
    digits = bytearray(b"0" * (places[-1] + 1))
    for place in places:
        digits[-1 - place] = ord("1")
    return int(digits, 2)
