"""Every rule about what a repository says, one generator each; a rule's code is its function's name.

A check takes the whole `Library` and yields problems. Rules about how a file is written (YAML, fields,
limited Markdown) are reported earlier, where the file is read. `annotate.checking.rules` lists all codes.
"""

# Each registers its rules.
from . import article_pages, claim_words, evidence, own_pages, quotes, review  # noqa: F401
from .registry import CHECKS, judge, run

__all__ = ["CHECKS", "judge", "run"]
