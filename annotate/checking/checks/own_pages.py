"""Rules about the site's own pages: what they ask to be filled in, and the addresses they take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Library, Location
from ...reading.frontmatter import locate
from ...reading.repository import DOCS
from .registry import Finding, check

# A line that a generated part of a page takes the place of.
MARKER = re.compile(r"^<!-- annotate: ([^\n]*?) -->[ \t]*$", re.MULTILINE)
PARTS = tuple(
    "articlefields articles claimfields codes corrections evidencetype foldings howto reason rules sources"
    " sourcetype specimen stance verdict waiverreason".split()
)
# What is written for every site; a page of one's own there would be lost, or the generated one.
_TAKEN = re.compile(
    r"(articles|claims|outlets)(/index|/readme)?\.md|(contribute|corrections|methodology|sources)/(index|readme)\.md"
    r"|outlets/[^/]*(/\d+)?\.html|sources/[^/]*-[0-9a-f]{8}(/\d+)?\.html"
    r"|(articles|claims|outlets|sources|corrections)/(pages|carriers|single)/\d+\.md|corrections\.xml|schema/claim\.json|assets/annotate/.*",
    re.IGNORECASE,
)


@check
def unknown_part(library: Library) -> Iterator[Finding]:
    """A page asks for a generated part that does not exist, and readers would see nothing there."""
    for path, text in library.pages.items():
        if isinstance(text, bytes):
            continue
        for match in MARKER.finditer(text):
            if match[1] not in PARTS:
                place = locate(f"{DOCS}/{path}", text, match.start(1))
                yield place, {"part": match[1], "parts": ", ".join(PARTS)}


@check
def path_taken(library: Library) -> Iterator[Finding]:
    """A page of the site's own lies where a generated one is written."""
    for path in library.pages:
        if _TAKEN.fullmatch(path):
            yield Location(f"{DOCS}/{path}"), {}
