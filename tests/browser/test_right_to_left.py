"""An article in Arabic: what is drawn is mirrored with it, and every block runs as its own first letter does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotate.text.scripts import is_right_to_left

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

MARKET = "articles/old-market/"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("سوق", "", True),
        ("Reuters: سوق", "", False),
        ("Reuters: سوق", "ar", True),
        ("Reuters: سوق", "AR-eg", True),
        ("1950", "he", True),
        ("Nan", "ku-Arab", True),
        ("A market", "en", False),
        ("سوق", "en", True),
    ],
)
def test_a_text_runs_as_its_language_or_else_its_first_letter(
    text: str, language: str, expected: bool
) -> None:
    assert is_right_to_left(text, language) == expected


def box(page: Page, selector: str) -> Any:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


@pytest.mark.browser
def test_the_page_is_mirrored_with_the_article(open_page: OpenPage, sample: str) -> None:
    with open_page(sample + MARKET) as page:
        text, note, head = (box(page, s) for s in (".fc-text", ".fc-note:visible", ".fc-page h1"))
        assert note["x"] + note["width"] <= text["x"], "the rail is where lines end"
        assert head["x"] + head["width"] == pytest.approx(text["x"] + text["width"], abs=2)
        # The first mark of the text is the first one from the right on the map, which leads there.
        rects = "[...document.querySelectorAll('.fc-map rect[data-verdict]')].map(r => r.getBoundingClientRect().right)"
        rights = page.evaluate(rects)
        strip = box(page, ".fc-map svg")
        page.mouse.click(max(rights) - 2, strip["y"] + strip["height"] - 2)
        card = page.locator(".fc-card")
        card.wait_for()
        assert page.evaluate("document.activeElement.closest('sup').id") == "fnref:closed-a-week"
        assert box(page, ".fc-card")["x"] + box(page, ".fc-card")["width"] <= text["x"]
        close, number = box(page, ".fc-card .fc-close"), box(page, ".fc-card-head b")
        assert close["x"] < number["x"]
        page.keyboard.press("Escape")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.footnote > ol')).direction")
            == "rtl"
        )
        assert page.locator(".fc-body").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


@pytest.mark.browser
def test_every_block_runs_as_its_first_letter_does(open_page: OpenPage, sample: str) -> None:
    """An English sentence in an Arabic article's page ends with its full stop on the right."""
    ends = """selector => { const p = document.querySelector(selector);
      const range = document.createRange(); const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      let last; while (walk.nextNode()) if (walk.currentNode.data.trim()) last = walk.currentNode;
      const at = last.data.trimEnd().length;
      const rect = n => { range.setStart(last, n - 1); range.setEnd(last, n); return range.getBoundingClientRect().left; };
      return [last.data.trimEnd().at(-1), rect(at) > rect(at - 1)]; }"""
    with open_page(sample + MARKET) as page:
        for block in (".footnote li > p:first-child", ".fc-note p", ".fc-about summary"):
            assert page.evaluate(ends, block) == [".", True], block
        page.locator(".fc-text mark.fc").first.click()
        page.locator(".fc-card").wait_for()
        assert page.evaluate(ends, ".fc-card .fc-say") == [".", True]
        assert page.evaluate(ends, ".fc-rights") == [".", True]
    with open_page(sample + "articles/old-bridge/") as page:
        assert page.locator(".fc-page").get_attribute("dir") is None
