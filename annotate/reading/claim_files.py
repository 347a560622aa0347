"""The two kinds of file that people write, a claim and an article's page, and how they become records."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ..model import Annotation, ArticlePage, Location
from ..model.problems import Problem, problem_at
from ..text.tables import table_of
from . import prose
from .fields import read_record
from .frontmatter import read_document
from .repository import names_of

_Record = TypeVar("_Record")


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
    others = {"id": id_, "slug": slug, "text": text}
    annotation, problems = _read(text, path, Annotation, "claim", "context", **others)
    if annotation is None:
        return None, _with_one_list(problems)
    return _with_days_of_reading(annotation), problems


def read_file(text: str, path: str) -> tuple[Annotation | ArticlePage | None, list[Problem]]:
    """Read a claim file or the page of an article, whichever it is by its path.

    Returns:
        the record if nothing is wrong with the file, and its problems.
    """
    slug, id_ = names_of(path)
    if id_:
        return read_annotation(text, path, slug, id_)
    return _read(text, path, ArticlePage, "article page", "summary", slug=slug)


def _read(
    text: str, path: str, record: type[_Record], noun: str, body: str, /, **others: object
) -> tuple[_Record | None, list[Problem]]:
    """Read a file as a record, whose attribute `body` (a context or a summary) is the prose below the front matter."""
    document = read_document(text, path)
    if isinstance(document, Problem):
        return None, [document]
    problems: list[Problem] = []
    line, is_summary = document.body_line, body == "summary"
    written, found = prose.parse(document.body, path, line, summary=is_summary)
    others[body] = written
    places = {key: node.location for key, node in document.mapping.items.items()}
    others["locations"] = places | {body: Location(path, line)}
    read = read_record(document.mapping, record, noun, problems, path=path, **others)
    problems += found
    if not is_summary and not found and not any(map(str.isalnum, prose.plain_text(written))):
        words = table_of(__file__)["no-context"]
        problems.append(problem_at(Location(path, line), "no-context", words))
    return None if any(problem.is_error for problem in problems) else read, problems


def _with_one_list(problems: list[Problem]) -> list[Problem]:
    """Tell of a file that has hardly been filled in once, with a list, and not once for each field."""
    empty = [problem for problem in problems if problem.code == "empty-value"]
    if len(empty) < 3:
        return problems
    unsaid = [p for p in problems if p.code == "no-context"]
    named = [p.message.removesuffix(" is empty.") for p in empty] + ["the context"] * len(unsaid)
    places = [problem.location.line for problem in [*empty, *unsaid]]
    listed = ", ".join(f"{name} (line {n})" for name, n in zip(named, places, strict=True))
    told = problem_at(empty[0].location, "empty-value", table_of(__file__)["open"], listed=listed)
    return [told, *(problem for problem in problems if problem not in [*empty, *unsaid])]


def _with_days_of_reading(annotation: Annotation) -> Annotation:
    """A source without a day of its own was read on the day of the check."""
    sources = (replace(s, read=s.read or annotation.checked) for s in annotation.sources)
    return replace(annotation, sources=tuple(sources))
