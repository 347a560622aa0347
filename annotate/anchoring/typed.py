"""Finds words that were typed or pasted: the article's, but for what keyboards, browsers and PDF readers make of them.

Such words never count as a quote. Where they stand, the article's own characters may be written in their place.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from ..text.scripts import UNSPACED
from .exact import Anchor, TextQuoteSelector, locate
from .folding import fold, fold_once

# Zero-width characters and marks of direction.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LIGATURE = re.compile("[\ufb00-\ufb06\ufb13-\ufb17]")
_MARKS = str.maketrans("«»‹›`´", "\"\"''''")
# White space beside these divides no words: some write it and some do not.
_BESIDE = re.compile(rf"[\"'\-:;!?%{UNSPACED}]")
# A word that was divided at the end of a line; it may have that hyphen in the article too, or have only seemed divided.
_DIVIDED = re.compile(r"(?<=\w)([-\u2010\u00ad])\s+(?=\w)")
_GAPS = {"-": "-?", "\u2010": "-?", "\u00ad": " ?"}


def typed_places(text: str, words: str) -> list[Anchor]:
    """Where words stand in a text if all that typing and pasting change is left aside, but no word.

    Args:
        text: an article's text.
        words: the words; zero-width characters, ligatures, a hyphen at a line's end, `--` for a dash and white space
            beside quotation marks, dashes and `: ; ! ? %` make no difference.

    Returns:
        the places, in order.
    """
    folded = fold(text)
    plain, places = _plain(folded.text)
    pieces = _DIVIDED.split(_UNSEEN.sub("", words))
    pattern = "".join(_GAPS.get(p) or re.escape(_plain(fold_once(p).text)[0]) for p in pieces)
    if not re.search(r"\w", pattern):
        return []
    found = (m.span(1) for m in re.finditer(f"(?=({pattern}))", plain))
    spans = (Anchor(folded.start(places[a]), folded.end(places[b - 1] + 1)) for a, b in found)
    return list(dict.fromkeys(span for span in spans if min(span) >= 0))


def as_written(text: str, words: str) -> str:
    """The article's own characters of words that were typed otherwise, within a paragraph; else the words as they are."""
    places = [] if locate(text, TextQuoteSelector(words), limit=1) else typed_places(text, words)
    there = text[slice(*places[0])] if len(places) == 1 else ""
    return words if not there or "\n" in there else there


def unlike(words: str, there: str) -> str:
    """The characters beyond ASCII by which words differ from an article's, by code point; "" if there are none."""
    ours, theirs = (set(fold_once(text).text) for text in (words, there))
    sides = (("the quote has", ours - theirs), ("the article has", theirs - ours))
    told = [f"{whose} {' and '.join(named)}" for whose, only in sides if (named := _named(only))]
    return ", ".join(told)


def _named(chars: set[str]) -> list[str]:
    beyond = [char for char in sorted(chars) if not char.isascii()]
    return [f"U+{ord(char):04X} ({unicodedata.name(char, 'no name')})" for char in beyond[:5]]


@lru_cache(maxsize=4)
def _plain(folded: str) -> tuple[str, list[int]]:
    """A folded text without what typing changes, and where each of its characters stands."""
    spread = ((char, at) for at, own in enumerate(folded) for char in _spread(own))
    kept = [(" ", -1)]
    for (char, at), (after, _) in pairwise([*spread, (" ", len(folded))]):
        before = kept[-1][0]
        beside = before == " " or after == " " or _BESIDE.match(before) or _BESIDE.match(after)
        if not (char == " " and beside) and not (char == before == "-"):
            kept.append((char, at))
    return "".join(char for char, _ in kept[1:]), [at for _, at in kept[1:]]


def _spread(char: str) -> str:
    """What a character is written as: nothing, itself, or the letters of a ligature."""
    if char.isascii():
        return "'" if char == "`" else char
    if _LIGATURE.match(char):
        return unicodedata.normalize("NFKC", char)
    return _UNSEEN.sub("", char).translate(_MARKS)
