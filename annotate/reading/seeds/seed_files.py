"""Read a seed, whatever its form: plain text is divided by blank lines, HTML is taken apart by `html`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...model import Article, Block
from ...model.problems import Problem
from ..frontmatter import decode_utf8, locate
from .errors import SeedError, seed_error

MAX_BYTES = 5 * 1024 * 1024

# HTML cannot carry these (HTML, 13.2.3.5 "Preprocessing the input stream").
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b-\x1f]")


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
    return parse_seed(read_bytes(Path(path), str(path)), str(path))


def read_bytes(file: Path, name: str) -> bytes:
    """The bytes of a seed file; `name` is its path for messages.

    Raises:
        SeedError: it cannot be read, or is too large.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise seed_error(
            name, "unreadable-file", f"The seed cannot be read: {error.strerror}."
        ) from error
    if len(raw) > MAX_BYTES:
        raise seed_error(
            name, "file-too-large", f"The seed is larger than {MAX_BYTES // 1024 // 1024} MiB."
        )
    return raw


def parse_seed(raw: bytes, name: str) -> Article:
    """Read a seed's bytes; `name` is its path for messages, and its ending says what it is.

    Raises:
        SeedError: see `read_seed`.
    """
    text = _decode(raw, name)
    html = name.lower().endswith((".html", ".htm"))
    blocks = tuple(_html_blocks(text, name) if html else _text_blocks(text))
    if not blocks:
        raise seed_error(
            name,
            "empty-seed",
            "The seed has no text.",
            "Put the article's text into it, its paragraphs divided by blank lines.",
        )
    return Article(blocks)


def digest(raw: bytes) -> str:
    """The SHA-256 of a seed's bytes, in hexadecimal: what `sha256:` pins."""
    return hashlib.sha256(raw).hexdigest()


def _html_blocks(text: str, name: str) -> Iterator[Block]:
    from .html import html_blocks

    return html_blocks(text, name)


def _decode(raw: bytes, name: str) -> str:
    text = decode_utf8(raw, name)
    if isinstance(text, Problem):
        hint = "Save the seed with the encoding UTF-8 and pin its new sha256."
        raise SeedError(replace(text, hint=hint))
    if match := _NOT_IN_HTML.search(text):
        raise SeedError(
            Problem(
                locate(name, text, match.start()),
                "forbidden-character",
                f"The control character U+{ord(match[0]):04X} cannot stand in a web page.",
                "Delete it from the seed and pin its new sha256.",
            )
        )
    return text


def _text_blocks(text: str) -> Iterator[Block]:
    """Blocks divided by lines that are empty or hold only spaces and tabs; nothing else is trimmed."""
    for part in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        if part.strip(" \t\n"):
            yield Block(part)
