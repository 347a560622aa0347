"""From nothing to an annotated site: the README's commands, in a fresh environment with the wheel, outside the repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from conftest import ROOT
from repository import claim
from test_add import PAGE

PAGE_OF_THE_README = PAGE.replace("Old bridge closed to lorries", "Old bridge closed")


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which `annotate` comes from the wheel, and its libraries from ours."""
    folder = tmp_path_factory.mktemp("fresh")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    venv.create(folder / "env", symlinks=True)
    wheel = next(folder.glob("*.whl"))
    python = folder / "env/bin/python"
    subprocess.run([*pip, "--python", python, "install", "--no-deps", wheel], check=True)
    for library in (folder / "env/lib").glob("python*/site-packages"):
        (library / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "env/bin"


def _run(commands: Path, line: str, folder: Path) -> str:
    program, *arguments = re.findall(r'"[^"]*"|\S+', line)
    runs = [commands / program] if program == "annotate" else [commands / "python", "-m", program]
    done = subprocess.run(
        [*runs, *(argument.strip('"') for argument in arguments)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_readmes_commands_make_an_annotated_site(commands: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"^```shell\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert block
    begin, add, new, build, prove = (line.split("  #")[0].strip() for line in block[1].splitlines())
    (tmp_path / "saved-page.html").write_text(PAGE_OF_THE_README, encoding="utf-8")
    _run(commands, begin.removesuffix("&& cd my-site").strip(), tmp_path)
    site = tmp_path / "my-site"
    _run(commands, add, site)
    _run(commands, new, site)
    file = next((site / "docs/articles/old-bridge-closed/claims").iterdir())
    file.write_text(claim("the old bridge"), encoding="utf-8")
    _run(commands, build, site)
    assert "No faults in" in _run(commands, prove, site)
    page = (site / "site/articles/old-bridge-closed/index.html").read_text("utf-8")
    assert f'id="claim-{file.stem}"' in page
    assert "Repairs of the bridge will cost about 3.2 million dollars." in (
        site / f"site/articles/old-bridge-closed/claims/{file.stem}.html"
    ).read_text("utf-8")
    assert (site / "site/articles/sample/index.html").is_file()


def test_the_wheel_and_not_the_repository_is_used(commands: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [commands / "python", "-c", "import annotate; print(annotate.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(commands.parent)
