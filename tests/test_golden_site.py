"""The golden site: a sample repository whose whole output is kept, so that a change of it is a diff to read.

The sample is in `cases/site/repository/`. `pytest --update` rewrites what is kept of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from annotate.checking import coverage
from annotate.publishing import facts, site
from annotate.publishing.site import Build, build

FOLDER = Path(__file__).parent / "cases" / "site"
REPOSITORY = FOLDER / "repository"
ASSETS = "assets/annotate/"
COPIED = (".css", ".js", ".svg")


@pytest.fixture(scope="module")
def built() -> Build:
    """The sample, built once."""
    return build(REPOSITORY)


def test_every_built_file_is_as_expected(
    built: Build, expected_files: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """Pages, lists, feed, exports: byte for byte, none missing and none more; of pictures only that they are there."""
    files = {path: _as_bytes(content) for path, content in built.files.items()}
    expected_files(FOLDER / "expected", {p: data for p, data in files.items() if not _is_copied(p)})


def test_static_files_are_all_there(built: Build, expected: Callable[[Path, str], None]) -> None:
    """Scripts and styles are copied as they are, pictures are a library's: their names are enough."""
    names = sorted(filter(_is_copied, built.files))
    expected(FOLDER / "assets.txt", "".join(f"{name}\n" for name in names))


def test_the_sample_has_only_the_intended_warnings(
    built: Build, expected: Callable[[Path, str], None]
) -> None:
    """It checks clean; the warnings are there to show what they look like."""
    assert not built.failed
    lines = [f"{p.location}: {p.severity}: {p.code}: {p.message}\n" for p in built.problems]
    expected(FOLDER / "problems.txt", "".join(lines))


def test_every_page_says_that_it_is_a_sample(built: Build) -> None:
    """Nobody takes one for a fact-check; the pages that a theme frames say so in `test_golden_pages`."""
    pages = {path: str(text) for path, text in built.files.items() if path.endswith(".html")}
    assert [path for path, text in pages.items() if "Sample site" not in text] == []


def _is_copied(path: str) -> bool:
    """Whether a file is one of the package's own scripts, styles and pictures, or drawn by a library."""
    return (path.startswith(ASSETS) and path.endswith(COPIED)) or path.endswith(".png")


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def test_each_fact_is_gathered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each article once a build: its coverage, and what is said of it; of the library once."""
    counts: Counter[str] = Counter()

    def count(module: object, name: str) -> None:
        function = getattr(module, name)

        def counting(*arguments: object) -> object:
            counts[name] += 1
            return function(*arguments)

        monkeypatch.setattr(module, name, counting)

    count(coverage, "_measure")
    count(facts, "article_facts")
    count(site, "gather")
    site.build(REPOSITORY)
    assert counts == {"_measure": 2, "article_facts": 2, "gather": 1}
