"""Promise 5 in a real browser: hostile text in every field of every file runs nothing, anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import build_site
from playwright.sync_api import Browser
from repository import claim, repository

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>hit()</script>",
    "</title><script>hit()</script>",
    '"><img src=x onerror=hit()>',
    "'-hit()-'",
    "{{ 7*7 }}{% raw %}",
    "[x](javascript:hit())",
    "`</code><script>hit()</script>`",
    "</script><script>hit()</script>",
    "*em*{: onmouseover=hit() }",
    "<svg/onload=hit()>",
    '--8<-- "mkdocs.yml"',
    "| a | b |",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "<!-- x",
    "[^claim]: x",
    "![x](https://tracker.example.com/x.png)",
)
POKE = """document.querySelectorAll('*').forEach(element => {
  for (const name of ['mouseover', 'focus', 'toggle', 'pointerenter'])
    element.dispatchEvent(new Event(name, {bubbles: true}));
})"""


def _claim(number: int, text: str) -> str:
    value = json.dumps(text)
    source = {
        "url": f"https://data{number}.example{number}.org/x",
        "outlet": f"O {text}",
        "title": text,
        "date": "2024-03-05",
        "type": "dataset",
        "stance": "supports",
        "says": text,
        "origin": f"origin {text}",
        "quoted": text,
    }
    change = {
        "date": "2026-11-24",
        "kind": "source",
        "from": text,
        "to": text,
        "why": f"The payload is {text}",
    }
    return claim(
        quote=f"Word{number} here",
        claim=json.dumps(f"{text} claim"),
        summary=json.dumps(f"{text} sum."),
        claimant=value,
        would_settle=value,
        single_source_reason=value,
        sources=json.dumps([source]),
        history=json.dumps([change]),
    )


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inert")
    words = " ".join(f"Word{number} here." for number in range(len(HOSTILE)))
    everything = json.dumps(" ".join(HOSTILE[:3]))
    root = repository(
        folder / "repository",
        {f"c{number}": _claim(number, text) for number, text in enumerate(HOSTILE)},
        words + "\n\n" + "\n\n".join(HOSTILE) + "\n",
        title=everything,
        publisher=everything,
        author=everything,
        rights=everything,
    )
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_nothing_runs_and_nothing_is_asked_of_another_host(
    hostile_site: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    base = serve(hostile_site)
    context = browser.new_context()
    hits: list[str] = []
    abroad: list[str] = []
    page = context.new_page()
    context.expose_function("hit", lambda: hits.append(page.url))
    page.on(
        "request", lambda r: None if r.url.startswith((base, "data:")) else abroad.append(r.url)
    )
    for file in sorted(hostile_site.rglob("*.html")):
        if "pagefind" not in file.parts:
            page.goto(base + file.relative_to(hostile_site).as_posix())
            page.evaluate(POKE)
    page.goto(f"{base}claims/?q=script")
    page.wait_for_timeout(800)
    page.goto(f"{base}articles/bridge/")
    assert page.title().startswith(" ".join(HOSTILE[:3]))
    assert (hits, abroad) == ([], [])
    context.close()
