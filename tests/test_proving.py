"""`publishing.proving` on the smallest sites there can be: what each address, each end of a page, each kind of file makes it say."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from test_check_site import MESSAGES

from annotate.publishing.policy import POLICY
from annotate.publishing.proving import check_site

Expected = Callable[[Path, str], None]
HOME = (
    '<!doctype html><html><link rel="canonical" href="https://a.example.org/site/"><p>x</p></html>'
)
BOUND = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
OURS = '<link rel="stylesheet" href="assets/annotate/light.css">'
# What stands with the page that is tried.
AROUND: dict[str, str | bytes] = {
    "index.html": HOME,
    "other.html": '<p id="here">x</p><a name="there">y</a><p id="ä b">z</p>',
    "folder/index.html": "<p>x</p>",
    "a b.html": "x",
    "x.css": "p{}",
    "assets/annotate/light.css": "p{}",
}

ON_A_PAGE = """
<a href="none.html"></a>
<a href="other.html"></a>
<a href="other.html#here"></a>
<a href="other.html#there"></a>
<a href="other.html#%C3%A4%20b"></a>
<a href="other.html#nowhere"></a>
<a href="other.html#:~:text=x"></a>
<a href="other.html#top"></a>
<a href="#top"></a>
<a href="#nowhere"></a>
<a href="?q=1"></a>
<a href="?q=1#nowhere"></a>
<a href="?q=1#own"></a><i id="own"></i>
<a href="./"></a>
<a href="folder"></a>
<a href="folder/"></a>
<a href="folder/none/"></a>
<a href="a%20b.html"></a>
<a href=" other.html "></a>
<a href="/site/none.html"></a>
<a href="/beside.html"></a>
<a href="../beside.html"></a>
<a href="https://a.example.org/site/none.html"></a>
<a href="https://a.example.org/beside.html"></a>
<a href="HTTPS://b.example.org/"></a>
<a href="mailto:a@example.org"></a>
<a href="https://["></a>
<a name="once"></a><a name="once"></a>
<area href="none.html">
<area href="https://b.example.org/">
<link rel="stylesheet" href="x.css">
<link rel="stylesheet" href="https://b.example.org/x.css">
<link rel="icon" href="https://b.example.org/x.png">
<link rel="preload" href="https://b.example.org/x.js">
<link rel="manifest" href="https://b.example.org/x.json">
<link rel="author" href="https://b.example.org/">
<link href="https://b.example.org/">
<script src="none.js"></script>
<script src="https://b.example.org/x.js"></script>
<img src="none.png">
<img src="//b.example.org/x.png">
<img srcset="none.png, https://b.example.org/x.png 2x">
<img src="http://[">
<img src="data:,">
<img srcset="x.css 2x , none.png,">
<img poster="none.png">
<object data="none.pdf"></object>
<svg><use xlink:href="none.svg" href="https://b.example.org/x.svg"></use></svg>
<p style="background: url( 'none.png' )">x</p>
<style>/* url(none1.png) */ @import "none2.css"; p{background:URL(none3.png)}</style>
<style>@import url("x.css"); @import url( 'none4.css' ) print; @import"none5.css"; @import'none6.css';</style>
<style>p{background:url("none (1).png"), url('it"s none.png'), url(), url(""), url("data:image/svg+xml,<svg fill='url(#a)'/>")}</style>
<meta http-equiv="refresh" content="9; url='none.html'">
<meta property="og:image" content="none.png">
<meta property="og:image" content="https://b.example.org/x.png">
<meta property="og:image">
<meta http-equiv="REFRESH" content="0; https://b.example.org/">
<meta http-equiv="refresh" content="30"><meta http-equiv="expires" content="0; none.html">
<link rel="STYLESHEET" href="https://b.example.org/x.css">
<link rel="preload" as="image" imagesrcset="none.png 2x, https://b.example.org/x.png 3x">
<table background="https://b.example.org/x.png"></table>
<svg><rect fill="url(https://b.example.org/x.svg#a)" /><rect fill="red" filter="url('none.svg#a')" /><rect mask="url(#none)"/></svg>
<style>p{background:image-set("https://b.example.org/x.png" 1x, 'none.png' 2.5dppx); content: "a" "b"}</style>
<a href="#Top"></a>
<p id="x">1</p><p id="x">2</p><p id="x">3</p>
<script type="application/ld+json">{"a": 1, "b": [1]}</script>
<script type="application/ld+json">{"a": 1, "a": 2}</script>
<script type="application/ld+json">{"a": }</script>
""".strip().split("\n")


def _told(folder: Path, files: Mapping[str, str | bytes]) -> Iterator[str]:
    """What is said of a site of these files, each time with the first word of what to do."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = check_site(folder)
    yield from (
        f"    {fault.path}: {fault.found} ({fault.todo.split()[0]})" for fault in report.faults
    )
    if not report.faults:
        yield f"    (nothing, in {report.pages} pages and {report.claims} claims)"


