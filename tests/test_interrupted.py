"""`annotate rebase --apply` is killed at any moment: the same command again finishes, and nothing is left behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
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
# The process kills itself when it has written half of a file, before it puts one into its place or takes one away, or after.
KILLED = """
import os, pathlib, signal, sys
from annotate.cli import main
left, moment = int(sys.argv.pop(1)), sys.argv.pop(1)
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
        global left
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
main()
"""


def _run(root: Path, *start: str) -> subprocess.CompletedProcess[str]:
    (new,) = root.glob("new.*")
    command = ["rebase", "bridge", new.name, "--apply", *DECIDED]
    return subprocess.run(
        [sys.executable, *start, *command], cwd=root, capture_output=True, text=True, check=False
    )


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
    before: Path, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at each of its steps: three claims, the old text kept aside, the seed or its other name, and the page with the pin."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")
    shutil.copytree(before, tmp_path / "whole")
    assert _run(tmp_path / "whole", "-m", "annotate").returncode == 0
    expected = _files(tmp_path / "whole")
    killed = 0
    while True:
        root = tmp_path / f"killed-{killed + 1}"
        shutil.copytree(before, root)
        code = _run(root, "-c", KILLED, str(killed + 1), moment).returncode
        again = _run(root, "-m", "annotate") if code else None
        assert not again or again.returncode == 0, again.stdout + again.stderr
        assert _files(root) == expected
        if not code:
            break
        assert code == -signal.SIGKILL
        killed += 1
    assert killed >= 6
    assert _run(tmp_path / "whole", "-c", KILLED, "1", moment).returncode == 0
    assert _files(tmp_path / "whole") == expected
