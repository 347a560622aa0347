"""Pages of their own, without the theme: one a claim, one an outlet; complete HTML, no script needed.

They are small, because there can be tens of thousands of them. Jinja escapes every value; the context
alone is HTML, written by `prose.to_html`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...model import BLOCK_SEPARATOR, AnnotatedArticle, Annotation
from ...model.vocabulary import Display, Stance
from ...reading import prose
from ...reading.settings import Settings
from ...text.dates import show_date
from ...text.wording import counted
from ..exports.citation import citations, embed_code, quotation
from ..exports.claimreview import claim_review
from ..facts import ArticleFacts, ClaimFacts, LibraryFacts, SourceFacts
from .excerpts import EXCERPT_WORDS, GAP, excerpt_window
from .frame import stand_ins
from .pieces import badge

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates"
THEME = Path(__file__).parent.parent / "theme"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, THEME]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["url"] = pass_context(lambda context, path: context["root"] + path)
    environment.filters["day"] = show_date
    environment.filters["badge"] = lambda verdict: Markup(badge(verdict))
    return environment


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words with the paragraph around them."""

    before: str
    words: str
    after: str


def render_claim(
    article: ArticleFacts, facts: ClaimFacts, settings: Settings, picture: str = ""
) -> str:
    """Write the page of one claim, `articles/<slug>/claims/<id>.html`.

    Args:
        article: its article.
        facts: a published or a withdrawn claim.
        settings: the site's name, address and forge.
        picture: the path of what is shown where the page is shared, "" if there is none.

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
        supports=Stance.SUPPORTS,
        claim=claim,
        page=annotated.page,
        total=len(article.claims),
        passage=_passage(annotated, claim) if facts.number else None,
        context=prose.to_html(claim.context, _links(article.numbers)),
        claim_review="" if claim.withdrawn else claim_review(facts, annotated.page, settings),
        cite=citations(claim, annotated.page, settings),
        quotation=quotation(claim, annotated.page, settings),
        embed=embed_code(claim, settings),
        facets=[] if claim.withdrawn else _facets(annotated, claim),
        edit_url=settings.edit_url(claim.path),
    )


def _links(numbers: Mapping[str, int]) -> dict[str, str]:
    """How a context links to the claims of its article, which are named by their numbers."""
    return {id_: f'<a href="{id_}.html">claim {number}</a>' for id_, number in numbers.items()}


def render_outlet(name: str, facts: LibraryFacts, settings: Settings) -> str:
    """Write the page of one outlet: every claim that cites it, by stance.

    Args:
        name: an outlet that is cited.
        facts: who cites it, and where its page will be.
        settings: the site's name and address.

    Returns:
        a complete HTML document.
    """
    citing = facts.citing[name]
    groups = [
        {
            "label": stance.bears,
            "rows": [
                {"claim": c, "told": told} for c, told in citing if told.source.stance is stance
            ],
        }
        for stance in Stance
    ]
    about = facts.outlets[name].about if name in facts.outlets else ""
    return _render(
        "outlet.html",
        settings,
        title=name,
        description=f"Claims that cite {name}.",
        path=facts.outlet_paths[name],
        root="../",
        outlet={"name": name, "about": about, "sentence": _cited_sentence(citing)},
        groups=[group for group in groups if group["rows"]],
    )


def _cited_sentence(citing: Sequence[tuple[Annotation, SourceFacts]]) -> str:
    pages = {told.source.url for _, told in citing}
    copies = {told.source.url for _, told in citing if told.copy_of}
    cited = f"{counted(len(pages), 'page')} cited in {counted(len(citing), 'place')}"
    if not copies:
        return f"{cited}; none is a copy of somebody else’s report."
    are = "is a copy" if len(copies) == 1 else "are copies"
    return f"{cited}; {len(copies)} of them {are} of what somebody else reported."


def _render(template: str, settings: Settings, **values: Any) -> str:
    section = values["path"].partition("/")[0] + "/"
    frame = stand_ins(settings) | {"section": section, "picture": ""}
    return _environment().get_template(template).render(frame | values, settings=settings)


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
