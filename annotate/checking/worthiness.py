"""How much a sentence needs a check: by what it contains, so that the open ones can be listed in order.

A sentence weighs more for a figure, a quotation, an attribution, a cause, a comparison or a name: the features that
research on check-worthiness finds in what fact-checkers pick (ClaimBuster, Hassan et al. 2017). It is
an order for people who look for work, not a judgment.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..text.tables import table_of


class Worth(NamedTuple):
    """A sentence's weight, 0 to 100, and the features it comes from, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


@cache
def _words() -> dict[str, str]:
    """The lists of words as patterns, read when they are first used: most commands weigh nothing."""
    lists = table_of(__file__)
    return {name: " ".join(listed.split()).replace(", ", "|") for name, listed in lists.items()}


def _figure() -> str:
    return rf"(?i:\d[\d.,]*|\b(?:{_words()['numbers']})\b|[$€£%])"


def _listed(name: str) -> str:
    return rf"(?i:\b(?:{_words()[name]})\b)"


@cache
def _features() -> tuple[tuple[str, str, int, int], ...]:
    """What readers of the list are told, the pattern, the weight of one, the most it may weigh."""
    return (
        ("figure", _figure(), 12, 30),
        ("quotation", r"[“„«\"][^”“»\"]+[”»\"]?|[「『][^」』]+|^[^“\"]+[”\"]", 20, 25),
        ("attribution", _listed("attribution"), 12, 15),
        ("cause", _listed("cause"), 12, 15),
        ("comparison", _listed("comparison"), 5, 10),
        ("name", r"(?<=[a-z,;’'] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", 3, 10),
    )


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    """What tells that a run of words asserts something; a capital at a sentence's start tells nothing."""
    words = _words()
    return (
        ("figure", _figure()),
        ("date", rf"\b(?:{words['dates']})\b|\b(?i:{words['periods']})\b"),
        ("name", r"\b(?!I\b)[^\W\d_a-z][\w’'-]+|\b(?:[A-Z]\.)+"),
        ("attribution", _listed("attribution")),
        ("negation", rf"(?i:\b(?:{words['negation']})\b|n[’']t\b)"),
    )


def signs(run: str, *, at_start: bool = False) -> tuple[str, ...]:
    """What in a run of words asserts something: a figure, date, name, attribution or negation.

    Args:
        run: some of the words of a sentence.
        at_start: whether the sentence begins with it, so that its first capital means no name.

    Returns:
        the names of the signs that were found, in a fixed order.
    """
    first = re.match(r"\W*\w[\w’'-]*", run)
    later = run[first.end() :] if at_start and first else run
    searched = dict.fromkeys(("name", "date"), later)
    return tuple(name for name, pattern in _signs() if re.search(pattern, searched.get(name, run)))


def weigh(sentence: str) -> Worth:
    """Weigh a sentence.

    Args:
        sentence: its text.

    Returns:
        0 for nothing to check, 100 for a sentence with every feature several times.
    """
    weights = [
        (min(most, weight * len(re.findall(pattern, sentence))), name)
        for name, pattern, weight, most in _features()
    ]
    found = sorted((w for w in weights if w[0]), key=lambda entry: -entry[0])
    return Worth(min(100, sum(w for w, _ in found)), tuple(name for _, name in found))
