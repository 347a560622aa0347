"""The two kinds of file that people write, a claim and an article's page, and how they become records."""

from __future__ import annotations

from dataclasses import replace

from ..model import Annotation, ArticlePage, Location
from ..model.problems import Problem
from . import prose
from .fields import read_record
from .frontmatter import Mapping, read_document


def read_annotation(
    text: str, path: str, slug: str, id_: str
) -> tuple[Annotation | None, list[Problem]]:
    """Read a claim file.

    Args:
        text: the whole file.
        path: how messages name it.
        slug: the article it belongs to.
        id_: the claim's id, the file's stem.

    Returns:
        the annotation if nothing is wrong with the file, and its problems.
    """
    document = read_document(text, path)
    if isinstance(document, Problem):
        return None, [document]
    problems: list[Problem] = []
    context, found = prose.parse(document.body, path, document.body_line)
    annotation = read_record(
        document.mapping,
        Annotation,
        "claim",
        problems,
        id=id_,
        slug=slug,
        path=path,
        context=context,
        text=text,
        locations=_locations(document.mapping),
    )
    problems += found
    if not found and not any(map(str.isalnum, prose.plain_text(context))):
        problems.append(_no_context(Location(path, document.body_line)))
    if annotation is None or any(problem.is_error for problem in problems):
        return None, _with_one_list(problems)
    return _with_days_of_reading(annotation), problems


def _no_context(location: Location) -> Problem:
    return Problem(
        location,
        "no-context",
        "The claim has no context.",
        "Below the closing ---, say in one to four short paragraphs what a reader should also know.",
    )


def _with_one_list(problems: list[Problem]) -> list[Problem]:
    """Tell of a file that has hardly been filled in once, with a list, and not once for each field."""
    empty = [problem for problem in problems if problem.code == "empty-value"]
    if len(empty) < 3:
        return problems
    unsaid = [p for p in problems if p.code == "no-context"]
    named = [p.message.removesuffix(" is empty.") for p in empty] + ["the context"] * len(unsaid)
    places = [problem.location.line for problem in [*empty, *unsaid]]
    listed = ", ".join(f"{name} (line {n})" for name, n in zip(named, places, strict=True))
    whole = replace(
        empty[0],
        message=f"Still to be filled in: {listed}.",
        hint="`annotate explain FIELD` says what belongs there; delete the lines of fields that are not needed.",
    )
    return [whole, *(problem for problem in problems if problem not in [*empty, *unsaid])]


def _with_days_of_reading(annotation: Annotation) -> Annotation:
    """A source without a day of its own was read on the day of the check."""
    sources = tuple(
        source if source.read else replace(source, read=annotation.checked)
        for source in annotation.sources
    )
    return replace(annotation, sources=sources)


def _locations(mapping: Mapping) -> dict[str, Location]:
    return {key: node.location for key, node in mapping.items.items()}


def read_article_page(text: str, path: str, slug: str) -> tuple[ArticlePage | None, list[Problem]]:
    """Read the page of an article, `docs/articles/<slug>/index.md`.

    Returns:
        the page if nothing is wrong with the file, and its problems.
    """
    document = read_document(text, path)
    if isinstance(document, Problem):
        return None, [document]
    problems: list[Problem] = []
    summary, found = prose.parse(document.body, path, document.body_line, summary=True)
    page = read_record(
        document.mapping,
        ArticlePage,
        "article page",
        problems,
        slug=slug,
        path=path,
        summary=summary,
        locations=_locations(document.mapping),
    )
    problems += found
    if any(problem.is_error for problem in problems):
        return None, problems
    return page, problems
