"""Read dates that people wrote in their own way, where there is one way only, and show dates to readers."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime
from functools import cache

from .tables import table_of

_LISTED = table_of(__file__)
MONTHS: list[str] = _LISTED["months"].split()
# How dates are written in files.
DAY = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
MONTH = r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])"
UNDATED = "undated"
_DAYS, _MONTHS_OF_YEARS = (
    [re.compile(pattern, re.ASCII | re.IGNORECASE) for pattern in _LISTED[name]]
    for name in ("days", "months_of_years")
)


def today() -> date:
    """The present day in UTC, or that of `SOURCE_DATE_EPOCH` (reproducible-builds.org), where it is set to one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    at = int(epoch) if re.fullmatch("[0-9]{1,11}", epoch) else time.time()
    return datetime.fromtimestamp(at, UTC).date()


def as_iso(text: str, *, partial: bool = False) -> str:
    """Write a date as year-month-day (ISO 8601).

    Args:
        text: the date as somebody wrote it, such as `3 May 2024` or `2024-5-3`.
        partial: whether a month alone is a date too.

    Returns:
        the date, or the month as `2024-05`; "" if the text is no date or could be two different ones.
    """
    for pattern in _DAYS + _MONTHS_OF_YEARS * partial:
        found = pattern.fullmatch(text.strip())
        if found and (iso := _iso(found.groupdict())):
            return iso
    return ""


@cache
def show_date(day: str | date) -> str:
    """A date as readers see it: `3 May 2024`, `May 2024`, `undated`."""
    text = str(day)
    if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text):
        return text
    year, month, *rest = text.split("-")
    return " ".join([*(str(int(d)) for d in rest), MONTHS[int(month) - 1], year])


def _iso(parts: dict[str, str]) -> str:
    month = int(parts["month"]) if "month" in parts else _month(parts["name"].casefold())
    try:
        day = date(int(parts["year"]), month, int(parts.get("day", "1")))
    except ValueError:
        return ""
    return day.isoformat() if "day" in parts else day.isoformat()[:7]


def _month(name: str) -> int:
    """The number of a month by its name, its first three letters, or `sept`; 0 if there is none."""
    name = name if name != "sept" else "sep"
    return next((n for n, m in enumerate(map(str.lower, MONTHS), start=1) if name in (m, m[:3])), 0)
