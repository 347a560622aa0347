"""Where a quote may begin and end: never inside a word or a number, which would change what it says."""

from __future__ import annotations

from collections.abc import Container

from .scripts import is_one_word


def cuts(text: str, at: int, seams: Container[int] = ()) -> bool:
    """Whether a place stands between two letters or digits, or inside a number such as 1,000.

    `seams` are places where a word ends although letters stand together, as before the mark of a note.
    """
    if not 0 < at < len(text) or at in seams:
        return False
    before, after = text[at - 1], text[at]
    if is_one_word(before, after):
        return True
    number = text[max(0, at - 2) : at + 2]
    return len(number) == 4 and (
        (after in ".," and before.isdigit() and number[3].isdigit())
        or (before in ".," and after.isdigit() and number[0].isdigit())
    )


def whole_words(text: str, start: int, end: int, seams: Container[int] = ()) -> tuple[int, int]:
    """A passage made longer until neither end is inside a word or a number."""
    while cuts(text, start, seams):
        start -= 1
    while cuts(text, end, seams):
        end += 1
    return start, end
