"""`annotate check --fix` mends how things are written, never what they say, and says what it did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import repository as scratch
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import repository

from annotate.cli import main
from annotate.editing.fixing import mend
from annotate.model import Annotation, ArticlePage, Location, Outlet
from annotate.reading.claim_files import read_annotation
from annotate.reading.library import read_library
from annotate.reading.repository import Repository
from annotate.text.dates import as_iso


def claim(**fields: str) -> str:
    """A claim file in perfect order."""
    return scratch.claim(**fields).replace("sources: \n", "sources:\n")


AP = Outlet(
    name="Associated Press",
    domains=("apnews.com",),
    location=Location("docs/outlets.yml"),
    aliases=("AP", "AP News"),
)
MESSY = (
    "\ufeff---\r\n"
    "# on the repairs\r\n"
    "verdict: “supported”  \r\n"
    "# the words\r\n"
    "quote: >-  \r\n"
    "  about $3.2\r\n"
    "  million \r\n"
    "checked: 24 November 2026 # a Tuesday\r\n"
    "sources:\r\n"
    "- url: https://apnews.com/x\r\n"
    "  outlet: AP News\r\n"
    "  date: May 2024\r\n"
    "  type: dataset\r\n"
    "  stance: supports\r\n"
    "  says: The budget has the figure.\r\n"
    "source_type: named-official\r\n"
    "claim: Repairs will cost about 3.2 million dollars.\r\n"
    "summary: The city's budget gives the same figure.\r\n"
    "---\r\n"
    "A line that breaks  \r\n"
    "here, and one that does not \r\n"
    "at all"
)
MENDED = """\
---
# the words
quote: >-
  about $3.2
  million
claim: Repairs will cost about 3.2 million dollars.
source_type: named-official
# on the repairs
verdict: supported
summary: The city's budget gives the same figure.
sources:
- url: https://apnews.com/x
  outlet: Associated Press
  date: 2024-05
  type: dataset
  stance: supports
  says: The budget has the figure.
checked: 2026-11-24 # a Tuesday
---
A line that breaks  \n\
here, and one that does not
at all
"""


def test_mends_what_is_safe_and_keeps_comments() -> None:
    """Line ends, white space, curly quotation marks, dates, the outlet's spelling, the order of the keys."""
    text, done = mend(MESSY, Annotation, [AP])
    assert text == MENDED
    assert [m.line for m in done] == [1, 1, 22, 3, 3, 8, 12, 11, 2]


def test_mending_twice_mends_nothing() -> None:
    """The second run finds nothing to do."""
    assert mend(MENDED, Annotation, [AP]) == (MENDED, [])


def test_the_real_files_are_in_order() -> None:
    """The project's own files need no mending."""
    library, _ = read_library(Repository(ROOT))
    for article in library.articles:
        page = (ROOT / article.page.path).read_bytes().decode()
        assert mend(page, ArticlePage, library.outlets) == (page, [])
        for annotation in article.annotations:
            text = (ROOT / annotation.path).read_bytes().decode()
            assert mend(text, Annotation, library.outlets) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        claim(verdict="mixed\nverdict: supported"),
        claim().replace("    outlet", "\toutlet"),
        claim(checked="03/05/2024"),
        claim(checked="May 2024"),
        claim(claim='"He said" so'),
        claim(quote="about “$3.2 million”"),
        "no front matter",
        "",
        "---\n---\n",
        "an old Mac's line end\r",
    ],
)
def test_leaves_alone_what_could_mean_two_things(text: str) -> None:
    """Tabs, doubtful dates and broken YAML stay with their author."""
    mended, done = mend(text, Annotation, [AP])
    assert mended.rstrip("\n") == text.rstrip("\n")
    assert [m for m in done if "line end" not in m.what] == []


def test_an_outlet_on_another_outlets_address_stays() -> None:
    """`AP` on the page of somebody else is a mistake about who carries it, not a spelling."""
    other = Outlet(
        name="City Open Data", domains=("data.example.org",), location=Location("docs/outlets.yml")
    )
    text = claim().replace("outlet: City Open Data", "outlet: AP")
    assert mend(text, Annotation, [AP, other]) == (text, [])


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-5-3", "2024-05-03"),
        ("2024/05/03", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("3rd of May 2024", ""),
        ("3rd May 2024", "2024-05-03"),
        ("3. Sept. 2024", "2024-09-03"),
        ("May 3, 2024", "2024-05-03"),
        ("24/11/2026", "2026-11-24"),
        ("11/24/2026", "2026-11-24"),
        ("03/05/2024", ""),
        ("2024-02-30", ""),
        ("24-05-03", ""),
        ("May 2024", ""),
        ("٢٠٢٤-٠٣-٠٥", ""),
    ],
)
def test_only_clear_dates_are_read(written: str, iso: str) -> None:
    """A date that could be two days is not read."""
    assert as_iso(written) == iso


def test_a_month_is_a_date_where_a_month_is_allowed() -> None:
    """A source may be dated by its month."""
    assert as_iso("May 2024", partial=True) == as_iso("2024-5", partial=True) == "2024-05"


LINES = st.lists(
    st.sampled_from(
        [
            *claim().split("\n"),
            "# a comment",
            "",
            "  ",
            "draft: true ",
            "prefix: x",
            "\tx",
            "  more: x",
            "reasons: [imprecise]",
        ]
    ),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_the_meaning_stays(lines: list[str]) -> None:
    """Whatever is mended, the file is read as the same claim, or stays as unreadable as it was."""
    text = "---\n" + "\n".join(lines)
    mended, _ = mend(text, Annotation, [AP])
    before, problems = read_annotation(text, "x.md", "bridge", "x")
    after, left = read_annotation(mended, "x.md", "bridge", "x")
    assert before == after
    assert sorted(p.code for p in problems) == sorted(p.code for p in left)
    assert mend(mended, Annotation, [AP])[0] == mended


def test_the_command_says_what_it_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing is named with its line; files that were not asked for stay."""
    other = claim(quote="voted on Tuesday", claim="The vote was on a Tuesday.").replace(
        "\n", "\r\n"
    )
    repository(tmp_path, {"cost": claim(checked="24 Nov 2026"), "vote": other})
    monkeypatch.chdir(tmp_path)
    folder = Path("docs/articles/bridge/claims")
    result = CliRunner().invoke(main, ["check", "--fix", str(folder / "cost.md")])
    assert result.exit_code == 0, result.output
    assert "cost.md:15: mended: `checked`: 24 Nov 2026 → 2026-11-24\n" in result.output
    assert (folder / "vote.md").read_bytes().decode() == other
    again = CliRunner().invoke(main, ["check", "--fix"])
    assert re.findall(r"(\w+)\.md:\d+: mended", again.output) == ["vote"]


@pytest.mark.parametrize(
    "seed", ["../mkdocs.yml", "deep/bridge.txt", "missing.txt", "[bridge.txt]"]
)
def test_only_a_file_of_the_seeds_is_pinned(
    seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path, {})
    (root / "seeds/deep").mkdir()
    (root / "seeds/deep/bridge.txt").write_text("Words.\n", encoding="utf-8")
    page = root / "docs/articles/bridge/index.md"
    text = re.sub(r"(?m)^sha256: .*\n", "", page.read_text("utf-8"))
    named = re.sub(r"(?m)^seed: .*", f"seed: {seed}", text)
    monkeypatch.chdir(root)
    for written, is_pinned in ((text, True), (named, False)):
        page.write_text(written, encoding="utf-8")
        CliRunner().invoke(main, ["check", "--fix"])
        assert ("\nsha256: " in page.read_text("utf-8")) is is_pinned
