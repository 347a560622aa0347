"""The command line: arguments, exit codes and printing; the work is done elsewhere.

Exit codes: 0 all is well, 1 there are problems, 2 the command was used wrongly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from annotate import __version__, coverage, drafting, problems
from annotate.library import ARTICLES, read_library
from annotate.model import AnnotatedArticle
from annotate.output import write_files
from annotate.problems import Problem
from annotate.site import build as build_site

_ROOT_MARKS = ("docs/articles", "mkdocs.yml")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="annotate")
def main() -> None:
    """Annotate news articles with fact-checks, anchored to their exact words."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(paths: tuple[Path, ...], form: str) -> None:
    """Check all files and print every problem as path:line:column.

    PATHS limit the report to these files or folders of one repository.
    """
    root = _root(paths)
    found = build_site(root).problems
    wanted = [_relative(path, root) for path in paths]
    shown = [p for p in found if _is_wanted(p, wanted)]
    _print(shown, form)
    sys.exit(1 if any(p.is_error for p in shown) else 0)


@main.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The repository; by default the one you are in.")
def build(out: Path, root: Path | None) -> None:
    """Write the Markdown and all other pages, for any site generator.

    Only what changed is written; what an earlier build wrote and is stale is removed.
    """
    root = _root((root,) if root else ())
    if out.resolve() in (root.resolve(), (root / "docs").resolve(), (root / "seeds").resolve()):
        raise click.UsageError("--out must be a folder of its own, not the sources.")
    result = build_site(root)
    if result.problems:
        _print(result.problems, "text")
    if result.failed:
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    try:
        done = write_files(result.files, out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"{done.written} files written, {done.kept} unchanged, {done.removed} removed in {out}.")


@main.command()
@click.argument("slug")
@click.argument("words")
@click.option("--id", "id_", help="The claim's id, its file name without .md; by default its first words.")
@click.option("--edit", is_flag=True, help="Open the file in $EDITOR.")
def new(slug: str, words: str, id_: str | None, edit: bool) -> None:
    """Write a claim file about WORDS of the article SLUG, to be filled in.

    The words may differ from the article's in quotation marks, dashes and spaces.
    """
    root = _root(())
    article = _article(root, slug)
    try:
        selector = drafting.select(article.article, words)
    except drafting.DraftError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    folder = root / ARTICLES / slug / "claims"
    name = id_ or drafting.file_name(selector.exact, {f.stem for f in folder.glob("*.md")})
    file = folder / f"{name}.md"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(drafting.draft(selector, date.today()))
    except FileExistsError as error:
        raise click.UsageError(f"{_relative(file, root)} exists already; choose another --id.") from error
    click.echo(f"Wrote {_relative(file, root)}. Fill it in, then run: annotate check")
    if edit:
        click.edit(filename=str(file))


@main.command("coverage")
@click.argument("slug", required=False)
def show_coverage(slug: str | None) -> None:
    """Say how much of each article (or of SLUG) is checked, and list the sentences still open."""
    library, _ = read_library(_root(()))
    articles = [a for a in library.articles if slug in (None, a.page.slug)]
    if not articles:
        raise click.UsageError(f"There is no readable article {slug!r}." if slug else "There is no readable article.")
    for article in articles:
        measured = coverage.measure(article)
        states = ", ".join(f"{len(measured.of(state))} {state}" for state in ("annotated", "waived", "open"))
        click.echo(f"{article.page.slug}: {measured.percent:.0f} % of {len(measured.sentences)} sentences covered ({states}); {len(article.published)} claims.")
        for sentence in measured.of("open"):
            click.echo(f"  {sentence.text}")


def _article(root: Path, slug: str) -> AnnotatedArticle:
    library, found = read_library(root)
    article = next((a for a in library.articles if a.page.slug == slug), None)
    if article:
        return article
    own = [p for p in found if p.location.path == f"{ARTICLES}/{slug}/index.md"]
    if own:
        _print(own, "text")
        sys.exit(1)
    known = ", ".join(a.page.slug for a in library.articles) or "none"
    raise click.UsageError(f"There is no article {slug!r}. The articles are: {known}.")


def _root(paths: Iterable[Path]) -> Path:
    """The repository that the paths, or the current folder, lie in."""
    start = next(iter(paths), Path()).resolve()
    for folder in (start, *start.parents):
        if any((folder / mark).exists() for mark in _ROOT_MARKS):
            return folder
    raise click.UsageError(f"{start} is not in a repository with docs/articles/.")


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()


def _is_wanted(problem: Problem, wanted: list[str]) -> bool:
    path = problem.location.path
    return not wanted or any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)


def _print(found: list[Problem], form: str) -> None:
    if form == "json":
        click.echo(problems.format_json(found))
        return
    if form == "github":
        worst_first = sorted(found, key=lambda p: not p.is_error)
        for problem in worst_first:
            click.echo(problems.format_github(problem))
        _step_summary(found)
        return
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for problem in found:
        click.echo(problems.format_text(problem, color=color), color=color)
    click.echo(f"{problems.summarize(found)}." if found else "No problems.")


def _step_summary(found: list[Problem]) -> None:
    """GitHub shows ten annotations a step; the whole list goes into the step's summary."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file and found:
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(f"### {problems.summarize(found)}\n\n````text\n")
            stream.writelines(f"{problems.format_text(problem)}\n" for problem in found)
            stream.write("````\n")
