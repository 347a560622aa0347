"""The closed vocabularies: what people write in claim files, and what readers see of it.

What is said of each value is listed in `vocabulary.toml`.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple, Self

from ..text.tables import table_of

_LISTED = table_of(__file__)


def _listed(vocabulary: str) -> dict[str, int]:
    """The values of a vocabulary that stand in the list alone, since no code asks for one of them."""
    return {id_.upper().replace("-", "_"): n for n, id_ in enumerate(_LISTED[vocabulary])}


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


class Look(NamedTuple):
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

    vars().update(_listed("SourceType"))


class EvidenceType(Term):
    """What kind of page a cited source is.

    Of those that are `primary`, first-hand, one carries a verdict; on those `never_alone`, a state's word about itself,
    no verdict may rest alone.
    """

    def __init__(self, number: int) -> None:
        self.primary = self.never_alone = False  # where it is not listed
        super().__init__(number)

    vars().update(_listed("EvidenceType"))


class Stance(Term):
    """Which way a source bears on what the article says."""

    outlets: str
    bears: str
    counts: str

    SUPPORTS, CONTRADICTS, CONTEXT = range(3)


class Reason(Term):
    """Why a verdict is not a plain `supported`."""

    vars().update(_listed("Reason"))


class WaiverReason(Term):
    """Why a sentence is left without an annotation."""

    vars().update(_listed("WaiverReason"))


class ChangeKind(Term):
    """What a dated entry of a history records."""

    VERDICT, SOURCE, WORDING, ARTICLE, REVIEWED, WITHDRAWN = range(6)


class Display(Term):
    """How much of the article's text is published."""

    FULL, EXCERPT = range(2)
