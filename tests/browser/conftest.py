"""Fixtures of the browser tests: pages of the real site and of a hostile one, and ways to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from rule_cases import OUTLETS

from annotate.model import Library
from annotate.publishing.exports import form
from annotate.publishing.site import ASSETS
from annotate.reading.outlets import read_outlets
from browser.hostile import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

ARTICLE = "articles/niger-airbase-101/"
OpenPage = Callable[..., AbstractContextManager["Page"]]


@pytest.fixture
def open_page(browser: Browser) -> OpenPage:
    """Open an address in a context of its own; an error on the page fails the test."""

    @contextmanager
    def opened(
        address: str, width: int = 1280, height: int = 900, **context: Any
    ) -> Iterator[Page]:
        errors: list[str] = []
        with browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **context
        ) as profile:
            page = profile.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on(
                "console",
                lambda message: errors.append(message.text) if message.type == "error" else None,
            )
            page.goto(address)
            yield page
            assert not errors

    return opened


def until(page: Page, expression: str, *, arg: Any = None) -> None:
    """Wait until an expression is true; Playwright's own waiting evaluates it in the page, where the policy forbids that."""
    for _ in range(200):  # ten seconds, as everywhere
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def finished(page: Page) -> list[Request]:
    """A list to which each request of a page comes when it has its answer."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    return asked


def settle(page: Page) -> None:
    """Wait until a page has asked for nothing more for a quarter of a second."""
    asked, before = 0, -1
    while asked != before:
        page.wait_for_timeout(250)
        before, asked = asked, page.evaluate("performance.getEntriesByType('resource').length")


@pytest.fixture(scope="session")
def real(real_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the project's own site."""
    return serve(real_site)


@pytest.fixture(scope="session")
def sample(built: Callable[[str, Path], Path], serve: Callable[[Path], str]) -> str:
    """The address of the golden sample: an article with headings, lists and quotations, and one in Arabic."""
    return serve(built("sample", ROOT / "tests" / "cases" / "site" / "repository"))


@pytest.fixture(scope="session", params=[False, True], ids=["left-to-right", "right-to-left"])
def unkind(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    built: Callable[[str, Path], Path],
    serve: Callable[[Path], str],
) -> str:
    """The address of a site built from hostile claims."""
    root = hostile(tmp_path_factory.mktemp("hostile"), right_to_left=request.param)
    return serve(built(f"hostile-{request.param}", root))


# The form's engines; `await` is for the book of rules, which the first of them asks for.
SCRIPTS = """const script = (name) => import(new URL(`assets/annotate/contribute-${name}.js`, location.href));
const { rules } = await script("rules");
const { draft } = await script("draft");
const { addressFault, knownOutlet } = await script("address");
const { dateFault } = await script("check");
const { contextFault } = await script("context");
const { body, fileName, line, visible } = await script("file");
const { count, quoteFault } = await script("quote");
const { countWords, Words } = await script("words");
const ARTICLE = { published: "2024-03-06", claims: new Set(["one"]) };
"""


@pytest.fixture(scope="module")
def form_scripts(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Iterator[Callable[..., Any]]:
    """Run a function's body over the form's scripts, on a page that has them and the rules, and nothing else."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / form.PATH).parent.mkdir(parents=True)
    for file in ASSETS.glob("*/*.js"):
        (folder / form.PATH).with_name(file.name).write_bytes(file.read_bytes())
    outlets, problems = read_outlets(OUTLETS)
    assert not problems
    (folder / form.PATH).write_text(form.format_form(Library((), {}, outlets)), encoding="utf-8")
    (folder / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,">', encoding="utf-8"
    )
    with browser.new_context() as profile:
        page = profile.new_page()
        page.goto(serve(folder))
        yield lambda body, *given: page.evaluate(
            f"async (given) => {{ {SCRIPTS} {body} }}", list(given)
        )


@pytest.fixture(scope="session")
def page_types(real_site: Path) -> dict[str, str]:
    """One address of every kind of page of the real site, below its root."""
    claim = next((real_site / ARTICLE / "claims").glob("lede-partial-quote.html"))
    source = next(f for f in (real_site / "sources").glob("*.html") if f.name != "index.html")
    return {
        "home": "",
        "articles": "articles/",
        "article": ARTICLE,
        "claim": str(claim.relative_to(real_site)),
        "claims": "claims/",
        "outlets": "outlets/",
        "outlet": "outlets/associated-press.html",
        "source": str(source.relative_to(real_site)),
        "corrections": "corrections/",
        "methodology": "methodology/",
        "sources": "sources/",
        "contribute": "contribute/",
        "fields": "contribute/fields/",
        "messages": "contribute/messages/",
        "missing": "404.html",
    }
