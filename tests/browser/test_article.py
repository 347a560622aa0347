"""An article's page: footnotes without scripts, the card, the rail, filters, keys, paper, weight."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import ARTICLE, finished, settle, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WEIGHT = 118_000  # bytes, gzip -6, for an article with 119 claims
LOUD = "mark[data-verdict=contradicted], mark[data-verdict=misleading]"


def card(page: Page) -> Any:
    return page.locator(".fc-card")


def covers(page: Page, claim: str) -> bool:
    """Whether the card lies on one of the claim's own lines."""
    return bool(
        page.evaluate(
            """claim => {
              const card = document.querySelector('.fc-card').getBoundingClientRect();
              const lines = [...document.querySelectorAll(`mark[data-claim="${claim}"]`)].flatMap(m => [...m.getClientRects()]);
              return lines.some(r => r.left < card.right && card.left < r.right && r.top < card.bottom && card.top < r.bottom);
            }""",
            claim,
        )
    )


def test_a_link_to_a_claim_takes_the_focus_from_nowhere(open_page: OpenPage, real: str) -> None:
    """Who follows it reads on with the keys from the claim's words: its card opens beside them."""
    with open_page(f"{real}{ARTICLE}#claim-lede-partial-quote") as page:
        card(page).wait_for()
        settle(page)
        assert page.evaluate("document.activeElement === document.body")


def test_a_link_to_a_claim_opens_its_card_unless_it_is_wanted_elsewhere(
    open_page: OpenPage, real: str
) -> None:
    """With a key that browsers open windows and tabs with, the link is theirs."""
    clicked = """keys => {
      const click = new MouseEvent('click', {bubbles: true, cancelable: true, ...keys});
      let taken;
      addEventListener('click', event => { taken = event.defaultPrevented; event.preventDefault(); }, {once: true});
      document.querySelector('a[href^="#claim-"]').dispatchEvent(click);
      return taken;
    }"""
    with open_page(real + ARTICLE) as page:
        page.locator(".fc-map svg").wait_for()
        for key in ("ctrlKey", "metaKey", "shiftKey"):
            assert page.evaluate(clicked, {key: True}) is False
            assert not card(page).is_visible()
        assert page.evaluate(clicked, {}) is True
        card(page).wait_for()


def test_without_scripts_every_annotation_is_reachable(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, java_script_enabled=False) as page:
        claims = {m.get_attribute("data-claim") for m in page.locator(".fc-text mark.fc").all()}
        assert len(claims) > 50
        notes = page.locator(".footnote > ol > li")
        assert {f"fn:{claim}" for claim in claims} == {n.get_attribute("id") for n in notes.all()}
        for text in notes.all_inner_texts():
            for part in (
                "Source type:",
                "Corroborating outlets:",
                "Context:",
                "Permalink",
                "Suggest a change",
            ):
                assert part in text
        page.locator("#fnref\\:lede-partial-quote a").click()
        assert page.url.endswith("#fn:lede-partial-quote")
        assert in_view(page, "fn:lede-partial-quote")
        page.locator("#fn\\:lede-partial-quote .footnote-backref").click()
        assert in_view(page, "fnref:lede-partial-quote")
        assert not page.locator(
            ".fc-tools:visible, .fc-map:visible, .fc-rail:visible, .fc-palette:visible"
        ).count()


def in_view(page: Page, id_: str) -> bool:
    box = page.locator(f"[id='{id_}']").bounding_box()
    return box is not None and 0 <= box["y"] < 900


