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
from ...text.scripts import BARE_WORD
from ...text.tables import table_of
from ..checks.registry import problem
from .differences import Difference, Grade, Published, as_read, grade_of

# What the publisher does, and what stands: both may be told again, and of what readers had not seen.
_AGAIN = (ChangeKind.ARTICLE, ChangeKind.REVIEWED)
_CUT = re.compile(r"…|\.\.\.")
# Of so many parts an entry may tell that neither quotes nor names any: of a claim, its summary and its context.
_FEW = 3
_LISTED = table_of(__file__)


def untold(found: Iterable[Difference], new: Iterable[Change]) -> list[Difference]:
    """The differences of which no new entry tells readers.

    One of the kind `source` names each source that it tells of: a name is that of one which is gone and of one that came.
    One of the kind `wording` tells of what it quotes, of the parts that its reason names, or of a few. One that calls a
    change small, as of a typo, and does not quote it tells of nothing that says something else.
    """
    found, new = list(found), list(new)
    if not any(difference.key in ("verdict", "withdrawn") for difference in found):
        # It stands, so nothing follows from it.
        new = [change for change in new if change.kind is not ChangeKind.VERDICT]
    said = [side for c in new if c.kind is ChangeKind.SOURCE for side in (c.before, c.after)]
    taken: dict[object, Source] = {}
    left = [d for d in found if not (_is_told(d, new) or _takes(d.values, said, taken))]
    bare = [c for c in new if _is_open(c) and not any(mentions(c, p) for p in _LISTED["parts"])]
    asked = [d for d in left if d.grade is Grade.TOLD and ChangeKind.WORDING in d.entries]
    return [d for d in left if d not in asked[: _FEW * len(bare)]]


def _is_told(difference: Difference, new: list[Change]) -> bool:
    """Whether entries tell of a difference by their kind; where it says something else, by naming or quoting it."""
    kinds = {*difference.entries} - {ChangeKind.SOURCE}
    entries = [change for change in new if change.kind in kinds]
    if difference.grade is not Grade.TOLD:
        return bool(entries)
    wording = [change for change in entries if change.kind is ChangeKind.WORDING]
    others = (c for c in entries if c not in wording and not mentions(c, "small"))
    reason = _words(difference.values[1] if difference.key == "withdrawn" else "")
    told = [reason in _words(c.why) or _words(c.why) in reason for c in others]
    told += [_is_open(c) and mentions(c, difference.key) for c in wording]
    return any(told) or _is_quoted(difference, wording)


def _is_open(change: Change) -> bool:
    is_quoting = change.before or change.after
    return change.kind is ChangeKind.WORDING and not (is_quoting or mentions(change, "small"))


def _is_quoted(difference: Difference, wording: list[Change]) -> bool:
    """Whether what entries quote of a text is all that says something else there, or stands on one side."""
    was, now = sides = [_spaced(_said(value)) for value in difference.values]
    for change in wording:
        for part in _CUT.split(change.before):
            was = was.replace(_spaced(part), " ", 1)
        for part in _CUT.split(change.after):
            now = now.replace(_spaced(part), " ", 1)
    is_one = was == sides[0] or now == sides[1]
    return [was, now] != sides if is_one else grade_of(was, now) is not Grade.TOLD


def mentions(change: Change, listed: str) -> bool:
    """Whether the reason of an entry has one of the words of a list."""
    words = "|".join(" ".join(_LISTED["words"].get(listed, ["$^"])).split())
    return bool(re.search(rf"(?i)\b(?:{words})\b", change.why))


def _takes(sources: tuple[Any, Any], said: list[str], taken: dict[object, Source]) -> bool:
    """Whether one of these words of entries has a name that was not taken for another source; it is taken."""
    there = [source for source in sources if isinstance(source, Source)]
    # Only one that stays may be called by who reported it first.
    names = {name for s in there for name in (s.outlet, s.reported_by)[: len(there)]}
    for place in _named(said, names):
        sides: dict[object, Source] = {(place, n): s for n, s in enumerate(sources) if s in there}
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
    old = [("", "", _words(change.why)) for change in before.history]
    for change, telling in zip(new, told[len(before.history) :], strict=True):
        found, sides = "", tuple(zip((change.before, change.after), both, strict=True))
        if change.kind is ChangeKind.WORDING and not _stand(change, *stands):
            found = "The entry has words in `from:` that did not stand there, or in `to:` that do not stand there now."
        elif change.kind is ChangeKind.WORDING and (is_same or not _differs(change, *said)):
            found = "The entry tells of a change of what is as it was."
        elif change.kind not in _AGAIN and (told.count(telling) > 1 or telling[1:] in old):
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
    return _spaced(text).lower()


def _spaced(text: str) -> str:
    """The words of a text and its figures, a day's without zeros, with a space around each."""
    words = BARE_WORD.findall(fold(text).text)
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
