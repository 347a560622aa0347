"""How Markdown that is not allowed looks: for the form, which has no parser, and finds what `parsing` refuses."""

from ...text.tables import table_of
from .parsing import MARKUP_IN_TEXT

_LISTED = table_of(__file__)
BLOCKS = _LISTED["blocks"]
INLINE = [*_LISTED["inline"], *((pattern.pattern, what) for pattern, _, what in MARKUP_IN_TEXT)]
