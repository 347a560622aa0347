"""What scripts add to an article: the card beside the words or docked, filters, the address, and what fails."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import ARTICLE, finished, settle, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
CLAIM = "most-at-201"
# How many of the article's words the card lies on, and whether all of the card is in the window.
STANDS = """() => {
  const card = document.querySelector('.fc-card').getBoundingClientRect();
  const range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector('.fc-text'), NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) for (const { index, 0: word } of walker.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(walker.currentNode, index);
    range.setEnd(walker.currentNode, index + word.length);
    const over = [...range.getClientRects()].some((r) =>
      r.left < card.right && card.left < r.right && r.top < card.bottom && card.top < r.bottom);
    words += Number(over);
  }
  return [words, card.top >= 0 && card.bottom <= innerHeight && card.right <= innerWidth];
}"""
JOINED = """id => {
  const [card, rule] = ['.fc-card', '.fc-card-rule'].map((s) => document.querySelector(s).getBoundingClientRect());
  const line = document.querySelector(`mark[data-claim="${id}"]`).getClientRects()[0];
  return Math.abs(rule.left - line.right) < 2 && Math.abs(rule.right - card.left) < 2 && rule.height === 1
    && rule.top >= card.top && rule.top <= card.bottom;
}"""
SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""


def card(page: Page) -> Any:
    return page.locator(".fc-card")


def opened(page: Page) -> str:
    """The id of the claim whose card is open, once it is."""
    card(page).wait_for()
    return str(page.evaluate("document.querySelector('mark.fc-on')?.dataset.claim"))


def said(page: Page) -> str:
    return page.locator(".fc-tools [role=status]").inner_text()


def test_the_card_covers_no_word_and_is_joined_to_its_mark(open_page: OpenPage, real: str) -> None:
    with open_page(f"{real}{ARTICLE}#claim-{CLAIM}", height=800) as page:
        assert opened(page) == CLAIM
        for _ in range(6):
            page.keyboard.press("n")
            page.wait_for_timeout(120)
            assert page.evaluate(STANDS) == [0, True]
            assert page.evaluate(JOINED, opened(page))
        faded = page.locator(".fc-rail").evaluate("rail => getComputedStyle(rail).opacity")
        assert float(faded) < 1
        counts = card(page).locator("summary")
        counts.click()
        assert card(page).locator("details a").count()
        # What unfolds is told a moment later; then the card is placed anew.
        until(page, f"({STANDS})().join() === '0,true'")


def test_the_order_of_what_a_card_says(open_page: OpenPage, real: str) -> None:
    with open_page(f"{real}{ARTICLE}#claim-lede-partial-quote") as page:
        opened(page)
        text = card(page).inner_text()
        parts = ["7 ", "Misleading", "significant issue here\n", "right now", "Three changes"]
        parts += ["Source type:", "none for · ", " against · ", " further", "Previous", "7 of "]
        places = [text.find(part) for part in parts]
        assert -1 not in places, text
        assert places == sorted(places), text


def test_a_docked_card_has_two_heights_and_stays_where_it_is(
    open_page: OpenPage, real: str
) -> None:
    with open_page(real + ARTICLE, **PHONE) as page:
        page.locator("mark[data-verdict=misleading]").first.tap()
        first = opened(page)
        row = card(page).locator("nav > *")
        assert all((box := part.bounding_box()) and box["height"] >= 44 for part in row.all())
        low = card(page).bounding_box()
        assert low and low["height"] < 230 and round(low["y"] + low["height"]) == 740
        card(page).get_by_role("button", name="Next").tap()
        until(page, "id => document.querySelector('mark.fc-on')?.dataset.claim !== id", arg=first)
        following = card(page).bounding_box()
        assert following and round(following["y"] + following["height"]) == 740
        assert page.evaluate(STANDS)[1]
        line = page.locator("mark.fc-on").last.bounding_box()
        assert line and 0 < line["y"] < following["y"], "the words are in sight"
        card(page).get_by_role("button", name="Show all").tap()
        high = card(page).bounding_box()
        assert high and high["height"] > following["height"]
        assert card(page).locator(".fc-card-quote").is_visible()
        page.keyboard.press("Escape")
        assert card(page).is_hidden()


@pytest.mark.parametrize(("way", "hidden"), [(41, True), (-41, False), (40, False)])
def test_a_docked_card_is_swiped_away(
    open_page: OpenPage, real: str, way: int, hidden: bool
) -> None:
    swipe = """([way]) => {
      const card = document.querySelector('.fc-card');
      const at = (clientY) => [new Touch({ identifier: 1, target: card, clientX: 90, clientY })];
      card.dispatchEvent(new TouchEvent('touchstart', { touches: at(600), changedTouches: at(600), bubbles: true }));
      card.dispatchEvent(new TouchEvent('touchend', { changedTouches: at(600 + way), bubbles: true }));
    }"""
    with open_page(f"{real}{ARTICLE}#claim-{CLAIM}", **PHONE) as page:
        assert opened(page) == CLAIM
        page.evaluate(swipe, [way])
        assert card(page).is_hidden() == hidden
        assert (page.locator(".fc-peek").count() == 0) == (way == -41)


def test_only_problems_are_walked_and_the_address_says_so(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        switch = page.locator(".fc-tally").get_by_role("button", name="Only problems")
        number = int(re.findall(r"\d+", switch.inner_text())[0])
        switch.click()
        assert switch.get_attribute("aria-pressed") == "true"
        verdicts = {r.get_attribute("data-verdict") for r in page.locator(".fc-ref:visible").all()}
        assert page.locator(".fc-ref:visible").count() == number
        assert not verdicts & {"supported", "mostly-supported", "opinion"}
        assert page.url.endswith("?only=problems")
        page.keyboard.press("n")
        first = opened(page)
        assert f"1 of {number}" in card(page).inner_text()
        assert page.url.endswith(f"?only=problems#claim-{first}")
        with page.expect_navigation():
            card(page).get_by_role("link", name="Claim page").click()
        page.go_back()
        assert opened(page) == first
        assert page.locator(".fc-ref:visible").count() == number
        page.locator(".fc-tally").get_by_role("button", name="Only problems").click()
        assert "only=" not in page.url


def test_back_restores_what_was_open(open_page: OpenPage, real: str) -> None:
    with open_page(f"{real}{ARTICLE}?only=misleading") as page:
        page.locator(".fc-found > summary").click()
        page.locator(".fc-found a.fc-to").first.click()
        card(page).wait_for()
        followed = opened(page)
        assert "claims shown" not in page.locator(".fc-tools").inner_text()
        page.go_back()
        card(page).wait_for(state="hidden")
        assert page.url.endswith("?only=misleading")
        page.go_forward()
        card(page).wait_for()
        assert opened(page) == followed


def test_a_note_in_the_margin_opens_its_card(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        note = page.locator(".fc-note:visible").nth(1)
        note.click()
        card(page).wait_for()
        assert opened(page) == note.get_attribute("data-claim")
        assert "#fn:" not in page.url


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("#claim-no-such", "There is no claim “no-such” here."),
        ("#%E0%A4%A", "There is no claim “%E0%A4%A” here."),
        ("?only=wrong", "There is no claim rated “wrong” here."),
        ("?only=%E0%A4%A", "There is no claim rated"),
    ],
)
def test_what_is_not_here_is_said(open_page: OpenPage, real: str, address: str, words: str) -> None:
    with open_page(real + ARTICLE + address) as page:
        until(page, "document.querySelector('.fc-tools [role=status]')?.textContent")
        assert words in said(page)
        assert page.locator(".fc-ref:visible").count() > 50
        assert not page.locator(".fc-card:visible").count()


def test_without_the_data_the_footnote_is_shown(browser: Browser, real: str) -> None:
    with browser.new_context(reduced_motion="reduce") as profile:
        page = profile.new_page()
        page.route("**/claims.json", lambda route: route.fulfill(status=503))
        page.goto(f"{real}{ARTICLE}#claim-{CLAIM}")
        assert opened(page) == CLAIM
        for part in ("Source type:", "Context:", "Corroborating outlets:"):
            assert part in card(page).inner_text()
        page.unroute("**/claims.json")
        page.keyboard.press("n")
        page.wait_for_selector(".fc-card-quote")


def test_in_a_folder_of_a_strict_site(
    browser: Browser, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """The files are found below any folder, at any form of the address, under the site's own policy."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        policy = "default-src 'self'; img-src 'self' data:; object-src 'none'"
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": policy}
        )

    with browser.new_context() as profile:
        page = profile.new_page()
        errors: list[str] = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.route("**/*", strict)
        page.goto(f"{serve(real_site.parent)}{real_site.name}/{ARTICLE}index.html#claim-{CLAIM}")
        page.wait_for_selector(".fc-card-quote")
        assert errors == []


