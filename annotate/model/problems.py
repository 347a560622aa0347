"""What checks report: a `Problem` with its location, and the three ways to print one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..text.wording import counted, grouped
from . import Location

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a contributed file: where, what was found and expected, what to do next.

    `severity` is `error` (the build stops) or `warning` (it is reported).
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    severity: str = "error"

    @property
    def is_error(self) -> bool:
        """Whether the build stops on it."""
        return self.severity == "error"


def from_data(data: dict[str, Any]) -> Problem:
    """A problem of its fields, as `dataclasses.asdict` and JSON give them."""
    return Problem(**data | {"location": Location(*data["location"])})


def problem_at(
    location: Location, code: str, words: Mapping[str, str], /, **values: object
) -> Problem:
    """A problem in listed words, a `message` and perhaps a `hint`, which name values in braces."""
    return Problem(location, code, **{key: text.format(**values) for key, text in words.items()})


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems for printing: by file, then by place in it; each one once."""
    once = dict.fromkeys(problems)
    return sorted(once, key=lambda p: (p.location, not p.is_error, p.code, p.message))


def format_text(problem: Problem) -> str:
    """One problem as `path:line:column: code: message`, with the hint indented below."""
    return format_group([problem])


def alike(found: Sequence[Problem]) -> Iterator[list[Problem]]:
    """Each error alone, then warnings with the same code and advice together, in the order of the first of each."""
    yield from ([problem] for problem in found if problem.is_error)
    warnings = (problem for problem in found if not problem.is_error)
    yield from grouped(warnings, lambda problem: (problem.code, problem.hint)).values()


def format_group(alike: Sequence[Problem], *, color: bool = False) -> str:
    """Problems with one code and hint: a line with all their places, what is said of the first, and the hint once."""
    first, *others = alike
    mark = "" if first.is_error else "warning: "
    head = f"{visible(str(first.location))}: {mark}{first.code}"
    if color:
        head = f"\033[{31 if first.is_error else 33}m{head}\033[0m"
    places = ", ".join(visible(str(problem.location)) for problem in others)
    likewise = f" Likewise {len(others)} more: {places}." if others else ""
    hint = [f"    {visible(line)}" for line in first.hint.splitlines()]
    return "\n".join([f"{head}: {visible(first.message)}{likewise}", *hint])


def format_json(problems: Iterable[Problem], page: str) -> str:
    """All problems as a JSON array of flat objects.

    Args:
        problems: the problems.
        page: the page that explains the codes; where it is "", a command explains them.
    """
    told = []
    for problem in problems:
        fields = asdict(problem)
        place = fields.pop("location")._asdict()
        where = f"{page}#{problem.code}" if page else f"annotate explain {problem.code}"
        told.append({**place, **fields, "help": where})
    return json.dumps(told, indent=2)


def format_github(problem: Problem, page: str = "") -> str:
    """One problem as a GitHub workflow command, which GitHub shows on the line of the pull request.

    Args:
        problem: the problem.
        page: the address of the one that explains the codes, if the site has one.

    Returns:
        one line, escaped as GitHub's runner reads it ("Workflow commands for GitHub Actions").
    """
    where = problem.location
    text = f"{problem.message}\n{problem.hint}".strip()
    if page:
        text += f"\n{page}#{problem.code}"
    return (
        f"::{problem.severity} file={_property(where.path)},line={where.line},"
        f"col={where.column},title={_property(problem.code)}::{_data(text)}"
    )


def summarize(problems: Sequence[Problem]) -> str:
    """The closing line of a run: how many problems in how many files."""
    errors = sum(p.is_error for p in problems)
    parts = [counted(errors, "error")] if errors or not problems else []
    if len(problems) > errors:
        parts.append(counted(len(problems) - errors, "warning"))
    files = len({p.location.path for p in problems})
    return " and ".join(parts) + (f" in {counted(files, 'file')}" if problems else "")


def visible(line: str) -> str:
    """A line of contributed text without power over a terminal or a log: every control is written out.

    GitHub's runner obeys a line that begins with `::`, after any white space, and `##[` anywhere in it.
    """
    plain = _write_controls(line).replace("##[", "##U+005B")
    return re.sub(r"^(\s*)::", r"\1U+003A:", plain)


def _write_controls(text: str) -> str:
    return _CONTROLS.sub(lambda match: f"U+{ord(match[0]):04X}", text)


def _data(text: str) -> str:
    lines = map(_write_controls, text.split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
