"""Every rule about what a repository says, one generator each; a rule's code is its function's name.

A check takes the whole `Library` and yields problems. Rules about how a file is written (YAML, fields,
limited Markdown) are reported earlier, where the file is read. `annotate.rules` lists all codes.
"""

from annotate.checks import evidence, own_pages, page, quotes, words
from annotate.checks.registry import CHECKS, run

__all__ = ["CHECKS", "evidence", "own_pages", "page", "quotes", "run", "words"]
