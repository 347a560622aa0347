"""From selected words on the page to a valid claim file: the offer, the form, and the ways to send what comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from builds import build_site
from conftest import ROOT
from repository import CONFIG, CONTEXT, claim, repository

from annotate.anchoring import anchor
from annotate.publishing.site import build
from annotate.reading.claim_files import read_annotation
from annotate.reading.seeds import read_seed
from browser.conftest import ARTICLE, until
from browser.test_accessibility import POLICY, violations

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
# Selects words within one block, wherever marks divide them.
SELECT = """words => {
  for (const block of document.querySelectorAll('.fc-text :is(p, li)')) {
    const nodes = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('.fc-ref')) nodes.push(walker.currentNode);
    const at = nodes.map(n => n.data).join('').replaceAll('\\u00a0', ' ').indexOf(words);
    if (at < 0) continue;
    const point = (offset, atEnd) => {
      for (const node of nodes) {
        if (offset < node.length || (atEnd && offset === node.length)) return [node, offset];
        offset -= node.length;
      }
    };
    block.scrollIntoView({block: 'center', behavior: 'instant'});
    getSelection().setBaseAndExtent(...point(at, false), ...point(at + words.length, true));
    return;
  }
  throw new Error('not on the page: ' + words);
}"""
# Whether the button lies on a line of the selection.
COVERS = """() => {
  const button = document.querySelector('.fc-annotate').getBoundingClientRect();
  return [...getSelection().getRangeAt(0).getClientRects()].some(r =>
    r.width && r.left < button.right && button.left < r.right && r.top < button.bottom && button.top < r.bottom);
}"""
VALUES = {
    "Claim": "Relations between the two countries are strained.",
    "Who asserts it": "Breitbart News",
    "Summary": "Both governments have said so: the talks of March ended without a result.",
    "Address": "https://www.state.gov/briefings/2024-03-18",
    "Date": "2024-03-18",
    "What it says": "The spokesman called the talks frank and the relations difficult.",
    "Context": CONTEXT.strip(),
}
CHOICES = {
    "Source type": "own-reporting",
    "Verdict": "supported",
    "Kind of page": "transcript",
    "Stance": "supports",
}


def form(page: Page) -> Locator:
    return page.locator("dialog.fc-form")


def open_form(page: Page, words: str) -> None:
    page.evaluate(SELECT, words)
    page.keyboard.press("a")
    form(page).wait_for()


def close_form(page: Page) -> None:
    page.keyboard.press("Escape")
    form(page).wait_for(state="detached")


def fill(page: Page) -> None:
    """Fill in every field that is needed; `Outlet` fills itself in from the address."""
    for label, value in VALUES.items():
        form(page).get_by_label(label, exact=True).fill(value)
    for label, value in CHOICES.items():
        form(page).get_by_label(label, exact=True).select_option(value)
    outlet = form(page).get_by_label("Outlet", exact=True)
    if not outlet.input_value():
        outlet.fill("US Department of State")


def preview(page: Page) -> str:
    return form(page).locator("pre").text_content() or ""


def status(page: Page) -> str:
    return form(page).get_by_role("status").inner_text()


def test_from_the_words_to_a_mark_on_the_page(
    open_page: OpenPage, real: str, tmp_path: Path
) -> None:
    """Select with the mouse, fill in, download; the file in the repository is published at exactly these words."""
    with open_page(real + ARTICLE, **CLIPBOARD) as page:
        assert not [url for url in loaded(page) if "contribute" in url]
        paragraph = page.locator(".fc-text p", has_text="The relationship with the administration")
        paragraph.scroll_into_view_if_needed()
        box = paragraph.bounding_box()
        assert box
        for top in (40, 12):  # the first press begins before what annotates is loaded
            page.mouse.move(box["x"] + 2, box["y"] + top)
            page.mouse.down()
            page.mouse.move(box["x"] + 150, box["y"] + top + 2, steps=5)
            page.locator(".fc-annotate").wait_for(state="attached")
            page.wait_for_timeout(400)  # a reader who holds the mouse still has not ended
            assert page.locator(".fc-annotate:visible").count() == 0, (
                "while the words are being selected"
            )
            page.mouse.up()
            page.locator(".fc-annotate").wait_for()
            assert not page.evaluate(COVERS)
        page.locator(".fc-annotate").click()
        form(page).wait_for()
        quoted = form(page).locator("blockquote").inner_text()
        assert quoted.startswith("The relationship with")
        fill(page)
        assert "Nothing is missing" in form(page).locator(".fc-form-needed").inner_text()
        with page.expect_download() as downloading:
            form(page).get_by_role("button", name="Download").click()
        file = Path(downloading.value.path()).read_bytes().decode("utf-8")
        name = downloading.value.suggested_filename
        assert file == preview(page)
        assert name in status(page)
        form(page).get_by_role("button", name="Copy").click()
        until(page, "document.querySelector('.fc-form-status').textContent.startsWith('Copied')")
        assert page.evaluate("navigator.clipboard.readText()") == file
    root = tmp_path / "repository"
    for part in ("docs", "seeds"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "mkdocs.yml", root)
    before = set(build(root).problems)
    (root / f"docs/{ARTICLE}claims/{name}").write_bytes(file.encode("utf-8"))
    published = build(root)
    assert [problem for problem in published.problems if problem not in before] == []
    soup = BeautifulSoup(str(published.files[f"{ARTICLE}index.md"]), "html5lib")
    mark = soup.find(id=f"claim-{name.removesuffix('.md')}")
    assert mark
    assert mark.get_text() == quoted


def loaded(page: Page) -> list[str]:
    urls: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    return urls


def test_the_offer_stands_beside_the_words_and_goes(open_page: OpenPage, real: str) -> None:
    """At the top, in the middle and at the end of the window; Esc, or another place, takes it away."""
    with open_page(real + ARTICLE) as page:
        for scroll in (-300, 0, 300):
            page.evaluate(SELECT, "characterized by American delegations")
            page.mouse.wheel(0, scroll)
            page.locator(".fc-annotate").wait_for()
            page.evaluate("dispatchEvent(new Event('resize'))")
            assert not page.evaluate(COVERS)
            page.keyboard.press("Escape")
            assert page.locator(".fc-annotate").is_hidden()
            page.evaluate("getSelection().removeAllRanges()")
        page.evaluate(SELECT, "characterized by American delegations")
        page.locator(".fc-annotate").wait_for()
        page.evaluate("getSelection().collapseToStart()")
        page.locator(".fc-annotate").wait_for(state="hidden")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.fc-rights'))")
        page.wait_for_timeout(400)
        assert page.locator(".fc-annotate").is_hidden(), "these are not the article's words"


def test_the_offer_goes_once_other_words_are_being_selected(open_page: OpenPage, real: str) -> None:
    """Also where the browser tells of the press and of the new words at once, as one does that has much to do."""
    press = "document.dispatchEvent(new PointerEvent('%s', { pointerType: 'mouse' }))"
    with open_page(real + ARTICLE) as page:
        page.evaluate(SELECT, "characterized by American delegations")
        page.locator(".fc-annotate").wait_for()
        page.evaluate(press % "pointerdown")
        page.evaluate(SELECT, "The relationship with the administration")
        page.locator(".fc-annotate").wait_for(state="hidden", timeout=5000)
        page.evaluate(press % "pointerup")
        page.locator(".fc-annotate").wait_for()
        assert not page.evaluate(COVERS)


def test_by_touch_it_leaves_room_for_the_handles(open_page: OpenPage, real: str) -> None:
    with open_page(real + ARTICLE, width=360, height=740, has_touch=True, is_mobile=True) as page:
        page.evaluate(SELECT, "characterized by American delegations")
        page.locator(".fc-annotate").wait_for()
        bottom = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
        box = page.locator(".fc-annotate").bounding_box()
        assert box
        assert box["y"] - bottom >= 24
        assert box["height"] >= 44
        page.locator(".fc-annotate").tap()
        form(page).wait_for()
        assert form(page).evaluate("dialog => dialog.scrollWidth <= innerWidth")


def test_by_keyboard_alone_and_the_draft_survives(open_page: OpenPage, real: str) -> None:
    """Every field by Tab and typing, the errors lead to their fields, Esc loses nothing."""
    with open_page(real + ARTICLE, **CLIPBOARD) as page:
        press, write = page.keyboard.press, page.keyboard.type
        open_form(page, "characterized by American delegations")
        assert page.evaluate("document.activeElement.name") == "claim"
        write(VALUES["Claim"])
        close_form(page)
        assert "characterized" in page.evaluate("getSelection().toString()")
        press("a")
        form(page).wait_for()
        assert page.evaluate("document.activeElement.value") == VALUES["Claim"]
        typed = {
            "claimant": VALUES["Who asserts it"],
            "source_type": "Own",
            "verdict": "Supp",
            "summary": "",
            "sources.0.url": VALUES["Address"],
            "sources.0.outlet": "US Department of State",
            "sources.0.date": "18 March 2024",
            "sources.0.type": "transcript",
            "sources.0.stance": "Supports",
            "sources.0.says": VALUES["What it says"],
            "context": VALUES["Context"],
        }
        for name, text in typed.items():
            while page.evaluate("document.activeElement.name") != name:
                press("Tab")
            write(text)
        tab_to(page, "Copy")
        press("Enter")
        assert page.evaluate("document.activeElement.name") == "summary"
        assert described(page) == "This is needed."
        assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
        assert "fields need a change" in status(page)
        write(VALUES["Summary"])
        date = form(page).get_by_label("Date", exact=True)
        while page.evaluate("document.activeElement.name") != "sources.0.date":
            press("Tab")
        assert "2024-05-03" in described(page)
        press("Control+A")
        write("2024-03-18")
        assert date.get_attribute("aria-invalid") is None
        tab_to(page, "Copy")
        press("Enter")
        until(page, "document.querySelector('.fc-form-status').textContent.startsWith('Copied')")
        text = page.evaluate("navigator.clipboard.readText()")
        annotation, problems = read_annotation(text, "x.md", "s", "x")
        assert annotation
        assert not problems
        assert annotation.summary == VALUES["Summary"]
        article = read_seed(ROOT / "seeds/niger-airbase-101.txt").text
        assert (
            article[slice(*anchor(article, annotation.quote))]
            == "characterized by American delegations"
        )


def tab_to(page: Page, label: str) -> None:
    while page.evaluate("document.activeElement.textContent") != label:
        page.keyboard.press("Tab")


def described(page: Page) -> str:
    """What a screen reader says with the focused field, but for its hint."""
    text: str = page.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ').slice(1).map(id => document.getElementById(id).textContent).join(' ')"
    )
    return text


def test_without_a_selection_or_keys_the_button_says_what_to_do(
    open_page: OpenPage, real: str
) -> None:
    with open_page(real + ARTICLE) as page:
        annotate = page.locator(".fc-tools").get_by_role("button", name="Annotate")
        annotate.click()
        page.get_by_text("Select words of the article first.").wait_for()
        page.evaluate(SELECT, "characterized by American delegations")
        annotate.click()
        form(page).wait_for()
        close_form(page)
        page.keyboard.press("?")
        assert "annotate the selected words" in page.locator(".fc-help").inner_text()


def test_words_already_annotated_offer_the_claim_first(
    open_page: OpenPage, forge: Callable[..., str]
) -> None:
    """The same words lead to the claim, in the form or on its page; words inside them list the claim beside the form."""
    with open_page(forge("https://github.com/o/r"), **CLIPBOARD) as page:
        open_form(page, "“unsafe for daily traffic”")
        there = form(page).locator(".fc-there")
        assert "annotated already" in there.inner_text()
        assert there.get_by_role("button", name="Add a source or dispute it").is_visible()
        assert (there.get_by_role("link", name="Claim page").get_attribute("href") or "").endswith(
            "/articles/bridge/claims/unsafe.html"
        )
        assert "template=correction.yml" in (
            there.get_by_role("link", name="Report").get_attribute("href") or ""
        )
        assert form(page).get_by_label("Claim", exact=True).is_hidden()
        there.get_by_role("button", name="another claim").click()
        form(page).get_by_label("Verdict", exact=True).select_option("mixed")
        form(page).get_by_role("button", name="Copy").click()
        assert "another verdict" in form(page).inner_text()
        close_form(page)
        open_form(page, "unsafe for")
        assert "part of what is annotated" in there.inner_text()
        assert form(page).get_by_label("Claim", exact=True).is_visible()


@pytest.fixture(scope="module")
def forge(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Callable[..., str]:
    """The address of the article of a scratch site whose repository lies on a forge."""
    built: dict[str, str] = {}

    def address(forge: str = "", **fields: str) -> str:
        key = f"{forge}{fields}"
        if key not in built:
            folder = tmp_path_factory.mktemp("forge")
            claims = {"unsafe": claim("unsafe for daily traffic"), "cost": claim()}
            root = repository(folder / "r", claims, **fields)
            (root / "mkdocs.yml").write_text(
                CONFIG.replace("- annotate", f"- annotate: {{forge: '{forge}'}}")
            )
            done = build_site(root, folder / "site")
            assert done.returncode == 0, done.stdout + done.stderr
            built[key] = f"{serve(folder / 'site')}articles/bridge/"
        return built[key]

    return address


FORGES = {  # repository: the page for a new file, and what its parameters for name and text are called
    "https://github.com/o/r": ("/o/r/new/main", "filename", "value"),
    "https://gitlab.com/g/sub/r": ("/g/sub/r/-/new/main", "file_name", "content"),
}


@pytest.mark.parametrize("address", FORGES)
def test_the_forges_page_opens_with_the_file(
    open_page: OpenPage, forge: Callable[..., str], address: str
) -> None:
    """No host is asked before the click; too long an address opens the bare page, and the text is copied."""
    page_name, name, value = FORGES[address]
    asked: list[str] = []
    site = forge(address)
    with open_page(site, **CLIPBOARD) as page:
        page.context.on("request", lambda request: asked.append(request.url))
        page.context.route(f"{address}/**", lambda route: route.fulfill(body="the forge"))
        open_form(page, "the council’s engineer")
        fill(page)
        link = form(page).get_by_role("link", name="Open on Git")
        with page.expect_popup() as opening:
            link.click()
        opened = urlsplit(opening.value.url)
        assert opened.path == page_name
        query = parse_qs(opened.query, strict_parsing=True)
        path = "docs/articles/bridge/claims/the-councils-engineer.md"
        assert query == {name: [path], value: [preview(page)]}
        assert len(opening.value.url) <= 7_500
        opening.value.close()
        assert [url for url in asked if not url.startswith(site.partition("articles/")[0])] == [
            opened.geturl()
        ]

        form(page).get_by_label("Context", exact=True).fill("Größe über Brücke: " * 200)
        assert "words; 20 to 150 are expected" in form(page).inner_text()
        with page.expect_popup() as opening:
            link.click()
        assert parse_qs(urlsplit(opening.value.url).query) == {name: [path]}
        opening.value.close()
        until(
            page,
            "document.querySelector('.fc-form-status').textContent.includes('too long for a link')",
        )
        assert page.evaluate("navigator.clipboard.readText()") == preview(page)


def test_an_issue_can_be_sent_half_filled(open_page: OpenPage, forge: Callable[..., str]) -> None:
    """The ids are those of .github/ISSUE_TEMPLATE/claim.yml."""
    with open_page(forge("https://github.com/o/r")) as page:
        open_form(page, "the council’s engineer")
        form(page).get_by_label("Claim", exact=True).fill("The council has an engineer.")
        form(page).get_by_label("Address", exact=True).fill("https://www.example.org/staff")
        href = (
            form(page).get_by_role("link", name="Send it as an issue").get_attribute("href") or ""
        )
        query = {k: v for k, [v] in parse_qs(urlsplit(href).query).items()}
        assert urlsplit(href).path == "/o/r/issues/new"
        assert query == {
            "template": "claim.yml",
            "title": "Claim: The council has an engineer.",
            "article": "bridge",
            "quote": "the council’s engineer",
            "claim": "The council has an engineer.",
            "source": "https://www.example.org/staff",
        }


def test_where_the_forge_is_unknown_the_files_place_is_named(
    open_page: OpenPage, real: str
) -> None:
    with open_page(real + ARTICLE) as page:
        open_form(page, "characterized by American delegations")
        assert not form(page).get_by_role("link", name="Open on").count()
        assert (
            f"docs/{ARTICLE}claims/characterized-by-american-delegations.md"
            in form(page).inner_text()
        )
        assert "contribute" in (
            form(page).get_by_role("link", name="how that is done").get_attribute("href") or ""
        )


def test_what_the_checks_would_say_is_said_at_the_field(open_page: OpenPage, real: str) -> None:
    """Address, outlet, date, lengths, evidence, Markdown: each beside its field, and with a way out."""
    with open_page(real + ARTICLE) as page:
        open_form(page, "characterized by American delegations")
        fill(page)
        assert not form(page).locator(".fc-error:not(:empty)").count()
        for label, value, says in (
            ("Address", "https://user@example.org/", "user name"),
            ("Address", "https://localhost/x", "not a public name"),
            ("Address", "https://example.org/a|c", "percent-encoded"),
            ("Address", "https://apnews.com/article/x", "Associated Press"),
            ("Date", "2024-02-30", "Write the date like"),
            ("Summary", "x" * 241, "at most 240"),
            ("Context", "# A heading\n\nwords", "A heading"),
            ("Context", "a <b>word</b>", "HTML"),
            ("Context", "see[^1]", "footnote"),
            ("Context", "a [link](mailto:a@example.org)", "does not begin with https"),
        ):
            field = form(page).get_by_label(label, exact=True)
            before = field.input_value()
            field.fill(value)
            field.blur()
            form(page).get_by_role("button", name="Copy").click()
            assert says in form(page).inner_text(), (label, value)
            assert status(page).endswith("a change.")
            field.fill(before)
        assert not form(page).locator(".fc-error:not(:empty)").count()
        assert "two distinct origins" not in form(page).inner_text()
        form(page).get_by_label("Kind of page", exact=True).select_option("news")
        assert "two distinct origins" in form(page).inner_text()
        assert form(page).get_by_label("Why one source is enough").is_visible()
        form(page).get_by_role("button", name="Add another source").click()
        assert page.evaluate("document.activeElement.name") == "sources.1.url"
        for name, value in {
            "url": "https://www.example.org/",
            "outlet": "Example",
            "says": "The same.",
        }.items():
            form(page).locator(f"[name='sources.1.{name}']").fill(value)
        for name, value in {"type": "news", "stance": "supports"}.items():
            form(page).locator(f"[name='sources.1.{name}']").select_option(value)
        assert "two distinct origins" not in form(page).inner_text()
        assert preview(page).count("- url: ") == 2
        form(page).get_by_role("button", name="Remove this source").click()
        assert preview(page).count("- url: ") == 1
        form(page).get_by_label("Verdict", exact=True).select_option("unverified")
        form(page).get_by_label("What would settle it", exact=True).fill(
            "The minutes of the talks."
        )
        assert "would_settle: The minutes" in preview(page)


def test_what_cannot_be_quoted_is_explained(open_page: OpenPage, forge: Callable[..., str]) -> None:
    """In an excerpt, words across what is left out; in a long article, more than a claim is about."""
    with open_page(forge(display="excerpt")) as page:
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.fc-text'))")
        page.keyboard.press("a")
        form(page).wait_for()
        assert "Only parts of the article are shown" in form(page).inner_text()
        assert form(page).get_by_label("Claim", exact=True).is_hidden()
    with open_page(forge("")) as page:
        page.evaluate(
            "document.querySelector('.fc-text p').append('\\u200b invisible ', 'x'.repeat(900))"
        )
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.fc-text p'))")
        page.keyboard.press("a")
        form(page).wait_for()
        assert "characters are selected" in form(page).inner_text()
        close_form(page)
        page.evaluate(SELECT, "\u200b invisible")
        page.evaluate(
            "() => {const s = getSelection(); s.modify('extend', 'forward', 'character')}"
        )
        page.keyboard.press("a")
        form(page).wait_for()
        assert "U+200B" in form(page).inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_form(
    open_page: OpenPage, forge: Callable[..., str], scheme: str
) -> None:
    """The offer, the form, its errors and the panel of claims, at 320 px too, under a strict policy."""

    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, headers=response.headers | {"content-security-policy": POLICY}
        )

    with open_page("about:blank", color_scheme=scheme) as page:
        page.route("**/*", with_policy)
        page.goto(forge("https://github.com/o/r"))
        page.evaluate(SELECT, "the council’s engineer")
        page.locator(".fc-annotate").wait_for()
        assert not violations(page), "offer"
        page.keyboard.press("a")
        form(page).wait_for()
        assert not violations(page), "form"
        form(page).get_by_role("button", name="Copy").click()
        form(page).locator("summary").click()
        assert not violations(page), "errors"
        page.set_viewport_size({"width": 320, "height": 640})
        assert form(page).evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
        assert not violations(page), "narrow"
        close_form(page)
        open_form(page, "unsafe for daily traffic")
        assert not violations(page), "claims"
