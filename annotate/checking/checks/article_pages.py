"""Rules about an article's page: its summary, its waivers and its coverage."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchoring import Anchor
from ...model import Library, Location
from ...model.problems import Problem
from ...reading import prose
from ...text.wording import short
from .. import coverage
from .registry import check, problem


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
