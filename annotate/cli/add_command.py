"""The command `annotate add`: a page or text becomes an article to be annotated."""

from __future__ import annotations

import logging
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import click

from ..editing.adding.extraction import count
from ..editing.adding.metadata import About
from ..editing.adding.planning import NEEDED, Plan, name_for, plan
from ..editing.adding.sources import Source, SourceError, read_source
from ..editing.adding.taking import Taken, take
from ..fetching import Fetched, fetch
from ..model import Block
from ..model.problems import visible
from ..model.vocabulary import Display
from ..reading.repository import Repository, page_path, write_file
from ..text.tables import table_of
from ..text.wording import counted, short
from .reporting import say, stop
from .roots import check_name, find_root, read_root

# How many paragraphs a message lists.
_SHOWN = 8
_TOLD: dict[str, str] = table_of(__file__)


@click.command()
@click.argument("source")
@click.option("--slug", help="The article's name in addresses; by default its title's first words.")
@click.option("--title", default="", help="The article's headline.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="YYYY-MM-DD", help="The day it was published.")
@click.option("--url", default="", help="Where it was published.")
@click.option("--language", default="", help="Its language, such as en.")
@click.option("--rights", default="", help="Whose text it is, and on what ground it is shown.")
@click.option(
    "--display",
    type=click.Choice([d.id for d in Display]),
    help="How much of the text is published; by default excerpts, unless the rights are open.",
)
@click.option("--keep-original", is_flag=True, help="Also store the page as received.")
@click.option(
    "--seed-to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the seed alone, to this file: the new text of an article for `annotate rebase`.",
)
@click.option(
    "--force", is_flag=True, help="Replace the files of an article that is there already."
)
def add(
    source: str,
    *,
    slug: str | None,
    display: str | None,
    keep_original: bool,
    seed_to: Path | None,
    force: bool,
    **given: str,
) -> None:
    """Take in SOURCE: an address, a saved page, an HTML, Markdown or text file, or - for standard input.

    Of a page the article is taken and the rest left out, and told. The article's text becomes a seed, which you
    can read and correct, and its page has what the source says about itself.
    """
    root = find_root(())
    known = About(**given)
    received = _receive(source)
    taken = _take(received, known.url)
    if seed_to:
        _write_seed(seed_to, taken, known.over(taken.about))
        click.echo(f"Wrote {seed_to}. Now: annotate rebase {slug or 'ARTICLE'} {seed_to}")
        return
    about = _ask(known.over(taken.about))
    if about.url != taken.about.url:
        taken = _take(received, about.url)  # links are relative to it
    name = check_name(slug or name_for(about.title), "--slug")
    shown = Display.named(display or "")
    planned = plan(received, taken, about, name, shown, keeps_original=keep_original)
    _refuse(planned)
    if not force:
        _refuse_known(root, planned, taken, about, source)
    _write(root, planned)
    _report(planned, taken)


def _write_seed(file: Path, taken: Taken, about: About) -> None:
    if file.suffix != f".{taken.suffix}":
        told = f"--seed-to {file} must end in .{taken.suffix}"
        raise click.UsageError(f"{told}: so is this text read.")
    write_file(file, taken.seed(about))


def _receive(source: str) -> Source:
    if not find_spec("trafilatura"):  # before anything is fetched
        raise click.ClickException(_TOLD["install"])
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we tell
    try:
        return read_source(source, _fetch)
    except SourceError as error:
        raise click.ClickException(visible(str(error))) from error


def _take(received: Source, address: str) -> Taken:
    try:
        return take(received, address)
    except SourceError as error:
        raise click.ClickException(visible(str(error))) from error


def _fetch(address: str) -> Fetched:
    """Fetch a page, telling a terminal how much has come."""
    if not sys.stderr.isatty():
        return fetch(address)
    try:
        return fetch(address, lambda n: click.echo(f"\r{n // 1024:,} KiB", nl=False, err=True))
    finally:
        click.echo(err=True)


def _ask(about: About) -> About:
    """Ask for what is needed and not known; without a terminal, name the options for all of it."""
    lacking = [name for name in NEEDED if not getattr(about, name)]
    if not lacking:
        return about
    if not sys.stdin.isatty():
        options = " ".join(f"--{name} …" for name in lacking)
        raise click.UsageError(f"The source does not say it all. Add: {options}")
    return About(**{name: click.prompt(name.capitalize()) for name in lacking}).over(about)


def _refuse(planned: Plan) -> None:
    """End with what is wrong with the page that would be written."""
    if wrong := [f"{p.message} {p.hint}".strip() for p in planned.problems if p.is_error]:
        options = ", ".join(f"--{name}" for name in NEEDED)
        wrong.append(f"Nothing was written. Say it better with the options {options}.")
        stop(*wrong, code=2)


def _write(root: Path, planned: Plan) -> None:
    """Write all files or none: what was written is taken back where something stops it, Ctrl-C too."""
    repository = Repository(root)
    new: list[Path] = []
    try:
        for path, content in planned.files.items():
            new += [] if (root / path).exists() else [root / path]
            repository.write(path, content)
    except BaseException:
        for file in new:
            with suppress(OSError):
                file.unlink()
        raise


def _refuse_known(root: Path, planned: Plan, taken: Taken, about: About, source: str) -> None:
    """End where the article is there already, under its name or its address, with what differs."""
    articles = read_root(root)[0].articles
    by_address = (a for a in articles if about.url == a.page.url)
    by_name = (a for a in articles if planned.slug == a.page.slug)
    known = next(chain(by_address, by_name), None)
    there = ((p, content) for p, content in planned.files.items() if (root / p).exists())
    taken_paths = [p for p, content in there if (root / p).read_bytes() != content]
    if known is None and not taken_paths:
        return
    slug = known.page.slug if known else planned.slug
    click.echo(f"{page_path(slug) if known else taken_paths[0]} is there already.", err=True)
    if known:
        say(*_differences(known.article.blocks, taken.blocks), err=True)
        told = {"source": shlex.quote(source), "suffix": taken.suffix, "slug": slug}
        click.echo(_TOLD["known"].format(**told), err=True)
    stop("Nothing was written; --slug takes another name, --force replaces the files.")


def _differences(old: Sequence[Block], new: Sequence[Block]) -> Iterator[str]:
    """What differs between two texts, block by block."""
    before, after = ([block.text for block in side] for side in (old, new))
    gone = [text for text in before if text not in set(after)]
    come = [text for text in after if text not in set(before)]
    if not gone and not come:
        yield "Its text is the same."
    yield from (*_some(gone, "- "), *_some(come, "+ "))


def _some(texts: Sequence[str], sign: str = "") -> Iterator[str]:
    """The first of some paragraphs, and how many more there are."""
    yield from (f"  {sign}{short(text, 90)}" for text in texts[:_SHOWN])
    if len(texts) > _SHOWN:
        yield f"  {sign}and {len(texts) - _SHOWN} more"


def _report(planned: Plan, taken: Taken) -> None:
    words, paragraphs = count(taken.blocks), len(taken.blocks)
    click.echo(f"The article: {counted(words, 'word')}, {counted(paragraphs, 'paragraph')}.")
    if taken.left:
        click.echo(f"Left out of the page: {counted(count(taken.left), 'word')}.")
        say(*_some([block.text for block in taken.left]))
    say(*(f"Wrote {path}." for path in planned.files))
    if planned.display is Display.EXCERPT:
        click.echo(_TOLD["excerpts"])
    click.echo(_TOLD["next"].format(slug=planned.slug))
