"""Lists of origins and sources on wide and narrow screens; evidence beside the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
# For each row of a table, how many lines its cells of a column take.
LINES = """([table, column]) => [...document.querySelectorAll(`${table} td:nth-child(${column})`)].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
})"""


def columns(page: Page) -> list[str]:
    heads = page.locator(".fc-origins th")
    return [head.inner_text() for head in heads.all() if head.is_visible()]


def test_a_phone_shows_name_bar_and_number(open_page: OpenPage, real: str) -> None:
    with open_page(real + "outlets/", width=320, height=700) as page:
        assert columns(page) == ["Reported by", "By stance", "Claims"]
        page.locator(".fc-carriers summary").click()
        assert page.evaluate(OVERFLOW) <= 0
        page.goto(real + "sources/")
        assert page.evaluate(OVERFLOW) <= 0


def test_the_list_of_sources_has_the_full_measure(open_page: OpenPage, real: str) -> None:
    """No kind and no date is broken over two lines, and the list of contents stands beside no table."""
    with open_page(real + "sources/") as page:
        table, contents = (
            page.locator(name).bounding_box() for name in (".fc-sources table", ".fc-toc")
        )
        assert table
        assert contents
        assert table["width"] > 1_000
        assert table["y"] > contents["y"] + contents["height"]
        for column in (3, 4):
            assert set(page.evaluate(LINES, [".fc-sources", column])) == {1}


def test_the_words_of_article_and_source_stand_side_by_side(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    """Also while one reads on, on a wide screen."""
    with open_page(real + page_types["claim"]) as page:
        article = page.locator(".beside .article")
        for quoted in page.locator(".quoted").all():
            quoted.scroll_into_view_if_needed()
            here, there = article.bounding_box(), quoted.bounding_box()
            assert here
            assert there
            assert here["x"] + here["width"] <= there["x"]
            assert here["y"] >= 0
            assert here["y"] + here["height"] <= 900


def test_bars_are_seen_in_forced_colors(open_page: OpenPage, real: str) -> None:
    with open_page(real + "outlets/", forced_colors="active", color_scheme="dark") as page:
        strokes = page.locator(".fc-stances line").evaluate_all(
            "lines => [...new Set(lines.map((line) => getComputedStyle(line).stroke))]"
        )
        assert strokes == ["rgb(255, 255, 255)"]
