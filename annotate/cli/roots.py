"""Find the repository that a command is about, and name its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..model import AnnotatedArticle, Library
    from ..model.problems import Problem

NO_ARTICLE = (
    "There is no article yet: `annotate add` makes one of an address, a saved page or a text."
)

# Kinds of arguments that several commands have.
FOLDER = click.Path(file_okay=False, path_type=Path)
FOLDER_THERE = click.Path(exists=True, file_okay=False, path_type=Path)

_MARKS = ("docs/articles", "mkdocs.yml", "properdocs.yml")


def find_root(paths: Iterable[Path]) -> Path:
    """The repository that the first path, or the current folder, lies in.

    Raises:
        click.UsageError: there is none.
    """
    start = next(iter(paths), Path()).resolve()
    for folder in (start, *start.parents):
        if any((folder / mark).exists() for mark in _MARKS):
            return folder
    told = f"{start} is not in a repository with docs/articles/."
    raise click.UsageError(f"{told} `annotate init {start}` begins one.")


def check_name(name: str, option: str) -> str:
    """A name that somebody chose with an option, if it can be one.

    Raises:
        click.UsageError: it cannot.
    """
    from ..reading.repository import NAME_RULE, is_name

    if not is_name(name):
        told = f"{name!a} cannot be a name" if name else "The words give no name"
        raise click.UsageError(f"{told}: choose one with {option}, of {NAME_RULE}.")
    return name


def relative(path: Path, root: Path) -> str:
    """A path below a repository, as messages show it."""
    return Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()


def read_root(root: Path) -> tuple[Library, list[Problem]]:
    """What can be read of a repository, and every problem met on the way."""
    from ..reading.library import read_library
    from ..reading.repository import Repository

    return read_library(Repository(root))


def find_article(root: Path, slug: str) -> AnnotatedArticle:
    """The article of this name; without one, the command ends with what is wrong with its files.

    Raises:
        click.UsageError: there is no such article.
    """
    from ..reading.repository import page_path
    from .reporting import print_problems

    library, found = read_root(root)
    if article := next((a for a in library.articles if a.page.slug == slug), None):
        return article
    if own := [p for p in found if p.location.path == page_path(slug)]:
        print_problems(own, "text", root)
        sys.exit(1)
    if not library.articles:
        raise click.UsageError(NO_ARTICLE)
    slugs = ", ".join(a.page.slug for a in library.articles)
    raise click.UsageError(f"There is no article {slug!r}. The articles are: {slugs}.")
