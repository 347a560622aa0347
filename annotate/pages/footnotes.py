"""Write one claim's footnote as Markdown: verdict, summary, source type, outlets, context and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from annotate import prose
from annotate.dates import show_date
from annotate.escaping import escape_address, escape_markdown
from annotate.model import Annotation, Source
from annotate.pages.pieces import anchor_of, badge
from annotate.settings import Settings
from annotate.vocabulary import Stance

METHOD = "methodology.md"


def render_footnote(
    annotation: Annotation, published: date, settings: Settings, numbers: Mapping[str, int]
) -> str:
    """Write one claim's footnote: verdict, summary, source type, outlets, context and links.

    Args:
        annotation: a published annotation.
        published: the day of the article; newer sources are marked as published later.
        settings: the site's forge, for the link that suggests a change.
        numbers: the footnotes' numbers by claim, for links to other claims.

    Returns:
        the definition of the footnote `[^id]`.
    """
    up = "../../"
    links = {id_: f'<a href="#claim-{id_}">claim {number}</a>' for id_, number in numbers.items()}
    context = prose.to_markdown(annotation.context, links)
    verdict, source_type = annotation.verdict, annotation.source_type
    parts = [
        f"[{badge(verdict)}]({up}{METHOD}#{anchor_of(verdict)}) **{escape_markdown(annotation.summary)}**",
        f"**Source type:** [{source_type.label}]({up}{METHOD}#{anchor_of(source_type)})",
        *_evidence(annotation, published),
        f"**Context:** {context}"
        if _begins_with_paragraph(annotation)
        else f"**Context:**\n\n{context}",
        _links(annotation, settings),
    ]
    body = "\n\n".join(parts).replace("\n", "\n    ")
    return f"[^{annotation.id}]: " + re.sub(r"\n +(?=\n)", "\n", body)


def _begins_with_paragraph(annotation: Annotation) -> bool:
    blocks = annotation.context.blocks
    return bool(blocks) and blocks[0].kind == "paragraph"


def _evidence(annotation: Annotation, published: date) -> Iterator[str]:
    supporting = annotation.with_stance(Stance.SUPPORTS)
    yield f"**Corroborating outlets:** {_outlets(supporting, published) or 'none found'}"
    if against := annotation.with_stance(Stance.CONTRADICTS):
        yield f"**Contradicting outlets:** {_outlets(against, published)}"
    if beside := annotation.with_stance(Stance.CONTEXT):
        yield f"**Further sources:** {_outlets(beside, published)}"
    if annotation.would_settle:
        yield f"**What would settle it:** {escape_markdown(annotation.would_settle)}"
    if annotation.single_source_reason:
        yield f"**Why one source is enough:** {escape_markdown(annotation.single_source_reason)}"


def _outlets(sources: Sequence[Source], published: date) -> str:
    """The outlets of some sources in one line; copies of one report stand together and count once."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.reported_by, []).append(source)
    listed = "; ".join(_origin(origin, group, published) for origin, group in groups.items())
    pages = len(sources)
    if pages > len(groups):
        listed += f" — {pages} pages, {len(groups)} independent {'report' if len(groups) == 1 else 'reports'}"
    return listed


def _origin(origin: str, group: Sequence[Source], published: date) -> str:
    links = ", ".join(_outlet(source, published) for source in group)
    if all(source.is_copy for source in group):
        copies = "a copy" if len(group) == 1 else "copies"
        return f"{escape_markdown(origin)} ({copies} at {links})"
    return links if len(group) == 1 else f"{links} (one report)"


def _outlet(source: Source, published: date) -> str:
    href = escape_address(source.url)
    details = f"{source.type.label}, {show_date(source.date)}"
    later = ", published later" if source.is_later_than(published) else ""
    insecure = ", not secure" if source.url.startswith("http://") else ""
    return f'<a href="{href}"{prose.REL}>{escape_markdown(source.outlet)}</a> ({details}{later}{insecure})'


def _links(annotation: Annotation, settings: Settings) -> str:
    edit = settings.edit_url(annotation.path)
    suggest = (
        f'<a href="{escape_address(edit)}">Suggest a change</a>'
        if edit
        else f"[Suggest a change](../../contribute.md) to <code>{escape_markdown(annotation.path)}</code>"
    )
    return (
        f'<a href="#claim-{annotation.id}">Back to the text</a> · '
        f"[Permalink](claims/{annotation.id}.html) · {suggest}"
    )
