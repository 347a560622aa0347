"""`annotate build --out`: what changed is written, what is stale goes, what is somebody else's stays."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from annotate.publishing.output import MANIFEST, Written, is_foreign, write_files


def _files(folder: Path) -> set[str]:
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()} - {MANIFEST}


def test_a_file_that_is_built_no_more_goes_with_its_folder(tmp_path: Path) -> None:
    first: dict[str, str | bytes] = {
        "a.md": "a",
        "old/deep/b.md": b"b",
        "kept/c.md": "c",
        "kept/d.md": "d",
    }
    assert write_files(first, tmp_path) == Written(written=4, kept=0, removed=0)
    (tmp_path / "kept/mine.txt").write_text("mine", "utf-8")
    second = {"a.md": "a", "kept/e.md": "e"}
    assert write_files(second, tmp_path) == Written(written=1, kept=1, removed=3)
    assert _files(tmp_path) == {"a.md", "kept/e.md", "kept/mine.txt"}
    assert not (tmp_path / "old").exists()
    assert write_files({}, tmp_path) == Written(written=0, kept=0, removed=2)
    assert _files(tmp_path) == {"kept/mine.txt"}


def test_a_file_that_somebody_deleted_is_no_obstacle(tmp_path: Path) -> None:
    write_files({"x/a.md": "a", "b.md": "b"}, tmp_path)
    (tmp_path / "x/a.md").unlink()
    (tmp_path / "x").rmdir()
    assert write_files({"b.md": "b"}, tmp_path) == Written(written=0, kept=1, removed=1)


@pytest.mark.parametrize(
    "manifest", ["{", "{}", "[1, null]", '["../outside.txt", "/outside.txt"]', "\xff"]
)
def test_a_list_that_is_not_ours_removes_nothing(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "outside.txt").write_text("mine", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_bytes(manifest.encode("latin-1"))
    assert write_files({"a.md": "a"}, out) == Written(written=1, kept=0, removed=0)
    assert json.loads((out / MANIFEST).read_text("utf-8")) == ["a.md"]
    assert (tmp_path / "outside.txt").is_file()


def test_what_a_killed_build_left_goes_after_an_hour(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    old, young, other = (tmp_path / "x" / n for n in (".a.md.12.tmp", ".b.md.12.tmp", ".mine.tmp"))
    for file, age in ((old, 3_700), (young, 3_500), (other, 3_700)):
        file.write_text("", "utf-8")
        os.utime(file, (time.time() - age,) * 2)
    write_files({}, tmp_path)
    assert _files(tmp_path) == {"x/.b.md.12.tmp", "x/.mine.tmp"}


def test_a_folder_with_other_files_is_told(tmp_path: Path) -> None:
    assert is_foreign(tmp_path / "new") == ""
    assert is_foreign(tmp_path) == ""
    (tmp_path / "b.txt").write_text("", "utf-8")
    (tmp_path / "a.txt").write_text("", "utf-8")
    assert is_foreign(tmp_path) == "a.txt"
    write_files({}, tmp_path)
    assert is_foreign(tmp_path) == ""
