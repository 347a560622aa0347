"""Long lists are divided into pages, so that none gets too heavy for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_Row = TypeVar("_Row")
# Rows of a page: so many claims with their links are about 120 kB.
ROWS = 300
# The folder of a list's pages after the first.
FURTHER = "pages"


def divide(rows: Sequence[_Row], most: int = ROWS) -> list[Sequence[_Row]]:
    """The rows of each page, at most so many; there is one page at least."""
    return [rows[at : at + most] for at in range(0, len(rows), most)] or [rows]


def ways(at: int, total: int) -> dict[str, int]:
    """The pages that lead on from one of a list, counted from 1, by what they are called."""
    pages = {"First": 1, "Previous": at - 1, "Next": at + 1, "Last": total}
    return {name: page for name, page in pages.items() if 1 <= page <= total and page != at}
