"""The closed vocabularies: what people write in claim files, and what readers see of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Self


class Term(Enum):
    """A value of a closed vocabulary: its label is what readers see.

    Its `id`, what people write in claim files, is its name in lower case.
    """

    def __init__(self, label: str, definition: str, *_: Any) -> None:
        self.id = self.name.lower().replace("_", "-")
        self.label, self.definition = label, definition

    @classmethod
    def named(cls, id_: str) -> Self | None:
        """The value with this id, if there is one."""
        return next((term for term in cls if term.id == id_), None)


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is drawn; `exports.verdicts` makes style sheet and glyphs of it.

    `light` and `dark` are its colors on paper of that kind, `line` what is below the words (or "none"). `is_loud` says
    whether readers should stop at it, `is_in_text` whether its glyph stands beside a claim's number, too. `drawing` is
    SVG in a square of 16, drawn with black lines; it needs no color of its own.
    """

    light: str
    dark: str
    line: str
    drawing: str
    is_loud: bool = True
    is_in_text: bool = True


class Verdict(Term):
    """The outcome of a check: about the evidence, never about intent."""

    glyph: str
    rating: int | None
    look: Look

    def __init__(self, *declared: Any) -> None:
        super().__init__(*declared)
        self.glyph, self.rating, self.look = declared[2:]

    @property
    def bearing(self) -> tuple[Stance, ...]:
        """The stances of the sources that bear this verdict out."""
        if self in (Verdict.SUPPORTED, Verdict.MOSTLY_SUPPORTED):
            return (Stance.SUPPORTS,)
        if self in (Verdict.CONTRADICTED, Verdict.MISLEADING):
            return (Stance.CONTRADICTS,)
        return (Stance.SUPPORTS, Stance.CONTRADICTS)

    @property
    def needs_origins(self) -> bool:
        """Whether two distinct origins or a first-hand source must bear this verdict out."""
        return self in (Verdict.SUPPORTED, Verdict.CONTRADICTED)

    @property
    def needs_sources(self) -> bool:
        """Whether a claim with this verdict must cite a source."""
        return self is not Verdict.OPINION

    @property
    def needs_settling(self) -> bool:
        """Whether readers must be told what evidence would settle the claim."""
        return self is Verdict.UNVERIFIED

    # A table, three lines a verdict: in the order in which readers find them everywhere.
    # fmt: off
    SUPPORTED = ("Supported", "The evidence bears the claim out as worded.", "✓", 5,
        Look("#0b6b57", "#5fc9ac", "dotted 1px", is_loud=False, is_in_text=False, drawing=
            '<path stroke-width="2.4" d="m2.4 8.6 3.7 3.9 7.5-8.7"/>'))
    MOSTLY_SUPPORTED = ("Mostly supported", "Right, but a detail is off or needs clarification.", "◔", 4,
        Look("#52731a", "#a9c766", "dotted 1.5px", is_loud=False, drawing=
            '<circle cx="8" cy="8" r="6.7"/><path stroke-width="1.9" d="m4.9 8.3 2.2 2.3 4-4.8"/>'))
    MIXED = ("Mixed", "Significant parts are right and significant parts are not.", "◐", 3,
        Look("#7d6200", "#dcbc4e", "solid 1.5px", drawing=
            '<circle cx="8" cy="8" r="6.5"/><path fill="#000" stroke="none" d="M8 1.5a6.5 6.5 0 0 1 0 13z"/>'))
    MISLEADING = ("Misleading", "It has true elements, but what is left out or how it is put changes the impression.", "◕", 2,
        Look("#9c4a00", "#f2a55a", "solid 1.5px", drawing=
            '<path fill="#000" fill-rule="evenodd" stroke-width="1.2" d="M8 1.6 15.2 14.4H.8zM7.2 5.8l.3 4.4h1l.3-4.4zM7.3 11.8v1.3h1.4v-1.3z"/>'))
    CONTRADICTED = ("Contradicted", "The evidence shows that the claim is wrong.", "✕", 1,
        Look("#b0241c", "#ff8f84", "solid 2.5px", drawing=
            '<path stroke-width="2.6" d="m3 3 10 10M13 3 3 13"/>'))
    DISPUTED = ("Disputed", "Reliable sources disagree, and the disagreement is not settled.", "⇄", None,
        Look("#7a459f", "#cda4f2", "wavy 1px", drawing=
            '<path stroke-width="1.9" d="M1.5 4.8h12m-3-3.2 3.2 3.2-3.2 3.2M14.5 11.2h-12m3-3.2-3.2 3.2 3.2 3.2"/>'))
    UNVERIFIED = ("Unverified", "There is not enough evidence; what would settle it is said.", "?", None,
        Look("#3f5ca8", "#9db8f7", "dashed 1.5px", drawing=
            '<path stroke-width="2.2" d="M4.6 5a3.5 3.5 0 1 1 5.3 2.9C8.7 8.7 8 9.2 8 10.6"/><circle cx="8" cy="13.7" r="1.4" fill="#000" stroke="none"/>'))
    OUTDATED = ("Outdated", "Right when it was published, no longer right.", "↻", None,
        Look("#6f5440", "#c9a98c", "dashed 1.5px", drawing=
            '<circle cx="8" cy="8" r="6.7"/><path stroke-width="1.9" d="M8 4.3V8l2.7 1.7"/>'))
    OPINION = ("Opinion or framing", "A value judgment, a prediction or loaded wording: not a factual claim.", "“", None,
        Look("#625d56", "#aaa398", "none", is_loud=False, drawing=
            '<path stroke-width="1.7" d="M1.8 2.4h12.4v8.4H8.2l-3.7 3.3v-3.3H1.8z"/>'))
    # fmt: on


