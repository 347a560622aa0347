"""The registry of checks, and how what a check finds becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

from ...model import Annotation, Library, Location
from ...model.problems import Problem
from ..rules import severity

Finding = tuple[Location, str, str]
"""Where something is wrong, what was found, and what to do."""

Check = Callable[[Library], Iterator[Problem]]

CHECKS: list[Check] = []

_Part = TypeVar("_Part")


def _of_each(
    parts: Callable[[Library], Iterable[_Part]],
) -> Callable[[Callable[[_Part], Iterable[Finding]]], Check]:
    """How a rule is registered that looks at such parts of a library one by one; its name is its problems' code."""

    def register(find: Callable[[_Part], Iterable[Finding]]) -> Check:
        code = find.__name__.replace("_", "-")

        @wraps(find)
        def find_all(library: Library) -> Iterator[Problem]:
            for part in parts(library):
                yield from (problem(code, *finding) for finding in find(part))

        CHECKS.append(find_all)
        return find_all

    return register


def run(library: Library) -> Iterator[Problem]:
    """Apply every rule.

    Yields:
        all problems, in the order of the rules.
    """
    for function in CHECKS:
        yield from function(library)


def problem(code: str, location: Location, message: str, hint: str) -> Problem:
    """A problem as severe as its code says."""
    return Problem(location, code, message, hint, severity(code))


def every_annotation(library: Library) -> Iterator[Annotation]:
    """All annotations of all articles, drafts and withdrawn ones too."""
    for article in library.articles:
        yield from article.annotations


# What a rule looks at: a whole library, each of its articles, or each claim, drafts and withdrawn ones too.
check = _of_each(lambda library: [library])
check_article = _of_each(lambda library: library.articles)
check_claim = _of_each(every_annotation)
