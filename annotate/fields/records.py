"""Mappings with declared fields: one declaration reads them, documents them and makes their schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotate.fields.kinds import Kind
from annotate.fields.messages import listed, problem_at, too_many, unknown_key
from annotate.frontmatter import Mapping, Node, Sequence
from annotate.model import Location
from annotate.problems import Problem


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a file: how it is read, whether it is needed, and one sentence on what it is."""

    name: str
    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a mapping, each with the place where it stands."""

    values: dict[str, Any]
    location: Location
    locations: dict[str, Location]


@dataclass(frozen=True, slots=True)
class Records:
    """A list of mappings with the same fields, at most `limit` of them."""

    fields: tuple[Field, ...]
    noun: str
    limit: int = 60

    def read(self, name: str, node: Node, problems: list[Problem]) -> tuple[Record, ...] | None:
        if not isinstance(node, Sequence):
            problems.append(
                problem_at(
                    node,
                    "wrong-shape",
                    f"`{name}` must be a list.",
                    f"Begin each {self.noun} with a hyphen: `  - {self.fields[0].name}: …`.",
                )
            )
            return None
        if len(node.items) > self.limit:
            problems.append(too_many(name, node, self.limit))
            return None
        return tuple(self._entry(item, problems) for item in node.items)

    def _entry(self, node: Node, problems: list[Problem]) -> Record:
        if isinstance(node, Mapping):
            return read_record(node, self.fields, self.noun, problems)
        problems.append(
            problem_at(
                node,
                "wrong-shape",
                f"This {self.noun} is not written as `key: value` lines.",
                f"Give it the fields {listed(f.name for f in self.fields if f.required)}, one a line.",
            )
        )
        return Record({}, node.location, {})

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "maxItems": self.limit, "items": object_schema(self.fields)}


def read_record(
    mapping: Mapping, fields: Iterable[Field], noun: str, problems: list[Problem]
) -> Record:
    """Read a mapping by its declaration.

    Args:
        mapping: the node.
        fields: what it may and must hold.
        noun: what messages call it.
        problems: where unknown, missing and unreadable fields are reported.

    Returns:
        the values that could be read.
    """
    known = {f.name: f for f in fields}
    values: dict[str, Any] = {}
    for key, node in mapping.items.items():
        if key not in known:
            problems.append(unknown_key(key, mapping.keys[key], list(known), noun))
            continue
        value = known[key].kind.read(key, node, problems)
        if value is not None:
            values[key] = value
    problems.extend(
        Problem(
            mapping.location,
            "missing-key",
            f"This {noun} has no `{f.name}`.",
            f"Add `{f.name}:` — {f.about[0].lower()}{f.about[1:]}",
        )
        for f in known.values()
        if f.required and f.name not in mapping.items
    )
    locations = {key: mapping.items[key].location for key in mapping.items}
    return Record(values, mapping.location, locations)


def object_schema(fields: Iterable[Field]) -> dict[str, Any]:
    """The JSON Schema of a mapping with these fields."""
    declared = list(fields)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [f.name for f in declared if f.required],
        "properties": {f.name: {**f.kind.schema(), "description": f.about} for f in declared},
    }
