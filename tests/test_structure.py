"""The shape of the package: one direction of imports, one importer of mkdocs, small modules."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "annotate"
# Each module may import only modules that stand before it: the order in which data flows.
ORDER = [
    "scripts",
    "anchoring",
    "wording",
    "vocabulary",
    "model",
    "rules",
    "problems",
    "frontmatter",
    "addresses",
    "dates",
    "fields",
    "escaping",
    "prose",
    "records",
    "repository",
    "outlets",
    "seeds",
    "library",
    "worthiness",
    "coverage",
    "checks",
    "review",
    "settings",
    "check",
    "facts",
    "exports",
    "pages",
    "site",
    "output",
    "mending",
    "drafting",
    "reporting",
    "roots",
    "rebase",
    "search",
    "mkdocs_plugin",
    "cli",
    "__main__",
]


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _layer(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(file: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def test_imports_go_in_one_direction() -> None:
    for file in _modules():
        layer = _layer(file)
        if layer == "__init__":
            continue
        assert layer in ORDER, f"{file}: give the new module its place in ORDER"
        for name in _imports(file):
            parts = name.split(".")
            if parts[0] == "annotate" and len(parts) > 1 and parts[1] in ORDER:
                assert ORDER.index(parts[1]) <= ORDER.index(layer), f"{file} imports {name}"


def test_one_module_imports_mkdocs() -> None:
    importers = {
        f.name for f in _modules() if any(n.split(".")[0] == "mkdocs" for n in _imports(f))
    }
    assert importers == {"mkdocs_plugin.py", "settings.py"}  # its configuration loader aside


def test_modules_are_small_and_say_what_they_do() -> None:
    for file in _modules():
        text = file.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), file
        assert len(text.splitlines()) <= 300, file


def _functions() -> Iterator[tuple[str, int]]:
    """Each function with how many lines it has, its docstring included."""
    for file in _modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{file}: {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_are_short() -> None:
    functions = list(_functions())
    assert statistics.median(length for _, length in functions) <= 12
    assert [function for function in functions if function[1] > 40] == []


def test_records_are_frozen() -> None:
    """What may change has a name with an underscore, or keeps results for a while (`Cache`)."""
    for file in _modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                made = [ast.unparse(d) for d in node.decorator_list]
                frozen = all("frozen=True" in d for d in made)
                assert frozen or node.name == "Cache", f"{file}: {node.name}"


def test_public_functions_and_classes_are_described() -> None:
    for file in _modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{file}: {node.name}"
