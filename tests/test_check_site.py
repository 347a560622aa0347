"""`annotate check-site`: it finds every damage that was thought of, whole sites pass, and no file can make it fall over."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import build_site
from click.testing import CliRunner, Result
from conftest import ROOT
from damages import CARDS, DAMAGES, FARE, Damage
from repository import claim, repository
from test_article_structure import ADDRESS, PAGE, QUOTES
from test_golden_made import ARABIC

from annotate.cli import main
from annotate.publishing.proving import check_site, whole

SAMPLE = ROOT / "tests/cases/site/repository"
MESSAGES = ROOT / "tests/cases/damaged"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once; what damages it takes a copy."""
    site = tmp_path_factory.mktemp("sample") / "site"
    done = build_site(SAMPLE, site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def site(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "site"))


def _run(site: Path) -> Result:
    return CliRunner().invoke(main, ["check-site", str(site)])


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_site_is_found_and_what_to_do_is_said(
    damage: Damage, site: Path, expected: Callable[[Path, str], None]
) -> None:
    damage(site)
    result = _run(site)
    assert result.exit_code == 1, result.output
    # Another version of Pagefind may name the parts of its index, and one of Python its errors, otherwise.
    told = re.sub(r"\ben_[0-9a-f]+|(?<=cannot be read: ).*", "…", result.output)
    expected(MESSAGES / f"{damage.__name__}.txt", told)


def test_the_sample_is_whole_with_addresses_that_name_files_too(
    sample: Path, tmp_path: Path
) -> None:
    assert _run(sample).output == "No faults in 58 pages and 23 claims.\n"
    root = Path(shutil.copytree(SAMPLE, tmp_path / "files"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"use_directory_urls: false\n{config}", encoding="utf-8")
    assert build_site(root, tmp_path / "site").returncode == 0
    assert check_site(tmp_path / "site").faults == []


def test_the_projects_own_site_is_whole(real_site: Path) -> None:
    report = check_site(real_site)
    assert (report.faults, report.claims >= 119) == ([], True)


@pytest.mark.parametrize("display", ["full", "excerpt"])
def test_an_article_of_every_structure_is_whole(tmp_path: Path, display: str) -> None:
    """Quotes in tables, lists, captions and across blocks, in the whole text and in parts of it; from right to left, too."""
    claims = {id_: claim(quote) for id_, quote in QUOTES.items()}
    root = repository(
        tmp_path / "r", claims, PAGE.read_text("utf-8"), suffix="html", url=ADDRESS, display=display
    )
    assert build_site(root, tmp_path / "site").returncode == 0
    assert check_site(tmp_path / "site").faults == []
    claims = {"cost": claim("بني السوق في عام 1950.")}
    root = repository(tmp_path / "a", claims, ARABIC, suffix="html", display=display, language="ar")
    assert build_site(root, tmp_path / "arabic").returncode == 0
    assert check_site(tmp_path / "arabic").faults == []


def test_a_new_site_is_whole(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "new")]).exit_code == 0
    assert build_site(tmp_path / "new", tmp_path / "site").returncode == 0
    assert check_site(tmp_path / "site").faults == []


def test_a_site_that_plain_mkdocs_builds_is_whole(tmp_path: Path) -> None:
    """Of the Markdown that `annotate build` hands over, without the plugin, our frame and our search."""
    root = tmp_path / "plain"
    build = ["build", "--root", str(SAMPLE), "--out", str(root / "docs")]
    assert CliRunner().invoke(main, build).exit_code == 0
    (root / "mkdocs.yml").write_text(
        "site_name: P\nsite_url: https://plain.example.org/\nplugins: []\n"
        "markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]\n",
        encoding="utf-8",
    )
    assert build_site(root, tmp_path / "site").returncode == 0
    assert check_site(tmp_path / "site").faults == []


def test_many_files_are_read_by_several_processes_with_the_same_result(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for damage in DAMAGES[:3]:
        damage(site)
    alone = check_site(site)
    monkeypatch.setattr(whole, "_MANY", 1)
    assert check_site(site) == alone
    assert alone.faults


def test_without_an_index_it_says_so(site: Path) -> None:
    shutil.rmtree(site / "pagefind")
    result = _run(site)
    assert result.exit_code == 0
    assert "no search index" in result.output


def test_hidden_files_and_a_page_that_is_none_are_left_alone(site: Path) -> None:
    """`.nojekyll` is empty, `.git` is not the site's; some services want a file whose name only ends like a page's."""
    (site / ".nojekyll").touch()
    (site / "verification.html").write_text("verification: 123", encoding="utf-8")
    (site / "own.css").touch()
    assert _run(site).exit_code == 0


def test_a_history_of_something_else_is_left_alone(site: Path) -> None:
    """Of a page that somebody wrote: the feed is about claims."""
    page = site / "about/sample/index.html"
    text = page.read_text("utf-8")
    told = "<h2>History</h2>\n<ul><li>It began.</li></ul></article>"
    page.write_text(text.replace("</article>", told), "utf-8")
    shutil.rmtree(site / "pagefind")
    assert check_site(site).faults == []


def test_a_site_whose_pages_close_no_tags_is_whole(site: Path) -> None:
    """A minifier may leave them out, as the standard allows."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8").replace("</html>", "").replace("</body>", "")
        page.write_text(text, encoding="utf-8")
    assert check_site(site).faults == []


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.exit_code == 2
    assert "name the folder of a built site" in result.output


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"claims": []}',
        '{"claims": {"ferry-fare": {}}}',
        '{"claims": {"x\\"]\\n::error": {"quote": 1, "summary": null, "sourceType": [], "context": {}, "replies": [[1, 2]], '
        '"groups": [{"reports": [{"pages": [[1, 2, 3]]}]}]}}}',
        '{"claims": {"ferry-fare": {"summary": "", "sourceType": "", "context": "", "replies": [], "groups": [{"label": "", '
        '"reports": []}]}}, "ferry-fare": {"text": "", "fields": {"verdict": []}}}',
        '{"claims": {"ferry-fare": {"page": "x", "quote": 1, "summary": "", "sourceType": "", "context": "", "replies": [], "groups": [{"label": "", '
        '"reports": [{"before": 1, "pages": [[1, 2, 3]]}]}]}}, "ferry-fare": {"text": "", "fields": {"verdict": []}}}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_data_of_any_kind_is_a_fault_and_no_traceback(text: str, site: Path) -> None:
    for path in (CARDS, CARDS.replace("claims.json", "files.json"), "pagefind/pagefind-entry.json"):
        (site / path).write_text(text, encoding="utf-8")
    result = _run(site)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert "\n::" not in result.output


def test_an_address_that_is_none_and_json_ld_of_another_kind_are_faults(site: Path) -> None:
    text = (site / FARE).read_text("utf-8").replace('"@type":"ClaimReview"', '"@type":"Odd"')
    text = text.replace("</main>", '<img src="http://[" alt=""><a href="%ff%00/">y</a></main>')
    (site / FARE).write_text(text, encoding="utf-8")
    result = _run(site)
    assert result.exit_code == 1, result.exception
    assert f"{FARE}: It leads to http://[, which is not there." in result.output
    assert f"{FARE}: Its JSON-LD is not one ClaimReview of its claim." in result.output


def test_of_the_index_each_part_is_named_once(site: Path) -> None:
    entry = json.loads((site / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == ["en"]
    (site / "pagefind/index/en_0000000.pf_index").write_bytes(b"")
    assert "pagefind/index/en_0000000.pf_index: It is empty." in _run(site).output
