"""Say in words what is wrong with a file's YAML, and what to do: the parser's own messages help nobody.

PyYAML tells where it gave up (`problem_mark`), often a line late, and where the construct began (`context_mark`).
"""

from __future__ import annotations

import re

import yaml

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.tables import table_of

_STRANGE_SPACE = re.compile(r"^[ \t]*([^\S \t\r\n]|\u200b)|^[ \t]*(?:- )?[a-z_]+:([^\S \t\r\n])")
# What ends a line for YAML 1.1 (5.4, line break characters).
_LINE_END = re.compile("[\n\x85\u2028\u2029]")
_KEY = re.compile(r"\s*(?:- +)?([A-Za-z_]+) *:(?:\s|$)")


def explain(error: yaml.MarkedYAMLError, source: str, path: str, first_line: int) -> Problem:
    """Turn an error of the YAML parser into a problem.

    Args:
        error: the error.
        source: the YAML.
        path: how messages name the file.
        first_line: the file's line on which `source` begins.

    Returns:
        the problem, with its place and advice; the commonest mistakes have advice of their own.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Location(path, first_line), "yaml-syntax", f"This is not YAML: {error}.")
    lines = [*_LINE_END.split(source), "", ""]
    advice = _Advice(path, first_line, lines, mark)
    began = error.context_mark or mark
    for line in (began.line, mark.line, mark.line - 1):
        if strange := _STRANGE_SPACE.match(lines[line]):
            return advice.strange_space(line, strange)
    return advice.choose(error.problem or "", error.context or "", began)


class _Advice:
    """The problems of one place of a file; lines and columns are counted from 0."""

    def __init__(self, path: str, first_line: int, lines: list[str], mark: yaml.Mark) -> None:
        self.path, self.first_line, self.lines = path, first_line, lines
        self.line, self.column, self.here = mark.line, mark.column, lines[mark.line]

    def choose(self, problem: str, context: str, began: yaml.Mark) -> Problem:
        """The advice for what the parser says, in a construct that began at `began`."""
        if "mapping values are not allowed" in problem:
            return self.colon()
        if "\t" in self.here[: self._indent()] or "'\\t'" in problem:
            return self.tab()
        if "expected ':'" in problem:
            return self.no_key(began.line)
        if "quoted scalar" in context:
            return self.open_quotation(began.line, began.column)
        return self.value(problem)

    def strange_space(self, line: int, space: re.Match[str]) -> Problem:
        group = 1 if space[1] else 2
        at = line, space.start(group)
        return self._told("strange-space", at, point=f"{ord(space[group]):04X}")

    def colon(self) -> Problem:
        key = _KEY.match(self.here)
        if key and key.end(1) == self.column:
            return self._indentation("further in than")
        name, _, value = self.here.strip().removeprefix("- ").partition(":")
        words = value.strip() or "the words"
        return self._told("colon", code="unquoted-colon", key=name, words=words)

    def tab(self) -> Problem:
        column = self.here.index("\t") if "\t" in self.here else self.column
        return self._told("tab", (self.line, column), "yaml-tab")

    def no_key(self, began: int) -> Problem:
        line = self.lines[began].strip()
        at = began, self.column if began == self.line else 0
        if glued := re.match(r"(?:- +)?([A-Za-z_]+):(\S.*)", line):
            return self._told("glued", at, key=glued[1], value=glued[2])
        return self._told("no-key", at, line=line[:60])

    def open_quotation(self, began: int, column: int) -> Problem:
        sign = self.lines[began][column : column + 1]
        return self._told("never-closed", (began, column), sign=sign, key=self._key(began))

    def value(self, problem: str) -> Problem:
        key = self._key(self.line)
        value = self.here.partition(":")[2].strip()
        is_inner = self.here.startswith(" ")
        if "'-' indicator" in problem or (is_inner and "expected <block end>" in problem):
            return self._indentation("not as far in as")
        if value[:1] in ("'", '"'):
            return self._told("closed-early", key=key)
        if value[:1] in set("@`%&*!|>[{") or value.startswith("- "):
            return self._told("special-sign", key=key, sign=value[0])
        return self._told("other", problem=problem)

    def _indentation(self, how: str) -> Problem:
        above = next(filter(str.strip, self.lines[: self.line][::-1]), self.lines[0]).strip()
        at = self.line, self._indent()
        return self._told("indentation", at, how=how, above=above[:60])

    def _indent(self) -> int:
        return len(self.here) - len(self.here.lstrip())

    def _key(self, line: int) -> str:
        found = _KEY.match(self.lines[line])
        return found[1] if found else "key"

    def _told(
        self, what: str, at: tuple[int, int] | None = None, code: str = "yaml-syntax", **values: str
    ) -> Problem:
        """The problem with the words that `advice.toml` has for it."""
        line, column = at or (self.line, self.column)
        place = Location(self.path, line + self.first_line, column + 1)
        return problem_at(place, code, table_of(__file__)[what], **values)
