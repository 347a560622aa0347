"""Read a seed, whatever its form: `texts` reads plain text and Markdown, `html` takes a page apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ...model import Article, Block, Remark
from ...model.problems import Problem
from ..frontmatter.decoding import decode_utf8, locate
from .errors import SeedError, seed_error
from .page_bytes import decode_page, other_format
from .tags import tags
from .texts import markdown_as_html, text_blocks
from .unseen import place_of, unseen

MAX_BYTES = 5 * 1024 * 1024  # of text
MAX_PAGE_BYTES = 32 * 1024 * 1024  # of a page, with its scripts and inline pictures

# HTML cannot carry these (HTML, 13.2.3.5 "Preprocessing the input stream").
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b-\x1f]")


def read_seed(path: Path | str) -> Article:
    """Read a seed file.

    Args:
        path: `.html` and `.htm` are read as HTML in the encoding that they declare, `.md` as Markdown in UTF-8,
            everything else as plain text in UTF-8 whose blocks are divided by blank lines.

    Returns:
        the article; `Article.text` is its blocks joined by a blank line, in code points.

    Raises:
        SeedError: not text, a control character that HTML cannot carry, too large, or no words.
    """
    return parse_seed(read_bytes(Path(path), str(path)), str(path))


def read_bytes(file: Path, name: str) -> bytes:
    """The bytes of a seed file; `name` is its path for messages.

    Raises:
        SeedError: it cannot be read, or is too large.
    """
    limit = MAX_PAGE_BYTES if _is_page(name) else MAX_BYTES
    try:
        with file.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        raise seed_error(name, "unreadable-file", "unreadable", why=error.strerror) from error
    if len(raw) > limit:
        raise _too_large(name, "It", limit)
    return raw


def parse_seed(raw: bytes, name: str, base: str = "") -> Article:
    """Read a seed's bytes.

    Args:
        raw: the file.
        name: its path for messages; its ending says what it is.
        base: the address of the article, to which the links of a page are relative.

    Raises:
        SeedError: see `read_seed`.
    """
    if told := other_format(raw):
        raise seed_error(name, "not-an-article", "other", told=told)
    text = decode_page(raw) if _is_page(name) else _decode(raw, name)
    if _is_page(name) and text.strip() and not any(tags(text)):
        raise seed_error(name, "not-an-article", "plain")
    blocks, remarks = _blocks(text, name, base)
    _refuse_controls(blocks, text, name)
    if sum(len(block.text) for block in blocks) > MAX_BYTES:
        raise _too_large(name, "Its text", MAX_BYTES)
    if not blocks:
        raise seed_error(name, "empty-seed", "empty")
    return Article(blocks, (*remarks, *_hidden(blocks, text)))


def digest(raw: bytes) -> str:
    """The SHA-256 of a seed's bytes, in hexadecimal: what `sha256:` pins."""
    return hashlib.sha256(raw).hexdigest()


def differs_in_line_ends(raw: bytes, sha256: str) -> bool:
    """Whether a seed is the pinned file but for its line ends, as a checkout by git may change them."""
    plain = raw.replace(b"\r\n", b"\n")
    return sha256 in (digest(plain), digest(plain.replace(b"\n", b"\r\n")))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm"))


def _too_large(name: str, part: str, limit: int) -> SeedError:
    return seed_error(name, "file-too-large", "large", part=part, limit=limit // 1024 // 1024)


def _blocks(text: str, name: str, base: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    is_markdown = name.lower().endswith((".md", ".markdown"))
    if not _is_page(name) and not is_markdown:
        return text_blocks(text), ()
    from .html import html_blocks

    blocks, remarks = html_blocks(markdown_as_html(text) if is_markdown else text, name, base)
    if is_markdown:  # places are those of the page that it was made into
        remarks = tuple(replace(remark, line=1, column=1) for remark in remarks)
    return blocks, remarks


def _hidden(blocks: Iterable[Block], text: str) -> Iterator[Remark]:
    """What of the words nobody sees, and what could not be decoded, with the place of the first."""
    found = [(b.text[start], told) for b in blocks for start, _, told in unseen(b.text)]
    kinds = list(dict.fromkeys(told for _, told in found))
    lost = sum(block.text.count("\ufffd") for block in blocks)
    for code, what, count, first in (
        ("seed-hides", ", ".join(kinds[:5]), len(found), found[0][0] if found else ""),
        ("seed-loses", "a byte that its encoding does not know", lost, "\ufffd"),
    ):
        if count:
            place = locate("", text, place_of(first, text))
            yield Remark(code, what, count, place.line, place.column)


def _decode(raw: bytes, name: str) -> str:
    text = decode_utf8(raw, name)
    if isinstance(text, Problem):
        raise SeedError(text)
    return text.replace("\r", "\n")


def _refuse_controls(blocks: Iterable[Block], text: str, name: str) -> None:
    """Refuse control characters in what would be published; what scripts of a page hold does not matter."""
    if found := next(filter(None, (_NOT_IN_HTML.search(b.text) for b in blocks)), None):
        place = locate(name, text, place_of(found[0], text))
        told = f"The control character U+{ord(found[0]):04X} cannot stand in a web page."
        raise SeedError(Problem(place, "forbidden-character", told, "Delete it."))
