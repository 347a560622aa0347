"""What one claim file says: the annotation, its sources and its history."""

from __future__ import annotations

import datetime
from dataclasses import field

from ..anchoring import TextQuoteSelector
from ..text.passages import at_passage
from .declared import declared, optional, record
from .kinds import Address, Choice, Choices, Day, DayOrMonth, Flag, Quote, Records, Several, Text
from .location import Location, Written
from .prose_blocks import Prose
from .vocabulary import ChangeKind, EvidenceType, Reason, SourceType, Stance, Verdict


@record
class Source:
    """A page cited as evidence."""

    url: str = declared(Address())
    outlet: str = declared(Text(100))
    title: str = optional(Text(300))
    date: str = optional(DayOrMonth())
    type: EvidenceType = declared(Choice(EvidenceType))
    stance: Stance = declared(Choice(Stance))
    says: str = declared(Text(400))
    origin: str = optional(Text(100))
    quoted: str = optional(Text(300))
    archived: str = optional(Address())
    read: datetime.date | None = optional(Day())
    location: Location = field(default=Location(""), compare=False)

    @property
    def reported_by(self) -> str:
        """Who reported it first: copies of one report share this."""
        return self.origin or self.outlet

    @property
    def is_copy(self) -> bool:
        """Whether the page carries what somebody else reported."""
        return self.reported_by != self.outlet

    @property
    def link(self) -> str:
        """The page's address, which opens at the quoted words where there are any."""
        return at_passage(self.url, self.quoted)

    def is_later_than(self, day: datetime.date) -> bool:
        """Whether the page was published after a day, as far as its own date tells."""
        return self.date != "undated" and self.date > str(day)[: len(self.date)]


# How long the words are that an entry tells of: as long as a quote may be.
CHANGED = Quote().limit


@record
class Change:
    """A dated entry of the history of a claim or an article's page; appended, never edited."""

    date: datetime.date = declared(Day())
    kind: ChangeKind = declared(Choice(ChangeKind))
    before: str = optional(Text(CHANGED), key="from")
    after: str = optional(Text(CHANGED), key="to")
    why: str = declared(Text(500))
    location: Location = field(default=Location(""), compare=False)


@record
class Reply:
    """An answer of somebody whom the claim concerns: shown in full beside it, whether or not it changes the verdict."""

    who: str = declared(Text(200))
    date: datetime.date = declared(Day())
    text: str = declared(Text(2_000))
    url: str = optional(Address())
    location: Location = field(default=Location(""), compare=False)


@record
class Annotation(Written):
    """Everything that one claim file says."""

    id: str
    exact: str = declared(Quote(), key="quote")
    prefix: str = optional(Quote())
    suffix: str = optional(Quote())
    claim: str = declared(Text(500))
    claimant: str = optional(Text(200))
    source_type: SourceType = declared(Choice(SourceType))
    verdict: Verdict = declared(Choice(Verdict))
    reasons: tuple[Reason, ...] = optional(Choices(Reason))
    summary: str = declared(Text(240))
    sources: tuple[Source, ...] = optional(Records(Source, "source"))
    would_settle: str = optional(Text(500))
    single_source_reason: str = optional(Text(500))
    checked: datetime.date = declared(Day())
    review_by: datetime.date | None = optional(Day())
    history: tuple[Change, ...] = optional(Records(Change, "history entry", 200))
    reply: tuple[Reply, ...] = optional(Records(Reply, "reply", 20))
    authors: tuple[str, ...] = optional(Several(500))
    reviewers: tuple[str, ...] = optional(Several(500))
    made_with: str = optional(Text(200))
    draft: bool = optional(Flag())
    withdrawn: str = optional(Text(500))
    context: Prose
    text: str = field(default="", compare=False, repr=False)

    @property
    def quote(self) -> TextQuoteSelector:
        """The words that it is about, as anchoring looks for them."""
        return TextQuoteSelector(self.exact, self.prefix, self.suffix)

    @property
    def page_path(self) -> str:
        """Where the claim's page stands on the site."""
        return f"articles/{self.slug}/claims/{self.id}.html"

    @property
    def published(self) -> bool:
        """Whether readers see it: neither a draft nor withdrawn."""
        return not self.draft and not self.withdrawn

    @property
    def bearing(self) -> tuple[Source, ...]:
        """The sources that bear the verdict out, in the order given by the contributor."""
        return tuple(s for s in self.sources if s.stance in self.verdict.bearing)

    @property
    def origins(self) -> frozenset[str]:
        """The distinct origins among the sources that bear the verdict out."""
        return frozenset(source.reported_by for source in self.bearing)

    @property
    def rests_on_primary(self) -> bool:
        """Whether a first-hand source bears the verdict out."""
        return any(source.type.primary for source in self.bearing)
