"""Begin a site of one's own: the files of `site/`, with a sample article that says it is one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..reading.repository import Repository

SAMPLE = "sample"


def site_files() -> dict[str, bytes]:
    """The files of a new site by their path; a name in `site/` that begins with `dot_` is hidden there."""
    return {
        path.replace("dot_", "."): file.read_bytes()
        for path, file in _walk(files(__package__).joinpath("site"))
    }


def start(root: Path) -> list[str]:
    """Write a new site.

    Args:
        root: its folder; it may be there already, with other files in it.

    Returns:
        the paths of the written files.

    Raises:
        FileExistsError: a file of the site is there; nothing is written then.
        OSError: the folder cannot be written to.
    """
    new = site_files()
    if taken := next((path for path in new if (root / path).exists()), None):
        raise FileExistsError(taken)
    repository = Repository(root)
    for path, content in new.items():
        repository.write(path, content)
    return list(new)


def _walk(folder: Traversable, before: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _walk(entry, f"{before}{entry.name}/")
        else:
            yield before + entry.name, entry
