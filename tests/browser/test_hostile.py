"""Bad input: 40 sources, 30 claims in a paragraph, overlaps, long words and quotes, Arabic, 320 px, 200 % zoom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGES = ("articles/bridge/", "articles/bridge/claims/forty-sources.html", "articles/bridge/claims/long-word.html",
         "claims/", "outlets/", "outlets/outlet-1-of-the-federation-of-registers.html", "sources/", "methodology/")  # fmt: skip
# Visible text outside the window, or cut off by an element that cannot be scrolled.
CUT_OFF = """() => {
  const out = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility() || e.closest('.md-skip, .skip, .fc-glyph, .fc-query label, .fc-note, thead, .fc-body > h2')) continue;
    const r = e.getBoundingClientRect();
    if (r.right > innerWidth + 1 || r.left < -1) out.push(`${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
  }
  return out;
}"""
REFERENCES_APART = """() => {
  const boxes = [...document.querySelectorAll('.fc-ref a')].map(a => a.getClientRects()[0]);
  const clash = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 6 && b.top < a.bottom - 6;
  return boxes.filter((a, i) => boxes.some((b, j) => i < j && clash(a, b))).length;
}"""


@pytest.mark.parametrize(
    ("width", "scale"), [(320, 1), (640, 2)], ids=["320 px", "200 % of 1280 px"]
)
def test_no_page_scrolls_sideways_or_cuts_words(
    open_page: OpenPage, unkind: str, width: int, scale: int
) -> None:
    with open_page(unkind, width=width, height=640, device_scale_factor=scale) as page:
        for path in PAGES:
            page.goto(unkind + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.evaluate(CUT_OFF) == [], path
        page.goto(unkind + PAGES[0])
        assert page.evaluate(REFERENCES_APART) == 0


def test_every_claim_opens_and_its_card_fits(open_page: OpenPage, unkind: str) -> None:
    for width, height in ((320, 640), (1280, 800)):
        with open_page(unkind + PAGES[0], width=width, height=height) as page:
            for ref in page.locator(".fc-ref a").all():
                ref.focus()
                assert_card_fits(page, width)


def assert_card_fits(page: Page, width: int) -> None:
    card = page.locator(".fc-card")
    card.wait_for()  # the first one waits for the claims' data
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")


def test_rail_of_thirty_loud_claims_in_a_paragraph(open_page: OpenPage, unkind: str) -> None:
    with open_page(unkind + PAGES[0]) as page:
        page.wait_for_timeout(200)
        boxes = [box for note in page.locator(".fc-note").all() if (box := note.bounding_box())]
        boxes.sort(key=lambda box: box["y"])
        assert len(boxes) == 36
        for above, below in pairwise(boxes):
            assert above["y"] + above["height"] <= below["y"]


def test_overlapping_claims_are_all_offered(open_page: OpenPage, unkind: str) -> None:
    with open_page(unkind + PAGES[0]) as page:
        page.locator("mark[data-claim=inner]").first.click()
        others = page.locator(".fc-card").get_by_role("button", name="Also on these words")
        others.nth(1).wait_for()  # the card is loaded when it is first asked for
        assert others.count() == 2
        others.first.click()
        assert page.locator(".fc-card").is_visible()


def test_forty_sources_are_all_there(open_page: OpenPage, unkind: str) -> None:
    with open_page(unkind + PAGES[1], width=320) as page:
        assert page.locator(".sources li").count() == 40
        page.goto(unkind + PAGES[0])
        assert page.locator("[id='fn:forty-sources'] a[href*='registry-']").count() == 40
