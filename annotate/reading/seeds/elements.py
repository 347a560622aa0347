"""What the elements of HTML are to a reader: shown or not, blocks or parts of a line, data or layout.

They are listed in `elements.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from ...text.tables import table_of

_LISTED = table_of(__file__)


def _by_element(table: dict[str, str]) -> dict[str, str]:
    return {tag: what for what, tags in table.items() for tag in tags.split()}


INLINES = _by_element(_LISTED["marks"])
# How an element begins that a mark is written as.
TAGS = {kind: tags.partition(" ")[0] for kind, tags in _LISTED["marks"].items()}
DIRECTIONS = frozenset(["ltr", "rtl"])
TAGS |= {direction: f'bdo dir="{direction}"' for direction in DIRECTIONS}
HOLDERS = {tag: tag for tag in _LISTED["holders"].split()} | {"menu": "ul", "dir": "ul"}
PARENTS = {"dt": "dl", "dd": "dl", "figcaption": "figure"}
BLOCKS = frozenset(HOLDERS).union(_LISTED["blocks"].split())
UNSEEN = frozenset(_LISTED["unseen"].split())
_UNSHOWN = _by_element(_LISTED["unshown"])
_ALTERNATIVES = {"img": ("alt", "aria-label"), "svg": ("aria-label",), "math": ("alttext",)}
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
# The brackets of a ruby are kept for plain text; other words that browsers never show there are none of the page's.
_FALLBACK = re.compile(r"<rp[^>]*>[\s()\[\]{}«»‹›（）［］｛｝〈〉《》「」『』【】〔〕〖〗]*</rp>")


def is_hidden(node: LexborNode) -> bool:
    """Whether the page itself hides an element."""
    given = node.attributes
    is_closed = "open" not in given if node.tag == "dialog" else "popover" in given
    is_closed |= node.tag == "rp" and not _FALLBACK.fullmatch(node.html or "")
    return "hidden" in given or is_closed or bool(_HIDING.search(given.get("style") or ""))


def unshown(node: LexborNode) -> str:
    """What is lost with an element, without an alternative, that the page shows and the article cannot; "" if nothing is."""
    tag = node.tag or ""
    if tag == "img" and "alt" not in node.attributes:
        small = [node.attributes.get(side) in ("0", "1") for side in ("width", "height")]
        return "" if all(small) else "a picture without alternative text"
    if tag == "svg":
        return "a drawing with words" if node.css_first("text") else ""
    return _UNSHOWN.get(tag, "")


def alternative(node: LexborNode) -> str:
    """What stands for a picture or a formula where it can't be seen, as the page gives it."""
    names = _ALTERNATIVES.get(node.tag or "", ())
    given = ((node.attributes.get(name) or "").strip() for name in names)
    return next(filter(None, given), "")


def rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table that it does not hide."""
    for part in table.iter():
        if part.tag in ("tbody", "thead", "tfoot") and not is_hidden(part):
            yield from (row for row in part.iter() if row.tag == "tr" and not is_hidden(row))


def is_data(table: LexborNode) -> bool:
    """Whether a table has rows of data; others only place parts of a page beside each other."""
    if table.attributes.get("role") in ("presentation", "none") or len(table.css("table")) > 1:
        return False
    if table.css_first("h1, h2, h3, h4, h5, h6, blockquote, pre"):
        return False
    cells = [[c for c in row.iter() if c.tag in ("td", "th")] for row in rows(table)]
    if table.css_first("th, caption"):
        return bool(cells)
    several = sum(len(row) > 1 for row in cells) > 1
    return several and not any(len(c.css("p, div, ul, ol")) > 1 for row in cells for c in row)


def counting(node: LexborNode) -> tuple[int, int]:
    """The first number of an ordered list, and the step to the next."""
    if "reversed" not in node.attributes:
        return whole_number(node, "start", 1), 1
    items = sum(child.tag == "li" for child in node.iter())
    return whole_number(node, "start", items), -1


def whole_number(node: LexborNode, name: str, default: int) -> int:
    """An attribute as a whole number (HTML, 2.3.4.1 "Signed integers")."""
    found = re.match(r"\s*([+-]?\d{1,6})", node.attributes.get(name) or "")
    return int(found[1]) if found else default
