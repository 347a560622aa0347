"""What the elements of HTML are to a reader: shown or not, blocks or parts of a line, data or layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

# Inline elements whose meaning is kept; all others are read for their words.
INLINES = {
    "a": "link",
    **dict.fromkeys(["em", "i", "cite", "dfn", "var", "u"], "emphasis"),
    **dict.fromkeys(["strong", "b", "mark"], "strong"),
    **dict.fromkeys(["code", "kbd", "samp", "tt"], "code"),
    **dict.fromkeys(["del", "s", "strike"], "deleted"),
    "ins": "inserted",
    "sup": "superscript",
    "sub": "subscript",
    "small": "small",
    "q": "quote",
    "ruby": "ruby",
    "rt": "reading",
    "rp": "fallback",
}
# Elements that stay around the blocks in them, under the name that the page gives them.
HOLDERS = {
    **{tag: tag for tag in "ul ol li blockquote dl dt dd figure figcaption".split()},
    **dict.fromkeys(["menu", "dir"], "ul"),
}
PARENTS = {"dt": "dl", "dd": "dl", "figcaption": "figure"}
BLOCKS = frozenset(HOLDERS).union(
    "p div main article section header footer h1 h2 h3 h4 h5 h6 hgroup pre listing center details summary aside address"
    " form fieldset legend table caption tbody thead tfoot tr td th search dialog optgroup option body html".split()
)
# Nobody misses them; of what is not here and not shown either, editors are told.
UNSEEN = frozenset(
    "script style noscript template head title meta link base param source track col colgroup area wbr input datalist"
    " img svg math noframes noembed frameset basefont bgsound".split()
)
_UNSHOWN = {
    "video": "a film",
    "audio": "a recording",
    "iframe": "an embedded page",
    "object": "an embedded object",
    "embed": "an embedded object",
    "canvas": "a drawing",
    "nav": "a menu",
    "button": "a button",
    "select": "a choice in a form",
    "textarea": "a field of a form",
    "math": "a formula without alternative text",
}
_ALTERNATIVES = {"img": ("alt", "aria-label"), "svg": ("aria-label",), "math": ("alttext",)}
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)


def is_hidden(node: LexborNode) -> bool:
    """Whether the page itself hides an element."""
    given = node.attributes
    is_closed = node.tag == "dialog" and "open" not in given
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
