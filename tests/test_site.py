"""A real strict build: what readers find on the pages, and that a bad file never reaches them."""

from __future__ import annotations

import filecmp
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from builds import build_site
from click.testing import CliRunner
from conftest import ROOT
from repository import CONTEXT, claim, repository, write_page
from selectolax.lexbor import LexborHTMLParser

from annotate.cli import main
from annotate.publishing.pages.frame import refit
from annotate.publishing.site import build

PAGE = "articles/niger-airbase-101/index.html"


def _soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html5lib")


def test_every_footnote_has_its_labelled_parts(real_site: Path) -> None:
    """Verdict, summary, source type, corroborating outlets, context and the three links."""
    soup = _soup(real_site / PAGE)
    notes = soup.select(".footnote li[id^='fn:']")
    marks = soup.select("mark[id^='claim-']")
    assert len(notes) == len(marks) >= 70
    for note in notes:
        id_ = str(note["id"]).removeprefix("fn:")
        text = " ".join(note.get_text(" ").split())
        assert note.select_one("[data-verdict]"), id_
        for label in ("Source type", "Corroborating outlets", "Context"):
            assert f"{label}:" in text, (id_, label)
        hrefs = [str(a["href"]) for a in note.select("a")]
        assert f"#fnref:{id_}" in hrefs
        assert any(href.endswith(f"claims/{id_}.html") for href in hrefs)
        assert "Suggest a change" in text
        assert soup.find(id=f"claim-{id_}")
        assert soup.find(id=f"fnref:{id_}")


def test_names_in_the_tools_own_words_are_code(real_site: Path) -> None:
    """Fields, terms and rules are described for the terminal, too, where names stand between backticks."""
    for page in ("contribute/fields", "contribute/messages", "methodology", "contribute"):
        soup = _soup(real_site / page / "index.html")
        for code in soup.select("pre, code"):
            code.decompose()
        assert "`" not in soup.text, page


def test_no_link_on_the_site_is_dead(real_site: Path) -> None:
    """Each internal link of each page leads to a file, and each fragment to an id."""
    trees = {
        page: LexborHTMLParser(page.read_bytes())
        for page in sorted(real_site.rglob("*.html"))
        if page.name != "404.html" and "pagefind" not in page.parts
    }
    ids = {page: {node.id for node in tree.css("[id]")} for page, tree in trees.items()}
    for page, tree in trees.items():
        for link in tree.css("a[href]"):
            href = str(link.attributes["href"])
            if re.match(r"(https?:|mailto:)", href):
                continue
            path, _, fragment = href.partition("#")
            target = (page.parent / path.partition("?")[0]).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {href}"
            if fragment and target.suffix == ".html":
                assert fragment in ids[target], f"{page}: {href}"


def test_edit_links_need_a_known_forge(tmp_path: Path) -> None:
    """In the forge's CI the links open the claim's own file; elsewhere the page names the file."""
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml")
        .read_text()
        .replace("- annotate", "- annotate: {forge: !ENV [CI_PROJECT_URL, GITHUB_REPOSITORY, '']}")
    )
    path = "docs/articles/bridge/claims/cost.md"
    for environment, link in (
        ({"GITHUB_REPOSITORY": "o/r"}, f"https://github.com/o/r/edit/main/{path}"),
        (
            {"CI_PROJECT_URL": "https://gitlab.com/g/r"},
            f"https://gitlab.com/g/r/-/edit/main/{path}",
        ),
        ({}, ""),
    ):
        done = build_site(root, tmp_path / "out", **environment)
        assert done.returncode == 0, done.stderr
        for page in ("articles/bridge/index.html", "articles/bridge/claims/cost.html"):
            soup = _soup(tmp_path / "out" / page)
            hrefs = [a["href"] for a in soup.select("a") if "Suggest a change" in a.get_text()]
            assert hrefs
            if link:
                assert hrefs == [link]
            else:
                assert all("contribute" in href for href in hrefs)
                assert "/claims/" not in page or path in soup.get_text()


