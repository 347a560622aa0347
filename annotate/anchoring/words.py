"""Aligns the words of a quote and its context with the words of a text; used by `proposals`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from annotate.anchoring.folding import fold, fold_once

_WORD = re.compile(r"\w+")
# A sentence ends at a mark and white space, whatever closes after the mark; and where a paragraph ends.
_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*(?= |$)")
_BUCKET = 8
_COMMONEST = 40


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text: each with its folded offsets; and where sentences start and end (in words)."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    places: dict[str, list[int]]
    sentences: list[int]

    def sentence_start(self, word: int) -> int:
        """The first word of the sentence of a word."""
        return self.sentences[bisect_right(self.sentences, word) - 1]

    def sentence_end(self, word: int) -> int:
        """The word after the last one of the sentence of a word."""
        after = bisect_right(self.sentences, word)
        return self.sentences[after] if after < len(self.sentences) else len(self.words)


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """The words of an article's text, kept as `fold` is."""
    folded = fold(text)
    found = list(_WORD.finditer(folded.text))
    words = [match.group().casefold() for match in found]
    starts = [match.start() for match in found]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        places[word].append(i)
    stops = {match.end() for match in _SENTENCE_END.finditer(folded.text)}
    stops.update(i for i in range(len(folded.text)) if folded.breaks >> i & 1) if folded.breaks else None
    sentences = sorted({0, *(bisect_right(starts, stop - 1) for stop in stops)})
    ends = [match.end() for match in found]
    return Words(folded.text, words, starts, ends, dict(places), [s for s in sentences if s < len(words)])


def plain_words(text: str) -> list[str]:
    """The words of a quote or of a context."""
    return [word.casefold() for word in _WORD.findall(fold_once(text).text)]


def weight(word: str) -> float:
    """How much a word says about a place: long words and numbers most."""
    return 1.0 if word[0].isdigit() else min(1.0, len(word) / 6)


def windows(words: Words, sequence: list[str], most: int) -> list[tuple[int, int]]:
    """The stretches of a text, in words, that share most with a sequence of words; at most `most`."""
    votes: Counter[int] = Counter()
    for i, word in enumerate(sequence):
        places = words.places.get(word, ())
        if len(places) <= _COMMONEST:
            for place in places:
                votes[(place - i) // _BUCKET] += weight(word) / (1 + len(places)) ** 0.5  # type: ignore[assignment]
    joined = {bucket: votes[bucket] + votes[bucket + 1] for bucket in votes}
    slack = 2 * _BUCKET + len(sequence) // 2
    best = sorted(joined, key=lambda bucket: -joined[bucket])[:most]
    return [
        (
            max(0, bucket * _BUCKET - slack),
            min(len(words.words), (bucket + 1) * _BUCKET + len(sequence) + slack),
        )
        for bucket in best
    ]


def align(sequence: list[str], words: Words, window: tuple[int, int]) -> list[tuple[int, int]]:
    """Pair words of a sequence with equal words of a window, in order, without stragglers.

    Returns pairs (place in the sequence, place in the text).
    """
    low, high = window
    blocks = [
        (op.src_start, low + op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(sequence, words.words[low:high])
        if op.tag == "equal"
    ]
    chain = _heaviest(blocks, sequence)
    return [(i + k, place + k) for i, place, size in chain for k in range(size)]


def _heaviest(blocks: list[tuple[int, int, int]], sequence: list[str]) -> list[tuple[int, int, int]]:
    """The run of matching blocks that weighs most, where words put in or left out between blocks cost."""
    best_run: tuple[float, int, int] = (0.0, 0, 0)
    total, first = 0.0, 0
    for k, (i, place, size) in enumerate(blocks):
        if k:
            before = blocks[k - 1]
            left_out = i - before[0] - before[2]
            put_in = place - before[1] - before[2]
            total -= 0.05 * left_out + 0.12 * max(0, put_in - left_out)
        if total <= 0:
            total, first = 0.0, k
        total += sum(weight(word) for word in sequence[i : i + size])
        if total > best_run[0]:
            best_run = (total, first, k + 1)
    return blocks[best_run[1] : best_run[2]]
