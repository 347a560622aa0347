"""What is shown around some words where an article may only be excerpted."""

from __future__ import annotations

from ...text import scripts

EXCERPT_WORDS = 8
GAP = "[…]"


def excerpt_window(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of a text widened by some words on both sides, in code points."""
    before = [begin for begin, _ in scripts.words(text[:start])]
    after = [stop for _, stop in scripts.words(text[end:])]
    low = before[-EXCERPT_WORDS] if len(before) > EXCERPT_WORDS else 0
    high = end + after[EXCERPT_WORDS - 1] if len(after) > EXCERPT_WORDS else len(text)
    return low, high
