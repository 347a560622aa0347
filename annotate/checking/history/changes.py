"""What a pull request changes, in a reviewer's words: claims added, removed and changed, with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from ...model import Annotation, Library, Source
from ...reading.repository import ARTICLES, DOCS, OUTLETS, SEEDS
from ...text.escaping import escape_markdown
from ...text.wording import counted
from .revisions import Revision, changed_paths, earlier_annotations

# What is told elsewhere, or follows from the file's name; every other field of a record is compared.
_NOT_COMPARED = {
    Annotation: {"id", "slug", "path", "verdict", "sources", "locations"},
    Source: {"url", "location"},
}
_LABELS = {"archived": "archived copy", "exact": "quote", "read": "day of reading"}
# Fields of a source whose values are short enough to be shown.
_SHOWN = ("outlet", "origin", "stance", "type", "date", "read")
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
    if old.keys() == new.keys() and list(old) != list(new):
        yield "order of the sources changed"
    for url, source in old.items():
        if url in new:
            # Where no day of reading is given it is that of the check, and that one is told.
            unread = source.read == before.checked and new[url].read == after.checked
            yield from _source_details(source, new[url], {"read"} if unread else set())
    for name in _differing(before, after):
        yield f"{_label(name)} changed"


def _source_details(old: Source, new: Source, told: set[str]) -> Iterator[str]:
    for name in _differing(old, new):
        shown = [getattr(v, "id", v) or "none" for v in (getattr(old, name), getattr(new, name))]
        if name in _SHOWN and name not in told:
            yield f"{_label(name)} of {new.outlet}: {shown[0]} → {shown[1]}"
        elif name not in told:
            yield f"{_label(name)} of {new.outlet} changed"


def _differing(old: Annotation | Source, new: Annotation | Source) -> Iterator[str]:
    """The fields of a record that differ; a field that is declared later is among them."""
    kept = _NOT_COMPARED[type(old)]
    compared = (f.name for f in fields(old) if f.compare and f.name not in kept)
    yield from (name for name in compared if getattr(old, name) != getattr(new, name))


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


def format_markdown(changes: Changes) -> str:
    """The changes as Markdown, for the summary of a forge's job."""
    lines = [f"### {_headline(changes)}", ""]
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
    lines = [f"{_headline(changes)}."]
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
