"""Exact anchoring: the case files of tests/anchoring/, and what holds for any text."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
import yaml
from conftest import ROOT, within
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.anchoring import (
    FOLDINGS,
    Anchor,
    AnchorError,
    QuoteAmbiguous,
    QuoteNotFound,
    TextQuoteSelector,
    anchor,
    describe,
    fold,
)

SEED = (ROOT / "seeds/niger-airbase-101.txt").read_text(encoding="utf-8")
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((ROOT / "tests/anchoring").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
]

# Characters that folding and graphemes care about, and a few letters so that words come again.
_TRICKY = st.text(
    alphabet="aab .'\"-\n\t\r\u00a0\u00ad\u0301\u0302e\u00e9\u2026\u2019\u201c\u2014\u1100\u1161\u11a8"
    "\U0001f1fa\U0001f1f8\U0001f469\u200d\u200b\ufe0f\u0915\u093f\u212b",
    min_size=1,
    max_size=40,
)


def selector_of(case: dict[str, Any]) -> TextQuoteSelector:
    return TextQuoteSelector(case["exact"], case.get("prefix", ""), case.get("suffix", ""))


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    if "reason" in case:
        with pytest.raises(QuoteNotFound) as not_found:
            anchor(case["text"], selector_of(case))
        assert not_found.value.reason == case["reason"]
    elif "places" in case:
        with pytest.raises(QuoteAmbiguous) as ambiguous:
            anchor(case["text"], selector_of(case))
        assert [list(place) for place in ambiguous.value.candidates] == case["places"]
    else:
        assert list(anchor(case["text"], selector_of(case))) == case["at"]


@settings(max_examples=800, deadline=None)
@given(st.data())
def test_what_is_described_is_found_again(data: st.DataObject) -> None:
    text = data.draw(st.one_of(_TRICKY, st.text(min_size=1, max_size=30)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert anchor(text, describe(text, start, end)) == (start, end)


@settings(max_examples=500, deadline=None)
@given(_TRICKY, _TRICKY, _TRICKY, _TRICKY)
def test_only_equal_words_are_found(text: str, exact: str, prefix: str, suffix: str) -> None:
    try:
        place = anchor(text, TextQuoteSelector(exact, prefix, suffix))
    except AnchorError:
        return
    assert fold(text[place.start : place.end]).text.strip() == fold(exact).text.strip()


@settings(max_examples=1000, deadline=None)
@given(st.one_of(_TRICKY, st.text(max_size=30)))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


@given(_TRICKY)
def test_cuts_lead_back_in_order(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(at) for at in range(len(folded.text) + 1)]
    ends = [folded.end(at) for at in range(len(folded.text) + 1)]
    kept = [(start, end) for start, end in zip(starts, ends, strict=True) if start >= 0]
    assert kept == sorted(kept)
    assert all(end <= start for start, end in kept)
    assert [start < 0 for start in starts] == [end < 0 for end in ends]


def test_places_of_the_seed_are_described_shortly() -> None:
    draw = random.Random(101)
    for _ in range(500):
        start = draw.randrange(len(SEED) - 20)
        end = start + draw.randint(1, 20)
        selector = describe(SEED, start, end)
        assert anchor(SEED, selector) == (start, end)
        assert len(selector.prefix) <= 128
        assert len(selector.suffix) <= 128


def test_context_is_whole_words_and_only_when_needed() -> None:
    assert describe(SEED, 0, 25) == TextQuoteSelector(SEED[:25])
    start = SEED.index("Niger", 200)
    selector = describe(SEED, start, start + 5)
    assert selector.prefix or selector.suffix
    assert f" {SEED} ".count(f" {selector.prefix}Niger") == 1


def test_altered_quotes_are_never_accepted() -> None:
    draw = random.Random(1500)
    refused = 0
    while refused < 1500:
        quote = _quote(draw)
        altered = draw.choice((_other_digit, _without_negation, _other_name))(draw, quote)
        if altered == quote or fold(altered).text in fold(SEED).text:
            continue
        with pytest.raises(QuoteNotFound):
            anchor(SEED, TextQuoteSelector(altered))
        refused += 1


def test_true_quotes_are_all_accepted() -> None:
    draw = random.Random(500)
    for _ in range(500):
        words = list(re.finditer(r"\S+", SEED))
        first = draw.randrange(len(words) - 12)
        last = words[first + draw.randint(1, 12)]
        selector = describe(SEED, words[first].start(), last.end())
        straight = selector.exact.replace("’", "'").replace("“", '"').replace("–", "-")
        typed = TextQuoteSelector(
            straight.replace(" ", "\u00a0", 1), selector.prefix.strip(), selector.suffix
        )
        assert anchor(SEED, typed) == (words[first].start(), last.end())


def _quote(draw: random.Random) -> str:
    paragraph = draw.choice(SEED.split("\n\n"))
    words = paragraph.split(" ")
    first = draw.randrange(max(1, len(words) - 6))
    return " ".join(words[first : first + draw.randint(4, 25)])


def _other_digit(draw: random.Random, quote: str) -> str:
    digits = [found.start() for found in re.finditer(r"\d", quote)]
    if not digits:
        return quote
    at = draw.choice(digits)
    return quote[:at] + draw.choice("0123456789".replace(quote[at], "")) + quote[at + 1 :]


def _without_negation(draw: random.Random, quote: str) -> str:
    found = list(re.finditer(r"\b(?:not|no|without) |n’t\b", quote))
    return quote.replace(draw.choice(found).group(), "", 1) if found else quote


def _other_name(draw: random.Random, quote: str) -> str:
    names = re.findall(r"\b[A-Z][a-z]{3,}\b", quote)
    others = ("Macron", "Chad", "Wagner", "Lavrov", "Mali", "Agadir", "Reuter", "Rusia")
    return quote.replace(draw.choice(names), draw.choice(others), 1) if names else quote


def test_a_place_must_lie_in_the_text() -> None:
    for start, end in ((0, 0), (-1, 2), (2, 1), (0, 6)):
        with pytest.raises(ValueError, match="no place"):
            describe("words", start, end)


def test_anchors_are_pairs() -> None:
    start, end = anchor("some words", TextQuoteSelector("words"))
    assert (start, end) == Anchor(5, 10)


def test_every_folding_is_published() -> None:
    assert all(folding.name and folding.folds for folding in FOLDINGS)
    assert len({folding.name for folding in FOLDINGS}) == len(FOLDINGS)


@pytest.mark.parametrize(
    "unit", ["a", "ab", "a\n\n", "a ", "the cat sat ", "e\u0301 ", " \u00ad", "\u0301", "\u201c"]
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for start, end in ((0, 1), (50_000, 50_001), (33_333, 66_666)):
        # A second is the promise; the rest is for slow machines. Quadratic work would take minutes.
        with within(5):
            assert anchor(text, describe(text, start, end)) == (start, end)