def _golden(cases: Mapping[str, Mapping[str, str | bytes]], folder: Path) -> str:
    lines = []
    for number, (name, files) in enumerate(cases.items()):
        lines += [name, *_told(folder / str(number), AROUND | dict(files)), ""]
    # Python's errors may be told otherwise by another version; our own are kept.
    return re.sub(r"(?<=cannot be read: )(?!a name).*", "…", "\n".join(lines))


def test_what_stands_on_a_page(tmp_path: Path, expected: Expected) -> None:
    """Each address that leads nowhere, or from which a browser loads; ids; data for machines."""
    cases = {html: {"page.html": f"<!doctype html><html>{OURS}{html}</html>"} for html in ON_A_PAGE}
    expected(MESSAGES / "on-a-page.txt", _golden(cases, tmp_path))


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.org/site/{0}"/></feed>'  # fmt: skip
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example.org/site/{0}</loc></url></urlset>'  # fmt: skip
OTHER = gzip.compress(b"x")[:10] + b"\xff" * 20  # begins as a packed file does
FILES: dict[str, dict[str, str | bytes]] = {
    "a page that ends": {"page.html": "<!doctype html><html>x</html>\n<!-- made\nby it -->\n"},
    "a page that goes on": {"page.html": "<!doctype html><html>x</html>y"},
    "a page without an end": {"page.html": "<html>x"},
    "a page that is none": {"page.html": "x"},
    "what is called a page late in it": {"page.html": " " * 1000 + "<html>"},
    "what is called a page in its first thousand": {"page.html": " " * 994 + "<html>"},
    "empty": {"page.html": "", "x.json": "", "x.xml": "", "x.gz": "", "x.png": "", "x.svg": ""},
    "empty, and may be": {"y.css": "", "y.js": "", "y.txt": "", ".hidden": "", ".git/x.png": ""},
    "empty, of ours": {"assets/annotate/x.js": "", "pagefind/x.js": ""},
    "a style sheet": {"y.css": "@import 'none.css'; p{background: url(https://b.example.org/x.png)}"},
    "a script of ours": {
        "assets/annotate/x.js": 'import {a} from "./none1.js";import("./none2.js");new URL("none3.json", import.meta.url)',
    },
    "a script of theirs": {"x.js": 'import {a} from "./none1.js"'},
    "styles, scripts and pictures that are cut": {
        "y.css": "p{color:", "assets/annotate/x.js": "f(a", "x.png": b"\x89PNG", "x.svg": "<svg>",
        "assets/javascripts/y.js": "f();", "assets/javascripts/y.js.map": "",
    },
    "styles, scripts and pictures with their ends": {
        "y.css": "p{content:'{'}/* { */", "assets/annotate/x.js": "f() // as it is\n", "x.png": b"\x89PNGIEND", "x.svg": "<svg/>",
        "assets/javascripts/y.js": "f();\n//# sourceMappingURL=y.js.map\n", "assets/javascripts/y.js.map": "",
    },
    "feeds": {"x.xml": ATOM.format("none.html"), "y.xml": ATOM.format("other.html")},
    "sitemaps": {"x.xml": SITEMAP.format("none/"), "y.xml": SITEMAP.format("folder/")},
    "xml that is cut": {"x.xml": "<feed>", "folder/x.xml": "<feed>"},
    "json that is cut": {"schema/x.json": "[", "search/x.json": "[", "x.json": "["},
    "json without an end of beginnings": {"schema/x.json": "[" * 100_000, "page.html": f'<script type="application/ld+json">{"[" * 100_000}</script>'},
    "a link with too long a name": {"page.html": f"<a href='{'x' * 300}'></a><a href='none'></a>"},
    "an address of the site that is none": {"index.html": HOME.replace("https://a.example.org/site/", "http://["), "page.html": "<a href='none'></a>"},
    "an address of the site without its host": {"index.html": HOME.replace("https://a.example.org/site/", "./"), "page.html": "<a href='none'></a>"},
    "a name that stands twice": {"schema/x.json": '{"a": 1, "a": 1}'},
    "packed files that are cut": {"x.gz": b"\x1f\x8b", "x.pf_meta": b"x", "y.gz": gzip.compress(b"x")},
    "packed files of other bytes": {"x.gz": OTHER, "x.pf_meta": OTHER, "x.pf_fragment": OTHER, "x.pagefind": OTHER},
}  # fmt: skip


