"""Suggests where a quote stands in a text that was revised; only `exact.anchor` ever decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from annotate.anchoring.exact import TextQuoteSelector, exact_places
from annotate.anchoring.folding import Folded, fold
from annotate.anchoring.spans import Query, offsets, query, span
from annotate.anchoring.words import Words, align, weight, windows, words_of

_WINDOWS = 6
_MOST_EXACT = 200
_LONGEST_SCAN = 40_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested place: start and end in code points, score 0 to 1, risks of a changed meaning."""

    start: int
    end: int
    score: float
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the quote's, in folded offsets.

    similarity: of the words, 0 to 1; before, after: of the context, None when nothing is known of it.
    """

    start: int
    end: int
    similarity: float
    before: float | None
    after: float | None
    exact: bool = False

    @property
    def context(self) -> float | None:
        known = [value for value in (self.before, self.after) if value is not None]
        return sum(known) / len(known) if known else None

    @property
    def score(self) -> float:
        context = self.context
        return self.similarity if context is None else 0.6 * self.similarity + 0.4 * context


def propose(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """Suggest the place of a quote in a text."""
    asked = query(selector)
    best = _best(text, selector, asked)
    if best is None or not _is_likely(best, asked):
        return None
    return _proposal(text, best)


def _is_likely(c: Candidate, asked: Query) -> bool:
    best = max((v for v in (c.before, c.after) if v is not None), default=None)
    if c.exact:
        return best is None or best >= 0.5 or len(asked.words) >= 4
    if best is None:
        return c.similarity >= 0.72
    if best >= .8:
        return c.similarity >= 0.5
    return c.similarity >= 0.85


def nearest(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """The place of a text that is nearest to a quote."""
    best = _best(text, selector, query(selector))
    return _proposal(text, best) if best else None


def _proposal(text: str, best: Candidate) -> Proposal:
    folded = fold(text)
    start, end = best.start, best.end
    while folded.starts[start] < 0:
        start -= 1
    while folded.ends[end] < 0:
        end += 1
    return Proposal(folded.starts[start], folded.ends[end], 1.0 if best.exact else best.score)


def _best(text: str, selector: TextQuoteSelector, asked: Query) -> Candidate | None:
    if not asked.words:
        return None
    words = words_of(text)
    found = list(_exact(words, asked))
    if not found:
        found = list(_similar(words, asked))
    return max(found, key=lambda candidate: candidate.score, default=None)


def _exact(words: Words, asked: Query) -> Iterator[Candidate]:
    at = words.text.find(asked.quote)
    n = 0
    while at >= 0 and n < _MOST_EXACT:
        yield _candidate(words, asked, at, at + len(asked.quote), exact=True)
        at = words.text.find(asked.quote, at + 1)
        n += 1


def _similar(words: Words, asked: Query) -> Iterator[Candidate]:
    stretches = windows(words, asked.sequence, _WINDOWS)
    seen: set[tuple[int, int]] = set()
    if len(asked.quote) <= len(words.text) <= _LONGEST_SCAN:
        scan = fuzz.partial_ratio_alignment(asked.quote, words.text)
        if scan and scan.dest_end > scan.dest_start:
            first, last = words.between(scan.dest_start, scan.dest_end)
            if first < last:
                seen.add((first, last))
                stretches.append((max(0, first - len(asked.before) - 8), last + len(asked.after) + 8))
    for stretch in stretches:
        found = span(words, asked, align(asked.sequence, words, stretch))
        if found:
            seen.add(found)
    for first, last in seen:
        yield _candidate(words, asked, *offsets(words, asked, first, last), words_at=(first, last))


def _candidate(
    words: Words, asked: Query, start: int, end: int, exact: bool = False, words_at: tuple[int, int] | None = None
) -> Candidate:
    text = words.text
    if exact:
        similarity = 1.0
    else:
        a, b = words_at
        other = words.words[a:b]
        char = fuzz.ratio(asked.quote, text[start:end]) / 100
        total = sum(map(weight, asked.words)) + sum(map(weight, other))
        same = sum(
            weight(w)
            for op in LCSseq.opcodes(asked.words, other)
            if op.tag == "equal"
            for w in asked.words[op.src_start : op.src_end]
        )
        similarity = (1 - MIX) * char + MIX * 2 * same / total
    before = _likeness(asked.prefix[::-1], text[max(0, start - len(asked.prefix) - 1) : start][::-1])
    after = _likeness(asked.suffix, text[end : end + len(asked.suffix) + 1])
    return Candidate(start, end, similarity, before, after, exact)

MIX = 0.3

def _likeness(context: str, there: str) -> float | None:
    """How like a context is to what stands there; None where either is empty."""
    context, there = context.strip(), there.strip()
    size = min(len(context), len(there))
    return fuzz.ratio(context[:size], there[:size]) / 100 if size else None
