"""Suggestions for revised texts: the case files, seeded edits, and what a suggestion may never do."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml
from conftest import ROOT, within
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.anchoring import TextQuoteSelector, fold, nearest, propose

sys.path.insert(0, str(ROOT / "tests/campaigns/anchoring"))

from measure_proposals import measured, texts
from revised_texts import revisions

SEED = (ROOT / "seeds/niger-airbase-101.txt").read_text(encoding="utf-8")
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((ROOT / "tests/anchoring").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    if {"at", "places", "propose"} & case.keys()
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    """What `anchor` finds is proposed, the first of several places, and what a case says beyond that."""
    selector = TextQuoteSelector(case["exact"], case.get("prefix", ""), case.get("suffix", ""))
    expected = case.get("propose", case.get("at") or (case.get("places") or [None])[0])
    found = propose(case["text"], selector)
    assert (found and [found.start, found.end]) == expected
    if found and ("at" in case or "places" in case):
        assert (found.score, found.risks) == (1.0, ())


def test_seeded_revisions() -> None:
    count = 660
    outcomes, times = measured(revisions(texts(7), count, 7))
    totals: Counter[str] = Counter()
    for (_, outcome), number in outcomes.items():
        totals[outcome] += number
    assert totals["right"] >= 0.955 * count, outcomes
    assert totals["gone but anchored"] <= 2, outcomes
    assert totals["wrong place"] <= 2, outcomes
    assert times[count // 2] < 5


@pytest.mark.parametrize(
    ("quote", "risks"),
    [
        ("estimated 1,100 service members stationed in the country", ("number",)),
        (
            "The Defense Times reported on April 23 that Russia sent 100 troops into Niger",
            ("name",),
        ),
        ("it would break any international agreements made by the government", ("negation",)),
        (
            "a facility that Reuters noted cost €100 million in American taxpayers’ dollars",
            ("unit",),
        ),
        ("the coup on the grounds that the Biden regime could have been", ("modal",)),
        ("the specifics of that process remained unknown at press time", ()),
    ],
)
def test_risks_are_named(quote: str, risks: tuple[str, ...]) -> None:
    found = nearest(SEED, TextQuoteSelector(quote))
    assert found
    assert found.score < 1
    assert set(risks) <= set(found.risks)
    assert bool(risks) == bool(found.risks)


def test_the_nearest_words_are_found_where_nothing_is_proposed() -> None:
    selector = TextQuoteSelector(
        "The Russians are in a separate hangar and have full access to equipment"
    )
    found = nearest(SEED, selector)
    assert found
    assert SEED[found.start : found.end].startswith("The Russians are in a separate compound")
    assert nearest(SEED, TextQuoteSelector("zzzz qqqq xxxx")) is None


def test_a_look_alike_is_not_proposed() -> None:
    text = "Intro.\n\nThe northern team won 12 matches in its first season. It was cheered in the streets."
    gone = TextQuoteSelector(
        "The southern club lost 30 matches in its last season.",
        "was a surprise. ",
        " The coach left.",
    )
    assert propose(text, gone) is None


def test_of_two_similar_places_neither_is_proposed() -> None:
    text = "We paid ten men for the work. And more words. We paid six men for the work."
    assert propose(text, TextQuoteSelector("We paid two men for the work")) is None


def test_context_decides_between_equal_words() -> None:
    text = "The mayor said no. Others spoke. The council said no. All went home."
    selector = TextQuoteSelector("said no", "the city's council ", "; all went")
    found = propose(text, selector)
    assert found
    assert found.start == text.rindex("said no")


def test_a_proposal_crosses_no_paragraph_that_the_quote_did_not() -> None:
    text = (
        "Intro text stands here.\n\nTransition\n\nShould you only use the old line, you can wait until the month of May."
        "\n\nShould you have lots of boxes in your own store, you will see a note from the new clerk today."
    )
    words = (
        "Should you own lots of boxes in your own store, you will see a note from the new clerk."
    )
    found = propose(text, TextQuoteSelector(words, "stands here.\n\nTransition\n\n"))
    assert found
    assert text[found.start : found.end] == text.rsplit("\n\n", maxsplit=1)[-1]
    both = propose(text, TextQuoteSelector(f"you can wait for the month of May.\n\n{words}"))
    assert both
    assert (
        text[both.start : both.end].split("\n\n", maxsplit=1)[0]
        == "you can wait until the month of May."
    )


def test_a_paragraph_that_was_divided_and_reworded_is_proposed_whole() -> None:
    text = "All is well.\n\nThe council voted to close the old bridge in May.\n\nIt hopes to open the new one next year. Good."
    words = "The council voted to close the bridge in May, it hopes to open the new one next year."
    found = propose(text, TextQuoteSelector(words, "All is well.\n\n", " Good."))
    assert found
    assert text[found.start : found.end] == text.removeprefix("All is well.\n\n")[:-6]


def test_what_stands_before_a_moved_sentence_is_not_proposed_with_it() -> None:
    moved = "All citizens are equal before the court and may call on it at any time."
    text = f"Nobody shall wait for long; Article 7 {moved} The end of the list."
    words = moved.replace("time", "hour")
    found = propose(text, TextQuoteSelector(words, "was agreed by everyone. ", " Signed in the"))
    assert found
    assert text[found.start : found.end] == moved


@pytest.mark.parametrize(
    ("near", "is_proposed"),
    [
        ("The harbor handled 410 ships in the dry season, said the pilots of Port Sudan.", False),
        ("The harbor handled 310 ships in the dry season, said the pilots of Port Elgin.", False),
        ("The harbor handled 310 ships in the wet season, said the pilots of Port Sudan.", True),
    ],
)
def test_among_strangers_other_figures_and_names_are_another_sentence(
    near: str, is_proposed: bool
) -> None:
    words = "The harbor handled 310 ships in the dry season, said the pilots of Port Sudan."
    gone = TextQuoteSelector(words, "left the quay at noon. ", " Nobody had counted them")
    assert bool(propose(f"It rained. {near} Then it stopped.", gone)) == is_proposed
    there = f"{gone.prefix}{near}{gone.suffix}"
    assert propose(there, gone)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Half of its words.
        (
            "Some see disclaimers as no solution and justify unfit imperfect texts.",
            "Some view disclaimers as the solution to justify an imperfect translation.",
        ),
        # Two that are made alike.
        (
            "The mill at Elm sold 40 sacks of flour.\n\nNobody knew why it was so, and few people asked the owner about it "
            "that year, since all were busy with other things.\n\nThe mill at Ash sold 44 bags of flour.",
            "The mill at Oak sold 47 sacks of flour",
        ),
    ],
)
def test_without_context_other_sentences_made_alike_are_not_proposed(text: str, words: str) -> None:
    assert propose(text, TextQuoteSelector(words)) is None


FERRY = (
    "The ferry crossed the wide river several times a day and carried mostly the mail, the milk and the children of both "
    "schools on the far bank."
)


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (FERRY, {"wide": "muddy", "mostly": "usually"}),
        (
            "渡船每天几次横过宽阔的大河，船上多半装着邮件、牛奶和两所学校的孩子，冬天河面结冰的时候人们只好走远路。",
            {"宽阔": "浑浊", "多半": "通常"},
        ),
    ],
)
def test_among_strangers_two_other_words_are_another_sentence(
    words: str, changed: dict[str, str]
) -> None:
    near = words
    for word, other in changed.items():
        near = near.replace(word, other)
    gone = TextQuoteSelector(words, "left the quay at noon. ", " Nobody had counted them")
    assert propose(f"It rained. {near} Then it stopped.", gone) is None
    assert propose(f"It rained. {near}", TextQuoteSelector(words, "", gone.suffix)) is None
    assert propose(f"{gone.prefix}{near}{gone.suffix}", gone)


def test_among_strangers_one_other_digit_of_a_long_sentence_is_another_sentence() -> None:
    words = f"In 2014 {FERRY[0].lower()}{FERRY[1:-1]}, wrote the pilots and the teachers in their letter to the town."
    selector = TextQuoteSelector(words, "left the quay at noon. ", " Nobody had counted them")
    assert propose(f"It rained. {words.replace('2014', '2017')} Then it stopped.", selector) is None


@pytest.mark.parametrize(
    ("words", "near", "is_proposed"),
    [
        # A name in small letters is still there.
        (f"Harbor boats: {FERRY}", f"harbor boats: {FERRY.replace('wide', 'broad')}", True),
        # One that is said twice is missed once.
        (
            f"Ada and her crew: {FERRY[:-1]}, wrote Ada.",
            f"Ada and her crew: {FERRY[:-1]}, wrote Ben.",
            False,
        ),
        (
            "渡船上装了 Ada 的新发动机，从此每天几次横过宽阔的大河，船长说 Ada 的发动机又快又省油。",
            "渡船上装了 Ada 的新发动机，从此每天几次横过宽阔的大河，船长说 Ben 的发动机又快又省油。",
            False,
        ),
        # Among Han, words of letters are names.
        (
            "渡船的钟每小时调用一次 toTime 函数，并把结果写进船长桌上的航行日志，好让后来的人都能查看。",
            "渡船的钟每小时调用一次 toTide 函数，并把结果写进船长桌上的航行日志，好让后来的人都能查看。",
            False,
        ),
        # Much that was put in makes another sentence.
        (
            "The ferry carried the milk and the mail of the town every day.",
            "The ferry that nobody had painted since then carried the milk and the mail of the town every day.",
            False,
        ),
    ],
)
def test_among_strangers_a_place_is_nearly_the_same(
    words: str, near: str, is_proposed: bool
) -> None:
    selector = TextQuoteSelector(words, "left the quay at noon. ", " Nobody had counted them")
    assert bool(propose(f"It rained. {near} Then it stopped.", selector)) == is_proposed
    assert propose(f"{selector.prefix}{near}{selector.suffix}", selector)


@pytest.mark.parametrize(
    ("before", "after", "is_proposed"),
    [
        ("He left the town at noon. ", " Then it came to an end.", False),
        ("They were at the quay before noon. ", "", False),
        ("It rained. ", " Nobody had counted them", True),
    ],
)
def test_another_figure_needs_a_neighbor(before: str, after: str, is_proposed: bool) -> None:
    words = FERRY.replace("several", "12")
    selector = TextQuoteSelector(words, "left the quay at noon. ", " Nobody had counted them")
    text = f"{before}{words.replace('12', '14')}{after}"
    assert bool(propose(text, selector)) == is_proposed


def test_what_begins_within_the_words_that_stood_next_to_the_quote_is_not_the_quote() -> None:
    text = "Prices against those of the town:\n\n* * Bread costs twice as much here\n* Milk costs three times as much here"
    quote = TextQuoteSelector(
        "Flour costs nine times as much here",
        "against those of the town:\n\n* ",
        "\n> Bread costs twice as much here\n",
    )
    assert propose(text.replace("* *", "*\n>"), quote) is None


def test_a_context_without_words_says_nothing() -> None:
    words = "together with the pilots and with both owners"
    text = "We mend the old harbor together with the pilots."
    selector = TextQuoteSelector(words, "We mend the old harbor ", " who paid for all of it")
    found = propose(text, selector)
    assert found
    assert text[found.start : found.end] == "together with the pilots"


@pytest.mark.parametrize(
    ("text", "words", "prefix", "suffix"),
    [
        (
            "The prizes:\n\n- The second prize goes to the youngest baker of the valley;\n- There is no more.",
            "The first prize goes to the oldest baker of the valley;",
            "The prizes:\n\n- ",
            "\n- The second prize goes to the y",
        ),
        (
            "The first prize was for the bread of the old mill. The second prize was for the bread of the new mill.\n\nGood.",
            "The third prize was for the bread of the small mill.",
            "for the bread of the new mill. ",
            "\n\nGood.",
        ),
    ],
)
def test_what_stood_next_to_the_quote_is_not_the_quote(
    text: str, words: str, prefix: str, suffix: str
) -> None:
    assert propose(text, TextQuoteSelector(words, prefix, suffix)) is None


def test_between_its_old_neighbors_a_quote_in_another_order_is_proposed_whole() -> None:
    now = "the bridge would stay open, in spite of the heavy snow of the last night"
    words = "in spite of the heavy snow of the last night, the bridge would stay open"
    text = f"He said that {now}, for all."
    found = propose(text, TextQuoteSelector(words, "He said that ", ", for all."))
    assert found
    assert text[found.start : found.end] == now


def test_between_its_old_neighbors_a_sentence_may_have_been_rewritten() -> None:
    now = "Some wooden bridges shall remain shut for repairs because their beams are rotten."
    words = "Some old bridges of the town will be closed in May because the wood is rotten."
    selector = TextQuoteSelector(words, "It met at night as ever. ", " The mayor was not there.")
    text = f"{selector.prefix}{now}{selector.suffix}"
    found = propose(text, selector)
    assert found
    assert text[found.start : found.end] == now


def test_without_context_a_likely_place_with_the_figures_is_a_rival() -> None:
    words = FERRY.replace("several", "12")
    other = (
        words.replace("wide", "muddy")
        .replace("mostly", "usually")
        .replace("crossed", "passed")
        .replace("milk", "beer")
    )
    near = words.replace("12", "14")
    assert propose(near, TextQuoteSelector(words))
    text = f"{near} Nobody counted them in the winter, when ice lay on the water. {other}"
    assert propose(text, TextQuoteSelector(words)) is None


def test_without_context_the_place_with_clearly_more_words_is_proposed() -> None:
    now = FERRY.replace("wide", "muddy").replace("mostly", "usually")
    other = FERRY
    for word, changed in {
        "crossed": "passed",
        "milk": "beer",
        "children": "pupils",
        "several": "many",
    }.items():
        other = other.replace(word, changed)
    text = f"{now} Nobody counted them in the winter, when ice lay on the water. {other}"
    found = propose(text, TextQuoteSelector(FERRY))
    assert found
    assert text[found.start : found.end] == now


def test_what_was_put_into_a_chinese_sentence_is_proposed_with_it() -> None:
    now = "老人每天早上在公园里面和几个朋友一起慢慢散步，然后去市场买菜回家做饭。"
    text = f"前面的话说完了。{now}后面的话说完了。"
    found = propose(text, TextQuoteSelector("老人每天早上散步，然后去市场买菜。"))
    assert found
    assert text[found.start : found.end] == now


@pytest.mark.parametrize(
    "now", ["秤又大又沉很旧和箱子放在门边的架子上", "旧木头和箱子放在门边的架子上"]
)
def test_between_its_old_neighbours_a_clause_ends_where_they_begin(now: str) -> None:
    before, after = "清早的集市上挤满了人，卖鱼的老人总是把", "，等着孩子们来买。后来下雨了。"
    text = before + now + after
    found = propose(text, TextQuoteSelector("秤和箱子放在门边的架子上", before, after))
    assert found
    assert text[found.start : found.end] == now


@pytest.mark.parametrize(
    ("before", "now", "after", "words"),
    [
        (
            "在这里可以买到船票和地图。",
            "游客还是在这里买地图，虽然价格很高。",
            "后来下雨了。",
            "虽然价格很高，游客还是在这里买地图。",
        ),
        (
            "It was a wet year.\n\n",
            "The two boys from the mill carried rope to the boat, although the harbour was closed.",
            "\n\nNobody asked why.",
            "Although the harbour was closed, the two boys from the mill carried rope to the boat.",
        ),
    ],
)
def test_parts_that_changed_places_are_the_same_sentence(
    before: str, now: str, after: str, words: str
) -> None:
    text = before + now + after
    found = propose(text, TextQuoteSelector(words))
    assert found
    assert text[found.start : found.end] == now
    assert found.risks == ("order",)


def test_names_that_changed_places_make_another_sentence() -> None:
    text = "It rained. The mayor of Elm thanked the clerk of Ash. Then they left."
    assert propose(text, TextQuoteSelector("The clerk of Ash thanked the mayor of Elm.")) is None


def test_without_context_the_sentence_that_has_more_of_the_words_is_proposed() -> None:
    was = "The two boys from the old mill carried a rope and some tar down to the boat in the harbour."
    now = was.replace("boys", "lads").replace("old", "new")
    other = was.replace("carried", "hauled").replace("rope", "chain").replace("tar", "pitch")
    text = f"{now} Nobody had asked them why they did it, since all were busy that year. {other}"
    found = propose(text, TextQuoteSelector(was))
    assert found
    assert text[found.start : found.end] == now


@pytest.mark.parametrize(
    ("before", "now", "after", "words"),
    [
        (
            "那天早上雾散得很晚，路上没有车。",
            "两个孩子把绳子和木桶搬到船上，虽然港口还没有开放。",
            "后来下雨了。",
            "虽然港口还没有开放，两个孩子把绳子和木桶搬到船上。",
        ),
        (
            "They asked at the harbour. ",
            "The two boys of the mill carried rope to the boat.",
            " The boat was old and the rope of the mill was new.",
            "The two boys of the mill carried much new and heavy rope to the boat.",
        ),
    ],
)
def test_without_context_a_sentence_is_sought_within_one(
    before: str, now: str, after: str, words: str
) -> None:
    text = before + now + after
    found = propose(text, TextQuoteSelector(words))
    assert found
    assert text[found.start : found.end] == now


@settings(max_examples=400, deadline=None)
@example("11\u200d", "1")
@example("\u00ad \u03011", "1")
@given(
    st.text(
        alphabet="ab 1e\u0301\u0302\u00ad\u2026.\n\U0001f469\u200d\U0001f680\U0001f1fa\U0001f1f8",
        max_size=60,
    ),
    st.text(alphabet="ab 1e\u0301\u00e9.\n\U0001f469\U0001f1fa", max_size=20),
)
def test_a_proposal_lies_in_the_text_and_splits_no_sequence(text: str, exact: str) -> None:
    for found in (propose(text, TextQuoteSelector(exact)), nearest(text, TextQuoteSelector(exact))):
        if found:
            assert 0 <= found.start < found.end <= len(text)
            assert 0 <= found.score <= 1
            # Only into a paragraph that has something of the quote, which was divided then.
            parts = re.split(r"\n\s*\n", text[found.start : found.end].strip())
            signs = {*fold(exact).text} - {" ", "\n"}
            divided = all(signs & {*fold(part).text} for part in parts)
            assert divided or len(parts) - 1 <= exact.strip().count("\n")
            # White space takes no mark, nor does the beginning of a text, soft hyphens aside: one there stands alone.
            before = text[: found.start].replace("\u00ad", "")
            is_mark = unicodedata.combining(text[found.start])
            assert not is_mark or before[-1:].isspace() or not before
            joins = text[found.end : found.end + 1] in {"\u0301", "\u0302", "\u200d"}
            assert not joins or text[found.end - 1].isspace()


@pytest.mark.parametrize("unit", ["a", "a ", "the cat sat ", "no. ", "\u201c. ", "e\u0301 "])
def test_hostile_texts_take_bounded_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for quote in ("the cat sits on a mat", unit * 200 + "x", unit * 5000 + "y"):
        with within(5):
            propose(text, TextQuoteSelector(quote, "before ", " after"))


def test_between_neighbors_that_stand_twice_nothing_is_taken_unseen() -> None:
    before, after = "The council met again on that day. ", " Nobody in the town was asked about it."
    other, now = (
        "The bridge was opened for traffic in June.",
        "The bridge was shut for repairs in May.",
    )
    text = f"{before}{other}{after} It rained. {before}{now}{after}"
    was = "The bridge was closed for repairs in May."
    found = propose(text, TextQuoteSelector(was, prefix=before[-30:], suffix=after[:30]))
    assert found is None or text[found.start : found.end] == now
