"""Nothing disappears: in forced colors, without color, to a screen reader, under a thumb, enlarged, when copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotate.model.vocabulary import Verdict
from browser.conftest import ARTICLE
from browser.test_accessibility import SHORTEN

if TYPE_CHECKING:
    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# Every letter that is seen against what is painted behind it (WCAG's contrast), the faintest first.
CONTRASTS = """() => {
  const parts = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => parts(color).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const color = getComputedStyle(e).backgroundColor;
    if (!parts(color).length || parts(color)[3] !== 0) return color;
  } return getComputedStyle(document.documentElement).colorScheme; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode()); ) {
    const e = text.parentElement;
    if (!text.data.trim() || !e.checkVisibility() || e.closest('.md-skip, .skip, .fc-glyph, title')) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    found.push([(a + .05) / (b + .05), e.localName, text.data.trim().slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""
# What a finger or pointer aims at, smaller than 24 px; excepted are links inside a sentence and those with nothing else
# within 12 px of their middle (WCAG 2.5.8).
SMALL = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')]
    .filter(e => e.checkVisibility({ checkVisibilityCSS: true }) && !e.closest('.md-skip, .skip, label'))
    .map(e => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.width);
  const isInSentence = e => {
    const block = e.parentElement.closest(':not(a, b, strong, em, span, sup, small, mark, bdi, i, code)');
    const inline = getComputedStyle(e).display === 'inline' && getComputedStyle(block).display !== 'flex';
    return inline && block.textContent.trim() !== e.textContent.trim();
  };
  const isCrowded = ({ e, box }) => all.some(other => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const near = (v, from, to) => Math.max(from - v, 0, v - to);
    return other.e !== e && Math.hypot(near(x, other.box.left, other.box.right), near(y, other.box.top, other.box.bottom)) < 12;
  });
  return all.filter(t => Math.min(t.box.height, t.box.width) < 23.9 && !isInSentence(t.e) && isCrowded(t))
    .map(({ e, box }) => `${e.outerHTML.slice(0, 120)} ${JSON.stringify(box)}`);
}"""


def test_every_letter_is_seen_in_forced_colors(
    open_page: OpenPage, real: str, page_types: dict[str, str]
) -> None:
    def unseen() -> list[Any]:
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            letters = page.evaluate(CONTRASTS)
            assert letters
            found += [entry for entry in letters if entry[0] < 4.5]
        return found

    with open_page(real, forced_colors="active") as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            page.evaluate(SHORTEN)
            assert unseen() == [], kind
        page.goto(real + ARTICLE)
        page.locator("mark.fc").nth(1).click()
        page.locator(".fc-card").wait_for()
        page.evaluate(SHORTEN)
        assert unseen() == []
        # The glyphs are drawn in a color that is seen, too.
        glyph = (
            "getComputedStyle(document.querySelector('.fc-ref[data-verdict=mixed] a'), '::before')"
        )
        ink = "getComputedStyle(document.body).color"
        for scheme in ("light", "dark"):
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            assert page.evaluate(f"{glyph}.maskImage") != "none"
            assert page.evaluate(f"{glyph}.backgroundColor") == page.evaluate(ink)


def test_no_two_verdicts_look_alike_without_color(open_page: OpenPage, real: str) -> None:
    marks = "".join(
        f'<p><mark class="fc" data-verdict="{v.id}">words</mark><span class="fc-ref" '
        f'data-verdict="{v.id}"><sup><a class="footnote-ref" href="#x">1</a></sup></span></p>'
        for v in Verdict
    )
    looks = """marks => {
      document.querySelector('.fc-text').innerHTML = marks;
      return [...document.querySelectorAll('.fc-text p')].map(p => {
        const line = getComputedStyle(p.querySelector('mark'));
        const glyph = getComputedStyle(p.querySelector('a'), '::before');
        const drawn = parseFloat(glyph.paddingLeft) > 0 && glyph.maskPosition;
        return [line.textDecorationLine, line.textDecorationStyle, line.textDecorationThickness, drawn].join();
      });
    }"""
    with open_page(real + ARTICLE) as page:
        found = page.evaluate(looks, marks)
    assert len(set(found)) == len(Verdict), found
    seen = dict(zip(Verdict, found, strict=True))
    assert seen[Verdict.OPINION].startswith("none,")
    assert seen[Verdict.SUPPORTED].endswith(",false")


def test_hidden_marks_are_silent(open_page: OpenPage, real: str) -> None:
    marks = "(role) => [...document.querySelectorAll('mark.fc')].filter(m => m.getAttribute('role') === role).length"
    with open_page(real + ARTICLE) as page:
        total = page.locator("mark.fc").count()
        assert page.evaluate(marks, "presentation") == 0
        page.get_by_role("button", name="Hide marks").click()
        assert page.evaluate(marks, "presentation") == total
        page.get_by_role("button", name="Hide marks").click()
        assert page.evaluate(marks, "presentation") == 0
        page.locator(".fc-tally").get_by_role("button", name="Misleading").click()
        shown = page.locator("mark.fc[data-verdict=misleading]").count()
        assert page.evaluate(marks, "presentation") == total - shown


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough(
    open_page: OpenPage, real: str, page_types: dict[str, str], width: int
) -> None:
    with open_page(real, width=width) as page:
        for kind, path in page_types.items():
            page.goto(real + path)
            assert page.evaluate(SMALL) == [], kind


def test_a_link_skips_to_the_first_words(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE) as page:
        link = page.get_by_role("link", name="Skip to the article’s words")
        while not link.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Tab")
        assert link.is_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        first = page.locator(".fc-text a[href]").first
        assert first.evaluate("first => first === document.activeElement")


def test_the_notes_are_a_list_with_a_name(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, java_script_enabled=False) as page:
        notes = page.get_by_role("list", name="Notes", exact=True)
        assert notes.get_by_role("listitem").count() >= page.locator(".fc-ref").count()


@pytest.mark.parametrize(
    "article", ["real articles/niger-airbase-101/", "sample articles/old-bridge/"]
)
def test_what_is_copied_is_the_article(
    open_page: OpenPage, request: pytest.FixtureRequest, article: str
) -> None:
    """No number and no sign of ours in paragraphs, headings, lists: as text and as HTML."""
    site, _, path = article.partition(" ")
    address = request.getfixturevalue(site) + path
    words = """() => {
      const copy = document.querySelector('.fc-text').cloneNode(true);
      copy.querySelectorAll('sup').forEach(e => e.remove());
      return copy.textContent;
    }"""
    copied = """async () => {
      getSelection().selectAllChildren(document.querySelector('.fc-text'));
      const said = getSelection().toString();
      document.execCommand('copy');
      const [item] = await navigator.clipboard.read();
      const read = async kind => await (await item.getType(kind)).text();
      const html = new DOMParser().parseFromString(await read('text/html'), 'text/html').body;
      return [said, await read('text/plain'), html.textContent];
    }"""
    permissions = ["clipboard-read", "clipboard-write"]
    # What the clipboard hands back has styles in it, which the policy refuses aloud.
    with open_page(address, permissions=permissions, bypass_csp=True) as page:
        expected = page.evaluate(words)
        assert len(expected) > 1000
        for text in page.evaluate(copied):
            assert "".join(text.split()) == "".join(expected.split())
