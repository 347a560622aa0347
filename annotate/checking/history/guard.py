"""Nothing published changes silently: compare claims, articles' pages and definitions with an earlier git revision.

These rules need a revision to compare with (`annotate check --base REV`), so they are no part of
`annotate.checking.checks`. Drafts are free: nobody has read them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ...anchoring import Anchor
from ...model import AnnotatedArticle, Annotation, Definitions, Library, Location, definitions
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ...reading.repository import OUTLETS
from ...text.tables import table_of
from ...text.wording import grouped
from ..checks.claim_words import is_reason
from ..due import is_unread, waits
from . import entries, revisions
from .article_words import untold_words
from .differences import SIDES, Difference, Grade, Published, Records, differences, grade_of
from .revisions import Revision

# The page that defines the verdicts and all other words.
_METHODOLOGY = "methodology"
# What does not change what the page says: a comment that is no mark of ours, where links lead, anchors, and emphasis.
_UNSAID = re.compile(
    r"(?s)<!--(?! annotate:).*?-->|(?m:^) {0,3}\[(?!\^)[^]\n]+\]:[^\n]*|(?<=\])(?:\(\S*?\)|\[[^]\n]*\])|[][*_]| *\{[: ]*#[\w-]+ *}"
)

_TOLD = table_of(__file__)

_Held = AnnotatedArticle | None


def compare(revision: Revision, library: Library) -> Iterator[Problem]:
    """Compare all that readers were told with what they are told now.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Yields:
        `claim-removed`, `silent-change`, `confirm-editorial`, the problems of new entries, and `cannot-compare` where
        a file was not readable then; one that is there and cannot be read now has problems of its own, and is left out.
    """
    now = {r.path: r for r in library.with_history if not isinstance(r, Definitions)}
    outlets = revisions.earlier_outlets(revision)
    if outlets is None:
        yield entries.incomparable(OUTLETS)
    spelling = {alias: outlet.name for outlet in outlets or () for alias in outlet.aliases}
    answers = revisions.editorial_answers(revision)
    answered = {name for name, why in answers.items() if is_reason(why)}
    named = _names(now.values()).items()
    unanswered = {path: name for path, name in named if name not in answered}
    articles = {claim.path: held for held in library.articles for claim in held.annotations}
    then = revisions.earlier_records(revision)
    for path, before in then.items():
        after, held = now.get(path), articles.get(path)
        if before is None:
            yield entries.incomparable(path)
        elif is_unread(before):
            continue
        elif _is_hidden(before, after, held) if after else not (revision.root / path).is_file():
            yield from _removed(before, after, now.values())
        elif after:
            yield from _changed(before, after, held, spelling, unanswered.get(path, ""))
    new = set(revisions.changed_paths(revision)) - then.keys()
    unseen = {path: then.get(path) for path in now if path in new or is_unread(then.get(path))}
    yield from _unseen(unseen, now, revisions.commit_day(revision))
    yield from untold_words(revision, library, then, new, unanswered)
    yield from _defined(revision, library.definitions, _METHODOLOGY in answered)


def _is_hidden(before: Published, after: Published, held: _Held) -> bool:
    """Whether a claim that readers knew is a draft, though the article's words do not ask for a look at it first."""
    if not (held and isinstance(after, Annotation) and after.draft):
        return False
    was_draft = isinstance(before, Annotation) and before.draft
    return is_unread(after) or not (was_draft or waits(after, held.page.language))


def _unseen(then: Records, now: Mapping[str, Published], day: date) -> Iterator[Problem]:
    """What is told of the past of claims and pages that readers had not seen on this day."""
    for path, before in then.items():
        new = now[path].history[len(before.history) if before else 0 :]
        yield from entries.misdated(new, day, "when readers had not seen it")
        yield from entries.invented(new)


def _names(records: Iterable[Published]) -> dict[str, str]:
    """What a commit's message calls a claim or an article's page, by path: its own name, where no other has it."""
    short = {r.path: (r.id if isinstance(r, Annotation) else r.slug, r) for r in records}
    taken = Counter([_METHODOLOGY, *(name for name, _ in short.values())])
    long = {p: n if isinstance(r, Annotation) else "index" for p, (n, r) in short.items()}
    return {p: n if taken[n] == 1 else f"{r.slug}/{long[p]}" for p, (n, r) in short.items()}


