"""The policy of our pages in a real browser: what should come to stand on one, own pages included, runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from conftest import build_site
from playwright.sync_api import Browser
from repository import claim, repository

from annotate.publishing.policy import META
from browser.test_inert import POKE

pytestmark = pytest.mark.browser

RUNS = ("hit()", "top.hit()", "window['hit']()", "setTimeout('hit()')", "import('data:text/javascript,hit()')")  # fmt: skip
VECTORS = (
    "<script>{}</script>",
    "<script type=module>{}</script>",
    '<script src="data:text/javascript,{}"></script>',
    '<script src="https://elsewhere.example.com/x.js#{}"></script>',
    '<img src=x onerror="{}">',
    '<svg onload="{}"></svg>',
    "<svg><script>{}</script></svg>",
    '<svg><animate onbegin="{}" attributeName=x dur=1s></animate></svg>',
    '<details open ontoggle="{}"><summary>x</summary></details>',
    '<input autofocus onfocus="{}">',
    '<p tabindex=0 onmouseover="{}" onpointerenter="{}">x</p>',
    '<video><source onerror="{}"></video>',
    '<audio src=x onerror="{}"></audio>',
    '<iframe srcdoc="<script>parent.{}</script>"></iframe>',
    '<iframe src="javascript:parent.{}"></iframe>',
    '<iframe src="data:text/html,<script>parent.{}</script>"></iframe>',
    '<object data="data:text/html,<script>{}</script>"></object>',
    '<embed src="data:text/html,<script>{}</script>">',
    '<a class=press href="javascript:{}">x</a>',
    '<form action="javascript:{}"><button class=press>x</button></form>',
    '<button class=press formaction="javascript:{}" form=f>x</button>',
    '<base href="https://elsewhere.example.com/{}">',
    '<meta http-equiv=refresh content="0;url=javascript:{}">',
    '<style>@import "https://elsewhere.example.com/{}";</style>',
    '<link rel=stylesheet href="https://elsewhere.example.com/{}">',
    '<link rel=modulepreload href="https://elsewhere.example.com/{}">',
    '<math><maction actiontype=statusline xlink:href="javascript:{}">x</maction></math>',
    '<template><script>{}</script></template><slot onslotchange="{}"></slot>',
    '<marquee onstart="{}">x</marquee>',
    '<body onload="{}" onpageshow="{}">',
    '<p style="animation: fc 1s" onanimationstart="{}" ontransitionend="{}">x</p>',
    '<dialog open onclose="{}"><form method=dialog><button class=press>x</button></form></dialog>',
    '<select autofocus onfocus="{}"><option>x</option></select>',
    '<textarea autofocus onfocus="{}"></textarea>',
    '<img srcset=x onerror="{}">',
    '<picture><source srcset=x><img src=x onerror="{}"></picture>',
    '<link rel=icon href=x onerror="{}">',
    '<track onerror="{}">',
    '<portal src="javascript:{}"></portal>',
    '<frameset onload="{}"></frameset>',
)


def test_payloads_on_own_pages_run_nothing(
    browser: Browser, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """Forty ways to bring code into HTML, five codes each, on pages that whoever runs the site wrote."""
    payloads = [
        vector.replace("{}", run.replace('"', "&quot;")) for run, vector in product(RUNS, VECTORS)
    ]
    assert len(payloads) == 200
    root = repository(tmp_path / "repository", {"cost": claim()})
    for number, run in enumerate(RUNS):
        of_run = payloads[number * len(VECTORS) : (number + 1) * len(VECTORS)]
        text = "\n\n".join(f"<div>\n{payload}\n</div>" for payload in of_run)
        (root / f"docs/own-{number}.md").write_text(f"# Own page of {run[:3]}\n\n{text}\n", "utf-8")
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    with browser.new_context() as profile:
        profile.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
        asked: list[str] = []
        # What the policy refuses is told as a request that failed, and never sent.
        profile.on("requestfinished", lambda request: asked.append(request.url))
        profile.on(
            "requestfailed", lambda request: asked.append(f"{request.failure} {request.url}")
        )
        address = serve(tmp_path / "site")
        for number in range(len(RUNS)):
            page = profile.new_page()
            page.goto(f"{address}own-{number}/")
            page.evaluate(POKE)
            page.evaluate(
                "for (const e of document.querySelectorAll('.press')) { e.addEventListener('click', () => {}); e.click() }"
            )
            page.wait_for_timeout(1_200)
            assert page.evaluate("window.hits") == 0
            assert page.url.startswith(address)
        assert [url for url in asked if not url.startswith((address, "data:", "csp "))] == []


def test_without_the_policy_they_would_run(
    browser: Browser, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """The test above can fail."""
    root = repository(tmp_path / "repository", {"cost": claim()})
    (root / "docs/own.md").write_text("# Own\n\n<script>hit()</script>\n", "utf-8")
    assert build_site(root, tmp_path / "site").returncode == 0
    with browser.new_context(bypass_csp=True) as profile:
        profile.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
        page = profile.new_page()
        page.goto(f"{serve(tmp_path / 'site')}own/")
        assert page.evaluate("window.hits") == 1


def test_every_page_says_it_first(real_site: Path) -> None:
    pages = [page for page in real_site.rglob("*.html") if "pagefind" not in page.parts]
    assert len(pages) > 200
    for page in pages:
        head = page.read_text("utf-8").partition("<head>")[2].lstrip()
        assert head.startswith(META), page
