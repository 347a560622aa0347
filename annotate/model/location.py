"""A place in a file, for messages."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):  # there are very many: twice as quick to make as a dataclass
    """A place in a file: path relative to the repository, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
