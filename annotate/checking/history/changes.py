"""What a pull request changes, in a reviewer's words: claims added, removed and changed, with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Annotation, Library
from ...reading.repository import ARTICLES, DOCS, OUTLETS, SEEDS
from ...text.escaping import escape_markdown
from ...text.wording import counted
from .differences import differences
from .revisions import Revision, changed_paths, earlier_records, editorial_answers

# Kinds of files that no claim is in, by how their path begins; the first that fits.
_KINDS = (
    (f"{ARTICLES}/", "article file"),
    (f"{SEEDS}/", "seed"),
    (OUTLETS, "outlet list"),
    (f"{DOCS}/", "site page"),
    ("annotate/", "tool code file"),
    ("", "other file"),
)


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim that differs from an earlier revision.

    `what` is added, changed or removed; `verdicts` are the ids before and after ("" where there was no claim); `details`
    name what else is different.
    """

    path: str
    what: str
    claim: str
    verdicts: tuple[str, str]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All claims that differ, the other files that were touched, and what is said to be editorial, with the reason."""

    claims: tuple[ClaimChange, ...]
    other_files: tuple[str, ...]
    editorial: tuple[str, ...] = ()


def since(revision: Revision, library: Library) -> Changes:
    """Compare the claims of a repository with an earlier revision.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Returns:
        the differences; a claim file that cannot be read now or then counts as other file.
    """
    now = {a.path: a for article in library.articles for a in article.annotations}
    before = {
        path: record
        for path, record in earlier_records(revision).items()
        if isinstance(record, Annotation)
    }
    paths = changed_paths(revision)
    claims = tuple(
        _compare(path, before.get(path), now.get(path))
        for path in paths
        if path in before or path in now
    )
    told = {change.path for change in claims}
    answers = editorial_answers(revision).items()
    editorial = tuple(f"said to be editorial: {name}: {why}" for name, why in answers)
    return Changes(claims, tuple(path for path in paths if path not in told), editorial)


def _compare(path: str, before: Annotation | None, after: Annotation | None) -> ClaimChange:
    either = after or before
    assert either is not None
    what = "changed" if before and after else "added" if after else "removed"
    verdicts = (before.verdict.id if before else "", after.verdict.id if after else "")
    found = differences(before, after, {}) if before and after else ()
    details = tuple(difference.told for difference in found if difference.key != "verdict")
    return ClaimChange(path, what, either.claim, verdicts, details)


def format_markdown(changes: Changes) -> str:
    """The changes as Markdown, for the summary of a forge's job."""
    lines = [f"### {_headline(changes)}", ""]
    if changes.claims:
        lines += ["| | Claim | Verdict | Also |", "| --- | --- | --- | --- |"]
        lines += [_row(change) for change in changes.claims]
        lines.append("")
    outside = [path for path in changes.other_files if not path.startswith(f"{ARTICLES}/")]
    lines += [f"- {escape_markdown(answer)}" for answer in changes.editorial]
    if changes.editorial:
        lines.append("")
    if changes.claims and outside:
        lines.append(
            f"**Also touched: {counted(len(outside), 'file')} that no claim is in.** A maintainer must look at them: "
            + ", ".join(escape_markdown(path) for path in outside[:10])
            + (", …" if len(outside) > 10 else "")
        )
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(change: ClaimChange) -> str:
    name = change.path.rpartition("/")[2].removesuffix(".md")
    also = "<br>".join(escape_markdown(detail) for detail in change.details)
    return f"| {change.what} | **{escape_markdown(name)}**<br>{escape_markdown(change.claim)} | {_verdicts(change)} | {also} |"


def format_text(changes: Changes) -> str:
    """The changes as plain text, one claim a line with what else is different below."""
    lines = [f"{_headline(changes)}."]
    lines += [f"  {answer}" for answer in changes.editorial]
    for change in changes.claims:
        lines.append(f"  {change.what} {change.path}: {_verdicts(change)}")
        lines += [f"      {detail}" for detail in change.details]
    if changes.other_files:
        lines.append(
            f"{counted(len(changes.other_files), 'other file')}: {', '.join(changes.other_files)}"
        )
    return "\n".join(lines)


def _verdicts(change: ClaimChange) -> str:
    before, after = change.verdicts
    return after if before == after else " → ".join(filter(None, change.verdicts))


def _headline(changes: Changes) -> str:
    """What was touched in one line: the claims, and where there are none the kinds of the other files."""
    if changes.claims or not changes.other_files:
        return _count(changes.claims)
    kinds = [_kind(path) for path in changes.other_files]
    touched = ", ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
    return f"{_count(changes.claims)}. Touched: {touched}"


def _kind(path: str) -> str:
    return next(kind for start, kind in _KINDS if path.startswith(start))


def _count(claims: tuple[ClaimChange, ...]) -> str:
    counts = [
        (sum(c.what == what for c in claims), what) for what in ("added", "changed", "removed")
    ]
    told = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f"Claims: {told}" if told else "No claims added or changed"
