"""Suggests where a quote stands in a text that was revised; only `exact.anchor` ever decides.

A place is likely by its words, and by what stands before and after it: between the old neighbours a sentence may
have been rewritten, among strangers it must be nearly the same. Losing a quote costs a look, a wrong place a
false mark, so in doubt nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from annotate.anchoring.exact import Anchor, TextQuoteSelector, exact_places, is_within_word, locate
from annotate.anchoring.folding import fold
from annotate.anchoring.risks import risks
from annotate.anchoring.spans import Query, offsets, query, span
from annotate.anchoring.words import Words, align, small_letters, weight, windows, words_of

# Bounds of the work for one quote: places and stretches looked at, and the sizes scanned by characters.
_MOST_PLACES = 200
_MOST_STRETCHES = 6
_LONGEST_TEXT = 50_000
_LONGEST_QUOTE = 1_000

_ALMOST = 0.99
_MARGIN = 0.05
_ENOUGH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested place for a quote.

    start, end: code points of the text, half-open, never within a grapheme. score: 1 when the very words are
    there, less the less like they and their context are. risks: in which of "number", "name", "negation",
    "unit" and "modal" the words differ from the quote's.
    """

    start: int
    end: int
    score: float
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the quote's, in folded offsets.

    similarity: of its words with the quote's, 0 to 1; context: of what stands before and after it, as far as the
    quote and the text have any.
    """

    start: int
    end: int
    similarity: float
    context: tuple[float, ...]

    @property
    def score(self) -> float:
        """Words and context together, 0 to 1."""
        if not self.context:
            return self.similarity
        return 0.6 * self.similarity + 0.4 * sum(self.context) / len(self.context)


def propose(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """Suggest the place of a quote in a text that may have been revised; a suggestion only.

    text: an article's text. selector: the quote; its prefix and suffix, about 30 characters each, help much.
    Returns the likely place, or None when the words seem to be gone.
    """
    if places := locate(text, selector):
        return Proposal(*places[0], 1.0, ())
    asked = query(selector)
    best, reliable = _best(text, asked)
    return _proposal(text, selector, asked, best) if best and reliable else None


def nearest(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """The place whose words are nearest to a quote, for a message about a quote that is not found.

    As `propose`, but also where the quote's words are probably gone. Returns None when nothing is like it.
    """
    asked = query(selector)
    best, _ = _best(text, asked)
    return _proposal(text, selector, asked, best) if best and best.similarity >= 0.4 else None


def _is_likely(candidate: Candidate, asked: Query) -> bool:
    """Whether a place is the quote's, by its words and by its neighbours."""
    nearer = max(candidate.context, default=0.5)
    farther = min(candidate.context) if len(candidate.context) == 2 else 0.5
    if candidate.similarity >= _ALMOST:
        # A few common words among strangers are no evidence.
        return nearer >= 0.5 or len(asked.words) >= _ENOUGH_WORDS
    if not candidate.context:
        return candidate.similarity >= 0.75
    needed = 0.92 - 0.6 * max(0.0, nearer - 0.5) - 0.2 * max(0.0, farther - 0.5)
    return candidate.similarity >= needed


def _proposal(text: str, selector: TextQuoteSelector, asked: Query, best: Candidate) -> Proposal:
    folded = fold(text)
    start, end = best.start, best.end
    while folded.start(start) < 0:
        start -= 1
    while folded.end(end) < 0:
        end += 1
    place = Anchor(folded.start(start), folded.end(end))
    if place in exact_places(text, selector):
        return Proposal(place.start, place.end, 1.0, ())
    score = round(min(best.score, _ALMOST), 3)
    return Proposal(place.start, place.end, score, risks(asked.folded, folded.text[start:end]))


