"""The registry of checks, and how what a check finds becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from itertools import chain
from typing import TypeVar

from ...model import AnnotatedArticle, Library, Location
from ...model.problems import Problem
from ...text.dates import today
from ..rules import RULES

Finding = tuple[Location, Mapping[str, object]] | tuple[Location, str] | tuple[Location, str, str]
"""Where something is wrong, with values for the words in `rules.toml`; or what, and what to do."""

Check = Callable[[Library], Iterator[Problem]]

CHECKS: list[Check] = []
_JUDGES: list[Callable[[AnnotatedArticle], list[Problem]]] = []

_Part = TypeVar("_Part")


def check(find: Callable[[Library], Iterable[Finding]]) -> Check:
    """Register a rule that looks at a whole library; its name is its problems' code."""

    @wraps(find)
    def find_all(library: Library) -> Iterator[Problem]:
        yield from _problems(_code(find), find(library))

    CHECKS.append(find_all)
    return find_all


def _of_each(
    parts: Callable[[AnnotatedArticle], Iterable[_Part]],
) -> Callable[[Callable[[_Part], Iterable[Finding]]], Check]:
    """How a rule is registered that looks at such parts of an article one by one; what is as it was is not judged again."""

    def register(find: Callable[[_Part], Iterable[Finding]]) -> Check:
        code = _code(find)

        def find_in(article: AnnotatedArticle) -> list[Problem]:
            return [p for part in parts(article) for p in _problems(code, find(part))]

        def judged(article: AnnotatedArticle) -> list[Problem]:
            return article.cache.get(code, today(), partial(find_in, article))

        @wraps(find)
        def find_all(library: Library) -> Iterator[Problem]:
            return chain.from_iterable(map(judged, library.articles))

        CHECKS.append(find_all)
        _JUDGES.append(judged)
        return find_all

    return register


def _code(find: Callable[..., object]) -> str:
    return find.__name__.replace("_", "-")


def _problems(code: str, found: Iterable[Finding]) -> Iterator[Problem]:
    return (problem(code, *finding) for finding in found)


def run(library: Library) -> Iterator[Problem]:
    """Apply every rule.

    Yields:
        all problems, in the order of the rules.
    """
    for function in CHECKS:
        yield from function(library)


def judge(article: AnnotatedArticle) -> None:
    """Apply the rules that look at one article alone; the article keeps what they find."""
    for judged in _JUDGES:
        judged(article)


def problem(
    code: str, location: Location, found: str | Mapping[str, object], hint: str = ""
) -> Problem:
    """A problem as severe as its code says, in the words of its code where it has no others."""
    rule = RULES[code]
    if isinstance(found, str):
        return Problem(location, code, found, hint or rule.hint, rule.severity)
    told = rule.found.format(**found), rule.hint.format(**found)
    return Problem(location, code, *told, rule.severity)


# What a rule looks at: each article, or each of its claims, drafts and withdrawn ones too.
check_article = _of_each(lambda article: [article])
check_claim = _of_each(lambda article: article.annotations)
