"""What frames every page: one header and footer, a description of its own, Open Graph data, the feed, a picture to share (`publishing.pictures`)."""

from __future__ import annotations

import io
import json
import shutil
import stat
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup
from builds import build_site
from repository import CONFIG, claim, repository

from annotate.model.vocabulary import Verdict
from annotate.publishing.pages import frame, single
from annotate.publishing.site import PICTURES, build
from annotate.reading.settings import Settings, make_settings, read_settings

SAMPLE = Path(__file__).parent / "cases" / "site" / "repository"
ADDRESS = "https://sample.example.org/checks/"
NAV = "nav:\n  - Start: index.md\n  - The pieces: articles/index.md\n  - Elsewhere: https://elsewhere.example.org/\n"
SITE = "site_url: https://site.example.org\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    """Every page of the sample's site by its path; the one for addresses that lead nowhere aside."""
    out = tmp_path_factory.mktemp("sample")
    done = build_site(SAMPLE, out)
    assert done.returncode == 0, done.stdout + done.stderr
    files = sorted(out.rglob("*.html"))
    soups = {f.relative_to(out).as_posix(): f.read_text("utf-8") for f in files}
    return {
        path: BeautifulSoup(text, "html5lib") for path, text in soups.items() if path != "404.html"
    }


def _links(page: BeautifulSoup, path: str, part: str) -> list[tuple[str, str]]:
    """The links of a part of a page: their words, and where they lead from the site's root."""
    links = page.select(f"{part} a")
    return [(a.get_text().strip(), _target(str(a["href"]), path)) for a in links]


def _target(href: str, path: str) -> str:
    target = urljoin(ADDRESS + path, href)
    return target if href.startswith("#") else target.replace("index.html", "")


def test_all_pages_have_the_same_header_and_footer(pages: dict[str, BeautifulSoup]) -> None:
    """Claim and outlet pages, too; the links lead to the same pages from wherever they stand."""
    assert len([path for path in pages if "/claims/" in path]) > 10
    for part in (".fc-top", ".fc-foot"):
        shown = {
            tuple(link for link in _links(page, path, part) if "site-map" not in link[1])
            for path, page in pages.items()
        }
        assert len(shown) == 1, part
        assert len(next(iter(shown))) >= 9
    assert all(page.select(".fc-top #fc-search, #fc-search.fc-search") for page in pages.values())
    assert {page.select_one(".fc-foot p").get_text() for page in pages.values()} == {  # type: ignore[union-attr]
        "A sample. Nobody and nothing in it exists."
    }


