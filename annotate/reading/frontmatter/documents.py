"""Take a Markdown file apart at its `---` lines, and read its front matter."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.tables import table_of
from .nodes import Mapping, read_yaml

_LONG_DASHES = re.compile(r"\s*-?[–—−][-–—−]*\s*")


class Document(NamedTuple):
    """A file taken apart: the front matter's mapping, and the body with the line it starts on."""

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
    return Document(mapping, "\n".join(lines[end + 1 :]), end + 2)


def _no_front_matter(lines: list[str], path: str) -> Problem:
    """Say which of the two `---` lines is missing, and whether something else stands in its place."""
    begins = lines[0].rstrip() == "---"
    dashes = [n for n in range(int(begins), len(lines)) if _LONG_DASHES.fullmatch(lines[n])]
    is_empty = not any(map(str.strip, lines))
    told = "dash" if dashes else "open" if begins else "empty" if is_empty else "not-begun"
    place = dashes[0] if dashes else len(lines) - 1 if begins else 0
    return problem_at(Location(path, place + 1), "no-front-matter", table_of(__file__)[told])
