"""The entries of a history: appended and never edited, dated in order; and what each tells of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from ...anchoring import fold
from ...model import Annotation, Change, Definitions
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ..checks.registry import problem
from .differences import Difference, Published


def tells(change: Change, difference: Difference, before: Published) -> bool:
    """Whether an entry tells readers of a difference from what stood before.

    One of a verdict begins where the verdict stood; that it ends where it stands is checked elsewhere. One of the
    kind `source` names the source.
    """
    if change.kind not in difference.entries:
        return False
    if change.kind is ChangeKind.SOURCE:
        return any(_names(change, name) for name in difference.names)
    if difference.key == "verdict" and isinstance(before, Annotation):
        return change.before in ("", before.verdict.id)
    return True


def _names(change: Change, name: str) -> bool:
    said = fold(" ".join((change.before, change.after, change.why))).text
    return re.search(rf"(?<!\w){re.escape(fold(name).text)}(?!\w)", said, re.IGNORECASE) is not None


def rewritten(before: Published | Definitions, after: Published | Definitions) -> Iterator[Problem]:
    """The first old entry of a history that is not there any more as it was, in its place."""
    for number, change in enumerate(before.history):
        kept = after.history[number] if number < len(after.history) else None
        if kept == change:
            continue
        what = "was changed" if kept else "is gone"
        place = kept.location if kept else after.at("history")
        found = f"The history entry of {change.date} (“{change.why}”) {what}."
        yield problem("history-rewritten", place, found)
        return


def misdated(new: Iterable[Change], last: datetime.date, when: str) -> Iterator[Problem]:
    """The new entries of a day before which nothing can have been changed; `when` says what was on that day."""
    for change in new:
        if change.date < last:
            found = f"The new entry is dated {change.date}, before {last}, {when}."
            hint = "Give the day on which the change is made."
            yield problem("history-out-of-step", change.location, found, hint)
