"""Pieces that several pages show: front matter, blocks of Markdown, tables, badges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ...model import Annotation
from ...model.vocabulary import Term, Verdict
from ...reading import prose

# Parts of Material's frame for which pages as wide as ours have no room.
WIDE: dict[str, Any] = {"hide": ["navigation", "toc"]}


def front_matter(title: str, description: str = "", **values: object) -> str:
    """The front matter of a page that we write: JSON values, which are YAML and need no further escaping.

    Title and description are HTML, because themes print them as they are.
    """
    values = {"title": escape(title), "description": escape(description)} | values
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def blocks(*markdown: str) -> str:
    """Blocks of Markdown, divided by blank lines; empty ones are left out."""
    return "\n\n".join(filter(None, markdown))


def wrapped(name: str, markdown: str) -> str:
    """Markdown in a `div` of its own; blank lines inside let every parser go on reading Markdown."""
    return f'<div class="{name}" markdown="1">\n\n{markdown}\n\n</div>'


def folded(name: str, summary: str, markdown: str) -> str:
    """Markdown in `details` of its own, closed at first; `summary` is their `<summary>` element."""
    return f'<details class="{name}" markdown="1">\n{summary}\n\n{markdown}\n\n</details>'


def table(heads: str, rows: Iterable[str]) -> str:
    """A table in Markdown, with the names of its columns between their bars."""
    return "\n".join([heads, "| --- " * (heads.count("|") - 1) + "|", *rows])


def badge(term: Term) -> str:
    """A verdict's glyph and word, or a term's label, as inline HTML."""
    if isinstance(term, Verdict):
        glyph = f'<span class="fc-glyph" aria-hidden="true">{term.glyph}</span>'
        told = f"{glyph} {escape(term.label)}"
        return f'<span class="fc-verdict" data-verdict="{term.id}">{told}</span>'
    return escape(term.label)


def claim_links(claim: Annotation, numbers: Mapping[str, int], address: str) -> dict[str, str]:
    """How a context links to other claims of its article, which are named by their numbers; `{}` stands for the id."""
    named = (id_ for id_ in prose.claim_ids(claim.context) if id_ in numbers)
    return {id_: f'<a href="{address.format(id_)}">claim {numbers[id_]}</a>' for id_ in named}


def anchor_of(term: Term) -> str:
    """The id of a term's definition on the methodology page."""
    return f"{type(term).__name__.lower()}-{term.id}"