def test_bad_files_stop_the_build_before_the_old_site_is_touched(tmp_path: Path) -> None:
    """Strict or not: every bad file is named with line and column, and what was published stays."""
    root = repository(tmp_path / "r", {"cost": claim()})
    out = tmp_path / "out"
    assert build_site(root, out).returncode == 0
    before = sorted(str(f) for f in out.rglob("*"))
    claims = root / "docs/articles/bridge/claims"
    (claims / "one.md").write_text(claim(quote="about $3.3 million"))
    (claims / "two.md").write_text(claim(quote="on Tuesday", verdict="false"))
    (claims / "three.md").write_text(
        claim(quote="on Tuesday").replace("quote: >-\n  on", "quote: He said: on")
    )
    done = build_site(root, out)
    assert done.returncode == 1
    text = done.stdout + done.stderr
    assert "Traceback" not in text
    for name, code in (
        ("one", "quote-not-found"),
        ("two", "unknown-value"),
        ("three", "unquoted-colon"),
    ):
        assert re.search(rf"claims/{name}\.md:\d+:\d+: {code}", text), text
    assert sorted(str(f) for f in out.rglob("*")) == before


def test_check_names_all_three_broken_files(tmp_path: Path) -> None:
    """`annotate check` exits 1 and prints path, line, column and code of each; `--format json` too."""
    root = repository(
        tmp_path,
        {
            "one": claim(quote="not there at all"),
            "two": "no front matter",
            "three": claim(verdict="fals"),
        },
    )
    result = CliRunner().invoke(main, ["check", str(root)])
    assert result.exit_code == 1
    for name, line in (("one", 2), ("two", 1), ("three", 6)):
        assert re.search(rf"claims/{name}\.md:{line}:\d+: ", result.output), result.output
    listed = json.loads(CliRunner().invoke(main, ["check", str(root), "--format", "json"]).stdout)
    broken = {p["path"].rpartition("/")[2] for p in listed if p["severity"] == "error"}
    assert broken == {"one.md", "two.md", "three.md"}
    assert all(
        {"path", "line", "column", "code", "message", "hint", "severity"} <= p.keys()
        for p in listed
    )


def test_the_plugin_and_the_command_line_make_the_same_files(tmp_path: Path) -> None:
    """`annotate build --out` writes what the plugin hands to MkDocs; a second run writes nothing."""
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["build", "--out", str(out), "--root", str(ROOT)])
    assert result.exit_code == 0, result.output
    files = build(ROOT).files
    written = {
        f.relative_to(out).as_posix(): f.read_bytes()
        for f in out.rglob("*")
        if f.is_file() and f.name != ".annotate-manifest.json"
    }
    assert written == {p: c.encode() if isinstance(c, str) else c for p, c in files.items()}
    again = CliRunner().invoke(main, ["build", "--out", str(out), "--root", str(ROOT)])
    assert "0 files written" in again.output
    (out / "mine.txt").write_text("kept")
    (out / ".annotate-manifest.json").write_text(json.dumps([*files, "stale.md"]))
    (out / "stale.md").write_text("old")
    CliRunner().invoke(main, ["build", "--out", str(out), "--root", str(ROOT)])
    assert not (out / "stale.md").exists()
    assert (out / "mine.txt").exists()


def _unframed(page: str) -> str:
    return refit(page, {"header": "", "footer": ""})


def test_the_files_that_mkdocs_publishes_are_those_of_the_build(real_site: Path) -> None:
    """Claim pages reach the site byte for byte, but for the site's navigation; what people wrote in `claims/` does not."""
    files = build(ROOT).files
    for path, content in files.items():
        if path.endswith(".html"):
            assert _unframed((real_site / path).read_text("utf-8")) == _unframed(str(content))
    assert not list(real_site.rglob("claims/*.md"))
    assert not list(real_site.rglob("outlets.yml"))


