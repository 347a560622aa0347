"""Rules about an article's page: its summary, its waivers and its coverage."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchoring import Anchor
from ...model import Library, Location
from ...model.problems import Problem
from ...reading import prose
from ...reading.repository import seed_path
from ...text.wording import short
from .. import coverage
from ..rules import severity
from .registry import check, problem

_TOLD = {
    "seed-loses": (
        "The page cannot show what the seed holds: {}.",
        "Say in the editor's summary what readers would miss; if it is no part of the article, nothing is to be done.",
    ),
    "seed-hides": (
        "The seed holds characters that nobody sees: {}.",
        "They are kept, and the page marks where they stand; no quote can hold them.",
    ),
}


def _remarks(library: Library, code: str) -> Iterator[Problem]:
    """What editors are told of each seed, all of one code."""
    message, hint = _TOLD[code]
    for article in library.articles:
        for said in article.article.remarks:
            if said.code == code:
                told = said.what if said.count == 1 else f"{said.what} ({said.count} times)"
                place = Location(seed_path(article.page.seed), said.line, said.column)
                yield Problem(place, code, message.format(told), hint, severity(code))


@check
def seed_loses(library: Library) -> Iterator[Problem]:
    """The seed holds what the page cannot show."""
    yield from _remarks(library, "seed-loses")


@check
def seed_hides(library: Library) -> Iterator[Problem]:
    """The seed holds characters that nobody sees."""
    yield from _remarks(library, "seed-hides")


@check
def unknown_claim_link(library: Library) -> Iterator[Problem]:
    """The editor's summary or a context links to a claim that does not exist or is not published."""
    for article in library.articles:
        known = {a.id for a in article.published}
        texts = [(article.page.path, article.page.summary)]
        texts += [(a.path, a.context) for a in article.annotations]
        for path, text in texts:
            for id_ in prose.claim_ids(text):
                if id_ in known:
                    continue
                yield problem(
                    unknown_claim_link,
                    Location(path),
                    f"[[{id_}]] is not the id of a published claim of this article.",
                    "The id is the claim file's name without `.md`.",
                )


@check
def waiver_not_needed(library: Library) -> Iterator[Problem]:
    """A waiver's sentence carries an annotation, so the waiver says something untrue."""
    for article in library.articles:
        used = {s.waiver for s in coverage.measure(article).of("waived")}
        for waiver, place in zip(article.page.waivers, article.waived, strict=True):
            if isinstance(place, Anchor) and waiver not in used:
                yield problem(
                    waiver_not_needed,
                    waiver.location,
                    f"The sentence “{short(waiver.quote.exact)}” is annotated or waived already.",
                    "Delete this waiver.",
                )


@check
def sentence_open(library: Library) -> Iterator[Problem]:
    """A sentence of the article has neither an annotation nor a waiver."""
    for article in library.articles:
        left = coverage.measure(article).of("open")
        if left:
            yield problem(
                sentence_open,
                Location(article.page.path),
                f"{len(left)} of the article's sentences carry neither an annotation nor a waiver; the first: “{short(left[0].text)}”",
                f"`annotate coverage {article.page.slug}` lists them.",
            )
