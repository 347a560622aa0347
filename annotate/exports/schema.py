"""The JSON Schema of a claim's front matter, for editors: made from the fields that the reader uses."""

from __future__ import annotations

import json
from typing import Any

from annotate.fields import object_schema
from annotate.records import CLAIM_FIELDS
from annotate.vocabulary import Verdict

PATH = "schema/claim.json"


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
        **object_schema(CLAIM_FIELDS),
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
