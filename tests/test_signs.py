"""What comments and docstrings name exists: a file by its path, a module or name by its words in backticks."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "annotate"
_PATH = re.compile(r"\bannotate/[\w/-]+\.(?:py|js|css|html|md|svg)\b")
_NAME = re.compile(r"`([a-z_]+(?:\.[A-Za-z_]+)*)`")


# What a build writes beside its pages.
BUILT = (ROOT / "tests/cases/site/assets.txt").read_text("utf-8") + "contribute.json"


def _signs(file: Path) -> Iterator[str]:
    """The comments and docstrings of a Python file."""
    source = file.read_text("utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            yield ast.get_docstring(node) or ""


def _words(file: Path) -> Iterator[str]:
    """The words of a Python file's code, and of its strings that are no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            body[0] = ast.Pass()
    yield from re.findall(r"\w+", ast.unparse(tree))


def test_every_path_in_a_comment_exists() -> None:
    """`annotate/` is the package, or the folder of the built site that its assets go to."""
    missing = [
        f"{file.relative_to(ROOT)}: {path}"
        for file in sorted(PACKAGE.rglob("*"))
        if file.suffix in (".py", ".js", ".css", ".html")
        for path in _PATH.findall(file.read_text("utf-8"))
        if not (ROOT / path).exists() and Path(path).name not in BUILT
    ]
    assert missing == []


def test_every_name_in_backticks_exists() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    known = {word for file in files for word in _words(file)}
    known |= {file.stem for file in files} | {"annotate", *(f.parent.name for f in files)}
    unknown = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for sign in _signs(file)
        for name in _NAME.findall(sign)
        if not set(name.split(".")) <= known
    ]
    assert unknown == []