def _changed(
    before: Published, after: Published, held: _Held, spelling: Mapping[str, str], name: str
) -> Iterator[Problem]:
    """Whatever else readers are told: a new entry tells of it, or, if it is the same in other words, somebody answers."""
    edited = list(entries.rewritten(before, after))
    yield from edited
    new = () if edited else after.history[len(before.history) :]
    first = before.checked if isinstance(before, Annotation) else before.published
    last = before.history[-1].date if before.history else first
    yield from entries.misdated(new, last, "when readers were told otherwise")
    yield from entries.misleading(new, before, after)
    language = getattr(held.page if held else after, "language", "")
    found = (_placed(d, before, held) for d in differences(before, after, spelling, language))
    left = entries.untold((d for d in found if d.grade is not Grade.TYPED), new)
    if any(difference.grade is Grade.TOLD for difference in left):
        yield from _silent(before, after, left, {change.kind for change in new})
    elif left and name:
        told = "; ".join(difference.told for difference in left)
        yield entries.confirm(after.at(left[0].key), told, name)


def _placed(difference: Difference, before: Published, held: _Held) -> Difference:
    """What differs, beside a quote graded by whether it stands where the words of before lead to, if they do."""
    if difference.key in SIDES and held and isinstance(before, Annotation):
        was, now = held.anchored(before.quote), held.places.get(before.id)
        if isinstance(was, Anchor) and isinstance(now, Anchor):
            return difference._replace(grade=Grade.TYPED if was == now else Grade.TOLD)
    return difference


def _silent(
    before: Published, after: Published, untold: list[Difference], given: set[ChangeKind]
) -> Iterator[Problem]:
    """A problem for each entry that is missing: the one of a verdict tells of what follows from it."""
    is_verdict = any(difference.entries == (ChangeKind.VERDICT,) for difference in untold)

    def wanted(difference: Difference) -> ChangeKind:
        follows = is_verdict and ChangeKind.VERDICT in difference.entries
        return ChangeKind.VERDICT if follows else difference.entries[0]

    for kind, found in grouped(untold, wanted).items():
        told = "; ".join(difference.told for difference in found)
        message, hint = (text.format(told=told, kind=kind.id) for text in _TOLD["silent"])
        hint += _entry(kind, before, after) + _TOLD["less"].get(kind.id, "") * (kind in given)
        yield Problem(after.at(found[0].key), "silent-change", message, hint)


def _entry(kind: ChangeKind, before: Published, after: Published) -> str:
    """The entry that is missing, to be filled in."""
    fields = ""
    if kind is ChangeKind.SOURCE:
        fields = "    to: (the outlet of the source; in `from:` if it is gone; an entry for each)\n"
    elif kind is ChangeKind.VERDICT:  # which claims alone have
        was, now = (r.verdict.id for r in (before, after) if isinstance(r, Annotation))
        fields = f"    from: {was}\n" * (was != now) + f"    to: {now}\n"
    return f"history:\n  - date: (today)\n    kind: {kind.id}\n{fields}    why: (the reason, in a sentence for readers)"


def _defined(revision: Revision, after: Definitions, is_answered: bool) -> Iterator[Problem]:
    """The page that defines the verdicts says something else, of which no line of its own tells."""
    text = revisions.earlier_text(revision, after.path)
    if text is None:
        yield entries.incomparable(after.path)
        return
    before = definitions(text, after.path)
    yield from entries.rewritten(before, after)
    new = after.history[len(before.history) :]
    last = before.history[-1].date if before.history else revisions.commit_day(revision)
    yield from entries.misdated(new, last, "when readers were told otherwise")
    grade = grade_of(*(_UNSAID.sub("", record.text) for record in (before, after)))
    if grade is Grade.EDITORIAL and not (is_answered or new):
        yield entries.confirm(Location(after.path), "the whole page", _METHODOLOGY)
    elif grade is Grade.TOLD and all(entries.mentions(change, "small") for change in new):
        yield Problem(Location(after.path), "silent-change", *_TOLD["defined"])


def _removed(
    before: Published, after: Published | None, now: Iterable[Published]
) -> Iterator[Problem]:
    place, what = (after.at("draft"), "draft") if after else (Location(before.path), "deleted")
    found, hint = _TOLD[what if isinstance(before, Annotation) else "page"]
    said = {(r.quote, r.claim): r.path for r in now if isinstance(r, Annotation) and r is not after}
    if isinstance(before, Annotation) and (there := said.get((before.quote, before.claim))):
        hint = _TOLD["moved"].format(there=there, here=before.path)
    yield Problem(place, "claim-removed", found, hint)
