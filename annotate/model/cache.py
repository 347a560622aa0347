"""What was worked out once, kept as long as it was worked out of the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_Made = TypeVar("_Made")


@dataclass
class Cache:
    """Results by a name and by what they were made of: an edit re-reads one file, and judges one article."""

    made: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def get(self, name: str, key: object, make: Callable[[], _Made]) -> _Made:
        """What `make` gave under this name when `key` was last the same."""
        kept = self.made.get(name)
        if kept is None or kept[0] != key:
            kept = self.made[name] = (key, make())
        made: _Made = kept[1]
        return made
