"""Draw the days of an editor's timeline on an axis; the list itself stays below it as its text."""

from __future__ import annotations

import re

from ...model import AnnotatedArticle, Annotation, Prose, ProseBlock, Span
from ...reading import prose
from ...text.dates import as_iso
from ...text.wording import short
from .axis import Mark, draw_axis

_FEWEST = 3  # days that are worth a picture


def draw_timeline(block: ProseBlock, annotated: AnnotatedArticle) -> str:
    """Draw a list whose items begin with a day in bold.

    Args:
        block: a block of the editor's summary.
        annotated: the article, whose own day is marked; events have the glyphs of the claims that they link to.

    Returns:
        HTML for Markdown; "" for any other block.
    """
    claims = {claim.id: claim for claim in annotated.published}
    marks = [_mark(item, claims) for item in block.children if block.kind == "bullet-list"]
    if len(marks) < _FEWEST or not all(mark.date for mark in marks):
        return ""
    day, mirrored = annotated.page.published, annotated.is_mirrored
    axis = draw_axis(marks, day, "the article", is_mirrored=mirrored)
    return f'<div class="fc-timeline">{axis}</div>'


def _mark(item: ProseBlock, claims: dict[str, Annotation]) -> Mark:
    spans = [s for child in item.children for s in child.spans if s.kind != "text" or s.text]
    day = _day(spans[0]) if spans else ""
    linked = [claims[s.text].verdict for s in spans if s.kind == "claim"]
    verdict = next((v for v in linked if v.look.is_loud), linked[0] if linked else None)
    return Mark(day, 1, short(prose.plain_text(Prose((item,))), 50), verdict=verdict)


def _day(span: Span) -> str:
    """The day or month that bold words begin with: the first one of `12–14 March 2024, in Niamey.`"""
    if span.kind != "strong":
        return ""
    words = "".join(child.text for child in span.children).strip(" .:")
    first = re.sub(r"^(\d{1,2})\s?[-–]\s?\d{1,2}(?= )", r"\1", words)
    return as_iso(first, partial=True) or as_iso(first.partition(",")[0], partial=True)
