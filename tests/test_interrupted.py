"""`annotate rebase --apply` is killed at any moment: the same command again finishes, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from history import commit
from repository import claim, repository

from annotate.anchoring import TextQuoteSelector
from annotate.editing.rebase.moves import waiver_id

ARTICLE = (
    "The council voted on Tuesday to close the bridge, saying it was “unsafe for daily traffic”.\n\n"
    "Repairs will cost about $3.2 million, the engineer said.\n\nShare the council’s page.\n"
)
NEW = (
    "The council decided on Tuesday to close the bridge.\n\n"
    "Repairs will cost about $3.8 million, the engineer said.\n\nShare the city’s page.\n"
)
CLAIMS = {
    "cost": claim(),
    "bridge": claim(quote="to close the bridge", claim="It is closed."),
    "traffic": claim(quote="unsafe for daily traffic", claim="It is unsafe."),
}
WAIVER = waiver_id(TextQuoteSelector("Share the council’s page"))
DECIDED = ("--accept", "cost", "--withdraw", "traffic", "--accept", WAIVER)
# Runs of the command, each in a process of its own, forked from one that has loaded the package. One that is to be killed
# kills itself when it has written half of a file, before it puts one into its place or takes one away, or after.
RUNS = """
import json, os, pathlib, signal, sys
import annotate.checking.check, annotate.cli.rebase_command, annotate.editing.rebase, markdown_it
from annotate.cli import main

def kill_at(left, moment):
    replace, write, unlink = pathlib.Path.replace, pathlib.Path.write_bytes, pathlib.Path.unlink
    def written(self, data):
        if left == 1 and moment == "half":
            data = data[:len(data) // 2]
        done = write(self, data)
        if left == 1 and moment == "half":
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    def counted(change):
        def done(self, *arguments, **options):
            nonlocal left
            if change is unlink and not self.exists():
                return
            left -= 1
            if left or moment == "after":
                change(self, *arguments, **options)
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return done
    pathlib.Path.replace, pathlib.Path.unlink = counted(replace), counted(unlink)
    pathlib.Path.write_bytes = written

for line in sys.stdin:
    folder, arguments, left, moment = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(2, 1)  # what the command says is not our answer
        os.chdir(folder)
        sys.argv[1:] = arguments
        if left:
            kill_at(left, moment)
        sys.exit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[..., int]]:
    """Take a repository's new text, all of it or until the process is killed at a step; its exit code."""
    with subprocess.Popen(
        [sys.executable, "-c", RUNS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795737600"},
    ) as runs:
        asked, answers = runs.stdin, runs.stdout
        assert asked and answers

        def ask(root: Path, step: int = 0, moment: str = "") -> int:
            (new,) = root.glob("new.*")
            arguments = ["rebase", "bridge", new.name, "--apply", *DECIDED]
            print(json.dumps([str(root), arguments, step, moment]), file=asked, flush=True)
            return int(answers.readline())

        yield ask


def _files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts)
    return {str(file.relative_to(root)): file.read_bytes() for file in found}


def _page(text: str, suffix: str) -> str:
    """A text as a file with a suffix has it."""
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.strip().split("\n\n"))
    return f"<article>{paragraphs}</article>" if suffix == "html" else text


@pytest.fixture(
    scope="module",
    params=[
        ("txt", "txt", True),
        ("txt", "txt", False),
        ("txt", "html", False),
        ("html", "txt", False),
    ],
    ids=lambda made: f"{made[0]} to {made[1]}, {'' if made[2] else 'not '}in git",
)
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository before the article's new text is taken."""
    waivers = "\n  - quote: Share the council’s page\n    reason: boilerplate"
    old, new, in_git = request.param
    root = tmp_path_factory.mktemp("before")
    repository(root, CLAIMS, _page(ARTICLE, old), suffix=old, waivers=waivers)
    (root / f"new.{new}").write_text(_page(NEW, new), encoding="utf-8")
    if in_git:
        commit(root)
    return root


@pytest.mark.parametrize("moment", ["half", "before", "after"])
def test_a_killed_run_is_finished_by_the_same_command(
    before: Path, moment: str, tmp_path: Path, run: Callable[..., int]
) -> None:
    """Killed at each of its steps: three claims, the old text kept aside, the seed or its other name, and the page with the pin."""
    shutil.copytree(before, tmp_path / "whole")
    assert run(tmp_path / "whole") == 0
    expected = _files(tmp_path / "whole")
    killed = 0
    while True:
        root = tmp_path / f"killed-{killed + 1}"
        shutil.copytree(before, root)
        code = run(root, killed + 1, moment)
        assert not code or run(root) == 0
        assert _files(root) == expected
        if not code:
            break
        assert code == -signal.SIGKILL
        killed += 1
    assert killed >= 6
    assert run(tmp_path / "whole", 1, moment) == 0
    assert _files(tmp_path / "whole") == expected