def test_card_on_hover_stays_and_never_covers_its_words(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        for mark in page.locator(LOUD).all()[:4]:
            mark.scroll_into_view_if_needed()
            mark.hover()
            card(page).wait_for()
            claim = mark.get_attribute("data-claim") or ""
            until(
                page,
                "claim => document.querySelector(`mark.fc-on`)?.dataset.claim === claim",
                arg=claim,
            )
            assert not covers(page, claim)
            card(page).hover()
            page.wait_for_timeout(500)
            assert card(page).is_visible(), "it closes under the pointer"
            page.keyboard.press("Escape")
            assert card(page).is_hidden()
        page.locator(LOUD).first.hover()
        card(page).wait_for()
        page.mouse.move(2, 2)
        card(page).wait_for(state="hidden")


def test_card_by_keyboard(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        ref = page.locator("#fnref\\:lede-partial-quote a")
        ref.focus()
        card(page).wait_for()
        assert "misleading" in (ref.get_attribute("aria-label") or "").lower()
        assert page.locator(f"#{ref.get_attribute('aria-describedby')}").inner_text()
        page.keyboard.press("Enter")
        until(page, "document.activeElement.className === 'fc-card'")
        page.keyboard.press("Escape")
        assert card(page).is_hidden()
        assert (
            page.evaluate("document.activeElement.closest('sup').id") == "fnref:lede-partial-quote"
        )
        page.keyboard.press("Enter")
        until(page, "document.activeElement.className === 'fc-card'")
        stops = card(page).locator("a:visible, button:visible, summary").count()
        for _ in range(stops + 1):
            page.keyboard.press("Tab")
        assert (
            page.evaluate("document.activeElement.closest('sup').id") == "fnref:lede-partial-quote"
        )


def test_card_is_a_sheet_on_a_phone(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, width=390, height=844, has_touch=True, is_mobile=True) as page:
        for mark in (page.locator(LOUD).first, page.locator(".fc-text mark.fc").last):
            mark.scroll_into_view_if_needed()
            mark.tap()
            card(page).wait_for()
            box = card(page).bounding_box()
            assert box is not None
            assert (box["x"], round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
            assert not covers(page, mark.get_attribute("data-claim") or "")
            card(page).get_by_role("button", name="Close").tap()
            assert card(page).is_hidden()


def test_notes_of_the_rail_do_not_overlap(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        assert_rail_is_clean(page)
        page.set_viewport_size({"width": 1720, "height": 900})
        assert_rail_is_clean(page)
        page.set_viewport_size({"width": 900, "height": 900})
        assert not page.locator(".fc-note:visible").count()


def assert_rail_is_clean(page: Page) -> None:
    page.wait_for_timeout(200)  # the observer runs after layout
    boxes = [box for note in page.locator(".fc-note:visible").all() if (box := note.bounding_box())]
    assert len(boxes) >= 5
    boxes.sort(key=lambda box: box["y"])
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]
    rights = page.locator(".fc-rights").bounding_box()
    text = page.locator(".fc-text").bounding_box()
    assert rights and text
    assert boxes[-1]["y"] + boxes[-1]["height"] <= rights["y"] + 1
    assert min(box["x"] for box in boxes) >= text["x"] + text["width"]


def test_filters_hide_marks_and_keys(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        page.locator(".fc-tally").get_by_role("button", name="Misleading").click()
        shown = page.locator(".fc-ref:visible")
        assert 0 < shown.count() < 20
        assert {ref.get_attribute("data-verdict") for ref in shown.all()} == {"misleading"}
        assert "claims shown" in page.locator(".fc-tools [role=status]").inner_text()
        page.keyboard.press("n")
        first = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("n")
        second = page.evaluate("document.activeElement.textContent")
        assert int(first) < int(second)
        page.keyboard.press("p")
        assert page.evaluate("document.activeElement.textContent") == first
        page.get_by_role("button", name="Hide marks").click()
        assert not page.locator(".fc-ref:visible").count()
        page.keyboard.press("?")
        page.locator("dialog[open] input").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        assert page.locator(".fc-ref:visible").count() == 0, "the keys are off"


def test_map_leads_to_claims_and_the_folded_summary_opens(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        box = page.locator(".fc-map svg").bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + 4)
        card(page).wait_for()
        at = int(page.evaluate("document.activeElement.textContent"))
        assert at > page.locator(".fc-ref").count() * 0.75
        page.locator(".fc-found > summary").click()
        assert page.locator(".fc-found li").last.is_visible()
        link = page.locator(".fc-found a.fc-to").first
        target = (link.get_attribute("href") or "").removeprefix("#claim-")
        link.click()
        assert page.evaluate("document.activeElement.closest('sup').id") == f"fnref:{target}"


def test_colors_can_be_switched_and_are_kept(open_page: OpenPage, real: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with open_page(real + ARTICLE, color_scheme="light") as page:
        light = page.evaluate(ground)
        page.get_by_role("button", name="Use dark colors").click()
        dark = page.evaluate(ground)
        assert dark != light
        page.goto(real + "claims/")
        assert page.evaluate(ground) == dark
        page.emulate_media(color_scheme="dark")
        page.goto(real)
        page.get_by_role("button", name="Use light colors").click()
        assert page.evaluate(ground) == light


def test_on_paper_there_is_nothing_to_press(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        page.emulate_media(media="print")
        assert not page.locator(
            ".fc-top:visible, .fc-map:visible, .fc-rail:visible, .fc-tools:visible"
        ).count()


def test_page_weight(open_page: OpenPage, real: str, real_site: Path) -> None:
    sizes: dict[str, int] = {}
    with open_page("about:blank") as page:
        asked = finished(page)
        page.goto(real + ARTICLE)
        settle(page)
        for request in asked:
            response = request.response()
            assert response is not None
            sizes[request.url.removeprefix(real)] = len(gzip.compress(response.body(), 6))
    icon = "assets/annotate/icon.svg"  # a headless browser does not ask for it
    sizes[icon] = len(gzip.compress((real_site / icon).read_bytes(), 6))
    assert not [path for path in sizes if "pagefind" in path or "search" in path]
    assert sum(sizes.values()) <= WEIGHT, sizes


def test_claim_pages_are_light(real_site: Path) -> None:
    pages = list((real_site / ARTICLE / "claims").glob("*.html"))
    sizes = sorted(len(gzip.compress(page.read_bytes(), 6)) for page in pages)
    assert sizes[len(sizes) // 2] < 6_000
