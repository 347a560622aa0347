"""Nothing published changes silently: compare claims, articles' pages and definitions with an earlier git revision.

These rules need a revision to compare with (`annotate check --base REV`), so they are no part of
`annotate.checking.checks`. Drafts are free: nobody has read them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...model import Annotation, Library, Location
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ...reading.repository import DOCS, OUTLETS
from ..checks.claim_words import is_reason
from .differences import Difference, Grade, Published, differences, grade_of
from .entries import misdated, new_entries, rewritten, tells
from .revisions import (
    Revision,
    changed_paths,
    commit_day,
    earlier_outlets,
    earlier_records,
    earlier_text,
    editorial_answers,
)

# The page that defines the verdicts and all other words.
_METHODOLOGY = "methodology"
_LINK_OR_SIGN = re.compile(r"(?<=\])\([^)\s]*\)|[*_]")


def compare(revision: Revision, library: Library) -> Iterator[Problem]:
    """Compare all that readers were told with what they are told now.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Yields:
        `claim-removed`, `silent-change`, `confirm-editorial`, the problems of new entries, and `cannot-compare` where
        a file was not readable then; one that is there and cannot be read now has problems of its own, and is left out.
    """
    now = {record.path: record for record in library.with_history}
    outlets = earlier_outlets(revision)
    if outlets is None:
        yield _incomparable(OUTLETS)
    spelling = {alias: outlet.name for outlet in outlets or () for alias in outlet.aliases}
    answers = _Answers.of(revision, now.values())
    then = earlier_records(revision)
    for path, before in then.items():
        after = now.get(path)
        if before is None:
            yield _incomparable(path)
        elif after is None:
            yield from _removed(revision, before, now.values())
        elif _is_draft(after) and not _is_draft(before):
            yield _hidden(after)
        elif not _is_draft(before):
            yield from _changed(before, after, spelling, answers)
    day = commit_day(revision)
    for path in changed_paths(revision):
        if path in now and (path not in then or _is_draft(then[path])):
            yield from misdated(now[path].history, day, "when readers had not seen it")
    yield from _definitions(revision, library, answers)


def _is_draft(record: Published | None) -> bool:
    return isinstance(record, Annotation) and record.draft


@dataclass(frozen=True, slots=True)
class _Answers:
    """Who answers for what is said in other words: the reasons by name, and how many records have a name."""

    told: Mapping[str, str]
    named: Counter[str]

    @classmethod
    def of(cls, revision: Revision, records: Iterable[Published]) -> _Answers:
        told = editorial_answers(revision)
        return cls(told, Counter((_METHODOLOGY, *map(_short_name, records))))

    def name(self, record: Published) -> str:
        """What a commit's message calls a claim or an article's page: its own name, where no other has it."""
        short = _short_name(record)
        return short if self.named[short] == 1 else f"{record.slug}/{short}"

    def has(self, name: str) -> bool:
        return is_reason(self.told.get(name, ""))


def _short_name(record: Published) -> str:
    return record.id if isinstance(record, Annotation) else record.slug


def _changed(
    before: Published, after: Published, spelling: Mapping[str, str], answers: _Answers
) -> Iterator[Problem]:
    """Whatever else readers are told: a new entry tells of it, or somebody answers that it is the same in other words."""
    yield from rewritten(before, after)
    new = new_entries(before, after)
    if before.history:
        yield from misdated(new, before.history[-1].date, "the day of the entry above it")
    else:
        first = before.checked if isinstance(before, Annotation) else before.published
        yield from misdated(new, first, "when readers were told otherwise")
    untold = [
        difference
        for difference in differences(before, after, spelling)
        if difference.grade is not Grade.TYPED
        and not any(tells(change, difference, before) for change in new)
    ]
    name = answers.name(after)
    if any(difference.grade is Grade.TOLD for difference in untold):
        yield from _silent(before, after, untold)
    elif untold and not answers.has(name):
        yield _confirm(after.at(untold[0].key), untold, name)


def _silent(before: Published, after: Published, untold: list[Difference]) -> Iterator[Problem]:
    """A problem for each entry that is missing: the one of a verdict tells of what follows from it."""
    kinds = [difference.entries for difference in untold]
    wanted: dict[ChangeKind, list[Difference]] = {}
    for difference in untold:
        follows = (ChangeKind.VERDICT,) in kinds and ChangeKind.VERDICT in difference.entries
        kind = ChangeKind.VERDICT if follows else difference.entries[0]
        wanted.setdefault(kind, []).append(difference)
    for kind, found in wanted.items():
        told = "; ".join(difference.told for difference in found)
        yield Problem(
            after.at(found[0].key),
            "silent-change",
            f"Readers are told something else ({told}), and no new `history` entry of the kind `{kind.id}` says so.",
            "Readers are told of such changes. Add at the end of `history:` (begin the list if there is none):\n"
            + _entry(kind, before, after),
        )


def _entry(kind: ChangeKind, before: Published, after: Published) -> str:
    """The entry that is missing, to be filled in."""
    fields = ""
    if (
        kind is ChangeKind.VERDICT
        and isinstance(before, Annotation)
        and isinstance(after, Annotation)
    ):
        fields = f"    from: {before.verdict.id}\n" if before.verdict is not after.verdict else ""
        fields += f"    to: {after.verdict.id}\n"
    elif kind is ChangeKind.SOURCE:
        fields = "    to: (the source by its outlet; in `from:` one that is gone)\n"
    return f"history:\n  - date: (today)\n    kind: {kind.id}\n{fields}    why: (the reason, in a sentence for readers)"


def _confirm(location: Location, found: Iterable[Difference], name: str) -> Problem:
    told = "; ".join(difference.told for difference in found)
    return Problem(
        location,
        "confirm-editorial",
        f"Readers are told the same in other words, as far as a machine can judge ({told}).",
        _trailer(name),
    )


def _trailer(name: str) -> str:
    return f"Answer for it in the last paragraph of a commit's message:\nEditorial: {name} (the reason, in three words or more)"


def _definitions(revision: Revision, library: Library, answers: _Answers) -> Iterator[Problem]:
    """The page that defines the verdicts says the same, or somebody answers for the change."""
    path = f"{_METHODOLOGY}.md"
    then, now = earlier_text(revision, f"{DOCS}/{path}"), library.pages.get(path, "")
    if then is None:
        yield _incomparable(f"{DOCS}/{path}")
    elif isinstance(now, str) and not answers.has(_METHODOLOGY):
        grade = grade_of(*(_LINK_OR_SIGN.sub("", text) for text in (then, now)))
        if grade is Grade.EDITORIAL:
            yield _confirm(Location(f"{DOCS}/{path}"), (), _METHODOLOGY)
        elif grade is Grade.TOLD:
            yield Problem(
                Location(f"{DOCS}/{path}"),
                "silent-change",
                "Verdicts are defined here, and what readers are told of them is something else now.",
                _trailer(_METHODOLOGY),
            )


def _incomparable(path: str) -> Problem:
    return Problem(
        Location(path),
        "cannot-compare",
        "This file cannot be read as it was at the revision to compare with, so nobody can say what was changed.",
        "Name with --base an earlier revision, at which it could be read; if there is none, compare it by eye.",
    )


def _hidden(after: Published) -> Problem:
    return Problem(
        after.at("draft"),
        "claim-removed",
        "A published claim was made a draft, so it would disappear.",
        _WITHDRAW,
    )


_WITHDRAW = (
    "Readers may have linked to it. Bring the file back, add `withdrawn:` with the reason, and append a "
    "`history` entry of the kind `withdrawn`; the page then stays and says why."
)


def _removed(revision: Revision, before: Published, now: Iterable[Published]) -> Iterator[Problem]:
    if (
        not isinstance(before, Annotation)
        or before.draft
        or (revision.root / before.path).is_file()
    ):
        return
    hint = _WITHDRAW
    claims = (other for other in now if isinstance(other, Annotation))
    moved = next((a for a in claims if a.quote == before.quote and a.claim == before.claim), None)
    if moved:
        hint = f"It looks renamed to {moved.path}. The name is the claim's address, so keep {before.path}."
    yield Problem(Location(before.path), "claim-removed", "A published claim was deleted.", hint)
