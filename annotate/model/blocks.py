"""An article as received: blocks of plain text, with what the text is in and what marks it kept beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from ..text.wording import common_start


@dataclass(frozen=True, slots=True)
class Inline:
    """A mark on a block's text, kept beside it; offsets are code points of the block.

    `kind` is link, emphasis, strong, small, code, superscript, subscript, note (a reference to a note), inserted,
    deleted, quote, ruby, reading and fallback (in a ruby), picture (its alternative text), ltr or rtl.
    """

    start: int
    end: int
    kind: str
    href: str = ""


class Cell(NamedTuple):
    """A cell of a table's row: where its text stands in the block, whether it is a header, what it spans."""

    start: int
    end: int
    header: bool = False
    columns: int = 1
    rows: int = 1


class Holder(NamedTuple):
    """What blocks stand in: a list, an item, a quotation, a table …, by its HTML name.

    `number` tells it from its neighbors; `value` is an item's number, or how an ordered list counts (1, a, A, i, I).
    """

    tag: str
    number: int
    value: str = ""

    @property
    def attribute(self) -> str:
        """The HTML attribute that holds its value, with a space before it; "" if it has none."""
        name = {"ol": "type", "li": "value"}.get(self.tag)
        return f' {name}="{self.value}"' if name and self.value else ""


Holders = tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its plain text, and what it is (paragraph, heading, preformatted or row).

    A row's cells are divided by tabs in the text; `ruled` says that a rule stands before the block.
    """

    text: str
    kind: str = "paragraph"
    level: int = 0
    inlines: tuple[Inline, ...] = ()
    within: Holders = ()
    cells: tuple[Cell, ...] = ()
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that editors are told of a seed: the rule's code, what it is, how often, and where it stands first."""

    code: str
    what: str
    count: int
    line: int
    column: int


def holders_between(before: Holders, after: Holders) -> tuple[Holders, Holders]:
    """What ends after one block, the innermost first, and what begins before the next, the outermost first."""
    shared = common_start(before, after)
    return before[shared:][::-1], after[shared:]


BLOCK_SEPARATOR = "\n\n"
# What stands against a word without being a part of it.
_APART = frozenset(["note", "picture", "reading", "fallback"])


@dataclass(frozen=True)
class Article:
    """An article as received: its blocks, in order, and what editors are told of its seed."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def text(self) -> str:
        """The blocks' texts joined by a blank line: what quotes are anchored in."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each block begins in `text`, in code points."""
        lengths = (len(block.text) + len(BLOCK_SEPARATOR) for block in self.blocks)
        return tuple(accumulate(lengths, initial=0))[:-1]

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each block ends in `text`."""
        return tuple(at + len(b.text) for at, b in zip(self.starts, self.blocks, strict=True))

    def touched(self, start: int, end: int) -> Iterator[tuple[int, Block, int, int]]:
        """The blocks that a passage touches: where each begins in `text`, and from where to where in it the passage goes."""
        for n in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            at, block = self.starts[n], self.blocks[n]
            yield at, block, max(start - at, 0), min(end - at, len(block.text))

    @cached_property
    def seams(self) -> frozenset[int]:
        """Where in `text` a word ends or begins although letters stand together: at note marks, readings, pictures."""
        return frozenset(
            start + place
            for start, block in zip(self.starts, self.blocks, strict=True)
            for inline in block.inlines
            if inline.kind in _APART
            for place in (inline.start, inline.end)
        )
