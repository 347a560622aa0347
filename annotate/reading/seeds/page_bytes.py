"""From the bytes of a page to its characters: what only calls itself a page, and in which encoding it is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress

from .tags import attributes, tags

_FORMATS = (
    (rb"%PDF-", "a PDF document"),
    (rb"PK\x03\x04.{26}\[Content_Types\]|PK\x03\x04.*word/", "a Word or Office document"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "an OpenDocument file"),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an EPUB book"),
    (rb"PK\x03\x04", "a ZIP archive"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
    (rb"\{\\rtf", "an RTF document"),
    (rb"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/", "a web archive (MHTML) or a mail"),
    (rb"bplist00", "a Safari web archive"),
    (rb"WARC/", "a web archive (WARC)"),
    (rb"\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf", "a compressed file"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|....ftyp|\x00\x00\x01\x00", "a picture or a film"),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,500}?<(?:rss|feed|svg|w:|office:)|<(?:rss|feed)\b)", "an XML file and no page"),
)  # fmt: skip
_IN_HEAD = 64 * 1024
_XML = re.compile(r"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)


def other_format(raw: bytes) -> str:
    """What a file is that only calls itself a text or a page, by its first bytes; "" if nothing tells."""
    found = (name for begin, name in _FORMATS if re.match(begin, raw[:20_000], re.DOTALL))
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
