"""Pages of their own, without the theme: one a claim, one an outlet; complete HTML, no script needed.

They are small, because there can be tens of thousands of them. Jinja escapes every value; the context
alone is HTML, written by `prose.to_html`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...model import BLOCK_SEPARATOR, AnnotatedArticle, Annotation, Source, declared_fields
from ...model.vocabulary import Display, Stance
from ...reading import prose
from ...reading.settings import Settings
from ...text import addresses
from ...text.dates import UNDATED, show_date
from ...text.passages import at_passage
from ...text.wording import counted
from ..citing import CitedPage, Named, page_of
from ..dividing import ways
from ..exports.asking import index_words, terms
from ..exports.citation import citations, embed_code, quotation
from ..exports.claimreview import claim_review
from ..facts import DUE, ArticleFacts, ClaimFacts, LibraryFacts
from ..policy import META
from .axis import Mark, draw_axis
from .excerpts import GAP, excerpt_window
from .frame import stand_ins
from .marked_words import words_as_html
from .pieces import badge, claim_links

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates"
THEME = Path(__file__).parent.parent / "theme"
_SIDES = {Stance.SUPPORTS: 1, Stance.CONTRADICTS: -1, Stance.CONTEXT: 0}  # of the line of days


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context

    from ..template_code import template_code

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, THEME]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=template_code(),
    )
    environment.globals |= {"policy": Markup(META), "due": DUE, "supports": Stance.SUPPORTS}
    environment.filters |= {"day": _day, "asked": index_words, "passage": at_passage}
    environment.filters["url"] = pass_context(lambda context, path: context["root"] + path)
    environment.filters["claims"] = lambda number: counted(number, "claim")
    environment.filters["badge"] = lambda verdict: Markup(badge(verdict))
    return environment


@cache
def _day(day: str) -> str:
    shown = Markup('<time datetime="{}">{}</time>').format(day, show_date(day))
    return day if day == UNDATED else shown


def render_claim(
    article: ArticleFacts, facts: ClaimFacts, settings: Settings, picture: str, is_divided: bool
) -> str:
    """Write the page of one claim, `articles/<slug>/claims/<id>.html`.

    Args:
        article: its article.
        facts: a published or a withdrawn claim.
        settings: the site's name, address and forge.
        picture: the path of what is shown where the page is shared, "" if there is none.
        is_divided: whether the search has several indexes, which then name no order of claims: readers would load all of it.

    Returns:
        a complete HTML document.
    """
    annotated, claim = article.annotated, facts.claim
    return _render(
        "claim.html",
        settings,
        title=claim.claim,
        description=f"{claim.verdict.label}: {claim.summary}",
        path=claim.page_path,
        picture=picture,
        root="../../../",
        facts=facts,
        claim=claim,
        page=annotated.page,
        total=len(article.claims),
        passage=_passage(annotated, claim) if facts.number else None,
        context=prose.to_html(claim.context, claim_links(claim, article.numbers, "{}.html")),
        claim_review="" if claim.withdrawn else claim_review(facts, annotated.page, settings),
        cite=citations(claim, annotated.page, settings),
        quotation=quotation(claim, annotated.quoted(claim), annotated.page, settings),
        embed=embed_code(claim, settings),
        axis=Markup(_axis(annotated, claim)),
        is_quoting=any(source.quoted for source in claim.sources),
        is_divided=is_divided,
        facets=[] if claim.withdrawn else _facets(annotated, claim),
    )


def _axis(annotated: AnnotatedArticle, claim: Annotation) -> str:
    """The claim's sources by their days: above the line for what the article says, below it against."""
    day, mirrored = annotated.page.published, annotated.is_mirrored
    return draw_axis(map(_mark, claim.sources), day, "the article", is_mirrored=mirrored)


def _mark(source: Source) -> Mark:
    look = "fc-apart " * (source.stance is Stance.CONTEXT) + "fc-copy" * source.is_copy
    name = f"{source.outlet}, {show_date(source.date)}"
    return Mark(source.date, _SIDES[source.stance], name, look)