def test_excerpt_shows_only_the_annotated_words_and_a_little_around_them(tmp_path: Path) -> None:
    """`display: excerpt`: no page, export or claim carries the rest of the article."""
    words = [f"word{n}" for n in range(120)]
    article = " ".join(words) + ".\n\nA second paragraph that nobody annotated.\n"
    root = repository(
        tmp_path / "r", {"cost": claim(quote="word60 word61")}, article, display="excerpt"
    )
    out = tmp_path / "out"
    assert build_site(root, out).returncode == 0
    site = "".join(f.read_text("utf-8") for f in out.rglob("*.html"))
    assert "word60" in site
    assert "word52" in site
    assert "[…]" in site
    for hidden in ("word10", "word49", "word73", "word110", "nobody annotated"):
        assert hidden not in site, hidden


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    """Everything but the search index and the site map's dates is reproducible."""
    root = repository(tmp_path / "r", {"cost": claim()})
    for seed, name in enumerate("ab"):  # by processes that put sets in different orders
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", tmp_path / name],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": "1800000000"},
            check=True,
        )
    files = [f.relative_to(tmp_path / "a") for f in (tmp_path / "a").rglob("*") if f.is_file()]
    compared = [str(f) for f in files if f.parts[0] != "pagefind" and f.suffix != ".gz"]
    _, different, missing = filecmp.cmpfiles(
        tmp_path / "a", tmp_path / "b", compared, shallow=False
    )
    assert (different, missing) == ([], [])


def test_drafts_and_withdrawn_claims(tmp_path: Path) -> None:
    """A draft is checked and not published; a withdrawn claim keeps its page, and its mark goes."""
    history = "\n  - date: 2026-11-24\n    kind: withdrawn\n    why: Merged with another claim."
    root = repository(
        tmp_path / "r",
        {
            "cost": claim(),
            "draft": claim(quote="on Tuesday", draft="true"),
            "gone": claim(quote="words of an older text", withdrawn="Merged.", history=history),
        },
    )
    out = tmp_path / "out"
    assert build_site(root, out).returncode == 0
    page = (out / "articles/bridge/index.html").read_text("utf-8")
    assert "claim-cost" in page
    assert "claim-draft" not in page
    assert "claim-gone" not in page
    assert not (out / "articles/bridge/claims/draft.html").exists()
    assert "Merged" in (out / "articles/bridge/claims/gone.html").read_text("utf-8")
    assert "Merged with another claim" in (out / "corrections/index.html").read_text("utf-8")


def test_a_quote_may_cross_a_paragraph(tmp_path: Path) -> None:
    """With a blank line in the quote; the first mark has the id, and there is one footnote."""
    root = repository(
        tmp_path / "r", {"both": claim(quote="unsafe for daily traffic”.\n\nRepairs")}
    )
    out = tmp_path / "out"
    assert build_site(root, out).returncode == 0
    soup = _soup(out / "articles/bridge/index.html")
    marks = soup.select('mark[data-claim="both"]')
    assert [m.get("id") for m in marks] == ["claim-both", None]
    assert len(soup.select("a.footnote-ref")) == 1


def test_a_changed_seed_says_what_to_run(tmp_path: Path) -> None:
    """A seed that no longer matches its pin is an error with the command that shows what it does."""
    root = repository(tmp_path, {"cost": claim()})
    seed = root / "seeds/bridge.txt"
    seed.write_text(seed.read_text("utf-8") + "\n\nMore.\n", "utf-8")
    (problem,) = [p for p in build(root).problems if p.is_error]
    assert problem.code == "seed-changed"
    assert "annotate rebase bridge seeds/bridge.txt" in problem.hint
    write_page(root)
    assert not build(root).failed


