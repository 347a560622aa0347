"""A guest in a site that exists: six sites of others, each built without and with the plugin and one article."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.test_accessibility import SHORTEN, violations
from bs4 import BeautifulSoup
from builds import build_in_copies, build_site
from mkdocs.utils import get_theme_dir
from repository import claim, repository
from selectolax.lexbor import LexborHTMLParser

from annotate.publishing.guest import Frame, choose_frame
from annotate.publishing.proving import check_site
from annotate.reading.settings import read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = """\
# A guide

Words with *emphasis*, a [link](index.md), “quotes” and H~2~O -- and a note[^1].

| A | B |
| - | - |
| 1 | 2 |

    code = True

[^1]: Said in a note.
"""
COMMON = "site_name: The host\nsite_url: https://host.example.org/docs/\nrepo_url: https://github.com/host/docs\nedit_uri: edit/trunk/docs/\n"
MATERIAL = """\
theme:
  name: material
  custom_dir: overrides
  font: {text: Merriweather, code: Fira Code}
  features: [navigation.instant, navigation.tabs, navigation.footer, content.action.edit, search.suggest]
  palette:
    - {scheme: default, primary: teal, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, primary: teal, toggle: {icon: material/weather-sunny, name: Light}}
extra_css: [own.css]
copyright: "The host <b>itself</b>"
markdown_extensions: [footnotes, admonition, pymdownx.tilde, pymdownx.smartsymbols, {toc: {permalink: true}}]
nav:
  - index.md
  - Guides: [guide.md]
plugins: [search@]
"""
I18N = """\
theme: {name: material, language: en, palette: {primary: red}}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}@
"""
ANY = {"docs/index.md": "# Welcome\n\nTo the [guide](guide.md).\n", "docs/guide.md": PAGE}
SITES: dict[str, tuple[str, dict[str, str]]] = {
    "material": (
        MATERIAL,
        ANY
        | {
            "docs/own.css": "h1 { color: teal }\n",
            "overrides/main.html": '{% extends "base.html" %}\n{% block announce %}Ours{% endblock %}\n',
        },
    ),
    "mkdocs": ("plugins: [search@]\n", ANY),
    "readthedocs": ("theme: readthedocs\nplugins: [search@]\n", ANY),
    "properdocs": ("theme: {name: material, features: [toc.integrate]}\nplugins: [search@]\n", ANY),
    "i18n": (
        I18N,
        {
            f"docs/{folder}/{name}.md": text
            for folder in ("en", "fr")
            for name, text in (("index", f"# In {folder}\n"), ("guide", PAGE))
        },
    ),
    "blog": (
        "theme: {name: material, palette: {scheme: slate}}\nplugins: [search, blog, tags@]\n",
        ANY
        | {
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/first.md": "---\ndate: 2024-03-06\ntags: [news]\n---\n# First\n\nWords.\n\n<!-- more -->\n\nMore words.\n",
        },
    ),
}
OURS = re.compile(
    r"(articles|claims|outlets|sources|corrections|methodology|contribute|schema|assets/annotate|pagefind)/.*|corrections\.xml"
)
# What tells of all pages: a sitemap, a search index.
INDEXES = re.compile(r"sitemap\.xml(\.gz)?|search/search_index\.json")
OTHER_HOSTS = re.compile("https://")  # whose fonts a theme asks for
BUILT = re.compile(rb"Build Date UTC : .*")
NAVIGATION = (
    "nav, .md-tabs, [role=navigation], .rst-footer-buttons, .rst-versions, link[rel=prev], link[rel=next], "
    ".navbar .nav-item, .md-footer__inner"
)


def _site(
    root: Path, name: str, *, ours: bool, change: Callable[[str], str] = lambda config: config
) -> Path:
    """Write one of the six sites, with or without the plugin and an article, and build it, if it is not there yet."""
    if (root / "site").is_dir():
        return root / "site"
    config, files = SITES[name]
    if ours:
        repository(root, {"cost": claim(), "day": claim("on Tuesday to close the bridge")})
        (root / "docs/index.md").unlink()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    added = ("\n  - annotate" if name == "i18n" else ", annotate") if ours else ""
    config = change(COMMON + config.replace("@", added))
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    run = _with_properdocs if name == "properdocs" else build_in_copies if ours else build_site
    build(root, run)
    return root / "site"


def build(root: Path, run: Callable[[Path], subprocess.CompletedProcess[str]] = build_site) -> None:
    done = run(root)
    assert done.returncode == 0, done.stdout + done.stderr


def _with_properdocs(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "-f", root / "mkdocs.yml"],
        capture_output=True,
        text=True,
        cwd=root,
        env=os.environ | {"DISABLE_MKDOCS_2_WARNING": "true"},
        check=False,
    )


def _files(site: Path) -> dict[str, bytes]:
    return {
        f.relative_to(site).as_posix(): BUILT.sub(b"", f.read_bytes())
        for f in sorted(site.rglob("*"))
        if f.is_file()
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guest")


@pytest.fixture(scope="module", params=SITES)
def sites(request: pytest.FixtureRequest, kept: Path) -> tuple[str, Path, Path]:
    """The site's name, and its folders as built without us and with us."""
    name = request.param
    return (
        name,
        _site(kept / name / "before", name, ours=False),
        _site(kept / name / "after", name, ours=True),
    )


