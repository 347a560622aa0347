"""The tags of a page as the HTML standard's tokenizer finds them, without building a tree.

It says where a tag stands, which the tree builder forgets, and whether building a tree is affordable.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ...text.tables import table_of

MOST_ATTRIBUTES = 1_000  # of one tag; each is compared with all others
MOST_WORK = 50_000_000  # open elements, added up over all tags
MOST_SHAPES = 20_000  # tags that close themselves, as in drawings; elsewhere a slash means nothing
MOST_COPIES = 1_000_000  # elements that are opened again because nothing closed them

_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![a-zA-Z]))[^>]*+>?"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?P<attributes>(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>?""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?""")

_LISTED = table_of(__file__)
_RAW, _VOID, _FORMATTING, _FOREIGN = (
    frozenset(_LISTED[name].split()) for name in ("raw", "void", "formatting", "foreign")
)
# What a start tag closes, where it was opened last, and an end tag together with its element.
_CLOSES = {name: frozenset(closed.split()) for name, closed in _LISTED["closes"].items()}
_ALSO = _LISTED["closed_with"]
_CLOSED_WITH = dict.fromkeys(_ALSO["elements"].split(), frozenset(_ALSO["closed"].split()))


class Tag(NamedTuple):
    """A start tag, or an end tag (`closing`), and where it stands in the page."""

    name: str
    closing: bool
    start: int
    attributes: str


def tags(text: str) -> Iterator[Tag]:
    """The tags of a page; not what looks like one in comments, scripts, styles and the like."""
    at, foreign = 0, 0
    while match := _TAG.search(text, at):
        at = match.end()
        if match["name"] is None:
            continue
        slash, name, given = match.groups()
        name, closing = name.lower(), slash == "/"
        yield Tag(name, closing, match.start(), given)
        if name in _FOREIGN:
            foreign += -1 if closing else 1
        elif name in _RAW and not closing and foreign <= 0:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            at = end.start() if end else len(text)


def attributes(tag: Tag) -> dict[str, str]:
    """The attributes of a tag by their names, character references left as they are."""
    found = _ATTRIBUTE.findall(tag.attributes)
    return {name.lower(): value.strip("\"'") for name, value in reversed(found)}


def is_affordable(text: str) -> bool:
    """Whether the tree of a page can be built in a time and a size that fit the page's length.

    Tree builders walk over the open elements at every tag, and open again in every new paragraph what was left open
    in the last one. Counted is an upper bound: a tag closes what was opened last, or nothing.
    """
    stack: list[tuple[str, str]] = []
    left_open: Counter[tuple[str, str]] = Counter()
    work = copies = reopened = shapes = 0
    for name, closing, _, given in tags(text):
        if len(given) > 2 * MOST_ATTRIBUTES and len(_ATTRIBUTE.findall(given)) > MOST_ATTRIBUTES:
            return False
        work += len(stack)
        copies += reopened
        if work > MOST_WORK or copies > MOST_COPIES:
            return False
        if name in _VOID:
            continue
        formatting = name in _FORMATTING
        if given.endswith("/") and not formatting and shapes < MOST_SHAPES:
            shapes += 1
            continue
        for key in _closed(stack, name, closing):
            left_open[key] -= 1
            reopened -= key[0] in _FORMATTING and left_open[key] < 3
        if not closing:
            key = (name, given if formatting else "")
            stack.append(key)
            reopened += formatting and left_open[key] < 3  # three equal ones at most
            left_open[key] += 1
    return True


def _closed(stack: list[tuple[str, str]], name: str, closing: bool) -> list[tuple[str, str]]:
    """Take from the stack what a tag surely closes."""
    also = (_CLOSED_WITH if closing else _CLOSES).get(name, frozenset())
    at = len(stack)
    while at and stack[at - 1][0] in also:
        at -= 1
    if closing:
        at = at - 1 if at and stack[at - 1][0] == name else len(stack)
    closed = stack[at:]
    del stack[at:]
    return closed
