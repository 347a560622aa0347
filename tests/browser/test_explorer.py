"""The explorer: the whole path by keyboard alone, the shareable address, the table without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from browser.conftest import ARTICLE, settle, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

FOCUSED_LABEL = "(document.activeElement.closest('label') ?? document.activeElement).innerText"


def tab_to(page: Page, script: str, limit: int = 120, key: str = "Tab") -> None:
    """Press Tab until a script about the focused element is true."""
    for _ in range(limit):
        page.keyboard.press(key)
        if page.evaluate(script):
            return
    raise AssertionError(f"{limit} times Tab do not lead to {script}")


def number_of_results(page: Page) -> int:
    until(
        page,
        "document.querySelector('.fc-status').textContent.startsWith('Nothing') || document.querySelector('.fc-results a')",
    )
    text = page.locator(".fc-status").inner_text()
    return 0 if text.startswith("Nothing") else int(text.split()[0])


def test_the_whole_path_by_keyboard_alone(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        page.keyboard.press("/")
        page.locator(".fc-find[open]").wait_for()
        page.keyboard.type("austin")
        page.locator(".fc-find .fc-all").wait_for()
        tab_to(page, "document.activeElement.className === 'fc-all'")
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/?q=austin")
        everything = number_of_results(page)

        tab_to(page, f"{FOCUSED_LABEL}.includes('Misleading')")
        page.keyboard.press("Space")
        page.wait_for_url("**verdict=Misleading**")
        until(page, f"document.querySelectorAll('.fc-results li').length < {everything}")
        tab_to(page, f"{FOCUSED_LABEL}.includes('Source type')")
        page.keyboard.press("Enter")
        tab_to(page, f"{FOCUSED_LABEL}.includes('Named official')")
        page.keyboard.press("Space")
        page.wait_for_url("**source_type=Named**")
        until(page, "document.querySelectorAll('.fc-picked button').length === 3")
        found = number_of_results(page)
        assert 0 < found < everything

        tab_to(page, "document.activeElement.id === 'search'", key="Shift+Tab")
        page.keyboard.press("Enter")
        until(page, "document.activeElement === document.querySelector('.fc-results a')")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.press("ArrowDown")
        title = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/*.html")
        assert page.locator("h1").inner_text() == title

        tab_to(page, "document.activeElement.closest('.sources') !== null")
        assert page.evaluate("document.activeElement.href").startswith("http")
        tab_to(page, "document.activeElement.textContent === 'Read in the article'")
        page.keyboard.press("Enter")
        page.wait_for_url("**#claim-*")
        claim = page.url.partition("#claim-")[2]
        assert page.locator(f"#claim-{claim}").is_visible()

        number = int(page.locator(f"[id='fnref:{claim}']").inner_text())
        page.wait_for_selector(".fc-tools")
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.textContent") == str(number + 1)
        page.locator(".fc-card").wait_for()

        page.go_back()
        page.wait_for_url("**/claims/*.html")
        page.go_back()
        page.wait_for_url("**q=austin**")
        assert number_of_results(page) == found
        until(page, "title => document.activeElement.textContent === title", arg=title)
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "search"


def test_nothing_of_the_index_is_fetched_before_a_search(open_page: OpenPage, real: str) -> None:
    asked: list[str] = []
    with open_page("about:blank") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(real + "claims/")
        settle(page)
        assert page.locator(".fc-facet label").count() >= 5, "verdicts are counted from the table"
        assert not [url for url in asked if "pagefind" in url]
        page.locator("#search").focus()
        until(
            page, "performance.getEntriesByType('resource').some(e => e.name.includes('pagefind'))"
        )


def test_a_facet_that_nothing_found_has_says_so(open_page: OpenPage, real: str) -> None:
    with open_page(real + "claims/?article=None+of+this+name") as page:
        chosen = page.locator("[data-facet=article] label:has(:checked)")
        chosen.wait_for()
        assert chosen.inner_text().split() == ["None", "of", "this", "name", "0"]


def test_an_address_is_a_view(open_page: OpenPage, real: str) -> None:
    with open_page(real + "claims/?verdict=Contradicted&verdict=Misleading") as page:
        number = number_of_results(page)
        verdicts = {
            b.get_attribute("data-verdict") for b in page.locator(".fc-results .fc-verdict").all()
        }
        assert verdicts == {"contradicted", "misleading"}
        assert page.locator(".fc-plain").is_hidden()
        counted = page.locator(
            "[data-facet=verdict] label:has(:checked) .fc-count"
        ).all_inner_texts()
        assert sum(map(int, counted)) == number
        page.get_by_role("button", name="Remove all facets").click()
        page.locator(".fc-plain").wait_for()
        assert page.url.endswith("/claims/")


def test_facets_count_what_was_found(open_page: OpenPage, real: str) -> None:
    with open_page(real + "claims/?q=austin") as page:
        number = number_of_results(page)

        def counted(facet: str) -> dict[str, int]:
            labels = page.locator(f"[data-facet={facet}] label").all_text_contents()
            return {text.rstrip("0123456789"): int(re.sub(r"\D", "", text)) for text in labels}

        kinds = counted("kind")
        assert sum(kinds.values()) == number
        assert sum(counted("verdict").values()) == kinds["Claim"] < number


def test_a_box_stays_while_its_facet_says_the_same(open_page: OpenPage, real: str) -> None:
    """So that no press on it is lost; a choice that is taken back elsewhere is taken back in it."""
    with open_page(real + "claims/?q=austin", 1280) as page:
        number_of_results(page)
        boxes = page.locator("[data-facet=verdict] input").element_handles()
        page.locator("[data-facet=source_type] summary").click()
        settle(page)
        assert all(box.evaluate("box => box.isConnected") for box in boxes)
        page.get_by_role("checkbox", name="Misleading").check()
        page.get_by_role("button", name="Remove Verdict: Misleading").click()
        until(page, "!document.querySelector('[data-facet=verdict] :checked')")


def test_a_choice_that_is_taken_back_is_gone(open_page: OpenPage, real: str) -> None:
    """In its facet, as a button beside the answer, or all at once; without one the whole table stands again."""
    with open_page(real + "claims/?verdict=Contradicted&verdict=Misleading", 1280) as page:
        both = number_of_results(page)
        page.get_by_role("checkbox", name="Misleading").uncheck()
        page.wait_for_url("**?verdict=Contradicted")
        until(page, "document.querySelectorAll('.fc-picked button').length === 1")
        assert 0 < number_of_results(page) < both
        page.get_by_role("button", name="Remove Verdict: Contradicted").click()
        page.locator(".fc-plain").wait_for()
        assert page.url.endswith("claims/")
    with open_page(real + "claims/?verdict=Contradicted&verdict=Misleading", 1280) as page:
        page.get_by_role("button", name="Remove all facets").click()
        page.locator(".fc-plain").wait_for()
        assert not page.locator(".fc-picked button").count()


def test_pages_of_the_site_are_found_too(open_page: OpenPage, real: str) -> None:
    with open_page(real + "claims/?q=methodology&kind=Page") as page:
        assert number_of_results(page) > 0
        page.locator(".fc-results a[href*=methodology]").first.wait_for()
        page.goto(real + "claims/?q=zzqx")
        assert number_of_results(page) == 0


def test_the_table_needs_no_script(open_page: OpenPage, real: str) -> None:
    with open_page(real + "claims/", java_script_enabled=False) as page:
        rows = page.locator("tbody tr")
        assert rows.count() > 50
        assert page.locator("tbody tr a[href$='.html']").count() == rows.count()
        assert not page.locator("input").and_(page.locator("#search")).count()


def test_it_works_below_a_path(
    open_page: OpenPage, real_site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """As on GitHub Pages: the site's root is not the host's."""
    folder = tmp_path / "host"
    folder.mkdir()
    (folder / "project").symlink_to(real_site)
    root = serve(folder)
    with open_page(f"{root}project/claims/?q=austin") as page:
        assert number_of_results(page) > 0
        href = page.locator(".fc-results a").first.get_attribute("href") or ""
        assert href.startswith("/project/")
        page.locator(".fc-results a").first.click()
        page.locator("h1").wait_for()
