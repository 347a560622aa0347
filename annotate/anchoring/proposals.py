"""Suggests where a quote stands in a text that was revised; `anchor` alone decides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from annotate.anchoring.exact import TextQuoteSelector, exact_places
from annotate.anchoring.folding import Folded, fold, fold_once
from annotate.anchoring.words import Words, align, plain_words, weight, windows, words_of

_WINDOWS = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested place: start and end in code points, score 0 to 1, risks of a changed meaning."""

    start: int
    end: int
    score: float
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    quote: str
    prefix: str
    suffix: str
    words: list[str]
    before: list[str]
    after: list[str]

    @property
    def sequence(self):
        return self.before + self.words + self.after


@dataclass(frozen=True, slots=True)
class Candidate:
    start: int
    end: int
    similarity: float
    coverage: float
    before: float | None
    after: float | None
    exact: bool = False

    @property
    def context(self):
        known = [v for v in (self.before, self.after) if v is not None]
        return sum(known) / len(known) if known else None

    @property
    def rank(self):
        c = self.context
        return self.similarity if c is None else (self.similarity * 0.6 + c * 0.4)


def propose(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """Suggest the place of a quote in a text."""
    best = _best(text, selector)
    if best is None or not accept(best, selector):
        return None
    return _proposal(text, best)


def accept(c, selector):
    if c.exact:
        return True
    if c.context is None:
        return c.similarity >= 0.72
    return c.similarity >= 0.5 and c.rank >= 0.6


def nearest(text: str, selector: TextQuoteSelector) -> Proposal | None:
    """The place of a text that is nearest to a quote."""
    best = _best(text, selector)
    return _proposal(text, best) if best else None


def _proposal(text, best):
    folded = fold(text)
    start, end = best.start, best.end
    while folded.starts[start] < 0:
        start -= 1
    while folded.ends[end] < 0:
        end += 1
    return Proposal(folded.starts[start], folded.ends[end], 1.0 if best.exact else best.rank)


def _best(text, selector):
    q = _query(selector)
    if not q.words:
        return None
    words = words_of(text)
    found = []
    at = words.text.find(q.quote)
    n = 0
    while at >= 0 and n < 50:
        found.append(_candidate(words, q, at, at + len(q.quote), True))
        at = words.text.find(q.quote, at + 1)
        n += 1
    if not found:
        for window in windows(words, q.sequence, _WINDOWS):
            pairs = align(q.sequence, words, window)
            span = _span(words, q, pairs)
            if span:
                found.append(_candidate(words, q, *span))
        a = fuzz.partial_ratio_alignment(q.quote.casefold(), words.text.casefold()) if len(q.quote) <= len(words.text) else None
        if a and a.dest_end > a.dest_start:
            s, e = _to_words(words, a.dest_start, a.dest_end)
            if s < e:
                # align again around the place that the characters show
                pairs = align(q.sequence, words, (max(0, s - len(q.before) - 8), min(len(words.words), e + len(q.after) + 8)))
                span = _span(words, q, pairs)
                if span:
                    found.append(_candidate(words, q, *span))
                found.append(_candidate(words, q, words.starts[s], _tail(words, q, e)))
    return max(found, key=lambda c: c.rank, default=None)


def _to_words(words, start, end):
    from bisect import bisect_left, bisect_right

    s = bisect_right(words.ends, start)
    e = bisect_left(words.starts, end)
    return s, e


def _query(selector):
    quote = fold_once(selector.exact).text.strip()
    prefix, suffix = fold_once(selector.prefix).text, fold_once(selector.suffix).text
    return Query(quote, prefix, suffix, plain_words(selector.exact), plain_words(selector.prefix), plain_words(selector.suffix))


_STARTS = re.compile(r"(?:^|[.!?:][\"')\]]*\s+|\n\s*)[\"'(\[]*$")
_ENDS = re.compile(r"[.!?][\"')\]]*$")


def _span(words: Words, q: Query, pairs):
    n0, n = len(q.before), len(q.words)
    mine = [(i - n0, p) for i, p in pairs if n0 <= i < n0 + n]
    if not mine:
        return None
    pre = [(i - n0, p) for i, p in pairs if i < n0]
    post = [(i - n0 - n, p) for i, p in pairs if i >= n0 + n]
    (iq, pq), (jq, pj) = mine[0], mine[-1]
    # start
    lead = iq
    start = pq
    floor = pre[-1][1] + 1 if pre else 0
    sstart = words.sentence_start(pq)
    if lead:
        if pre and pre[-1][0] == -1 and pq - floor <= 2 * lead + 4:
            start = floor
        else:
            start = max(floor, pq - lead, sstart if _starts(q) else 0)
    if _starts(q):
        s = words.sentence_start(start)
        if s >= floor and start - s <= 3 + n // 4:
            start = s
    trail = n - 1 - jq
    end = pj + 1
    ceil = post[0][1] if post else len(words.words)
    if trail:
        if post and post[0][0] == 0 and ceil - end <= 2 * trail + 4:
            end = ceil
        else:
            end = min(ceil, end + trail, words.sentence_end(pj) if _ENDS.search(q.quote) else len(words.words))
    if _ENDS.search(q.quote):
        e = words.sentence_end(end - 1)
        if e <= ceil and e - end <= 3 + n // 4:
            end = e
    if end <= start:
        return None
    return _head(words, q, start), _tail(words, q, end)


def _starts(q):
    return bool(_STARTS.search(q.prefix)) if q.prefix else q.quote[:1].isupper() or q.quote[:1] in "\"'"


def _head(words, q, start):
    at = words.starts[start]
    lead = re.match(r"\W*", q.quote).group()
    k = len(lead)
    while k and words.text[max(0, at - k) : at] != lead[len(lead) - k :]:
        k -= 1
    return at - k


def _tail(words, q, end):
    at = words.ends[end - 1]
    tail = re.search(r"\W*$", q.quote).group()
    if not tail:
        return at
    limit = words.starts[end] if end < len(words.words) else len(words.text)
    m = re.match(r"[^\w\s]*", words.text[at:limit]).group()
    if words.text.startswith(tail, at):
        return at + len(tail)
    if _ENDS.search(q.quote):
        return at + len(m)
    k = 0
    while k < min(len(tail), len(m)) and tail[k] == m[k]:
        k += 1
    return at + k


def _candidate(words, q, start, end, exact=False):
    t = words.text
    sim = 1.0 if exact else fuzz.ratio(q.quote.casefold(), t[start:end].casefold()) / 100
    b = fuzz.ratio(q.prefix, t[max(0, start - len(q.prefix)) : start]) / 100 if q.prefix.strip() else None
    a = fuzz.ratio(q.suffix, t[end : end + len(q.suffix)]) / 100 if q.suffix.strip() else None
    return Candidate(start, end, sim, 0, b, a, exact)
