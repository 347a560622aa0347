"""What a pull request changes, in a reviewer's words: claims added, removed and changed, with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.escaping import escape_markdown
from annotate.model import Annotation, Library, Source
from annotate.repository import ARTICLES
from annotate.review.revisions import Revision, changed_paths, earlier_annotations
from annotate.wording import counted


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
    """All claims that differ, and the other files that were touched."""

    claims: tuple[ClaimChange, ...]
    other_files: tuple[str, ...]


def since(revision: Revision, library: Library) -> Changes:
    """Compare the claims of a repository with an earlier revision.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.

    Returns:
        the differences; a claim file that cannot be read now or then counts as other file.
    """
    now = {a.path: a for article in library.articles for a in article.annotations}
    before = dict(earlier_annotations(revision))
    paths = changed_paths(revision)
    claims = tuple(
        _compare(path, before.get(path), now.get(path))
        for path in paths
        if path in before or path in now
    )
    told = {change.path for change in claims}
    return Changes(claims, tuple(path for path in paths if path not in told))


def _compare(path: str, before: Annotation | None, after: Annotation | None) -> ClaimChange:
    either = after or before
    assert either is not None
    what = "changed" if before and after else "added" if after else "removed"
    verdicts = (before.verdict.id if before else "", after.verdict.id if after else "")
    details = tuple(_details(before, after)) if before and after else ()
    return ClaimChange(path, what, either.claim, verdicts, details)


def _details(before: Annotation, after: Annotation) -> Iterator[str]:
    old, new = {s.url: s for s in before.sources}, {s.url: s for s in after.sources}
    yield from (f"source removed: {old[url].outlet}" for url in old if url not in new)
    yield from (
        f"source added: {new[url].outlet} ({new[url].stance.id})" for url in new if url not in old
    )
    for url, source in old.items():
        if url in new:
            yield from _source_details(source, new[url])
    for name in ("quote", "claim", "source_type", "summary", "context", "draft", "withdrawn"):
        if getattr(before, name) != getattr(after, name):
            yield f"{name.replace('_', ' ')} changed"


def _source_details(old: Source, new: Source) -> Iterator[str]:
    for name in ("outlet", "origin", "stance"):
        a, b = (getattr(source, name) for source in (old, new))
        if a != b:
            shown = [getattr(value, "id", value) or "none" for value in (a, b)]
            yield f"{name} of {new.outlet}: {shown[0]} → {shown[1]}"


def format_markdown(changes: Changes) -> str:
    """The changes as Markdown, for the summary of a forge's job."""
    lines = [f"### {_count(changes.claims)}", ""]
    if changes.claims:
        lines += ["| | Claim | Verdict | Also |", "| --- | --- | --- | --- |"]
        lines += [_row(change) for change in changes.claims]
        lines.append("")
    outside = [path for path in changes.other_files if not path.startswith(f"{ARTICLES}/")]
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
    lines = [f"{_count(changes.claims)}."]
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


def _count(claims: tuple[ClaimChange, ...]) -> str:
    counts = [
        (sum(c.what == what for c in claims), what) for what in ("added", "changed", "removed")
    ]
    told = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f"Claims: {told}" if told else "No claims added or changed"
