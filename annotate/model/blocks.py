"""An article as received: blocks of plain text, with their inline marks beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Inline:
    """A mark on a block's text, kept beside it: `kind` is link, emphasis or strong; offsets are
    code points of the block."""

    start: int
    end: int
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its plain text, and what it is (`paragraph`, `heading`, …)."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    inlines: tuple[Inline, ...] = ()


BLOCK_SEPARATOR = "\n\n"


@dataclass(frozen=True)
class Article:
    """An article as received: its blocks, in order."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The blocks' texts joined by a blank line: what quotes are anchored in."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each block begins in `text`, in code points."""
        starts, position = [], 0
        for block in self.blocks:
            starts.append(position)
            position += len(block.text) + len(BLOCK_SEPARATOR)
        return tuple(starts)

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each block ends in `text`."""
        return tuple(
            start + len(block.text) for start, block in zip(self.starts, self.blocks, strict=True)
        )
