"""Turns aligned words into the span that a quote has become: its edges, and whole sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from ..text.scripts import ASCII_ENDS, BARE_WORD, CLOSING, OTHER_ENDS
from ..text.wording import common_start
from .exact import TextQuoteSelector
from .folding import fold_once
from .languages import Lists
from .words import Stretch, Words, sentence_ends, small_letters

# How like a quote a place is at most, unless it has the very words.
ALMOST = 0.99

_ENDS = ASCII_ENDS + ":" + OTHER_ENDS
_BEFORE_SENTENCE = re.compile(
    rf"(?:^|[{_ENDS}][{CLOSING}]*\s+|[{OTHER_ENDS}][{CLOSING}]*|\n\s*)[\"'(\[«‹「『“（【《〈]*$"
)
_SENTENCE_CLOSE = re.compile(rf"[{_ENDS}]+[{CLOSING}]*$")
_ENDED = re.compile(rf" *[{ASCII_ENDS}{OTHER_ENDS}\n]")
# Signs at a word, with the spaces that French puts between.
_SIGNS = r"(?:[^\w\s]|(?<=[«‹])\s|\s(?=[»›!?:;]))*"
_LEADING_SIGNS = re.compile(_SIGNS)
_TRAILING_SIGNS = re.compile(_SIGNS + "$")


@dataclass(frozen=True, slots=True)
class Query:
    """A quote made ready for comparing: folded, in small letters, and as words.

    `folded` is the quote with its capital letters, `quote` in small letters; `breaks` are the line ends that it has and
    `stops` the ends of sentences within it; `opens` and `closes` say whether it starts at the start of a sentence and ends
    at the end of one; `lists` are those of its language.
    """

    folded: str
    quote: str
    prefix: str
    suffix: str
    words: list[str]
    before: list[str]
    after: list[str]
    breaks: int
    stops: int
    opens: bool
    closes: bool
    lists: Lists | None


def query(selector: TextQuoteSelector, lists: Lists | None) -> Query:
    """Make a quote ready for comparing."""
    folded = fold_once(selector.exact.strip())
    quote = folded.text.strip()
    prefix, suffix = (small_letters(fold_once(s).text) for s in (selector.prefix, selector.suffix))
    small = small_letters(quote)
    return Query(
        folded=quote,
        quote=small,
        prefix=prefix,
        suffix=suffix,
        words=BARE_WORD.findall(small),
        before=BARE_WORD.findall(prefix),
        after=BARE_WORD.findall(suffix),
        breaks=len(folded.line_ends),
        stops=sum(end < len(folded.text) for end in sentence_ends(folded)),
        opens=_opens(quote, selector.prefix),
        closes=bool(_SENTENCE_CLOSE.search(quote) or _ENDED.match(selector.suffix)),
        lists=lists,
    )


def _opens(quote: str, prefix: str) -> bool:
    if prefix:
        return bool(_BEFORE_SENTENCE.search(prefix.replace("\u201c", '"').replace("\u2018", "'")))
    first = quote.lstrip("\"'([")[:1]
    # Where letters have no capitals, a quote up to the end of a sentence is one.
    return first.isupper() or (not first.islower() and bool(_SENTENCE_CLOSE.search(quote)))


def span(words: Words, asked: Query, pairs: list[tuple[int, int]]) -> Stretch | None:
    """The span of a quote in a text.

    Args:
        words: those of the text.
        asked: the quote.
        pairs: words of the quote and its context paired with words of the text (`words.align`).

    Returns:
        its words; None when no word of the quote itself is paired.
    """
    size, offset = len(asked.words), len(asked.before)
    mine = [(i - offset, place) for i, place in pairs if offset <= i < offset + size]
    if not mine:
        return None
    before = [(offset - i, place) for i, place in pairs if i < offset]
    after = [(i - offset - size + 1, place) for i, place in pairs if i >= offset + size]
    (first, start), (last, end) = mine[0], (mine[-1][0], mine[-1][1] + 1)
    # Among strangers, the quote's own first word is its edge.
    floor = before[-1][1] + 1 if before else 0 if first else start
    ceiling = after[0][1] if after else len(words.words)
    near, far = (bool(side) and side[0][0] == 1 for side in (before[-1:], after))
    if near and far and ceiling - floor <= size + 2:
        start, end = floor, ceiling  # Between its old neighbors, also in another order.
    opened = start - words.sentence_start(start) if asked.opens else first
    closed = words.sentence_end(end - 1) - end if asked.closes else size
    start -= _missing(first, start - floor, near, opened)
    end += _missing(size - 1 - last, ceiling - end, far, closed)
    return whole_sentence(words, asked, (start, end), (floor, ceiling))


def whole_sentence(words: Words, asked: Query, place: Stretch, room: Stretch) -> Stretch:
    """Widen a span to the sentence edges that the quote had, where they are near and within the room."""
    near = 4 + len(asked.words) // 2
    start, end = place
    if asked.opens and words.sentence_start(start) >= max(room[0], start - near):
        start = words.sentence_start(start)
    if asked.closes and words.sentence_end(end - 1) <= min(room[1], end + near):
        end = words.sentence_end(end - 1)
    return start, end


def within_sentences(words: Words, asked: Query, place: Stretch) -> Stretch:
    """The part of a span that crosses no more paragraphs than the quote does: the one with the most words.

    Without context, which tells where a quote ends, no more sentences either. A span stays whole where what it would
    lose has many words of the quote: there the paragraph or the sentence itself was divided.
    """
    limits = [(words.paragraphs, asked.breaks, 2)]
    if not asked.before + asked.after:
        limits.append((words.sentences, asked.breaks + asked.stops, 4))
    for edges, most, share in limits:
        bounds = [
            place[0],
            *edges[bisect_right(edges, place[0]) : bisect_left(edges, place[1])],
            place[1],
        ]
        parts = zip(bounds, bounds[most + 1 :], strict=False)
        part = max(parts, key=lambda part: part[1] - part[0], default=place)
        there, kept = (words.words[slice(*at)] for at in (place, part))
        words_lost = LCSseq.similarity(asked.words, there) - LCSseq.similarity(asked.words, kept)
        place = place if share * words_lost >= len(there) - len(kept) else part
    return place


def _missing(words: int, room: int, touching: bool, sentence: int) -> int:
    """How many words of the text stand for the words at an edge of the quote that are not paired.

    Args:
        words: how many are not paired.
        room: the words of the text up to the paired context.
        touching: whether the context is paired right up to the quote.
        sentence: the words up to the sentence's edge, where the quote had it, or many.
    """
    return room if words and touching and room <= 2 * words + 4 else min(words, room, sentence)


def offsets(words: Words, asked: Query, start: int, end: int) -> tuple[int, int]:
    """The folded offsets of a span of words, with the signs around them that the quote has too."""
    first, last = words.starts[start], words.ends[end - 1]
    lead = common_start(_signs(_LEADING_SIGNS, asked.quote)[::-1], words.text[:first][::-1])
    signs = _signs(_TRAILING_SIGNS, asked.quote)
    there = _signs(_LEADING_SIGNS, words.text[last : last + 8])
    is_other = _SENTENCE_CLOSE.search(asked.quote) and not there.startswith(signs)
    return first - lead, last + (len(there) if is_other else common_start(signs, there))


def _signs(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""