def test_in_no_menu_every_other_file_stays_as_it_was(sites: tuple[str, Path, Path]) -> None:
    before, after = _files(sites[1]), _files(sites[2])
    assert len([p for p in before if p.endswith(".html")]) >= 3
    changed = [p for p in before if after.get(p) != before[p] and not INDEXES.fullmatch(p)]
    assert changed == []
    assert [p for p in after.keys() - before.keys() if not OURS.fullmatch(p)] == []


def test_our_pages_are_there_and_read_well(sites: tuple[str, Path, Path]) -> None:
    """The article with its marks and notes, the claims' pages, the lists: each link of ours leads somewhere."""
    site = sites[2]
    article = _soup(site / "articles/bridge/index.html")
    assert [m["id"] for m in article.select("mark[id]")] == ["claim-day", "claim-cost"]
    assert len(article.select(".footnote li")) == 2
    assert "The council voted on Tuesday to close the bridge" in article.get_text()
    assert article.select_one("link[href$='assets/annotate/verdicts.css']")
    assert article.select_one("script[src$='assets/annotate/article.js']")
    assert article.select_one("a[href^='https://github.com/host/docs/edit/trunk/docs/articles/']")
    assert (site / "articles/bridge/claims/cost.html").is_file()
    assert check_site(site).faults == []
    for file in site.rglob("*.html"):
        if OURS.fullmatch(file.relative_to(site).as_posix()):
            assert list(_dead(file, site)) == [], file


def test_our_pages_wear_the_themes_frame_where_they_can(sites: tuple[str, Path, Path]) -> None:
    name, _, site = sites
    for path in ("articles/bridge", "claims", "methodology"):
        page = _soup(site / path / "index.html")
        frame = ".fc-top" if name in ("mkdocs", "readthedocs") else ".md-header"
        assert page.select_one(frame), path
        assert "The host" in page.select_one(frame).get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SITES)
def test_in_a_menu_nothing_changes_but_the_navigation(name: str, kept: Path) -> None:
    theirs = "nav:\n  - index.md\n  - Guides: [guide.md]\n"
    ours = "nav:\n  - Checks: articles/index.md\n  - articles/bridge/index.md\n"

    def with_menu(config: str) -> str:
        return config if theirs in config else config + theirs

    folder = "before" if theirs in SITES[name][0] else "menu-before"
    before = _site(kept / name / folder, name, ours=False, change=with_menu)
    after = _site(
        kept / name / "menu-after",
        name,
        ours=True,
        change=lambda config: with_menu(config).replace("nav:\n", ours),
    )
    for file in before.rglob("*.html"):
        path = file.relative_to(before)
        assert _without_navigation(after / path) == _without_navigation(file), path
        page = _soup(after / path)
        assert "Checks" in page.get_text() or path.name == "404.html"
        assert _dead(after / path, after) == []


