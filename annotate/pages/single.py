"""Pages of their own, without the theme: one a claim, one an outlet; complete HTML, no script needed.

They are small, because there can be tens of thousands of them. Jinja escapes every value; the context
alone is HTML, written by `prose.to_html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from annotate import addresses, prose
from annotate.dates import show_date
from annotate.exports.citation import citations
from annotate.exports.claimreview import claim_review
from annotate.facts import change_sentences, made_with
from annotate.model import BLOCK_SEPARATOR, AnnotatedArticle, Annotation, Outlet, Source
from annotate.pages.excerpts import EXCERPT_WORDS, GAP, excerpt_window
from annotate.pages.pieces import badge
from annotate.settings import Settings
from annotate.vocabulary import Display, Stance
from annotate.wording import counted

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = show_date
    environment.filters["badge"] = lambda verdict: Markup(badge(verdict))
    environment.filters["told"] = change_sentences
    return environment


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words with the paragraph around them."""

    before: str
    words: str
    after: str


def render_claim(
    annotated: AnnotatedArticle,
    claim: Annotation,
    settings: Settings,
    outlets: Mapping[str, Outlet],
) -> str:
    """Write the page of one claim, `articles/<slug>/claims/<id>.html`.

    Args:
        annotated: its article.
        claim: a published or a withdrawn annotation.
        settings: the site's name and address.
        outlets: what is known of the listed outlets, by name.

    Returns:
        a complete HTML document.
    """
    order = [a.id for a in annotated.published]
    return _render(
        "claim.html",
        settings,
        title=claim.claim,
        description=f"{claim.verdict.label}: {claim.summary}",
        path=claim.page_path,
        root="../../../",
        claim=claim,
        page=annotated.page,
        **_steps(order, claim.id),
        passage=_passage(annotated, claim) if claim.id in order else None,
        context=prose.to_html(claim.context, _links(order)),
        groups=list(_groups(annotated, claim, outlets)),
        made=made_with(annotated, claim),
        claim_review="" if claim.withdrawn else claim_review(claim, annotated, settings),
        cite=citations(claim, annotated.page, settings),
        facets=[] if claim.withdrawn else _facets(annotated, claim),
        edit_url=settings.edit_url(claim.path),
    )


def _steps(order: Sequence[str], id_: str) -> dict[str, Any]:
    """A claim's number among the published ones (0 if it is none), how many there are, and its neighbors."""
    at = order.index(id_) if id_ in order else -1
    return {
        "number": at + 1,
        "total": len(order),
        "previous": order[at - 1] if at > 0 else "",
        "following": order[at + 1] if 0 <= at < len(order) - 1 else "",
    }


def _links(order: Sequence[str]) -> dict[str, str]:
    """How a context links to the claims of its article, which are named by their numbers."""
    return {id_: f'<a href="{id_}.html">claim {n}</a>' for n, id_ in enumerate(order, start=1)}


def render_outlet(
    name: str,
    about: str,
    citing: Sequence[tuple[Annotation, Source]],
    path: str,
    settings: Settings,
) -> str:
    """Write the page of one outlet: every claim that cites it, by stance.

    Args:
        name: the outlet.
        about: what readers should know of it, if anything.
        citing: each claim with the source of this outlet that it cites.
        path: where the page will be.
        settings: the site's name and address.

    Returns:
        a complete HTML document.
    """
    groups = [
        {
            "label": label,
            "rows": [{"claim": c, "source": s} for c, s in citing if s.stance is stance],
        }
        for stance, label in _STANCES.items()
    ]
    return _render(
        "outlet.html",
        settings,
        title=name,
        description=f"Claims that cite {name}.",
        path=path,
        root="../",
        outlet={"name": name, "about": about, "sentence": _cited_sentence(citing)},
        groups=[group for group in groups if group["rows"]],
    )


_STANCES = {
    Stance.SUPPORTS: "Supports what the article says",
    Stance.CONTRADICTS: "Contradicts what the article says",
    Stance.CONTEXT: "Adds context",
}


def _cited_sentence(citing: Sequence[tuple[Annotation, Source]]) -> str:
    pages = {source.url for _, source in citing}
    copies = {source.url for _, source in citing if source.is_copy}
    cited = f"{counted(len(pages), 'page')} cited in {counted(len(citing), 'place')}"
    if not copies:
        return f"{cited}; none is a copy of somebody else’s report."
    are = "is a copy" if len(copies) == 1 else "are copies"
    return f"{cited}; {len(copies)} of them {are} of what somebody else reported."


def _render(template: str, settings: Settings, **values: Any) -> str:
    return _environment().get_template(template).render(settings=settings, **values)


def _passage(annotated: AnnotatedArticle, claim: Annotation) -> Passage:
    """The words in their paragraph, or with a little around them where the article is an excerpt."""
    text, (start, end) = annotated.article.text, annotated.place(claim)
    begin = text.rfind(BLOCK_SEPARATOR, 0, start)
    begin = 0 if begin < 0 else begin + len(BLOCK_SEPARATOR)
    stop = text.find(BLOCK_SEPARATOR, end)
    stop = len(text) if stop < 0 else stop
    if annotated.page.display is Display.FULL:
        return Passage(text[begin:start], text[start:end], text[end:stop])
    low, high = excerpt_window(text[begin:stop], start - begin, end - begin, EXCERPT_WORDS)
    low, high = low + begin, high + begin
    before = text[low:start] if low == begin else f"{GAP} {text[low:start]}"
    after = text[end:high] if high == stop else f"{text[end:high]} {GAP}"
    return Passage(before, text[start:end], after)


def _groups(
    annotated: AnnotatedArticle, claim: Annotation, outlets: Mapping[str, Outlet]
) -> Iterator[dict[str, Any]]:
    labels = {
        Stance.SUPPORTS: "Corroborating outlets",
        Stance.CONTRADICTS: "Contradicting outlets",
        Stance.CONTEXT: "Further sources",
    }
    for stance, label in labels.items():
        sources = claim.with_stance(stance)
        if sources or stance is Stance.SUPPORTS:
            origins = len({source.reported_by for source in sources})
            count = f"{counted(len(sources), 'page')}, {counted(origins, 'independent report')}"
            yield {
                "label": label,
                "count": count,
                "sources": [_shown(annotated, source, outlets) for source in sources],
            }


def _shown(
    annotated: AnnotatedArticle, source: Source, outlets: Mapping[str, Outlet]
) -> dict[str, Any]:
    listed = outlets.get(source.outlet)
    return {
        "known": listed.about.rstrip(".") if listed else "",
        "url": source.url,
        "host": addresses.host(source.url),
        "title": source.title,
        "outlet": source.outlet,
        "origin": source.reported_by,
        "is_copy": source.is_copy,
        "type": source.type,
        "date": source.date,
        "says": source.says,
        "quoted": source.quoted,
        "archived": source.archived,
        "read": source.read,
        "insecure": source.url.lower().startswith("http://"),
        "later": source.is_later_than(annotated.page.published),
    }


def _facets(annotated: AnnotatedArticle, claim: Annotation) -> list[tuple[str, str]]:
    return [
        ("verdict", claim.verdict.label),
        ("source_type", claim.source_type.label),
        ("article", annotated.page.title),
        *(
            ("outlet", name)
            for name in dict.fromkeys(n for s in claim.sources for n in (s.outlet, s.reported_by))
        ),
    ]
