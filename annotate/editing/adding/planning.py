"""Plan the files of a new article: its seed, its page, and the original if that is kept."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import yaml

from ...model import ArticlePage, declared_fields
from ...model.problems import Problem
from ...model.vocabulary import Display
from ...reading import seeds
from ...reading.claim_files import read_file
from ...reading.repository import is_name, page_path, seed_path
from ...text.wording import short_slug
from .metadata import About
from .sources import Source
from .taking import Taken

# What an article's page must have and no program can know if the source does not say it.
NEEDED = ("title", "publisher", "published", "url", "language")
_OPEN = ("creativecommons.org/", "cc by", "cc-by", "cc0", "public domain")


class Plan(NamedTuple):
    """The article's name, how much of it is published, the files to be written by path, and what is wrong with its page."""

    slug: str
    display: Display
    files: dict[str, bytes]
    problems: tuple[Problem, ...]


def name_for(title: str) -> str:
    """An article's name made of the first words of its title, "" if they give none."""
    name = short_slug(title)
    return name if is_name(name) else ""


def plan(
    source: Source,
    taken: Taken,
    about: About,
    slug: str,
    display: Display | None,
    *,
    keeps_original: bool,
) -> Plan:
    """Plan what is written for a new article.

    Args:
        source, taken: what was received, and what was taken of it.
        about: all that is known, nothing of `NEEDED` missing.
        slug: its name.
        display: how much of the text is published; by default all of it only if its licence is an open one.
        keeps_original: whether the page as received is stored beside the seed.
    """
    seed, content = f"{slug}.{taken.suffix}", taken.seed(about)
    is_open = any(sign in about.rights.casefold() for sign in _OPEN)
    shown = display or (Display.FULL if is_open else Display.EXCERPT)
    original = b"" if taken.text else source.raw
    page = _page(
        about,
        seed=seed,
        sha256=seeds.digest(content),
        original_sha256=seeds.digest(original) if original else "",
        retrieved=date.today(),
        display=shown.id,
    )
    files = {seed_path(seed): content}
    if keeps_original and original:
        files[seed_path(f"{seed}.original")] = original
    files[page_path(slug)] = page.encode()  # last: without a page, there is no article
    return Plan(slug, shown, files, tuple(read_file(page, page_path(slug))[1]))


def _page(about: About, **pinned: str | date) -> str:
    """An article's page without a summary: what is known, in the order of its fields."""
    rights = about.rights or f"© {about.publisher}; excerpts are quoted for comment and criticism."
    told = {"rights": rights, "published": _day(about.published)}
    known = about._asdict() | told | pinned
    ordered = {f.name: known[f.name] for f in declared_fields(ArticlePage) if known.get(f.name)}
    front = yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=1_000_000)
    return f"---\n{front}---\n"


def _day(text: str) -> str | date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