def _best(text: str, asked: Query) -> tuple[Candidate | None, bool]:
    """The place that is most likely the quote's, the first of equals; and whether to rely on it."""
    if not asked.words:
        return None, False
    small = small_letters(fold(text).text)
    found = list(_same(small, asked))
    if not any(_is_likely(candidate, asked) for candidate in found):
        found += _similar(words_of(text), asked)
    best = max(found, key=lambda candidate: candidate.score, default=None)
    if best is None:
        return None, False
    return best, _is_likely(best, asked) and not any(_rivals(small, best, other) for other in found)


def _rivals(text: str, best: Candidate, other: Candidate) -> bool:
    """Whether other words elsewhere are about as good: then neither is proposed."""
    return (
        (other.end <= best.start or best.end <= other.start)
        and other.score > best.score - _MARGIN
        and text[other.start : other.end] != text[best.start : best.end]
    )


def _same(text: str, asked: Query) -> Iterator[Candidate]:
    """The places of the very words, capital letters aside."""
    at = text.find(asked.quote)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        end = at + len(asked.quote)
        cut = is_within_word(text, at) or is_within_word(text, end)
        yield Candidate(at, end, _ALMOST if cut else 1.0, _context(text, asked, at, end))
        at = text.find(asked.quote, at + 1)


def _similar(words: Words, asked: Query) -> Iterator[Candidate]:
    """The places of similar words, one for each stretch of text that shares words with the quote."""
    found = {
        span(words, asked, align(asked.sequence, words, stretch))
        for stretch in windows(words, asked.sequence, _MOST_STRETCHES)
    }
    if scanned := _scan(words, asked):
        first, after = scanned
        around = max(0, first - len(asked.before) - 8), after + len(asked.after) + 8
        found |= {scanned, span(words, asked, align(asked.sequence, words, around))}
    for place in sorted(place for place in found if place):
        start, end = offsets(words, asked, *place)
        similarity = _similarity(words, asked, place, (start, end))
        yield Candidate(start, end, similarity, _context(words.text, asked, start, end))


def _scan(words: Words, asked: Query) -> tuple[int, int] | None:
    """The words that are most like the quote by their characters: misspelt words share no word."""
    if len(words.text) > _LONGEST_TEXT or not len(asked.quote) <= min(
        _LONGEST_QUOTE, len(words.text)
    ):
        return None
    found = fuzz.partial_ratio_alignment(asked.quote, words.text)
    if found is None or found.dest_end <= found.dest_start:
        return None
    first, after = words.between(found.dest_start, found.dest_end)
    return (first, after) if first < after else None


def _similarity(
    words: Words, asked: Query, place: tuple[int, int], characters: tuple[int, int]
) -> float:
    """How like the words at a place are to the quote: mostly by characters, partly by whole words."""
    there = words.words[slice(*place)]
    shared = 0.0
    for op in Levenshtein.opcodes(asked.words, there):
        pairs = zip(
            asked.words[op.src_start : op.src_end], there[op.dest_start : op.dest_end], strict=False
        )
        shared += sum(weight(word) * _sameness(word, other) for word, other in pairs)
    by_words = 2 * shared / (sum(map(weight, asked.words)) + sum(map(weight, there)))
    return 0.7 * fuzz.ratio(asked.quote, words.text[slice(*characters)]) / 100 + 0.3 * by_words


def _sameness(word: str, other: str) -> float:
    """1 for the same word, nearly 1 for a misspelt one, 0 for another."""
    return fuzz.ratio(word, other, score_cutoff=75) / 100


def _context(text: str, asked: Query, start: int, end: int) -> tuple[float, ...]:
    """How like the text before and after a place is to the quote's context."""
    before = text[max(0, start - len(asked.prefix) - 1) : start]
    after = text[end : end + len(asked.suffix) + 1]
    return (
        *_likeness(asked.prefix.strip()[::-1], before.strip()[::-1]),
        *_likeness(asked.suffix.strip(), after.strip()),
    )


def _likeness(context: str, there: str) -> tuple[float, ...]:
    """How like two contexts are, as far as both reach; nothing when one of them is empty."""
    size = min(len(context), len(there))
    return (fuzz.ratio(context[:size], there[:size]) / 100,) if size else ()
