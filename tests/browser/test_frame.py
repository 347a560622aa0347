"""What frames every page, in a browser: one header, narrow screens, sharing, small frames, addresses that lead nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.conftest import ARTICLE, settle, until
from browser.test_accessibility import SHORTEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

CLAIM = f"{ARTICLE}claims/lede-partial-quote.html"
# What readers may set for themselves (WCAG 1.4.12).
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
PLACES = """() => [...document.querySelectorAll(".fc-top a, .fc-top button, .fc-foot a")].map((e) => {
    const box = e.getBoundingClientRect(), foot = document.querySelector(".fc-foot").getBoundingClientRect().top;
    return [e.textContent.trim(), box.x, box.y > 200 ? box.y - foot : box.y, box.width, box.height].map((n) => n.trim ? n : Math.round(n));
})"""
SMALL = """() => [...document.querySelectorAll(".fc-top a, .fc-top button, .fc-foot a, .kicker a, .actions a, .share button, .share summary, .fc-list a:has(.fc-verdict)")]
    .filter((e) => e.checkVisibility()).map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""


def test_header_and_footer_stand_at_the_same_place_on_all_pages(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    """At five widths; and whatever is pressed in the frame and above a list is 24 px high and wide."""
    with open_page(real) as page:
        places: dict[int, list[object]] = {}
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(SHORTEN)
            for width in (320, 360, 768, 1280, 1680, 2100):
                page.set_viewport_size({"width": width, "height": 900})
                found = page.evaluate(PLACES)
                assert len(found) >= 15
                assert places.setdefault(width, found) == found, (kind, width)
                assert page.evaluate(SMALL) == [], (kind, width)


def test_the_colors_can_be_chosen_on_a_claims_page(open_page: OpenPage, real: str) -> None:
    with open_page(real + CLAIM, color_scheme="light") as page:
        page.get_by_role("button", name="Use dark colors").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_narrow_pages_with_wide_letters_do_not_scroll_sideways(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    with open_page(real, width=320, height=640) as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(
                "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }",
                SPACING,
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind


@pytest.mark.parametrize("width", [320, 400, 700])
def test_an_embedded_claim_is_small(
    open_page: OpenPage, real: str, real_site: Path, width: int
) -> None:
    """In a frame every claim's page is its verdict and summary: the whole of it fits into 300 pixels, with a way out."""
    claims = sorted((real_site / ARTICLE / "claims").glob("*.html"))
    longest = max(claims, key=lambda file: len(file.read_text("utf-8").partition("</h1>")[0]))
    with open_page("about:blank", width=width, height=900) as page:
        for name in ("lede-partial-quote.html", longest.name):
            address = f"{real}{ARTICLE}claims/{name}"
            page.goto(real + "404.html")
            page.evaluate(
                "src => { document.body.innerHTML = `<iframe width='100%' height='300' src='${src}'></iframe>` }",
                address + "#embed",
            )
            frame = page.frame_locator("iframe")
            frame.locator(".whole a").wait_for()
            assert frame.locator(".result").is_visible()
            assert (
                not frame.locator(".fc-top, .fc-foot, .share, .sources")
                .filter(visible=True)
                .count()
            )
            height, edge = frame.locator("html").evaluate(
                "html => [html.scrollHeight, html.querySelector('.whole').getBoundingClientRect().bottom]"
            )
            assert height <= 300
            assert edge <= 300
            out = frame.locator(".whole a")
            assert out.get_attribute("target") == "_blank"
            assert out.evaluate("a => a.href") == address


def test_a_claim_can_be_copied(open_page: OpenPage, real: str) -> None:
    """Its address, its words with the verdict, and each form of citing it."""
    clipboard = ["clipboard-read", "clipboard-write"]
    with open_page(real + CLAIM, permissions=clipboard) as page:
        page.get_by_role("button", name="Copy link").click()
        page.get_by_text("Copied.").wait_for()
        assert _pasted(page) == real + CLAIM
        page.get_by_role("button", name="Copy as quotation").click()
        until(page, "navigator.clipboard.readText().then((t) => t.includes('\\n'))")
        words, verdict, address = _pasted(page).split("\n")
        assert words.startswith("“not a significant issue here” (Breitbart News, 3 May 2024)")
        assert verdict.startswith("Misleading: He said")
        assert address == real + CLAIM
        page.get_by_text("Cite", exact=True).click()
        page.get_by_role("button", name="Copy: BibTeX").click()
        until(page, "navigator.clipboard.readText().then((t) => t.startsWith('@'))")


def _pasted(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_browser_that_does_not_let_a_page_copy(open_page: OpenPage, real: str) -> None:
    """The text is shown instead."""
    with open_page(real + CLAIM, permissions=[]) as page:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.get_by_role("button", name="Copy link").click()
        told = f"Your browser does not let this page copy. The text is: {real}{CLAIM}"
        page.get_by_text(told, exact=True).wait_for()


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (f"{ARTICLE}claims/lede-partal-qoute.html", "lede-partial-quote.html"),
        (f"{ARTICLE}claims/lede-partial-quote", "lede-partial-quote.html"),
        ("claims/lede-partial-quote/", "lede-partial-quote.html"),
        (f"{ARTICLE}claims/xyzzyq-0000.html", None),
        (f"{ARTICLE}claims/%E0%A4%A.html", None),
        ("nowhere/", None),
    ],
)
def test_an_address_that_leads_nowhere(
    open_page: OpenPage, real: str, real_site: Path, path: str, nearest: str | None
) -> None:
    """Its page searches, and for a claim's address it names the nearest claim."""
    lost = (real_site / "404.html").read_text("utf-8")
    with open_page(real) as page:
        page.route(real + path, lambda route: route.fulfill(body=lost, content_type="text/html"))
        page.goto(real + path)
        if nearest:
            page.locator(f".fc-nearest a[href$='/{nearest}']").wait_for()
            told = page.locator(".fc-nearest").inner_text()
            assert told.startswith("The claim with the nearest address: ")
        settle(page)
        assert page.locator(".fc-nearest").is_visible() == bool(nearest)
        page.get_by_role("searchbox").fill("hangar")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/claims/?q=hangar")


@pytest.mark.parametrize("scripts", [True, False])
def test_old_addresses_of_messages_lead_on(open_page: OpenPage, real: str, scripts: bool) -> None:
    """By themselves, or without scripts by a link that the address shows."""
    with open_page(real + "contribute/#unknown-value", java_script_enabled=scripts) as page:
        if not scripts:
            page.locator("a#unknown-value").click()
        page.wait_for_url("**/contribute/messages/#unknown-value")
        assert page.get_by_role("heading", name="unknown-value").is_visible()


def test_how_to_contribute_is_short(open_page: OpenPage, real: str) -> None:
    height = "document.documentElement.scrollHeight"
    with open_page(real + "contribute/", width=390, height=844) as page:
        assert page.evaluate(height) <= 6_000
    with open_page(real + "contribute/", width=1280, height=900) as page:
        assert page.evaluate(height) <= 2 * 900
