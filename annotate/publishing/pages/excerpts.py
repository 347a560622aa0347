"""What is shown around some words where an article may only be excerpted."""

from __future__ import annotations

from ...text import scripts

EXCERPT_WORDS = 8
GAP = "[…]"


def excerpt_window(text: str, start: int, end: int, words: int = EXCERPT_WORDS) -> tuple[int, int]:
    """A range of a text widened by some words on both sides, in code points."""
    before = [begin for begin, _ in scripts.words(text[:start])]
    after = [stop for _, stop in scripts.words(text[end:])]
    low = before[-words] if len(before) > words else 0
    high = end + after[words - 1] if len(after) > words else len(text)
    return low, high
