"""The closed vocabularies: what people write in claim files, and what readers see of it.

What is said of each value is listed in `vocabulary.toml`.
"""

from __future__ import annotations

from enum import Enum
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


class Stance(Term):
    """Which way a source bears on what the article says."""

    outlets: str
    bears: str
    counts: str

    SUPPORTS, CONTRADICTS, CONTEXT = range(3)


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
    """The outcome of a check: about the evidence, never about intent.

    Sources of the stances `bearing` bear it out: of two distinct origins or first-hand, if it
    `needs_origins`; it may go without any unless it `needs_sources`. If it `needs_settling`,
    readers must be told what evidence would settle the claim.
    """

    glyph: str
    rating: int | None
    look: Look

    def __init__(self, number: int) -> None:
        self.rating = None  # where none is listed
        self.needs_sources, self.needs_origins, self.needs_settling = True, False, False
        super().__init__(number)
        listed = _LISTED["Verdict"][self.id]
        self.look = Look(**listed["look"])
        self.bearing = tuple(Stance[name.upper()] for name in listed["bearing"])

    # In the order in which readers find them everywhere.
    SUPPORTED, MOSTLY_SUPPORTED, MIXED, MISLEADING, CONTRADICTED = range(5)
    DISPUTED, UNVERIFIED, OUTDATED, OPINION = range(5, 9)


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