def render_outlet(named: Named, at: int, facts: LibraryFacts, settings: Settings) -> str:
    """Write a page of an outlet or origin: the claims that use what it reported, and those that cite its copies.

    Args:
        named: who is cited.
        at: which of its pages this is, from 0 on.
        facts: what is known of the others.
        settings: the site's name and address.

    Returns:
        a complete HTML document.
    """
    listed = facts.outlets.get(named.name)
    return _render(
        "outlet.html",
        settings,
        title=named.name,
        description=f"Claims that cite {named.name}.",
        **_divided(named, at),
        named=named,
        about=listed.about if listed else "",
        pages=facts.pages,
    )


def render_source(page: CitedPage, at: int, facts: LibraryFacts, settings: Settings) -> str:
    """Write a page of a source that several claims cite: what they take from it, by stance.

    Args:
        page: the source.
        at: which of its pages this is, from 0 on.
        facts: what is known of its outlet and its origin.
        settings: the site's name and address.

    Returns:
        a complete HTML document.
    """
    source = page.source
    title = source.title or f"{source.outlet}, {addresses.host(source.url)}"
    return _render(
        "source.html",
        settings,
        title=title,
        description=f"Claims that cite {title}.",
        **_divided(page, at),
        source=source,
        host=addresses.host(source.url),
        outlet=facts.names[source.outlet],
        origin=facts.names[source.reported_by],
        claims=counted(page.citing.claims, "claim"),
    )


def _divided(told: Named | CitedPage, at: int) -> dict[str, Any]:
    """What one of the pages shows on which somebody's or a source's claims are, and the way to the others."""
    pages, path = told.pages, page_of(told.path, at)
    total = len(pages)
    return {
        "path": path,
        "root": "../" * path.count("/"),
        "sections": pages[at],
        "number": at + 1,
        "total": total,
        "steps": {name: page_of(told.path, page - 1) for name, page in ways(at + 1, total).items()},
    }


def render_howto(settings: Settings) -> str:
    """Write how to contribute, as Markdown, in the words of the forge that is configured, or of none."""
    declared = (*declared_fields(Annotation), *declared_fields(Source))
    # The form knows the words and the day; the context is no field of the front matter.
    needed = sum(f.required and f.name not in ("quote", "checked") for f in declared) + 1
    template = _environment().get_template("howto.md")
    return template.render(settings=settings, needed=needed).strip()


def _render(template: str, settings: Settings, **values: Any) -> str:
    frame = _frame(settings, values["path"].partition("/")[0], values["root"])
    told = {"picture": "", "settings": settings} | frame | values
    return _environment().get_template(template).render(told)


@cache
def _frame(settings: Settings, section: str, root: str) -> dict[str, Markup]:
    """What all pages of a section have alike, by the names of the templates."""
    shown = stand_ins(settings) | {"section": f"{section}/", "root": root}
    parts = ("feeds", "header", "footer")
    found = {name: _environment().get_template(f"partials/{name}.html") for name in parts}
    return {name: Markup(part.render(shown)) for name, part in found.items()}


def _passage(annotated: AnnotatedArticle, claim: Annotation) -> dict[str, Markup]:
    """The words in their paragraph, or with a little around them where the article is an excerpt."""
    text, (start, end) = annotated.article.text, annotated.place(claim)
    begin = start - len(text[:start].rpartition(BLOCK_SEPARATOR)[2])
    stop = end + len(text[end:].partition(BLOCK_SEPARATOR)[0])
    low, high = begin, stop
    if annotated.page.display is Display.EXCERPT:
        window = excerpt_window(text[begin:stop], start - begin, end - begin)
        low, high = (place + begin for place in window)
    edges = ((low, start), (start, end), (end, high))
    before, words, after = (words_as_html(annotated.article, *edge) for edge in edges)
    gaps = f"{GAP} " * (low > begin), f" {GAP}" * (high < stop)
    return {"before": gaps[0] + before, "words": words, "after": after + gaps[1]}


def _facets(annotated: AnnotatedArticle, claim: Annotation) -> list[tuple[str, str]]:
    names = dict.fromkeys(n for s in claim.sources for n in (s.outlet, s.reported_by))
    return [
        *terms(claim),
        *([("claimant", claim.claimant)] if claim.claimant else []),
        ("article", annotated.page.title),
        *(("outlet", name) for name in names),
    ]
