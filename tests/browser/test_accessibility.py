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


CONTRAST = "color-contrast"  # the rule that takes most of the time
COLORS = [CONTRAST, "link-in-text-block"]  # the rules that colors matter to
# Takes away the rows, items and paragraphs that show nothing new: each element in them has been there three times, in the
# same place of the page's structure, of the same classes, role, verdict and state, with the same attributes, with or
# without words. Rules of style see no difference between those, and axe looks at each for milliseconds. What differs in
# anything stays, however far down it stands. Menus stay whole, as they may need to scroll.
SHORTEN = """() => {
  const told = "class role type data-verdict aria-current aria-disabled aria-expanded aria-hidden aria-invalid aria-pressed".split(" ");
  const kinds = new Map([[document.body, ""]]), times = new Map();
  const attribute = ({ name, value }) => `[${name}${told.includes(name) || !value ? `=${value}` : ""}]`;
  const kind = (element) => {
    if (!kinds.has(element)) {
      const own = [element.tagName, ...[...element.attributes].map(attribute).sort(), element.textContent.trim() && "words"];
      kinds.set(element, `${kind(element.parentElement)} > ${own.join(" ")}`);
    }
    return kinds.get(element);
  };
  const isKnown = (element) => times.get(kind(element)) >= 3;
  for (const element of document.querySelectorAll("body *")) {
    if (!element.isConnected) continue;
    const may = element.matches("tr, li, p, dd, dt, section, article > div") && !element.closest("nav");
    if (may && [element, ...element.querySelectorAll("*")].every(isKnown)) element.remove();
    else times.set(kind(element), (times.get(kind(element)) ?? 0) + 1);
  }
}"""


def violations(page: Page, part: str | None = None, **options: Any) -> list[str]:
    """What axe finds on a page, or in a part of it (a selector)."""
    options |= {"resultTypes": ["violations"]}  # of what is right, not every element is named
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    run = "([part, options]) => axe.run(part ?? document, options).then((told) => told.violations)"
    found = page.evaluate(run, [part, options])
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def all_violations(page: Page, part: str | None = None) -> list[str]:
    """What axe finds on a page or in a part of it in light, and of colors in the dark, which style sheets alone make."""
    found = violations(page, part)
    page.emulate_media(color_scheme="dark")
    found += violations(page, part, runOnly=COLORS)
    page.emulate_media(color_scheme="light")
    return found


def test_axe_finds_nothing(open_page: OpenPage, real: str, page_types: dict[str, str]) -> None:
    with open_page(real, color_scheme="light") as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(SHORTEN)
            assert not all_violations(page), kind


def test_axe_finds_nothing_on_a_phone(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    """Colors are those of the wide page; where a phone has parts of its own, they are looked at, too."""
    with open_page(real, width=360, height=740) as page:
        for kind in ("article", "claim", "claims", "outlets", "outlet", "sources"):
            page.goto(real + page_types[kind])
            page.evaluate(SHORTEN)
            assert not violations(page, rules={CONTRAST: {"enabled": False}}), kind
            if kind in ("article", "claim"):
                assert not violations(page, runOnly=[CONTRAST]), kind


def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, color_scheme="light") as page:
        page.locator("mark[data-verdict=misleading]").first.click()
        page.locator(".fc-card").wait_for()
        page.evaluate(SHORTEN)
        assert not all_violations(page, ".fc-card"), "card"
        assert not violations(page, rules={CONTRAST: {"enabled": False}}), "page with a card"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.locator("dialog[open]").wait_for()
        assert not all_violations(page, "dialog[open]"), "keys"
        page.goto(real + "claims/?q=russian&verdict=Supported")
        page.locator(".fc-results li").first.wait_for()
        page.evaluate(SHORTEN)
        assert not all_violations(page), "results"


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
