"""Aligns the words of a quote and its context with the words of a text; `proposals` builds on it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import LCSseq

from ..text.scripts import ASCII_ENDS, BARE_WORD, CLOSING, OTHER_ENDS
from .folding import Folded, fold

_SPLIT = re.compile(f"({BARE_WORD.pattern})")
# Closing marks, white space and no small letter after them; not after an initial or a short title. Signs of other scripts
# end a sentence wherever they stand; one stands for all of them, since many are slow to look for, and those of four bytes in
# a class most of all.
_END = "\u3002"
_HIGH_ENDS = [end for end in OTHER_ENDS if end > "\uffff"]
_LOW_ENDS = re.compile(f"[{''.join(sorted(set(OTHER_ENDS).difference(_HIGH_ENDS)))}]")
_SENTENCE_END = re.compile(
    rf"[{ASCII_ENDS}{_END}](?:(?<={_END}){_END}*[{CLOSING}]*"
    r"|(?<=[.!?])(?<![.!?]{2})[.!?]*+(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b(?:Mrs|Gen|Col|Rep|Sen|Gov|Inc)\.)"
    rf"[{CLOSING}]*(?: [»›])?(?= [^a-z\s]| ?$))"
)
_BUCKET = 8
_COMMONEST = 40

Stretch = tuple[int, int]
"""Some words of a text: the first, and the one after the last."""

_Block = tuple[int, int, int]
"""Where a run of equal words stands in a sequence and in a text, and how many they are."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text.

    `text` is the folded text, in small letters; `words` are its words; `starts` and `ends` their offsets in it;
    `sentences` are the first words of sentences, which paragraphs end, too, and the end, and `paragraphs` those of all
    paragraphs but the first.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    paragraphs: list[int]

    def sentence_start(self, word: int) -> int:
        """The first word of the sentence of a word."""
        return self.sentences[bisect_right(self.sentences, word) - 1]

    def sentence_end(self, word: int) -> int:
        """The word after the last one of the sentence of a word."""
        return self.sentences[bisect_right(self.sentences, word)]

    def between(self, start: int, end: int) -> Stretch:
        """The words that folded offsets touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of an article's text, kept as `fold` is."""
    folded = fold(text)
    small = small_letters(folded.text)
    parts = _SPLIT.split(small)
    words = parts[1::2]
    offsets = list(accumulate(map(len, parts)))
    starts = offsets[: 2 * len(words) : 2]
    paragraphs = [bisect_left(starts, at) for at in folded.breaks]
    ended = (bisect_left(starts, stop) for stop in sentence_ends(folded))
    sentences = sorted({0, *ended, *paragraphs, len(starts)})
    return Words(small, words, starts, offsets[1::2], sentences, paragraphs)


def sentence_ends(folded: Folded) -> list[int]:
    """Where the sentences of a text end, but for those that only a paragraph ends."""
    text = _LOW_ENDS.sub(_END, folded.text)
    for end in _HIGH_ENDS:
        text = text.replace(end, _END)
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def small_letters(text: str) -> str:
    """A text in small letters, the same offsets kept."""
    small = text.lower()
    return small if len(small) == len(text) else text


@lru_cache(maxsize=4096)
def weight(word: str) -> float:
    """How much a word says about a place: numbers and long words most; scripts from Thai on say more with a letter."""
    return 1.0 if word[0].isdigit() else min(1.0, len(word) / (2.4 if word > "\u0e00" else 6))


def windows(words: Words, sequence: list[str], most: int) -> list[Stretch]:
    """The stretches of a text that share most with a sequence of words.

    Each shared word votes, the rarer the more, for the place where the sequence would then start.

    Returns:
        at most `most` stretches, the best first.
    """
    places: dict[str, list[int]] = {word: [] for word in sequence}
    for place, word in enumerate(words.words):
        if word in places:
            places[word].append(place)
    votes: dict[int, float] = defaultdict(float)
    for i, word in enumerate(sequence):
        if len(places[word]) <= _COMMONEST:
            vote = weight(word) / (1 + len(places[word])) ** 0.5
            for place in places[word]:
                votes[(place - i) // _BUCKET] += vote
    joined = {_BUCKET * at: vote + votes.get(at + 1, 0.0) for at, vote in votes.items()}
    firsts = sorted(joined, key=joined.__getitem__, reverse=True)[:most]
    before = 2 * _BUCKET + len(sequence) // 2
    after = _BUCKET + len(sequence) + before
    return [(max(0, first - before), min(first + after, len(words.words))) for first in firsts]


def align(sequence: list[str], words: Words, window: Stretch) -> list[tuple[int, int]]:
    """Pair the words of a sequence with equal words of a stretch of text, in order, without stragglers.

    Returns:
        pairs (place in the sequence, place in the text).
    """
    low, high = window
    equal = (op for op in LCSseq.opcodes(sequence, words.words[low:high]) if op.tag == "equal")
    blocks = [(op.src_start, low + op.dest_start, op.src_end - op.src_start) for op in equal]
    chain = _heaviest(blocks, sequence)
    return [(i + k, place + k) for i, place, size in chain for k in range(size)]


def _heaviest(blocks: list[_Block], sequence: list[str]) -> list[_Block]:
    """The run of matching blocks that weighs most; words put in or left out between blocks cost."""
    best = (0.0, 0, 0)
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
        if total > best[0]:
            best = (total, first, k + 1)
    return blocks[best[1] : best[2]]
