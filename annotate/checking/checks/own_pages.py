"""Rules about the site's own pages: what they ask to be filled in, and the addresses they take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Library, Location
from ...reading.frontmatter import locate
from ...reading.repository import DOCS
from ...text.tables import table_of
from .registry import Finding, check

# A line that a generated part of a page takes the place of.
MARKER = re.compile(r"^<!-- annotate: ([^\n]*?) -->[ \t]*$", re.MULTILINE)
_LISTED = table_of(__file__)
_PARTS: list[str] = _LISTED["parts"].split()
_TAKEN = re.compile("|".join(_LISTED["taken"]), re.IGNORECASE)


@check
def unknown_part(library: Library) -> Iterator[Finding]:
    """A page asks for a generated part that does not exist, and readers would see nothing there."""
    for path, text in library.pages.items():
        if isinstance(text, bytes):
            continue
        for match in MARKER.finditer(text):
            if match[1] not in _PARTS:
                place = locate(f"{DOCS}/{path}", text, match.start(1))
                yield place, {"part": match[1], "parts": ", ".join(_PARTS)}


@check
def path_taken(library: Library) -> Iterator[Finding]:
    """A page of the site's own lies where a generated one is written."""
    for path in library.pages:
        if _TAKEN.fullmatch(path):
            yield Location(f"{DOCS}/{path}"), {}
