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

    url: str = declared(Address(), "The address of the page.")
    outlet: str = declared(Text(100), "Who publishes the page, spelled as everywhere on the site.")
    title: str = optional(Text(300), "The page's own title.")
    date: str = optional(DayOrMonth(), "When the page was published: a day, a month, or `undated`.")
    type: EvidenceType = declared(Choice(EvidenceType), "What kind of page it is.")
    stance: Stance = declared(Choice(Stance), "Which way it bears on what the article says.")
    says: str = declared(Text(400), "In your own words, what the page says about the claim.")
    origin: str = optional(
        Text(100), "Who reported it first, where that is not the outlet: copies share it."
    )
    quoted: str = optional(Text(300), "The page's own words, a short passage.")
    archived: str = optional(Address(), "The address of an archived copy.")
    read: datetime.date | None = optional(
        Day(), "When the page was read; by default the day of `checked`."
    )
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

    date: datetime.date = declared(Day(), "The day of the change.")
    kind: ChangeKind = declared(Choice(ChangeKind), "What was changed.")
    before: str = optional(Text(CHANGED), "What stood there before.", key="from")
    after: str = optional(Text(CHANGED), "What stands there now.", key="to")
    why: str = declared(Text(500), "The reason, for readers.")
    location: Location = field(default=Location(""), compare=False)


@record
class Reply:
    """An answer of somebody whom the claim concerns: shown in full beside it, whether or not it changes the verdict."""

    who: str = declared(Text(200), "Who answers, and as what.")
    date: datetime.date = declared(Day(), "The day of the answer.")
    text: str = declared(Text(2_000), "The answer, in its own words.")
    url: str = optional(Address(), "Where it was published.")
    location: Location = field(default=Location(""), compare=False)


@record
class Annotation(Written):
    """Everything that one claim file says."""

    id: str
    exact: str = declared(
        Quote(), "The article's exact words that the claim is about.", key="quote"
    )
    prefix: str = optional(
        Quote(), "A few words directly before the quote; only where it occurs more than once."
    )
    suffix: str = optional(
        Quote(), "A few words directly after the quote; only where it occurs more than once."
    )
    claim: str = declared(Text(500), "What those words assert, as a sentence that stands alone.")
    claimant: str = optional(Text(200), "Who asserts it.")
    source_type: SourceType = declared(Choice(SourceType), "How the article sources the claim.")
    verdict: Verdict = declared(Choice(Verdict), "The outcome of the check.")
    reasons: tuple[Reason, ...] = optional(
        Choices(Reason), "Why the verdict is not plain Supported."
    )
    summary: str = declared(Text(240), "The result in one sentence that stands alone.")
    sources: tuple[Source, ...] = optional(
        Records(Source, "source"),
        "The pages that the verdict rests on; needed unless the verdict is `opinion`.",
    )
    would_settle: str = optional(Text(500), "What evidence would settle an `unverified` claim.")
    single_source_reason: str = optional(
        Text(500), "Why one source is enough, where it is not a first-hand one."
    )
    checked: datetime.date = declared(Day(), "The day of the last full check.")
    review_by: datetime.date | None = optional(
        Day(), "The day by which to look again; by default what the article's page says."
    )
    history: tuple[Change, ...] = optional(
        Records(Change, "history entry", 200),
        "Every change of verdict, source or wording since publication, appended.",
    )
    reply: tuple[Reply, ...] = optional(
        Records(Reply, "reply", 20),
        "Answers by those whom the claim concerns, shown in full beside it.",
    )
    authors: tuple[str, ...] = optional(
        Several(500),
        "Who made it, by the names that they give, divided by semicolons; by default what the article's page says.",
    )
    reviewers: tuple[str, ...] = optional(
        Several(500), "Who looked at it again, by the names that they give; none of them an author."
    )
    made_with: str = optional(
        Text(200),
        "With what kinds of tools it was made, to follow the words “made with”; by default what the article's page says.",
    )
    draft: bool = optional(Flag(), "`true` while the claim is checked but not yet published.")
    withdrawn: str = optional(
        Text(500), "Why the annotation was withdrawn; its page stays, its mark goes."
    )
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
