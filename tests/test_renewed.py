"""Of many articles, those that were edited are read and shown first; what others tell of them follows."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from repository import ARTICLE, claim, repository, write_page
from test_serve import Served, _says

from annotate import check
from annotate.publishing.site import Build, build, renew

COST = "docs/articles/bridge/claims/cost.md"
VOTE = claim("voted on Tuesday", claim="The vote was on a Tuesday.")
MANY = 30


def _many(root: Path) -> Path:
    repository(root, {"cost": claim(), "vote": VOTE})
    for number in range(1, MANY):
        name = f"bridge-{number}"
        shutil.copytree(root / "docs/articles/bridge", root / "docs/articles" / name)
        page = root / f"docs/articles/{name}/index.md"
        page.write_text(page.read_text().replace("example.com/", f"example.com/{number}/"))
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return _many(tmp_path)


def _renewed(root: Path, before: Build) -> Build | None:
    return renew(before, check(root, only=["bridge"]), ["bridge"])


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a claim's words": lambda root: (root / COST).write_text(claim(summary="Others have it.")),
    "a verdict": lambda root: (root / COST).write_text(claim(verdict="mixed", summary="Half.")),
    "a quote": lambda root: (root / COST).write_text(claim("Repairs will cost")),
    "the order of two claims": lambda root: (root / COST).write_text(claim("The council")),
    "the text": lambda root: _pin(root, ARTICLE + "More.\n"),
    "a source": lambda root: (root / COST).write_text(claim().replace("budget\n", "accounts\n")),
}
OTHERS: dict[str, Callable[[Path], object]] = {
    "a new claim": lambda root: (root / COST).with_name("new.md").write_text(claim("on Tuesday")),
    "no claim": lambda root: (root / COST).unlink(),
    "a draft": lambda root: (root / COST).write_text(claim(draft="true")),
    "another title": lambda root: write_page(root, title="Another"),
    "an error that leaves its pages as they are": lambda root: (root / COST).write_text(
        claim().replace("type: dataset", "type: news")
    ),
    "an error": lambda root: (root / COST).write_text(claim("not there")),
    "no article": lambda root: shutil.rmtree(root / "docs/articles/bridge"),
}


def _pin(root: Path, text: str) -> None:
    (root / "seeds/bridge.txt").write_text(text)
    write_page(root)


@pytest.mark.parametrize("edit", EDITS)
def test_its_own_pages_are_what_a_build_of_all_makes(edit: str, tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim(), "vote": VOTE})
    before = build(root)
    EDITS[edit](root)
    now, whole = _renewed(root, before), build(root)
    if edit == "the text":
        assert now is None  # its page names another text
        return
    assert now
    assert now.files.keys() == before.files.keys()
    own = [path for path in now.files if path.startswith("articles/bridge/")]
    assert {path: now.files[path] for path in own} == {path: whole.files[path] for path in own}
    assert len(own) == 5
    others = now.files.keys() - own
    assert {path: now.files[path] for path in others} == {p: before.files[p] for p in others}
    assert [a.annotations for a in now.articles] == [a.annotations for a in whole.articles]


@pytest.mark.parametrize("edit", OTHERS)
def test_where_others_show_of_it_what_changed_all_is_read(edit: str, tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim(), "vote": VOTE})
    before = build(root)
    OTHERS[edit](root)
    assert _renewed(root, before) is None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(_many(tmp_path_factory.mktemp("many")))
    try:
        server.wait(lambda html: "claim-cost" in html, limit=60)
        yield server
    finally:
        server.stop()


def test_an_edit_shows_and_the_lists_and_the_search_follow(served: Served) -> None:
    served.wait(lambda html: '"filter"' not in html and html != "", "pagefind/pagefind-entry.json")
    index = served.get("pagefind/pagefind-entry.json")
    served.save(COST, claim(summary="Seen everywhere.", verdict="misleading"))
    served.wait(_says("Seen everywhere."))
    assert "Seen everywhere." in served.get("articles/bridge/claims/cost.html")
    assert "Seen everywhere." in served.get("articles/bridge/claims.json")
    assert "Seen everywhere." not in served.get("articles/bridge-1/claims/cost.html")
    for page in ("claims/", "articles/", "outlets/city-open-data.html"):
        served.wait(_says("misleading"), page)
    served.wait(lambda entry: entry not in ("", index), "pagefind/pagefind-entry.json")


def test_edits_in_quick_succession_all_show(served: Served) -> None:
    for number in range(6):
        path = COST.replace("bridge", f"bridge-{number + 1}")
        words = f"Seen as number {number}."
        served.save(path, claim(claim=words, summary=words))
        time.sleep(0.15)
    for number in range(6):
        served.wait(_says(f"Seen as number {number}."), f"articles/bridge-{number + 1}/")
        served.wait(_says(f"Seen as number {number}."), "claims/")


def test_a_page_that_comes_and_goes_with_an_edit(served: Served) -> None:
    """An outlet that nobody cited before has a page, and in the end it has none."""
    other = (
        claim().replace("City Open Data", "Town Archive").replace("data.example", "town.example")
    )
    served.save(COST, other)
    served.wait(_says("Town Archive"), "outlets/town-archive.html")
    served.save(COST, claim())
    served.wait(lambda html: html == "", "outlets/town-archive.html")
    new = COST.replace("cost", "new")
    served.save(new, claim("on Tuesday", claim="It was the council."))
    served.wait(_says("It was the council."), "articles/bridge/claims/new.html")
    (served.root / new).unlink()
    served.wait(lambda html: html == "", "articles/bridge/claims/new.html")


def test_what_is_wrong_shows_whether_one_article_tells_it_or_all(served: Served) -> None:
    served.save(COST, claim("not in the text"))
    served.wait(_says("quote-not-found"))
    builds, other = served.builds, COST.replace("bridge", "bridge-9")
    served.save(other, claim(summary="Saved meanwhile."))
    while served.builds == builds:
        time.sleep(0.05)
    assert "Saved meanwhile." not in served.get("articles/bridge-9/")
    served.save(COST, claim(summary="It is good again."))
    served.wait(_says("Saved meanwhile."), "articles/bridge-9/")
    served.wait(lambda html: "It is good again." in html and "fc-banner" not in html)
    served.save(COST, claim().replace("City Open Data", "Town Archive"))
    served.wait(_says("outlet-two-spellings"), "articles/bridge-3/")
    served.save(COST, claim())
    served.wait(lambda html: "fc-banner" not in html and html != "", "articles/bridge-3/")


# All is read in half a second, and each time it is noted that it begins, and that it ends.
SLOW = """\
import pathlib, time
import annotate.publishing.live as live
def slow(*told, build=live.build):
    with pathlib.Path('readings').open('a', 1) as file:
        file.write('<\\n')
        time.sleep(0.5)
        made = build(*told)
        file.write('>\\n')
    return made
live.build = slow
"""


def test_of_edits_that_follow_each_other_the_last_has_all_read(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("slow")
    (folder / "sitecustomize.py").write_text(SLOW, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    server = Served(root)
    try:
        server.wait(lambda html: "claim-cost" in html, limit=60)
        for number in range(6):
            words = f"Seen as number {number}."
            server.save(
                COST, claim(summary=words, verdict="misleading" if number == 5 else "mixed")
            )
            server.wait(_says(words))
        server.wait(_says("misleading"), "claims/")
    finally:
        server.stop()
    readings = (root / "readings").read_text("utf-8").split()
    assert readings == ["<", ">"] * (len(readings) // 2)
    assert len(readings) // 2 < 1 + 6
