"""Find the repository that a command is about, and name its files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

_MARKS = ("docs/articles", "mkdocs.yml")


def find_root(paths: Iterable[Path]) -> Path:
    """The repository that the first path, or the current folder, lies in.

    Raises:
        click.UsageError: there is none.
    """
    start = next(iter(paths), Path()).resolve()
    for folder in (start, *start.parents):
        if any((folder / mark).exists() for mark in _MARKS):
            return folder
    raise click.UsageError(f"{start} is not in a repository with docs/articles/.")


def relative(path: Path, root: Path) -> str:
    """A path below a repository, as messages show it."""
    return Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
