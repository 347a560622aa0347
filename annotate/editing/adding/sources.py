"""What `annotate add` is given: an address, a file or standard input, as bytes with a kind and a name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ...fetching import Fetched, FetchError
from ...reading.seeds import MAX_PAGE_BYTES

_GIVE = "Give the path of a file, an address that begins with https:// or http://, or - for standard input."
_SAVE = "Check the address, or save the page in a browser and add the file."
_TEXT_KINDS = {".txt": "txt", ".md": "md", ".markdown": "md"}


class SourceError(ValueError):
    """A source that cannot be taken in; the text says what it is and what to do."""


class Source(NamedTuple):
    """A page or text as received: its bytes, its kind (`html`, `md` or `txt`), its name for messages, its address."""

    raw: bytes
    kind: str
    name: str
    address: str = ""
    charset: str = ""


def read_source(source: str, fetch: Callable[[str], Fetched]) -> Source:
    """Get what a command names.

    Args:
        source: an address, the path of a file, or `-` for standard input.
        fetch: how an address is fetched.

    Raises:
        SourceError: there is nothing to read, or it is no page or text.
    """
    if source == "-":
        raw = _read(sys.stdin.buffer, "Standard input")
        return Source(raw, _sniff(raw), "standard input")
    if source.lower().startswith(("https://", "http://")):
        return _fetched(source, fetch)
    path = Path(source)
    try:
        with path.open("rb") as stream:
            raw = _read(stream, source)
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror}. {_GIVE}") from error
    return Source(raw, _TEXT_KINDS.get(path.suffix.lower()) or _sniff(raw), source)


def _read(stream: BinaryIO, name: str) -> bytes:
    """All that a stream gives; some, such as devices, never end."""
    raw = stream.read(MAX_PAGE_BYTES + 1)
    if len(raw) > MAX_PAGE_BYTES:
        told = f"{name} is larger than {MAX_PAGE_BYTES // 1024 // 1024} MiB."
        raise SourceError(f"{told} Give the article alone, without what is around it.")
    return raw


def _fetched(source: str, fetch: Callable[[str], Fetched]) -> Source:
    try:
        page = fetch(source)
    except FetchError as error:
        raise SourceError(f"{error} {_SAVE}") from error
    kinds = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md"}  # fmt: skip
    kind = kinds.get(page.media_type) or (_sniff(page.body) if not page.media_type else "")
    if not kind:
        raise SourceError(f"{page.address} is {page.media_type}, no web page or text. {_SAVE}")
    return Source(page.body, kind, page.address, page.address, page.charset)


def _sniff(raw: bytes) -> str:
    """HTML where something begins like it (WHATWG MIME Sniffing, 7.1), else text."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf\t\n\f\r ").lower()
    return "html" if start.startswith(b"<") else "txt"
