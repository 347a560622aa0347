"""Where a quote may begin and end: never inside a word or a number, nor where that would turn or rescale what it says."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from itertools import takewhile

from . import undivided
from .scripts import UNSPACED, is_one_word

_CLASSES = {"<L>": r"(?:[^\W\d_]|[\u0300-\u036f])", "<N>": r"\d"}
_REACH = 36  # characters on either side; nothing that is not to be divided is longer
# Two characters on either side that nothing undivided has: asked first, since it is quick.
_PLAIN = re.compile(rf"(?:[^\W\d_{UNSPACED}]|[\s,.;!?…“”\"])*")

# A word behind a figure: "per cent" is divided there.
_COUNTED = re.compile(r"\d\s[^\W\d_]{3,10}\s?$")


@cache
def _patterns(units: bool) -> tuple[re.Pattern[str], ...]:
    """Patterns that find every place where what is undivided stands, also where two of them overlap."""
    listed = undivided.patterns()
    patterns = listed["whole"] + (listed["with_unit"] if units else ())
    for sign, letters in _CLASSES.items():
        patterns = tuple(pattern.replace(sign, letters) for pattern in patterns)
    return tuple(re.compile(f"(?=({pattern}))") for pattern in patterns)


def cuts(text: str, at: int, seams: Container[int] = (), *, units: bool = True) -> bool:
    """Whether a quote that begins or ends at a place says something else than the whole words do.

    Args:
        text: of the article.
        at: the place, in code points.
        seams: places where a word ends although letters stand together, as before the mark of a note.
        units: count also places between a figure and its unit.
    """
    if not 0 < at < len(text) or at in seams:
        return False
    if is_one_word(text[at - 1], text[at]):
        return True
    low = max(0, at - _REACH)
    window, here = text[low : at + _REACH], at - low
    is_plain = _PLAIN.fullmatch(text, max(0, at - 2), min(len(text), at + 2))
    if is_plain and not _COUNTED.search(window[:here]) and not _is_kept_off(window[:here]):
        return False
    return any(
        here < found.end(1)
        for pattern in _patterns(units)
        for found in takewhile(lambda found: found.start() < here, pattern.finditer(window))
    )


def _is_kept_off(before: str) -> bool:
    """Whether a word takes a distance from the next one: "so-called"."""
    words = before.split()
    return bool(words) and re.sub("[‐‑]", "-", words[-1].lower()) in undivided.distances()


def whole_words(
    text: str, start: int, end: int, seams: Container[int] = (), *, units: bool = True
) -> tuple[int, int]:
    """A passage made longer until neither end `cuts`."""
    while cuts(text, start, seams, units=units):
        start -= 1
    while cuts(text, end, seams, units=units):
        end += 1
    return start, end