class SourceType(Term):
    """How the article itself sources the words that an annotation is about."""

    NAMED_OFFICIAL = ("Named official", "An official who is named.")
    ANONYMOUS_OFFICIAL = ("Anonymous official", "An official whose name is withheld.")
    OFFICIAL_STATEMENT = (
        "Official statement",
        "A statement issued or read out in the name of a government, army or other body.",
    )
    DOCUMENT = ("Document", "A report, law, letter or other paper.")
    TRANSCRIPT = ("Transcript", "The record of what was said, word for word.")
    NEWS_REPORT = ("News report", "A report by another outlet.")
    OWN_REPORTING = ("Own reporting", "Something the article's publisher says it found out itself.")
    EXPERT = ("Expert", "A person quoted for knowledge of the subject.")
    UNATTRIBUTED = ("Unattributed", "Stated as a fact without naming a source.")
    EDITORIAL = ("Editorial", "The writer's own voice: a judgment or description.")


class EvidenceType(Term):
    """What kind of page a cited source is.

    Of those that are `primary`, first-hand, one carries a verdict; on those `never_alone`, a state's word about itself,
    no verdict may rest alone.
    """

    def __init__(self, label: str, definition: str, standing: str = "") -> None:
        super().__init__(label, definition)
        self.primary = standing == "first-hand"
        self.never_alone = standing == "never alone"

    TRANSCRIPT = ("transcript", "The record of what was said, word for word.", "first-hand")
    OFFICIAL_STATEMENT = (
        "official statement",
        "A statement, release or page of a government, army or other body.",
        "first-hand",
    )
    GOVERNMENT_REPORT = (
        "government report",
        "A report by a parliament, ministry or public agency.",
        "first-hand",
    )
    LEGISLATION = ("legislation", "A law, treaty, decree or resolution.", "first-hand")
    DATASET = ("dataset", "Published data.", "first-hand")
    RESEARCH = ("research", "A study with its method.")
    NEWS = ("news report", "A report by a newspaper, magazine or news site.")
    WIRE = ("wire report", "A report by a news agency.")
    BROADCAST = ("broadcast report", "A report by a radio or television station.")
    FACT_CHECK = ("fact-check", "A check published by a fact-checking desk.")
    REFERENCE = ("reference work", "An encyclopedia, dictionary or handbook.")
    THINK_TANK = ("think tank", "An analysis by a policy institute.")
    STATE_MEDIA = ("state media", "A report by media under a state's control.", "never alone")
    SOCIAL = ("social media", "A post on a social network.")
    WEB = ("web page", "Any other page.")


class Stance(Term):
    """Which way a source bears on what the article says."""

    def __init__(self, *declared: str) -> None:
        super().__init__(*declared)
        self.outlets, self.bears, self.counts = declared[2:]

    SUPPORTS = (
        "Supports",
        "It bears out what the article says.",
        "Corroborating outlets",
        "Supports what the article says",
        "for",
    )
    CONTRADICTS = (
        "Contradicts",
        "It speaks against what the article says.",
        "Contradicting outlets",
        "Contradicts what the article says",
        "against",
    )
    CONTEXT = (
        "Context",
        "It adds what a reader should know.",
        "Further sources",
        "Adds context",
        "further",
    )


class Reason(Term):
    """Why a verdict is not a plain `supported`."""

    FACTUAL_ERROR = ("factual error", "A stated fact is wrong.")
    MISSING_CONTEXT = ("missing context", "Something is left out that matters.")
    UNVERIFIED_AS_FACT = ("unverified as fact", "Something not established is stated as a fact.")
    WRONG_NUMBER = ("wrong number", "A figure is wrong.")
    WRONG_DATE = ("wrong date", "A date or the order of events is wrong.")
    MISQUOTE = ("misquote", "The words in quotation marks are not the words used.")
    CHERRY_PICKED = ("cherry-picked", "A part is shown that does not stand for the whole.")
    FLAWED_REASONING = ("flawed reasoning", "The conclusion does not follow from the facts given.")
    IMPRECISE = ("imprecise", "The wording is looser than the facts.")
    EXAGGERATED = ("exaggerated", "The wording goes further than the facts.")
    WRONG_ATTRIBUTION = ("wrong attribution", "Somebody else said or did it.")
    LOADED_LANGUAGE = ("loaded language", "The wording carries a judgment beside the fact.")
    CONTRADICTS_ITSELF = ("contradicts itself", "The article says otherwise elsewhere.")


class WaiverReason(Term):
    """Why a sentence is left without an annotation."""

    BOILERPLATE = ("boilerplate", "Not part of the story.")
    OPINION = ("opinion", "A judgment without a fact to check.")
    TRANSITION = ("transition", "It leads from one passage to the next.")
    DUPLICATE = ("duplicate", "It says again what another claim covers.")
    OUT_OF_SCOPE = ("out of scope", "Not what this check is about.")


class ChangeKind(Term):
    """What a dated entry of a history records."""

    VERDICT = ("Verdict", "The verdict was changed.")
    SOURCE = ("Source", "A source was added, removed or changed.")
    WORDING = (
        "Wording",
        "What readers are told in the claim, its summary, its context, about a source or about the article was wrong, and was mended.",
    )
    ARTICLE = (
        "Article’s text",
        "The article’s text was changed, in the quoted words or around them.",
    )
    REVIEWED = (
        "Reviewed",
        "The claim was looked at again, and all stands; `why` says on what ground.",
    )
    WITHDRAWN = ("Withdrawn", "The annotation was withdrawn.")


class Display(Term):
    """How much of the article's text is published."""

    FULL = ("full", "The whole text.")
    EXCERPT = ("excerpt", "The annotated words with a little around them.")
