"""Walks over a page's tree and collects the blocks of its text, as a browser shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, takewhile
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from ...model import Block, Cell, Holder, Inline
from ...text import addresses
from . import elements

MAX_NESTING = 256
MAX_HOLDERS = 24
_SPACES = re.compile(r"[ \t\n\f\r]+")
_PLAIN = re.compile(r"https?://[\w.-]+(?:/[\w./?&=#%-]*)?", re.ASCII)
_EDGES = ("", " ", "\n", "\t")
_NOTE = re.compile(r"\s*(?:\[\w{1,4}\]|\(\w{1,3}\)|[*†‡§¶]{1,3})\s*")


class TooDeepError(ValueError):
    """A page nests its elements deeper than any article needs."""


class Lost(NamedTuple):
    """Something that the page cannot show: what it is, its element's name, and which element it is."""

    what: str
    tag: str
    node: int


def resolve(base: str, href: str) -> str:
    """The absolute address of a link of a page, or "" if it is none that may be shown."""
    if _PLAIN.fullmatch(href):
        return "" if addresses.fault(href) else href
    try:
        parts = urlsplit(urljoin(base, href.strip()))
    except ValueError:
        return ""
    path, query, fragment = (quote(part, safe="/:?@!$&'()*+,;=%~[]") for part in parts[2:])
    url = parts._replace(path=path, query=query, fragment=fragment).geturl()
    return "" if addresses.fault(url) else url


