"""Write a build to a folder: only what changed, each file in one step, and nothing stale stays."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..reading.repository import SCRATCH, write_file

MANIFEST = ".annotate-manifest.json"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left alone because they were the same, and removed."""

    written: int
    kept: int
    removed: int


def write_files(
    files: Mapping[str, str | bytes], out: Path, made: Iterable[tuple[str, str | bytes]] = ()
) -> Written:
    """Write files into a folder.

    Args:
        files: contents by path below `out`.
        out: the folder; what an earlier call wrote there and is not in `files` any more is removed,
            what somebody else put there stays.
        made: the files as they are made, in any order; by default one after the other, here.

    Returns:
        the counts.

    Raises:
        OSError: the folder cannot be written.
    """
    before = _read_manifest(out)
    # First, so that a build which is killed knows its own files the next time.
    _write_manifest(out, {*before, *files})
    changed = sum(write_file(out / path, content) for path, content in made or files.items())
    stale = [path for path in before if path not in files]
    for path in stale:
        _remove(out, path)
    _write_manifest(out, files)
    _sweep(out)
    return Written(changed, len(files) - changed, len(stale))


def _write_manifest(out: Path, paths: Iterable[str]) -> None:
    write_file(out / MANIFEST, json.dumps(sorted(paths), indent=0) + "\n")


def is_foreign(out: Path) -> str:
    """The name of something in a folder into which no build has been written; "" if it is new, empty or ours."""
    if not out.is_dir() or (out / MANIFEST).is_file():
        return ""
    names = (entry.name for entry in sorted(out.iterdir()))
    # A build that was killed at its first step has left no more than half a manifest.
    return next((name for name in names if not SCRATCH.fullmatch(name)), "")


def _read_manifest(out: Path) -> list[str]:
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    named = [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []
    return [p for p in named if not Path(p).is_absolute() and ".." not in Path(p).parts]


def _sweep(out: Path) -> None:
    """Remove what a killed build left half written; what is younger than an hour may be another build's."""
    for scratch in out.rglob(".*.tmp"):
        if SCRATCH.fullmatch(scratch.name) and time.time() - scratch.stat().st_mtime > 3600:
            scratch.unlink(missing_ok=True)


def _remove(out: Path, path: str) -> None:
    (out / path).unlink(missing_ok=True)
    for folder in (out / path).parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