WORDS = "The --fast-- road, H~2~O (c) 2024 and ==this== :smile: and {{ page.title }}; 1. April, a note[^1] !!!"
CHANGING = """\
markdown_extensions: [pymdownx.tilde, pymdownx.mark, pymdownx.smartsymbols, pymdownx.emoji, smarty, {toc: {permalink: true}}]
hooks: [change.py]
"""


def test_what_a_site_does_to_its_own_text_changes_no_word_of_an_article(kept: Path) -> None:
    """Markdown extensions, and plugins that write into pages before they are read; a page of the site's own is its own."""
    root = repository(
        kept / "words",
        {"day": claim("1. April")},
        f"<h1>A</h1><p>{WORDS}</p><h2>The end</h2><p>Of it.</p>",
        suffix="html",
    )
    theirs = f"{PAGE}\n<!-- annotate: articles -->\n"
    (root / "docs/guide.md").write_text(theirs, encoding="utf-8")
    (root / "mkdocs.yml").write_text(FRAMES["material"] + CHANGING, encoding="utf-8")
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('road', 'lane').replace('note', 'ghost')\n"
    (root / "change.py").write_text(hook, encoding="utf-8")
    build(root)
    text = _soup(root / "site/articles/bridge/index.html").select_one(".fc-text")
    assert text
    for reference in text.select("sup"):
        reference.decompose()
    assert WORDS in text.get_text()
    assert [h.get_text() for h in text.select("h3, h4")] == ["A", "The end"]
    assert "a ghost" in (root / "site/guide/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "frame"),
    [
        ({}, Frame.OWN),
        ({"theme": {"name": "material", "language": "fr", "favicon": "a.svg"}}, Frame.OWN),
        ({"nav": ["index.md"], "copyright": "Nobody"}, Frame.OWN),
        ({"theme": {"name": "material", "palette": {"primary": "red"}}}, Frame.SITE),
        ({"edit_uri": "edit/trunk/docs/"}, Frame.SITE),
        ({"edit_uri_template": "edit/{path}"}, Frame.SITE),
        ({"extra": {"version": {"provider": "mike"}}}, Frame.SITE),
        ({"extra_css": ["own.css"]}, Frame.SITE),
        ({"extra_javascript": ["own.js"]}, Frame.SITE),
        ({"repo_url": "https://github.com/o/r"}, Frame.SITE),
        ({"plugins": [{"annotate": {}}, "search"]}, Frame.SITE),
    ],
)
def test_each_setting_of_looks_leaves_them_to_the_site(
    said: dict[str, object], frame: Frame
) -> None:
    theme = get_theme_dir("material")
    assert choose_frame({"plugins": ["annotate"]} | said, None, [theme]) is frame
    assert choose_frame({"plugins": ["annotate"]} | said, "own", [theme]) is Frame.OWN
    assert choose_frame({"plugins": ["annotate"]} | said, None, []) is Frame.PLAIN


