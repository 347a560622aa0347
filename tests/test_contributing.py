"""The pages for contributors are true: the sample passes, the record is what happens, mistakes are met with plain words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from history import ENVIRONMENT, commit
from repository import claim, repository

from annotate.cli import main
from annotate.publishing.site import build

PAGE = ROOT / "docs/contribute/fields.md"
HOWTO = ROOT / "docs/contribute.md"
CASES = ROOT / "tests/cases"
FOLDER = "docs/articles/bridge/claims"
VOTE = claim(quote="voted on Tuesday", claim="The council voted on a Tuesday.")
FORGE = "https://forge.example.org/news/annotated.git"

Expected = Callable[[Path, str], None]


def _block(heading: str) -> str:
    """The first fenced block below a heading of the page on claim files."""
    found = re.search(
        rf"^## {heading}\n.*?^```\w+\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found
    return found[1]


SAMPLE = _block("A whole claim file")


def test_the_sample_passes(tmp_path: Path) -> None:
    """Without an error or a warning about the file."""
    repository(tmp_path, {"repair-cost": SAMPLE})
    assert [p for p in build(tmp_path).problems if p.code != "sentence-open"] == []


def test_the_samples_change_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry shown for a changed verdict is what the guard asks for."""
    repository(tmp_path, {"repair-cost": SAMPLE})
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    verdict, history = _block("Change what is published").split("\n", 1)
    file = tmp_path / FOLDER / "repair-cost.md"
    file.write_text(SAMPLE.replace("verdict: mostly-supported", verdict), encoding="utf-8")
    assert "silent-change" in CliRunner().invoke(main, ["check", "--base", "HEAD"]).output
    changed = SAMPLE.replace("verdict: mostly-supported", verdict).replace(
        "---\nThe budget", f"{history}---\nThe budget"
    )
    file.write_text(changed, encoding="utf-8")
    assert CliRunner().invoke(main, ["check", "--base", "HEAD"]).exit_code == 0


class _Shell:
    """Runs commands in a folder and keeps a record of them, with the forge's address for the scratch repository's."""

    def __init__(self, folder: Path, upstream: Path) -> None:
        self.folder, self.upstream, self.record = folder, upstream, ""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = os.environ | ENVIRONMENT | {"PATH": path, "NO_COLOR": "1"}

    def run(self, command: str) -> None:
        done = subprocess.run(
            command.replace(FORGE, str(self.upstream)),
            cwd=self.folder,
            shell=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            check=False,
        )
        self.record += f"$ {command}\n{done.stdout.replace(str(self.upstream), FORGE)}"
        if command.startswith("cd "):
            self.folder /= command[3:]

    def say(self, text: str) -> None:
        self.record += f"\n# {text}\n"


def _session(tmp_path: Path) -> str:
    seedling = repository(tmp_path / "seedling", {"vote": VOTE})
    (seedling / "docs/contribute.md").write_text("# Contribute\n", encoding="utf-8")
    commit(seedling, "The bridge: a first claim")
    upstream = tmp_path / "forge" / "annotated.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(seedling), str(upstream)], check=True)
    shell = _Shell(tmp_path, upstream)
    shell.record = (
        "# A reader has Python and git, and `pip install` of this repository behind her.\n"
    )
    shell.run(f"git clone --quiet {FORGE}")
    shell.run("cd annotated")
    shell.run("annotate coverage bridge")
    shell.run("annotate new bridge 'about $3.2 million' --id repair-cost")
    shell.say("She fills the file in, as in the sample above, but writes `verdict: mostly true`.")
    file = shell.folder / FOLDER / "repair-cost.md"
    assert "quote: >-\n  about $3.2 million\n" in file.read_text("utf-8")
    file.write_text(
        SAMPLE.replace("verdict: mostly-supported", "verdict: mostly true"), encoding="utf-8"
    )
    shell.run("annotate check")
    shell.say("She mends it.")
    file.write_text(SAMPLE, encoding="utf-8")
    shell.run("annotate check")
    shell.run("git switch --quiet --create repair-cost")
    shell.run("git add docs")
    shell.run("git commit --quiet --message 'The bridge: what the repairs cost'")
    shell.run("git push --quiet origin repair-cost")
    shell.say("She opens a pull request. Its checks run this, and an editor reads what it lists:")
    shell.run("annotate check --base origin/main")
    shell.run("annotate changes --base origin/main")
    shell.say("The editor merges.")
    shell.run("git switch --quiet main")
    shell.run("git merge --quiet --no-ff --message 'Merge repair-cost' repair-cost")
    shell.run("git push --quiet origin main")
    shell.run("annotate coverage bridge")
    return shell.record


def test_the_record_is_what_happens(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The recorded first contribution, command by command."""
    record = _session(tmp_path)
    if request.config.getoption("--update"):
        text = re.sub(
            r"(^## A first contribution, recorded\n.*?^```text\n).*?(^```$)",
            lambda found: found[1] + record + found[2],
            PAGE.read_text("utf-8"),
            count=1,
            flags=re.MULTILINE | re.DOTALL,
        )
        PAGE.write_text(text, encoding="utf-8")
    assert _block("A first contribution, recorded") == record


def test_the_shell_commands_of_the_pages_exist() -> None:
    """Every option that the pages name is one of its command's."""
    pages = HOWTO.read_text("utf-8") + PAGE.read_text("utf-8").split("## A first")[0]
    for command, rest in re.findall(r"\bannotate (\w+)([^`\n]*)", pages):
        options = CliRunner().invoke(main, [command, "--help"])
        assert options.exit_code == 0, command
        assert all(
            option in options.output for option in re.findall(r"--[a-z]+", rest.split("  #")[0])
        ), rest


def wrong(before: str, after: str, text: str = SAMPLE) -> str:
    """The sample with one mistake."""
    assert before in text
    return text.replace(before, after, 1)


PULL_REQUESTS = {
    "wrong-quote": {"repair-cost": wrong("  about $3.2 million", "  about $3.5 million")},
    "unknown-verdict": {"repair-cost": wrong("mostly-supported", "half true")},
    "silent-verdict-change": {"vote": wrong("verdict: supported", "verdict: contradicted", VOTE)},
    "script-in-context": {
        "repair-cost": wrong("The budget was", "<script>alert(1)</script> The budget was")
    },
    "duplicate-claim": {"repair-cost": SAMPLE, "cost-of-repairs": SAMPLE},
}


@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_bad_pull_requests(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected
) -> None:
    """Each fails, with a message that a non-programmer understands."""
    repository(tmp_path, {"vote": VOTE})
    commit(tmp_path)
    for id_, text in PULL_REQUESTS[name].items():
        (tmp_path / FOLDER / f"{id_}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--base", "HEAD"])
    assert result.exit_code == 1
    expected(CASES / "pull-requests" / name / "expected.txt", result.output)
