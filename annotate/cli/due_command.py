"""The command `annotate due`: which claims must be looked at again, and why."""

from __future__ import annotations

import sys

import click

from ..checking.checks.review import review_due, review_needed
from ..model.problems import sort_problems
from .options import form_option
from .reporting import print_problems
from .roots import find_root, read_root


@click.command()
@form_option("text", "json", "github")
def due(form: str) -> None:
    """List the claims that must be looked at again: the article's words changed, or a day of review has passed.

    An error is not published until somebody has looked; a warning is published with a line that says so.
    """
    root = find_root(())
    library, unread = read_root(root)
    found = sort_problems([*review_needed(library), *review_due(library)])
    print_problems(found, form, root)
    if any(problem.is_error for problem in unread):
        click.echo("Some files cannot be read; `annotate check` says why.", err=True)
    sys.exit(1 if any(problem.is_error for problem in found) else 0)
