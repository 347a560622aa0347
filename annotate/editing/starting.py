"""Begin a site of one's own: the files of `site/`, with a sample article that says it is one."""

from __future__ import annotations

from pathlib import Path

from ..reading.repository import Repository

SAMPLE = "sample"


_SITE = Path(__file__).with_name("site")


def site_files() -> dict[str, bytes]:
    """The files of a new site by their path; a name in `site/` that begins with `dot_` is hidden there."""
    files = (file for file in sorted(_SITE.rglob("*")) if file.is_file())
    return {f.relative_to(_SITE).as_posix().replace("dot_", "."): f.read_bytes() for f in files}


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
