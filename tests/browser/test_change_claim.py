"""Words that are annotated already open the form with that claim filled in; what comes of it is the file with the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import build_site
from click.testing import CliRunner
from conftest import ROOT
from history import commit
from repository import CONFIG, claim, repository

from annotate.cli import main
from browser.conftest import until
from browser.test_accessibility import violations
from browser.test_contribute_form import (
    CLIPBOARD,
    close_form,
    fill,
    form,
    open_form,
    preview,
    status,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# A file as people write them: with a comment, its own order and quotation marks, fields that the form does not show.
FILE = """\
---
# Read the budget again in March.
quote: 'about $3.2 million'
suffix: ", the council’s engineer"
claim: "Repairs of the bridge: about 3.2 million dollars."
reasons: [imprecise]
verdict: mostly-supported
source_type: named-official
summary: The city's budget gives a little more.
sources:
- url: https://data.example.org/budget
  outlet: City Open Data
  type: dataset
  stance: supports
  says: >-
    The budget has 3,412,000 dollars.
  quoted: "Line 112, bridge repairs: $3,412,000."
  archived: https://archive.example.org/budget
checked: 2026-11-24
history:
- date: 2026-11-25
  kind: wording
  why: The summary named the wrong year.
made_with: a spreadsheet
---

The city publishes its budget every year, and one line of it is about the bridge. The *detour* is
not in it, which the engineer’s figure may count as well; the article does not say.
"""
OTHER = claim("unsafe for daily traffic", claim="It was called unsafe.")


@pytest.fixture(scope="module", params=["https://github.com/o/r", "https://gitlab.com/o/r", ""])
def bridge(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[[Path], str],
) -> tuple[Path, str, str]:
    """A repository with its first commit, the address of its article, and its forge."""
    folder = tmp_path_factory.mktemp("bridge")
    root = repository(folder / "r", {"cost": FILE, "unsafe": OTHER})
    config = CONFIG.replace("- annotate", f"- annotate: {{forge: '{request.param}'}}")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    commit(root)
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root, f"{serve(folder / 'site')}articles/bridge/", request.param


def _open_claim(page: Page, words: str = "about $3.2 million") -> None:
    open_form(page, words)
    form(page).get_by_role("button", name="Add a source or dispute it").click()
    page.get_by_role("heading", name="Change this claim", exact=True).wait_for()


def _problems(root: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the checks say of the repository with the changed file, which is taken back afterwards."""
    file = root / "docs/articles/bridge/claims/cost.md"
    file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    told = CliRunner().invoke(main, ["check", "--base", "HEAD", str(file)]).output
    file.write_text(FILE, encoding="utf-8")
    return told


def test_the_form_has_the_claim_and_leaves_its_file_as_it_is(
    open_page: OpenPage, bridge: tuple[Path, str, str]
) -> None:
    """Every field is filled in; nothing is missing; while nothing is changed, the file is the same to the letter."""
    with open_page(bridge[1]) as page:
        _open_claim(page)
        assert preview(page) == FILE
        assert "Nothing is missing" in form(page).inner_text()
        for label, value in {
            "Claim": "Repairs of the bridge: about 3.2 million dollars.",
            "Verdict": "mostly-supported",
            "Address": "https://data.example.org/budget",
            "What it says": "The budget has 3,412,000 dollars.",
        }.items():
            assert form(page).get_by_label(label, exact=True).input_value() == value
        context = form(page).get_by_label("Context", exact=True).input_value()
        assert context == FILE.split("---\n\n")[1].rstrip()
        assert not violations(page)


