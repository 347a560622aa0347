"""Read dates that people wrote in their own way, where there is one way only, and show dates to readers."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime
from functools import cache

MONTHS = (
    "January February March April May June July August September October November December".split()
)
# How dates are written in files.
DAY = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
MONTH = r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])"
UNDATED = "undated"
# Each is compiled when a date is first found that none before it fits.
_DAYS = (
    r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<name>[a-z]+)\.?,? (?P<year>\d{4})",
    r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    # 24/11/2026 can only be November; 03/05/2024 is two different days, and stays with its author.
    r"(?P<day>1[3-9]|2\d|3[01])([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})",
    r"(?P<month>\d{1,2})([/.-])(?P<day>1[3-9]|2\d|3[01])\2(?P<year>\d{4})",
)
_MONTHS_OF_YEARS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    r"(?P<name>[a-z]+)\.?,? (?P<year>\d{4})",
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
    for pattern in (*_DAYS, *(_MONTHS_OF_YEARS if partial else ())):
        found = re.fullmatch(pattern, text.strip(), re.ASCII | re.IGNORECASE)
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
