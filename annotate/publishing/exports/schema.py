"""The JSON Schema of a claim's front matter, for editors: made from the fields that a claim declares."""

from __future__ import annotations

import json
from typing import Any

from ...model import Annotation, Field, declared_fields, kinds
from ...text import addresses, dates
from ...text.tables import table_of

PATH = "schema/claim.json"
_DAY = r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


def format_schema() -> str:
    """The schema as the site publishes it: what the fields may hold, and which are needed for which verdict."""
    listed = table_of(__file__)
    schema = {**listed["head"], **_of_record(Annotation), **listed["rest"]}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _of_record(record: type) -> dict[str, Any]:
    fields = declared_fields(record)
    properties = {f.name: {**_of_value(f), "description": f.about} for f in fields}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": properties,
    }


def _of_value(field: Field) -> dict[str, Any]:
    """The schema of a field's value."""
    terms = {
        "enum": [term.id for term in field.terms],
        "markdownEnumDescriptions": [term.definition for term in field.terms],
    }
    schema: dict[str, Any] = {"type": "string"}
    match kind := field.kind:
        case kinds.Text() | kinds.Quote() | kinds.Several():
            schema |= {"minLength": 1, "maxLength": kind.limit}
        case kinds.Day():
            schema |= {"pattern": f"^{_DAY}$"}
        case kinds.DayOrMonth():
            schema |= {"pattern": rf"^({_DAY}|{dates.MONTH}|{dates.UNDATED})$"}
        case kinds.Address():
            limit = addresses.MAX_LENGTH
            schema |= {"format": "uri", "pattern": "^https?://", "maxLength": limit}
        case kinds.Pattern():
            schema |= {"pattern": f"^{kind.pattern}$"}
        case kinds.Choice():
            schema = terms
        case kinds.Choices():
            schema = {"type": "array", "items": terms, "uniqueItems": True}
        case kinds.Flag():
            schema = {"type": "boolean"}
        case kinds.Records():
            schema = {"type": "array", "maxItems": kind.limit, "items": _of_record(kind.record)}
    return schema
