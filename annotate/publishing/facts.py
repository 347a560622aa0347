"""What readers are told of a claim, a source, a change: counted and worded once; pages and feeds are skins over it.

Facts of an article need that article and the list of outlets alone; `gather` then folds them for the whole library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from ..checking.coverage import Coverage, measure
from ..checking.due import dues
from ..model import AnnotatedArticle, Annotation, Library, Outlet, Reply
from ..model.vocabulary import Stance, Verdict
from ..text.dates import show_date, today
from ..text.wording import counted
from .citing import CitedPage, Named, by_name, by_page
from .histories import ChangeFacts, changes_of, newest_first
from .source_facts import SourceGroup, source_facts, source_group

DUE = "Due for review"
_NOT_REVIEWED = "no person has reviewed it yet"


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim that readers can see: its number (0 if it is withdrawn), its neighbors' ids, its sources, its history."""

    claim: Annotation
    number: int
    previous: str
    following: str
    groups: tuple[SourceGroup, ...]
    changes: tuple[ChangeFacts, ...]
    made: str
    due: tuple[str, ...]

    @property
    def replies(self) -> tuple[tuple[str, Reply], ...]:
        """The answers of those whom it concerns, each with what it is called."""
        return tuple((f"Reply of {r.who}, {show_date(r.date)}", r) for r in self.claim.reply)

    def group(self, stance: Stance) -> SourceGroup | None:
        """The sources of a stance; None where there are none."""
        return next((group for group in self.groups if group.stance is stance), None)

    @property
    def counts(self) -> str:
        """How many independent reports bear on it, and which way: `2 for · 4 against · 1 further`."""
        if not self.groups:
            return "no sources"
        none = [] if self.group(Stance.SUPPORTS) else [f"none {Stance.SUPPORTS.counts}"]
        return " · ".join([*none, *(f"{len(g.reports)} {g.stance.counts}" for g in self.groups)])

    @property
    def rests_on(self) -> str:
        """On how many independent reports its verdict rests, and how many of them were read only in copies."""
        claim, reports = self.claim, len(self.claim.origins)
        if not reports:
            return "no independent report" if claim.verdict.needs_sources else ""
        read = {source.reported_by for source in claim.bearing if not source.is_copy}
        copied = len(claim.origins - read)
        if reports == 1:
            kind = ", first-hand" if claim.rests_on_primary else ""
            return f"1 report{kind}{', read only in a copy' if copied else ''}"
        told = {0: "", reports: ", read only in copies"}
        which = told.get(copied, f", {copied} of them read only in copies")
        return f"{counted(reports, 'independent report')}{which}"


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article: its published claims in the order of their numbers, the withdrawn ones, what is covered.

    `numbers` has each published claim's number by its id.
    """

    annotated: AnnotatedArticle
    numbers: Mapping[str, int]
    claims: tuple[ClaimFacts, ...]
    withdrawn: tuple[ClaimFacts, ...]
    coverage: Coverage
    changes: tuple[ChangeFacts, ...]
    made: str

    @property
    def counts(self) -> Counter[Verdict]:
        """How many published claims have which verdict."""
        return Counter(facts.claim.verdict for facts in self.claims)

    @property
    def reviewed(self) -> str:
        """How many of its claims somebody looked at again, who is named."""
        some = sum(bool(self.annotated.reviewers(facts.claim)) for facts in self.claims)
        if not some:
            return _NOT_REVIEWED
        return f"{'all' if some == len(self.claims) else some} of them reviewed by a person"

    @property
    def byline(self) -> str:
        """Who published the article, and when: `The Gazette, 3 May 2024`."""
        page = self.annotated.page
        return f"{page.publisher}, {show_date(page.published)}"


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """The whole library: its articles, who reported what the claims cite, on which pages it was read, what was changed.

    `names` has each outlet and each origin, `pages` each cited page by its address, `changes` the newest first.
    """

    articles: tuple[ArticleFacts, ...]
    outlets: Mapping[str, Outlet]
    names: Mapping[str, Named]
    pages: Mapping[str, CitedPage]
    changes: tuple[ChangeFacts, ...]

    @property
    def claims(self) -> list[tuple[ArticleFacts, ClaimFacts]]:
        """All published claims, each with its article."""
        return [(article, claim) for article in self.articles for claim in article.claims]


def gather(library: Library) -> LibraryFacts:
    """Gather everything that readers are told, once for a build."""
    outlets = {outlet.name: outlet for outlet in library.outlets}
    given = (today(), library.outlets)
    articles = tuple(
        a.cache.get("facts", given, partial(article_facts, a, outlets)) for a in library.articles
    )
    claims = (facts.claim for article in articles for facts in article.claims)
    cited = [(claim, source) for claim in claims for source in claim.sources]
    told = (r for r in library.with_history if not (isinstance(r, Annotation) and r.draft))
    changes = newest_first(chain.from_iterable(map(changes_of, told)))
    return LibraryFacts(articles, outlets, by_name(cited), by_page(cited), changes)


def article_facts(annotated: AnnotatedArticle, outlets: Mapping[str, Outlet]) -> ArticleFacts:
    """Gather what readers are told of one article: a pure function of its checked data and the list of outlets."""
    order = ["", *(a.id for a in annotated.published), ""]
    claims = enumerate(annotated.published, start=1)
    return ArticleFacts(
        annotated,
        {id_: number for number, id_ in enumerate(order) if id_},
        tuple(
            _claim_facts(annotated, a, (n, order[n - 1], order[n + 1]), outlets) for n, a in claims
        ),
        tuple(_claim_facts(annotated, a, (0, "", ""), outlets) for a in annotated.withdrawn),
        measure(annotated),
        changes_of(annotated.page),
        _made(annotated.page.made_with, annotated.page.authors, annotated.page.reviewers),
    )


def _claim_facts(
    annotated: AnnotatedArticle,
    claim: Annotation,
    place: tuple[int, str, str],
    outlets: Mapping[str, Outlet],
) -> ClaimFacts:
    """The facts of a claim; `place` is its number and its neighbors' ids."""
    page = annotated.page
    told = tuple(source_facts(s, page.published, outlets) for s in claim.sources)
    tools = claim.made_with or page.made_with
    return ClaimFacts(
        claim,
        *place,
        tuple(filter(None, (source_group(stance, told) for stance in Stance))),
        changes_of(claim),
        _made(tools, annotated.authors(claim), annotated.reviewers(claim)),
        tuple(due.told for due in dues(claim, page, today())),
    )


def _made(tools: str, authors: Sequence[str], reviewers: Sequence[str]) -> str:
    """By whom and with what it was made, and who looked at it again: `Made by A. Author with pens; reviewed by B.`"""
    by = f" by {' and '.join(authors)}" if authors else ""
    using = f" with {tools}" if tools else ""
    made = [f"made{by}{using}"] if by or using else []
    seen = f"reviewed by {' and '.join(reviewers)}" if reviewers else _NOT_REVIEWED
    told = "; ".join([*made, seen])
    given = " (names as given)" if authors or reviewers else ""
    return f"{told[0].upper()}{told[1:]}{given}."
