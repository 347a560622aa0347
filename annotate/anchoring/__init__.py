"""Puts quotes at their place in a text: `anchor` and `describe` exactly, `propose` as a suggestion.

Pure functions over strings; offsets are code points. Nothing else of `annotate` is imported here but `scripts`.
"""

from .exact import (
    Anchor,
    AnchorError,
    QuoteAmbiguous,
    QuoteNotFound,
    TextQuoteSelector,
    anchor,
    describe,
)
from .folding import FOLDINGS, Folded, Folding, fold
from .proposals import Proposal, nearest, propose

__all__ = [
    "FOLDINGS",
    "Anchor",
    "AnchorError",
    "Folded",
    "Folding",
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
