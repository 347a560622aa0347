"""What readers are told of a claim, a source, a change: counted and worded once; pages and feeds are skins over it.

Facts of an article need that article and the list of outlets alone; `gather` then folds them for the whole library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..checking.coverage import Coverage, measure
from ..model import AnnotatedArticle, Annotation, Change, Library, Outlet, Source
from ..model.vocabulary import Stance, Verdict
from ..text import addresses
from ..text.dates import show_date
from ..text.wording import counted
from .citing import CitedPage, Named, by_name, by_page

_LABELS = {verdict.id: verdict.label for verdict in Verdict}
NOT_REVIEWED = "no person has reviewed it yet"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source, and what is said of it: its host, its day in words, whose report it copies, what to beware of."""

    source: Source
    host: str
    dated: str
    copy_of: str
    later: bool
    insecure: bool
    about: str

    @property
    def notes(self) -> tuple[str, ...]:
        """What else is told of it wherever it is named: what to beware of."""
        later = "published later than the article" if self.later else ""
        return tuple(filter(None, (later, "not secure" if self.insecure else "")))

    @property
    def details(self) -> str:
        """What kind of page it is, of which day, and the notes."""
        return ", ".join((self.source.type.label, self.dated, *self.notes))


@dataclass(frozen=True, slots=True)
class Report:
    """The pages that carry one report, and what is said before and after their names."""

    origin: str
    sources: tuple[SourceFacts, ...]

    @property
    def _only_copies(self) -> bool:
        return all(facts.copy_of for facts in self.sources)

    @property
    def before(self) -> str:
        """Whose report it is, where only copies of it were read: `AP (copies at `."""
        copies = "a copy" if len(self.sources) == 1 else "copies"
        return f"{self.origin} ({copies} at " if self._only_copies else ""

    @property
    def after(self) -> str:
        """The end of that, or that several pages carry one report."""
        if self._only_copies:
            return ")"
        return " (one report)" if len(self.sources) > 1 else ""


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one stance, by the report they carry: copies of one report stand together and count once."""

    stance: Stance
    sources: tuple[SourceFacts, ...]
    reports: tuple[Report, ...]

    @property
    def label(self) -> str:
        """What the group is called."""
        return self.stance.outlets

    @property
    def count(self) -> str:
        """How many pages carry how many reports."""
        pages = counted(len(self.sources), "page")
        return f"{pages}, {counted(len(self.reports), 'independent report')}"

    @property
    def copies_count(self) -> str:
        """The count, where it says more than the list: some pages carry the same report."""
        return self.count if len(self.sources) > len(self.reports) else ""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """An entry of a claim's history, in words."""

    claim: Annotation
    change: Change
    told: str


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim that readers can see: its number (0 if it is withdrawn), its neighbors' ids, its sources, its history."""

    claim: Annotation
    number: int
    previous: str
    following: str
    sources: tuple[SourceFacts, ...]
    groups: tuple[SourceGroup, ...]
    changes: tuple[ChangeFacts, ...]
    made: str

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
    made: str

    @property
    def counts(self) -> Counter[Verdict]:
        """How many published claims have which verdict."""
        return Counter(facts.claim.verdict for facts in self.claims)

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

    library: Library
    articles: tuple[ArticleFacts, ...]
    outlets: Mapping[str, Outlet]
    names: Mapping[str, Named]
    pages: Mapping[str, CitedPage]
    changes: tuple[ChangeFacts, ...]


def gather(library: Library) -> LibraryFacts:
    """Gather everything that readers are told, once for a build."""
    outlets = {outlet.name: outlet for outlet in library.outlets}
    articles = tuple(article_facts(article, outlets) for article in library.articles)
    claims = (facts.claim for article in articles for facts in article.claims)
    cited = [(claim, source) for claim in claims for source in claim.sources]
    changes = tuple(_newest_first(articles))
    return LibraryFacts(library, articles, outlets, by_name(cited), by_page(cited), changes)


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
        _made(annotated.page.made_with),
    )


def _claim_facts(
    annotated: AnnotatedArticle,
    claim: Annotation,
    place: tuple[int, str, str],
    outlets: Mapping[str, Outlet],
) -> ClaimFacts:
    """The facts of a claim; `place` is its number and its neighbors' ids."""
    told = tuple(_source_facts(s, annotated.page.published, outlets) for s in claim.sources)
    return ClaimFacts(
        claim,
        *place,
        told,
        tuple(filter(None, (_group(stance, told) for stance in Stance))),
        tuple(ChangeFacts(claim, change, _told(change)) for change in claim.history),
        _made(claim.made_with or annotated.page.made_with),
    )


def _source_facts(source: Source, published: date, outlets: Mapping[str, Outlet]) -> SourceFacts:
    listed = outlets.get(source.outlet)
    return SourceFacts(
        source,
        addresses.host(source.url),
        show_date(source.date),
        source.origin if source.is_copy else "",
        source.is_later_than(published),
        source.url.lower().startswith("http://"),
        listed.about.rstrip(".") if listed else "",
    )


def _group(stance: Stance, told: Sequence[SourceFacts]) -> SourceGroup | None:
    chosen = tuple(facts for facts in told if facts.source.stance is stance)
    reports: dict[str, list[SourceFacts]] = {}
    for facts in chosen:
        reports.setdefault(facts.source.reported_by, []).append(facts)
    by_report = tuple(Report(origin, tuple(group)) for origin, group in reports.items())
    return SourceGroup(stance, chosen, by_report) if chosen else None


def _made(told: str) -> str:
    if told:
        return f"Made with {told}; {NOT_REVIEWED}."
    return f"{NOT_REVIEWED[0].upper()}{NOT_REVIEWED[1:]}."


def _told(change: Change) -> str:
    """What was changed and why: `Verdict changed from “Mixed” to “Supported”. The reason.`"""
    before, after = (_LABELS.get(value, value) for value in (change.before, change.after))
    if before and after:
        moved = f" changed from “{before}” to “{after}”"
    elif after:
        moved = f": now “{after}”"
    elif before:
        moved = f": no longer “{before}”"
    else:
        moved = ""
    return f"{change.kind.label}{moved}. {change.why}"


def _newest_first(articles: Sequence[ArticleFacts]) -> Iterator[ChangeFacts]:
    found = [
        change
        for article in articles
        for facts in (*article.claims, *article.withdrawn)
        for change in facts.changes
    ]
    yield from sorted(found, key=lambda told: (str(told.change.date), told.claim.id), reverse=True)
