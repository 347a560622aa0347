"""The only door to a repository's files: where they lie, one walk with one set of guards, atomic writing.

Only files that are what they should be are named: regular files (no symbolic links) with plain names in
their place; anything else below `docs/articles/` is a problem, because a generator would publish it.
"""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..model import Location
from ..model.problems import Problem
from ..text.tables import table_of
from .frontmatter.decoding import read_text

DOCS = "docs"
ARTICLES = "docs/articles"
SEEDS = "seeds"
OUTLETS = "docs/outlets.yml"

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
# Names that Windows cannot check out ("Naming Files, Paths, and Namespaces", Microsoft).
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


# Seconds after which a file that is written again has another time.
SETTLED = 2
# What `write_file` calls a file that is not whole yet.
SCRATCH = re.compile(r"\..+\.\d+\.tmp")
NAME_RULE = "lower-case letters a to z, digits and hyphens, at most 80, and no name that Windows keeps, such as aux"
_TOLD = table_of(__file__)


def is_name(name: str) -> bool:
    """Whether a claim's or an article's name can be an address, and a file on every computer."""
    return bool(NAME.fullmatch(name)) and not RESERVED.fullmatch(name)


def page_path(slug: str) -> str:
    """Where an article's page lies."""
    return f"{ARTICLES}/{slug}/index.md"


def claim_path(slug: str, id_: str) -> str:
    """Where a claim's file lies."""
    return f"{ARTICLES}/{slug}/claims/{id_}.md"


def seed_path(seed: str) -> str:
    """Where a seed lies."""
    return f"{SEEDS}/{seed}"


def kept_path(slug: str) -> str:
    """Where an article's pinned text lies while another one takes its place."""
    return f"{SEEDS}/.{slug}.old"


def names_of(path: str) -> tuple[str, str]:
    """The article and the claim that a path is the file of: no claim for an article's page, neither for other files."""
    found = re.fullmatch(rf"{ARTICLES}/([^/]+)/(?:index|claims/([^/]+))\.md", path)
    return (found[1], found[2] or "") if found else ("", "")


def article_of(path: str) -> str:
    """The name of the article in whose folder a path lies, "" for other paths."""
    inner = path.removeprefix(f"{ARTICLES}/")
    return inner.partition("/")[0] if inner != path else ""


def is_source(path: str) -> bool:
    """Whether a file, by its path below `docs/`, is read for what it says and is not itself a page."""
    return path.startswith("articles/") or f"{DOCS}/{path}" == OUTLETS


class OutsideError(OSError):
    """A path that a symbolic link leads out of the repository, or that is none of its files."""


class Folder(NamedTuple):
    """An article's folder: the ids of its claim files, in their order."""

    slug: str
    claims: tuple[str, ...]