def test_files(tmp_path: Path, expected: Expected) -> None:
    """Ends of pages, empty files, what styles, scripts and feeds ask for, data."""
    expected(MESSAGES / "files.txt", _golden(FILES, tmp_path))


def test_what_is_no_file_is_a_fault_and_all_else_is_read(tmp_path: Path) -> None:
    """Links to nothing and to themselves, and a pipe, from which nothing would ever come."""
    list(_told(tmp_path, {**AROUND, "page.html": "<a href='none'></a>"}))
    (tmp_path / "lost.html").symlink_to("nothing.html")
    (tmp_path / "loop.css").symlink_to("loop.css")
    (tmp_path / "articles/a").mkdir(parents=True)
    (tmp_path / "articles/a/claims.json").symlink_to("nothing.json")
    (tmp_path / "articles/a/index.html").write_text("<p class=fc-head data-slug=a>", "utf-8")
    os.mkfifo(tmp_path / "pipe.css")
    told = {fault.path: fault.found for fault in check_site(tmp_path).faults}
    none = "It is no file that can be read."
    assert told == {
        **dict.fromkeys(("lost.html", "loop.css", "pipe.css", "articles/a/claims.json"), none),
        "articles/a/files.json": "It is missing.",
        "page.html": "It leads to none, which is not there.",
    }


THEIRS = '<link rel="stylesheet" href="theme.css"><script src="https://cdn.example.org/x.js"></script>'  # fmt: skip
SHEETS: dict[str, str | bytes] = {
    "theme.css": "@import 'https://fonts.example.org/x.css'; p{background:url(none.png)}",
    "assets/annotate/light.css": "@import 'https://fonts.example.org/y.css';",
}
GUESTS: dict[str, dict[str, str | bytes]] = {
    "all pages are ours": {"page.html": OURS + BOUND, "index.html": HOME.replace("<p>", BOUND)},
    "a page is theirs": {"page.html": OURS, "index.html": HOME.replace("<p>", THEIRS)},
    "a page of ours asks whom theirs asks": {
        "page.html": f"{OURS}{THEIRS}",
        "index.html": HOME.replace("<p>", THEIRS),
    },
    "a page of ours asks whom theirs does not": {
        "page.html": f"{OURS}<img src='https://img.example.org/'>",
        "index.html": HOME.replace("<p>", THEIRS),
    },
    "a bound page asks whom theirs asks": {
        "page.html": f"{OURS}{BOUND}{THEIRS}",
        "index.html": HOME.replace("<p>", THEIRS),
    },
    "a site of ours, a page is not bound": {"page.html": OURS, "404.html": OURS + BOUND},
    "a site of ours, the policy is in a comment": {
        "page.html": f"{OURS}<!-- {BOUND} -->",
        "404.html": OURS + BOUND,
    },
    "a site of ours, the policy is in the body": {
        "page.html": f"{OURS}<p>{BOUND}",
        "404.html": OURS + BOUND,
    },
    "a site of ours, the page for lost readers is not bound": {
        "404.html": OURS,
        "index.html": HOME.replace("<p>", BOUND),
    },
    "a site of theirs, a page is not bound": {"page.html": OURS, "404.html": THEIRS},
}


