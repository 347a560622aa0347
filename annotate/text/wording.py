"""Turns of phrase that messages and pages share, and what is told of together."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the singular or plural."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short(text: str, limit: int = 90) -> str:
    """Text in one line of at most `limit` characters."""
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    """Items by what they have in common, in the order of the first of each."""
    groups: dict[_Key, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def common_start(first: Sequence[object], second: Sequence[object]) -> int:
    """How many characters two texts, or items two lists, begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))


def in_surroundings(text: str, start: int, end: int, width: int = 30) -> str:
    """A passage in brackets, in one line, with what stands around it.

    Args:
        text: an article's text.
        start, end: the passage, in code points.
        width: how many code points are shown on each side.
    """
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return one_line(f"… {before}[{text[start:end]}]{after} …")


def one_line(text: str) -> str:
    """Text in one line, with a sign where a paragraph ends."""
    return re.sub(r"\s*\n\s*", " ¶ ", text.strip())


def slug(text: str) -> str:
    """The words of a text as a name for a file or a page: lower-case ASCII, joined by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def short_slug(text: str) -> str:
    """The first words of a text as a name: at most six, and at most 60 characters; may be empty."""
    return "-".join(slug(text).split("-")[:6])[:60].strip("-")


def untaken(name: str, taken: Container[str]) -> str:
    """A name that is not taken: itself, or itself with the first free number from 2."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(n for n in itertools.chain([name], numbered) if n not in taken)
