"""The form and `annotate check` go by one book of rules: they say the same of characters, addresses, evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from annotate.exports import form
from annotate.frontmatter import forbidden
from annotate.model import Library, Location, Outlet
from annotate.site import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OUTLETS = (
    Outlet("The Example", ("example.org", "example.net"), Location("")),
    Outlet("Its Archive", ("archive.example.org",), Location("")),
)
# The form's engines; `await` is for the book, which the first of them asks for.
SCRIPTS = """const script = (name) => import(new URL(`assets/annotate/contribute-${name}.js`, location.href));
const { draft } = await script("draft");
const { addressFault, knownOutlet } = await script("address");
const { dateFault } = await script("check");
const { contextFault } = await script("context");
const { fileName, line, visible } = await script("file");
const { count, quoteFault } = await script("quote");
const { countWords } = await script("words");
"""
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def run(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Iterator[Run]:
    """Run a function's body over the form's scripts, on a page that has them and the rules, and nothing else."""
    folder = tmp_path_factory.mktemp("rules")
    assets = folder / "assets" / "annotate"
    assets.mkdir(parents=True)
    for file in ASSETS.glob("*.js"):
        (assets / file.name).write_bytes(file.read_bytes())
    (folder / form.PATH).write_text(form.format_form(Library((), {}, OUTLETS)), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>Rules</title>", encoding="utf-8")
    with browser.new_context() as profile:
        page: Page = profile.new_page()
        page.goto(serve(folder))
        yield lambda body, *given: page.evaluate(
            f"async (given) => {{ {SCRIPTS} {body} }}", list(given)
        )


def test_the_form_refuses_the_characters_that_the_checks_refuse(run: Run) -> None:
    """All code points, one by one."""
    removed = run(
        """const all = Array.from({length: 0x110000}, (_, point) => point);
        return all.filter((point) => visible(`a${String.fromCodePoint(point)}b`).length === 2);"""
    )
    refused = [
        point
        for point in range(sys.maxunicode + 1)
        if forbidden(f"a{chr(point)}b", lambda _: Location(""))
    ]
    assert removed == refused
    assert len(refused) > 6_000


SOURCE = {
    "url": "https://www.example.org/budget",
    "outlet": "The Example",
    "type": "news",
    "stance": "supports",
    "says": "The budget has the figure.",
}
FIELDS = {
    "claim": "Repairs of the bridge will cost about 3.2 million dollars.",
    "source_type": "named-official",
    "verdict": "supported",
    "summary": "The city's budget gives the same figure.",
    "context": "The city counts vehicles with a sensor under the road.",
}
ERRORS = """const [fields, sources] = given;
return [...draft({ fields, sources }, { exact: "Repairs", prefix: "", suffix: "" }).findings.errors.keys()];"""


@pytest.mark.parametrize(
    ("changes", "other", "wrong"),
    [
        ({}, {}, ["verdict"]),
        ({}, {"outlet": "Other", "url": "https://other.example.com/"}, []),
        (
            {},
            {"outlet": "Other", "url": "https://other.example.com/", "stance": "context"},
            ["verdict"],
        ),
        ({}, {"outlet": "Its Archive", "url": "https://archive.example.org/"}, []),
        ({"single_source_reason": "It is the minister's own diary."}, {}, []),
        ({"verdict": "mostly-supported"}, {}, []),
        ({"verdict": "contradicted"}, {}, ["verdict"]),
        ({"verdict": "unverified"}, {}, ["would_settle"]),
    ],
)
def test_what_a_verdict_lacks_is_an_error_in_the_form(
    run: Run, changes: dict[str, str], other: dict[str, str], wrong: list[str]
) -> None:
    """What `annotate check` refuses as `too-few-origins` or `nothing-would-settle` is not "Nothing is missing"."""
    sources = [SOURCE, SOURCE | other] if other else [SOURCE]
    assert run(ERRORS, FIELDS | changes, sources) == wrong


def test_a_first_hand_source_is_enough_for_the_form(run: Run) -> None:
    assert run(ERRORS, FIELDS, [SOURCE | {"type": "dataset"}]) == []
