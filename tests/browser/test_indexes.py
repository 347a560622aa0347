"""A search in several indexes finds what a search in one finds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from annotate.publishing.indexing import Indexing
from annotate.publishing.proving.whole import check_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# Words of both articles; of one each, which no page has together; a phrase; a question; a word's beginning; none at all; no words, which loads a facet.
QUERIES = (
    "sample", "bridge", "السوق", "bridge market", "market visitors", "bridge sample winter", '"old bridge"', "when was it closed",
    "how many visitors", "visit", "bri", "no-such-word bridge", "nosuchword", "contradicted", "الجسر",
    "",
)  # fmt: skip
# What is large in Pagefind beside the indexes.
PROGRAM = re.compile(r"/pagefind\.js$|\.pagefind$")
ASK = """async ([folder, queries]) => {
  const { ask, read, named } = await import(`${folder}find.js`);
  const { counts, search } = await import(`${folder}indexes.js`);
  const answered = async (query) => {
    const question = await read(query);
    const narrowed = await ask(question, { kind: { any: ["Claim"] } });
    const { results, filters } = await ask(question);
    const urls = async (some) => (await Promise.all(some.map((one) => one.data()))).map(({ url }) => url);
    const offered = await named(query);
    return { question, filters, offered, urls: await urls(results), narrowed: await urls(narrowed.results) };
  };
  const answers = [];
  for (const query of queries) answers.push(await answered(query));
  const { results } = await search("sample");
  return { counts: await counts(), answers, scores: results.map(({ score }) => score) };
}"""


def _asked(open_page: OpenPage, site: str) -> dict[str, Any]:
    with open_page(f"{site}claims/") as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url.removeprefix(site)))
        told: dict[str, Any] = page.evaluate(ASK, [f"{site}assets/annotate/", list(QUERIES)])
    return told | {"programs": sorted({path for path in asked if PROGRAM.search(path)})}


def _comparable(told: Any, name: str = "") -> Any:
    """Results of alike worth stand in an order of their own in each index, and no index counts what it does not have."""
    if isinstance(told, dict):
        return {key: _comparable(value, key) for key, value in told.items() if value != 0}
    if isinstance(told, list):
        values = [_comparable(value) for value in told]
        return sorted(values) if name in ("urls", "narrowed") else values
    return told


def test_the_answers_are_those_of_one_index(
    open_page: OpenPage,
    built: Callable[[str, Path], Path],
    serve: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    one = built("sample", ROOT / "tests/cases/site/repository")
    several = tmp_path / "several"
    shutil.copytree(one, several)
    shutil.rmtree(several / "pagefind")
    assert Indexing(str(several), ["en", "ar"], [["old-bridge"], ["old-market"]]).finish() == ""
    asking = several / "assets/annotate/asking.js"
    asking.write_text(asking.read_text("utf-8").replace("INDEXES = 1", "INDEXES = 3"), "utf-8")
    assert check_site(several).faults == check_site(one).faults == []
    alone, together = (_asked(open_page, serve(site)) for site in (one, several))
    assert len([answer for answer in alone["answers"] if answer["urls"]]) > 8
    programs = [told.pop("programs") for told in (alone, together)]
    assert programs[0] == programs[1] == ["pagefind/pagefind.js", "pagefind/wasm.en.pagefind"]
    scores = [told.pop("scores") for told in (alone, together)]
    assert scores[1] == sorted(scores[1], reverse=True)
    assert len(scores[1]) == len(scores[0]) > 10
    assert _comparable(together) == _comparable(alone)
    next((several / "pagefind/2/index").iterdir()).unlink()
    assert any("pagefind/2/" in fault.path for fault in check_site(several).faults)