def test_html_seed(tmp_path: Path) -> None:
    """An article as HTML: blocks, the publisher's links and emphasis; scripts and navigation stay out."""
    html = (
        "<html><head><title>T</title><script>x()</script></head><body><nav><p>Menu</p></nav>"
        "<h2>Costs</h2><p>Repairs will cost <b>about $3.2 million</b>, the <a href='https://example.com/e'>engineer</a>"
        " said.<br>So it is.</p><ul><li>one</li><li>two</li></ul><blockquote><p>Quoted.</p></blockquote></body></html>"
    )
    root = repository(
        tmp_path / "r",
        {"cost": claim(quote="cost about $3.2 million, the engineer")},
        html,
        suffix="html",
    )
    out = tmp_path / "out"
    done = build_site(root, out)
    assert done.returncode == 0, done.stderr
    text = _soup(out / "articles/bridge/index.html").select_one(".fc-text")
    assert text is not None
    assert [h.get_text() for h in text.select("h4")] == ["Costs"]
    assert [a["href"] for a in text.select("a.fc-own")] == ["https://example.com/e"]
    assert "Menu" not in text.get_text()
    for tag in text.select("sup"):
        tag.decompose()
    assert "Repairs will cost about $3.2 million, the engineer said.\nSo it is." in text.get_text()
    assert [li.get_text().strip() for li in text.select("li")] == ["one", "two"]


def test_context_words_are_searchable(real_site: Path) -> None:
    """The search index is there, and no page loads any of it before somebody searches."""
    assert (real_site / "pagefind/pagefind.js").is_file()
    assert list((real_site / "pagefind/fragment").glob("en_*"))
    assert "pagefind.js" not in (real_site / PAGE).read_text("utf-8")
    assert CONTEXT


HISTORY = """
  - {date: 2026-11-24, kind: wording, why: The summary named the wrong day of the vote.}
  - {date: 2026-11-24, kind: verdict, to: supported, why: The budget was found and has it.}"""


def test_a_change_is_told_in_one_wording_everywhere(tmp_path: Path) -> None:
    """On the claim's page, among the corrections and in the feed; nothing empty is quoted."""
    repository(tmp_path, {"costs": claim(history=HISTORY)})
    files = build(tmp_path).files
    for path in ("articles/bridge/claims/costs.html", "corrections.md", "corrections.xml"):
        text = html.unescape(str(files[path]))
        assert "Wording. The summary named the wrong day of the vote." in text, path
        assert "Verdict: now “Supported”. The budget was found and has it." in text, path


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{date: 2026-11-24, kind: wording, why: Better words.}", "fewer than 3 words"),
        ("{date: 2026-11-24, kind: source, why: The page is gone now.}", "names no source"),
    ],
)
def test_an_entry_that_tells_readers_too_little_is_refused(
    tmp_path: Path, entry: str, message: str
) -> None:
    """A reason has three words or more, and a change of source names the source."""
    repository(tmp_path, {"costs": claim(history=f"\n  - {entry}")})
    (problem,) = [p for p in build(tmp_path).problems if p.is_error]
    assert problem.code == "history-says-too-little"
    assert message in problem.message


def test_how_a_claim_was_made_is_told(tmp_path: Path) -> None:
    """By the claim's own field, else by the article's; and that no person has reviewed it."""
    claims = {"own": claim(made_with="a pencil"), "costs": claim(claim="It costs a lot of money.")}
    repository(tmp_path, claims, made_with="a typewriter")
    files = build(tmp_path).files
    reviewed = "; no person has reviewed it yet."
    assert f"Made with a pencil{reviewed}" in str(files["articles/bridge/claims/own.html"])
    assert f"Made with a typewriter{reviewed}" in str(files["articles/bridge/claims/costs.html"])
    assert f"Made with a typewriter{reviewed}" in str(files["articles/bridge/index.md"])


