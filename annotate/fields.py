"""What the fields of a file may hold: one declaration that reads them, documents them and makes a schema.

A `Field` names a key; its `kind` turns a node into a value or reports a problem. The same declaration
gives the JSON Schema for editors and the table on the contribute page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from rapidfuzz import process

from annotate import addresses, dates
from annotate.frontmatter import Mapping, Node, Scalar, Sequence
from annotate.model import Location, Term
from annotate.problems import Problem

_CURLY = "“”„«»‘’‚"
# What other fact-checkers call these verdicts.
_OTHER_WORDS = {
    "true": "supported",
    "correct": "supported",
    "mostly-true": "mostly-supported",
    "half-true": "mixed",
    "partly-true": "mixed",
    "partly-false": "mixed",
    "mostly-false": "misleading",
    "false": "contradicted",
    "wrong": "contradicted",
    "unproven": "unverified",
    "unsupported": "unverified",
}


class Kind(Protocol):
    """How a node is read, and what a JSON Schema says of it."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> Any:
        """The node's value, or None after adding the problem."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the value."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a file: how it is read, whether it is needed, and one sentence on what it is."""

    name: str
    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most `limit` characters; line breaks are kept only where `lines` says so."""

    limit: int
    lines: bool = False

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        text = scalar.text.strip() if self.lines else " ".join(scalar.text.split())
        if not text:
            problems.append(_problem(scalar, "empty-value", f"`{name}` is empty.", "Write the words, or delete the line if it is not needed."))
            return None
        if len(text) > self.limit:
            problems.append(
                _problem(
                    scalar,
                    "too-long",
                    f"`{name}` has {len(text):,} characters; at most {self.limit:,} are allowed.",
                    "Shorten it.",
                )
            )
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Quote:
    """The article's own words: white space inside is kept, for the anchoring decides about it."""

    limit: int = 1_000

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        text = Text(self.limit, lines=True).read(name, node, problems)
        if text is not None and re.search(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);", text):
            problems.append(
                _problem(
                    node,
                    "entity-in-quote",
                    f"`{name}` contains an HTML character code such as &rsquo;.",
                    "Write the character itself, for example ’ or '.",
                )
            )
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO 8601 date; `partial` also takes a month (`2024-05`) and `undated`."""

    partial: bool = False

    def read(self, name: str, node: Node, problems: list[Problem]) -> Any:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if self.partial and (text == "undated" or re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text)):
            return text
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                day = date.fromisoformat(text)
            except ValueError:
                day = None
            if day:
                return text if self.partial else day
        also = ", or 2024-05, or undated" if self.partial else ""
        iso = dates.as_iso(text, partial=self.partial)
        mend = f"Write {iso} (`annotate check --fix` does it)." if iso else f"Write it like 2024-05-03{also}."
        problems.append(
            _problem(
                scalar,
                "bad-date",
                f"`{name}` is {_shown(text)}, which is not a date written as year-month-day.",
                _unquoted(text) + mend,
            )
        )
        return None

    def schema(self) -> dict[str, Any]:
        day = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        pattern = rf"^({day}|[0-9]{{4}}-(0[1-9]|1[0-2])|undated)$" if self.partial else f"^{day}$"
        return {"type": "string", "pattern": pattern}


@dataclass(frozen=True, slots=True)
class Address:
    """A public web address."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        why = addresses.fault(scalar.text)
        if why:
            problems.append(
                _problem(
                    scalar,
                    "bad-address",
                    f"`{name}` is {_shown(scalar.text)}: {why}.",
                    f"{_unquoted(scalar.text)}Copy the whole address from the browser's address bar.",
                )
            )
            return None
        return addresses.ascii_url(scalar.text)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": addresses.MAX_LENGTH}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed vocabulary."""

    vocabulary: type[Term]

    def read(self, name: str, node: Node, problems: list[Problem]) -> Term | None:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        known = {term.id: term for term in self.vocabulary}
        if scalar.text.strip() not in known:
            problems.append(_unknown_value(name, scalar, list(known)))
        return known.get(scalar.text.strip())

    def schema(self) -> dict[str, Any]:
        return {
            "enum": [term.id for term in self.vocabulary],
            "markdownEnumDescriptions": [term.definition for term in self.vocabulary],
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of values of a closed vocabulary."""

    vocabulary: type[Term]

    def read(self, name: str, node: Node, problems: list[Problem]) -> tuple[Term, ...] | None:
        if not isinstance(node, Sequence):
            example = node.text if isinstance(node, Scalar) else next(iter(self.vocabulary)).id
            problems.append(
                _problem(
                    node,
                    "wrong-shape",
                    f"`{name}` must be a list.",
                    f"Put square brackets around it: `{name}: [{example}]`.",
                )
            )
            return None
        read = [Choice(self.vocabulary).read(name, item, problems) for item in node.items]
        return tuple(dict.fromkeys(term for term in read if term))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": Choice(self.vocabulary).schema(), "uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> bool | None:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        if scalar.text in ("true", "false"):
            return scalar.text == "true"
        problems.append(_unknown_value(name, scalar, ["true", "false"]))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text of a fixed form, which `example` shows."""

    pattern: str
    example: str

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = _scalar(name, node, problems)
        if scalar is None:
            return None
        if re.fullmatch(self.pattern, scalar.text.strip()):
            return scalar.text.strip()
        problems.append(
            _problem(scalar, "unknown-value", f"`{name}` is {_shown(scalar.text)}.", f"Write it like {self.example}.")
        )
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


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
                _problem(
                    node,
                    "wrong-shape",
                    f"`{name}` must be a list.",
                    f"Begin each {self.noun} with a hyphen: `  - {self.fields[0].name}: …`.",
                )
            )
            return None
        if len(node.items) > self.limit:
            problems.append(
                _problem(node, "too-long", f"`{name}` has {len(node.items)} entries; at most {self.limit} are allowed.")
            )
            return None
        return tuple(self._entry(item, problems) for item in node.items)

    def _entry(self, node: Node, problems: list[Problem]) -> Record:
        if isinstance(node, Mapping):
            return read_record(node, self.fields, self.noun, problems)
        problems.append(
            _problem(
                node,
                "wrong-shape",
                f"This {self.noun} is not written as `key: value` lines.",
                f"Give it the fields {_listed(f.name for f in self.fields if f.required)}, one a line.",
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
            problems.append(_unknown_key(key, mapping.keys[key], list(known), noun))
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
    listed = list(fields)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [f.name for f in listed if f.required],
        "properties": {f.name: {**f.kind.schema(), "description": f.about} for f in listed},
    }


def _scalar(name: str, node: Node, problems: list[Problem]) -> Scalar | None:
    if isinstance(node, Scalar):
        return node
    problems.append(
        _problem(
            node,
            "wrong-shape",
            f"`{name}` must be text, not a {'list' if isinstance(node, Sequence) else 'group of fields'}.",
            f"Write `{name}: >-`, and put the words on the next line, two spaces further in.",
        )
    )
    return None


def _problem(node: Node, code: str, message: str, hint: str = "") -> Problem:
    return Problem(node.location, code, message, hint)


def _unknown_key(key: str, location: Location, known: list[str], noun: str) -> Problem:
    nearest = process.extractOne(key, known, score_cutoff=70)
    hint = f"Did you mean `{nearest[0]}`? " if nearest else ""
    return Problem(
        location,
        "unknown-key",
        f"A {noun} has no key {_shown(key)}.",
        f"{hint}The keys are {_listed(known)}.",
    )


def _unknown_value(name: str, scalar: Scalar, known: list[str]) -> Problem:
    plain = scalar.text.casefold().strip(_CURLY + " ").replace("_", "-").replace(" ", "-")
    nearest = _OTHER_WORDS.get(plain)
    if nearest not in known:
        found = process.extractOne(plain, known, score_cutoff=60)
        nearest = found[0] if found else None
    hint = f"Did you mean `{nearest}`? " if nearest else ""
    return _problem(
        scalar,
        "unknown-value",
        f"`{name}` is {_shown(scalar.text)}, which is not one of its values.",
        f"{_unquoted(scalar.text)}{hint}The values are {_listed(known)}.",
    )


def _unquoted(text: str) -> str:
    """The first sentence of a hint, where a phone has put curly quotation marks around a value."""
    if text[:1] in _CURLY and text[-1:] in _CURLY and text:
        return f"Delete the curly quotation marks {text[0]} {text[-1]} (`annotate check --fix` does it). "
    return ""


def _shown(text: str) -> str:
    """A value as messages show it: shortened, with the code points that look like other letters."""
    short = text if len(text) <= 80 else text[:77] + "…"
    strange = sorted({c for c in short if not c.isascii() and c.isalnum()})
    points = ", ".join(f"{c} is U+{ord(c):04X}" for c in strange[:4])
    return f'"{short}"' + (f" ({points})" if points else "")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
