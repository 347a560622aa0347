"""Read a file's text: UTF-8 without the characters that nobody sees, and where an offset stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ...model import Location
from ...model.problems import Problem
from ...text.scripts import character_class

MAX_BYTES = 256 * 1024

# Controls, fillers, reordering, tags, half surrogates and noncharacters. What scripts and emoji need stays: joiners,
# direction marks, variation selectors, soft hyphens.
FORBIDDEN = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x034F, 0x034F), (0x115F, 0x1160)),
    *((0x17B4, 0x17B5), (0x180E, 0x180E), (0x200B, 0x200B), (0x2028, 0x202E), (0x2060, 0x206F)),
    *((0x2800, 0x2800), (0x3164, 0x3164), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
    *((0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF)),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)
MARKS = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF)),
    *((0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
)
SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # of how a character is drawn: one is enough
MOST_MARKS = 3  # on one letter
_FORBIDDEN = re.compile(f"[{character_class(FORBIDDEN)}]")
_CROWDS = (
    (
        re.compile(f"[{character_class(MARKS)}]{{{MOST_MARKS + 1},}}"),
        "More than three combining marks stand on one letter.",
        "Keep the letter and delete the marks above and below it.",
    ),
    (
        re.compile(f"[{character_class(SELECTORS)}]{{2,}}"),
        "More than one variation selector stands after one character; nobody sees them, and they can carry a text.",
        "Delete what follows the character and type it again.",
    ),
)
_NOT_PLAIN = re.compile(r"[^\n -~]")
_UNUSUAL = re.compile(f"[{character_class((*FORBIDDEN, *MARKS, *SELECTORS))}]")


def without_forbidden(text: str) -> str:
    """A text without the characters that no file may hold."""
    return _FORBIDDEN.sub("", text)


def read_text(file: Path, path: str, limit: int = MAX_BYTES) -> str | Problem:
    """Read a UTF-8 file of at most `limit` bytes; a BOM is dropped and CRLF becomes LF.

    Args:
        file: where it lies.
        path: how messages name it.
        limit: bytes.

    Returns:
        its text, or the problem that keeps it from being read.
    """
    whole = Location(path)
    try:
        with file.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        return Problem(whole, "unreadable-file", f"The file cannot be read: {error.strerror}.")
    if len(raw) > limit:
        return Problem(whole, "file-too-large", f"The file is larger than {limit // 1024} KiB.")
    return decode(raw, path)


def decode_utf8(raw: bytes, path: str) -> str | Problem:
    """Decode bytes as UTF-8 text, without a BOM and with LF line ends; or the problem of the first bad byte."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        found = f"The byte 0x{raw[error.start]:02X} is not UTF-8 text."
        hint = "Save the file with the encoding UTF-8 and try again."
        return Problem(locate(path, before, len(before)), "not-utf8", found, hint)
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
    # Characters beyond ASCII are few; most texts are through with a look at each of these once.
    if not _UNUSUAL.search("".join(set(_NOT_PLAIN.findall(text)))):
        return None
    if match := _FORBIDDEN.search(text):
        return _unseen(place(match.start()), match[0])
    for pattern, found, hint in _CROWDS:
        if match := pattern.search(text):
            return Problem(place(match.start()), "forbidden-character", found, hint)
    return None


def _unseen(location: Location, character: str) -> Problem:
    found = f"The invisible or control character U+{ord(character):04X} stands here."
    hint = "Delete it; it often comes along when text is copied from a web page or a chat."
    if character == "\r":
        found = "The line ends with a carriage return alone, as on very old Macs."
        hint = "Save the file with Unix line ends (LF)."
    return Problem(location, "forbidden-character", found, hint)


def locate(path: str, text: str, offset: int) -> Location:
    """The line and column (from 1) of an offset in a file's text."""
    line = text.count("\n", 0, offset) + 1
    return Location(path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
