"""What readers are told of changes: the entries of the histories of claims and articles' pages, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model import Annotation, ArticlePage, Change, Definitions
from ..model.vocabulary import Verdict

_LABELS = {verdict.id: verdict.label for verdict in Verdict}


class ChangeFacts(NamedTuple):
    """An entry of the history of a claim, of an article's page, or of the page that defines words, in words."""

    record: Annotation | ArticlePage | Definitions
    change: Change
    told: str

    @property
    def about(self) -> str:
        """What it is about: the claim, or the page's title."""
        record = self.record
        return record.claim if isinstance(record, Annotation) else record.title

    @property
    def id(self) -> str:
        """The claim's id; "" where it is about a page."""
        return self.record.id if isinstance(self.record, Annotation) else ""

    @property
    def path(self) -> str:
        """The page that it is shown on, below the site's root."""
        record = self.record
        if isinstance(record, Annotation):
            return record.page_path
        return f"{record.slug}/" if isinstance(record, Definitions) else f"articles/{record.slug}/"


def changes_of(record: Annotation | ArticlePage | Definitions) -> tuple[ChangeFacts, ...]:
    """The entries of one history, in their order."""
    return tuple(ChangeFacts(record, change, _told(change)) for change in record.history)


def newest_first(changes: Iterable[ChangeFacts]) -> tuple[ChangeFacts, ...]:
    """Entries of several histories, the latest day first."""
    return tuple(sorted(changes, key=lambda told: (told.change.date, told.id), reverse=True))


def _told(change: Change) -> str:
    """What was changed and why: `Verdict changed from “Mixed” to “Supported”. The reason.`"""
    before, after = (_LABELS.get(value, value) for value in (change.before, change.after))
    moved = f": now “{after}”" if after else f": no longer “{before}”" if before else ""
    if before and after:
        moved = f" changed from “{before}” to “{after}”"
    # Quoted words that end a sentence need no second full stop.
    stop = "" if moved.endswith(tuple(f"{sign}”" for sign in ".!?…")) else "."
    return f"{change.kind.label}{moved}{stop} {change.why}"
