"""The nouns: frozen records and closed vocabularies that every other module speaks in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from annotate.anchoring import Anchor, AnchorError, TextQuoteSelector


class Term(Enum):
    """A value of a closed vocabulary: its id is what people write, its label is what readers see."""

    label: str
    definition: str

    def __new__(cls, id_: str, label: str, definition: str, *_: object) -> Term:
        member = object.__new__(cls)
        member._value_ = id_
        member.label = label
        member.definition = definition
        return member

    @property
    def id(self) -> str:
        """The word written in claim files, lower-case ASCII."""
        return str(self.value)


class Verdict(Term):
    """The outcome of a check: about the evidence, never about intent."""

    glyph: str
    rating: int | None

    def __init__(
        self, _id: str, _label: str, _definition: str, glyph: str, rating: int | None
    ) -> None:
        self.glyph = glyph
        self.rating = rating

    SUPPORTED = (
        "supported",
        "Supported",
        "The evidence bears the claim out as worded.",
        "✓",
        5,
    )
    MOSTLY_SUPPORTED = (
        "mostly-supported",
        "Mostly supported",
        "Right, but a detail is off or needs clarification.",
        "◔",
        4,
    )
    MIXED = (
        "mixed",
        "Mixed",
        "Significant parts are right and significant parts are not.",
        "◐",
        3,
    )
    MISLEADING = (
        "misleading",
        "Misleading",
        "It has true elements, but what is left out or how it is put changes the impression.",
        "◕",
        2,
    )
    CONTRADICTED = (
        "contradicted",
        "Contradicted",
        "The evidence shows that the claim is wrong.",
        "✕",
        1,
    )
    DISPUTED = (
        "disputed",
        "Disputed",
        "Reliable sources disagree, and the disagreement is not settled.",
        "⇄",
        None,
    )
    UNVERIFIED = (
        "unverified",
        "Unverified",
        "There is not enough evidence; what would settle it is said.",
        "?",
        None,
    )
    OUTDATED = (
        "outdated",
        "Outdated",
        "Right when it was published, no longer right.",
        "↻",
        None,
    )
    OPINION = (
        "opinion",
        "Opinion or framing",
        "A value judgement, a prediction or loaded wording: not a factual claim.",
        "“",
        None,
    )


class SourceType(Term):
    """How the article itself sources the words that an annotation is about."""

    NAMED_OFFICIAL = ("named-official", "Named official", "An official who is named.")
    ANONYMOUS_OFFICIAL = (
        "anonymous-official",
        "Anonymous official",
        "An official whose name is withheld.",
    )
    OFFICIAL_STATEMENT = (
        "official-statement",
        "Official statement",
        "A statement issued or read out in the name of a government, army or other body.",
    )
    DOCUMENT = ("document", "Document", "A report, law, letter or other paper.")
    TRANSCRIPT = ("transcript", "Transcript", "The record of what was said, word for word.")
    NEWS_REPORT = ("news-report", "News report", "A report by another outlet.")
    OWN_REPORTING = (
        "own-reporting",
        "Own reporting",
        "Something the article's publisher says it found out itself.",
    )
    EXPERT = ("expert", "Expert", "A person quoted for knowledge of the subject.")
    UNATTRIBUTED = (
        "unattributed",
        "Unattributed",
        "Stated as a fact without naming a source.",
    )
    EDITORIAL = ("editorial", "Editorial", "The writer's own voice: a judgement or description.")


class EvidenceType(Term):
    """What kind of page a cited source is."""

    TRANSCRIPT = ("transcript", "transcript", "The record of what was said, word for word.")
    OFFICIAL_STATEMENT = (
        "official-statement",
        "official statement",
        "A statement, release or page of a government, army or other body.",
    )
    GOVERNMENT_REPORT = (
        "government-report",
        "government report",
        "A report by a parliament, ministry or public agency.",
    )
    LEGISLATION = ("legislation", "legislation", "A law, treaty, decree or resolution.")
    DATASET = ("dataset", "dataset", "Published data.")
    RESEARCH = ("research", "research", "A study with its method.")
    NEWS = ("news", "news report", "A report by a newspaper, magazine or news site.")
    WIRE = ("wire", "wire report", "A report by a news agency.")
    BROADCAST = ("broadcast", "broadcast report", "A report by a radio or television station.")
    FACT_CHECK = ("fact-check", "fact-check", "A check published by a fact-checking desk.")
    REFERENCE = ("reference", "reference work", "An encyclopedia, dictionary or handbook.")
    THINK_TANK = ("think-tank", "think tank", "An analysis by a policy institute.")
    STATE_MEDIA = ("state-media", "state media", "A report by media under a state's control.")
    SOCIAL = ("social", "social media", "A post on a social network.")
    WEB = ("web", "web page", "Any other page.")

    @property
    def primary(self) -> bool:
        """Whether such a source is first-hand, so that one of them carries a verdict."""
        return self in PRIMARY


PRIMARY = frozenset(
    {
        EvidenceType.TRANSCRIPT,
        EvidenceType.OFFICIAL_STATEMENT,
        EvidenceType.GOVERNMENT_REPORT,
        EvidenceType.LEGISLATION,
        EvidenceType.DATASET,
    }
)


class Stance(Term):
    """Which way a source bears on what the article says."""

    SUPPORTS = ("supports", "Supports", "It bears out what the article says.")
    CONTRADICTS = ("contradicts", "Contradicts", "It speaks against what the article says.")
    CONTEXT = ("context", "Context", "It adds what a reader should know.")


class Reason(Term):
    """Why a verdict is not a plain `supported`."""

    FACTUAL_ERROR = ("factual-error", "factual error", "A stated fact is wrong.")
    MISSING_CONTEXT = ("missing-context", "missing context", "Something is left out that matters.")
    UNVERIFIED_AS_FACT = (
        "unverified-as-fact",
        "unverified as fact",
        "Something not established is stated as a fact.",
    )
    WRONG_NUMBER = ("wrong-number", "wrong number", "A figure is wrong.")
    WRONG_DATE = ("wrong-date", "wrong date", "A date or the order of events is wrong.")
    MISQUOTE = ("misquote", "misquote", "The words in quotation marks are not the words used.")
    CHERRY_PICKED = (
        "cherry-picked",
        "cherry-picked",
        "A part is shown that does not stand for the whole.",
    )
    FLAWED_REASONING = (
        "flawed-reasoning",
        "flawed reasoning",
        "The conclusion does not follow from the facts given.",
    )
    IMPRECISE = ("imprecise", "imprecise", "The wording is looser than the facts.")
    EXAGGERATED = ("exaggerated", "exaggerated", "The wording goes further than the facts.")
    WRONG_ATTRIBUTION = (
        "wrong-attribution",
        "wrong attribution",
        "Somebody else said or did it.",
    )
    LOADED_LANGUAGE = (
        "loaded-language",
        "loaded language",
        "The wording carries a judgement beside the fact.",
    )
    CONTRADICTS_ITSELF = (
        "contradicts-itself",
        "contradicts itself",
        "The article says otherwise elsewhere.",
    )


class WaiverReason(Term):
    """Why a sentence is left without an annotation."""

    BOILERPLATE = ("boilerplate", "boilerplate", "Not part of the story.")
    OPINION = ("opinion", "opinion", "A judgement without a fact to check.")
    TRANSITION = ("transition", "transition", "It leads from one passage to the next.")
    DUPLICATE = ("duplicate", "duplicate", "It says again what another claim covers.")
    OUT_OF_SCOPE = ("out-of-scope", "out of scope", "Not what this check is about.")


class ChangeKind(Term):
    """What a dated entry of a claim's history records."""

    VERDICT = ("verdict", "Verdict", "The verdict was changed.")
    SOURCE = ("source", "Source", "A source was added, removed or changed.")
    WITHDRAWN = ("withdrawn", "Withdrawn", "The annotation was withdrawn.")


class Display(Term):
    """How much of the article's text is published."""

    FULL = ("full", "full", "The whole text.")
    EXCERPT = ("excerpt", "excerpt", "The annotated words with a little around them.")


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
            if annotation.published
            and isinstance(place := self.places.get(annotation.id), Anchor)
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
