"""Finds the places of a text that may be what a quote has become, and measures how like it they are.

The work for one quote is bounded: a number of places and stretches is looked at, and long texts are not scanned
by characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ..text.scripts import BARE_WORD
from .exact import is_within_word
from .occurrences import occurrences
from .spans import ALMOST, Query, offsets, span, whole_sentence, within_sentences
from .words import Stretch, Words, align, weight, windows

_MOST_PLACES = 200
_MOST_STRETCHES = 6
_LONGEST_TEXT = 50_000
_LONGEST_QUOTE = 1_000
_SHORT = 8  # characters
_SIGNS = ' -*.,;:()"。'
_PARTS = re.compile("[,;，；、] ?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the quote's, in folded offsets.

    `similarity` is that of its words with the quote's, 0 to 1; `kept` the share of the quote's words that it has, `lost`
    the weight of the others; `context` how like what stands before and after is to the quote's, as far as quote and text have any.
    """

    start: int
    end: int
    similarity: float
    kept: float
    lost: float
    context: tuple[float, ...]

    @property
    def score(self) -> float:
        """Words and context together, 0 to 1; without context, how many of the quote's words are there."""
        around = sum(self.context) / len(self.context) if self.context else self.kept
        return 0.6 * self.similarity + 0.4 * around


def same(words: Words, asked: Query) -> Iterator[Candidate]:
    """The places of the very words, capital letters aside, also where they are now in two paragraphs."""
    for at in occurrences(words.text, asked.quote)[:_MOST_PLACES]:
        end = at + len(asked.quote)
        cut = is_within_word(words.text, at) or is_within_word(words.text, end)
        context = _context(words.text, asked, at, end)
        yield Candidate(at, end, ALMOST if cut else 1.0, 1.0, 0.0, context)


def similar(words: Words, asked: Query) -> Iterator[Candidate]:
    """The places of similar words: one for each stretch of the text that shares words with the quote."""
    sequence = asked.before + asked.words + asked.after
    stretches = windows(words, sequence, _MOST_STRETCHES)
    found: set[Stretch | None] = set()
    if scanned := _scan(words, asked):
        before, after = len(asked.before) + 8, len(asked.after) + 8
        stretches.append((max(0, scanned[0] - before), scanned[1] + after))
        found.add(whole_sentence(words, asked, scanned, (0, len(words.words))))
    found |= {span(words, asked, align(sequence, words, stretch)) for stretch in stretches}
    for place in sorted({within_sentences(words, asked, place) for place in found if place}):
        yield _measured(words, asked, place)


def between(words: Words, asked: Query) -> Iterator[Candidate]:
    """The place between the quote's neighbours, where both are still there, once, and little has come between."""
    prefix, suffix = asked.prefix.strip(), asked.suffix.strip()
    if all(len(side) >= _SHORT and words.text.count(side) == 1 for side in (prefix, suffix)):
        start, end = words.between(words.text.find(prefix) + len(prefix), words.text.find(suffix))
        if start < end <= min(words.sentence_end(start), start + 1.5 * len(asked.words)):
            yield _measured(words, asked, (start, end))


def _scan(words: Words, asked: Query) -> Stretch | None:
    """The words that are most like the quote by their characters."""
    if (size := len(words.text)) > _LONGEST_TEXT or len(asked.quote) > min(_LONGEST_QUOTE, size):
        return None
    found = fuzz.partial_ratio_alignment(asked.quote, words.text)
    place = words.between(found.dest_start, found.dest_end) if found else (0, 0)
    return place if place[0] < place[1] else None


def _measured(words: Words, asked: Query, place: Stretch) -> Candidate:
    """How like the words at a place are to the quote: mostly by characters, partly by whole words."""
    start, end = offsets(words, asked, *place)
    ours, there = asked.words, words.words[slice(*place)]
    sides = [asked.quote, words.text[start:end]]
    moved = [" ".join(sorted(_PARTS.split(side.strip(_SIGNS)))) for side in sides]
    if fuzz.ratio(*moved) > fuzz.ratio(*sides):  # Parts of it have changed places.
        sides, (ours, there) = moved, map(BARE_WORD.findall, moved)
    steps = Levenshtein.opcodes(ours, there)
    runs = ((ours[op.src_start : op.src_end], there[op.dest_start : op.dest_end]) for op in steps)
    pairs = (pair for run in runs for pair in zip(*run, strict=False))
    # A misspelt word is nearly the same.
    shared = sum(weight(a) * (a == b or fuzz.ratio(a, b, score_cutoff=75) / 100) for a, b in pairs)
    total = sum(map(weight, ours))
    by_words = 2 * shared / (total + sum(map(weight, there)))
    by_characters = fuzz.ratio(*sides) / 100
    similarity = min(ALMOST, 0.7 * by_characters + 0.3 * by_words)
    context = _context(words.text, asked, start, end)
    return Candidate(start, end, similarity, shared / total, total - shared, context)


def _context(text: str, asked: Query, start: int, end: int) -> tuple[float, ...]:
    """How like the text before and after a place is to the quote's context; not at all where a place is that context."""
    before = text[max(0, start - len(asked.prefix) - 1) : start].strip()
    after = text[end : end + len(asked.suffix) + 1].strip()
    prefix, suffix = asked.prefix.strip(), asked.suffix.strip()
    left, right = prefix.strip(_SIGNS), suffix.strip(_SIGNS)
    # It begins or ends with the context, or half of it is within.
    reach, last = (end - start) // 2, len(text[:end].rstrip(_SIGNS))
    lefts = text[max(0, last - len(left)) : max(last, end - reach + len(left))]
    rights = text[max(0, start - max(0, len(right) - reach)) : start + len(right)]
    is_left = left[_SHORT:] and left in lefts and left not in before
    if is_left or (right[_SHORT:] and right in rights and right not in after):
        return (0.0, 0.0)
    return _likeness(prefix[::-1], before[::-1]) + _likeness(suffix, after)


def _likeness(context: str, there: str) -> tuple[float, ...]:
    """How like two contexts are, as far as both reach; nothing when one of them is empty, or has no words as the other has."""
    size = min(len(context), len(there))
    both = context[:size], there[:size]
    is_told = size and len({any(map(str.isalnum, side)) for side in both}) == 1
    return (fuzz.ratio(*both) / 100,) if is_told else ()
