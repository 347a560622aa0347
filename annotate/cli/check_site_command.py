"""The command `annotate check-site`: whether a built site is whole, whatever built it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..model.problems import visible
from ..publishing.proving import check_site as check_built
from ..text.wording import counted, grouped
from .roots import FOLDER_THERE


@click.command("check-site")
@click.argument("site", type=FOLDER_THERE)
def check_site(site: Path) -> None:
    """Check a built SITE: each claim once and everywhere the same, no address that leads nowhere, no other host asked.

    What is wrong is printed as file: what; what to do stands below it.
    """
    report = check_built(site)
    if not report.pages:
        raise click.UsageError(f"{site} has no page: name the folder of a built site.")
    alike = grouped(report.faults, lambda fault: fault[1:])
    for (found, todo), faults in alike.items():
        first, *others = (fault.path for fault in faults)
        more = f" So in {counted(len(others), 'more file')}, such as {others[0]}." if others else ""
        click.echo(visible(f"{first}: {found}{more}") + f"\n    {todo}")
    if not report.has_index:
        click.echo("It has no search index (pagefind/): nothing is said of its search.", err=True)
    read = f"{counted(report.pages, 'page')} and {counted(report.claims, 'claim')}"
    click.echo(f"{counted(len(report.faults), 'fault') if alike else 'No faults'} in {read}.")
    sys.exit(1 if alike else 0)
