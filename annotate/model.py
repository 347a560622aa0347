"""The nouns: frozen records that every other module speaks in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from annotate.anchoring import Anchor, AnchorError, TextQuoteSelector
from annotate.vocabulary import (
    ChangeKind,
    Display,
    EvidenceType,
    Reason,
    SourceType,
    Stance,
    Verdict,
    WaiverReason,
)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the repository, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Inline:
    """A mark on a block's text, kept beside it: `kind` is link, emphasis or strong; offsets are
    code points of the block."""

    start: int
    end: int
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its plain text, and what it is (`paragraph`, `heading`, …)."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    inlines: tuple[Inline, ...] = ()


BLOCK_SEPARATOR = "\n\n"


@dataclass(frozen=True)
class Article:
    """An article as received: its blocks, in order."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The blocks' texts joined by a blank line: what quotes are anchored in."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each block begins in `text`, in code points."""
        starts, position = [], 0
        for block in self.blocks:
            starts.append(position)
            position += len(block.text) + len(BLOCK_SEPARATOR)
        return tuple(starts)


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
class Prose:
    """Contributed Markdown after parsing: only what is allowed, ready to be written out again."""

    blocks: tuple[ProseBlock, ...]
    words: int = 0


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A paragraph (`spans`), a list or a quotation (`children`) of contributed Markdown."""

    kind: str  # paragraph | bullet-list | ordered-list | item | quotation
    spans: tuple[Span, ...] = ()
    children: tuple[ProseBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in a paragraph; `kind` is text, code, break, emphasis, strong, link or claim."""

    kind: str
    text: str = ""
    href: str = ""
    children: tuple[Span, ...] = ()


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
    draft: bool = False
    withdrawn: str = ""
    locations: dict[str, Location] = field(default_factory=dict, compare=False, hash=False)

    def at(self, key: str) -> Location:
        """Where a key of the front matter stands (the top of the file if it is absent)."""
        return self.locations.get(key, Location(self.path))

    @property
    def published(self) -> bool:
        """Whether readers see it: neither a draft nor withdrawn."""
        return not self.draft and not self.withdrawn

    def with_stance(self, *stances: Stance) -> tuple[Source, ...]:
        """The sources of these stances, in the order given by the contributor."""
        return tuple(source for source in self.sources if source.stance in stances)

    def origins(self) -> frozenset[str]:
        """The distinct origins among the sources that bear the verdict out (design, section 4)."""
        return frozenset(source.reported_by for source in self.with_stance(*self.bearing))

    @property
    def bearing(self) -> tuple[Stance, ...]:
        """The stances whose sources bear this verdict out."""
        return BEARING.get(self.verdict, (Stance.SUPPORTS, Stance.CONTRADICTS))

    @property
    def rests_on_primary(self) -> bool:
        """Whether a first-hand source bears the verdict out."""
        return any(source.type.primary for source in self.with_stance(*self.bearing))


BEARING: dict[Verdict, tuple[Stance, ...]] = {
    Verdict.SUPPORTED: (Stance.SUPPORTS,),
    Verdict.MOSTLY_SUPPORTED: (Stance.SUPPORTS,),
    Verdict.CONTRADICTED: (Stance.CONTRADICTS,),
    Verdict.MISLEADING: (Stance.CONTRADICTS,),
    Verdict.OUTDATED: (Stance.SUPPORTS, Stance.CONTRADICTS),
}


@dataclass(frozen=True, slots=True)
class Waiver:
    """A sentence left without an annotation, with the reason."""

    quote: TextQuoteSelector
    reason: WaiverReason
    location: Location


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The front matter and the editor's summary of an article's page."""

    slug: str
    path: str
    title: str
    publisher: str
    url: str
    seed: str
    sha256: str
    rights: str
    published: datetime.date
    retrieved: datetime.date
    author: str = ""
    language: str = "en"
    display: Display = Display.FULL
    waivers: tuple[Waiver, ...] = ()
    summary: Prose = Prose(())
    locations: dict[str, Location] = field(default_factory=dict, compare=False, hash=False)

    def at(self, key: str) -> Location:
        """Where a key of the front matter stands (the top of the file if it is absent)."""
        return self.locations.get(key, Location(self.path))


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its page and its annotations, each at its place or with the reason why not.

    `places` are keyed by the claim's id; `waived` stand in the order of `page.waivers`.
    """

    page: ArticlePage
    article: Article
    annotations: tuple[Annotation, ...]
    places: dict[str, Anchor | AnchorError]
    waived: tuple[Anchor | AnchorError, ...] = ()

    @cached_property
    def published(self) -> tuple[Annotation, ...]:
        """What readers see marked, in the order in which the quotes end: the order of the footnotes."""
        placed = [
            (place.end, place.start, annotation.id, annotation)
            for annotation in self.annotations
            if annotation.published and isinstance(place := self.places.get(annotation.id), Anchor)
        ]
        return tuple(annotation for *_, annotation in sorted(placed, key=lambda entry: entry[:3]))

    @cached_property
    def withdrawn(self) -> tuple[Annotation, ...]:
        """Annotations that keep their page and id, but have no mark."""
        return tuple(a for a in self.annotations if a.withdrawn and not a.draft)

    def place(self, annotation: Annotation) -> Anchor:
        """Where a published annotation's quote stands in the article's text."""
        place = self.places[annotation.id]
        if not isinstance(place, Anchor):
            raise TypeError(f"{annotation.id} has no place")
        return place


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's one spelling and the domains that are its own."""

    name: str
    domains: tuple[str, ...]
    location: Location
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that a repository holds: its articles, its other pages and its list of outlets.

    `pages` are the site's own files by their path below `docs/`: Markdown as text, others as bytes.
    """

    articles: tuple[AnnotatedArticle, ...] = ()
    pages: dict[str, str | bytes] = field(default_factory=dict)
    outlets: tuple[Outlet, ...] = ()
