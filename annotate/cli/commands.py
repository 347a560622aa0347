"""The command line: arguments, exit codes and printing; the work is done elsewhere.

Exit codes: 0 all is well, 1 there are problems, 2 the command was used wrongly.
Each command imports what it needs, so that none waits for the others' libraries.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import re
import shlex
import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from .roots import FOLDER, FOLDER_THERE, NO_ARTICLE, find_article, find_root, read_root, relative

if TYPE_CHECKING:
    from ..checking.history.revisions import Revision
    from ..model.problems import Problem

_BASE_HELP = "A git revision, such as origin/main."


# Long commands, with modules of their own that are imported when they are asked for.
_LONG = ("add", "check-site", "explain", "new", "rebase")


class _Commands(click.Group):
    """The commands below, and the long ones."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_LONG])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LONG:
            return super().get_command(ctx, cmd_name)
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f".{name}_command", __package__)
        command: click.Command = getattr(module, name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what keeps it from reading or writing a file is told in a sentence."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise  # click knows what to do
            sys.stdout = io.StringIO()  # what is left to print could fail again at the end
            told = f"{error.filename or 'The output'} cannot be used: {error.strerror}. See what it is, and that you may write it."
            raise click.ClickException(told if error.errno else str(error)) from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="annotate")
def main() -> None:
    """Annotate news articles with fact-checks, anchored to their exact words."""
    # What a command makes lives until its end; to look for garbage as often as usual takes a twentieth of its time.
    gc.set_threshold(100_000)


