"""What a pull request changes, in a reviewer's words: claims added, removed and changed, with their verdicts.

What other files are is listed in `changes.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...model import Annotation, Definitions, Library
from ...model.problems import visible
from ...text.escaping import escape_markdown
from ...text.tables import table_of
from ...text.wording import counted
from .differences import differences
from .revisions import Revision, changed_paths, earlier_records, editorial_answers

_KINDS: dict[str, str] = table_of(__file__)


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
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that is no claim: what it is in plain words, and of an article's page what is different."""

    path: str
    kind: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All claims that differ, the other files that were touched, and what is said to be editorial, with the reason."""

    claims: tuple[ClaimChange, ...]
    other_files: tuple[OtherFile, ...]
    editorial: tuple[str, ...]


def since(revision: Revision, library: Library) -> Changes:
    """Compare the claims of a repository with an earlier revision.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Returns:
        the differences; a claim file that cannot be read now or then counts as other file.
    """
    now = {r.path: r for r in library.with_history if not isinstance(r, Definitions)}
    then = earlier_records(revision)
    claims: list[ClaimChange] = []
    other_files: list[OtherFile] = []
    for path in changed_paths(revision):
        before, after = then.get(path), now.get(path)
        found = differences(before, after, {}) if before and after else ()
        details = tuple(difference.told for difference in found if difference.key != "verdict")
        old, new = (c if isinstance(c, Annotation) else None for c in (before, after))
        is_there = (revision.root / path).is_file()
        # What was there has a record of then, if it can be read.
        if (claim := new or old) and bool(old) == (path in then) and bool(new) == is_there:
            what = "changed" if old and new else "added" if new else "removed"
            verdicts = (old.verdict.id if old else "", new.verdict.id if new else "")
            claims.append(ClaimChange(path, what, claim.claim, verdicts, details))
        else:
            other_files.append(OtherFile(path, _kind(path), details))
    order = list(_KINDS.values())
    other_files.sort(key=lambda file: order.index(file.kind))
    answers = editorial_answers(revision).items()
    editorial = tuple(f"said to be editorial: {name}: {why}" for name, why in answers)
    return Changes(tuple(claims), tuple(other_files), editorial)


def _kind(path: str) -> str:
    inner = re.sub(r"^(\.\./)+", "", path)
    return next(kind for pattern, kind in _KINDS.items() if re.match(pattern, inner, re.IGNORECASE))


def _others(changes: Changes) -> str:
    return f"Not claims: {counted(len(changes.other_files), 'file')}, for a maintainer to look at"


def format_markdown(changes: Changes) -> str:
    """The changes as Markdown, for the summary of a forge's job: what is no claim comes first."""
    lines = []
    if changes.other_files:
        lines += [f"### {_others(changes)}", ""]
        for file in changes.other_files:
            details = f" ({'; '.join(file.details)})" if file.details else ""
            told = escape_markdown(f"{file.kind}{details}")
            lines.append(f"- **{escape_markdown(file.path)}**: {told}")
        lines.append("")
    lines += [f"### {_count(changes.claims)}", ""]
    lines += [f"- {escape_markdown(answer)}" for answer in changes.editorial]
    lines += [""] * bool(changes.editorial)
    if changes.claims:
        lines += ["| | Claim | Verdict | Also |", "| --- | --- | --- | --- |"]
        lines += [_row(change) for change in changes.claims]
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(change: ClaimChange) -> str:
    name = change.path.rpartition("/")[2].removesuffix(".md")
    also = "<br>".join(escape_markdown(detail) for detail in change.details)
    return f"| {change.what} | **{escape_markdown(name)}**<br>{escape_markdown(change.claim)} | {_verdicts(change)} | {also} |"


def format_text(changes: Changes) -> str:
    """The changes as plain text, one file a line with what is different below: what is no claim comes first."""
    lines = [f"{_others(changes)}:"] if changes.other_files else []
    for file in changes.other_files:
        lines.append(f"  {visible(file.path)}: {file.kind}")
        lines += [f"      {detail}" for detail in file.details]
    lines.append(f"{_count(changes.claims)}.")
    lines += [f"  {answer}" for answer in changes.editorial]
    for change in changes.claims:
        lines.append(f"  {change.what} {visible(change.path)}: {_verdicts(change)}")
        lines += [f"      {detail}" for detail in change.details]
    return "\n".join(lines)


def _verdicts(change: ClaimChange) -> str:
    return " → ".join(dict.fromkeys(filter(None, change.verdicts)))


def _count(claims: tuple[ClaimChange, ...]) -> str:
    counts = Counter(claim.what for claim in claims)
    told = ", ".join(f"{counts[what]} {what}" for what in sorted(counts))
    return f"Claims: {told}" if told else "No claims added or changed"
