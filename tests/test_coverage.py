"""`annotate coverage`: what is open, the most check-worthy first, and how well the rest is sourced."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from repository import CONTEXT, claim, repository

from annotate.checking.coverage import figures, gaps, joined, sentences
from annotate.checking.worthiness import weigh
from annotate.cli import main
from annotate.model import Article, Block
from annotate.publishing.site import build
from annotate.reading.library import read_library
from annotate.reading.repository import Repository

ARTICLE = (
    "It was a fine day.\n\n"
    "The minister said that 1,200 people had left because of the flood, “more than ever”.\n\n"
    "Officials in Harbor City announced a plan.\n\n::add-mask::x is a sentence too.\n"
)
TWO_ORIGINS = """
  - url: https://a.example.org/1
    outlet: A
    type: news
    stance: supports
    says: It has the figure.
  - url: https://b.example.org/1
    outlet: B
    type: news
    stance: supports
    origin: {origin}
    says: It has the figure."""


def test_figures_quotations_attributions_and_causes_weigh_most() -> None:
    """The order of a list for people who look for work."""
    sentences = [
        "The minister said that 1,200 people had left because of the flood, “more than ever”.",
        "The minister said that people had left because of the flood.",
        "People in Harbor City had left.",
        "It was a fine day.",
    ]
    scores = [weigh(sentence).score for sentence in sentences]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0
    assert set(weigh(sentences[0]).reasons) == {
        "figure",
        "quotation",
        "attribution",
        "cause",
        "comparison",
    }
    assert all(0 <= weigh(sentence * 50).score <= 100 for sentence in sentences)


def test_open_sentences_as_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Place, text, score and reasons of each, with the counts of the article."""
    repository(tmp_path, {"day": claim(quote="It was a fine day.")}, ARTICLE)
    monkeypatch.chdir(tmp_path)
    (told,) = json.loads(
        CliRunner().invoke(main, ["coverage", "bridge", "--format", "json"]).output
    )
    assert {
        key: told[key] for key in ("slug", "sentences", "annotated", "waived", "percent", "claims")
    } == {
        "slug": "bridge",
        "sentences": 4,
        "annotated": 1,
        "waived": 0,
        "percent": 25.0,
        "claims": 1,
    }
    assert [entry["text"][:12] for entry in told["open"]] == [
        "The minister",
        "Officials in",
        "::add-mask::",
    ]
    first = told["open"][0]
    text = read_library(Repository(tmp_path))[0].articles[0].article.text
    assert text[first["start"] : first["end"]] == first["text"]
    assert first["score"] > told["open"][1]["score"]
    assert "figure" in first["reasons"]


