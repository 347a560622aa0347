"""Rules about claims that are due for another look."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Library
from ...text.dates import today
from ...text.tables import table_of
from ..due import dues, is_unread
from .registry import Finding, check

_TOLD = table_of(__file__)


@check
def review_needed(library: Library) -> Iterator[Finding]:
    """The article's words changed so that they may say something else, and nobody has looked at the verdict since."""
    return _waiting(library, urgent=True)


@check
def review_due(library: Library) -> Iterator[Finding]:
    """The article's words changed in other ways, a day of review has passed, or a draft waits."""
    return _waiting(library, urgent=False)


def _waiting(library: Library, *, urgent: bool) -> Iterator[Finding]:
    day = today()
    for article in library.articles:
        for claim in article.annotations:
            for due in dues(claim, article.page, day):
                if urgent == (due.urgent and claim.published):
                    is_known = claim.draft and not is_unread(claim)
                    yield due.location, due.told, _TOLD["hint"] + _TOLD["known"] * is_known
