"""Where words stand in a text, all places, in linear time."""

from __future__ import annotations


def occurrences(text: str, words: str) -> list[int]:
    """Where words stand in a text, overlapping places included, in time linear in the text."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        if found and at - found[-1] < len(words):
            return _overlapping(text, words)
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _overlapping(text: str, words: str) -> list[int]:
    """As `occurrences`, for words that overlap themselves: Knuth, Morris and Pratt."""
    borders = [0] * (len(words) + 1)
    matched = 0
    for i in range(1, len(words)):
        while matched and words[i] != words[matched]:
            matched = borders[matched]
        matched += words[i] == words[matched]
        borders[i + 1] = matched
    found, matched = [], 0
    for i, char in enumerate(text):
        while matched and (matched == len(words) or char != words[matched]):
            matched = borders[matched]
        matched += char == words[matched]
        if matched == len(words):
            found.append(i + 1 - matched)
    return found
