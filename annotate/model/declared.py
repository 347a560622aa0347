"""How a record declares its fields, once: each with its kind and its key in the file.

    @record
    class Source:
        url: str = declared(Address())
        title: str = optional(Text(300))

What each is stands in `declared.toml`. What is `declared` without a default must be in the file. Whatever needs to know
the fields walks `declared_fields`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from functools import cache
from typing import Any, TypeVar, dataclass_transform

from ..text.tables import table_of
from .kinds import AnyKind, Choice, Choices, Kind, Records
from .vocabulary import Term

_Value = TypeVar("_Value")
_Class = TypeVar("_Class")
_REQUIRED: Any = MISSING
# What each field is, in a sentence for contributors, by its record and its key.
ABOUT: dict[str, dict[str, str]] = table_of(__file__)


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field: its key in the file, the attribute that has its value, and what it is."""

    name: str
    attribute: str
    kind: AnyKind
    about: str
    required: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """The values that it can have, where these are a closed vocabulary."""
        if not isinstance(self.kind, (Choice, Choices)):
            return ()
        vocabulary: type[Term] = self.kind.vocabulary
        return tuple(vocabulary)

    @property
    def entries(self) -> tuple[Field, ...]:
        """The fields of its entries, where it is a list of records."""
        return declared_fields(self.kind.record) if isinstance(self.kind, Records) else ()


def declared(kind: Kind[_Value], *, default: _Value = _REQUIRED, key: str = "") -> _Value:
    """Declare a field of a record.

    Args:
        kind: what it can hold; the type of the attribute follows from it.
        default: its value where the file has not got it; without a default it must be there.
        key: what it is called in the file, where that is not the attribute's name.

    Returns:
        what `dataclasses.field` returns.
    """
    return dataclasses.field(default=default, metadata={"kind": kind, "key": key})


def optional(kind: Kind[_Value], *, key: str = "") -> _Value:
    """Declare a field that is empty, as its kind is, where the file has not got it; see `declared`."""
    empty: _Value = kind.empty
    return declared(kind, default=empty, key=key)


# What `optional` gives is no specifier: to a type checker it is a default.
@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(declared, dataclasses.field)
)
def record(cls: type[_Class]) -> type[_Class]:
    """Make a class a frozen dataclass, whose fields come by name: their order is the order of the file."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


def declared_fields(record: type) -> tuple[Field, ...]:
    """The fields that a record declares, in the order of the file."""
    return _declared_fields(record)


@cache
def _declared_fields(record: type) -> tuple[Field, ...]:
    about = ABOUT[record.__name__]
    return tuple(
        Field(
            name=(name := field.metadata["key"] or field.name),
            attribute=field.name,
            kind=field.metadata["kind"],
            about=about[name],
            required=field.default is MISSING,
        )
        for field in dataclasses.fields(record)
        if "kind" in field.metadata
    )
