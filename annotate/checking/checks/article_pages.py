"""Rules about an article's page: its summary, its waivers and its coverage."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchoring import Anchor
from ...model import AnnotatedArticle, Location
from ...reading import prose
from ...reading.repository import seed_path
from ...text.wording import short
from .. import coverage
from .registry import Finding, check_article


def _remarks(article: AnnotatedArticle, code: str) -> Iterator[Finding]:
    """What editors are told of a seed, all of one code."""
    for said in article.article.remarks:
        if said.code == code:
            told = said.what if said.count == 1 else f"{said.what} ({said.count} times)"
            place = Location(seed_path(article.page.seed), said.line, said.column)
            yield place, {"told": told}


@check_article
def seed_loses(article: AnnotatedArticle) -> Iterator[Finding]:
    """The seed holds what the page cannot show."""
    return _remarks(article, "seed-loses")


@check_article
def seed_hides(article: AnnotatedArticle) -> Iterator[Finding]:
    """The seed holds characters that nobody sees."""
    return _remarks(article, "seed-hides")


@check_article
def unknown_claim_link(article: AnnotatedArticle) -> Iterator[Finding]:
    """The editor's summary or a context links to a claim that does not exist or is not published."""
    known = {a.id for a in article.published}
    texts = [(article.page.at("summary"), article.page.summary)]
    texts += [(a.at("context"), a.context) for a in article.annotations]
    for place, text in texts:
        for id_ in prose.claim_ids(text):
            if id_ not in known:
                yield place, {"id": id_}


@check_article
def waiver_not_needed(article: AnnotatedArticle) -> Iterator[Finding]:
    """A waiver's sentence carries an annotation, so the waiver says something untrue."""
    used = {s.waiver for s in coverage.measure(article).of("waived")}
    for waiver, place in zip(article.page.waivers, article.waived, strict=True):
        if isinstance(place, Anchor) and waiver not in used:
            yield waiver.location, {"words": short(waiver.quote.exact)}


@check_article
def sentence_open(article: AnnotatedArticle) -> Iterator[Finding]:
    """A sentence of the article has neither an annotation nor a waiver."""
    if left := coverage.measure(article).of("open"):
        told = {"count": len(left), "first": short(left[0].text), "slug": article.page.slug}
        yield Location(article.page.path), told
