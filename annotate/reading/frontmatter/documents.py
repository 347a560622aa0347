"""Take a Markdown file apart at its `---` lines, and read its front matter."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...model import Location
from ...model.problems import Problem
from .nodes import Mapping, read_yaml

_LONG_DASHES = re.compile(r"\s*-?[–—−][-–—−]*\s*")


class Document(NamedTuple):
    """A file taken apart: the front matter's mapping, and the body with the line it starts on."""

    path: str
    mapping: Mapping
    body: str
    body_line: int


def read_document(text: str, path: str) -> Document | Problem:
    """Split a Markdown file at its `---` lines and read its front matter.

    Args:
        text: the whole file, with LF line ends.
        path: how messages name it.

    Returns:
        the document, or the first problem that makes its front matter unreadable.
    """
    lines = text.split("\n")
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return _no_front_matter(lines, path)
    mapping = read_yaml("\n".join(lines[1:end]) + "\n", path, 2)
    if isinstance(mapping, Problem):
        return mapping
    return Document(path, mapping, "\n".join(lines[end + 1 :]), end + 2)


def _no_front_matter(lines: list[str], path: str) -> Problem:
    """Say which of the two `---` lines is missing, and whether something else stands in its place."""
    begins = lines[0].rstrip() == "---"
    dashes = [n for n in range(int(begins), len(lines)) if _LONG_DASHES.fullmatch(lines[n])]
    if dashes:
        found = "A long dash stands here in the place of three hyphens (---); phones put it there."
        hint = "Type three hyphens; take the last one back if they turn into a dash."
    elif begins:
        found = "The front matter is never closed: a second line of three hyphens (---) is missing."
        hint = "Put --- on a line of its own between the last field and the context."
    elif not any(line.strip() for line in lines):
        found = "The file is empty."
        hint = '`annotate new ARTICLE "quoted words"` writes a file to fill in; `annotate explain claim` has the fields.'
    else:
        found = "The file does not begin with a line of three hyphens (---)."
        hint = "Begin it with ---, then one `key: value` a line, then --- again, then the context."
    place = dashes[0] if dashes else len(lines) - 1 if begins else 0
    return Problem(Location(path, place + 1), "no-front-matter", found, hint)
