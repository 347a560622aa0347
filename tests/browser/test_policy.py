"""The policy of our pages in a real browser: what should come to stand on one, own pages included, runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import build_site
from conftest import ROOT
from playwright.sync_api import Browser
from repository import claim, repository

from annotate.publishing.policy import META, POLICY
from browser.conftest import ARTICLE
from browser.test_inert import POKE

if TYPE_CHECKING:
    from playwright.sync_api import Route

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


def _documented() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """The rules that the page on publishing gives for `_headers`: the addresses of each, and its headers."""
    page = (ROOT / "docs/publish.md").read_text("utf-8")
    (block,) = re.findall(r"^```text\n(/\*\n.*?)^```", page, re.MULTILINE | re.DOTALL)
    rules = []
    for rule in re.split(r"\n(?=/)", block.strip()):
        path, *lines = rule.splitlines()
        pattern = re.sub(r":\w+", "[^/]+", path.replace("*", ".*"))
        rules.append((re.compile(pattern), dict(line.strip().split(": ", 1) for line in lines)))
    return rules


def test_the_documented_headers_let_only_claims_be_framed(browser: Browser, real: str) -> None:
    """A host sends the headers of every rule that fits; the page's own policy is one of them."""
    rules = _documented()
    assert rules[0][1]["Content-Security-Policy"] == POLICY

    def sent(route: Route) -> None:
        path = "/" + route.request.url.removeprefix(real).partition("?")[0].partition("#")[0]
        fitting = [headers for pattern, headers in rules if pattern.fullmatch(path)]
        policies = ", ".join(headers["Content-Security-Policy"] for headers in fitting)
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": policies}
        )

    with browser.new_context() as profile:
        page = profile.new_page()
        page.route(f"{real}**", sent)
        page.route(
            "https://elsewhere.example.com/**",
            lambda route: route.fulfill(
                content_type="text/html",
                body=f'<iframe src="{real}{route.request.url.partition("?")[2]}"></iframe>',
            ),
        )
        for path, is_shown in (
            (f"{ARTICLE}claims/lede-partial-quote.html", True),
            (ARTICLE, False),
            ("", False),
            ("claims/", False),
            ("outlets/associated-press.html", False),
        ):
            page.goto(f"https://elsewhere.example.com/?{path}")
            frame = page.frames[-1]
            shown = frame.url.startswith(real) and bool(frame.locator("h1, .fc-top").count())
            assert shown == is_shown, path
        errors: list[str] = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(real + ARTICLE)
        page.locator(".fc-text mark.fc").first.click()
        page.locator(".fc-card").wait_for()
        assert errors == []
