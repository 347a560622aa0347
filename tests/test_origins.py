"""Who reported it: pages by origin, numbers that lead to the claims, what a claim rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from repository import claim, repository

from annotate.publishing.site import build

WORDS = ["about $3.2 million", "on Tuesday", "close the bridge", "daily traffic"]


def source(
    outlet: str, origin: str = "", stance: str = "supports", kind: str = "news", **fields: str
) -> str:
    """A source as a claim file has it; each outlet has one page."""
    url = f"https://{outlet.lower().replace(' ', '-')}.example.org/page"
    values = {"url": url, "outlet": outlet, "type": kind, "stance": stance, "says": "It says so."}
    values |= {"date": "2024-03-05"} | fields
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "\n  - " + "\n    ".join([*lines, *([f"origin: {origin}"] if origin else [])])


def written(root: Path, *claims: str, verdict: str = "mixed", **fields: str) -> dict[str, str]:
    """The files of a site with claims that have these sources."""
    names = {
        f"claim-{n}": claim(
            quote=WORDS[n], claim=f"Claim {n}.", verdict=verdict, sources=sources, **fields
        )
        for n, sources in enumerate(claims)
    }
    made = build(repository(root, names))
    assert not made.failed, made.problems
    return {path: str(content) for path, content in made.files.items()}


def test_an_origin_without_a_page_of_its_own_leads_the_list(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        source("Daily") + source("Herald", "The Wire", "contradicts"),
        source("Mirror", "The Wire"),
        source("The Wire") + source("Mirror", "The Wire", "context"),
    )
    page = files["outlets/index.md"]
    assert (
        "**[3](../outlets/the-wire.html) of 3 claims use what The Wire reported; [2](#single) rest"
        in page
    )
    rows = [re.sub(r"<svg.*?</svg>", "bar", row) for row in page.splitlines() if row[:3] == "| ["]
    assert rows[:2] == [
        "| [The Wire](../outlets/the-wire.html) | bar | [3](../outlets/the-wire.html) | [2](../outlets/the-wire.html#supports) "
        "| [1](../outlets/the-wire.html#contradicts) | [1](../outlets/the-wire.html#context) | [1](../outlets/the-wire.html#own) "
        "| [2](../outlets/the-wire.html#copies) |",
        "| [Daily](../outlets/daily.html) | bar | [1](../outlets/daily.html) | [1](../outlets/daily.html#supports) | · | · "
        "| [1](../outlets/daily.html#own) | · |",
    ]
    assert rows[2:] == [
        "| [Mirror](../outlets/mirror.html#carried) | [2](../outlets/mirror.html#carried) | [The Wire](../outlets/the-wire.html) |",
        "| [Herald](../outlets/herald.html#carried) | [1](../outlets/herald.html#carried) | [The Wire](../outlets/the-wire.html) |",
    ]


def test_a_page_of_who_reported_has_a_part_for_each_way(tmp_path: Path) -> None:
    """Its headings, with the number of their claims."""
    files = written(
        tmp_path,
        source("Daily") + source("Herald", "Daily", "contradicts"),
        source("Herald", "Daily"),
        source("Daily", "Wire", "context"),
    )
    heads = BeautifulSoup(files["outlets/daily.html"], "html.parser").select("main h2")
    told = [f"{head['id']}: {head.get_text()}" for head in heads]
    assert told == [
        "supports: Supports what the article says 2 claims",
        "contradicts: Contradicts what the article says 1 claim",
        "carried: Carries what others reported 1 claim",
        "own: Read on its own pages 1 claim",
        "copies: Read only in copies 1 claim",
    ]


def test_every_number_leads_to_as_many_claims(tmp_path: Path) -> None:
    """Each place that a number links to is there, and the list that begins there has as many claims."""
    files = written(
        tmp_path,
        source("Daily") + source("Herald", "The Wire", "contradicts"),
        source("Mirror", "The Wire") + source("Herald", "The Wire"),
        source("The Wire") + source("Mirror", "The Wire", "context"),
        source("Daily", "Herald"),
    )
    links = re.findall(r"\[(\d+)\]\(\.\./outlets/([\w-]+\.html)#(\w+)\)", files["outlets/index.md"])
    assert len(links) >= 12
    for number, page, part in links:
        soup = BeautifulSoup(files[f"outlets/{page}"], "html.parser")
        head = soup.find(id=part)
        assert head is not None, (page, part)
        heads = [head] if head.name == "h2" else soup.select("#supports, #contradicts, #context")
        lists = [h.find_next_sibling("ul") for h in heads]
        claims = {a["href"] for ul in lists if ul for a in ul.select("a.main")}
        assert len(claims) == int(number), (page, part)
        if head.name == "h2":
            assert f"{number} claim" in head.get_text()


def test_a_source_that_several_claims_cite_has_a_page(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        source("Daily", quoted="three million"),
        source("Daily", stance="contradicts"),
        source("Herald"),
    )
    (path,) = [path for path in files if path.startswith("sources/")]
    assert "Cited in 2 claims." in files[path]
    assert "page#:~:text=three%20million" in files[path]
    assert re.search(rf"Daily.* \[2\]\({path}\)", files["sources.md"])
    alone = r"Herald.* \[1\]\(articles/bridge/claims/claim-2.html\)"
    assert re.search(alone, files["sources.md"])


@pytest.mark.parametrize(
    ("verdict", "sources", "told"),
    [
        ("mixed", [source("A", "W"), source("B", "W")], "1 report, read only in a copy"),
        ("mixed", [source("A"), source("B", "A")], "1 report"),
        ("supported", [source("A", kind="dataset")], "1 report, first-hand"),
        ("mixed", [source("A"), source("B")], "2 independent reports"),
        (
            "mixed",
            [source("A"), source("B", "V"), source("C", "W", "contradicts")],
            "3 independent reports, 2 of them read only in copies",
        ),
        (
            "mixed",
            [source("B", "V"), source("C", "W")],
            "2 independent reports, read only in copies",
        ),
        ("supported", [source("A"), source("B"), source("C", stance="contradicts")], "2 indep"),
        ("disputed", [source("A", stance="context")], "no independent report"),
        ("opinion", [source("A", stance="context")], ""),
    ],
)
def test_what_a_claim_rests_on_is_told(
    tmp_path: Path, verdict: str, sources: list[str], told: str
) -> None:
    """In the footnote and on the claim's page; an opinion that cites nothing rests on nothing."""
    files = written(tmp_path, "".join(sources), verdict=verdict)
    page, note = files["articles/bridge/claims/claim-0.html"], files["articles/bridge/index.md"]
    assert (f"The verdict rests on <b>{told}" in page) == bool(told)
    assert (f"**Rests on:** {told}" in note) == bool(told)
    assert bool(told) == ("rests on <b>" in page)