def test_guests(tmp_path: Path, expected: Expected) -> None:
    """In a site of others their pages and styles may ask other hosts; ours may ask those, and no more."""
    bound = {name: BOUND + str(AROUND[name]) for name in ("other.html", "folder/index.html", "a b.html")}  # fmt: skip
    cases = {name: {**SHEETS, **bound, **files} for name, files in GUESTS.items()}
    expected(MESSAGES / "guests.txt", _golden(cases, tmp_path))


def _record(url: str, words: str = "x") -> bytes:
    return gzip.compress(b"pagefind_dcd" + json.dumps({"url": url, "content": words}).encode())


def _index(folder: str = "pagefind/", parts: str = "en_1 en_2") -> dict[str, str | bytes]:
    """An index of one language with two parts, a record and a list of words."""
    languages = {"en": {"hash": "en_0", "wasm": "en"}}
    return {
        f"{folder}pagefind-entry.json": json.dumps({"languages": languages}),
        f"{folder}pagefind.js": "x;",
        f"{folder}wasm.en.pagefind": gzip.compress(b"pagefind_dcdx"),
        f"{folder}pagefind.en_0.pf_meta": gzip.compress(b"pagefind_dcd" + parts.encode()),
        f"{folder}fragment/en_1.pf_fragment": _record("/other.html"),
        f"{folder}index/en_2.pf_index": gzip.compress(b"pagefind_dcdx"),
    }


INDEXED = {"other.html": "<p data-pagefind-body>x<b data-pagefind-ignore>y</b><i>.\u200b</i></p>"}
INDEXES: dict[str, dict[str, str | bytes]] = {
    "whole": _index(),
    "several": {**_index("pagefind/0/"), **_index("pagefind/12/")},
    "a part is named twice": _index(parts="en_1 en_1 en_2"),
    "a part is not named": _index(parts="en_2"),
    "a part is not there": _index(parts="en_1 en_2 en_3"),
    "of a language without a program": _index() | {
        "pagefind/pagefind-entry.json": '{"languages": {"en": {"hash": "en_0", "wasm": null}}}'
    },
    "without what it needs": {p: d for p, d in _index().items() if "wasm" not in p and p[-3:] != ".js"},
    "without its beginning": {p: d for p, d in _index().items() if "entry" not in p},
    "without its list": {p: d for p, d in _index().items() if "meta" not in p},
    "of another kind": _index() | {"pagefind/pagefind-entry.json": '{"languages": []}'},
    "of a page with other words": _index() | {"pagefind/fragment/en_1.pf_fragment": _record("/other.html", "xy")},
    "of a page that is not there": _index() | {"pagefind/fragment/en_1.pf_fragment": _record("/none.html")},
    "of a folder's page": _index() | {"pagefind/fragment/en_1.pf_fragment": _record("/folder/")},
    "its list is of other bytes": _index() | {"pagefind/pagefind.en_0.pf_meta": OTHER},
    "of a page without words": _index() | {"pagefind/fragment/en_1.pf_fragment": gzip.compress(b'{"url": "/other.html", "content": 1}')},
    "of no page": _index() | {"pagefind/fragment/en_1.pf_fragment": gzip.compress(b'{"url": "/other.html"}')},
}  # fmt: skip


def test_indexes(tmp_path: Path, expected: Expected) -> None:
    """What an index must have, and that its records have the pages' words."""
    cases = {name: {**INDEXED, **files} for name, files in INDEXES.items()}
    expected(MESSAGES / "indexes.txt", _golden(cases, tmp_path))