@pytest.mark.parametrize(
    ("where", "is_refused"), [("claim", True), ("page", True), ("nowhere", False)]
)
def test_who_looks_again_is_no_author(where: str, is_refused: bool, tmp_path: Path) -> None:
    """Whether the authors stand in the claim or on the article's page for all its claims."""
    own = {"authors": "A. Pen; B. Pen"} if where == "claim" else {}
    page = {"authors": "B. Pen; C. Pen"} if where == "page" else {}
    repository(tmp_path, {"cost": claim(reviewers="D. Pen; B. Pen", **own)}, **page)
    codes = [problem.code for problem in build(tmp_path).problems]
    assert ("reviewer-is-author" in codes) == is_refused


@pytest.mark.parametrize(
    ("verdict", "types", "is_refused"),
    [
        ("supported", ("state-media", "state-media"), True),
        ("supported", ("state-media", "news"), False),
        ("mixed", ("state-media",), True),
        ("unverified", ("state-media",), False),
    ],
)
def test_no_verdict_rests_on_state_media_alone(
    verdict: str, types: tuple[str, ...], is_refused: bool, tmp_path: Path
) -> None:
    """Beside another source they count; that evidence is lacking may be said of them alone."""
    sources = [
        {"url": f"https://{n}.example.org/x", "outlet": f"Outlet {n}", "type": type_, "stance": "supports", "says": "It has it."}
        for n, type_ in enumerate(types)
    ]  # fmt: skip
    text = claim(verdict=verdict, sources=json.dumps(sources), would_settle="The budget would.")
    repository(tmp_path, {"cost": text})
    codes = [problem.code for problem in build(tmp_path).problems]
    assert ("state-media-alone" in codes) == is_refused


def test_who_made_a_claim_and_who_looked_at_it_again_is_told(tmp_path: Path) -> None:
    """By the names that they give; on the article's page for all its claims, in a claim for that one."""
    claims = {
        "own": claim(authors="A. Pen; B. Pen", reviewers="C. Pen"),
        "costs": claim(claim="It costs a lot of money."),
    }
    repository(tmp_path, claims, authors="D. Pen")
    files = build(tmp_path).files
    given = " (names as given)."
    assert f"Made by A. Pen and B. Pen; reviewed by C. Pen{given}" in str(
        files["articles/bridge/claims/own.html"]
    )
    assert f"Made by D. Pen; no person has reviewed it yet{given}" in str(
        files["articles/bridge/claims/costs.html"]
    )
    assert "1 of them reviewed by a person." in str(files["articles/bridge/index.md"])


def test_a_context_links_to_another_claim(tmp_path: Path) -> None:
    """By `[[id]]`, in the footnote and on the claim's page; a link to no claim is a problem."""
    linking = claim(context=f"It is told in [[costs]]. {CONTEXT}", quote="close the bridge")
    repository(tmp_path, {"costs": claim(), "closed": linking})
    files = build(tmp_path).files
    assert '<a href="#claim-costs">claim 2</a>' in str(files["articles/bridge/index.md"])
    assert 'href="costs.html"' in str(files["articles/bridge/claims/closed.html"])
    other = repository(tmp_path / "other", {"closed": linking})
    assert "unknown-claim-link" in {p.code for p in build(other).problems}


def test_a_site_with_the_default_pages_has_what_claim_pages_link_to(tmp_path: Path) -> None:
    """The method page has each place that a claim's page leads to."""
    repository(tmp_path, {"costs": claim(reasons="[imprecise]")})
    files = build(tmp_path).files
    page = str(files["articles/bridge/claims/costs.html"])
    ids = set(re.findall(r'methodology/#([\w-]+)"', page))
    method = str(files["methodology.md"])
    headings = {h.lower().replace(" ", "-") for h in re.findall(r"^## (.+)$", method, re.MULTILINE)}
    assert "what-is-automated" in ids
    assert ids <= headings | set(re.findall(r'id="([\w-]+)"', method))
