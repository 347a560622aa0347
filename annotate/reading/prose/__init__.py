"""Limited Markdown from contributors: parsed once, and written out again by our code.

Nothing that a contributor typed reaches a second parser as markup.
"""

from .parsing import MAX_CHARACTERS, parse
from .writing import REL, claim_ids, clean, plain_text, to_html, to_markdown

__all__ = ["MAX_CHARACTERS", "REL", "claim_ids", "clean", "parse", "plain_text"]
__all__ += ["to_html", "to_markdown"]
