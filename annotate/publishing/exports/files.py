"""The published claims' files, for the form that changes them: asked for when a reader wants to change one."""

from __future__ import annotations

import json
from datetime import date

from ...model import Annotation, Source, declared_fields
from ...model.vocabulary import Term
from ..facts import ArticleFacts

NAME = "files.json"


def format_files(facts: ArticleFacts) -> str:
    """The files of an article's published claims by their ids.

    Returns:
        JSON: of each its `text` to the letter, and what `fields` and `sources` hold, as the form's fields do.
    """
    data = {told.claim.id: _file(told.claim) for told in facts.claims}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _file(claim: Annotation) -> dict[str, object]:
    sources = [_fields(source) for source in claim.sources]
    day = str(claim.checked)  # on which a source was read that does not say when
    kept = [{k: v for k, v in s.items() if (k, v) != ("read", day)} for s in sources]
    return {"text": claim.text, "fields": _fields(claim), "sources": kept}


def _fields(record: Annotation | Source) -> dict[str, str]:
    """The values that are one text each; lists and flags the form leaves as they stand."""
    values = ((f.name, getattr(record, f.attribute)) for f in declared_fields(type(record)))
    return {
        name: value.id if isinstance(value, Term) else str(value)
        for name, value in values
        if value and isinstance(value, (str, Term, date))
    }
