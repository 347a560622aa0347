"""The theme's templates: which page has which, and what Jinja makes of them, kept for all builds of a user."""

from __future__ import annotations

import re
from contextlib import suppress

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _TemplateCode(FileSystemBytecodeCache):
    """Compiled templates where Jinja keeps them, in a folder of the user's own for what is temporary.

    They are to templates what `__pycache__` is to modules; a file that cannot be read or written is none.
    """

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template, which is compiled otherwise where other options are set (Jinja compares the source)."""
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        told = f"{name} {options} {sorted(environment.extensions)}"
        return super().get_bucket(environment, told, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept, if it was."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # of whatever kind: what is in the file is not what was written
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def template_code() -> BytecodeCache | None:
    """Where compiled templates are kept; None where no folder is the user's alone."""
    try:
        return _TemplateCode(pattern="__annotate_%s.cache")
    except (OSError, RuntimeError):
        return None


def template_of(path: str) -> str:
    """The theme's template for a page that `annotate` wrote, "" for the theme's usual one."""
    if path == "claims/index.md":
        return "claims.html"
    is_article = re.fullmatch("articles/[^/]+/index.md", path)
    return "article.html" if is_article else ""