@pytest.mark.parametrize(
    ("lines", "is_ours"),
    [
        ("theme: {name: material, font: false, favicon: a.svg}\nplugins: [annotate]\n", True),
        ("theme: material\nplugins: {annotate: {branch: main}}\n", True),
        ("theme: material\nplugins: [search, annotate]\n", False),
        ("theme: {name: material, font: {text: Lato}}\nplugins: [annotate]\n", False),
        ("theme: material\nplugins: [annotate]\nrepo_url: https://github.com/o/r\n", False),
        ("theme: material\nplugins: [annotate]\nextra_css: [own.css]\n", False),
        ("theme: {name: material, features: [navigation.tabs]}\nplugins: [{annotate: {frame: own}}]\n", True),
        ("theme: material\nplugins: [{annotate: {frame: site}}]\n", False),
    ],
)  # fmt: skip
def test_a_site_is_ours_where_it_says_nothing_of_its_looks(
    lines: str, is_ours: bool, tmp_path: Path
) -> None:
    """Or where it says so: then all its pages wear our frame."""
    root = repository(tmp_path, {"cost": claim()})
    (root / "docs/own.css").write_text("p { margin: 0 }", encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: S\n{lines}", encoding="utf-8")
    build(root)
    home, article = (_soup(root / f"site/{path}index.html") for path in ("", "articles/bridge/"))
    assert bool(home.select(".fc-top")) == bool(article.select(".fc-top")) == is_ours
    assert bool(home.select(".md-header")) == bool(article.select(".md-header")) != is_ours


def test_readers_are_sent_to_the_forge_that_the_site_names(tmp_path: Path) -> None:
    """By `repo_url` and `edit_uri`, where the plugin's options say nothing else; `annotate check` reads the same."""
    root = repository(tmp_path, {"cost": claim()})
    forge = "repo_url: https://gitlab.com/g/docs\nedit_uri: -/edit/v1/next/docs/\n"
    (root / "mkdocs.yml").write_text(FRAMES["mkdocs"] + forge, encoding="utf-8")
    build(root)
    page = _soup(root / "site/articles/bridge/claims/cost.html")
    change = page.find("a", string="Suggest a change")
    assert change
    edited = "https://gitlab.com/g/docs/-/edit/v1/next/docs/articles/bridge"
    assert change["href"] == f"{edited}/claims/cost.md"
    assert _soup(root / "site/articles/bridge/index.html").select(f"a[href='{edited}/index.md']")
    (root / "mkdocs.yml").rename(root / "properdocs.yml")
    settings, problems = read_settings(root)
    assert (settings.forge, settings.branch, problems) == ("https://gitlab.com/g/docs", "v1/next", [])  # fmt: skip


def test_a_page_with_parts_of_ours_keeps_its_place_and_what_else_it_has(tmp_path: Path) -> None:
    """In the site's menu, with the site's Markdown; a menu within a menu leads to its first page."""
    root = repository(tmp_path, {"cost": claim()})
    text = "# Checked\n\n!!! note\n    Ours.\n\n<!-- annotate: articles -->\n"
    (root / "docs/deep/checked.md").parent.mkdir()
    (root / "docs/deep/checked.md").write_text(text, encoding="utf-8")
    nav = "markdown_extensions: [admonition]\nnav:\n  - index.md\n  - More: [{Deeper: [deep/checked.md]}]\n"
    for name in ("material", "mkdocs"):
        (root / "mkdocs.yml").write_text(FRAMES[name] + nav, encoding="utf-8")
        build(root)
        page = _soup(root / "site/deep/checked/index.html")
        assert page.select(".fc-edit, .fc-page")
        assert page.select(".admonition.note")
        assert page.select(".fc-list a[href='../../articles/bridge/']")
    (root / "th").mkdir()
    (root / "th/bare.html").write_text("<main>{{ page.content }}</main>", encoding="utf-8")
    (root / "docs/deep/checked.md").write_text(f"---\ntemplate: bare.html\n---\n{text}", encoding="utf-8")  # fmt: skip
    config = FRAMES["mkdocs"] + "theme: {name: mkdocs, custom_dir: th}\n" + nav
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    build(root)
    assert (root / "site/deep/checked/index.html").read_text("utf-8").startswith("<main>")
    light = _soup(root / "site/articles/bridge/claims/cost.html")
    assert [(a.get_text(), a["href"]) for a in light.select(".fc-nav a")[:-1]] == [
        ("More", "../../../deep/checked/")
    ]


def _soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html5lib")


def _without_navigation(file: Path) -> str:
    page = LexborHTMLParser(file.read_bytes())
    for part in page.css(NAVIGATION):
        part.decompose()
    return BUILT.sub(b"", " ".join((page.html or "").split()).encode()).decode()


def _dead(file: Path, site: Path, *, folders: bool = True) -> list[str]:
    """The links of a page that lead to no file; without `folders`, a server's ways of finding one do not count."""
    found = []
    tree = LexborHTMLParser(file.read_bytes())
    for link in tree.css("a[href], link[href], script[src], form[action]"):
        href = str(next(filter(None, map(link.attributes.get, ("href", "src", "action")))))
        path = re.split(r"[?#]", href)[0]
        if re.match(r"[a-z]+:|/", href) or not path:
            continue
        target = file.parent / path
        if folders and target.is_dir():
            target /= "index.html"
        if not target.is_file():
            found.append(href)
    return found


FRAMES = {
    "own": "site_name: S\ntheme: {name: material, font: false}\nplugins: [annotate]\n",
    "material": "site_name: S\ntheme: {name: material, palette: {scheme: slate}}\nplugins: [annotate]\n",
    "mkdocs": "site_name: S\nplugins: [annotate]\n",
}


@pytest.fixture(scope="module", params=FRAMES)
def without_folders(request: pytest.FixtureRequest, kept: Path) -> Path:
    """The folder of a site whose addresses name files, in each of the three frames."""
    root = repository(kept / f"files-{request.param}", {"cost": claim()})
    (root / "docs/guide.md").write_text(PAGE, encoding="utf-8")
    config = f"use_directory_urls: false\n{FRAMES[request.param]}"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    build(root)
    return root / "site"


def test_without_a_server_all_links_lead_to_files(without_folders: Path) -> None:
    """Where the site's addresses name files, ours do, too; scripts find our pages where they always are."""
    pages = [f for f in without_folders.rglob("*.html") if f.name != "404.html"]
    assert without_folders / "guide.html" in pages
    assert without_folders / "methodology/index.html" in pages
    for file in pages:
        assert _dead(file, without_folders, folders=False) == [], file
    assert check_site(without_folders).faults == []


@pytest.mark.browser
def test_from_a_disk_pages_read_as_without_scripts(without_folders: Path, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as profile:
        page = profile.new_page()
        page.goto((without_folders / "articles/bridge/index.html").as_uri())
        assert page.locator(".footnote li").get_by_text("Corroborating outlets:").is_visible()
        assert not page.locator(".fc-all-notes:visible, .fc-rail:visible").count()
        image = "getComputedStyle(document.querySelector('.fc-glyph')).maskImage"
        assert page.evaluate(image).startswith('url("data:image/svg+xml,')
        page.locator(".footnote li").get_by_role("link", name="Permalink").click()
        page.wait_for_url("**/articles/bridge/claims/cost.html")
        assert page.locator(".result").is_visible()
        assert not page.locator(".copies:visible, .fc-palette:visible").count()
        page.get_by_role("link", name="Read it in the article").click()
        page.wait_for_url("**/articles/bridge/index.html#claim-cost")


@pytest.mark.browser
def test_our_scripts_run_where_a_theme_loads_pages_into_the_one_that_is_there(
    kept: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    """Material's instant navigation: one comes to our pages, and leaves them, by loading them."""
    root = kept / "instant"
    address = serve(root / "site")
    menu = "nav:\n  - articles/index.md\n  - The article: articles/bridge/index.md\n"
    _site(root, "material", ours=True, change=lambda config: config.replace("nav:\n", menu).replace("https://host.example.org/docs/", address))  # fmt: skip
    with browser.new_context(viewport={"width": 1280, "height": 900}) as profile:
        page = profile.new_page()
        page.route(OTHER_HOSTS, lambda route: route.abort())
        page.goto(f"{address}guide/")
        page.evaluate("window.isThere = true")
        menu_bar = page.locator(".md-tabs")
        menu_bar.get_by_role("link", name="Welcome").click()
        page.wait_for_url(address)
        assert page.evaluate("window.isThere")
        menu_bar.get_by_role("link", name="The article").click()
        page.get_by_role("button", name="Hide marks").wait_for()
        page.evaluate("window.isThere = true")
        menu_bar.get_by_role("link", name="Welcome").click()
        page.wait_for_url(address)
        assert not page.evaluate("window.isThere")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_in_each_frame_a_page_can_be_read_and_a_card_opened(
    kept: Path, serve: Callable[[Path], str], browser: Browser, width: int
) -> None:
    """Marks, notes and cards, in a dark palette of Material's and in the plain frame; axe finds nothing in what is ours."""
    for name in ("material", "mkdocs"):
        root = kept / f"read-{name}"
        if not root.exists():
            repository(root, {"cost": claim(), "day": claim("on Tuesday", verdict="misleading")})
            (root / "mkdocs.yml").write_text(FRAMES[name], encoding="utf-8")
            build(root)
        address = serve(root / "site")
        with browser.new_context(viewport={"width": width, "height": 800}) as profile:
            page = profile.new_page()
            page.route(OTHER_HOSTS, lambda route: route.abort())
            for path in ("articles/bridge/", "claims/", "contribute/fields/"):
                page.goto(address + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.evaluate(SHORTEN)
                assert violations(page, "article") == [], (name, path)
            page.goto(f"{address}articles/bridge/")
            page.locator("mark[data-verdict=misleading]").click()
            page.locator(".fc-card").wait_for()
            paper = page.evaluate("getComputedStyle(document.querySelector('.fc-card')).backgroundColor")  # fmt: skip
            behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert paper == behind, name


@pytest.mark.browser
def test_pages_that_no_theme_frames_wear_the_palette_of_the_site(
    kept: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    """As the site sets it, whatever the reader's system is; as readers switch it; and the reader's own where it follows that."""
    followed = "palette: {scheme: slate, media: '(prefers-color-scheme: dark)'}"
    own = "palette: {scheme: slate}"
    for name, palette, expected in [
        ("i18n", own, "light"),
        ("blog", own, "dark"),
        ("blog", followed, "light dark"),
    ]:
        root = kept / (f"{name}/after" if palette == own else "followed")
        _site(root, name, ours=True, change=lambda config, new=palette: config.replace(own, new))  # type: ignore[misc]
        address = serve(root / "site")
        for system in ("light", "dark"):
            with browser.new_context(color_scheme=system) as profile:
                page = profile.new_page()
                page.route(OTHER_HOSTS, lambda route: route.abort())
                scheme = "getComputedStyle(document.documentElement).colorScheme"
                for path in ("articles/bridge/claims/cost.html", "outlets/city-open-data.html"):
                    page.goto(address + path)
                    assert page.evaluate(scheme) == expected
                    assert not page.locator(".fc-palette").count()
                page.evaluate(
                    "localStorage['/.__palette'] = JSON.stringify({ color: { media: '', scheme: 'slate' } })"
                )
                page.reload()
                assert page.evaluate(scheme) == "dark"


@pytest.mark.browser
def test_a_wide_table_has_the_width_of_the_page(
    kept: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    address = serve(_site(kept / "properdocs/after", "properdocs", ours=True))
    with browser.new_context(viewport={"width": 1280, "height": 900}) as profile:
        page = profile.new_page()
        page.route(OTHER_HOSTS, lambda route: route.abort())
        page.goto(f"{address}outlets/")
        wide = "e => [e.scrollWidth <= e.clientWidth, e.clientWidth > 900]"
        assert page.locator(".fc-wide .md-typeset__scrollwrap").first.evaluate(wide) == [True, True]
