"""Puts quotes at their place in a text: `anchor` and `describe` exactly, `propose` as a suggestion.

Pure functions over strings; offsets are code points. Of the rest of `annotate` only `text` is imported here.
What suggests is loaded when it is first asked for: where every quote is found, nothing does.
"""

from typing import TYPE_CHECKING

from .exact import (
    Anchor,
    AnchorError,
    QuoteAmbiguous,
    QuoteNotFound,
    TextQuoteSelector,
    anchor,
    describe,
)
from .folding import FOLDINGS, fold

if TYPE_CHECKING:
    from .proposals import Proposal, nearest, propose

__all__ = [
    "FOLDINGS",
    "Anchor",
    "AnchorError",
    "Proposal",
    "QuoteAmbiguous",
    "QuoteNotFound",
    "TextQuoteSelector",
    "anchor",
    "describe",
    "fold",
    "nearest",
    "propose",
]


def __getattr__(name: str) -> object:
    if name not in ("Proposal", "nearest", "propose"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import proposals

    return getattr(proposals, name)
