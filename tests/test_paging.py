"""Lists that are too long for one page go on on further ones; nothing is left out, nothing is listed twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from builds import build_site
from repository import claim, repository

from annotate import check
from annotate.publishing.proving import check_site

NUMBER = 310
SUPPORTED = 302  # so that the rest begins on a second page
HISTORY = "\n  - date: 2026-11-24\n    kind: wording\n    why: It was wrong before."


def _claim(n: int) -> str:
    stance = "contradicts" if n >= SUPPORTED else "supports"
    cited = (
        f"\n  - url: https://data.example.org/{n}\n    outlet: City Open Data\n    type: dataset"
        f"\n    stance: {stance}\n    says: It has count {n}.\n    date: 2024-03-05"
        "\n  - url: https://wire.example.net/all\n    outlet: Wire\n    origin: Far Agency\n    type: news"
        f"\n    stance: {stance}\n    says: It has count {n}, too."
    )
    verdict = {"verdict": "contradicted", "reasons": "[factual-error]"} if n >= SUPPORTED else {}
    text = claim(f"count {n} was", claim=f"The count {n} was taken.", sources=cited, **verdict)
    return text.replace("checked:", f"history:{HISTORY}\nchecked:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paging")
    text = "\n\n".join(f"The count {n} was taken." for n in range(NUMBER))
    root = repository(folder / "r", {f"c{n}": _claim(n) for n in range(NUMBER)}, text)
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def _read(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html5lib")


def _along(first: Path) -> list[Path]:
    """The pages of a list, as one finds them by the way to the next."""
    found = [first]
    while following := _read(found[-1]).find("a", string="Next"):
        assert isinstance(following, Tag)
        to = found[-1].parent / str(following["href"])
        found.append((to if to.suffix else to / "index.html").resolve())
    return found


@pytest.mark.parametrize(
    ("first", "links", "pages"),
    [
        ("claims/index.html", r"claims/c\d+\.html$", 2),
        ("sources/index.html", r"^https://data\.example\.org/\d+$", 2),
        ("corrections/index.html", r"claims/c\d+\.html$", 2),
        ("outlets/index.html", r"claims/c\d+\.html$", 1),
        ("outlets/wire.html", r"claims/c\d+\.html$", 2),
        ("outlets/far-agency.html", r"claims/c\d+\.html$", 2),
    ],
)
def test_each_row_is_on_one_page(site: Path, first: str, links: str, pages: int) -> None:
    every = _along(site / first)
    assert len(every) == pages
    found = Counter(
        str(a["href"]).rpartition("/")[2]
        for page in every
        for a in _read(page).select("main a[href]")
        if re.search(links, str(a["href"]))
    )
    if first != "outlets/index.html":
        assert set(found.values()) == {1}
        assert len(found) == NUMBER
    for n, page in enumerate(every, start=1):
        assert (f"Page {n} of {pages}" in page.read_text("utf-8")) == (pages > 1)
        assert page.stat().st_size < 300_000
        named = {"First", "Previous", "Next", "Last"}
        ways = {a.get_text() for a in _read(page).select("main a")} & named
        there = {1: {"Next", "Last"}, 2: {"First", "Previous"}}[n]
        assert ways == (there if pages > 1 else set())


def test_a_number_leads_to_the_page_where_its_claims_begin(site: Path) -> None:
    row = next(
        row
        for row in _read(site / "outlets/index.html").select("tr")
        if "Far Agency" in row.get_text()
    )
    assert row.select('a[href="far-agency/2.html#contradicts"]')
    for link in row.select('a[href*="#"]'):
        path, _, place = str(link["href"]).partition("#")
        assert _read(site / "outlets" / path).find(id=place), link


def test_the_whole_site_agrees_and_each_outlet_is_found_once(site: Path) -> None:
    assert check_site(site).faults == []
    bodies = {p for p in site.rglob("*.html") if "data-pagefind-body" in p.read_text("utf-8")}
    further = {*site.rglob("pages/*/index.html"), *site.rglob("*/[0-9].html")}
    assert len(further) > 5
    assert bodies & further == set()
    assert bodies >= {site / name / "index.html" for name in ("outlets", "sources")}
    counts = _read(site / "claims/index.html").select("#search")[0]["data-counts"]
    assert counts == '{"supported": 302, "contradicted": 8}'


@pytest.mark.parametrize(
    "path",
    ["claims/pages/2.md", "sources/pages/3.md", "corrections/pages/2.md", "outlets/pages/2.md", "outlets/single/2.md",
     "outlets/carriers/2.md", "outlets/wire/2.html", "sources/wire-1234abcd/2.html", "methodology/index.md",
     "sources/README.md", "corrections/index.md", "contribute/readme.md"],
)  # fmt: skip
def test_no_file_of_ones_own_takes_the_place_of_a_further_page(path: str, tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    (root / "docs" / path).parent.mkdir(parents=True)
    (root / "docs" / path).write_text("Mine.", encoding="utf-8")
    assert [(p.code, p.location.path) for p in check(root).problems if p.is_error] == [
        ("path-taken", f"docs/{path}")
    ]
