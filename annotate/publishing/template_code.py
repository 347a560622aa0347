"""The theme's templates: which page has which, and what Jinja makes of them, kept between the builds of one run."""

from __future__ import annotations

import re

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplateCode(BytecodeCache):
    """The compiled templates of the theme, kept between builds: MkDocs makes a new environment for each."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept for this template, if it was (Jinja compares the source's checksum)."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self.code[bucket.key] = bucket.bytecode_to_string()


def template_of(path: str) -> str:
    """The theme's template for a page that `annotate` wrote, "" for the theme's usual one."""
    if path == "claims/index.md":
        return "claims.html"
    is_article = re.fullmatch("articles/[^/]+/index.md", path)
    return "article.html" if is_article else ""
