"""The architecture: rooms in the order in which data flows, and how large a module and a function may be."""

from __future__ import annotations

import ast
import os
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "annotate"
# Each room imports only those that stand before it.
ROOMS = ["__init__", "text", "anchoring", "model", "reading", "fetching", "checking", "editing"]
ROOMS += ["publishing", "browser", "cli", "mkdocs_plugin", "__main__"]


def test_a_room_imports_only_the_rooms_above_it() -> None:
    for file, name in _arrows():
        assert ROOMS.index(_room(name)) <= ROOMS.index(_room(file)), f"{file} imports {name}"


def test_publishing_and_editing_never_meet() -> None:
    met = [(f, n) for f, n in _arrows() if {_room(f), _room(n)} == {"publishing", "editing"}]
    assert met == []


def test_no_modules_import_each_other() -> None:
    graph: dict[str, set[str]] = {}
    for file, name in _arrows():
        graph.setdefault(file, set()).add(name)
    TopologicalSorter(graph).prepare()


def test_imports_are_relative_and_one_module_imports_mkdocs() -> None:
    others = {
        (_name(file), name.partition(".")[0]) for file in _modules() for name in _imports(file, 0)
    }
    assert {file for file, name in others if name == "annotate"} == set()
    importers = {file for file, name in others if name == "mkdocs"}
    assert importers == {"mkdocs_plugin", "reading.settings"}  # its configuration loader aside


def test_the_top_of_the_house_is_small_and_no_name_means_two_things() -> None:
    top = {f.name.removesuffix(".py") for f in PACKAGE.iterdir()} - {"__pycache__", "py.typed"}
    assert top == set(ROOMS)
    assert len(top) <= 13
    modules = Counter(_name(f).rpartition(".")[2] for f in _modules())
    scripts = Counter(
        f.name for f in (PACKAGE / "browser").glob("*/*")
    )  # they are served side by side
    assert [name for name, count in (modules + scripts).items() if count > 1] == []


def test_modules_are_small_and_say_what_they_do() -> None:
    for file in _modules():
        text = file.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), file
        assert len(text.splitlines()) <= 300, file


def test_functions_are_short() -> None:
    functions = list(_functions())
    assert statistics.median(length for _, length in functions) <= 10
    assert [function for function in functions if function[1] > 40] == []


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(file: Path) -> str:
    """A module's name below `annotate`; a package is its `__init__.py`."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def _room(name: str) -> str:
    return name.partition(".")[0]


def _imports(file: Path, level: int | None = None) -> Iterator[str]:
    """The dotted names that a module imports, from the package's top; with `level` 0 only absolute ones."""
    folder = file.relative_to(PACKAGE).parent.parts
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import) and level == 0:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (level is None) == bool(node.level):
            base = folder[: len(folder) - node.level + 1] if node.level else ()
            start = [*base, *(node.module.split(".") if node.module else ())]
            yield from (".".join([*start, alias.name]) for alias in node.names)


def _arrows() -> Iterator[tuple[str, str]]:
    """Which module of ours imports which."""
    names = {_name(file) for file in _modules()}
    for file in _modules():
        if file == PACKAGE / "__init__.py":
            continue  # the public names, loaded when they are asked for
        for name in _imports(file):
            target = name if name in names else name.rpartition(".")[0] or "__init__"
            yield _name(file), target


def _functions() -> Iterator[tuple[str, int]]:
    """Each function with how many lines it has, its docstring included."""
    for file in _modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{file}: {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_records_are_frozen() -> None:
    """What may change has a name with an underscore, or keeps results for a while (`Cache`)."""
    for file in _modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                made = [ast.unparse(d) for d in node.decorator_list]
                frozen = all("frozen=True" in d or d == "record" for d in made)
                assert frozen or node.name == "Cache", f"{file}: {node.name}"


def test_public_functions_and_classes_are_described() -> None:
    for file in _modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{file}: {node.name}"


def test_the_command_line_starts_without_what_is_slow_to_load() -> None:
    """A library that a command may not need is imported where it is used."""
    alone = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    slow = "selectolax webencodings jinja2 markdown_it mkdocs nh3 PIL rapidfuzz sentencex".split()
    code = f"import sys, annotate.cli; print(*(name for name in {slow} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    # What measures tests loads it, too.
    code = "import sys, annotate.model.copies; print('multiprocessing' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=alone)
    assert done.stdout == "False\n"


def test_the_types_are_for_other_packages_too() -> None:
    assert (PACKAGE / "py.typed").is_file()