class Collector:
    """Walks a page and closes a block wherever a block element begins or ends."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.lost: list[Lost] = []
        self._within: tuple[Holder, ...] = ()
        self._holders = self._depth = 0
        self._kind, self._level = "paragraph", 0
        self._open: list[Inline] = []  # what is open; where it ends is not known yet
        self._in_row = self._ruled = False
        # An ordered list's next number, and the step.
        self._counting: dict[int, tuple[int, int]] = {}
        self._begin()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._size, self._last = 0, ""
        self._inlines: list[Inline] = []
        self._cells: list[Cell] = []

    # --- elements ---

    def element(self, node: LexborNode) -> None:
        """Collect an element with what is in it."""
        tag = node.tag or ""
        if elements.is_hidden(node):
            return
        if told := elements.alternative(node):
            self._picture(told)
        elif what := elements.unshown(node):
            self._lose(what, node)
        elif tag == "br":
            self._append("\n")
        elif tag == "hr":
            self.close()
            self._ruled = bool(self.blocks)
        elif tag in elements.UNSEEN:
            return
        elif tag == "table" and elements.is_data(node):
            self._table(node)
        elif tag in elements.BLOCKS:
            self._block(node, tag)
        else:
            self._inline(node, tag)

    def _children(self, node: LexborNode) -> None:
        if self._depth > MAX_NESTING:
            raise TooDeepError
        self._depth += 1
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self._add(child.text_content or "")
            elif child.is_element_node:
                self.element(child)
        self._depth -= 1

    def _block(self, node: LexborNode, tag: str) -> None:
        self.close()
        outer = self._within, self._kind, self._level
        if holder := elements.HOLDERS.get(tag):
            self._hold(holder, node)
        if tag == "pre":
            self._kind = "preformatted"
        elif re.fullmatch("h[1-6]", tag):
            self._kind, self._level = "heading", int(tag[1])
        self._children(node)
        self.close()
        self._within, self._kind, self._level = outer

    def _hold(self, tag: str, node: LexborNode) -> None:
        """Let the blocks that follow stand in a list, an item …, unless it is none where it stands."""
        inside = self._within[-1] if self._within else Holder("", 0)
        if inside.tag != elements.PARENTS.get(tag, inside.tag):
            return
        if tag == "li" and inside.tag not in ("ul", "ol"):
            self._hold("ul", node)
            inside = self._within[-1]
        if len(self._within) >= MAX_HOLDERS:
            self._lose("the depth of lists and quotations in each other", node)
            return
        self._holders += 1
        value = ""
        if tag == "ol":
            self._counting[self._holders] = elements.counting(node)
            value = kind if (kind := node.attributes.get("type") or "") in tuple("1aAiI") else ""
        elif tag == "li" and inside.tag == "ol":
            number, step = self._counting[inside.number]
            number = elements.whole_number(node, "value", number)
            self._counting[inside.number] = number + step, step
            value = str(number)
        self._within = (*self._within, Holder(tag, self._holders, value))

    def _table(self, node: LexborNode) -> None:
        self.close()
        outer = self._within
        if caption := next((n for n in node.iter() if n.tag == "caption"), None):
            self._hold("figure", node)
            self._block(caption, "figcaption")
        self._hold("table", node)
        for row in elements.rows(node):
            self._row(row)
        self._within = outer

    def _row(self, row: LexborNode) -> None:
        self._in_row = True
        for cell in (n for n in row.iter() if n.tag in ("td", "th")):
            if self._cells:
                self._append("\t")
            start = self._size, len(self._parts), len(self._inlines)
            if not elements.is_hidden(cell):
                self._children(cell)
            self._trim(*start)
            spans = [max(1, elements.whole_number(cell, n, 1)) for n in ("colspan", "rowspan")]
            self._cells.append(Cell(start[0], self._size, cell.tag == "th", *spans))
        self._in_row = False
        kind, self._kind = self._kind, "row"
        self.close()
        self._kind = kind

    def _inline(self, node: LexborNode, tag: str) -> None:
        kind = elements.INLINES.get(tag, "")
        direction = (node.attributes.get("dir") or "").lower()
        if tag == "bdo" and direction in elements.DIRECTIONS:
            kind = direction
        # A browser ends a link where another one begins, which layout of old lets them do within each other.
        is_within = any(one.kind == "link" for one in self._open)
        href = self._address(node) if tag == "a" and not is_within else ""
        if not kind or (kind == "link" and not href):
            self._children(node)
            return
        self._open.append(Inline(self._size, self._size, kind, href))
        self._children(node)
        self._mark(self._open.pop())

    def _address(self, node: LexborNode) -> str:
        """Where a link leads, or "" if the page cannot say so."""
        href = node.attributes.get("href") or ""
        if href.strip() in ("", "#") or href.strip().lower().startswith("javascript:"):
            return ""
        address = resolve(self.base, href)
        if not address:
            self._lose("the address of a link", node)
        return address

    def _lose(self, what: str, node: LexborNode) -> None:
        self.lost.append(Lost(what, node.tag or "", node.mem_id))

    # --- text ---

    def _picture(self, told: str) -> None:
        """The alternative text of a picture, set apart from the words around it."""
        if self._last not in _EDGES:
            self._append(" ")
        start = self._size
        self._append(_SPACES.sub(" ", told).strip())
        self._inlines.append(Inline(start, self._size, "picture"))

    def _add(self, text: str) -> None:
        """Append text as a browser shows it: runs of ASCII white space are one space (CSS Text, 4.1)."""
        if self._kind == "preformatted":
            text = text if self._size else text.removeprefix("\n")
        else:
            text = _SPACES.sub(" ", text)
            if self._last in _EDGES:
                text = text.removeprefix(" ")
        if text and self._inlines and self._size == self._inlines[-1].end and text[0].isalnum():
            text = " " * (self._inlines[-1].kind == "picture") + text
        if text:
            self._append(text)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        self._last = text[-1]

    def _trim(self, start: int, parts: int, marks: int) -> None:
        """Take away the white space at the end of a cell, which began behind so many characters, parts and marks."""
        text = "".join(self._parts[parts:]).rstrip(" \n")
        self._parts[parts:] = filter(None, [text])
        self._size, self._last = start + len(text), text[-1:]
        kept = [i for i in self._inlines[marks:] if i.start < self._size]
        self._inlines[marks:] = [replace(i, end=min(i.end, self._size)) for i in kept]

    def _mark(self, opened: Inline) -> None:
        """Keep what an inline element covers of the block that is being collected."""
        if self._size > opened.start:
            is_note = opened.kind == "superscript" and self._is_note(opened.start)
            kind = "note" if is_note else opened.kind
            self._inlines.append(Inline(opened.start, self._size, kind, opened.href))

    def _is_note(self, start: int) -> bool:
        """Whether what is set higher refers to a note: a link to a place in the page, or a sign that only notes have."""
        inside = takewhile(lambda i: i.start >= start, reversed(self._inlines))
        # No part is empty: the last ones hold so short a text.
        text = "".join(self._parts[-7:])[start - self._size :] if self._size < start + 8 else ""
        return bool(_NOTE.fullmatch(text)) or any("#" in i.href for i in chain(inside, self._open))

    def close(self) -> None:
        """End the block that is being collected; in a table's row, the line."""
        if self._in_row:
            if self._last not in _EDGES:
                self._append("\n")
            return
        for opened in self._open:
            self._mark(opened)
        self._open = [replace(opened, start=0) for opened in self._open]
        text = "".join(self._parts).rstrip(" \n\t")
        if text.strip():
            size = len(text)
            kept = (i for i in self._inlines if i.start < size)
            inlines = tuple(i if i.end <= size else replace(i, end=size) for i in kept)
            cells = tuple(Cell(min(c.start, size), min(c.end, size), *c[2:]) for c in self._cells)
            block = Block(text, self._kind, self._level, inlines, self._within, cells, self._ruled)
            self.blocks.append(block)
            self._ruled = False
        self._begin()
