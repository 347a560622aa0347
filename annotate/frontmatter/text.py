"""Read a file's text: UTF-8 without the characters that nobody sees, and where an offset stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from annotate.model import Location
from annotate.problems import Problem

MAX_BYTES = 256 * 1024

# Controls, fillers, reordering, tags, half surrogates and noncharacters. What scripts and emoji need stays: joiners,
# direction marks, variation selectors, soft hyphens.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}"
)


def read_text(file: Path, path: str, limit: int = MAX_BYTES) -> str | Problem:
    """Read a UTF-8 file of at most `limit` bytes; a BOM is dropped and CRLF becomes LF.

    Args:
        file: where it lies.
        path: how messages name it.
        limit: bytes.

    Returns:
        its text, or the problem that keeps it from being read.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        return Problem(
            Location(path), "unreadable-file", f"The file cannot be read: {error.strerror}."
        )
    if len(raw) > limit:
        return Problem(
            Location(path), "file-too-large", f"The file is larger than {limit // 1024} KiB."
        )
    return decode(raw, path)


def decode_utf8(raw: bytes, path: str) -> str | Problem:
    """Decode bytes as UTF-8 text, without a BOM and with LF line ends; or the problem of the first bad byte."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        return Problem(
            locate(path, before, len(before)),
            "not-utf8",
            f"The byte 0x{raw[error.start]:02X} is not UTF-8 text.",
            "Save the file with the encoding UTF-8 and try again.",
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def decode(raw: bytes, path: str) -> str | Problem:
    """Decode the bytes of a file that people write: as `decode_utf8`, and without forbidden characters.

    Returns:
        the text, or a problem at the first byte or character that cannot stand.
    """
    text = decode_utf8(raw, path)
    if isinstance(text, Problem):
        return text
    return forbidden(text, lambda offset: locate(path, text, offset)) or text


def forbidden(text: str, place: Callable[[int], Location]) -> Problem | None:
    """The first character of a text that readers cannot see or that other tools cannot carry.

    Args:
        text: any text.
        place: the location of an offset in it, in code points.

    Returns:
        the problem, or None if there is no such character.
    """
    if match := _FORBIDDEN.search(text):
        return _unseen(place(match.start()), match[0])
    if match := _MARKS.search(text):
        return Problem(
            place(match.start()),
            "forbidden-character",
            "More than three combining marks stand on one letter.",
            "Keep the letter and delete the marks above and below it.",
        )
    return None


def _unseen(location: Location, character: str) -> Problem:
    if character == "\r":
        message = "The line ends with a carriage return alone, as on very old Macs."
        return Problem(
            location, "forbidden-character", message, "Save the file with Unix line ends (LF)."
        )
    return Problem(
        location,
        "forbidden-character",
        f"The invisible or control character U+{ord(character):04X} stands here.",
        "Delete it; it often comes along when text is copied from a web page or a chat.",
    )


def locate(path: str, text: str, offset: int) -> Location:
    """The line and column (from 1) of an offset in a file's text."""
    line = text.count("\n", 0, offset) + 1
    return Location(path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
