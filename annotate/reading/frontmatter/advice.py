"""Say in words what is wrong with a file's YAML, and what to do: the parser's own messages help nobody.

PyYAML tells where it gave up (`problem_mark`), often a line late, and where the construct began (`context_mark`).
"""

from __future__ import annotations

import re

import yaml

from ...model import Location
from ...model.problems import Problem

BLOCK_HINT = "Write `{key}: >-`, and put the words on the next line, two spaces further in."
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
        found = f"The space here is not an ordinary one (U+{ord(space[group]):04X}), so YAML does not see it."
        hint = "Delete it and type a space; such spaces come along when text is copied from a web page."
        return self._problem(found, hint, (line, space.start(group)))

    def colon(self) -> Problem:
        key = _KEY.match(self.here)
        if key and key.end(1) == self.column:
            return self._indentation("further in than")
        name, _, value = self.here.strip().removeprefix("- ").partition(":")
        found = f"The value of `{name}` has a colon followed by a space, and YAML takes that for a new key."
        hint = f"{BLOCK_HINT.format(key=name)[:-1]}:\n{name}: >-\n  {value.strip() or 'the words'}"
        return self._problem(found, hint, code="unquoted-colon")

    def tab(self) -> Problem:
        column = self.here.index("\t") if "\t" in self.here else self.column
        found, hint = "The line is indented with a tab.", "Indent with spaces, two for each level."
        return self._problem(found, hint, (self.line, column), "yaml-tab")

    def no_key(self, began: int) -> Problem:
        line = self.lines[began].strip()
        at = began, self.column if began == self.line else 0
        if glued := re.match(r"(?:- +)?([A-Za-z_]+):(\S.*)", line):
            found = f"There is no space after the colon of `{glued[1]}`."
            return self._problem(found, f"Write `{glued[1]}: {glued[2]}`.", at)
        found = f"This line is neither a field (`key: value`) nor part of the field above it: {line[:60]}"
        hint = (
            "If it belongs to the text above, move it two spaces further in (that field then begins with `>-`). "
            "If it is a field, write a colon and a space after its name."
        )
        return self._problem(found, hint, at)

    def open_quotation(self, began: int, column: int) -> Problem:
        sign = self.lines[began][column : column + 1]
        found = f"The quotation mark {sign} that opens here is never closed."
        hint = f"Close it at the end of the value, or use none. {BLOCK_HINT.format(key=self._key(began))}"
        return self._problem(found, hint, (began, column))

    def value(self, problem: str) -> Problem:
        key = self._key(self.line)
        value = self.here.partition(":")[2].strip()
        is_inner = self.here.startswith(" ")
        if "'-' indicator" in problem or (is_inner and "expected <block end>" in problem):
            return self._indentation("not as far in as")
        if value[:1] in ("'", '"'):
            found = f"The quotation mark closes before the value of `{key}` ends."
            hint = f"{BLOCK_HINT.format(key=key)} There quotation marks are just words."
            return self._problem(found, hint)
        if value[:1] in set("@`%&*!|>[{") or value.startswith("- "):
            found = f"A value that begins with {value[0]} is something special to YAML, and this is not that."
            hint = f"{BLOCK_HINT.format(key=key)} There every sign is allowed."
            return self._problem(found, hint)
        hint = "Each line is `key: value`; the fields of a source stand exactly below each other."
        return self._problem(f"This is not YAML: {problem}.", hint)

    def _indentation(self, how: str) -> Problem:
        above = next(filter(str.strip, self.lines[: self.line][::-1]), self.lines[0]).strip()
        found = f"This line is {how} the field above it: {above[:60]}"
        hint = (
            "Fields that belong together begin exactly below each other: the first letter of this one under the first "
            "letter of that one, with spaces."
        )
        return self._problem(found, hint, (self.line, self._indent()))

    def _indent(self) -> int:
        return len(self.here) - len(self.here.lstrip())

    def _key(self, line: int) -> str:
        found = _KEY.match(self.lines[line])
        return found[1] if found else "key"

    def _problem(
        self, message: str, hint: str, at: tuple[int, int] | None = None, code: str = "yaml-syntax"
    ) -> Problem:
        line, column = at or (self.line, self.column)
        return Problem(Location(self.path, line + self.first_line, column + 1), code, message, hint)
