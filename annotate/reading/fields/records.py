"""How a mapping becomes a record: by what the record declares of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from ...model import Field, declared_fields
from ...model.kinds import Records
from ...model.problems import Problem
from ..frontmatter import Mapping, Node
from .messages import items_of, problem, unknown_key
from .values import read

_Record = TypeVar("_Record")


def read_record(
    mapping: Mapping, record: type[_Record], noun: str, problems: list[Problem], **others: object
) -> _Record | None:
    """Read a mapping as a record.

    Args:
        mapping: the node.
        record: its class, which declares what the mapping may and must hold.
        noun: what messages call it.
        problems: where unknown, missing and unreadable fields are reported.
        others: the values of the attributes that are not declared as fields.

    Returns:
        the record, if every field that it needs is there and could be read.
    """
    fields, required = _declared(record)  # type: ignore[arg-type]  # mypy: a class of a type variable is no Hashable
    values: dict[str, Any] = {}
    for key, node in mapping.items.items():
        if key not in fields:
            problems.append(unknown_key(key, mapping.keys[key], list(fields), noun))
            continue
        field, reader = fields[key]
        if (value := reader(field.kind, key, node, problems)) is not None:
            values[field.attribute] = value
    problems.extend(_missing(mapping, required, noun))
    if any(field.attribute not in values for field in required):
        return None
    return record(**values, **others)


@cache
def _declared(record: type) -> tuple[dict[str, tuple[Field, Callable[..., Any]]], list[Field]]:
    """The fields of a record by their keys, each with the function that reads its kind; and those that it needs."""
    fields = declared_fields(record)
    readers = {field.name: (field, read.dispatch(type(field.kind))) for field in fields}
    return readers, [field for field in fields if field.required]


def _missing(mapping: Mapping, required: Iterable[Field], noun: str) -> Iterator[Problem]:
    for field in required:
        if field.name not in mapping.items:
            about = field.about[0].lower() + field.about[1:]
            yield problem(mapping.location, "missing-key", noun=noun, name=field.name, about=about)


@read.register(Records)
def _records(kind: Records[Any], name: str, node: Node, problems: list[Problem]) -> tuple[Any, ...]:
    first = declared_fields(kind.record)[0].name
    hint = f"Begin each {kind.noun} with a hyphen: `  - {first}: …`."
    items = items_of(name, node, kind.limit, hint, problems)
    entries = (_entry(kind, item, problems) for item in items)
    return tuple(entry for entry in entries if entry is not None)


def _entry(kind: Records[Any], node: Node, problems: list[Problem]) -> Any:
    if isinstance(node, Mapping):
        return read_record(node, kind.record, kind.noun, problems, location=node.location)
    needed = ", ".join(field.name for field in declared_fields(kind.record) if field.required)
    told = {"noun": kind.noun, "needed": needed}
    problems.append(problem(node.location, "wrong-shape", what="no-fields", **told))
    return None
