"""The entries of a history: appended and never edited, dated in order; and what each tells of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any

from ...anchoring import fold
from ...model import Annotation, ArticlePage, Change, Definitions, Location, Prose, Source
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ..checks.registry import problem
from .differences import Difference, Pair, Published, as_read

# What the publisher does, and what stands: both may be told again, and of what readers had not seen.
_AGAIN = (ChangeKind.ARTICLE, ChangeKind.REVIEWED)
_CUT = re.compile(r"…|\.\.\.")


def untold(found: Iterable[Difference], new: Iterable[Change]) -> list[Difference]:
    """The differences of which no new entry tells readers.

    One of the kind `source` names each source that it tells of: a name is that of one which is gone and of one that came.
    """
    kinds, found = {change.kind for change in new} - {ChangeKind.SOURCE}, list(found)
    if not any(difference.key in ("verdict", "withdrawn") for difference in found):
        kinds.discard(ChangeKind.VERDICT)  # which stands, so nothing follows from it
    said = [side for c in new if c.kind is ChangeKind.SOURCE for side in (c.before, c.after)]
    taken: dict[object, Source] = {}
    return [d for d in found if kinds.isdisjoint(d.entries) and not _takes(d.sources, said, taken)]


def _takes(sources: Pair, said: list[str], taken: dict[object, Source]) -> bool:
    """Whether one of these words of entries has a name that was not taken for another source; it is taken."""
    there = [source for source in sources if source]
    # Only one that stays may be called by who reported it first.
    names = {name for s in there for name in (s.outlet, s.reported_by)[: len(there)]}
    for place in _named(said, names):
        sides: dict[object, Source] = {(place, n): s for n, s in enumerate(sources) if s}
        if all(taken.get(side, source) == source for side, source in sides.items()):
            taken.update(sides)
            return True
    return False


def _named(said: Iterable[str], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where one of these names stands in what entries have in `from` and `to`."""
    for (number, words), name in product(enumerate(said), names):
        named = rf"(?:^|[,;] ?){re.escape(fold(name).text)}(?=$| ?[,;(])"
        for found in re.finditer(named, fold(words).text, re.IGNORECASE):
            yield number, found.start()


def misleading(new: Iterable[Change], before: Published, after: Published) -> Iterator[Problem]:
    """The new entries that tell what is not so: of words or a verdict that did not stand there, a source never cited.

    That the last one ends where the verdict stands is checked elsewhere, as is what claims tell of the article's words.
    """
    new, both = list(new), (before, after)
    stood = before.verdict.id if isinstance(before, Annotation) else ""
    texts = sum(change.kind is ChangeKind.ARTICLE for change in new)
    gone = [getattr(record, "withdrawn", "") for record in both]
    pins = {(r.sha256, r.seed) for r in both if isinstance(r, ArticlePage)}
    said = [_said(record) for record in both]
    is_same = replace(before, history=after.history) == after
    # What one entry tells may be changed again by the next.
    stands = [_words(" ".join([said[0], *(c.after for c in new)]))]
    stands.append(_words(" ".join([said[1], *(c.before for c in new)])))
    told = [(c.kind, c.before, c.after, _words(c.why)) for c in (*before.history, *new)]
    for change, telling in zip(new, told[len(before.history) :], strict=True):
        found, sides = "", tuple(zip((change.before, change.after), both, strict=True))
        if change.kind is ChangeKind.WORDING and not _stand(change, *stands):
            found = "The entry has words in `from:` that did not stand there, or in `to:` that do not stand there now."
        elif change.kind is ChangeKind.WORDING and (is_same or not _differs(change, *said)):
            found = "The entry tells of a change of what is as it was."
        elif change.kind not in _AGAIN and told.count(telling) > 1:
            found = "The entry tells what another one tells, and gives the same reason."
        elif change.kind is ChangeKind.SOURCE and not any(_cites(*side) for side in sides):
            found = "The entry names no source by its outlet: in `from:` one that the claim had, in `to:` one that it has."
        elif change.kind is ChangeKind.WITHDRAWN and not any(gone):
            found = "The entry tells of a withdrawal, and the claim is not withdrawn."
        elif change.kind is ChangeKind.ARTICLE and texts == 1 == len(pins):
            found = "The entry tells of a change of the article’s text, which is the same."
        elif change.kind is ChangeKind.VERDICT and stood:
            if (change.before or change.after) != stood:
                found = f"The entry tells of another verdict than {stood}, which stood before it."
            stood = change.after
        if found:
            yield problem("history-out-of-step", change.location, found)


def _stand(change: Change, before: str, after: str) -> bool:
    """Whether what an entry has in `from` and `to` stood and stands among these words; so each part beside an ellipsis."""
    sides = ((change.before, before), (change.after, after))
    return all(_words(part) in there for told, there in sides for part in _CUT.split(told))


def _differs(change: Change, before: str, after: str) -> bool:
    """Whether a part of what an entry quotes, if it quotes anything, stands on one side alone."""
    sides = ((change.before, before, after), (change.after, after, before))
    parts = [(part, *texts) for told, *texts in sides if told for part in _CUT.split(told)]
    return not parts or any(
        _words(part) not in _words(there) or (part in here and part not in there)
        for part, here, there in parts
    )


def _said(value: Any) -> str:
    """All that a record tells in a line, its history aside."""
    if is_dataclass(value) and not isinstance(value, Prose):
        names = (f.name for f in fields(value) if f.compare and f.name != "history")
        told = (getattr(value, name) for name in names)
        return " ".join(map(_said, told))
    if type(value) is tuple:
        return " ".join(map(_said, value))
    return str(as_read(value) or getattr(value, "id", value))


def _words(text: str) -> str:
    """The words of a text and its figures, a day's without zeros, with a space around each."""
    words = re.findall(r"[^\W_]+", fold(text).text.lower())
    return " ".join(["", *(word.lstrip("0") for word in words), ""])


def _cites(told: str, record: Published) -> bool:
    sources = getattr(record, "sources", ())
    return any(_named([told], [name for s in sources for name in (s.outlet, s.reported_by)]))


def confirm(location: Location, told: str, name: str) -> Problem:
    """The problem of other words that say the same, for which somebody answers under this name."""
    message = f"Readers are told the same in other words, as far as a machine can judge ({told})."
    hint = f"Answer for it in the last paragraph of a commit's message:\nEditorial: {name} (the reason, in three words or more)"
    return Problem(location, "confirm-editorial", message, hint)


def incomparable(path: str) -> Problem:
    """The problem of a file that could not be read at the revision to compare with."""
    found = "This file cannot be read as it was at the revision to compare with, so nobody can say what was changed."
    return problem("cannot-compare", Location(path), found)


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


def invented(new: Iterable[Change]) -> Iterator[Problem]:
    """The new entries that tell of a change of what readers had not seen: only the article's words can have changed."""
    for change in new:
        if change.kind not in _AGAIN:
            found = "The entry tells of a change of what readers had not seen; a history begins with what they were told first."
            yield problem("history-out-of-step", change.location, found)


def misdated(new: Iterable[Change], last: datetime.date, when: str) -> Iterator[Problem]:
    """The new entries of a day before which nothing can have been changed; `when` says what was on that day."""
    for change in new:
        if change.date < last:
            found = f"The new entry is dated {change.date}, before {last}, {when}."
            hint = "Give the day on which the change is made."
            yield problem("history-out-of-step", change.location, found, hint)
