"""The registry of checks, and how what a check finds becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from itertools import chain

from ...model import AnnotatedArticle, Annotation, Library, Location
from ...model.problems import Problem
from ...text.dates import today
from ..rules import RULES

Finding = tuple[Location, Mapping[str, object]] | tuple[Location, str, str]
"""Where something is wrong, with values for the words in `rules.toml`; or what, and what to do.

Of a rule that has several words, the value `case` names those that are meant.
"""

Check = Callable[[Library], Iterator[Problem]]

CHECKS: list[Check] = []
_JUDGES: list[Callable[[AnnotatedArticle], list[Problem]]] = []


def check(find: Callable[[Library], Iterable[Finding]]) -> Check:
    """Register a rule that looks at a whole library; its name is its problems' code."""

    @wraps(find)
    def find_all(library: Library) -> Iterator[Problem]:
        return _problems(_code(find), find(library))

    CHECKS.append(find_all)
    return find_all


def check_article(find: Callable[[AnnotatedArticle], Iterable[Finding]]) -> Check:
    """Register a rule that looks at each article alone, and again only where it changed."""

    code = _code(find)

    def judged(article: AnnotatedArticle) -> list[Problem]:
        return article.cache.get(code, today(), lambda: list(_problems(code, find(article))))

    @wraps(find)
    def find_all(library: Library) -> Iterator[Problem]:
        return chain.from_iterable(map(judged, library.articles))

    CHECKS.append(find_all)
    _JUDGES.append(judged)
    return find_all


def check_claim(find: Callable[[Annotation], Iterable[Finding]]) -> Check:
    """Register a rule that looks at each claim of an article, drafts and withdrawn ones too."""

    @wraps(find)
    def find_in(article: AnnotatedArticle) -> Iterator[Finding]:
        return chain.from_iterable(map(find, article.annotations))

    return check_article(find_in)


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
    said, todo = rule.cases[str(found["case"])] if "case" in found else (rule.found, rule.hint)
    return Problem(location, code, said.format(**found), todo.format(**found), rule.severity)
