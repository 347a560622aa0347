"""Draw days on an axis: an inline SVG that needs no script and no `style`.

Places are percentages and heights are pixels, so that letters and dots keep their size on every screen. It is the
picture of a list that stands beside it: screen readers read the list.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ...model.vocabulary import Verdict
from ...text.dates import MONTHS, show_date
from ...text.escaping import escape_markdown

_ROW = 12  # pixels from one dot to the next above it
_TOP = 20  # pixels for the words over the marked day
_APART = 3.0  # percent: dots that stand closer are stacked
_EDGE = 4.0  # percent that stay free at both ends
_MOST_TICKS = 4
_STEPS = tuple(n * 12 * 10**power for power in range(4) for n in (1, 2, 5))  # of years, in months


class Mark(NamedTuple):
    """What stands at a day (`2024-05-03`) or in a month (`2024-05`).

    `side` is 1 above the line, -1 below it, 0 apart from both, below them; `name` is what hovering tells; `look` are
    classes; with a `verdict`, its glyph stands in place of a dot.
    """

    date: str
    side: int
    name: str
    look: str = ""
    verdict: Verdict | None = None


class _Scale(NamedTuple):
    """From the first day to the last, as numbers; time runs from right to left where it is mirrored."""

    first: int
    last: int
    is_mirrored: bool

    def at(self, day: float) -> float:
        """Where a day stands, in percent."""
        share = (day - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return _EDGE + (100 - 2 * _EDGE) * (1 - share if self.is_mirrored else share)


class _Dot(NamedTuple):
    """A mark in its place: from where to where it may stand, in percent, and in which row of its side, from 1."""

    mark: Mark
    start: float
    end: float
    row: int


def draw_axis(marks: Iterable[Mark], day: date, label: str, *, is_mirrored: bool = False) -> str:
    """Draw marks on a line from the first day to the last, and one day that they are seen against.

    Args:
        marks: what is drawn; those without a date (`undated`) are left out.
        day: the day that is marked, such as the article's.
        label: what that day is called; its date is added.
        is_mirrored: whether time runs from right to left.

    Returns:
        an `<svg>` for HTML or Markdown; "" if nothing has a date.
    """
    dated = [(mark, *span) for mark in marks if (span := _span(mark.date))]
    if not dated:
        return ""
    ends = [day.toordinal(), *(end for _, *span in dated for end in span)]
    scale = _Scale(min(ends), max(ends), is_mirrored)
    placed = list(_stacked(dated, scale))
    above, apart, below = (
        max((dot.row for dot in placed if dot.mark.side == side), default=0) for side in (1, 0, -1)
    )
    line = _TOP + _ROW * above + 4
    heights = {1: line + 4, -1: line - 4, 0: line + _ROW * below + 4}
    height, at = line + _ROW * (below + apart) + 28, scale.at(day.toordinal())
    return "".join(
        [
            f'<svg class="fc-axis" height="{height}" aria-hidden="true">',
            *_ticks(scale, line, height),
            f'<line class="fc-line" x1="0" x2="100%" y1="{line}" y2="{line}"/>',
            f'<line class="fc-day" x1="{at:.1f}%" x2="{at:.1f}%" y1="{_TOP - 4}" y2="{height - 18}"/>',
            _text(at, 11, f"{label}, {show_date(day)}", room=30),
            *(_drawn(dot, heights[dot.mark.side]) for dot in placed),
            "</svg>",
        ]
    )


def _span(iso: str) -> tuple[int, int] | None:
    """The first and the last day that a date may mean; None where there is none."""
    year, _, rest = iso.partition("-")
    if not year.isdigit():
        return None
    month, _, day = rest.partition("-")
    first = date(int(year), int(month), int(day or 1))
    length = 1 if day else monthrange(first.year, first.month)[1]
    return first.toordinal(), first.toordinal() + length - 1


def _stacked(dated: Iterable[tuple[Mark, int, int]], scale: _Scale) -> Iterator[_Dot]:
    """Each mark with its place; what would touch its neighbor stands a row further on."""
    taken: dict[int, list[float]] = {1: [], -1: [], 0: []}
    found = [(mark, sorted((scale.at(first), scale.at(last)))) for mark, first, last in dated]
    for mark, (start, end) in sorted(found, key=lambda pair: sum(pair[1])):
        at, lasts = (start + end) / 2, taken[mark.side]
        free = (n for n, last in enumerate(lasts) if at - last >= _APART)
        row = next(free, len(lasts))
        lasts[row : row + 1] = [at]
        yield _Dot(mark, start, end, row + 1)


def _drawn(dot: _Dot, begin: int) -> str:
    """A dot or a glyph; over a whole month a whisker tells that the day is not known."""
    mark, at = dot.mark, f"{(dot.start + dot.end) / 2:.1f}%"
    y = begin + _ROW * dot.row * (-1 if mark.side > 0 else 1)
    title = f"<title>{escape_markdown(mark.name)}</title>"
    if mark.verdict:
        drawn = (
            f'<g transform="translate(-6 -6)"><svg class="fc-mark" data-verdict="{mark.verdict.id}" x="{at}" y="{y}" '
            f'width="12" height="12" viewBox="0 0 16 16">{title}{mark.verdict.look.drawing}</svg></g>'
        )
    else:
        look = f"fc-dot {mark.look}".strip()
        drawn = f'<circle class="{look}" cx="{at}" cy="{y}" r="{4 if mark.side else 3}">{title}</circle>'
    if dot.start < dot.end:
        return f'<line class="fc-whisker" x1="{dot.start:.1f}%" x2="{dot.end:.1f}%" y1="{y}" y2="{y}"/>{drawn}'
    return drawn


def _text(at: float, y: int, words: str, room: float) -> str:
    """Words at a place; within `room` percent of an end they grow away from it."""
    anchor = "start" if at < room else "end" if at > 100 - room else "middle"
    return f'<text x="{at:.1f}%" y="{y}" text-anchor="{anchor}">{escape_markdown(words)}</text>'


def _ticks(scale: _Scale, line: int, height: int) -> Iterator[str]:
    for day, words in _scale_days(date.fromordinal(scale.first), date.fromordinal(scale.last)):
        at = scale.at(day.toordinal())
        yield f'<line class="fc-scale" x1="{at:.1f}%" x2="{at:.1f}%" y1="{line}" y2="{height - 16}"/>'
        yield _text(at, height - 4, words, room=8)


def _scale_days(first: date, last: date) -> list[tuple[date, str]]:
    """At most `_MOST_TICKS` days at even steps: days of a month, first days of months, or of years."""
    for step in (1, 2, 5, 10):
        ordinals = range(first.toordinal(), last.toordinal() + 1, step)
        if len(ordinals) <= _MOST_TICKS:
            days = map(date.fromordinal, ordinals)
            return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days]
    begin = first.year * 12 + first.month - (first.day == 1)  # the month that begins first
    end = last.year * 12 + last.month
    for step in (1, 3, 6, *_STEPS):
        months = range(-(-begin // step) * step, end, step)
        if len(months) <= _MOST_TICKS:
            break
    firsts = [date(n // 12, n % 12 + 1, 1) for n in months]
    return [(day, f"{MONTHS[day.month - 1][:3]} " * (step < 12) + str(day.year)) for day in firsts]
