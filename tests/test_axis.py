"""Days on an axis: where marks stand, what they are stacked by, how the scale is labeled."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as some

from annotate.model.vocabulary import Verdict
from annotate.publishing.pages.axis import Mark, draw_axis
from annotate.text.scripts import is_right_to_left

DAY = date(2024, 5, 3)


def drawn(*marks: Mark, day: date = DAY, is_mirrored: bool = False) -> Tag:
    svg = draw_axis(marks, day, "the article", is_mirrored=is_mirrored)
    found = BeautifulSoup(svg, "html.parser").svg
    assert found is not None
    return found


def place(tag: Tag, key: str = "cx") -> float:
    return float(str(tag[key]).removesuffix("%"))


def test_time_runs_to_the_right_or_to_the_left() -> None:
    marks = [Mark("2024-05-02", 1, "a"), Mark("2024-05-05", 1, "b")]
    early, late = map(place, drawn(*marks).select("circle"))
    assert early < late
    assert sorted(map(place, drawn(*marks, is_mirrored=True).select("circle"))) == [
        pytest.approx(100 - late),
        pytest.approx(100 - early),
    ]


def test_for_is_above_the_line_and_against_below() -> None:
    svg = drawn(Mark("2024-05-02", 1, "a"), Mark("2024-05-02", -1, "b"), Mark("2024-05-02", 0, "c"))
    above, below, apart = (float(str(c["cy"])) for c in svg.select("circle"))
    line = float(str(svg.select(".fc-line")[0]["y1"]))
    assert above < line < below < apart < float(str(svg["height"]))
    assert [title.get_text() for title in svg.select("title")] == ["a", "b", "c"]


def test_marks_of_one_day_are_stacked_and_none_is_lost() -> None:
    svg = drawn(*[Mark("2024-05-02", 1, "the same")] * 5, Mark("2024-05-30", 1, "far"))
    heights = [float(str(c["cy"])) for c in svg.select("circle")]
    assert len(set(heights[:5])) == 5
    assert heights[5] == max(heights)
    assert min(heights) > 16
    assert max(heights) < float(str(svg["height"]))


def test_a_month_is_drawn_over_its_days() -> None:
    svg = drawn(Mark("2024-02", 1, "a"), day=date(2024, 2, 1))
    whisker = svg.select(".fc-whisker")[0]
    assert place(svg.select("circle")[0]) == (place(whisker, "x1") + place(whisker, "x2")) / 2
    assert [t.get_text() for t in svg.select("text")][:3] == ["1 Feb", "11 Feb", "21 Feb"]


def test_a_verdict_is_drawn_as_its_glyph() -> None:
    svg = drawn(Mark("2024-05-02", 1, "a", verdict=Verdict.MIXED))
    assert svg.select(".fc-mark")[0]["data-verdict"] == "mixed"
    assert not svg.select(".fc-dot")


def test_nothing_dated_is_no_picture() -> None:
    assert draw_axis([Mark("undated", 1, "a")], DAY, "the article") == ""


def test_words_are_escaped() -> None:
    svg = draw_axis([Mark("2024-05-02", 1, "<b>*x*</b>")], DAY, "<i>")
    assert "<b>" not in svg
    assert "*" not in svg
    assert "<i>" not in svg


@given(some.dates(), some.lists(some.tuples(some.dates(), some.sampled_from([-1, 0, 1]))))
def test_any_days_stand_within_the_picture(day: date, others: list[tuple[date, int]]) -> None:
    marks = [Mark(other.isoformat(), side, "a") for other, side in [*others, (day, 1)]]
    svg = drawn(*marks, day=day)
    assert len(svg.select(".fc-dot")) == len(marks)
    for tag in svg.select(".fc-dot"):
        assert 4 <= place(tag) <= 96
    ticks = [place(tag, "x1") for tag in svg.select(".fc-scale")]
    assert len(ticks) <= 4
    assert all(4 <= at <= 96 for at in ticks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A", False), ("“١٢ عربي", True), ("עברית and English", True), ("12 …", False), ("", False)],
)
def test_the_direction_of_a_text(text: str, *, expected: bool) -> None:
    assert is_right_to_left(text) == expected
