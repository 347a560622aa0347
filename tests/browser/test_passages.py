"""Addresses that open at words of a page: Chromium marks these words, all of them and no others."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotate.text.passages import at_passage
from browser.conftest import until

if TYPE_CHECKING:
    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# What is before the words that a test looks for: a screen of other words, some of them alike.
FAR = "<div>Other words, the minister said. They were right, and 5 of them left.</div>" * 9
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<style>body {{ font: 16px/2 monospace; margin: 8px }} .far {{ height: 150vh }} ::target-text {{ background: #f00; color: #f00 }}</style>
<div class="far" id="top">{far}</div><main>{words}</main><div class="far">{far}</div>"""

# How many pixels of each row are red, in a picture of the window.
RED = """async (png) => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  let red = 0;
  for (let n = 0; n < data.length; n += 4) red += data[n] > 200 && data[n + 1] < 60 && data[n + 2] < 60;
  return red;
}"""

# How many pixels the marked words take, by the element that the test put around them.
AREA = """() => [...document.querySelectorAll("i")].flatMap((i) => [...i.getClientRects()])
  .reduce((sum, box) => sum + box.width * box.height, 0)"""

FORMS = {
    "exact": ("We saw <i>no reason to leave</i>, he said.", "no reason to leave"),
    "with punctuation at the ends": (
        "He said: “<i>We stay</i>” – for now.",
        "“We stay.”",
    ),
    "comma, dash, ampersand, per cent": (
        "It has <i>5 %, well-known &amp; (so far) free: 1,000+ a=b #1</i> things.",
        "5 %, well-known & (so far) free: 1,000+ a=b #1",
    ),
    "a word with a dash first": ("The <i>co-pilot left</i> early.", "co-pilot left"),
    "whole words only": ("The reasonable <i>reason</i> stands.", "reason"),
    "other case and quotation marks": (
        "She <i>Said It’s “Over” Then</i> and left.",
        'said it\'s "over" then',
    ),
    "a gap": (
        "Then <i>the people themselves would, as the law has it, be asked about it</i> again.",
        "the people themselves would … be asked about it",
    ),
    "words put in": (
        "But we <i>do not see that they, in our base, can do us harm</i> today.",
        "[w]e do not see that [the soldiers] can do us harm",
    ),
    "few words beside a gap": (
        "Words here. They <i>were asked to leave at once</i>.",
        "Words (...) were asked to leave at once",
    ),
    "over paragraphs": (
        "<p>Before. <i>The first paragraph ends so.</i></p><p><i>The next one begins so</i> and goes on.</p>",
        "The first paragraph ends so. … The next one begins so.",
    ),
    "long": (
        "Before. <i>" + " ".join(f"word{n}, and" for n in range(60)) + " the end of it</i> after.",
        " ".join(f"word{n}, and" for n in range(60)) + " the end of it",
    ),
    "Arabic": ("قال إن <i>الجسر لن يفتح قبل الشتاء</i> أبدا", "الجسر لن يفتح قبل الشتاء"),
    "Chinese": ("他说<i>这座桥将在冬天之前开放</i>。", "这座桥将在冬天之前开放"),
    "Thai": ("เขา<i>สะพานจะเปิดก่อนฤดูหนาว</i>", "สะพานจะเปิดก่อนฤดูหนาว"),
}
LANGUAGES = {"Arabic": "ar", "Chinese": "zh", "Thai": "th"}


@pytest.mark.parametrize("form", FORMS)
def test_chromium_marks_the_words_and_no_others(
    open_page: OpenPage, serve: Callable[[Path], str], tmp_path: Path, form: str
) -> None:
    words, passage = FORMS[form]
    text = PAGE.format(lang=LANGUAGES.get(form, "en"), far=FAR, words=words)
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    with open_page(at_passage(serve(tmp_path), passage)) as page:
        until(page, "scrollY > 100")
        picture = base64.b64encode(page.screenshot(full_page=True)).decode()
        assert page.evaluate(RED, picture) == pytest.approx(page.evaluate(AREA), rel=0.04)


def test_a_fragment_of_the_page_is_kept(
    open_page: OpenPage, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """Where the words are not found, the page opens at its own fragment."""
    text = PAGE.format(lang="en", far=FAR, words='<p id="part">Some words of it.</p>')
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    for passage in ("Some words of it", "Words that are gone now"):
        with open_page(at_passage(f"{serve(tmp_path)}#part", passage)) as page:
            until(page, "scrollY > 100")
            assert page.evaluate("location.hash") == "#part"
