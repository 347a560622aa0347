"""Which claims are due for another look, and why: read from the files alone.

A verdict stands on the words that it was given for. Where the article's words have changed since, the claim says so
until somebody has looked; where the change may turn or rescale what they say, it is not published before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from ..anchoring import fold
from ..anchoring.languages import Lists, lists
from ..anchoring.risks import risks
from ..model import Annotation, ArticlePage, Change, Location
from ..model.claims import CHANGED
from ..model.vocabulary import ChangeKind
from ..text.dates import show_date
from ..text.wording import short

# The end of words of which an entry holds only the beginning.
CUT = "…"
_LOOKED = (ChangeKind.VERDICT, ChangeKind.WORDING, ChangeKind.REVIEWED, ChangeKind.WITHDRAWN)
_SHOWN = 200
_NOT_JUDGED = " What such a change may turn is not judged in this language."
# What differs only in how words are written.
_SPELLING = frozenset({"accent", "look-alike letter"})
# So many letters has a word of which one letter may be a slip; letters that changed places may be one in shorter words.
_TELLING, _SHORTEST = 5, 3


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
        urgent = any(may_turn(change.before, change.after, page.language) for change in changes)
        judged = "" if lists(page.language) else _NOT_JUDGED
        found.append(Due(f"{_told(changes)}{judged}", changes[-1].location, urgent))
    day = claim.review_by or page.review_by
    if day and day < today and not claim.withdrawn:
        told = f"It was to be looked at again by {show_date(day)}."
        found.append(Due(told, claim.at("review_by")))
    return tuple(found)


def pending(claim: Annotation) -> tuple[Change, ...]:
    """The changes of the article's words that nobody has looked at; none where they are back to what they were."""
    changes: list[Change] = []
    for change in claim.history:
        if change.kind in _LOOKED:
            changes.clear()
        elif change.kind is ChangeKind.ARTICLE:
            changes.append(change)
    is_back = changes and changes[0].before == changes[-1].after
    return () if is_back or claim.withdrawn else tuple(changes)


def _told(changes: tuple[Change, ...]) -> str:
    day, before = show_date(changes[-1].date), changes[0].before
    if not before:
        return f"The article was replaced on {day}; the text that the verdict was given for could not be compared."
    return f"The article’s words changed on {day}; the verdict was given for these: “{short(before, _SHOWN)}”"


def may_turn(before: str, after: str, language: str) -> bool:
    """Whether a change of the article's words may turn or rescale what they say; a slip that was mended does not."""
    if any(len(words) == CHANGED and words.endswith(CUT) for words in (before, after)):
        return True
    words = lists(language)
    texts = _without_slips(fold(before).text, fold(after).text, words)
    return bool(before) and not _SPELLING.issuperset(risks(*texts, words))


def _without_slips(before: str, after: str, listed: Lists | None) -> tuple[str, str]:
    """Two texts in which words that differ by a slip of the pen are the same, and a sentence may begin with any word."""
    old, new = before.split(), after.split()
    for words, others in ((old, set(new)), (new, set(old))):
        for n, word in enumerate(words):
            if _opens(words, n) and word.lower() in others:
                words[n] = word.lower()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                if _is_slip(_bare(old, i), _bare(new, j), listed):
                    new[j] = old[i]
    return " ".join(old), " ".join(new)


def _opens(words: list[str], number: int) -> bool:
    return number == 0 or words[number - 1].endswith((".", "!", "?", ":"))


def _bare(words: list[str], number: int) -> str:
    """A word without the signs around it; at the start of a sentence in small letters."""
    word = re.sub(r"^\W+|\W+$", "", words[number])
    return word.lower() if _opens(words, number) else word


def _is_slip(old: str, new: str, listed: Lists | None) -> bool:
    """Whether one letter differs, or two changed places; not where both words are listed, as million and billion."""
    from rapidfuzz.distance import OSA

    length = min(len(old), len(new))
    swapped = sorted(old) == sorted(new) and length >= _SHORTEST
    if not (old + new).isalpha() or not (swapped or length >= _TELLING):
        return False
    return OSA.distance(old, new) == 1 and not (risks(old, "", listed) and risks(new, "", listed))
