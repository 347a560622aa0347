"""What `strict_content` refuses below `docs/`: all that could run, style or redirect, and what nobody has foreseen.

The generator's parser decides what is markup, not one of ours: so what could be is refused wherever it stands, in code, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from ...model import Library, Location
from ...model.problems import Problem
from ...reading.frontmatter import locate
from ...reading.repository import DOCS
from ...text.tables import table_of
from .own_pages import MARKER
from .registry import problem

_CODE = "foreign-content"
_PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"})
_LISTED = table_of(__file__)
# Where files belong that are refused; what is not named by its suffix is the host's.
_THEME, _HOST = _LISTED["theme"], _LISTED["host"]
_BELONGS = dict.fromkeys(_LISTED["themed"], _THEME) | _LISTED["belongs"]
_FOREIGN_FOLDER = re.compile(r"(articles|outlets)/", re.IGNORECASE)
# What may stand in a page's front matter; MkDocs takes lines like these at a page's beginning for it, too.
_KEYS = ("title", "description", "hide")
_HEAD = re.compile(
    r"\s*(?:---[^\n]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)|( {0,3}[\w-]+:(?:[^\n]+\n?)*))",
    re.DOTALL,
)
_LINE = re.compile(rf"(?:(?:{'|'.join(_KEYS)}):|\s*- )[^\n]*")
_MARKUP = {re.compile(pattern): what for pattern, what in _LISTED["markup"].items()}
_RUNS = re.compile(r"(?:java|vb)script:|data:(?:text|image/svg|application)", re.IGNORECASE)
# By its own address, or by one that may stand anywhere on the page.
_PICTURE = re.compile(r"!\[(?>.*?\])(?:\(<?(?:[\w+.-]+:)?//|(?!\())")


def foreign_content(library: Library) -> Iterator[Problem]:
    """A file below `docs/` is neither a page in plain Markdown nor a picture."""
    for path, content in library.pages.items():
        suffix = PurePosixPath(path).suffix
        if _FOREIGN_FOLDER.match(path):
            yield _refused(path, "Pages of this folder are generated.", "Give it another folder")
        elif isinstance(content, str):
            yield from _page(path, content)
        elif suffix.lower() not in _PICTURES:
            where = _BELONGS.get(suffix.lower(), _HOST)
            yield _refused(path, "This is neither a Markdown page nor a picture.", where)


def _page(path: str, text: str) -> Iterator[Problem]:
    plain = MARKER.sub(lambda marker: " " * len(marker[0]), text)
    yield from _head(path, plain)
    for pattern, what in _MARKUP.items():
        if match := pattern.search(plain):
            at = locate(f"{DOCS}/{path}", plain, match.start())
            yield problem(_CODE, at, f"The page has {what}.", f"Leave it out. {_THEME}.")
    bare = re.sub(r"[\s\\]", "", unescape(plain))
    if _RUNS.search(bare):
        yield _refused(path, "The page has an address that runs.", "Link to a page")
    if _PICTURE.search(bare):
        found = "The page has a picture without an address of this site in parentheses."
        yield _refused(path, found, "Save it below docs/ and show it from there: `![…](photo.png)`")


def _head(path: str, text: str) -> Iterator[Problem]:
    """The lines of the front matter that are not known."""
    if not (head := _HEAD.match(text)):
        return
    start, end = head.span(1 if head[1] else 2)
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        if not _LINE.fullmatch(line[0]):
            at = locate(f"{DOCS}/{path}", text, line.start())
            found = f"Front matter has {', '.join(_KEYS)} alone, each on a line of its own."
            yield problem(_CODE, at, found, f"Delete this line. {_THEME}.")


def _refused(path: str, found: str, where: str) -> Problem:
    return problem(_CODE, Location(f"{DOCS}/{path}"), found, f"{where}.")
