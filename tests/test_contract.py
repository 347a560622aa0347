"""What the package promises to those who import it: seven names, loaded when they are asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import annotate


@pytest.mark.parametrize("name", annotate.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(annotate, name).__name__ == name


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = annotate.no_such_name


def test_importing_the_package_loads_no_room() -> None:
    code = "import sys, annotate; print([n for n in sys.modules if n.startswith('annotate.')])"
    assert _run(code, ROOT).stdout == "[]\n"


def test_files_of_the_other_project_of_this_name_are_told_of(tmp_path: Path) -> None:
    """`pip install annotate` writes into the same folder."""
    shutil.copytree(ROOT / "annotate", tmp_path / "annotate")
    assert _run("import annotate", tmp_path).stderr == ""
    (tmp_path / "annotate/_annotate.py").write_text("")
    told = _run("import annotate", tmp_path).stderr
    assert told.count("RuntimeWarning: Files of another project") == 1


def _run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
