"""Pieces that several pages show: front matter, badges, the tally and what it covers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ...checking.coverage import Coverage
from ...model import AnnotatedArticle, Annotation
from ...model.vocabulary import Term, Verdict
from ...reading import prose
from ...text.dates import show_date
from ...text.wording import counted

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
        return (
            f'<span class="fc-verdict" data-verdict="{term.id}">'
            f'<span class="fc-glyph" aria-hidden="true">{term.glyph}</span> {escape(term.label)}</span>'
        )
    return escape(term.label)


def claim_links(claim: Annotation, numbers: Mapping[str, int], address: str) -> dict[str, str]:
    """How a context links to other claims of its article, which are named by their numbers; `{}` stands for the id."""
    named = (id_ for id_ in prose.claim_ids(claim.context) if id_ in numbers)
    return {id_: f'<a href="{address.format(id_)}">claim {numbers[id_]}</a>' for id_ in named}


def anchor_of(term: Term) -> str:
    """The id of a term's definition on the methodology page."""
    return f"{type(term).__name__.lower()}-{term.id}"


def tally_bar(counts: Counter[Verdict]) -> str:
    """The tally as a picture; an SVG, because widths in `style` attributes need a laxer CSP.

    The parts stand over its edges, so that the strokes between them do not eat its height.
    """
    rects, x = [], 0
    for verdict in Verdict:
        if width := counts[verdict]:
            place = f'x="{x}" y="-1" width="{width}" height="3"'
            rects.append(f'<rect data-verdict="{verdict.id}" {place}></rect>')
            x += width
    return (
        f'<svg class="fc-bar" viewBox="0 0 {max(x, 1)} 1" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(rects)}</svg>"
    )


def tally_words(counts: Counter[Verdict]) -> str:
    """The tally in words: `7 supported, 1 mixed`."""
    return ", ".join(f"{counts[v]} {v.label.lower()}" for v in Verdict if counts[v])


def tally_sentence(counts: Counter[Verdict]) -> str:
    """The tally in words: `78 hold, 12 should make you stop, 12 are opinion.`"""
    loud = sum(counts[verdict] for verdict in Verdict if verdict.look.is_loud)
    opinion = counts[Verdict.OPINION]
    hold = counts.total() - loud - opinion
    parts = [
        f"{hold} hold{'s' * (hold == 1)}" if hold else "",
        f"{loud} should make you stop" if loud else "",
        f"{opinion} {'is' if opinion == 1 else 'are'} opinion" if opinion else "",
    ]
    return f"{', '.join(filter(None, parts))}."


def coverage_sentence(annotated: AnnotatedArticle, coverage: Coverage) -> str:
    """What the tally covers, in one sentence: `75 claims checked in 31 sentences, 98 % of the words; none left out.`"""
    waived, left = coverage.of("waived"), len(coverage.of("open"))
    claims = counted(len(annotated.published), "claim")
    sentences = counted(len(coverage.sentences), "sentence")
    parts = [f"{claims} checked in {sentences}, {coverage.words_percent} % of the words"]
    if waived:
        reasons = sorted({s.waiver.reason.label for s in waived if s.waiver})
        parts.append(f"{counted(len(waived), 'sentence')} waived ({', '.join(reasons)})")
    if left:
        parts.append(f"{left} not yet checked")
    else:
        parts.append("every other sentence has a claim" if waived else "every sentence has a claim")
    checked = max((a.checked for a in annotated.published), default=None)
    last = f" Last checked on {show_date(checked)}." if checked else ""
    return f"{'; '.join(parts)}.{last}"
