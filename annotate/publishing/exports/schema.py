"""The JSON Schema of a claim's front matter, for editors: made from the fields that a claim declares."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any

from ...model import Annotation, declared_fields
from ...model.kinds import (
    Address,
    AnyKind,
    Choice,
    Choices,
    Day,
    DayOrMonth,
    Flag,
    Pattern,
    Quote,
    Records,
    Several,
    Text,
)
from ...model.vocabulary import Term, Verdict
from ...text import addresses

PATH = "schema/claim.json"
_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


def claim_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a claim file's front matter.

    Returns:
        what the fields may hold, and which are needed for which verdict. Text is allowed at the top because an editor that
        takes the file for YAML sees the context, below the second `---`, as a second document.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claim",
        "description": "The front matter of docs/articles/ARTICLE/claims/NAME.md.",
        **_of_record(Annotation),
        "type": ["object", "string"],
        "allOf": [
            _when({"not": {"const": Verdict.OPINION.id}}, "sources", {"minItems": 1}),
            _when({"const": Verdict.UNVERIFIED.id}, "would_settle", {}),
            {
                "if": {"required": ["withdrawn"]},
                "then": {"required": ["history"], "properties": {"history": {"minItems": 1}}},
            },
        ],
    }


def format_schema() -> str:
    """The schema as the site publishes it."""
    return json.dumps(claim_schema(), indent=2, ensure_ascii=False) + "\n"


def _when(verdict: dict[str, Any], needed: str, what: dict[str, Any]) -> dict[str, Any]:
    """The rule that a field is needed for some verdicts."""
    return {
        "if": {"required": ["verdict"], "properties": {"verdict": verdict}},
        "then": {"required": [needed], "properties": {needed: what}},
    }


def _of_record(record: type) -> dict[str, Any]:
    fields = declared_fields(record)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {
            field.name: {**_of_kind(field.kind), "description": field.about} for field in fields
        },
    }


@singledispatch
def _of_kind(kind: AnyKind) -> dict[str, Any]:
    """The schema of a field's value."""
    raise NotImplementedError(kind)


@_of_kind.register
def _(kind: Text | Quote | Several) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": kind.limit}


@_of_kind.register
def _(_kind: Day) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{_DAY}$"}


@_of_kind.register
def _(_kind: DayOrMonth) -> dict[str, Any]:
    return {"type": "string", "pattern": rf"^({_DAY}|[0-9]{{4}}-(0[1-9]|1[0-2])|undated)$"}


@_of_kind.register
def _(_kind: Address) -> dict[str, Any]:
    return {
        "type": "string",
        "format": "uri",
        "pattern": "^https?://",
        "maxLength": addresses.MAX_LENGTH,
    }


@_of_kind.register(Choice)
def _choice(kind: Choice[Term]) -> dict[str, Any]:
    return {
        "enum": [term.id for term in kind.vocabulary],
        "markdownEnumDescriptions": [term.definition for term in kind.vocabulary],
    }


@_of_kind.register(Choices)
def _(kind: Choices[Term]) -> dict[str, Any]:
    return {"type": "array", "items": _choice(Choice(kind.vocabulary)), "uniqueItems": True}


@_of_kind.register
def _(_kind: Flag) -> dict[str, Any]:
    return {"type": "boolean"}


@_of_kind.register
def _(kind: Pattern) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{kind.pattern}$"}


@_of_kind.register(Records)
def _(kind: Records[Any]) -> dict[str, Any]:
    return {"type": "array", "maxItems": kind.limit, "items": _of_record(kind.record)}
