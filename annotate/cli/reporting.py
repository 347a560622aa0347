"""Print problems for people, for tools and for GitHub; the forms of a single one are in `problems`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NoReturn

import click

from ..model import problems
from ..model.problems import Problem

# The page of the site that explains the codes.
MESSAGES = "contribute/messages/"

# GitHub keeps at most 1 MiB of a step's summary.
_MOST_IN_SUMMARY = 1_000


def print_problems(found: Sequence[Problem], form: str, root: Path) -> None:
    """Print all problems with their count.

    Args:
        found: the problems, sorted.
        form: `text`, `json` or `github`.
        root: the repository, whose site explains the codes.
    """
    from ..reading.settings import read_settings

    site = read_settings(root)[0].site_url
    if form == "json":
        click.echo(problems.format_json(found, site + MESSAGES if site else ""))
    elif form == "github":
        _print_github(found, site + MESSAGES if site else "")
    else:
        _print_text(found)


def say(*lines: str, err: bool = False) -> None:
    """Print lines in which contributed words may stand, without power over a terminal."""
    for line in lines:
        click.echo(problems.visible(line), err=err)


def stop(*lines: str, code: int = 1) -> NoReturn:
    """End the command with lines of what stands in its way."""
    say(*lines, err=True)
    sys.exit(code)


def _print_text(found: Sequence[Problem]) -> None:
    # Python has no output where the shell has closed it.
    color = bool(sys.stdout) and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for group in problems.alike(found):
        click.echo(problems.format_group(group, color=color), color=color)
    if found:
        first = next((p for p in found if p.is_error), found[0])
        more = f"To read more about a code: annotate explain {first.code}"
        click.echo(f"{problems.summarize(found)}. {more}")
    else:
        click.echo("No problems.")


def _print_github(found: Sequence[Problem], page: str) -> None:
    """Print the worst first, because GitHub shows ten errors and ten warnings of a step, and list all in its summary."""
    for problem in sorted(found, key=lambda p: not p.is_error):
        click.echo(problems.format_github(problem, page))
    click.echo(f"{problems.summarize(found)}." if found else "No problems.")
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file and found:
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(_summary(found))


def _summary(found: Sequence[Problem]) -> str:
    listed = [escape(problems.format_text(problem)) for problem in found[:_MOST_IN_SUMMARY]]
    if len(found) > len(listed):
        listed.append(f"… and {len(found) - len(listed)} more")
    # Blank lines would end the HTML block.
    text = "\n".join(listed).replace("\n\n", "\n \n")
    return f"### {problems.summarize(found)}\n\n<pre>\n{text}\n</pre>\n\n"
