"""The faults that can be put into a module or a script, each one change of one line.

A comparison, a truth value, a number, a string, `and`/`or`, or in Python a call that is left out. Left alone are
docstrings, annotations, comments, imports, and the fixed words of an f-string, which the golden files have.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_SIGNS = {"===": "!==", "&&": "||", "<": "<=", ">": ">=", "true": "false"}
_SIGNS |= {new: old for old, new in _SIGNS.items()}
_TOKENS = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | ^import\b[^\n]* | `(?:\\.|[^`\\])*`
      | (?<=[(,=:!&|?\[\s])/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*
      | (?P<text>"(?:\\.|[^"\\\n])+")
      | (?P<sign>===|!==|&&|\|\||<=|>=|(?<=\s)[<>](?=\s)|\b(?:true|false)\b)
      | (?P<number>(?<![\w.\#])\d+(?![\w.]))""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


class Fault(NamedTuple):
    """One change of a file."""

    path: str
    line: int
    """The line that changes; its statement's head ends with the line `last`."""
    last: int
    told: str
    """What became of what."""
    source: str
    """The whole file with the fault."""


class _Place(NamedTuple):
    """A field of a node, or one item of a list in it, and the last line of its statement's head."""

    parent: ast.AST
    field: str
    at: int | None
    last: int

    def get(self) -> Any:
        value = getattr(self.parent, self.field)
        return value if self.at is None else value[self.at]

    def set(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def count(path: str, source: str) -> int:
    """How many faults can be put into a file; none into one that is neither Python nor JavaScript."""
    if path.endswith(".js"):
        return sum(1 for _ in _tokens(source))
    return sum(1 for _ in _places(ast.parse(source))) if path.endswith(".py") else 0


def put(path: str, source: str, number: int) -> Fault:
    """Put the fault with this number, from 0 on, into a file."""
    if path.endswith(".js"):
        token = list(_tokens(source))[number]
        old, new = token.group(), _changed_token(token)
        line = source.count("\n", 0, token.start()) + 1
        faulty = source[: token.start()] + new + source[token.end() :]
        return Fault(path, line, line, f"{old} -> {new}", faulty)
    tree = ast.parse(source)
    place = list(_places(tree))[number]
    node = place.get()
    changed = _changed(deepcopy(node))
    assert changed is not None
    place.set(changed)
    told = f"{ast.unparse(node)} -> {ast.unparse(changed)}"
    faulty = ast.unparse(ast.fix_missing_locations(tree))
    return Fault(path, node.lineno, max(place.last, node.lineno), told, faulty)


def _tokens(source: str) -> Iterator[re.Match[str]]:
    """The parts of a script that a fault can change; comments, imports and templates are none."""
    return (token for token in _TOKENS.finditer(source) if token.lastgroup)


def _changed_token(token: re.Match[str]) -> str:
    old = token.group()
    if token.lastgroup == "sign":
        return _SIGNS[old]
    return f'{old[:-1]}x"' if token.lastgroup == "text" else str(int(old) + 1)


def _changed(node: ast.AST) -> ast.AST | None:  # noqa: PLR0911  one line for each kind
    """A node as a fault has it; None where this kind of node has no fault."""
    match node:
        case ast.Compare(left, [op], right):
            return ast.Compare(left, [_OPPOSITE[type(op)]()], right)
        case ast.BoolOp(op, values):
            return ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
        case ast.Constant(bool(value)):
            return ast.Constant(not value)
        case ast.Constant(int(value)):
            return ast.Constant(value + 1)
        case ast.Constant(str(value)) if value:
            return ast.Constant(f"{value}x")
        case ast.Expr(ast.Call()):
            return ast.Pass()
    return None


def _places(node: ast.AST, last: int = 0) -> Iterator[_Place]:
    """Where a fault can be put; docstrings, annotations and an f-string's fixed words are no places."""
    if isinstance(node, ast.stmt):
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if body else node.end_lineno or 0
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "format_spec"):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST):
                continue
            if _changed(child) and not _is_text(node, child):
                yield _Place(node, field, at, last)
            yield from _places(child, last)


def _is_text(parent: ast.AST, child: ast.AST) -> bool:
    """Whether it is a docstring, or a part of an f-string."""
    return isinstance(parent, (ast.Expr, ast.JoinedStr)) and isinstance(child, ast.Constant)
