"""The blocks of a web page, by the HTML standard's tree building: the text that a browser shows, and its inline marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...model import Block, Inline
from ...text import addresses
from .errors import seed_error
from .tags import is_affordable

MAX_NESTING = 256
_SPACES = re.compile(r"[ \t\n\f\r]+")

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
        SeedError: its elements nest too deep, or it has none.
    """
    if not is_affordable(text):
        raise seed_error(
            name,
            "seed-too-deep",
            "So many tags of the seed are left open, or carry so many attributes, that reading it would take too long.",
            "Keep the article alone, in plain elements that are closed.",
        )
    root = LexborHTMLParser(text).body
    try:
        yield from blocks_of(root) if root else ()
    except TooDeepError as error:
        raise seed_error(
            name, "seed-too-deep", f"The seed nests more than {MAX_NESTING} elements."
        ) from error


class TooDeepError(ValueError):
    """A page nests its elements deeper than any article needs."""


def blocks_of(node: LexborNode) -> list[Block]:
    """The blocks below an element of a page: all of it, or the part that is the article.

    Raises:
        TooDeepError: it nests more than `MAX_NESTING` elements.
    """
    collector = _Collector()
    collector.visit(node, "paragraph", 0)
    collector.close()
    return collector.blocks


def _is_unseen(node: LexborNode) -> bool:
    """Whether a browser that runs scripts shows nothing of an element's text."""
    return node.tag in _SKIPPED or "hidden" in node.attributes


@dataclass
class _Collector:
    """Walks a page and closes a block wherever a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    last: str = ""
    inlines: list[Inline] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    preformatted: bool = False
    closed: int = 0

    def visit(self, node: LexborNode, kind: str, level: int, depth: int = 0) -> None:
        if depth > MAX_NESTING:
            raise TooDeepError
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                self._add(child.text_content or "", kind, level)
            elif child.is_element_node and not _is_unseen(child):
                self._element(child, kind, level, depth)
            child = child.next

    def _element(self, node: LexborNode, kind: str, level: int, depth: int) -> None:
        tag = node.tag or ""
        if tag == "br":
            self._append("\n")
        elif tag in _BLOCK_TAGS or tag in _CONTAINERS:
            self.close()
            outer, self.preformatted = self.preformatted, self.preformatted or tag == "pre"
            inner = _BLOCK_TAGS.get(tag, kind)
            if kind in ("item", "quotation") and inner == "paragraph":
                inner = kind
            level = int(tag[1]) if inner == "heading" and tag in _BLOCK_TAGS else level
            self.visit(node, inner, level, depth + 1)
            self.close()
            self.preformatted = outer
        else:
            start, closed = self.size, self.closed
            self.visit(node, kind, level, depth + 1)
            self._mark(node, start if closed == self.closed else 0)

    def _mark(self, node: LexborNode, start: int) -> None:
        mark = _INLINES.get(node.tag or "")
        if not mark or self.size <= start:
            return
        href = node.attributes.get("href") or ""
        if mark != "link" or not addresses.fault(href):
            self.inlines.append(Inline(start, self.size, mark, href))

    def _add(self, text: str, kind: str, level: int) -> None:
        """Append text as a browser shows it: runs of ASCII white space are one space (CSS Text, 4.1)."""
        if self.preformatted:
            text = text if self.size else text.removeprefix("\n")
        else:
            text = _SPACES.sub(" ", text)
            if self.last in ("", " ", "\n"):
                text = text.removeprefix(" ")
        if text:
            self._append(text)
            self.kind, self.level = kind, level

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        self.last = text[-1]

    def close(self) -> None:
        text = "".join(self.parts).rstrip(" \n")
        if text.strip():
            inlines = tuple(
                Inline(i.start, min(i.end, len(text)), i.kind, i.href)
                for i in self.inlines
                if i.start < len(text)
            )
            self.blocks.append(Block(text, self.kind, self.level, inlines))
        self.parts, self.size, self.last, self.inlines = [], 0, "", []
        self.kind, self.level = "paragraph", 0
        self.closed += 1
