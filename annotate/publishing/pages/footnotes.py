"""Write one claim's footnote as Markdown: verdict, summary, source type, outlets, context and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model import Annotation, Reply
from ...model.vocabulary import Stance
from ...reading import prose
from ...reading.settings import Settings
from ...text.escaping import escape_address, escape_markdown
from ..facts import DUE, ClaimFacts
from ..source_facts import Report, SourceFacts, SourceGroup
from .pieces import anchor_of, badge, claim_links

METHOD = "methodology.md"


def render_footnote(facts: ClaimFacts, settings: Settings, numbers: Mapping[str, int]) -> str:
    """Write one claim's footnote: verdict, summary, source type, outlets, context and links.

    Args:
        facts: a published claim.
        settings: the site's forge, for the link that suggests a change.
        numbers: the footnotes' numbers by claim, for links to other claims.

    Returns:
        the definition of the footnote `[^id]`.
    """
    annotation = facts.claim
    up = "../../"
    links = claim_links(annotation, numbers, "#claim-{}")
    context = prose.to_markdown(annotation.context, links)
    begins_with_words = any(b.kind == "paragraph" for b in annotation.context.blocks[:1])
    verdict, source_type = annotation.verdict, annotation.source_type
    parts = [
        f"[{badge(verdict)}]({up}{METHOD}#{anchor_of(verdict)}) **{escape_markdown(annotation.summary)}**",
        *(f"**{DUE}:** {escape_markdown(told)}" for told in facts.due),
        f"**Source type:** [{source_type.label}]({up}{METHOD}#{anchor_of(source_type)})",
        *_evidence(facts),
        f"**Context:** {context}" if begins_with_words else f"**Context:**\n\n{context}",
        *map(_reply, facts.replies),
        _links(annotation, settings),
    ]
    body = "\n\n".join(parts).replace("\n", "\n    ")
    return f"[^{annotation.id}]: " + re.sub(r"\n +(?=\n)", "\n", body)


def _reply(told: tuple[str, Reply]) -> str:
    label, reply = told
    where = f' <a href="{escape_address(reply.url)}"{prose.REL}>Where it was published</a>'
    said = escape_markdown(reply.text) + (where if reply.url else "")
    return f"**{escape_markdown(label)}:** {said}"


def _evidence(facts: ClaimFacts) -> Iterator[str]:
    for stance in Stance:
        if group := facts.group(stance):
            yield f"**{stance.outlets}:** {_outlets(group)}"
        elif stance is Stance.SUPPORTS:
            yield f"**{stance.outlets}:** none found"
    if facts.rests_on:
        yield f"**Rests on:** {facts.rests_on}"
    if facts.claim.would_settle:
        yield f"**What would settle it:** {escape_markdown(facts.claim.would_settle)}"
    if facts.claim.single_source_reason:
        yield f"**Why one source is enough:** {escape_markdown(facts.claim.single_source_reason)}"


def _outlets(group: SourceGroup) -> str:
    """The outlets of some sources in one line; copies of one report stand together and count once."""
    listed = "; ".join(map(_report, group.reports))
    return f"{listed} — {group.copies_count}" if group.copies_count else listed


def _report(report: Report) -> str:
    links = ", ".join(map(_outlet, report.sources))
    # The link follows, and the last link's bracket goes before: no space is at an end of anything.
    before = escape_markdown(f"{report.before}x", 0, len(report.before))
    return f"{before}{links}{escape_markdown(f'){report.after}', 1)}"


def _outlet(facts: SourceFacts) -> str:
    source = facts.source
    # Card and claim page open it at its words: with them here, a page of 119 claims would weigh a quarter more.
    href, details = escape_address(source.url), escape_markdown(facts.details)
    return f'<a href="{href}"{prose.REL}>{escape_markdown(source.outlet)}</a> ({details})'


def _links(annotation: Annotation, settings: Settings) -> str:
    suggest = "[Suggest a change](../../contribute.md)"
    if edit := settings.edit_url(annotation.path):
        suggest = f'<a href="{escape_address(edit)}">Suggest a change</a>'
    return f"[Permalink](claims/{annotation.id}.html) · {suggest}"