def form_option(*forms: str) -> Callable[[Any], Any]:
    """The option `--format`, of which the first form is the default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True
    )


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@form_option("text", "json", "github")
@click.option(
    "--fix",
    is_flag=True,
    help="First mend what is safe: key order, white space, dates, outlets' spelling, characters of quotes.",
)
@click.option(
    "--base", metavar="REV", help=f"Also refuse silent changes since this revision. {_BASE_HELP}"
)
@click.option(
    "--no-cache", is_flag=True, help="Look also where nothing has changed since the last check."
)
def check(paths: tuple[Path, ...], form: str, fix: bool, base: str | None, no_cache: bool) -> None:
    """Check all files and print every problem as path:line:column.

    PATHS limit the report to these files or folders of one repository. Of other articles than theirs, none is read
    then, unless something is mended or compared.
    """
    from ..checking import check as checking
    from ..model.cache import Cache
    from ..model.problems import visible
    from ..reading.repository import ARTICLES, Repository, article_of
    from .reporting import print_problems

    root = find_root(paths)
    wanted = [relative(path, root) for path in paths]
    # An empty revision is a mistake (a variable that is not set), and must not switch the guard off.
    revision = _revision(root, base) if base is not None else None
    cache = Cache()
    if fix:
        from ..editing import fixing

        done = fixing.mend_files(Repository(root), lambda path: _is_wanted(path, wanted), cache)
        for path, mended in done:
            click.echo(visible(f"{path}:{mended.line}: mended: {mended.what}"), err=form != "text")
    # Files of articles are judged with these articles alone; what is mended or compared needs all.
    articles = {article_of(path) for path in wanted}
    only = articles if all(articles) and not (fix or revision) else ()
    if only or fix or revision or no_cache:
        problems = checking.check(root, revision, cache=cache, only=only).problems
    else:
        problems = tuple(checking.check_again(root))
    shown = [p for p in problems if _is_wanted(p.location.path, wanted)]
    print_problems(shown, form, root)
    if not problems and not any((root / ARTICLES).glob("*/index.md")):
        click.echo(NO_ARTICLE, err=True)
    sys.exit(1 if any(p.is_error for p in shown) else 0)


@main.command()
@click.option("--out", required=True, type=FOLDER, help="The folder to write to.")
@click.option("--root", type=FOLDER_THERE, help="The repository; by default the one you are in.")
@click.option("--dask", metavar="ADDRESS", help="Have a cluster make the pages: tcp://HOST:PORT.")
def build(out: Path, root: Path | None, dask: str | None) -> None:
    """Write the Markdown and all other pages, for any site generator.

    Only what changed is written; what an earlier build wrote and is stale is removed.
    """
    from ..publishing.cluster import made_on
    from ..publishing.output import is_foreign, write_files
    from ..publishing.site import build as build_site
    from .reporting import print_problems, stop

    if dask and not re.fullmatch(r"\w+://.+:\d+", dask):
        raise click.UsageError(f"--dask is {dask}, and must be like tcp://127.0.0.1:8786.")
    if dask and not find_spec("distributed"):
        raise click.UsageError("--dask needs: pip install 'annotate-factcheck[cluster]'")
    root = find_root((root,) if root else ())
    if _is_among_sources(out.resolve(), root.resolve()):
        raise click.UsageError("--out must be a folder of its own, not the sources.")
    if foreign := is_foreign(out):
        told = f"{out} has files that `annotate build` did not write, such as {foreign}"
        raise click.UsageError(f"{told}; name a new or an empty folder.")
    result = build_site(root)
    if result.problems:
        print_problems(result.problems, "text", root)
    if result.failed:
        stop("Nothing was written.")
    with made_on(dask, result, partial(click.echo, err=True)) as made:
        done = write_files(result.files, out, made)
    counts = f"{done.written} files written, {done.kept} unchanged, {done.removed} removed"
    click.echo(f"{counts} in {out}.")


@main.command("coverage")
@click.argument("slug", required=False)
@form_option("text", "json")
def show_coverage(slug: str | None, form: str) -> None:
    """Say how much of each article (or of SLUG) is checked and how well it is sourced.

    Open sentences are listed, the most check-worthy first.
    """
    from ..checking import coverage
    from .reporting import say

    root = find_root(())
    library, found = read_root(root)
    articles = [find_article(root, slug)] if slug is not None else list(library.articles)
    if not articles:
        unreadable = "There is no readable article; `annotate check` says why."
        raise click.UsageError(unreadable if found else NO_ARTICLE)
    _tell_unread(found)
    if form == "json":
        data = [coverage.as_data(article) for article in articles]
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    for article in articles:
        say(*coverage.describe(article))


@main.command("changes")
@click.option("--base", metavar="REV", required=True, help=_BASE_HELP)
@form_option("text", "markdown")
def show_changes(base: str, form: str) -> None:
    """List the claims that were added, changed or removed since a revision, with verdict before → after."""
    from ..checking.history import changes
    from .reporting import say

    root = find_root(())
    library, unread = read_root(root)
    found = changes.since(_revision(root, base), library)
    _tell_unread(unread)
    if form == "markdown":
        click.echo(changes.format_markdown(found), nl=False)
    else:
        say(*changes.format_text(found).split("\n"))


@main.command()
@form_option("text", "json", "github")
def due(form: str) -> None:
    """List the claims that must be looked at again: the article's words changed, or a day of review has passed.

    An error is not published until somebody has looked; a warning is published with a line that says so.
    """
    from ..checking.checks.review import review_due, review_needed
    from ..model.problems import sort_problems
    from .reporting import print_problems

    root = find_root(())
    library, unread = read_root(root)
    found = sort_problems([*review_needed(library), *review_due(library)])
    print_problems(found, form, root)
    _tell_unread(unread)
    sys.exit(1 if any(problem.is_error for problem in found) else 0)


@main.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
def init(folder: Path) -> None:
    """Begin a site of your own in DIR: settings, workflows, and a sample article with three claims.

    It builds at once. Nothing that is there is overwritten.
    """
    from ..editing.starting import SAMPLE, start
    from ..text.tables import table_of

    try:
        written = start(folder)
    except FileExistsError as error:
        told = f"{folder} has {error} already; nothing was written."
        raise click.UsageError(f"{told} Name a new or an empty folder.") from error
    values = {"count": len(written), "folder": folder, "sample": SAMPLE}
    click.echo(table_of(__file__)["begun"].format(quoted=shlex.quote(str(folder)), **values))


@main.command("schema")
def show_schema() -> None:
    """Print the JSON Schema of a claim's front matter, for editors."""
    from ..publishing.exports import schema

    click.echo(schema.format_schema(), nl=False)


def _tell_unread(unread: Iterable[Problem]) -> None:
    """Say that what was printed lacks what cannot be read."""
    if any(problem.is_error for problem in unread):
        click.echo("Some files cannot be read; `annotate check` says why.", err=True)


def _revision(root: Path, name: str) -> Revision:
    from ..checking.history.revisions import RevisionError, find_revision
    from ..model.problems import visible

    try:
        return find_revision(root, name)
    except RevisionError as error:
        raise click.UsageError(visible(str(error))) from error


def _is_among_sources(out: Path, root: Path) -> bool:
    """Whether what is written into a folder could replace what people or git keep there."""
    from ..reading.repository import DOCS, SEEDS

    kept = (root / name for name in (DOCS, SEEDS, ".git"))
    return root.is_relative_to(out) or any(out.is_relative_to(folder) for folder in kept)


def _is_wanted(path: str, wanted: list[str]) -> bool:
    return not wanted or any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)
