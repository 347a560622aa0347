"""What one claim file says: the annotation, its sources and its history."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from annotate.anchoring import TextQuoteSelector
from annotate.model.location import Location
from annotate.model.prose import Prose
from annotate.vocabulary import ChangeKind, EvidenceType, Reason, SourceType, Stance, Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """A page cited as evidence."""

    url: str
    outlet: str
    type: EvidenceType
    stance: Stance
    says: str
    title: str = ""
    date: str = "undated"
    origin: str = ""
    quoted: str = ""
    archived: str = ""
    read: datetime.date | None = None
    location: Location = field(default=Location(""), compare=False)

    @property
    def reported_by(self) -> str:
        """Who reported it first: copies of one report share this."""
        return self.origin or self.outlet

    @property
    def is_copy(self) -> bool:
        """Whether the page carries what somebody else reported."""
        return self.reported_by != self.outlet

    def is_later_than(self, day: datetime.date) -> bool:
        """Whether the page was published after a day, as far as its own date tells."""
        return self.date != "undated" and self.date > str(day)[: len(self.date)]


@dataclass(frozen=True, slots=True)
class Change:
    """A dated entry of a claim's history; appended, never edited."""

    date: datetime.date
    kind: ChangeKind
    before: str
    after: str
    why: str
    location: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that one claim file says."""

    id: str
    slug: str
    path: str
    quote: TextQuoteSelector
    claim: str
    source_type: SourceType
    verdict: Verdict
    summary: str
    context: Prose
    checked: datetime.date
    sources: tuple[Source, ...] = ()
    reasons: tuple[Reason, ...] = ()
    claimant: str = ""
    would_settle: str = ""
    single_source_reason: str = ""
    history: tuple[Change, ...] = ()
    made_with: str = ""
    draft: bool = False
    withdrawn: str = ""
    locations: dict[str, Location] = field(default_factory=dict, compare=False, hash=False)

    def at(self, key: str) -> Location:
        """Where a key of the front matter stands (the top of the file if it is absent)."""
        return self.locations.get(key, Location(self.path))

    @property
    def page_path(self) -> str:
        """Where the claim's page stands on the site."""
        return f"articles/{self.slug}/claims/{self.id}.html"

    @property
    def published(self) -> bool:
        """Whether readers see it: neither a draft nor withdrawn."""
        return not self.draft and not self.withdrawn

    def with_stance(self, *stances: Stance) -> tuple[Source, ...]:
        """The sources of these stances, in the order given by the contributor."""
        return tuple(source for source in self.sources if source.stance in stances)

    @property
    def bearing(self) -> tuple[Source, ...]:
        """The sources that bear the verdict out."""
        return self.with_stance(*self.verdict.bearing)

    @property
    def origins(self) -> frozenset[str]:
        """The distinct origins among the sources that bear the verdict out."""
        return frozenset(source.reported_by for source in self.bearing)

    @property
    def rests_on_primary(self) -> bool:
        """Whether a first-hand source bears the verdict out."""
        return any(source.type.primary for source in self.bearing)
