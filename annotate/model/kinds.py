"""The kinds of values that a field can hold: what they are, and no more.

What is done with a kind (reading it, its JSON Schema, its place in the form, mending it) is a function of the
room that does it. `Kind[T]` says what a value is once it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from .vocabulary import Term

_Value_co = TypeVar("_Value_co", covariant=True)
_Term_co = TypeVar("_Term_co", bound=Term, covariant=True)


class Kind(Generic[_Value_co]):
    """What a field can hold; it is `empty` where a file has nothing for it."""

    empty: ClassVar[Any] = ""


@dataclass(frozen=True, slots=True)
class Text(Kind[str]):
    """Words of at most `limit` characters, on one line."""

    limit: int


@dataclass(frozen=True, slots=True)
class Quote(Kind[str]):
    """The article's own words: white space inside is kept, for the anchoring decides about it."""

    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class Several(Kind[tuple[str, ...]]):
    """Several words or names in one text of at most `limit` characters, with semicolons between them."""

    empty = ()
    limit: int


class Hosts(Kind[tuple[str, ...]]):
    """Names of hosts, as addresses have them, without `www.`; divided by spaces."""

    empty = ()


class Day(Kind[date]):
    """An ISO 8601 date."""

    empty = None


class DayOrMonth(Kind[str]):
    """An ISO 8601 date, a month (`2024-05`) or `undated`."""

    empty = "undated"


class Address(Kind[str]):
    """A public web address."""


@dataclass(frozen=True, slots=True)
class Choice(Kind[_Term_co]):
    """One value of a closed vocabulary."""

    vocabulary: type[_Term_co]


@dataclass(frozen=True, slots=True)
class Choices(Kind[tuple[_Term_co, ...]]):
    """A list of values of a closed vocabulary."""

    empty = ()
    vocabulary: type[_Term_co]


class Flag(Kind[bool]):
    """true or false."""

    empty = False


@dataclass(frozen=True, slots=True)
class Pattern(Kind[str]):
    """Text of a fixed form, which `example` shows."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Records(Kind[tuple[_Value_co, ...]]):
    """A list of at most `limit` records, each of which messages call `noun`."""

    empty = ()
    record: type[_Value_co]
    noun: str
    limit: int = 60


AnyKind = Kind[Any]
