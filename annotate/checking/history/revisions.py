"""What a repository said at an earlier git revision: `guard` and `changes` compare it with what it says now."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...model import Annotation
from ...reading.claim_files import read_annotation
from ...reading.frontmatter import decode
from ...reading.repository import claim_of


class RevisionError(ValueError):
    """A revision that git cannot read; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit to compare with: where the work on top of `name` began."""

    root: Path
    name: str
    commit: str


def find_revision(root: Path, name: str) -> Revision:
    """Find the commit at which the present work left a revision.

    Args:
        root: the repository's folder, or a folder in it.
        name: anything that git takes for a commit (`main`, `HEAD^1`, a hash).

    Returns:
        the merge base with `HEAD`, so that what others changed on `name` since then is not blamed on this work; the
        revision itself where the two share no history.

    Raises:
        RevisionError: git is not installed, the folder is not in a repository, or the revision is not there.
    """
    if name.startswith("-") or not name.strip():
        raise RevisionError(f"{name!r} is not the name of a revision.")
    if _git(root, "rev-parse", "--git-dir") is None:
        raise RevisionError(f"{root} is not in a git repository, or git is not allowed to read it.")
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found is None:
        raise RevisionError(
            f"git knows no revision {name!r} here. Fetch it first (`git fetch origin {name}`), "
            "or name another one, such as HEAD or origin/main."
        )
    commit = found.decode().strip()
    base = _git(root, "merge-base", commit, "HEAD")
    return Revision(root, name, base.decode().strip() if base else commit)


def changed_paths(revision: Revision) -> list[str]:
    """The files that were changed or deleted since a revision, relative to the root, and the new ones."""
    changed = _git(
        revision.root, "diff", "--name-only", "--no-renames", "--relative", "-z", revision.commit
    )
    new = _git(revision.root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted(
        {p for p in ((changed or b"") + (new or b"")).decode("utf-8", "replace").split("\0") if p}
    )


def earlier_annotations(revision: Revision) -> Iterator[tuple[str, Annotation]]:
    """The claims of all claim files that were changed or deleted since a revision, as they were.

    Yields:
        the path and the claim; files that were not readable then are left out, for nothing was published of them.
    """
    for path in changed_paths(revision):
        claim = claim_of(path)
        if not claim:
            continue
        raw = earlier_file(revision, path)
        text = decode(raw, path) if raw is not None else None
        if isinstance(text, str):
            annotation, _ = read_annotation(text, path, *claim)
            if annotation:
                yield path, annotation


def earlier_file(revision: Revision, path: str) -> bytes | None:
    """The bytes of a file at a revision; None where it did not exist."""
    return _git(revision.root, "cat-file", "blob", f"{revision.commit}:./{path}")


def file_versions(root: Path, path: str) -> Iterator[bytes]:
    """The committed versions of a file, newest first, at most twenty; none where there is no git."""
    try:
        commits = _git(root, "log", "--max-count=20", "--format=%H", "--", path) or b""
    except RevisionError:
        return
    for commit in commits.decode().split():
        content = _git(root, "cat-file", "blob", f"{commit}:./{path}")
        if content is not None:
            yield content


def _git(root: Path, *arguments: str) -> bytes | None:
    """What a git command printed; None if it failed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise RevisionError("git is not installed; --base needs it.") from error
    return done.stdout if done.returncode == 0 else None
