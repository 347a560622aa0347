"""The registry of checks, and how a check makes a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model import Annotation, Library, Location
from ...model.problems import Problem
from ..rules import severity

Check = Callable[[Library], Iterator[Problem]]

CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Register a rule."""
    CHECKS.append(function)
    return function


def run(library: Library) -> Iterator[Problem]:
    """Apply every rule.

    Yields:
        all problems, in the order of the rules.
    """
    for function in CHECKS:
        yield from function(library)


def problem(function: Check, location: Location, message: str, hint: str = "") -> Problem:
    """A problem whose code is the check's name."""
    code = function.__name__.replace("_", "-")
    return Problem(location, code, message, hint, severity(code))


def every_annotation(library: Library) -> Iterator[Annotation]:
    """All annotations of all articles, drafts and withdrawn ones too."""
    for article in library.articles:
        yield from article.annotations
