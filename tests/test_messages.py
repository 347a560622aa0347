"""What contributors are told: plain words for first mistakes, no power over a terminal or a runner, a way to more."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from history import commit
from repository import claim, repository
from test_contributing import CASES, FOLDER, SAMPLE, Expected, wrong

from annotate.cli import main, reporting
from annotate.model import Location, problems
from annotate.model.problems import Problem, format_github, format_text
from annotate.publishing.site import build
from annotate.reading.claim_files import read_file

FIRST_MISTAKES: dict[str, str | bytes] = {
    "a colon without quotation marks": wrong("claim: >-\n  Repairing", "claim: He said: Repairing"),
    "no space after the colon": wrong("verdict: mostly", "verdict:mostly"),
    "no colon": wrong("verdict: mostly", "verdict mostly"),
    "words not further in": wrong("  Repairing", "Repairing"),
    "a list where text is expected": wrong("claim: >-\n", "claim:\n  - one\n  - "),
    "text where a list is expected": wrong("[imprecise]", "imprecise"),
    "an address instead of a source": re.sub(
        r"sources:.*checked", "sources: https://example.org/\nchecked", SAMPLE, flags=re.DOTALL
    ),
    "a source without a hyphen": wrong("  - url", "    url"),
    "a source's field too far in": wrong("    outlet", "      outlet"),
    "a source's field not far enough in": wrong("    outlet", "   outlet"),
    "a tab": wrong("    outlet", "\toutlet"),
    "a space from a web page": wrong("    outlet", "\u00a0   outlet"),
    "quotation marks around the first words": wrong("claimant: the", 'claimant: "the" best'),
    "a quotation mark that is not closed": wrong("claimant: the", 'claimant: "the'),
    "curly quotation marks from a phone": wrong("mostly-supported", "“mostly-supported”"),
    "curly quotation marks around an address": wrong(
        "url: https://data.example.org/budget/2024", "url: “https://data.example.org/budget/2024”"
    ),
    "three hyphens turned into a dash": wrong("---\nThe budget", "—\nThe budget"),
    "no three hyphens at the top": wrong("---\nquote", "quote"),
    "no three hyphens above the context": wrong("---\nThe budget", "The budget"),
    "an empty file": "",
    "a value that begins with a bracket": wrong("claim: >-\n  Repairing", "claim: [sic] Repairing"),
    "a value that begins with an at sign": wrong("claimant: the", "claimant: @the"),
    "a value that begins with a star": wrong("claimant: the", "claimant: *the"),
    "a hash in the words": wrong("claim: >-\n  Repairing", "claim: The #1 Repairing"),
    "a misspelt field": wrong("verdict:", "verdct:"),
    "a capital letter": wrong("mostly-supported", "Mostly supported"),
    "a date that is two days": wrong("2026-11-24", "03/05/2024"),
    "a date in words": wrong("2026-11-24", "24 November 2026"),
    "a day that does not exist": wrong("2026-11-24", "2026-02-30"),
    "not UTF-8": SAMPLE.replace("budget was", "caf\xe9 was").encode("latin-1", "replace"),
    "an invisible character": wrong("mostly-supported", "mostly\u200b-supported"),
    "a quote over the end of a paragraph": wrong(
        "  about $3.2 million", "  daily traffic”. Repairs will cost"
    ),
    "a quote that is there twice": wrong("  about $3.2 million", "  the"),
}
FINE: dict[str, str] = {
    "Windows line ends": SAMPLE.replace("\n", "\r\n"),
    "a byte order mark": f"\ufeff{SAMPLE}",
    "spaces at the ends of lines": SAMPLE.replace("\n", "  \n"),
    "a tab after the colon": wrong("verdict: ", "verdict:\t"),
    "no line end at the end": SAMPLE.rstrip("\n"),
    "straight quotation marks in the quote": wrong(
        "  about $3.2 million", "  the council's engineer"
    ),
}


def _told(tmp_path: Path, text: str | bytes) -> list[Problem]:
    repository(tmp_path, {})
    (tmp_path / FOLDER / "claim.md").write_bytes(
        text.encode("utf-8") if isinstance(text, str) else text
    )
    return [p for p in build(tmp_path).problems if p.code != "sentence-open"]


def test_first_mistakes_are_explained(tmp_path: Path, expected: Expected) -> None:
    """What is said of each, word for word: the wording is part of the interface."""
    told = []
    for number, (name, text) in enumerate(FIRST_MISTAKES.items()):
        found = _told(tmp_path / str(number), text)
        assert any(p.is_error for p in found), name
        told.append("\n".join([f"== {name}", *map(format_text, found)]).replace(f"{FOLDER}/", ""))
    expected(CASES / "first-mistakes" / "expected.txt", "\n\n".join(told) + "\n")


@pytest.mark.parametrize("name", FINE)
def test_what_an_editor_does_by_itself_is_accepted(name: str, tmp_path: Path) -> None:
    """Nobody should have to know about line ends."""
    assert _told(tmp_path, FINE[name]) == []


HOSTILE = Problem(
    Location("docs/x::y,z\n.md", 3, 1),
    "bad-name",
    "::add-mask::x\n::error::y",
    "##[add-mask]x\n  ::warning::z\x1b[31m 100%",
)


def test_contributed_text_commands_no_runner() -> None:
    """GitHub's runner obeys lines that begin with `::`, also after spaces, and `##[` anywhere."""
    lines = format_text(HOSTILE).split("\n")
    assert not any(
        line.lstrip().startswith("::") or "##[" in line or "\x1b" in line for line in lines
    )
    assert format_github(HOSTILE) == (
        "::error file=docs/x%3A%3Ay%2Cz%0A.md,line=3,col=1,title=bad-name::"
        "::add-mask::x%0A::error::y%0A##[add-mask]x%0A  ::warning::zU+001B[31m 100%25"
    )


