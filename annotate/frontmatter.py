"""Read a file's YAML front matter strictly: every scalar is text, every node knows its line and column.

YAML is taken as a stream of events (PyYAML), never as Python objects: no anchors, tags, merge keys,
duplicate keys or second documents, and no implicit types. What is left is the small part of YAML that
a person can read without surprises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from annotate import yaml_advice
from annotate.model import Location
from annotate.problems import Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 6
MAX_NODES = 2_000

# libyaml where it is there (ten times faster), the same events in pure Python elsewhere.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}"
)
_LONG_DASHES = re.compile(r"\s*-?[–—−][-–—−]*\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text value; `plain` says that it was written without quotation marks or a block sign."""

    text: str
    location: Location
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their nodes, in the order of the file."""

    items: dict[str, Node]
    location: Location
    keys: dict[str, Location] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: the front matter's mapping, and the body with the line it starts on."""

    path: str
    mapping: Mapping
    body: str
    body_line: int


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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


def decode(raw: bytes, path: str) -> str | Problem:
    """Decode bytes as UTF-8 text without forbidden characters, with LF line ends.

    Returns:
        the text, or a problem at the first byte or character that cannot stand.
    """
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
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if match := _FORBIDDEN.search(text):
        return forbidden(locate(path, text, match.start()), match[0])
    if match := _MARKS.search(text):
        return Problem(
            locate(path, text, match.start()),
            "forbidden-character",
            "More than three combining marks stand on one letter.",
            "Keep the letter and delete the marks above and below it.",
        )
    return text


def forbidden(location: Location, character: str) -> Problem:
    """The problem of a character that readers cannot see or that other tools cannot carry."""
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


def read_document(text: str, path: str) -> Document | Problem:
    """Split a Markdown file at its `---` lines and read its front matter.

    Args:
        text: the whole file, with LF line ends.
        path: how messages name it.

    Returns:
        the document, or the first problem that makes its front matter unreadable.
    """
    lines = text.split("\n")
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return _no_front_matter(lines, path)
    mapping = read_yaml("\n".join(lines[1:end]) + "\n", path, 2)
    if isinstance(mapping, Problem):
        return mapping
    return Document(path, mapping, "\n".join(lines[end + 1 :]), end + 2)


def _no_front_matter(lines: list[str], path: str) -> Problem:
    """Say which of the two `---` lines is missing, and whether something else stands in its place."""
    begins = lines[0].rstrip() == "---"
    dashes = next(
        (n for n in range(int(begins), len(lines)) if _LONG_DASHES.fullmatch(lines[n])), None
    )
    if dashes is not None:
        message = (
            "A long dash stands here in the place of three hyphens (---); phones put it there."
        )
        hint = "Type three hyphens; take the last one back if they turn into a dash."
    elif begins:
        message = (
            "The front matter is never closed: a second line of three hyphens (---) is missing."
        )
        hint = "Put --- on a line of its own between the last field and the context."
    elif not any(line.strip() for line in lines):
        message = "The file is empty."
        hint = '`annotate new ARTICLE "quoted words"` writes a file to fill in; the contribute page has a sample.'
    else:
        message = "The file does not begin with a line of three hyphens (---)."
        hint = "Begin it with ---, then one `key: value` a line, then --- again, then the context."
    place = dashes if dashes is not None else len(lines) - 1 if begins else 0
    return Problem(Location(path, place + 1), "no-front-matter", message, hint)


def read_yaml(source: str, path: str, first_line: int = 1) -> Mapping | Problem:
    """Read a YAML mapping strictly.

    Args:
        source: the YAML.
        path: how messages name the file.
        first_line: the file's line on which `source` begins.

    Returns:
        the mapping, or the first problem that makes it unreadable.
    """
    try:
        node = _Reader(path, first_line).read(yaml.parse(source, Loader=_LOADER))
    except _RefusedError as refused:
        return refused.problem
    except yaml.MarkedYAMLError as error:
        return yaml_advice.explain(error, source, path, first_line)
    except yaml.YAMLError as error:  # a reader error: a character that YAML cannot carry
        return Problem(Location(path, first_line), "yaml-syntax", f"This is not YAML: {error}.")
    if isinstance(node, Mapping):
        return node
    return Problem(
        node.location if node else Location(path, first_line),
        "not-a-mapping",
        "These are not `key: value` lines.",
        "Begin each line with a key and a colon, for example `verdict: supported`.",
    )


class _Reader:
    """Builds nodes from events, and refuses what a reviewer could overlook."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.nodes = 0

    def read(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        event, "second-document", "A second YAML document begins here."
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._guard(event, depth)
        location = self._location(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self._node(inner, events, depth + 1))
            return Sequence(tuple(items), location)
        return self._mapping(events, location, depth)

    def _mapping(self, events: Iterator[Any], location: Location, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refuse(event, "yaml-syntax", "A key must be a plain word.")
            if key.text == "<<":
                raise self._refuse(event, "yaml-alias", "Merge keys (<<) are not allowed.")
            if key.text in items:
                raise self._refuse(
                    event,
                    "duplicate-key",
                    f"`{key.text}` is given twice; first on line {keys[key.text].line}.",
                    "Keep one of the two.",
                )
            keys[key.text] = key.location
            items[key.text] = self._node(next(events), events, depth + 1)
        return Mapping(items, location, keys)

    def _scalar(self, event: Any, location: Location) -> Scalar:
        text = event.value
        if bad := _FORBIDDEN.search(text) or _SURROGATE.search(text):  # written as an escape
            raise _RefusedError(forbidden(location, bad[0]))
        return Scalar(text, location, plain=event.style is None)

    def _guard(self, event: Any, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refuse(event, "yaml-too-big", f"More than {MAX_NODES} values in one file.")
        if depth > MAX_DEPTH:
            raise self._refuse(event, "yaml-too-big", f"Nested deeper than {MAX_DEPTH} levels.")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._refuse(
                event,
                "yaml-alias",
                "A value that begins with & or * is a reference to YAML (an anchor or alias), which is not allowed.",
                "Write the words themselves. If they begin with that sign, write `>-` after the colon and put them on the next line, two spaces further in.",
            )
        if getattr(event, "tag", None) is not None:
            raise self._refuse(
                event,
                "yaml-tag",
                f"A value that begins with ! is a tag to YAML ({event.tag}), which is not allowed; every value is plain text.",
                "Delete it. If the words begin with that sign, write `>-` after the colon and put them on the next line, two spaces further in.",
            )

    def _location(self, event: Any) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def _refuse(self, event: Any, code: str, message: str, hint: str = "") -> _RefusedError:
        return _RefusedError(Problem(self._location(event), code, message, hint))
