"""Puts one-line faults into the package and says which of them no test notices.

    python tests/faults.py [number] [seed]

Each fault is one change of the syntax tree: a comparison, a truth value, a number, a string, `and`/`or`, or a call
that is left out. It is made in a clone, in which the tests run until the first that fails, those that name the
module first. A fault that lives is printed with its file and line; it is a test to write, or a line to delete.
"""

from __future__ import annotations

import ast
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("publishing", "checking", "editing")
FIRST = ("tests/test_golden_site.py", "tests/test_codes.py", "tests/test_messages.py")
LEFT_OUT = ("tests/browser", "tests/campaigns", "tests/test_serve.py", "tests/test_forge.py")
SECONDS = 600
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def changed(node: ast.AST) -> ast.AST | None:  # noqa: PLR0911  one line for each kind
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


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Where a fault can be put, as a field of a node; docstrings and annotations are none of them."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "format_spec"):
                continue
            for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST) and changed(child) and not _is_text(node, child):
                    yield node, field, at


def _is_text(parent: ast.AST, child: ast.AST) -> bool:
    """Whether it is a docstring, or a part of an f-string, whose words the golden files have."""
    return isinstance(parent, (ast.Expr, ast.JoinedStr)) and isinstance(child, ast.Constant)


def put(source: str, number: int) -> tuple[str, int, str]:
    """Put the fault with this number into a source.

    Returns:
        the faulty source, the fault's line, and what it is.
    """
    tree = ast.parse(source)
    node, field, at = list(places(tree))[number]
    value = getattr(node, field)
    old = value if at is None else value[at]
    new = changed(deepcopy(old))
    assert new is not None
    if at is None:
        setattr(node, field, new)
    else:
        value[at] = new
    told = f"{ast.unparse(old)} -> {ast.unparse(new)}"
    return ast.unparse(ast.fix_missing_locations(tree)), old.lineno, told


def tests_for(file: Path) -> list[str]:
    """All tests, those first that are likely to notice a fault in a file."""
    every = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "tests").glob("test_*.py"))
    named = [t for t in every if f"{file.parent.name}.{file.stem}" in (ROOT / t).read_text("utf-8")]
    order = dict.fromkeys([*named, *FIRST, *every])
    return [test for test in order if test not in LEFT_OUT]


def lives(clone: Path, file: Path, source: str) -> bool:
    """Whether all tests pass in a clone with a faulty source."""
    (clone / file).write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*command, *tests_for(file)],
            cwd=clone,
            env=os.environ | {"PYTHONPATH": str(clone)},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:  # a loop without an end is noticed, too
        return False
    finally:
        subprocess.run(["git", "checkout", "-q", "."], cwd=clone, check=True)
    return done.returncode == 0


def main(number: int = 100, seed: int = 9) -> None:
    """Draw faults, try each, and print those that live."""
    files = [
        f.relative_to(ROOT) for room in ROOMS for f in (ROOT / "annotate" / room).rglob("*.py")
    ]
    sources = {file: (ROOT / file).read_text("utf-8") for file in sorted(files)}
    every = [(f, n) for f, s in sources.items() for n, _ in enumerate(places(ast.parse(s)))]
    drawn = random.Random(seed).sample(every, number)
    living = 0
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(clone)], check=True)
        if not lives(clone, drawn[0][0], sources[drawn[0][0]]):
            sys.exit("The tests fail without a fault, as committed: mend that first.")
        for file, place in drawn:
            source, line, told = put(sources[file], place)
            if lives(clone, file, source):
                living += 1
                print(f"{file}:{line}: lives: {told}", flush=True)
    print(f"{living} of {number} faults live (seed {seed}, of {len(every)} possible).")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
