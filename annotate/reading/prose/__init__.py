"""Limited Markdown from contributors: parsed once, and written out again by our code.

Nothing that a contributor typed reaches a second parser as markup.
"""

from .parsing import MAX_CHARACTERS, parse
from .writing import REL, claim_ids, plain_text, to_html, to_markdown

__all__ = ["MAX_CHARACTERS", "REL", "claim_ids", "parse", "plain_text", "to_html", "to_markdown"]
