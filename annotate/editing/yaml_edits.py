"""Change single fields of a file's front matter in place, and keep every other byte of the file.

`fixing` and the package `rebase` build on it. Texts are whole files as decoded from UTF-8: a BOM and the line ends stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Sequence as Keys
from pathlib import Path

from ..model import Location
from ..model.problems import Problem
from ..reading.frontmatter import Document, Mapping, Sequence, decode, read_document

_ONE_LINE = re.compile(
    r"([^:]+:[ \t]+)(?:'[^']*'|\"[^\"]*\"|[^\s#'\"|>](?:.*?\S)??)([ \t]*(?:[ \t]#.*)?\r?\n?)"
)
# What YAML takes for text as it stands.
_PLAIN = re.compile(r"\w[\w ,.’-]*")


class EditError(ValueError):
    """A change that cannot be made without touching more than was asked for."""


def read_exactly(file: Path) -> str:
    """The text of a UTF-8 file with its BOM and line ends.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
        OSError: it cannot be read.
    """
    return file.read_bytes().decode("utf-8")


def parse(text: str, path: str = "") -> Document:
    """The document of a file's text; its locations hold in the text itself, but for a BOM's column.

    Raises:
        EditError: the front matter cannot be read.
    """
    plain = decode(text.encode("utf-8"), path)
    document = read_document(plain, path) if isinstance(plain, str) else plain
    if isinstance(document, Problem):
        raise EditError(f"{document.location}: {document.message}")
    return document


def set_text(text: str, key: Location, name: str, value: str) -> str:
    """Write a new value for a key.

    Args:
        text: the file.
        key: where the key stands.
        name: the key.
        value: its new text.

    Returns:
        the file with the value as a folded block (`>-`), or in quotation marks where folding would change it.

    Raises:
        EditError: the key does not begin where it should.
    """
    lines = lines_of(text)
    start, end = _extent(lines, key, name)
    head = lines[start][: key.column - 1]
    lines[start:end] = _field(name, value, " " * (key.column - 1), head, newline_of(text))
    return "".join(lines)


def set_scalar(text: str, key: Location, name: str, value: str) -> str:
    """Write a new value that is short and plain, such as a date or a checksum, on the key's own line.

    Raises:
        EditError: the key does not begin where it should, or its value is not on its line.
    """
    lines = lines_of(text)
    start, end = _extent(lines, key, name)
    head, rest = lines[start][: key.column - 1], lines[start][key.column - 1 :]
    match = _ONE_LINE.fullmatch(rest)
    if end != start + 1 or not match:
        raise EditError(f"the value of `{name}` is not on line {key.line}")
    lines[start] = f"{head}{match[1]}{value}{match[2]}"
    return "".join(lines)


def remove(text: str, key: Location, name: str) -> str:
    """Take a key and its value out.

    Raises:
        EditError: the key does not begin where it should, or something else stands on its line.
    """
    lines = lines_of(text)
    start, end = _extent(lines, key, name)
    if lines[start][: key.column - 1].strip():
        raise EditError(f"`{name}` is not alone on line {key.line}")
    del lines[start:end]
    return "".join(lines)


def insert(text: str, mapping: Mapping, order: Keys[str], name: str, value: str) -> str:
    """Add a key that a mapping does not have, after the keys that come before it in `order`.

    Raises:
        EditError: no key of the mapping comes before it.
    """
    lines = lines_of(text)
    at, indent = _place(lines, mapping, order, name)
    lines[at:at] = _field(name, value, indent, indent, newline_of(text))
    return "".join(lines)


def append_entry(text: str, order: Keys[str], name: str, entry: dict[str, str]) -> str:
    """Add an entry at the end of a list of mappings, which is begun where it does not exist.

    Raises:
        EditError: the list is written in brackets, or there is no place for it.
    """
    lines, mapping, newline = lines_of(text), parse(text).mapping, newline_of(text)
    if name in mapping.items:
        start, at = _extent(lines, mapping.keys[name], name)
        items = [line for line in lines[start + 1 : at] if re.match(r" *- ", line)]
        if not items:
            raise EditError(f"`{name}` is not a list with one entry a line")
        added, indent = [], " " * min(_indent(line) for line in items)
    else:
        at, outer = _place(lines, mapping, order, name)
        added, indent = [f"{outer}{name}:{newline}"], f"{outer}  "
    for number, (key, value) in enumerate(entry.items()):
        head = indent + ("  " if number else "- ")
        if _PLAIN.fullmatch(value):
            added.append(f"{head}{key}: {value}{newline}")
        else:
            added += _field(key, value, f"{indent}  ", head, newline)
    lines[at:at] = added
    return "".join(lines)


def remove_entry(text: str, name: str, entries: Sequence, number: int) -> str:
    """Take one entry (counted from 0) out of a list that has several, each beginning on a line of its own.

    Comments beside the entries stay: nobody can tell which of two neighbors they are about.

    Raises:
        EditError: the list is written in brackets.
    """
    lines = lines_of(text)
    starts = [entry.location.line - 1 for entry in entries.items]
    is_listed = all(re.match(r" *- ", lines[start]) for start in starts)
    if not is_listed or len(set(starts)) < len(starts):
        raise EditError(f"`{name}` is not a list with one entry a line")
    start = starts[number]
    end = _end(lines, start, lambda line: _indent(line) > _indent(lines[start]))
    while entries.items[number] is not entries.items[-1] and not lines[end].strip():
        end += 1  # the blank lines between this entry and what follows
    del lines[start:end]
    return "".join(lines)


def _place(lines: list[str], mapping: Mapping, order: Keys[str], name: str) -> tuple[int, str]:
    """The line before which a new key belongs, and its indentation."""
    before = [key for key in order[: order.index(name)] if key in mapping.items]
    if not before:
        raise EditError(f"there is no place for `{name}`")
    last = max(before, key=lambda key: mapping.keys[key])
    key = mapping.keys[last]
    return _extent(lines, key, last)[1], " " * (key.column - 1)


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def newline_of(text: str) -> str:
    """The line end that a file uses, by its first line."""
    return "\r\n" if re.match(r"[^\n]*\r\n", text) else "\n"


def _extent(lines: list[str], key: Location, name: str) -> tuple[int, int]:
    """The lines of a key and its value; blank lines and comments after it are left out.

    A value's lines are further in than its key; only the entries of a list may stand as far out.
    """
    start, column = key.line - 1, key.column - 1
    written = lines[start][column:] if start < len(lines) else ""
    if not re.match(rf"['\"]?{re.escape(name)}['\"]?\s*:", written):
        raise EditError(f"`{name}` does not begin on line {key.line}")
    return start, _end(lines, start, lambda line: _is_inside(line, column))


def _end(lines: list[str], start: int, belongs: Callable[[str], bool]) -> int:
    """The line after what begins on a line and goes on while the lines belong to it, blank ones at its end left out."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number].strip() and not belongs(lines[number]):
            break
        end = number + 1 if lines[number].strip() else end
    return end


def _is_inside(line: str, column: int) -> bool:
    indent = _indent(line)
    return indent > column or (indent == column and line[column : column + 2] == "- ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _field(name: str, value: str, indent: str, head: str, newline: str) -> list[str]:
    """The lines of a key with a text value; `head` is what stands before the key on its line."""
    if re.fullmatch(r"[\w-]+", value):
        return [f"{head}{name}: {value}{newline}"]
    paragraphs = re.split(r"\n+", value)
    if any(not paragraph or paragraph != paragraph.strip() for paragraph in paragraphs):
        return [f"{head}{name}: {json.dumps(value, ensure_ascii=False)}{newline}"]
    body = f"{newline}{newline}".join(f"{indent}  {paragraph}" for paragraph in paragraphs)
    return [f"{head}{name}: >-{newline}", f"{body}{newline}"]
