"""Lists that go on on further pages, so that none gets too heavy for a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from ..dividing import FURTHER, ROWS, divide, ways
from .pieces import WIDE, blocks, front_matter

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Paged(Generic[_Row]):
    """A list whose first page is at `first`; `show` writes rows as Markdown, given what leads to the site's root, at most `most` a page.

    The further pages are in a folder beside the first.
    """

    first: str
    title: str
    rows: Sequence[_Row]
    show: Callable[[Sequence[_Row], str], str]
    most: int = ROWS
    folder: str = FURTHER

    def begun(self, up: str) -> str:
        """The first rows, with the way to the others; `up` leads to the site's root."""
        return blocks(self.show(self._pages[0], up), self._steps(1, up))

    def further(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """The paths of all pages after the first, with what makes each."""
        for number in range(2, len(self._pages) + 1):
            yield self._path(number), partial(self._page, number)

    @property
    def _pages(self) -> list[Sequence[_Row]]:
        return divide(self.rows, self.most)

    def _path(self, number: int) -> str:
        stem = self.first.removesuffix(".md").removesuffix("/index")
        return self.first if number == 1 else f"{stem}/{self.folder}/{number}.md"

    def _page(self, number: int) -> str:
        up = "../" * self._path(number).count("/")
        # Who searches finds what is listed, and where the list begins.
        head = front_matter(f"{self.title}, page {number}", **WIDE, search={"exclude": True})
        rows, steps = self.show(self._pages[number - 1], up), self._steps(number, up)
        return blocks(head, f"# {self.title}", steps, rows, steps) + "\n"

    def _steps(self, at: int, up: str) -> str:
        """The way to the pages before and after this one; "" where there are none."""
        total = len(self._pages)
        links = (f"[{name}]({up}{self._path(page)})" for name, page in ways(at, total).items())
        return " · ".join([f"Page {at} of {total}", *links]) if total > 1 else ""
