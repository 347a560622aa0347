"""What the scripts draw, element for element: tools, rail, map, cards, form and explorer of the golden sample.

A word, a role, a class or a place in the order that changes shows in the diff; lengths are left out. `pytest --update`
writes the expected files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from browser.conftest import until
from browser.test_contribute_form import SELECT, close_form, fill, form, open_form
from browser.test_explorer import number_of_results
from browser.test_search import search

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

Expected = Callable[[Path, str], None]
FOLDER = ROOT / "tests/cases/site/drawn"
BRIDGE = "articles/old-bridge/"
FREE, TAKEN = "See the notice", "Two of nine cables"  # words without a claim, and with one
# The elements with what a reader has entered, as attributes.
DRAWN = r"""selector => [...document.querySelectorAll(selector)].map(element => {
  for (const field of element.querySelectorAll('input, select, textarea')) field.setAttribute('data-value', field.value);
  return element.outerHTML;
}).join('\n')"""


def drawn(page: Page, *selectors: str) -> str:
    """The elements' HTML, one element a line, without lengths."""
    parts = []
    for selector in selectors:
        html = str(page.evaluate(DRAWN, selector)).replace(str(date.today()), "(today)")
        html = re.sub(r"127\.0\.0\.1(:|%3A)\d+", "(site)", html)
        html = re.sub(
            r'(?<= style=")[^"]*', lambda style: re.sub(r"-?\d[\d.]*", "#", style[0]), html
        )
        parts.append(f"## {selector}\n{re.sub(r'(?<=>)(?=<)', chr(10), html)}\n")
    return "\n".join(parts)


def test_an_article(open_page: OpenPage, sample: str, expected: Expected) -> None:
    """Its tools, rail and map; a card by focus, kept open, on the next claim; marks hidden; one verdict alone."""
    with open_page(sample + BRIDGE) as page:
        page.locator(".fc-tools button").first.wait_for()
        told = [drawn(page, ".fc-tools", ".fc-tally", ".fc-rail", ".fc-map", "dialog.fc-help")]
        page.locator("sup[id^=fnref] a").first.focus()
        page.locator(".fc-card").wait_for()
        told.append(drawn(page, ".fc-card"))
        page.keyboard.press("Enter")
        until(page, "document.activeElement.className.includes('fc-card')")
        told.append(drawn(page, ".fc-card"))
        page.locator(".fc-card").get_by_role("button", name="Next").first.click()
        told.append(drawn(page, ".fc-card"))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Hide marks").click()
        told.append(drawn(page, ".fc-tools", ".fc-text p"))
    expected(FOLDER / "article.txt", "\n".join(told))


def test_a_form(open_page: OpenPage, sample: str, expected: Expected) -> None:
    """Empty, with a mistake in each kind of field, filled in; and over words that have a claim already."""
    with open_page(sample + BRIDGE) as page:
        page.evaluate(SELECT, FREE)
        page.locator(".fc-annotate").wait_for()
        told = [drawn(page, ".fc-annotate")]
        page.keyboard.press("Shift")
        told.append(drawn(page, ".fc-annotate"))
        page.keyboard.press("Escape")
        told.append(drawn(page, ".fc-annotate"))
        page.keyboard.press("a")
        form(page).wait_for()
        told.append(drawn(page, "dialog.fc-form"))
        form(page).get_by_label("Address", exact=True).fill("ftp://x")
        form(page).get_by_label("Date", exact=True).fill("03/05/2024")
        form(page).get_by_label("Summary", exact=True).fill("no sentence")
        form(page).get_by_label("Context", exact=True).fill("<b>short</b>")
        form(page).get_by_role("button", name="Add another source").click()
        told.append(drawn(page, "dialog.fc-form"))
    with open_page(sample + BRIDGE) as page:
        open_form(page, FREE)
        fill(page)
        told.append(drawn(page, "dialog.fc-form"))
    with open_page(sample + BRIDGE) as page:
        open_form(page, TAKEN)
        told.append(drawn(page, "dialog.fc-form"))
    with open_page(sample + "articles/old-market/") as page:  # an excerpt
        open_form(page, "عدد الزوار")
        told.append(drawn(page, ".fc-form-quote"))
    expected(FOLDER / "form.txt", "\n".join(told))


def test_the_explorer(open_page: OpenPage, sample: str, expected: Expected) -> None:
    """Before anything is asked for, with words, with a facet, and where nothing is found."""
    with open_page(sample + "claims/") as page:
        page.locator("#search").wait_for()
        told = [drawn(page, ".fc-query", ".fc-facets")]
        page.locator("#search").fill("bridge")
        assert number_of_results(page)
        for listed in (".fc-results li a", "[data-facet=outlet] li"):
            page.locator(listed).first.wait_for(state="attached")
        told.append(drawn(page, ".fc-answer", ".fc-facets"))
        page.locator("#search").fill("zyxwvu")
        until(page, "/Nothing/.test(document.querySelector('.fc-status').textContent)")
        told.append(drawn(page, ".fc-answer"))
    expected(FOLDER / "explorer.txt", "\n".join(told))


