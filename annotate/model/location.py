"""A place in a file, for messages, and what is read of a file and keeps such places."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from .declared import record


class Location(NamedTuple):  # there are very many: twice as quick to make as a dataclass
    """A place in a file: path relative to the repository, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@record
class Written:
    """What is read of a file that people write: which file it is, of which article, and where its fields stand."""

    slug: str
    path: str
    locations: dict[str, Location] = field(default_factory=dict, compare=False, hash=False)

    def at(self, key: str) -> Location:
        """Where a key of the front matter stands (the top of the file if it is absent)."""
        return self.locations.get(key, Location(self.path))
