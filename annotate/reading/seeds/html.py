"""The blocks of an HTML page, by Beautiful Soup: the text that a browser shows, and its inline marks."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from ...model import Block, Inline
from ...text import addresses
from .errors import SeedError, seed_error

MAX_NESTING = 256
MAX_UNCLOSED = 100

_BLOCK_TAGS = {
    "p": "paragraph",
    "li": "item",
    "blockquote": "quotation",
    **{f"h{n}": "heading" for n in range(1, 7)},
}
_CONTAINERS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "header",
        "footer",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "center",
        "details",
        "summary",
        "aside",
        "address",
        "form",
        "fieldset",
        "pre",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "iframe",
        "svg",
        "math",
        "object",
        "button",
        "select",
        "textarea",
        "audio",
        "canvas",
        "video",
    ]
)
_INLINES = {"a": "link", "em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}


def html_blocks(text: str, name: str) -> Iterator[Block]:
    """Take a page apart.

    Args:
        text: the HTML.
        name: its path for messages.

    Yields:
        each block with text that a browser shows.

    Raises:
        SeedError: its elements nest too deep, or it is no HTML.
    """
    if _nesting(text) > MAX_NESTING:
        raise _too_deep(name)
    if _is_cut_off(text):
        raise seed_error(
            name,
            "unreadable-file",
            f"The seed cannot be read as HTML: more than {MAX_UNCLOSED} tags or comments begin in it and never end.",
            "Fetch the page again; if the signs < are words of the article, write them as &lt;.",
        )
    collector = _Collector()
    try:
        collector.visit(_root(text, name), "paragraph", 0)
    except RecursionError as error:  # paragraphs and list items that are never closed
        raise _too_deep(name) from error
    collector.close()
    yield from collector.blocks


def _root(text: str, name: str) -> Tag:
    """The element that holds what a browser shows."""
    with warnings.catch_warnings():
        # Beautiful Soup doubts that XHTML, or a very short text, is meant as HTML; here it is.
        warnings.simplefilter("ignore")
        try:
            soup = BeautifulSoup(text, "html.parser")
        except ParserRejectedMarkup as error:
            raise seed_error(
                name,
                "unreadable-file",
                "The seed cannot be read as HTML: a declaration in it (it begins with <!) is malformed.",
                "Delete the declaration, which no reader sees, and pin the seed's new sha256.",
            ) from error
    return soup.body or soup


def _is_unseen(tag: Tag) -> bool:
    """Whether a browser that runs scripts shows nothing of an element's text."""
    return tag.name in _SKIPPED or tag.has_attr("hidden")


def _too_deep(name: str) -> SeedError:
    return seed_error(name, "seed-too-deep", f"The seed nests more than {MAX_NESTING} elements.")


def _is_cut_off(text: str) -> bool:
    """Whether many tags or comments begin and never end: the parser would look for the end of each in all that follows."""
    tags = text.count("<", text.rfind(">") + 1)
    return max(tags, text.count("<!--", text.rfind("-->") + 1)) > MAX_UNCLOSED


def _nesting(text: str) -> int:
    """An upper bound of how deep elements nest, counted before any parser recurses into them.

    A tag that holds a < in an attribute counts as one that opens an element.
    """
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>]*(/)>)?", text):
        if (
            match[2].lower()
            in ("br", "img", "hr", "meta", "link", "input", "wbr", "source", "p", "li")
            or match[3]
        ):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@dataclass
class _Collector:
    """Walks a page and closes a block wherever a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    inlines: list[Inline] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    preformatted: bool = False
    closed: int = 0

    def visit(self, node: Tag, kind: str, level: int) -> None:
        for child in node.children:
            if isinstance(child, PreformattedString):
                continue  # comments, CDATA, doctypes
            if isinstance(child, NavigableString):
                self._add(str(child), kind, level)
            elif isinstance(child, Tag) and not _is_unseen(child):
                self._element(child, kind, level)

    def _element(self, tag: Tag, kind: str, level: int) -> None:
        if tag.name == "br":
            self.text += "\n"
        elif tag.name in _BLOCK_TAGS or tag.name in _CONTAINERS:
            self.close()
            outer, self.preformatted = self.preformatted, self.preformatted or tag.name == "pre"
            inner = _BLOCK_TAGS.get(tag.name, kind)
            if kind in ("item", "quotation") and inner == "paragraph":
                inner = kind
            self.visit(
                tag,
                inner,
                int(tag.name[1]) if inner == "heading" and tag.name in _BLOCK_TAGS else level,
            )
            self.close()
            self.preformatted = outer
        else:
            start, closed = len(self.text), self.closed
            self.visit(tag, kind, level)
            self._mark(tag, start if closed == self.closed else 0)

    def _mark(self, tag: Tag, start: int) -> None:
        mark = _INLINES.get(tag.name)
        if not mark or len(self.text) <= start:
            return
        href = str(tag.get("href", ""))
        if mark != "link" or not addresses.fault(href):
            self.inlines.append(Inline(start, len(self.text), mark, href))

    def _add(self, text: str, kind: str, level: int) -> None:
        """Append text as a browser shows it: runs of ASCII white space are one space (CSS Text, 4.1)."""
        if self.preformatted:
            text = text if self.text else text.removeprefix("\n")
        else:
            text = re.sub(r"[ \t\n\f\r]+", " ", text)
            if not self.text or self.text[-1] in " \n":
                text = text.removeprefix(" ")
        if text:
            self.text += text
            self.kind, self.level = kind, level

    def close(self) -> None:
        text = self.text.rstrip(" \n")
        if text.strip():
            inlines = tuple(
                Inline(i.start, min(i.end, len(text)), i.kind, i.href)
                for i in self.inlines
                if i.start < len(text)
            )
            self.blocks.append(Block(text, self.kind, self.level, inlines))
        self.text, self.inlines, self.kind, self.level = "", [], "paragraph", 0
        self.closed += 1