def test_a_reply_stands_in_full_on_the_card(open_page: OpenPage, sample: str) -> None:
    with open_page(f"{sample}articles/old-bridge/#claim-repair-costs") as page:
        said = page.locator(".fc-card .fc-why", has_text="Reply of")
        said.wait_for()
        assert said.locator("b").inner_text().startswith("Reply of the treasurer of Sampleton")
        assert said.inner_text().endswith("Both say so *on the first page*.")


def test_a_browser_that_stores_nothing_loses_nothing(browser: Browser, real: str) -> None:
    refuse = """for (const area of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, area, { get() { throw new DOMException('refused', 'SecurityError'); } });"""
    with browser.new_context() as profile:
        page = profile.new_page()
        page.add_init_script(refuse)
        page.goto(real + ARTICLE)
        page.wait_for_selector(".fc-rail.fc-laid", state="attached")
        page.keyboard.press("?")
        page.locator("dialog[open] input").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.keyboard.press("?")
        assert not page.locator("dialog[open], .fc-card:visible").count(), "the keys stay off"
        mark = page.locator(".fc-text mark.fc").first
        for _ in range(2):  # what was typed is there when the form is opened again
            mark.evaluate("mark => getSelection().selectAllChildren(mark)")
            page.locator(".fc-annotate").click()
            more = page.get_by_role("button", name="Make another claim")
            more.click()
            field = page.locator("dialog.fc-form [name=claim]")
            typed = field.input_value()
            field.fill("It is said.")
            page.locator("dialog.fc-form .fc-close").click()
        assert typed == "It is said."


