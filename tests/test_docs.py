"""What the README says is so: its commands run, its links lead somewhere, its figures are not in it twice."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from test_serve import _free_port

from annotate.cli import main

README = (ROOT / "README.md").read_text("utf-8")


def _commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def _copy(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    for name in ("docs", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.mark.parametrize("command", [c for c in _commands() if c.startswith("annotate ")])
def test_the_readmes_annotate_commands(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_copy(tmp_path))
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


def test_make_serve_serves_the_annotated_article() -> None:
    """The first of the two commands, in the environment that the tests run in."""
    port = _free_port()
    environment = Path(sys.prefix)
    for mark in (".python", ".site"):
        (environment / mark).touch()
    process = subprocess.Popen(
        ["make", "serve", f"VENV={environment}", f"ADDRESS=127.0.0.1:{port}"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert "claim-" in _wait(f"http://127.0.0.1:{port}/articles/niger-airbase-101/")
    finally:
        subprocess.run(["kill", "--", f"-{process.pid}"], check=True)
        process.wait(timeout=10)


def _wait(address: str, limit: float = 60) -> str:
    begin = time.perf_counter()
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            assert time.perf_counter() - begin < limit
            time.sleep(0.2)


def test_ci_runs_the_readmes_test_command() -> None:
    assert "make test" in _commands() + [c.split("  ")[0] for c in _commands()]
    assert "exec make test" in (ROOT / ".ci/run").read_text("utf-8")


def test_links_of_the_readme_lead_to_files() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_versions_are_pinned_by_their_hashes_without_addresses(name: str) -> None:
    """Exact versions with hashes, and no registry's address among them; what installs and builds the package, too."""
    text = (ROOT / name).read_text("utf-8").replace(" \\\n", "")
    for line in text.splitlines():
        pinned = r"[a-z0-9.-]+==[a-z0-9.+!-]+( ; [\w'.<>=! ]+)?(\s+--hash=sha256:[0-9a-f]{64})+"
        assert re.fullmatch(pinned, line), line
    assert all(f"{tool}==" in text for tool in ("pip", "hatchling", "editables", "mkdocs"))


def test_both_lists_of_versions_agree() -> None:
    site, every = (
        set((ROOT / name).read_text("utf-8").splitlines())
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert site < every


def test_help_of_every_command() -> None:
    for arguments in ([], *([name] for name in main.commands)):
        result = CliRunner().invoke(main, [*arguments, "--help"])
        assert result.exit_code == 0
        assert "Usage:" in result.output
