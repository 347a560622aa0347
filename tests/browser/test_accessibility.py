"""Every kind of page, in light and dark: no violation that axe finds, no request to another host, strict CSP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ARTICLE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# What a host could send with every page; Pagefind's index needs WebAssembly, Material's icons are in its CSS.
POLICY = "default-src 'self'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'"


# The rule that takes most of the time, and the only one that colors matter to.
CONTRAST = "color-contrast"
# Takes away what looks as many before it do: further rows of lists, and further notes, where no link to them is looked at.
SHORTEN = """(alike) => document.querySelectorAll(alike).forEach((element) => element.remove())"""
ROWS = "tr:nth-child(n + 40), .fc-list li:nth-child(n + 40), h2:nth-of-type(n + 20) ~ *"
ROWS_AND_NOTES = f"{ROWS}, .footnote li:nth-child(n + 40)"


def violations(page: Page, part: str | None = None, **options: Any) -> list[str]:
    """What axe finds on a page, or in a part of it (a selector)."""
    options |= {"resultTypes": ["violations"]}  # of what is right, not every element is named
    found = Axe().run(page, part, options).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def test_axe_finds_nothing(open_page: OpenPage, real: str, page_types: dict[str, str]) -> None:
    with open_page(real) as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(SHORTEN, ROWS)
            assert not violations(page), kind


def test_axe_finds_no_weak_color_in_the_dark(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    with open_page(real, color_scheme="dark") as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(SHORTEN, ROWS_AND_NOTES)
            assert not violations(page, runOnly=[CONTRAST]), kind


def test_axe_finds_nothing_on_a_phone(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    """Colors are those of the wide page; where a phone has parts of its own, they are looked at, too."""
    with open_page(real, width=360, height=740) as page:
        for kind in ("article", "claim", "claims", "outlets", "outlet", "sources"):
            page.goto(real + page_types[kind])
            page.evaluate(SHORTEN, ROWS)
            assert not violations(page, rules={CONTRAST: {"enabled": False}}), kind
            if kind in ("article", "claim"):
                page.evaluate(SHORTEN, ROWS_AND_NOTES)
                assert not violations(page, runOnly=[CONTRAST]), kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, real: str, scheme: str) -> None:
    with open_page(real + ARTICLE, color_scheme=scheme) as page:
        page.locator("mark[data-verdict=misleading]").first.click()
        page.locator(".fc-card").wait_for()
        assert not violations(page, ".fc-card"), "card"
        if scheme == "light":
            assert not violations(page, rules={CONTRAST: {"enabled": False}}), "page with a card"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.locator("dialog[open]").wait_for()
        assert not violations(page, "dialog[open]"), "keys"
        page.goto(real + "claims/?q=russian&verdict=Supported")
        page.locator(".fc-results li").first.wait_for()
        assert not violations(page), "results"


def test_nothing_leaves_the_origin_and_a_strict_policy_holds(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    asked: list[str] = []

    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, headers=response.headers | {"content-security-policy": POLICY}
        )

    with open_page("about:blank") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.route("**/*", with_policy)
        for kind in page_types.keys() - {"missing"}:
            page.goto(real + page_types[kind])
            page.wait_for_timeout(200)  # for what is asked for after loading
        page.goto(real + "claims/?q=austin")
        page.locator(".fc-results li").first.wait_for()
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((real, "about:", "data:"))] == []