class Layout(NamedTuple):
    """What a walk through a repository found: its articles' folders, its own pages below `docs/`, its seeds, what is amiss."""

    articles: tuple[Folder, ...]
    pages: tuple[str, ...]
    seeds: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository's folder. Paths are relative to it, with slashes."""

    root: Path

    def walk(self, only: Collection[str] = ()) -> Layout:
        """Find the files that are read, and a problem for each that does not belong where it lies.

        Args:
            only: names of articles; into the folders of the others nobody looks then.
        """
        problems: list[Problem] = []
        articles = tuple(self._articles(problems, only))
        seeds = tuple(entry.name for entry in self._entries(SEEDS, problems) if entry.is_file())
        return Layout(articles, tuple(self._pages(problems)), seeds, tuple(problems))

    def is_file(self, path: str) -> bool:
        """Whether there is a regular file that no symbolic link leads to."""
        return (self.root / path).is_file() and not self.link_on(path)

    def link_on(self, path: str) -> Problem | None:
        """The problem of the first symbolic link that a path leads over, if there is one."""
        parts = PurePosixPath(path).parts
        steps = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
        # For every file each of its folders is asked, and a Path would take five times as long.
        links = (step for step in steps if os.path.islink(f"{self.root}/{step}"))  # noqa: PTH114
        return next((Problem(Location(link), **_TOLD["link"]) for link in links), None)

    def text(self, path: str, limit: int | None = None) -> str | Problem:
        """A UTF-8 file's text without a BOM and with LF line ends, or the problem that keeps it from being read.

        Args:
            path: the file.
            limit: its greatest size in bytes; by default that of a claim file.
        """
        if link := self.link_on(path):
            return link
        return read_text(self.root / path, path, *([limit] if limit else []))

    def stamp(self, path: str) -> tuple[int, ...] | None:
        """What changes with a file's content, of a regular file that was not touched in the last seconds; else None.

        A file can be written twice in one tick of the clock, as git knows of its index ("racy git").
        """
        try:
            told = os.lstat(f"{self.root}/{path}")
        except OSError:
            return None
        is_settled = time.time() - max(told.st_mtime, told.st_ctime) > SETTLED
        stamp = told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns
        return stamp if is_settled and stat.S_ISREG(told.st_mode) else None

    def write(self, path: str, content: str | bytes) -> bool:
        """Write a file in one step unless it holds the same already (then false).

        Raises:
            OutsideError: a symbolic link leads to it; nothing is written then.
        """
        if self.link_on(path):
            told = f"{path} is not written: symbolic links are not followed."
            raise OutsideError(f"{told} Put the file or folder itself there.")
        return write_file(self.root / path, content)

    def sweep(self, *folders: str) -> None:
        """Delete what writing left behind in some folders when it was interrupted."""
        for folder in folders:
            for scratch in (self.root / folder).glob(".*.tmp"):
                if SCRATCH.fullmatch(scratch.name) and not self.link_on(folder):
                    scratch.unlink(missing_ok=True)

    def _articles(self, problems: list[Problem], only: Collection[str]) -> Iterator[Folder]:
        for entry in self._entries(ARTICLES, problems):
            name, place = entry.name, Location(f"{ARTICLES}/{entry.name}")
            if not entry.is_dir():
                problems += [] if name == "index.md" else [Problem(place, **_TOLD["stray"])]
            elif not is_name(name):
                problems.append(_bad_name(place))
            elif not only or name in only:
                yield self._folder(name, problems)

    def _folder(self, slug: str, problems: list[Problem]) -> Folder:
        path = f"{ARTICLES}/{slug}"
        for entry in self._entries(path, problems):
            if entry.name != "index.md" and not (entry.name == "claims" and entry.is_dir()):
                problems.append(Problem(Location(f"{path}/{entry.name}"), **_TOLD["stray"]))
        return Folder(slug, tuple(self._claims(f"{path}/claims", problems)))

    def _claims(self, folder: str, problems: list[Problem]) -> Iterator[str]:
        seen: dict[str, str] = {}
        for entry in self._entries(folder, problems):
            name, place = entry.name, Location(f"{folder}/{entry.name}")
            id_ = name.removesuffix(".md")
            twin = seen.setdefault(unicodedata.normalize("NFC", id_).casefold(), name)
            if entry.is_dir() or not name.endswith(".md"):
                problems.append(Problem(place, **_TOLD["stray"]))
            elif twin != name:
                told = f"{name} and {twin} are one file on some computers."
                problems.append(Problem(place, "same-name-twice", told, "Rename one of them."))
            elif not is_name(id_):
                problems.append(_bad_name(place))
            else:
                yield id_

    def _pages(self, problems: list[Problem]) -> Iterator[str]:
        """The site's own Markdown pages and other files, by their path below `docs/`."""
        docs, found = self.root / DOCS, list[str]()
        for folder, folders, names in os.walk(docs):
            inner = "" if Path(folder) == docs else f"{Path(folder).relative_to(docs).as_posix()}/"
            found += (inner + name for name in (*folders, *names) if not name.startswith("."))
            folders[:] = (n for n in folders if n[0] != "." and inner + n != "articles")
        for inner in sorted(found, key=lambda path: path.split("/")):
            file, place = docs / inner, Location(f"{DOCS}/{inner}")
            # A linked folder is no file, and MkDocs would publish what it leads to.
            if file.is_symlink():
                problems.append(Problem(place, **_TOLD["link"]))
            elif file.is_file() and not inner.isprintable():
                problems.append(_bad_name(place))
            elif file.is_file() and place.path != OUTLETS:
                yield inner

    def _entries(self, folder: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
        """What is in a folder; what is linked or hidden is reported, what editors keep as backups is left out."""
        if link := self.link_on(folder):
            problems.append(link)
            return
        if not (self.root / folder).is_dir():
            return
        for entry in sorted(os.scandir(self.root / folder), key=attrgetter("name")):
            place = Location(f"{folder}/{entry.name}")
            if entry.is_symlink():
                problems.append(Problem(place, **_TOLD["link"]))
            elif _is_hidden(entry.name) and entry.name.endswith(".md"):
                problems.append(Problem(place, **_TOLD["hidden"]))
            elif not _is_hidden(entry.name) and not entry.name.endswith(("~", ".md#")):
                yield entry


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and not name.startswith("..")


def _bad_name(place: Location) -> Problem:
    found = f"The name {PurePosixPath(place.path).name!a} is not allowed: it becomes an address."
    return Problem(place, "bad-name", found, f"Use {NAME_RULE}; for example `austin-quote.md`.")


def write_file(file: Path, content: str | bytes) -> bool:
    """Write a file unless it holds the same already (then false); a reader never sees half of it."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with suppress(OSError):
        if file.read_bytes() == data:
            return False
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        scratch.write_bytes(data)
        scratch.replace(file)
    except OSError as error:
        error.filename = str(file)
        raise
    finally:
        scratch.unlink(missing_ok=True)
    return True
