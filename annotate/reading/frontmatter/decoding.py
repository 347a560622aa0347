"""Read a file's text: UTF-8 without the characters that nobody sees, and where an offset stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.scripts import character_class
from ...text.tables import table_of

MAX_BYTES = 256 * 1024

_LISTED = table_of(__file__)
MARKS, SELECTORS = _LISTED["marks"], _LISTED["selectors"]
FORBIDDEN = [*_LISTED["forbidden"], *([n, n + 1] for n in range(0xFFFE, 0x110000, 0x10000))]
MOST_MARKS = 3  # on one letter
_FORBIDDEN = re.compile(f"[{character_class(FORBIDDEN)}]")
# What may not stand together.
_CROWDS = {
    "many-marks": re.compile(f"[{character_class(MARKS)}]{{{MOST_MARKS + 1},}}"),
    "many-selectors": re.compile(f"[{character_class(SELECTORS)}]{{2,}}"),
}
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
        told, point = "return" if match[0] == "\r" else "unseen", f"{ord(match[0]):04X}"
        return problem_at(place(match.start()), "forbidden-character", _LISTED[told], point=point)
    for told, pattern in _CROWDS.items():
        if match := pattern.search(text):
            return problem_at(place(match.start()), "forbidden-character", _LISTED[told])
    return None


def locate(path: str, text: str, offset: int) -> Location:
    """The line and column (from 1) of an offset in a file's text."""
    line = text.count("\n", 0, offset) + 1
    return Location(path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