@pytest.mark.parametrize(("width", "hash_"), [(1280, ""), (1280, f"#claim-{CLAIM}"), (360, "")])
def test_nothing_moves_while_the_page_loads(
    browser: Browser, real: str, width: int, hash_: str
) -> None:
    """On a slow phone's processor and network until all has come, and up to five seconds after loading."""
    slow = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    with browser.new_context(viewport={"width": width, "height": 800}) as profile:
        page = profile.new_page()
        page.add_init_script(SHIFTS)
        session = profile.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **slow})
        page.goto(real + ARTICLE + hash_)
        end = time.monotonic() + 5
        settle(page)
        # A slow processor is one that works in between: on a page that rests that would take all of ours.
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        page.wait_for_timeout(max(0, end - time.monotonic()) * 1_000)
        assert page.evaluate("window.shifts") <= 0.02


def test_every_module_of_the_page_is_named_for_loading_at_once(real_site: Path) -> None:
    """The imports of the page's script, and theirs; the card comes when it is needed."""
    folder = real_site / "assets/annotate"
    found: set[str] = set()
    left = ["article.js"]
    while left:
        text = (folder / left.pop()).read_text("utf-8")
        new = (
            set(re.findall(r'^(?:import|export)\b[^;]*?from "\./([\w-]+\.js)"', text, re.M)) - found
        )
        found |= new
        left += new
    page = (real_site / ARTICLE / "index.html").read_text("utf-8")
    assert set(re.findall(r'modulepreload" href="[^"]*/([\w-]+\.js)"', page)) == found


def test_weight_beside_the_article(open_page: OpenPage, real: str) -> None:
    """What the first view needs beside the page itself: the claims' data and the card are not among that."""
    with open_page("about:blank") as page:
        asked = finished(page)
        page.goto(real + ARTICLE)
        settle(page)
        sizes = {request.url: _size(request) for request in asked}
    del sizes[real + ARTICLE]  # its own weight: test_article.py
    assert not [url for url in sizes if url.endswith("claims.json") or "card" in url]
    assert sum(sizes.values()) <= 43_000, sizes


def _size(request: Request) -> int:
    response = request.response()
    assert response is not None
    return len(gzip.compress(response.body(), 6))


def test_tools_card_and_keys_lead_from_claim_to_claim(open_page: OpenPage, sample: str) -> None:
    """One after the other; before the first there is none."""
    with open_page(f"{sample}articles/old-bridge/") as page:
        page.locator(".fc-tools button").first.wait_for()
        order: list[str] = page.evaluate(
            "[...new Set([...document.querySelectorAll('.fc-ref')].map(e => e.querySelector('a').hash.slice(4)))]"
        )

        def tool(name: str) -> None:
            page.locator(".fc-tools").get_by_role("button", name=name).click()

        def turn(name: str) -> None:
            card(page).get_by_role("button", name=name).click()

        steps: list[tuple[Callable[[str], None], str, int]] = [
            (tool, "Next", 0),
            (tool, "Next", 1),
            (turn, "Next", 2),
            (turn, "Next", 3),
            (turn, "Previous", 2),
            (tool, "Previous", 1),
            (page.keyboard.press, "n", 2),
            (page.keyboard.press, "p", 1),
            (page.keyboard.press, "p", 0),
            (page.keyboard.press, "p", 0),
            (page.keyboard.press, "n", 1),
        ]
        for step, name, at in steps:
            step(name)
            assert opened(page) == order[at], (name, at)