def test_a_source_opens_at_its_words_beside_the_articles(tmp_path: Path) -> None:
    words = source("A", quoted="a well-known fact", archived="https://archive.example.org/1")
    files = written(tmp_path, words + source("B"))
    soup = BeautifulSoup(files["articles/bridge/claims/claim-0.html"], "html.parser")
    (beside,) = soup.select(".beside")
    assert [q.get_text() for q in beside.select("blockquote")] == [
        WORDS[0],
        "“a well-known fact”",
    ]
    directive = "#:~:text=a%20well%2Dknown%20fact"
    assert [a["href"] for a in beside.select("a")] == [
        f"https://a.example.org/page{directive}",
        f"https://archive.example.org/1{directive}",
        "https://b.example.org/page",
    ]
    assert f"page{directive}" in files["articles/bridge/claims.json"]  # the card
    assert directive not in files["articles/bridge/index.md"]


def test_without_quoted_words_nothing_stands_beside(tmp_path: Path) -> None:
    page = written(tmp_path, source("A"))["articles/bridge/claims/claim-0.html"]
    assert 'class="beside"' not in page


def test_sources_are_drawn_on_their_days(tmp_path: Path) -> None:
    """For above the line, against below, copies hollow; how many have no date is told in words."""
    files = written(
        tmp_path,
        source("A") + source("B", "A", "contradicts") + source("C", date="undated"),
    )
    soup = BeautifulSoup(files["articles/bridge/claims/claim-0.html"], "html.parser")
    (line,) = soup.select(".fc-axis .fc-line")
    above, below = soup.select(".fc-axis circle")
    assert float(str(above["cy"])) < float(str(line["y1"])) < float(str(below["cy"]))
    assert "fc-copy" in below["class"]
    assert "fc-copy" not in above["class"]
    assert "the article, 6 March 2024" in soup.select(".fc-axis")[0].get_text()
    assert "Not drawn, for want of a date: 1 of 3." in soup.get_text()
    assert not soup.select("[style]")


def test_time_runs_from_right_to_left_in_an_article_that_does(tmp_path: Path) -> None:
    sources = source("A", date="2024-03-01") + source("B", date="2024-03-03")
    text = claim(quote="في يوم الثلاثاء", verdict="mixed", sources=sources)
    made = build(repository(tmp_path, {"one": text}, "صوت المجلس في يوم الثلاثاء على الإغلاق.\n"))
    soup = BeautifulSoup(str(made.files["articles/bridge/claims/one.html"]), "html.parser")
    late, early = soup.select(".fc-axis circle")
    assert early.get_text() == "A, 1 March 2024"
    assert float(str(late["cx"])[:-1]) < float(str(early["cx"])[:-1])
