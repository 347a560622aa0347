"""What a repository said at an earlier git revision: `guard` and `changes` compare it with what it says now."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...model import Annotation, ArticlePage, Outlet
from ...reading.claim_files import read_file
from ...reading.frontmatter import decode
from ...reading.outlets import read_outlets
from ...reading.repository import OUTLETS, names_of


class RevisionError(ValueError):
    """A revision that git cannot read; the text says what to do."""


def _cannot(name: str, why: str) -> RevisionError:
    return RevisionError(f"Cannot compare with {name!r}: {why}")


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
        raise _cannot(name, "that is not the name of a revision.")
    if _git(root, "rev-parse", "--git-dir") is None:
        why = f"{root} is not in a git repository, or git is not allowed to read it."
        raise RevisionError(f"Cannot compare: {why}")
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found is None:
        fetch = f"Fetch it first (`git fetch origin {name.removeprefix('origin/')}`)"
        if not {*"~^@:"}.isdisjoint(name):  # it is counted from another one
            fetch = "If the clone is shallow, fetch the rest (`git fetch --unshallow`)"
        why = f"git knows no such revision here. {fetch}, or name another one, such as HEAD."
        raise _cannot(name, why)
    commit = found.decode().strip()
    base = _git(root, "merge-base", "--all", commit, "HEAD")
    if base and base.count(b"\n") > 1:
        raise _cannot(name, f"it left this branch at several commits. Merge {name} into it first.")
    if base is None and _git(root, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise _cannot(name, "the clone is shallow. Fetch the rest first (`git fetch --unshallow`).")
    revision = Revision(root, name, base.decode().strip() if base else commit)
    changed_paths(revision), _existed(revision)  # what cannot be compared is said at once
    return revision


def changed_paths(revision: Revision) -> list[str]:
    """The files that were changed or deleted since a revision, relative to the root, and the new ones.

    Those of the git repository outside the root, which may run what builds the site, begin with `../`.
    """
    options = ("--name-only", "--no-renames", "--no-relative", "--ignore-submodules=none", "-z")
    inner = (_git(revision.root, "rev-parse", "--show-prefix") or b"").decode().strip() or "."
    new = _git(revision.root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    changed, new_paths = (
        (name for name in listed.decode("utf-8", "replace").split("\0") if name)
        for listed in (_read(revision, "diff", *options), new)
    )
    return sorted({*(os.path.relpath(name, inner) for name in changed), *new_paths})


def earlier_records(revision: Revision) -> dict[str, Annotation | ArticlePage | None]:
    """The claims and the articles' pages that were changed or deleted since a revision, as they were.

    Returns:
        by path the record; None instead of it where the file was there and cannot be read.
    """
    found: dict[str, Annotation | ArticlePage | None] = {}
    for path in _existed(revision).intersection(changed_paths(revision)):
        if any(names_of(path)):
            found[path] = read_file(earlier_text(revision, path) or "", path)[0]
    return found


def earlier_outlets(revision: Revision) -> tuple[Outlet, ...] | None:
    """The list of outlets as it was; None where it cannot be read."""
    text = earlier_text(revision, OUTLETS)
    if not text:
        return () if text == "" else None
    listed, problems = read_outlets(text)
    return None if any(problem.is_error for problem in problems) else listed


def earlier_text(revision: Revision, path: str) -> str | None:
    """The text of a file at a revision: "" where it did not exist, None where it cannot be read."""
    raw = earlier_file(revision, path)
    if raw is None:
        return None if path in _existed(revision) else ""
    text = decode(raw, path)
    return text if isinstance(text, str) else None


def commit_day(revision: Revision) -> date:
    """The day on which a revision was committed."""
    day = _read(revision, "show", "--no-patch", "--format=%cs")
    return date.fromisoformat(day.decode().strip())


def editorial_answers(revision: Revision) -> dict[str, str]:
    """The trailers `Editorial: CLAIM REASON` of the commits since a revision: the reason by what it is given for."""
    form = "--format=%(trailers:key=Editorial,valueonly,unfold)"
    told = _git(revision.root, "log", form, f"{revision.commit}..HEAD") or b""
    lines = reversed(told.decode("utf-8", "replace").splitlines())  # the latest answer counts
    return {name: why.strip() for name, _, why in (line.partition(" ") for line in lines) if why}


def _existed(revision: Revision) -> frozenset[str]:
    """The paths of all files at a revision."""
    listed = _read(revision, "ls-tree", "-r", "--name-only", "-z")
    return frozenset(listed.decode("utf-8", "replace").split("\0"))


def earlier_file(revision: Revision, path: str) -> bytes | None:
    """The bytes of a file at a revision; None where it did not exist."""
    return _git(revision.root, "cat-file", "blob", f"{revision.commit}:./{path}")


def file_versions(root: Path, path: str) -> Iterator[bytes]:
    """The committed versions of a file, newest first, at most twenty; none where there is no git."""
    found = (earlier_file(Revision(root, c, c), path) for c in _commits(root, path))
    return (content for content in found if content is not None)


def last_with(root: Path, path: str, words: str) -> Revision | None:
    """The last commit at which a file had some words, whatever else was changed meanwhile; None where git knows none."""
    until = "HEAD"
    for commit in _commits(root, path):
        if words.encode() in (earlier_file(Revision(root, commit, commit), path) or b""):
            return Revision(root, until, until)
        until = f"{commit}^"
    return None


def _commits(root: Path, path: str) -> list[str]:
    with suppress(RevisionError):
        commits = _git(root, "log", "--max-count=20", "--format=%H", "--", path) or b""
        return commits.decode().split()
    return []


def _read(revision: Revision, *arguments: str) -> bytes:
    """What a git command prints about a revision's commit."""
    printed = _git(revision.root, *arguments, revision.commit)
    if printed is None:
        raise _cannot(revision.name, "git cannot read all of it. Fetch it again.")
    return printed


def _git(root: Path, *arguments: str) -> bytes | None:
    """What a git command printed; None if it failed. What stands for other commits in this clone alone is passed over."""
    env = {**os.environ, "GIT_GRAFT_FILE": os.devnull, "GIT_NO_REPLACE_OBJECTS": "1"}
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, env=env)
    except FileNotFoundError as error:
        raise RevisionError("git is not installed; --base needs it.") from error
    return done.stdout if done.returncode == 0 else None