def test_text_commands_no_runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence of an article is contributed text, too."""
    repository(tmp_path, {}, ARTICLE)
    monkeypatch.chdir(tmp_path)
    output = CliRunner().invoke(main, ["coverage"]).output
    assert (
        "bridge: 0 % of 4 sentences covered (0 annotated, 0 waived, 4 open), 0 % of 33 words.\n"
        in output
    )
    assert not any(line.lstrip().startswith("::") for line in output.splitlines())


@pytest.mark.parametrize(
    ("fields", "two", "primary"),
    [
        ({"sources": TWO_ORIGINS.format(origin="B")}, 1, 0),
        ({"sources": TWO_ORIGINS.format(origin="A"), "single_source_reason": "It is."}, 0, 0),
        ({}, 0, 1),
        ({"verdict": "opinion"}, 0, 0),
    ],
)
def test_sourcing_is_counted(
    tmp_path: Path, fields: dict[str, str], two: int, primary: int
) -> None:
    """Copies of one report are one origin; opinions are not counted."""
    repository(tmp_path, {"cost": claim(context=CONTEXT, **fields)})
    counted = figures(read_library(Repository(tmp_path))[0].articles[0])
    assert (counted.two_origins, counted.primary) == (two, primary)
    assert counted.factual == (fields.get("verdict") != "opinion")


def test_the_first_article_is_covered_and_well_sourced() -> None:
    """The figures that the project aims at."""
    library, _ = read_library(Repository(ROOT))
    told = json.loads(_json_of_the_first_article())
    assert told[0]["percent"] == 100.0
    assert told[0]["open"] == []
    counted = figures(library.articles[0])
    assert counted.claims >= 70
    assert counted.share >= 60
    assert counted.primary >= 15


def _json_of_the_first_article() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return (
            CliRunner().invoke(main, ["coverage", "niger-airbase-101", "--format", "json"]).output
        )


def test_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown article is named with those that there are; one that cannot be read says why."""
    repository(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    unknown = CliRunner().invoke(main, ["coverage", "nope"])
    assert unknown.exit_code == 2
    assert "The articles are: bridge." in unknown.output
    (tmp_path / "seeds/bridge.txt").write_text("Other.", encoding="utf-8")
    changed = CliRunner().invoke(main, ["coverage", "bridge"])
    assert changed.exit_code == 1
    assert "seed-changed" in changed.output


SENTENCES = Path(__file__).parent / "cases" / "open-words" / "sentences.txt"


def _marked_up(line: str) -> tuple[str, list[str], str]:
    """A case as its sentence, the annotated words and the words left open."""
    plain = re.sub(r"[\[\]{}]", "", line)
    return plain, re.findall(r"\[(.*?)\]", line), "".join(re.findall(r"\{(.*?)\}", line))


def test_the_assertion_left_open_is_named(tmp_path: Path) -> None:
    """In at least 27 of 30 sentences of which all but one assertion is annotated."""
    lines = [line for line in SENTENCES.read_text("utf-8").splitlines() if line[:1] in "[{"]
    cases = [_marked_up(line) for line in lines]
    claims = {
        f"c{n}-{m}": claim(quote=quote)
        for n, (_, quotes, _) in enumerate(cases)
        for m, quote in enumerate(quotes)
    }
    repository(tmp_path, claims, "\n\n".join(sentence for sentence, _, _ in cases) + "\n")
    library, problems = read_library(Repository(tmp_path))
    assert [p for p in problems if p.is_error] == []
    found = [gap.text for gap in gaps(library.articles[0])]
    named = [left for _, _, left in cases if any(left in gap for gap in found)]
    assert len(cases) == 30
    assert len(named) >= 27, sorted({left for _, _, left in cases} - set(named))
    assert len(found) <= 30


def test_a_page_tells_how_many_of_the_words_are_annotated(tmp_path: Path) -> None:
    """A sentence of which one half is annotated is covered, and its words are half covered."""
    repository(
        tmp_path,
        {"one": claim(quote="Four words stand here")},
        "Four words stand here, five words are open there.\n",
    )
    files = build(tmp_path).files
    assert "1 claim checked in 1 sentence, 44 % of the words" in str(
        files["articles/bridge/index.md"]
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "他来了。她走了！你呢？“好。”他说。"),
        ("ja", "彼は来た。彼女は行った。"),
        ("hi", "वह गया। वह आई।"),
        ("my", "သူသွားသည်။ သူလာသည်။"),
        ("km", "គាត់ទៅ។ នាងមក។"),
        ("am", "እሱ ሄደ። እሷ መጣች።"),
        ("ur", "وہ گیا۔ وہ آئی؟"),
        ("hy", "Նա գնաց։ Նա եկավ։"),
    ],
)
def test_sentences_end_by_the_signs_of_every_script(language: str, text: str) -> None:
    """Also in paragraphs that are read in parts."""
    count = len(list(sentences(Article((Block(text),)), language)))
    assert count >= 2
    long = text if " " not in text else f"{text} "
    found = list(sentences(Article((Block(long * 900),)), language))
    assert len(found) == 900 * count
    assert len({s.text for s in found}) == count


@pytest.mark.parametrize("between", [". ", " ", ""])
def test_a_paragraph_of_any_length_is_read_whole(between: str) -> None:
    """In sentences where there are any; where there are none, no word is divided for its place."""
    words = [f"Word{number:05} number {number}" for number in range(900)]
    text = f"{between.join(words)}."
    found = list(sentences(Article((Block(text),))))
    if between == ". ":
        assert [s.text for s in found] == [f"{word}." for word in words]
    elif between:
        assert " ".join(s.text for s in found) == text
    assert "".join(s.text for s in found).replace(" ", "") == text.replace(" ", "")
    assert all(text[s.start : s.end] == s.text for s in found)
    assert max(len(s.text) for s in found) <= 4_000


def test_places_that_touch_are_one_stretch() -> None:
    """An excerpt leaves nothing out between two quotes' surroundings that meet."""
    places = [(10, 12), (5, 9), (0, 5), (2, 3), (13, 13)]
    assert joined(places) == [(0, 9), (10, 12), (13, 13)]
