"""What the form on an article's page knows of the rules: fields, vocabularies, and how outlets are spelled.

The form (`browser/form/contribute-form.js`) loads it when a reader begins to annotate, never before.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from ...checking.checks.claim_words import CONTEXT_WORDS, SUMMARY_ENDS
from ...model import Annotation, Field, Library, Source, declared_fields
from ...model.kinds import Address, Choice, Quote, Several, Text
from ...reading import prose
from ...reading.outlets import by_domain, owner
from ...text import addresses
from .book import rule_book

PATH = "assets/annotate/contribute.json"


def form_data(library: Library) -> dict[str, Any]:
    """The rules as data.

    Returns:
        `claim` and `source`: the fields in their order; `context` and `summaryEnds`; the `rule_book`; `outlets`: the listed outlets' names by domain, `hosts`: the
        spelling that other domains have in published claims.
    """
    return {
        "claim": [_field(f) for f in declared_fields(Annotation)],
        "source": [_field(f) for f in declared_fields(Source)],
        "context": {"limit": prose.MAX_CHARACTERS, "words": CONTEXT_WORDS},
        "summaryEnds": SUMMARY_ENDS,
        **rule_book(),
        "outlets": {domain: outlet.name for domain, outlet in by_domain(library.outlets).items()},
        "hosts": _hosts(library),
    }


def format_form(library: Library) -> str:
    """The rules as the site publishes them for its own form."""
    return json.dumps(form_data(library), ensure_ascii=False, separators=(",", ":")) + "\n"


def _field(field: Field) -> dict[str, Any]:
    """A field, and what the form must know of its kind of value."""
    entry: dict[str, Any] = {"name": field.name, "about": field.about}
    if field.required:
        entry["required"] = True
    match kind := field.kind:
        case Text() | Quote() | Several():
            entry["limit"] = kind.limit
        case Address():
            entry["limit"] = addresses.MAX_LENGTH
        case Choice():
            entry["terms"] = [[term.id, term.label, term.definition] for term in field.terms]
    return entry


def _hosts(library: Library) -> dict[str, str]:
    """How claims spell the outlets of the hosts that the list does not have."""
    claims = chain.from_iterable(article.annotations for article in library.articles)
    sources = [source for claim in claims for source in claim.sources]
    hosts = {addresses.host(s.url): s.outlet for s in reversed(sources)}  # the first counts
    domains = by_domain(library.outlets)
    return {host: name for host, name in sorted(hosts.items()) if not owner(domains, host)}
