"""The command `annotate init`: a site of one's own, with a sample article."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ..editing.starting import SAMPLE, start


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a site of your own in DIR: settings, workflows, and a sample article with three claims.

    It builds at once. Nothing that is there is overwritten.
    """
    try:
        written = start(folder)
    except FileExistsError as error:
        raise click.UsageError(
            f"{folder} has {error} already; nothing was written. Name a new or an empty folder."
        ) from error
    click.echo(f"Wrote {len(written)} files into {folder}. Now:")
    for line in (
        f"cd {shlex.quote(str(folder))}",
        "mkdocs serve              # the site, with a sample article, on http://127.0.0.1:8000",
        "annotate add ADDRESS      # your own article: an address, a saved page, or a text file",
        f"rm -r docs/articles/{SAMPLE} seeds/{SAMPLE}.html",
    ):
        click.echo(f"  {line}")
