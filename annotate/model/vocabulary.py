"""The closed vocabularies: what people write in claim files, and what readers see of it.

What is said of each value is listed in `vocabulary.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from ..text.tables import table_of

_LISTED = table_of(__file__)


class Term(Enum):
    """A value of a closed vocabulary, with what is listed of it: its label is what readers see.

    Its `id`, what people write in claim files, is its name in lower case.
    """

    label: str
    definition: str

    def __init__(self, _: int) -> None:
        self.id = self.name.lower().replace("_", "-")
        vars(self).update(_LISTED[type(self).__name__][self.id])

    @classmethod
    def named(cls, id_: str) -> Self | None:
        """The value with this id, if there is one."""
        term = cls.__members__.get(id_.upper().replace("-", "_"))
        return term if term and term.id == id_ else None


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

    def __init__(self, number: int) -> None:
        self.rating = None  # where none is listed
        super().__init__(number)
        self.look = Look(**_LISTED["Verdict"][self.id]["look"])

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

    # In the order in which readers find them everywhere.
    SUPPORTED = auto()
    MOSTLY_SUPPORTED = auto()
    MIXED = auto()
    MISLEADING = auto()
    CONTRADICTED = auto()
    DISPUTED = auto()
    UNVERIFIED = auto()
    OUTDATED = auto()
    OPINION = auto()


class SourceType(Term):
    """How the article itself sources the words that an annotation is about."""

    NAMED_OFFICIAL = auto()
    ANONYMOUS_OFFICIAL = auto()
    OFFICIAL_STATEMENT = auto()
    DOCUMENT = auto()
    TRANSCRIPT = auto()
    NEWS_REPORT = auto()
    OWN_REPORTING = auto()
    EXPERT = auto()
    UNATTRIBUTED = auto()
    EDITORIAL = auto()


class EvidenceType(Term):
    """What kind of page a cited source is.

    Of those that are `primary`, first-hand, one carries a verdict; on those `never_alone`, a state's word about itself,
    no verdict may rest alone.
    """

    def __init__(self, number: int) -> None:
        self.primary = self.never_alone = False  # where it is not listed
        super().__init__(number)

    TRANSCRIPT = auto()
    OFFICIAL_STATEMENT = auto()
    GOVERNMENT_REPORT = auto()
    LEGISLATION = auto()
    DATASET = auto()
    RESEARCH = auto()
    NEWS = auto()
    WIRE = auto()
    BROADCAST = auto()
    FACT_CHECK = auto()
    REFERENCE = auto()
    THINK_TANK = auto()
    STATE_MEDIA = auto()
    SOCIAL = auto()
    WEB = auto()


class Stance(Term):
    """Which way a source bears on what the article says."""

    outlets: str
    bears: str
    counts: str

    SUPPORTS = auto()
    CONTRADICTS = auto()
    CONTEXT = auto()


class Reason(Term):
    """Why a verdict is not a plain `supported`."""

    FACTUAL_ERROR = auto()
    MISSING_CONTEXT = auto()
    UNVERIFIED_AS_FACT = auto()
    WRONG_NUMBER = auto()
    WRONG_DATE = auto()
    MISQUOTE = auto()
    CHERRY_PICKED = auto()
    FLAWED_REASONING = auto()
    IMPRECISE = auto()
    EXAGGERATED = auto()
    WRONG_ATTRIBUTION = auto()
    LOADED_LANGUAGE = auto()
    CONTRADICTS_ITSELF = auto()


class WaiverReason(Term):
    """Why a sentence is left without an annotation."""

    BOILERPLATE = auto()
    OPINION = auto()
    TRANSITION = auto()
    DUPLICATE = auto()
    OUT_OF_SCOPE = auto()


class ChangeKind(Term):
    """What a dated entry of a history records."""

    VERDICT = auto()
    SOURCE = auto()
    WORDING = auto()
    ARTICLE = auto()
    REVIEWED = auto()
    WITHDRAWN = auto()


class Display(Term):
    """How much of the article's text is published."""

    FULL = auto()
    EXCERPT = auto()
