"""Read YAML strictly: every scalar is text, every node knows its line and column.

YAML is taken as a stream of events (PyYAML), never as Python objects: no anchors, tags, merge keys,
duplicate keys or second documents, and no implicit types. What is left is the small part of YAML that
a person can read without surprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.tables import table_of
from .advice import explain
from .decoding import forbidden

# How much there can be altogether is limited by the bytes of the file; each list that is declared has a limit of its own
# below this one.
MAX_DEPTH = 6
MAX_ENTRIES = 10_000
MAX_KEYS = 100

# libyaml where it is there (ten times faster), the same events in pure Python elsewhere.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):  # there are very many: twice as quick to make as a dataclass
    """A text value; `comment` is where words after ` #` begin that YAML drops from its line."""

    text: str
    location: Location
    comment: Location | None = None


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    location: Location


class Mapping(NamedTuple):
    """Keys and their nodes, in the order of the file."""

    items: dict[str, Node]
    location: Location
    keys: dict[str, Location]


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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
        node = _Reader(source, path, first_line).read(iter(LOADER(source).get_event, None))
    except _RefusedError as refused:
        return refused.problem
    except yaml.MarkedYAMLError as error:
        return explain(error, source, path, first_line)
    except yaml.YAMLError as error:  # a reader error: a character that YAML cannot carry
        return Problem(Location(path, first_line), "yaml-syntax", f"This is not YAML: {error}.")
    if isinstance(node, Mapping):
        return node
    place = node.location if node else Location(path, first_line)
    hint = "Begin each line with a key and a colon, for example `verdict: supported`."
    return Problem(place, "not-a-mapping", "These are not `key: value` lines.", hint)


class _Reader:
    """Builds nodes from events, and refuses what a reviewer could overlook."""

    def __init__(self, source: str, path: str, first_line: int) -> None:
        self.lines = source.split("\n") if "#" in source else []
        self.escapes = "\\" in source
        self.path, self.first_line = path, first_line

    def read(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refuse(event, "second-document", "A second YAML document begins here.")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if event.anchor or event.tag is not None or depth > MAX_DEPTH:
            raise self._refusal(event, depth)
        location = self._location(event)
        if isinstance(event, yaml.ScalarEvent):
            comment = self._comment(event) if self.lines and not event.style else None
            return Scalar(self._text(event), location, comment)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                if len(items) == MAX_ENTRIES:
                    raise self._too_big(inner, f"More than {MAX_ENTRIES:,} entries in one list.")
                items.append(self._node(inner, events, depth + 1))
            return Sequence(tuple(items), location)
        return self._mapping(events, location, depth)

    def _mapping(self, events: Iterator[Any], location: Location, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, keys, depth + 1)
            keys[key] = self._location(event)
            items[key] = self._node(next(events), events, depth + 1)
        return Mapping(items, location, keys)

    def _key(self, event: Any, before: dict[str, Location], depth: int) -> str:
        if event.anchor or event.tag is not None or depth > MAX_DEPTH:
            raise self._refusal(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "yaml-syntax", "A key must be a plain word.")
        key = self._text(event)
        if key == "<<":
            raise self._refuse(event, "yaml-alias", "Merge keys (<<) are not allowed.")
        if key in before:
            found = f"`{key}` is given twice; first on line {before[key].line}."
            raise self._refuse(event, "duplicate-key", found, "Keep one of the two.")
        if len(before) == MAX_KEYS:
            raise self._too_big(event, f"More than {MAX_KEYS} keys below each other.")
        return key

    def _text(self, event: Any) -> str:
        text: str = event.value
        # The file has been looked through already; only an escape, in double quotes, can bring more.
        is_new = self.escapes and event.style == '"'
        if is_new and (problem := forbidden(text, lambda _: self._location(event))):
            raise _RefusedError(problem)
        return text

    def _comment(self, event: Any) -> Location | None:
        """Where a comment follows an unquoted value on the line on which the value ends."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if not rest.lstrip(" \t").startswith("#"):
            return None
        return Location(self.path, end.line + self.first_line, end.column + rest.index("#") + 1)

    def _refusal(self, event: Any, depth: int) -> _RefusedError:
        """Why a node is refused that is an alias, or has an anchor or a tag, or is too deep."""
        if depth > MAX_DEPTH:
            return self._too_big(event, f"Nested deeper than {MAX_DEPTH} levels.")
        code = "yaml-alias" if event.anchor else "yaml-tag"
        words, tag = table_of(__file__)[code], getattr(event, "tag", "")
        return _RefusedError(problem_at(self._location(event), code, words, tag=tag))

    def _location(self, event: Any) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def _too_big(self, event: Any, message: str) -> _RefusedError:
        return self._refuse(event, "yaml-too-big", message)

    def _refuse(self, event: Any, code: str, message: str, hint: str = "") -> _RefusedError:
        return _RefusedError(Problem(self._location(event), code, message, hint))
