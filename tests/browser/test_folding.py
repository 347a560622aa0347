"""The page's length: folded notes, the article first, what is found and printed of what is folded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import ARTICLE, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

NOTES = ".footnote > ol > li"
NOTE = "[id='fn:lede-partial-quote']"
FIRST_WORDS = "document.querySelector('.fc-text p').getBoundingClientRect().top + scrollY"


def is_open(page: Page, note: str = NOTE) -> bool:
    button = page.locator(f"{note} > .fc-unfold")
    opened = button.get_attribute("aria-expanded") == "true"
    assert page.locator(f"{note} > .fc-rest > p").first.is_visible() == opened
    # The button lies over the first line's links, which cannot be reached while it does.
    stops = page.locator(f"{note} > p a").evaluate_all(
        "links => links.map((link) => link.tabIndex)"
    )
    assert set(stops) == {0 if opened else -1}
    return opened


def only_notes(page: Page) -> None:
    """What the other scripts of the page do is not looked at."""
    empty = {"content_type": "text/javascript", "body": ""}
    page.route("**/article.js", lambda route: route.fulfill(**empty))


@pytest.mark.parametrize(
    ("width", "height", "scripts", "first", "whole"),
    [
        (360, 740, True, 620, 27_000),
        (360, 740, False, 880, None),
        (1280, 800, True, 480, 14_000),
        (1280, 800, False, 480, None),
    ],
)
def test_the_article_comes_first(
    open_page: OpenPage, real: str, width: int, height: int, scripts: bool, first: int, whole: Any
) -> None:
    with open_page(real + ARTICLE, width, height, java_script_enabled=scripts) as page:
        assert page.evaluate(FIRST_WORDS) <= first
        assert not whole or page.evaluate("document.documentElement.scrollHeight") <= whole


@pytest.mark.parametrize(("width", "lines"), [(360, 2), (1280, 1)])
def test_a_folded_note_takes_few_lines_and_is_heard_whole(
    open_page: OpenPage, real: str, width: int, lines: int
) -> None:
    with open_page(real + ARTICLE, width) as page:
        seen = page.evaluate(
            """notes => [...document.querySelectorAll(notes)].map(note => {
              const p = note.querySelector('p');
              return Math.round(note.offsetHeight / parseFloat(getComputedStyle(p).lineHeight) - .5);
            })""",
            NOTES,
        )
        assert len(seen) > 50
        assert max(seen) <= lines
        said = page.locator(NOTE).aria_snapshot()
        words = page.locator(f"{NOTE} > p strong").text_content() or "?"
        assert words in said
        assert "[expanded=false]" not in said
        assert 'button "Whole note 7"' in said


def test_a_note_opens_by_hand_by_address_and_all_at_once(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        assert not is_open(page)
        page.locator(f"{NOTE} > .fc-unfold").click()
        assert is_open(page)
        page.locator(f"{NOTE} > .fc-unfold").press("Enter")
        assert not is_open(page)
        page.evaluate("location.hash = '#fn:lede-partial-quote'")
        until(page, "note => !document.querySelector(note).matches('.fc-folded')", arg=NOTE)
        assert is_open(page)
        page.get_by_role("button", name="Open all").click()
        assert (
            page.locator(".fc-rest > p:first-child:visible").count() == page.locator(NOTES).count()
        )
        page.get_by_role("button", name="Open all").click()
        assert not page.locator(".fc-rest > p:first-child:visible").count()
    for address in ("#fn:lede-partial-quote", "#fn%3Alede-partial-quote"):
        with open_page(real + ARTICLE + address) as page:
            assert is_open(page)
    with open_page("about:blank") as page:
        only_notes(page)
        for address in ("#fn:none", "#%E0%A4%A", "#fn:%"):
            page.goto("about:blank")
            page.goto(real + ARTICLE + address)
            assert not is_open(page)


def test_what_is_folded_is_found(open_page: OpenPage, real: str) -> None:
    """By the browser's own search; text fragments go the same way, and can be tried."""
    with open_page(real + ARTICLE) as page:
        words = page.locator(f"{NOTE} > .fc-rest").text_content() or ""
        context = re.search(r"\b(?:[a-z]+ ){5}[a-z]+\b", words.partition("Context:")[2])
        assert context
    with open_page(f"{real}{ARTICLE}#:~:text={context[0].replace(' ', '%20')}") as page:
        until(page, "note => !document.querySelector(note).matches('.fc-folded')", arg=NOTE)
        assert is_open(page)


def test_without_scripts_everything_is_open(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, java_script_enabled=False) as page:
        notes = page.locator(NOTES)
        assert page.locator(f"{NOTES} > p:visible").count() > 4 * notes.count()
        assert not page.get_by_role("button", name="Open all").count()
        assert page.locator(".fc-found").get_attribute("open") is None
        page.locator(".fc-found > summary").click()
        assert page.locator(".fc-found li").last.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_is_open_or_the_article_alone(
    open_page: OpenPage, real: str, scripts: bool
) -> None:
    def pages() -> int:
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))

    with open_page(real + ARTICLE, java_script_enabled=scripts) as page:
        assert pages() <= 36
        page.emulate_media(media="print")
        assert page.locator(f"{NOTE} p:visible").count() >= 5
        assert page.locator(".fc-about p").is_visible()
        assert page.locator(".fc-found li").last.is_visible()
        link = page.locator(f"{NOTE} a[href^='claims/']")
        assert "claims/lede-partial-quote.html" in link.evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
        page.emulate_media(media="null")
        page.get_by_label("Print the article without the notes").check()
        assert pages() <= 5
        page.emulate_media(media="print")
        assert not page.locator(".footnote:visible, .fc-more:visible").count()
        assert page.locator(".fc-text").is_visible()


def test_the_head_counts_and_says_what_counts_are_worth(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        loud = page.locator(
            ".footnote .fc-verdict:not([data-verdict*=supported], [data-verdict=opinion])"
        ).count()
        total = page.locator(NOTES).count()
        opinion = page.locator(".footnote .fc-verdict[data-verdict=opinion]").count()
        told = page.locator(".fc-tally-words").inner_text()
        assert (
            f"{total - loud - opinion} hold, {loud} should make you stop, {opinion} are opinion."
            in told
        )
        assert "Counts depend on how finely a text is split; they are no score." in told
    with open_page(real + ARTICLE, width=360) as page:
        tops = {item.bounding_box()["y"] for item in page.locator(".fc-tally li:visible").all()}  # type: ignore[index]
        assert len(tops) <= 2
        assert page.get_by_role("button", name="Misleading").count()


def test_the_timeline_is_drawn_with_the_articles_day(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, java_script_enabled=False) as page:
        axis = page.locator(".fc-timeline > svg")
        assert "3 May 2024" in (axis.text_content() or "")
        assert axis.locator("[data-verdict]").count() >= 3
        events = page.locator(".fc-timeline + ul > li").count()
        assert axis.locator("title").count() == events


def test_nothing_moves_when_the_notes_are_folded(open_page: OpenPage, real: str) -> None:
    watch = """() => { window.shifts = []; new PerformanceObserver(list => { for (const entry of list.getEntries())
      for (const { node } of entry.sources) if (node?.parentElement?.closest?.('.footnote')) window.shifts.push(entry.value);
    }).observe({ type: 'layout-shift', buffered: true }); }"""
    with open_page("about:blank") as page:
        page.add_init_script(f"({watch})()")
        only_notes(page)
        for address in ("", "#notes"):
            page.goto("about:blank")
            page.goto(real + ARTICLE + address)
            page.wait_for_timeout(500)
            assert page.evaluate("window.shifts") == [], address
