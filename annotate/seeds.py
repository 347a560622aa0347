"""A seed, the article as received, becomes an `Article`: plain text by blank lines, HTML by Beautiful Soup."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from annotate import addresses
from annotate.frontmatter import locate
from annotate.model import Article, Block, Inline, Location
from annotate.problems import Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_NESTING = 256

# HTML cannot carry these (HTML, 13.2.3.5 "Preprocessing the input stream").
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b-\x1f]")


class SeedError(ValueError):
    """A seed that cannot be read; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.location) + ": " + problem.message)
        self.problem = problem


def read_seed(path: Path | str) -> Article:
    """Read a seed file.

    Args:
        path: a UTF-8 file; `.html` and `.htm` are read as HTML, everything else as plain text whose
            blocks are divided by blank lines.

    Returns:
        the article; `Article.text` is its blocks joined by a blank line, in code points.

    Raises:
        SeedError: not UTF-8, a control character that HTML cannot carry, too large, or no text.
    """
    file = Path(path)
    name = str(path)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _error(
            name, "unreadable-file", f"The seed cannot be read: {error.strerror}."
        ) from error
    return parse_seed(raw, name)


def parse_seed(raw: bytes, name: str) -> Article:
    """Read a seed's bytes; `name` is its path for messages, and its ending says what it is.

    Raises:
        SeedError: see `read_seed`.
    """
    if len(raw) > MAX_BYTES:
        raise _error(
            name, "file-too-large", f"The seed is larger than {MAX_BYTES // 1024 // 1024} MiB."
        )
    text = _decode(raw, name)
    html = name.lower().endswith((".html", ".htm"))
    blocks = tuple(_html_blocks(text, name) if html else _text_blocks(text))
    if not blocks:
        raise _error(
            name,
            "empty-seed",
            "The seed has no text.",
            "Put the article's text into it, its paragraphs divided by blank lines.",
        )
    return Article(blocks)


def digest(raw: bytes) -> str:
    """The SHA-256 of a seed's bytes, in hexadecimal: what `sha256:` pins."""
    return hashlib.sha256(raw).hexdigest()


def _decode(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        raise SeedError(
            Problem(
                locate(name, before, len(before)),
                "not-utf8",
                f"The byte 0x{raw[error.start]:02X} is not UTF-8 text.",
                "Save the seed with the encoding UTF-8 and pin its new sha256.",
            )
        ) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    match = _NOT_IN_HTML.search(text)
    if match:
        raise SeedError(
            Problem(
                locate(name, text, match.start()),
                "forbidden-character",
                f"The control character U+{ord(match[0]):04X} cannot stand in a web page.",
                "Delete it from the seed and pin its new sha256.",
            )
        )
    return text


def _error(name: str, code: str, message: str, hint: str = "") -> SeedError:
    return SeedError(Problem(Location(name), code, message, hint))


def _text_blocks(text: str) -> Iterator[Block]:
    """Blocks divided by lines that are empty or hold only spaces and tabs; nothing else is trimmed."""
    for part in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        if part.strip(" \t\n"):
            yield Block(part)


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
    ]
)
_INLINES = {"a": "link", "em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}


def _html_blocks(text: str, name: str) -> Iterator[Block]:
    if _nesting(text) > MAX_NESTING:
        raise _error(name, "seed-too-deep", f"The seed nests more than {MAX_NESTING} elements.")
    with warnings.catch_warnings():
        # Beautiful Soup doubts that XHTML, or a very short text, is meant as HTML; here it is.
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text, "html.parser")
    collector = _Collector()
    collector.visit(soup.body or soup, "paragraph", 0)
    collector.close()
    yield from collector.blocks


def _nesting(text: str) -> int:
    """An upper bound of how deep elements nest, counted before any parser recurses into them."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>", text):
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

    def visit(self, node: Tag, kind: str, level: int) -> None:
        for child in node.children:
            if isinstance(child, PreformattedString):
                continue  # comments, CDATA, doctypes
            if isinstance(child, NavigableString):
                self._add(str(child), kind, level)
            elif isinstance(child, Tag) and child.name not in _SKIPPED:
                self._element(child, kind, level)

    def _element(self, tag: Tag, kind: str, level: int) -> None:
        if tag.name == "br":
            self.text += "\n"
        elif tag.name in _BLOCK_TAGS or tag.name in _CONTAINERS:
            self.close()
            inner = _BLOCK_TAGS.get(tag.name, kind)
            if kind in ("item", "quotation") and inner == "paragraph":
                inner = kind
            self.visit(
                tag,
                inner,
                int(tag.name[1]) if inner == "heading" and tag.name in _BLOCK_TAGS else level,
            )
            self.close()
        else:
            start = len(self.text)
            self.visit(tag, kind, level)
            self._mark(tag, start)

    def _mark(self, tag: Tag, start: int) -> None:
        mark = _INLINES.get(tag.name)
        if not mark or len(self.text) <= start:
            return
        href = str(tag.get("href", ""))
        if mark != "link" or not addresses.fault(href):
            self.inlines.append(Inline(start, len(self.text), mark, href))

    def _add(self, text: str, kind: str, level: int) -> None:
        """Append text as a browser shows it: runs of ASCII white space are one space (CSS Text, 4.1)."""
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
