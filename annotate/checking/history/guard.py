"""Nothing published changes silently: compare the claims with those of an earlier git revision.

These rules need a revision to compare with (`annotate check --base REV`), so they are no part of
`annotate.checking.checks`. Drafts are free: nobody has read them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...model import Annotation, Change, Library, Location, Outlet, Source
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from .revisions import Revision, earlier_annotations


def compare(revision: Revision, library: Library) -> Iterator[Problem]:
    """Compare all published claims with how they were.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Yields:
        `claim-removed`, `silent-change` and `history-rewritten`; a file that is there and cannot be read has problems
        of its own, and is left out.
    """
    now = {a.path: a for article in library.articles for a in article.annotations}
    spelling = _spelling(library.outlets)
    for path, before in earlier_annotations(revision):
        after = now.get(path)
        if before.draft or (after is None and (revision.root / path).exists()):
            continue
        if after is None or after.draft:
            yield _removed(before, after, now.values())
            continue
        yield from _rewritten(before, after)
        yield from _silent(before, after, spelling)


def _removed(before: Annotation, after: Annotation | None, now: Iterable[Annotation]) -> Problem:
    hint = (
        "Readers may have linked to it. Bring the file back, add `withdrawn:` with the reason, and append a "
        "`history` entry of the kind `withdrawn`; the page then stays and says why."
    )
    if after:
        return Problem(
            after.at("draft"),
            "claim-removed",
            "A published claim was made a draft, so it would disappear.",
            hint,
        )
    moved = next((a for a in now if a.quote == before.quote and a.claim == before.claim), None)
    if moved:
        hint = f"It looks renamed to {moved.path}. The name is the claim's address, so keep {before.path}."
    return Problem(Location(before.path), "claim-removed", "A published claim was deleted.", hint)


def _rewritten(before: Annotation, after: Annotation) -> Iterator[Problem]:
    """Every old entry of the history is still there, unchanged and in its place."""
    for number, change in enumerate(before.history):
        kept = after.history[number] if number < len(after.history) else None
        if kept == change:
            continue
        what = "was changed" if kept else "is gone"
        yield Problem(
            kept.location if kept else after.at("history"),
            "history-rewritten",
            f"The history entry of {change.date} (“{change.why}”) {what}.",
            "Restore it as it was; if it was wrong, append a new entry that says so.",
        )
        return


def _silent(before: Annotation, after: Annotation, spelling: dict[str, str]) -> Iterator[Problem]:
    """A changed verdict, changed sources and a withdrawal each have a new entry in the history."""
    new = after.history[len(before.history) :]
    if before.verdict is not after.verdict and not _tells_verdict(new, before):
        yield _silent_change(
            after.at("verdict"),
            f"The verdict was changed from `{before.verdict.id}` to `{after.verdict.id}`, and no new `history` entry says so.",
            ChangeKind.VERDICT,
            f"from: {before.verdict.id}\nto: {after.verdict.id}\n",
        )
    lost = list((_sources(before, spelling) - _sources(after, spelling)).elements())
    added = list((_sources(after, spelling) - _sources(before, spelling)).elements())
    if (lost or added) and not _has(new, ChangeKind.SOURCE):
        yield _silent_change(
            after.at("sources"),
            f"The sources were changed ({_moved(lost, added)}), and no new `history` entry says so.",
            ChangeKind.SOURCE,
            "",
        )
    if before.withdrawn and not after.withdrawn and not new:
        yield _silent_change(
            after.at("verdict"),
            "The claim was withdrawn and is back, and no new `history` entry says so.",
            ChangeKind.VERDICT,
            f"to: {after.verdict.id}\n",
        )


def _tells_verdict(new: Iterable[Change], before: Annotation) -> bool:
    """Whether the new entries begin where the verdict stood; that they end where it stands is checked elsewhere."""
    first = next((change for change in new if change.kind is ChangeKind.VERDICT), None)
    return first is not None and first.before in ("", before.verdict.id)


def _has(changes: Iterable[Change], kind: ChangeKind) -> bool:
    return any(change.kind is kind for change in changes)


def _silent_change(location: Location, message: str, kind: ChangeKind, fields: str) -> Problem:
    lines = f"date: (today)\nkind: {kind.id}\n{fields}why: (the reason, in a sentence for readers)"
    entry = "\n".join(
        ("  - " if n == 0 else "    ") + line for n, line in enumerate(lines.split("\n"))
    )
    return Problem(
        location,
        "silent-change",
        message,
        f"Readers are told of such changes. Add at the end of `history:` (begin the list if there is none):\nhistory:\n{entry}",
    )


def _spelling(outlets: Iterable[Outlet]) -> dict[str, str]:
    return {alias: outlet.name for outlet in outlets for alias in outlet.aliases}


def _sources(claim: Annotation, spelling: dict[str, str]) -> Counter[tuple[str, ...]]:
    """What counts as a source's change: its address, outlet, stance and origin, however the names are spelled."""
    return Counter(_key(source, spelling) for source in claim.sources)


def _key(source: Source, spelling: dict[str, str]) -> tuple[str, ...]:
    outlet = spelling.get(source.outlet, source.outlet)
    origin = spelling.get(source.reported_by, source.reported_by)
    return source.url, outlet, source.stance.id, origin


def _moved(lost: list[tuple[str, ...]], added: list[tuple[str, ...]]) -> str:
    parts = []
    for words, sources in (("before", lost), ("now", added)):
        if sources:
            parts.append(
                f"{words}: {'; '.join(f'{outlet} {stance}' for _, outlet, stance, _ in sources)}"
            )
    return ", ".join(parts)
