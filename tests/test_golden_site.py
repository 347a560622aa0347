"""The golden site: a sample repository whose whole output is kept, so that a change of it is a diff to read.

The sample is in `cases/site/repository/`. `pytest --update` rewrites what is kept of it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

from annotate.site import Build, build

FOLDER = Path(__file__).parent / "cases" / "site"
REPOSITORY = FOLDER / "repository"
ASSETS = "assets/annotate/"
COPIED = (".css", ".js", ".svg")

Golden = Callable[[Path, Mapping[str, bytes]], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare files with those of a folder, or with `--update` make the folder hold just them."""

    def compare(folder: Path, files: Mapping[str, bytes]) -> None:
        if request.config.getoption("--update"):
            _write(folder, files)
        told = "\n\n".join(_differences(_read(folder), files))
        assert not told, f"{folder} differs: run pytest --update and read the diff\n\n{told}"

    return compare


@pytest.fixture(scope="module")
def built() -> Build:
    """The sample, built once."""
    return build(REPOSITORY)


def test_every_built_file_is_as_expected(built: Build, golden: Golden) -> None:
    """Pages, lists, feed, exports: byte for byte, none missing and none more."""
    files = {path: _as_bytes(content) for path, content in built.files.items()}
    golden(FOLDER / "expected", {p: data for p, data in files.items() if not _is_copied(p)})


def test_static_files_are_all_there(built: Build, expected: Callable[[Path, str], None]) -> None:
    """Scripts and styles are copied as they are: their names are enough."""
    names = sorted(filter(_is_copied, built.files))
    expected(FOLDER / "assets.txt", "".join(f"{name}\n" for name in names))


def test_the_sample_has_only_the_intended_warnings(
    built: Build, expected: Callable[[Path, str], None]
) -> None:
    """It checks clean; the warnings are there to show what they look like."""
    assert not built.failed
    lines = [f"{p.location}: {p.severity}: {p.code}: {p.message}\n" for p in built.problems]
    expected(FOLDER / "problems.txt", "".join(lines))


def _is_copied(path: str) -> bool:
    """Whether a file is one of the package's own scripts, styles and pictures."""
    return path.startswith(ASSETS) and path.endswith(COPIED)


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _read(folder: Path) -> dict[str, bytes]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold these files and no others."""
    for stale in _read(folder).keys() - files.keys():
        (folder / stale).unlink()
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _differences(kept: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[str]:
    """Each file that is missing, extra or different, with what differs in a few lines."""
    for path in sorted(kept.keys() | made.keys()):
        if path not in made:
            yield f"missing: {path}"
        elif path not in kept:
            yield f"extra: {path}"
        elif kept[path] != made[path]:
            yield f"different: {path}\n{_diff(kept[path], made[path])}"


def _diff(before: bytes, after: bytes, lines: int = 8) -> str:
    """The first lines of a diff that say something, each cut to a readable length."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    changed = (line for line in difflib.unified_diff(old, new, n=0, lineterm="") if line[0] in "+-")
    return "\n".join(f"  {line[:200]}" for line in islice(changed, 2, 2 + lines))