def test_the_search(open_page: OpenPage, sample: str, expected: Expected) -> None:
    """Opened over an article: empty, with claims of this page and of others, other kinds, words of no page, filters."""
    with open_page(sample + BRIDGE) as page:
        page.keyboard.press("/")
        page.locator(".fc-find[open]").wait_for()
        told = [drawn(page, ".fc-find")]
        for words in ("bridge", "what the bridge costs", "misleading", "brigde", "zyxwvu"):
            search(page, words)
            told.append(drawn(page, ".fc-find"))
        search(page, "bridge")
        for kind in ("Pages", "Outlets"):
            button = page.locator(".fc-tabs").get_by_role("button", name=kind)
            if button.is_enabled():
                button.click()
                page.locator(f".fc-tabs [aria-pressed=true]:has-text('{kind}')").wait_for()
                told.append(drawn(page, ".fc-tabs", ".fc-find .fc-results"))
    expected(FOLDER / "search.txt", "\n".join(told))


# In pixels, of what does not depend on fonts: between two notes of the rail, and between words and what is shown of them.
NOTES = """() => {
  const notes = [...document.querySelectorAll('.fc-rail > :not([hidden])')].map(note => note.getBoundingClientRect());
  return Math.round(Math.min(...notes.slice(1).map((note, at) => note.top - notes[at].bottom)));
}"""
OFFER = """() => {
  const lines = [...getSelection().getRangeAt(0).getClientRects()].filter(line => line.width);
  const button = document.querySelector('.fc-annotate').getBoundingClientRect();
  return [button.top - Math.max(...lines.map(line => line.bottom)), button.right - lines.at(-1).right].map(Math.round);
}"""
CARD = """() => {
  const card = document.querySelector('.fc-card').getBoundingClientRect();
  const lines = document.querySelector(`mark[data-claim="${location.hash.slice(7)}"]`).getClientRects();
  return [lines[0].top - card.top, innerHeight - card.bottom].map(Math.round);
}"""


def test_distances(open_page: OpenPage, sample: str) -> None:
    """Beside words in a wide window, and on a phone, which needs room for its own handles."""
    with open_page(sample + BRIDGE) as page:
        page.locator(".fc-laid").wait_for(state="attached")
        assert page.evaluate(NOTES) == 10
        page.evaluate(SELECT, FREE)
        page.locator(".fc-annotate").wait_for()
        assert page.evaluate(OFFER) == [8, 0]
        page.keyboard.press("n")
        page.locator(".fc-card").wait_for()
        until(page, f"({CARD})()[0] === 8")
    with open_page(sample + BRIDGE, width=360, has_touch=True, is_mobile=True) as page:
        page.evaluate(SELECT, FREE)
        page.locator(".fc-annotate").wait_for()
        assert page.evaluate(OFFER)[0] == 30
        page.keyboard.press("n")
        page.locator(".fc-card").wait_for()
        until(page, f"({CARD})()[1] === 0")


def test_what_is_told_of_selected_words(
    open_page: OpenPage, sample: str, expected: Expected
) -> None:
    """Widened to whole words; another verdict than the claim has; before the article was published."""
    told: list[str] = []
    with open_page(sample + BRIDGE) as page:
        open_form(page, FREE[1:-2])
        told.append(drawn(page, ".fc-form-quote"))
        close_form(page)
        open_form(page, "The ferry costs two dollars.")
        page.get_by_role("button", name="Make another claim").click()
        fill(page)
        form(page).get_by_label("Verdict", exact=True).select_option("opinion")
        form(page).get_by_role("button", name="Copy").click()
        told.append(drawn(page, ".fc-there", ".fc-field:has([name=verdict])", ".fc-form-needed"))
    with open_page(sample + BRIDGE) as page:
        page.clock.set_fixed_time("2001-01-01T12:00:00Z")
        open_form(page, FREE)
        fill(page)
        told.append(drawn(page, ".fc-form-needed"))
    expected(FOLDER / "words.txt", "\n".join(told))


def test_what_else_is_told(open_page: OpenPage, sample: str, expected: Expected) -> None:
    """A card on a phone, and words that no claim has all of."""
    told: list[str] = []
    with open_page(sample + BRIDGE, width=360, height=740, has_touch=True, is_mobile=True) as page:
        page.locator("mark.fc").first.tap()
        page.locator(".fc-card").wait_for()
        told.append(drawn(page, ".fc-card"))
        page.locator(".fc-card").get_by_role("button", name="Show all").click()
        told.append(drawn(page, ".fc-card"))
    with open_page(sample + BRIDGE) as page:
        page.keyboard.press("/")
        page.locator(".fc-find[open]").wait_for()
        search(page, "ferry tower")
        told.append(drawn(page, ".fc-find [role=status]"))
    expected(FOLDER / "else.txt", "\n".join(told))