def test_a_claim_is_disputed(
    open_page: OpenPage, bridge: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a source and another verdict: the checks pass, the history tells both, and nothing else is touched."""
    root, address, forge = bridge
    with open_page(address, **CLIPBOARD) as page:
        _open_claim(page)
        form(page).get_by_label("Verdict", exact=True).select_option("contradicted")
        form(page).get_by_role("button", name="Add another source").click()
        second = {
            "url": "https://bill.example.org/",
            "outlet": "The Bill",
            "says": "Twice as much.",
        }
        for name, value in second.items():
            form(page).locator(f"[name='sources.1.{name}']").fill(value)
        for name, value in {"type": "dataset", "stance": "contradicts"}.items():
            form(page).locator(f"[name='sources.1.{name}']").select_option(value)
        form(page).get_by_role("button", name="Copy").click()
        assert status(page) == "One field needs a change."
        assert page.evaluate("document.activeElement.name") == "why"
        form(page).get_by_label("Why it changes").fill("The final bill: it is twice the budget.")
        form(page).get_by_role("button", name="Copy").click()
        until(page, "navigator.clipboard.readText().then((t) => t.startsWith('---'))")
        text = preview(page)
        assert page.evaluate("navigator.clipboard.readText()") == text
        links = form(page).get_by_role("link", name="Open on")
        assert links.count() == bool(forge)
        if forge:
            href = links.get_attribute("href") or ""
            assert href.startswith(forge)
            assert href.endswith("edit/main/docs/articles/bridge/claims/cost.md")
        else:
            assert form(page).get_by_role("button", name="Download cost.md").is_visible()
    assert _problems(root, text, monkeypatch) == "No problems.\n"
    assert [line for line in FILE.splitlines() if line not in text.splitlines()] == [
        "verdict: mostly-supported",
        "- url: https://data.example.org/budget",
        "  outlet: City Open Data",
        "  type: dataset",
        "  stance: supports",
        "  says: >-",
        "    The budget has 3,412,000 dollars.",
        '  quoted: "Line 112, bridge repairs: $3,412,000."',
        "  archived: https://archive.example.org/budget",
    ]
    assert "archived: https://archive.example.org/budget\n" in text
    assert text.count("\n- date: ") == 3
    assert "from: mostly-supported\n" in text


def test_a_wording_is_mended(
    open_page: OpenPage, bridge: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A summary and the context change with a reason, which is told; what a source says needs an entry that names it."""
    root, address, _ = bridge
    with open_page(address) as page:
        _open_claim(page, "$3.2")
        form(page).get_by_label("Summary", exact=True).fill("The budget has 0.2 million more.")
        context = form(page).get_by_label("Context", exact=True)
        context.fill(context.input_value().replace("*detour*", "detour"))
        text = preview(page)
        assert text.endswith(FILE.partition("made_with")[2].replace("---\n\nThe", "---\nThe").replace("*detour*", "detour"))  # fmt: skip
        assert "  kind: wording\n" in text
        assert "No problems." not in _problems(root, FILE.replace("a little", "much"), monkeypatch)
        form(page).get_by_label("Why it changes").fill("It gave no figure.")
        told = preview(page)
        assert "  kind: wording\n  why: It gave no figure.\n" in told
        form(page).get_by_label("What it says").first.fill("The budget has 3.4 million.")
        sourced = preview(page)
    assert _problems(root, told, monkeypatch) == "No problems.\n"
    assert sourced.count("why: It gave no figure.") == 2
    assert _problems(root, sourced, monkeypatch) == "No problems.\n"


def test_a_draft_of_a_change_is_kept_and_other_words_are_not_touched_by_it(
    open_page: OpenPage, bridge: tuple[Path, str, str]
) -> None:
    with open_page(bridge[1]) as page:
        _open_claim(page)
        form(page).get_by_label("Summary", exact=True).fill("Half a sentence")
        page.keyboard.press("Escape")
        form(page).wait_for(state="detached")
        _open_claim(page, "unsafe for daily traffic")
        assert preview(page) == OTHER
        page.keyboard.press("Escape")
        form(page).wait_for(state="detached")
        _open_claim(page)
        assert form(page).get_by_label("Summary", exact=True).input_value() == "Half a sentence"


def test_where_the_file_cannot_be_had_its_page_is_shown(
    open_page: OpenPage, bridge: tuple[Path, str, str]
) -> None:
    with open_page("about:blank") as page:
        page.route("**/files.json", lambda route: route.fulfill(status=200, body="{}"))
        page.goto(bridge[1])
        open_form(page, "about $3.2 million")
        form(page).get_by_role("button", name="Add a source or dispute it").click()
        page.wait_for_url("**/claims/cost.html")


# A page that may copy or not, as one says, and stays where a link would open another.
STAYING = """
Object.defineProperty(navigator, 'clipboard', {value: {writeText: async () => { if (window.refused) throw new Error(); }}});
addEventListener('click', event => event.target.closest('a[target=_blank]') && event.preventDefault());
"""
LONG = " ".join(["ж" * 20] * 150)  # too long for a link when it is encoded


def _sent(page: Page) -> Iterator[str]:
    """What each way to send the file says, where the page may copy and where it may not."""
    for refused in (False, True):
        page.evaluate("refused => { window.refused = refused; }", refused)
        for way in ("Open on", "Copy", "Download", "Send it as an issue"):
            page.evaluate("document.querySelector('.fc-form-status').textContent = '(nothing)'")
            button = form(page).get_by_text(way, exact=False)
            if button.count():
                button.first.click()
                page.wait_for_timeout(50)
                yield f"{way}{' (refused)' * refused}: {status(page)}"


def test_what_is_said_of_sending_it(
    open_page: OpenPage, bridge: tuple[Path, str, str], expected: Callable[[Path, str], None]
) -> None:
    """A new file and a changed one; short and too long for a link; to each forge and to none."""
    told: list[str] = []
    with open_page("about:blank") as page:
        page.add_init_script(STAYING)
        page.goto(bridge[1])
        open_form(page, "Tuesday")
        form(page).get_by_role("button", name="Copy").click()
        told.append(status(page))
        fill(page)
        told += ["", "A new file", form(page).locator(".fc-form-needed").inner_text(), *_sent(page)]
        form(page).get_by_label("Context", exact=True).fill(LONG)
        told += ["", "A long one", *_sent(page)]
        told.append(form(page).locator(".fc-form-issue").inner_text())
        close_form(page)
        page.reload()
        _open_claim(page)
        form(page).get_by_label("Summary", exact=True).fill("The budget has \u202eless\u202c.")
        form(page).get_by_role("button", name="Copy").click()
        told += ["", "A change", status(page), form(page).locator(".fc-form-needed").inner_text()]
        told += form(page).locator(".fc-field:has([name=why])").all_inner_texts()
        form(page).get_by_label("Why it changes").fill("It gave no figure.")
        told += [form(page).locator(".fc-form-needed").inner_text(), *_sent(page)]
    name = bridge[2].removeprefix("https://").partition(".")[0] or "none"
    expected(ROOT / f"tests/cases/wordings/sending-{name}.txt", "\n".join(told) + "\n")
