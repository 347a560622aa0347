"""Turns aligned words into the span that a quote has become: its edges, and whole sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ..text.scripts import ASCII_ENDS, BARE_WORD, CLOSING, OTHER_ENDS
from ..text.wording import common_start
from .exact import TextQuoteSelector
from .folding import fold_once
from .languages import Lists
from .words import Stretch, Words, small_letters

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

    `folded` is the quote with its capital letters, `quote` in small letters; `breaks` are the line ends that it has;
    `opens` and `closes` say whether it starts at the start of a sentence and ends at the end of one; `lists` are those of
    its language.
    """

    folded: str
    quote: str
    prefix: str
    suffix: str
    words: list[str]
    before: list[str]
    after: list[str]
    breaks: int
    opens: bool
    closes: bool
    lists: Lists | None

    @property
    def sequence(self) -> list[str]:
        """The words with those of the context."""
        return self.before + self.words + self.after


def query(selector: TextQuoteSelector, lists: Lists | None) -> Query:
    """Make a quote ready for comparing."""
    folded = fold_once(selector.exact.strip())
    quote = folded.text.strip()
    prefix = small_letters(fold_once(selector.prefix).text)
    suffix = small_letters(fold_once(selector.suffix).text)
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
        opens=_opens(quote, selector.prefix),
        closes=bool(_SENTENCE_CLOSE.search(quote) or _ENDED.match(selector.suffix)),
        lists=lists,
    )


def _opens(quote: str, prefix: str) -> bool:
    if prefix:
        return bool(_BEFORE_SENTENCE.search(prefix.replace("\u201c", '"').replace("\u2018", "'")))
    return quote.lstrip("\"'([")[:1].isupper()


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


def within_paragraphs(words: Words, asked: Query, place: Stretch) -> Stretch:
    """The part of a span that crosses no more paragraphs than the quote does: the one with the most words.

    A span stays whole where what it would lose has mostly words of the quote: there the paragraph itself was divided.
    """
    breaks = words.paragraphs
    inner = breaks[bisect_right(breaks, place[0]) : bisect_left(breaks, place[1])]
    if len(inner) <= asked.breaks:
        return place
    edges = [place[0], *inner, place[1]]
    parts = zip(edges, edges[asked.breaks + 1 :], strict=False)
    part = max(parts, key=lambda part: part[1] - part[0])
    lost = place[1] - place[0] - (part[1] - part[0])
    words_lost = _shared_words(words, asked, place) - _shared_words(words, asked, part)
    return place if 2 * words_lost >= lost else part


def _shared_words(words: Words, asked: Query, place: Stretch) -> int:
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(asked.words, words.words[slice(*place)])


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
    if _SENTENCE_CLOSE.search(asked.quote) and not there.startswith(signs):
        return first - lead, last + len(there)
    return first - lead, last + common_start(signs, there)


def _signs(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""
