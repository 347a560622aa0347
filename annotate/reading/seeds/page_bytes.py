"""From the bytes of a page to its characters: what only calls itself a page, and in which encoding it is.

Other formats are listed in `page_bytes.toml`.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress

from ...text.tables import table_of
from .tags import attributes, tags

_FORMATS: dict[str, str] = table_of(__file__)
_IN_HEAD = 64 * 1024
_XML = re.compile(r"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)


def other_format(raw: bytes) -> str:
    """What a file is that only calls itself a text or a page, by its first bytes; "" if nothing tells."""
    start = raw[:20_000]
    found = (name for begin, name in _FORMATS.items() if re.match(begin.encode(), start, re.DOTALL))
    told = next(found, "")
    if told or raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return told
    return _with_zeros(raw[:1024]) or ("data in JSON" if _is_json(raw) else "")


def _with_zeros(start: bytes) -> str:
    """What bytes are that hold many zeros: letters of two bytes have one at every second place."""
    halves = start[::2].count(0), start[1::2].count(0)
    if sum(halves) <= len(start) // 50:
        return ""
    if max(halves) > len(start) // 4 and not min(halves):
        return "a text in UTF-16 that does not say so"
    return "a binary file"


def _is_json(raw: bytes) -> bool:
    if re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", raw):
        with suppress(ValueError, RecursionError):
            json.loads(raw)
            return True
    return False


def decode_page(raw: bytes) -> str:
    """Decode a page as browsers do, with LF line ends; bytes that the encoding does not know become U+FFFD.

    Its byte order mark decides, then what it declares (HTML, 13.2.3 "The input byte stream"); a page that declares
    nothing is UTF-8 if it can be, else windows-1252. Unlike in browsers, UTF-8 is also read as such where the encoding
    that is declared does not know it: files are re-encoded, and what they declare stays.
    """
    from webencodings import decode

    text, _ = decode(raw, _declared(raw) or _sniffed(raw))
    if "\ufffd" in text:
        text, _ = decode(raw, _sniffed(raw))
    # HTML, 13.2.3.5 "Preprocessing the input stream".
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _declared(raw: bytes) -> str:
    from webencodings import lookup

    found = filter(None, map(lookup, _labels(raw[:_IN_HEAD].decode("latin-1"))))
    name = next((encoding.name for encoding in found), "")
    # A page in whose bytes this can be read is not UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def _labels(text: str) -> Iterator[str]:
    """The encodings that a page names, in order."""
    for given in (attributes(tag) for tag in tags(text) if tag.name == "meta"):
        yield given.get("charset", "")
        if "http-equiv" in given and (said := _CHARSET.search(given.get("content", ""))):
            yield said[1]
    if said := _XML.match(text):
        yield said[1]


def _sniffed(raw: bytes) -> str:
    with suppress(UnicodeDecodeError):
        raw.decode("utf-8")
        return "utf-8"
    return "windows-1252"
