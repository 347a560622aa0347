"""How much a sentence needs a check: by what it contains, so that the open ones can be listed in order.

A sentence weighs more for a figure, a quotation, an attribution, a cause, a comparison or a name: the features that
research on check-worthiness finds in what fact-checkers pick (ClaimBuster, Hassan et al. 2017). It is
an order for people who look for work, not a judgment.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Worth(NamedTuple):
    """A sentence's weight, 0 to 100, and the features it comes from, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|quarter|double|twice|percent"
)
_ATTRIBUTION = (
    "said|says|saying|told|claimed|claims|confirmed|announced|reported|reportedly|according to|stated|"
    "revealed|denied|denies|accused|alleged|allegedly|warned|argued|insisted|admitted|described|cited|citing|asserted"
)
_CAUSE = (
    "because|as a result|result of|resulted|due to|caused?|causing|led to|leading to|in response to|thanks to|therefore|"
    "prompted|prompting|sparked|triggered|following|after which|on the grounds"
)
_COMPARISON = (
    "more than|less than|fewer than|at least|up to|most|least|largest|biggest|smallest|highest|lowest|first|"
    "last|only|never|always|every|all|none|no longer|increased?|decreased?|rose|fell|grew"
)


def _words(alternatives: str) -> str:
    return rf"(?i:\b(?:{alternatives})\b)"


# (what readers of the list are told, the pattern, the weight of one, the most it may weigh); a pattern is compiled
# when it is first used, for most commands weigh nothing.
_FIGURE = rf"(?i:\d[\d.,]*|\b(?:{_NUMBER_WORDS})\b|[$€£%])"
_FEATURES: tuple[tuple[str, str, int, int], ...] = (
    ("figure", _FIGURE, 12, 30),
    ("quotation", r"[“„«\"][^”“»\"]+[”»\"]?|[「『][^」』]+|^[^“\"]+[”\"]", 20, 25),
    ("attribution", _words(_ATTRIBUTION), 12, 15),
    ("cause", _words(_CAUSE), 12, 15),
    ("comparison", _words(_COMPARISON), 5, 10),
    ("name", r"(?<=[a-z,;’'] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", 3, 10),
)


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_PERIODS = "yesterday|today|tonight|tomorrow|earlier|later|(?:last|next|this) (?:day|night|week|month|year|summer|winter|spring|fall|autumn)|ago|since"
_NEGATION = "not|no|nor|never|none|nobody|nothing|neither|without|cannot|fail(?:ed|s|ing)? to|refus(?:ed|es|ing)|declin(?:ed|es|ing)|unlike"
# What tells that a run of words asserts something; a capital at a sentence's start tells nothing.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("figure", _FIGURE),
    ("date", rf"\b(?:{_MONTHS})\b|\b(?i:{_PERIODS})\b"),
    ("name", r"\b(?!I\b)[^\W\d_a-z][\w’'-]+|\b(?:[A-Z]\.)+"),
    ("attribution", _words(_ATTRIBUTION)),
    ("negation", rf"(?i:\b(?:{_NEGATION})\b|n[’']t\b)"),
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
    return tuple(
        name
        for name, pattern in _SIGNS
        if re.search(pattern, later if name in ("name", "date") else run)
    )


def weigh(sentence: str) -> Worth:
    """Weigh a sentence.

    Args:
        sentence: its text.

    Returns:
        0 for nothing to check, 100 for a sentence with every feature several times.
    """
    weights = [
        (min(most, weight * len(re.findall(pattern, sentence))), name)
        for name, pattern, weight, most in _FEATURES
    ]
    found = sorted((w for w in weights if w[0]), key=lambda entry: -entry[0])
    return Worth(min(100, sum(w for w, _ in found)), tuple(name for _, name in found))
