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
COMMAND = ("rebase", "bridge", "new.txt", "--apply", *DECIDED)
# The process kills itself when it has written half of a file, before it puts one into its place, or after.
KILLED = """
import os, pathlib, signal, sys
from annotate.cli import main
left, moment = int(sys.argv.pop(1)), sys.argv.pop(1)
replace, write = pathlib.Path.replace, pathlib.Path.write_bytes
def written(self, data):
    if left == 1 and moment == "half":
        data = data[:len(data) // 2]
    done = write(self, data)
    if left == 1 and moment == "half":
        os.kill(os.getpid(), signal.SIGKILL)
    return done
def replaced(self, target):
    global left
    left -= 1
    done = replace(self, target) if left or moment == "after" else None
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
pathlib.Path.replace, pathlib.Path.write_bytes = replaced, written
main()
"""


def _run(root: Path, *start: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *start, *COMMAND], cwd=root, capture_output=True, text=True, check=False
    )


def _files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts)
    return {str(file.relative_to(root)): file.read_bytes() for file in found}


@pytest.fixture(scope="module", params=["in git", "not in git"])
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository before the article's new text is taken."""
    waivers = "\n  - quote: Share the council’s page\n    reason: boilerplate"
    root = repository(tmp_path_factory.mktemp("before"), CLAIMS, ARTICLE, waivers=waivers)
    (root / "new.txt").write_text(NEW, encoding="utf-8")
    if request.param == "in git":
        commit(root)
    return root


@pytest.mark.parametrize("moment", ["half", "before", "after"])
def test_a_killed_run_is_finished_by_the_same_command(
    before: Path, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at each of its writes: three claims, the old text kept aside, the seed, and the page with the pin."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")
    shutil.copytree(before, tmp_path / "whole")
    assert _run(tmp_path / "whole", "-m", "annotate").returncode == 0
    expected = _files(tmp_path / "whole")
    for count in range(1, 7):
        root = tmp_path / f"killed-{count}"
        shutil.copytree(before, root)
        assert _run(root, "-c", KILLED, str(count), moment).returncode == -signal.SIGKILL
        again = _run(root, "-m", "annotate")
        assert again.returncode == 0, again.stdout + again.stderr
        assert _files(root) == expected
    assert _run(tmp_path / "whole", "-c", KILLED, "1", moment).returncode == 0
    assert _files(tmp_path / "whole") == expected
