"""Work grows as the number of claims does, every fact is gathered once, and a build holds no pages."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from repository import claim, repository

from annotate.checking import check as checking
from annotate.checking import coverage
from annotate.model import articles
from annotate.publishing import facts, histories, site
from annotate.publishing.pages import single


def _article(root: Path, count: int) -> Path:
    """A repository with one article of `count` sentences, and a claim on each that links to the next one."""
    sentences = [f"Depot {n} of the city took in {n + 7} tons of grain." for n in range(count)]
    paragraphs = [" ".join(sentences[n : n + 5]) for n in range(0, count, 5)]
    claims = {
        f"depot-{n}": claim(
            f"Depot {n} of the city",
            f"The ledger of depot {n} has the same weight; the next one is in [[depot-{(n + 1) % count}]], and the "
            "city publishes the weights every year, one file for each of its depots.\n",
        )
        for n in range(count)
    }
    return repository(root, claims, "\n\n".join(paragraphs) + "\n")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def test_four_times_the_claims_on_an_article_take_about_four_times_as_long(tmp_path: Path) -> None:
    few, many = _article(tmp_path / "few", 200), _article(tmp_path / "many", 800)

    def work(root: Path) -> None:
        built = site.build(root)
        assert not [p for p in built.problems if p.is_error]
        assert all(built.files.values())

    work(few)  # what is loaded once
    ratios = (_seconds(lambda: work(many)) / _seconds(lambda: work(few)) for _ in range(2))
    assert any(ratio < 7 for ratio in ratios)  # 16, if each claim were compared with each


@pytest.mark.parametrize(
    ("before", "piece"), [("<table><tr><th>h<tr>", "<td><b>x</b>"), ("<p>", "x<sup>1</sup> ")]
)
def test_four_times_the_cells_of_a_row_or_the_notes_of_a_paragraph_take_about_four_times_as_long(
    tmp_path: Path, before: str, piece: str
) -> None:
    few, many = (
        repository(tmp_path / str(count), {}, before + piece * count, suffix="html")
        for count in (2000, 8000)
    )

    def work(root: Path) -> None:
        assert site.build(root).files["articles/bridge/index.md"]

    work(few)
    ratios = (_seconds(lambda: work(many)) / _seconds(lambda: work(few)) for _ in range(2))
    assert any(ratio < 7 for ratio in ratios)


def _count(monkeypatch: pytest.MonkeyPatch, counts: Counter[Any], home: Any, name: str) -> None:
    """Count with which objects, first arguments, a function is called."""
    work = getattr(home, name)

    def counted(*arguments: Any, **named: Any) -> object:
        counts[name, id(arguments[0])] += 1
        return work(*arguments, **named)

    monkeypatch.setattr(home, name, counted)


def test_each_fact_is_gathered_once_in_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: Counter[Any] = Counter()
    for home, name in [
        (checking, "read_library"),
        (coverage, "_measure"),
        (articles, "anchor"),
        (site, "gather"),
        (facts, "article_facts"),
        (facts, "source_facts"),
        (histories, "_told"),
    ]:
        _count(monkeypatch, counts, home, name)
    built = site.build(_article(tmp_path, 20))
    assert all(built.files.values())
    anchored = sum(times for (name, _), times in counts.items() if name == "anchor")
    assert anchored == 20
    assert {key for key, times in counts.items() if times > 1 and key[0] != "anchor"} == set()
    assert {name for name, _ in counts} >= {"_measure", "article_facts", "source_facts"}


def test_a_page_is_made_when_it_is_asked_for_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    work = single.render_claim

    def render(article: Any, claim: Any, *others: Any) -> str:
        made.append(claim.claim.id)
        return work(article, claim, *others)

    monkeypatch.setattr(site, "render_claim", render)
    files = site.build(_article(tmp_path, 20)).files
    path = "articles/bridge/claims/depot-7.html"
    assert path in files
    assert sum(name.startswith("articles/bridge/claims/") for name in files) == 20
    assert made == []
    assert files[path] == files[path]
    assert made == ["depot-7", "depot-7"]


def test_a_link_to_a_claim_is_checked_within_emphasis_too(tmp_path: Path) -> None:
    context = (
        "The city counts *as [[no-such-claim]] says* and publishes all the counts every year.\n"
    )
    root = repository(tmp_path, {"cost": claim(context=context)})
    assert [p.code for p in checking.check(root).problems if p.is_error] == ["unknown-claim-link"]


def test_a_page_of_the_sites_own_lists_the_newest_articles_and_leads_to_all(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    (root / "docs/index.md").write_text("# Home\n\n<!-- annotate: articles -->\n", "utf-8")
    own = (root / "docs/articles/bridge/index.md").read_text("utf-8")
    for day in range(10, 32):
        folder = root / f"docs/articles/day-{41 - day}"
        (folder / "claims").mkdir(parents=True)
        (folder / "index.md").write_text(own.replace("2024-03-06", f"2024-03-{day}"), "utf-8")
        (folder / "claims/cost.md").write_text(claim().replace("2024-03-05", "2024-02-05"), "utf-8")
    built = site.build(root)
    home, every = (str(built.files[path]) for path in ("index.md", "articles/index.md"))
    listed = re.findall(r"\]\(articles/(day-\d+)/index.md\)", home)
    assert listed == [f"day-{41 - day}" for day in range(31, 11, -1)]
    assert "[All 23 articles](articles/index.md)" in home
    assert every.count("-   [The bridge]") == 23