def test_the_navigation_of_the_site_is_on_the_pages_without_the_theme(tmp_path: Path) -> None:
    """With titles of its own, a page elsewhere, and the part of the site marked in which the page lies."""
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "mkdocs.yml").write_text(CONFIG + NAV, encoding="utf-8")
    done = build_site(root, tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (tmp_path / "out/articles/bridge/claims/cost.html").read_text("utf-8")
    nav = BeautifulSoup(text, "html5lib").select(".fc-nav a")
    assert [(a.get_text(), a["href"], a.get("aria-current")) for a in nav[:-1]] == [
        ("The pieces", "../../../articles/", "true"),
        ("Elsewhere", "https://elsewhere.example.org/", None),
    ]


def test_contributed_text_is_no_frame() -> None:
    """What stands in a claim is escaped, so that it is never taken for the header or the footer."""
    page = '<header class="fc-top">old</header><p>&lt;footer class="fc-foot"&gt;</p><footer class="fc-foot">old</footer>'
    parts = {"header": "<header>new \\1</header>", "footer": "<footer>new</footer>"}
    assert frame.refit(page, parts) == (
        '<header>new \\1</header><p>&lt;footer class="fc-foot"&gt;</p><footer>new</footer>'
    )


def test_what_is_no_page_of_ours_keeps_its_words(tmp_path: Path) -> None:
    """A repository's own HTML, and the data for scripts, whatever looks like a header in them."""
    frame_like = '<header class="fc-top"> </header>'
    own, data = f"<p>é</p>{frame_like}".encode(), f'"{frame_like}"'.encode()
    text = claim(context=f"The page has a code span, `{frame_like}`, which nobody may touch, wherever it stands.\n")  # fmt: skip
    root = repository(tmp_path / "r", {"cost": text})
    (root / "docs/own.html").write_bytes(own)
    (root / "docs/data.json").write_bytes(data)
    done = build_site(root, tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/own.html").read_bytes() == own
    assert (tmp_path / "out/data.json").read_bytes() == data
    files = json.loads((tmp_path / "out/articles/bridge/files.json").read_text("utf-8"))
    assert files["cost"]["text"] == text


def test_every_page_describes_itself(pages: dict[str, BeautifulSoup]) -> None:
    """To search engines and to those with whom it is shared; and the feed can be found from it."""
    told: dict[str, str] = {}
    for path, page in pages.items():
        meta = {str(m.get("name") or m.get("property")): str(m["content"]) for m in page.select("meta[content]")}  # fmt: skip
        assert meta["description"] == meta["og:description"] != "", path
        assert meta["og:title"] and meta["og:site_name"] == "Sample site", path
        assert meta["og:url"] == page.select_one("link[rel=canonical]")["href"], path  # type: ignore[index]
        assert told.setdefault(meta["description"], path) == path
        feeds = page.select("link[rel=alternate][type='application/atom+xml']")
        assert [_target(str(feed["href"]), path) for feed in feeds] == [f"{ADDRESS}corrections.xml"]


def test_a_page_begins_with_its_description() -> None:
    """The text of its first paragraph, without markup, in one line, cut between words."""
    assert frame.describe('<h1>X</h1><p class="a">A &lt;b&gt;\n <em>c</em> &amp; d.</p><p>e</p>') == "A <b> c & d."  # fmt: skip
    assert frame.describe("<pre>x</pre>") == ""
    assert frame.describe(f"<p>{'word ' * 100}</p>").endswith("word …")


def test_an_article_has_a_picture_for_sharing(
    tmp_path: Path, pages: dict[str, BeautifulSoup]
) -> None:
    """Its own on its page and on its claims' pages, 1200 by 630, at its whole address."""
    image = "articles/old-bridge/share.png"
    for path in ("articles/old-bridge/index.html", "articles/old-bridge/claims/repair-costs.html"):
        meta = pages[path].select_one("meta[property='og:image']")
        assert meta and meta["content"] == ADDRESS + image, path
    assert not pages["index.html"].select("meta[property='og:image']")
    picture = build(SAMPLE).files[image]
    assert isinstance(picture, bytes)
    assert _size(picture) == (1200, 630)


def test_a_picture_is_drawn_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """In a copy, where no picture is kept from an earlier build. Name, headline, line, bar and tally stand where they stood; of other versions of the fonts only edges may differ."""
    from PIL import Image, ImageChops, ImageStat

    shutil.copytree(SAMPLE, tmp_path / "r", ignore=shutil.ignore_patterns(".cache"))
    kept = SAMPLE.parent / "share.png"
    drawn = build(tmp_path / "r").files["articles/old-bridge/share.png"]
    assert isinstance(drawn, bytes)
    if request.config.getoption("--update"):
        kept.write_bytes(drawn)
    with Image.open(kept) as before, Image.open(io.BytesIO(drawn)) as now:
        difference = ImageChops.difference(before.convert("RGB"), now.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 0.01


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.size


def _pictures(root: Path) -> list[str]:
    return sorted(path for path in build(root).files if path.endswith(".png"))


def test_pictures_need_the_sites_address_and_claims_have_none_by_default(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    assert _pictures(root) == []
    assert not (root / ".cache").exists()
    (root / "mkdocs.yml").write_text(CONFIG + SITE, encoding="utf-8")
    assert _pictures(root) == ["articles/bridge/share.png"]
    asked = CONFIG.replace("- annotate", "- annotate: {claim_pictures: true}")
    (root / "mkdocs.yml").write_text(asked + SITE, encoding="utf-8")
    assert _pictures(root) == ["articles/bridge/claims/cost.png", "articles/bridge/share.png"]
    page = str(build(root).files["articles/bridge/claims/cost.html"])
    assert "https://site.example.org/articles/bridge/claims/cost.png" in page


@pytest.mark.parametrize(
    "words", ["السوق القديم", "W" * 200, "word " * 39, "🌉 𝔅ridge", "\\ <b> %s"]
)
def test_a_picture_of_any_title(words: str, tmp_path: Path) -> None:
    """What the fonts have no letters for is left out, what is too long is cut; a picture there is."""
    root = repository(tmp_path, {"cost": claim()}, title=f"'{words}'", publisher=f"'{words[:90]}'")
    (root / "mkdocs.yml").write_text(CONFIG + SITE, encoding="utf-8")
    picture = build(root).files["articles/bridge/share.png"]
    assert isinstance(picture, bytes)
    assert _size(picture) == (1200, 630)


def test_pictures_are_kept_between_builds(tmp_path: Path) -> None:
    """A broken one is drawn again, one that is not used any more goes, a folder that cannot be written costs nothing."""
    root = repository(tmp_path, {"cost": claim()})
    (root / "mkdocs.yml").write_text(CONFIG + SITE, encoding="utf-8")
    first = build(root).files["articles/bridge/share.png"]
    (kept,) = (root / PICTURES).glob("*.png")
    other = b"\x89PNG, as if drawn before, IEND...."
    kept.write_bytes(other)
    assert build(root).files["articles/bridge/share.png"] == other
    for broken in (b"", b"half a pict", other[:-3]):
        kept.write_bytes(broken)
        assert build(root).files["articles/bridge/share.png"] == first
    (root / PICTURES / "stale.png").write_bytes(first if isinstance(first, bytes) else b"")
    build(root)
    assert [file.name for file in (root / PICTURES).glob("*.png")] == [kept.name]
    assert (root / PICTURES / ".gitignore").read_text("utf-8") == "*\n"


def test_pictures_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """The place of the folder is taken by a file."""
    root = repository(tmp_path, {"cost": claim()})
    (root / "mkdocs.yml").write_text(CONFIG + SITE, encoding="utf-8")
    (root / ".cache").write_text("", encoding="utf-8")
    assert _pictures(root) == ["articles/bridge/share.png"]
    assert stat.S_ISREG((root / ".cache").stat().st_mode)


def test_an_embed_needs_the_sites_address(tmp_path: Path) -> None:
    """Without it no code is offered, and the page says why."""
    root = repository(tmp_path, {"cost": claim()})
    page = BeautifulSoup(str(build(root).files["articles/bridge/claims/cost.html"]), "html5lib")
    assert "iframe" not in page.get_text()
    assert "site_url" in page.select_one(".share").get_text()  # type: ignore[union-attr]
    (root / "mkdocs.yml").write_text(CONFIG + SITE, encoding="utf-8")
    page = BeautifulSoup(str(build(root).files["articles/bridge/claims/cost.html"]), "html5lib")
    code = BeautifulSoup(page.select("[aria-label='Embed code']")[0].get_text(), "html5lib")
    (inner,) = code.select("iframe")
    assert inner["src"] == "https://site.example.org/articles/bridge/claims/cost.html#embed"
    assert int(str(inner["height"])) <= 300
    assert page.select_one("#embed h1")


def test_the_home_page_shows_one_claim_that_holds_and_one_that_does_not(tmp_path: Path) -> None:
    """The ones with most independent reports behind their verdict; copies count once; the rule stands beneath."""
    sources = "".join(
        f"\n  - url: https://{n}.example.org/\n    outlet: Outlet {n}\n    date: undated\n    type: news"
        "\n    stance: contradicts\n    says: Another figure."
        for n in range(3)
    )
    copies = sources.replace("    date", "    origin: One agency\n    date")
    claims = {
        "vote": claim("voted on Tuesday"),
        "copied": claim("to close the bridge", verdict="misleading", sources=copies),
        "cost": claim(verdict="contradicted", sources=sources),
        "opinion": claim("unsafe for daily traffic", verdict="opinion"),
    }
    root = repository(tmp_path, claims)
    (root / "docs/index.md").write_text("# Home\n\n<!-- annotate: specimen -->\n", "utf-8")
    home = str(build(root).files["index.md"])
    assert home.count('<div class="fc-specimen"') == 2
    assert home.index("claims/vote.html") < home.index("claims/cost.html")
    assert "Chosen by a rule" in home
    for id_ in ("vote", "copied", "cost"):
        (root / f"docs/articles/bridge/claims/{id_}.md").unlink()
    assert "fc-specimen" not in str(build(root).files["index.md"])


def test_a_tally_has_words(pages: dict[str, BeautifulSoup]) -> None:
    """Each verdict's word and number leads to its claims, on the home page and in the list of articles."""
    for path in ("index.html", "articles/index.html"):
        links = pages[path].select(".fc-list a[href*='?verdict=']")
        labels = {unquote(str(a["href"]).partition("=")[2]) for a in links}
        assert labels == {verdict.label for verdict in Verdict}
        assert all(a.get_text().split()[-1].isdigit() for a in links)


FORGES: dict[str, tuple[str, list[str]]] = {
    "github": ("o/r", ["GitHub", "pull request", "/issues/new/choose"]),
    "gitlab": ("https://gitlab.com/g/r", ["GitLab", "merge request", "/-/issues/new"]),
    "other": ("https://code.example.org/o/r", ["code.example.org", "pull request"]),
    "none": ("", ["Copy", "Download", "does not say where its repository is"]),
}


@pytest.mark.parametrize("name", FORGES)
def test_the_steps_speak_of_what_is_configured(name: str) -> None:
    """Of this forge and of no other, and never of “the forge”."""
    forge, words = FORGES[name]
    told = single.render_howto(make_settings({"site_name": "Site"}, {"forge": forge}))
    assert [word for word in words if word not in told] == []
    others = {"GitHub", "GitLab", "pull request", "merge request"} - set(words)
    assert [word for word in others if word in told] == []
    assert "forge" not in told
    assert "10 fields are needed" in told


def test_what_the_contribute_page_named_before_leads_on(pages: dict[str, BeautifulSoup]) -> None:
    """Each code's fragment is still there, beside a link to the code's heading on the page of messages."""
    messages = pages["contribute/messages/index.html"]
    moved = pages["contribute/index.html"].select("article a[id][href]")
    assert len(moved) > 50
    for link in moved:
        path, _, fragment = str(link["href"]).partition("#")
        assert path in ("messages/", "fields/")
        assert not fragment or messages.find(id=fragment)


def test_the_option_is_read_as_mkdocs_reads_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: {annotate: {claim_pictures: true}}\n", "utf-8")
    assert read_settings(tmp_path)[0] == Settings(claim_pictures=True)