def test_github_shows_the_worst_and_the_summary_has_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors come before warnings, since ten of each are shown; the whole list goes into the step's summary."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    found = [
        Problem(Location("a.md", n), "context-length", "Short.", "</pre>\n\n# x", "warning")
        for n in range(1, 13)
    ]
    found += [Problem(Location("b.md", n), "bad-date", "No date.") for n in range(1, 13)]
    reporting.print_problems(found, "github", tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines[:24]] == ["::error"] * 12 + ["::warning"] * 12
    assert lines[24:] == ["12 errors and 12 warnings in 2 files."]
    text = summary.read_text("utf-8")
    assert text.count("context-length") == text.count("bad-date") == 12
    assert text.count("</pre>") == 1
    assert "\n\n" not in text[text.index("<pre>") : text.index("</pre>")]


def test_messages_lead_to_their_heading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the site where its address is known, or else by a command."""
    repository(tmp_path, {"claim": claim(verdict="true")})
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["check", "--format", "json"]).output
    assert '"help": "annotate explain unknown-value"' in told
    assert "annotate explain unknown-value\n" in CliRunner().invoke(main, ["check"]).output
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.org/facts\n", encoding="utf-8")
    page = "https://example.org/facts/contribute/messages/#unknown-value"
    told = CliRunner().invoke(main, ["check", "--format", "json"]).output
    assert f'"help": "{page}"' in told
    assert f"%0A{page}\n" in CliRunner().invoke(main, ["check", "--format", "github"]).output


@pytest.mark.parametrize("command", [["due"], ["coverage"], ["changes", "--base", "HEAD"]])
def test_what_cannot_be_read_is_not_passed_over(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list without the claims of a broken file would seem to be all."""
    repository(tmp_path, {"claim": claim()})
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    told = "Some files cannot be read; `annotate check` says why.\n"
    assert told not in CliRunner().invoke(main, command).output
    (tmp_path / FOLDER / "claim.md").write_text("---\nquote: [", "utf-8")
    result = CliRunner().invoke(main, command)
    assert (result.stderr, told in result.stdout) == (told, False)


@pytest.mark.parametrize("command", ["check", "coverage", "schema"])
def test_an_output_that_is_closed_or_full_is_no_traceback(command: str, tmp_path: Path) -> None:
    repository(tmp_path, {"claim": claim()})
    told = {}
    for output in (">&-", "> /dev/full"):
        line = f"'{sys.executable}' -m annotate {command} {output}"
        done = subprocess.run(
            ["/bin/sh", "-c", line], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        told[output] = done.returncode, done.stderr
    assert told == {
        ">&-": (0, ""),
        "> /dev/full": (1, "Error: The output cannot be used: No space left on device. See what it is, and that you may write it.\n"),
    }  # fmt: skip


def test_closing_line() -> None:
    """Problems are counted, with the files that they are in."""
    assert problems.summarize([HOSTILE]) == "1 error in 1 file"


def test_a_noun_has_its_article() -> None:
    """An article page, and a claim."""
    for path in ("docs/articles/bridge/index.md", "docs/articles/bridge/claims/x.md"):
        told = [p.message for p in read_file("---\nnotes: x\n---\n", path)[1]]
        assert any(re.match('(An article page|A claim) has no key "notes"', m) for m in told)
