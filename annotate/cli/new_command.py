"""The command `annotate new`: a claim file to fill in, about words of an article."""

from __future__ import annotations

from datetime import date

import click

from ..editing import drafting
from ..model import AnnotatedArticle
from ..reading.repository import Repository, claim_path
from .reporting import say, stop
from .roots import check_name, find_article, find_root


@click.command()
@click.argument("slug")
@click.argument("words")
@click.option(
    "--id", "id_", help="The claim's id, its file name without .md; by default its first words."
)
@click.option(
    "--draft", "is_draft", is_flag=True, help="Keep it unpublished until `draft: true` is deleted."
)
@click.option("--anyway", is_flag=True, help="Write it although these words are annotated already.")
@click.option("--edit", is_flag=True, help="Open the file in $EDITOR.")
def new(
    slug: str, words: str, id_: str | None, *, is_draft: bool, anyway: bool, edit: bool
) -> None:
    """Write a claim file about WORDS of the article SLUG, to be filled in.

    The words may differ from the article's in quotation marks, dashes and spaces.
    """
    root = find_root(())
    selected = _selected(find_article(root, slug), words, anyway)
    repository = Repository(root)
    taken = {id_ for f in repository.walk().articles if f.slug == slug for id_ in f.claims}
    name = check_name(id_ or drafting.file_name(selected.selector.exact, taken), "--id")
    path = claim_path(slug, name)
    if (root / path).exists():
        raise click.UsageError(f"{path} exists already; choose another --id.")
    repository.write(path, drafting.draft(selected.selector, date.today(), is_draft))
    if selected.remark:
        say(selected.remark)
    click.echo(f"Wrote {path}. Fill it in, then run: annotate check")
    if edit:
        click.edit(filename=str(root / path))


def _selected(article: AnnotatedArticle, words: str, anyway: bool) -> drafting.Selected:
    """The words' place; the command ends where they have none, or have a claim already."""
    try:
        selected = drafting.select(article.article, words)
    except drafting.DraftError as error:
        stop(*str(error).split("\n"))
    if not anyway and (there := drafting.overlapping(article, selected.place)):
        lines = [line for a in there for line in (f"  {a.verdict.label}: {a.claim}", f"  {a.path}")]
        advice = "Add to that file, or write another claim with --anyway."
        stop("These words are annotated already:", *lines, advice)
    return selected
