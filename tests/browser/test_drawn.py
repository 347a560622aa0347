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
from browser.test_contribute_form import SELECT, fill, form, open_form
from browser.test_explorer import number_of_results

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
