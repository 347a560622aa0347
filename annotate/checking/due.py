"""Which claims are due for another look, and why: read from the files alone.

A verdict stands on the words that it was given for. Where the article's words have changed since, the claim says so
until somebody has looked; where the change may turn or rescale what they say, it is not published before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import Annotation, ArticlePage, Change, Location
from ..model.vocabulary import ChangeKind
from ..text.dates import show_date
from ..text.wording import short

_LOOKED = (ChangeKind.VERDICT, ChangeKind.WORDING, ChangeKind.REVIEWED, ChangeKind.WITHDRAWN)
_SHOWN = 200
_NOT_JUDGED = " What such a change may turn is not judged in this language."


@dataclass(frozen=True, slots=True)
class Due:
    """A reason to look at a claim again, as readers are told it; if it is `urgent`, the claim waits for that."""

    told: str
    location: Location
    urgent: bool = False


def dues(claim: Annotation, page: ArticlePage, today: date) -> tuple[Due, ...]:
    """The reasons to look at a claim again, the article's words first.

    Args:
        claim: the claim.
        page: its article's page, whose day of review is the default.
        today: the present day.
    """
    found = []
    if changes := pending(claim):
        from ..anchoring.languages import lists

        judged, urgent = "" if lists(page.language) else _NOT_JUDGED, waits(claim, page.language)
        found.append(Due(f"{_told(changes)}{judged}", changes[-1].location, urgent))
    day = claim.review_by or page.review_by
    if day and day < today and not claim.withdrawn:
        told = f"It was to be looked at again by {show_date(day)}."
        found.append(Due(told, claim.at("review_by")))
    return tuple(found)


def waits(claim: Annotation, language: str) -> bool:
    """Whether somebody must look at a claim before readers see it: the article's words may say something else."""
    from .turning import may_turn

    told = [(change.before, change.after) for change in pending(claim)]
    told += [(told[0][0], told[-1][1])] if told else []  # several slips may make another word
    return any(may_turn(*words, language) for words in told)


def is_unread(record: Annotation | ArticlePage | None) -> bool:
    """Whether nobody has read it: a claim that only waits for somebody to look at the article's new words was read."""
    return isinstance(record, Annotation) and record.draft and not pending(record)


def pending(claim: Annotation) -> tuple[Change, ...]:
    """The changes of the article's words that nobody has looked at; none where they are back to what they were."""
    changes: list[Change] = []
    for change in claim.history:
        if change.kind in _LOOKED:
            changes.clear()
        elif change.kind is ChangeKind.ARTICLE:
            is_back = (changes or [change])[0].before == change.after
            changes = [] if is_back else [*changes, change]
    return () if claim.withdrawn else tuple(changes)


def _told(changes: tuple[Change, ...]) -> str:
    day, before = show_date(changes[-1].date), changes[0].before
    if not before:
        return f"The article was replaced on {day}; the text that the verdict was given for could not be compared."
    return f"The article’s words changed on {day}; the verdict was given for these: “{short(before, _SHOWN)}”"
