"""Write the notes that stand beside an article where there is room: one for each claim at which a reader should stop."""

from __future__ import annotations

from html import escape

from ..facts import ArticleFacts, ClaimFacts


def render_rail(facts: ArticleFacts) -> str:
    """Write the notes as one block of HTML, "" if the article needs none.

    They repeat what the footnotes say, so they are hidden until the scripts lay them out, and always from assistive
    technology and from the search.
    """
    notes = "".join(_note(told) for told in facts.claims if told.claim.verdict.look.is_loud)
    attributes = 'class="fc-rail" aria-hidden="true" data-pagefind-ignore hidden'
    return f"<div {attributes}>{notes}</div>" if notes else ""


def _note(told: ClaimFacts) -> str:
    claim, verdict = told.claim, told.claim.verdict
    glyph = f'<span class="fc-glyph">{verdict.glyph}</span>'
    return (
        f'<div class="fc-note" data-claim="{claim.id}" data-verdict="{verdict.id}">'
        f"<p><b>{glyph} {told.number} {escape(verdict.label)}.</b> <bdi>{escape(claim.summary)}</bdi></p></div>"
    )
