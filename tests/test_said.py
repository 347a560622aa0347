"""What commands and checks say in cases that a sound repository never meets, word for word.

The wording is part of the interface: `pytest --update`, then read the diff.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from history import commit, git
from repository import claim, repository, write_page
from test_contributing import CASES, Expected
from test_wordings import _blocks

from annotate import check
from annotate.checking.coverage import as_data, describe, measure
from annotate.checking.history.revisions import RevisionError, find_revision
from annotate.checking.turning import may_turn
from annotate.cli import main
from annotate.model.problems import format_text

FOLDER = CASES / "said"
ENTRY = "{date: 2026-11-25, kind: wording, why: The summary named the wrong year.}"


def test_the_help_of_every_command(expected: Expected) -> None:
    def told() -> Iterator[tuple[str, str]]:
        for name in ("", *main.list_commands(None)):  # type: ignore[arg-type]
            options = [name, "--help"] if name else ["--help"]
            yield name or "annotate", CliRunner().invoke(main, options, terminal_width=100).output

    expected(FOLDER / "help.txt", _blocks(told()))


def _history(*entries: str) -> dict[str, str]:
    return {"history": "".join(f"\n  - {entry}" for entry in entries)}


PAGES: dict[str, dict[str, str]] = {
    "an entry of a kind that pages do not have": _history(ENTRY.replace("wording", "source")),
    "entries in another order than their days": _history(ENTRY, ENTRY.replace("25", "24")),
    "entries of one day": _history(ENTRY, ENTRY),
    "a reason of two words": _history(ENTRY.replace("The summary named the wrong year", "A typo")),
    "a reason of three words": _history(ENTRY.replace("The summary named the", "A")),
    "a day that is not yet": _history(ENTRY.replace("11-25", "12-25")),
}
SOURCE = "kind: source, why: The report has moved."
CLAIMS: dict[str, str] = {
    "a change of a source that is not named": claim(**_history(f"{{date: 2026-11-25, {SOURCE}}}")),
    "a source named as what was": claim(**_history(f"{{date: 2026-11-25, from: Wire, {SOURCE}}}")),
    "a source named as what is": claim(**_history(f"{{date: 2026-11-25, to: Wire, {SOURCE}}}")),
    "a verdict that the history does not end with": claim(
        **_history("{date: 2026-11-25, kind: verdict, to: mixed, why: It is half of it.}")
    ),
    "words without their surroundings": claim(prefix="nobody said"),
    "a quote without words": claim("…"),
    "words over the end of a paragraph": claim("daily traffic”. Repairs will cost"),
    "another number": claim("Repairs will cost about $4.2 million, the council’s engineer said"),
    "another unit": claim("Repairs will cost about $3.2 billion, the council’s engineer said"),
    "a name": claim("The council voted on Tuesday to close the Brooklyn bridge, saying it was"),
    "a negation": claim("The council voted on Tuesday not to close the bridge, saying it was"),
    "a modal": claim("Repairs may cost about $3.2 million, the council’s engineer said"),
    "another date": claim("The council voted on Monday to close the bridge, saying it was"),
    "an accent": claim("Repaírs will cost about $3.2 million, the council’s engineer said"),
    "a letter that looks like another": claim(
        "Repаirs will cost about $3.2 million, the council’s"
    ),
    "another order": claim("Repairs about $3.2 million will cost, the council’s engineer said"),
    "no quotation marks": claim("saying it was unsafe for daily traffic"),
}


def _problems(root: Path) -> str:
    found = [p for p in check(root).problems if p.code != "sentence-open"]
    return "\n".join(map(format_text, found)) or "(nothing)"


def test_problems_of_histories_and_quotes(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 27, tzinfo=UTC).timestamp())))  # fmt: skip

    def told() -> Iterator[tuple[str, str]]:
        for number, (name, fields) in enumerate(PAGES.items()):
            root = repository(tmp_path / f"p{number}", {"cost": claim()})
            write_page(root, **fields)
            yield name, _problems(root)
        for number, (name, text) in enumerate(CLAIMS.items()):
            yield name, _problems(repository(tmp_path / f"c{number}", {"cost": text}))

    expected(FOLDER / "problems.txt", _blocks(told()))


def _bare(root: Path) -> None:
    (root / ".git").rename(root / "git")


def _shallow(root: Path) -> None:
    commit(root, "Two")
    git(root, "branch", "old", "HEAD^")
    git(root, "clone", "-q", "--depth=1", f"file://{root}", str(root / "clone"))
    git(root / "clone", "fetch", "-q", "--depth=1", "origin", "old:old")


def _broken(root: Path) -> None:
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    (root / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()


REVISIONS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "an option": ("--output=x", lambda root: None, ""),
    "no name": (" ", lambda root: None, ""),
    "a name that git does not know": ("origin/nope", lambda root: None, ""),
    "a file": ("HEAD:docs", lambda root: None, ""),
    "a folder without git": ("HEAD", _bare, ""),
    "a clone without what came before": ("old", _shallow, "clone"),
    "a commit of which parts are lost": ("HEAD", _broken, ""),
}


def test_revisions_that_cannot_be_compared_with(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    def told() -> Iterator[tuple[str, str]]:
        for number, (what, (name, change, inner)) in enumerate(REVISIONS.items()):
            root = repository(tmp_path / str(number), {"cost": claim()})
            commit(root, "One")
            change(root)
            with pytest.raises(RevisionError) as error:
                find_revision(root / inner, name)
            yield what, str(error.value).replace(str(root / inner), "FOLDER")
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(RevisionError) as error:
            find_revision(tmp_path, "HEAD")
        yield "no git", str(error.value)

    expected(FOLDER / "revisions.txt", _blocks(told()))


@pytest.mark.parametrize(
    ("before", "after", "turns"),
    [
        ("The town pays.", "The town pays.", False),
        ("", "The town pays.", False),
        ("Towns pay.", "In towns they pay.", False),
        ("Towns pay", "In towns they pay", False),
        ("So Towns pay", "In towns they pay", True),
        ("It is so. Towns pay.", "In towns they pay.", False),
        ("Is it so? Towns pay.", "Is it so? In towns they pay.", False),
        ("Is it so? Towns pay.", "In towns they pay.", True),
        ("Be it so! Towns pay.", "In towns they pay.", False),
        ("So it is: Towns pay.", "In towns they pay.", False),
        ("The tonw pays.", "The town pays.", False),
        ("The mayor payed it.", "The mayor paved it.", False),
        ("The town may pay.", "The town pays.", True),
        ("The town pays 3 million.", "The town pays 3 billion.", True),
        ("x" * 999 + "…", "x" * 999 + "…", True),
        ("x" * 998 + "…", "x" * 998 + "…", False),
        ("x" * 1000, "x" * 1000, False),
    ],
)
def test_a_slip_that_was_mended_turns_nothing(before: str, after: str, turns: bool) -> None:
    assert may_turn(before, after, "en") is turns


TEXTS = {
    "all": "The bridge is closed.",
    "a run of two words": "The bridge is closed on 5 May.",
    "a run of one word": "The bridge is closed: 2024.",
    "two sentences of one": "The bridge is closed. The town has 5 others.",
    "of three": "The bridge is closed. The town has 5 others. Nobody uses them.",
    "two runs": "Since 5 May 2019 the bridge is closed to 1,200 cars.",
    "no sentence": "* * *",
}


def test_how_much_is_checked(tmp_path: Path, expected: Expected) -> None:
    def told() -> Iterator[tuple[str, str]]:
        for number, (name, text) in enumerate(TEXTS.items()):
            quote = re.search("[Tt]he bridge is closed", text)
            claims = {"a": claim(quote[0])} if quote else {}
            root = repository(tmp_path / str(number), claims, text)
            (article,) = check(root).library.articles
            found = measure(article)
            shares = f"{found.percent:.1f} % of sentences, {found.words_percent} % of words"
            data = json.dumps(as_data(article), ensure_ascii=False, indent=1)
            yield name, "\n".join([shares, *describe(article), data])

    expected(FOLDER / "coverage.txt", _blocks(told()))
