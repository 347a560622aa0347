"""What readers are told of a source, and of the sources of one stance: copies of one report count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..model import Outlet, Source
from ..model.vocabulary import Stance
from ..text import addresses
from ..text.dates import show_date
from ..text.wording import counted, grouped


class SourceFacts(NamedTuple):
    """A source, and what is said of it: its host, its day in words, whose report it copies, what to beware of."""

    source: Source
    host: str
    dated: str
    copy_of: str
    notes: tuple[str, ...]
    about: str

    @property
    def details(self) -> str:
        """What kind of page it is, of which day, and the notes."""
        return ", ".join((self.source.type.label, self.dated, *self.notes))


class Report(NamedTuple):
    """The pages that carry one report, and what is said before and after their names."""

    origin: str
    sources: tuple[SourceFacts, ...]

    @property
    def _only_copies(self) -> bool:
        return all(facts.copy_of for facts in self.sources)

    @property
    def before(self) -> str:
        """Whose report it is, where only copies of it were read: `AP (copies at `."""
        copies = "a copy" if len(self.sources) == 1 else "copies"
        return f"{self.origin} ({copies} at " if self._only_copies else ""

    @property
    def after(self) -> str:
        """The end of that, or that several pages carry one report."""
        if self._only_copies:
            return ")"
        return " (one report)" if len(self.sources) > 1 else ""


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one stance, by the report they carry: copies of one report stand together and count once."""

    stance: Stance
    sources: tuple[SourceFacts, ...]
    reports: tuple[Report, ...]

    @property
    def count(self) -> str:
        """How many pages carry how many reports."""
        pages = counted(len(self.sources), "page")
        return f"{pages}, {counted(len(self.reports), 'independent report')}"

    @property
    def copies_count(self) -> str:
        """The count, where it says more than the list: some pages carry the same report."""
        return self.count if len(self.sources) > len(self.reports) else ""


def source_facts(source: Source, published: date, outlets: Mapping[str, Outlet]) -> SourceFacts:
    """Gather what is said of a source, on the day of the article and by the list of outlets."""
    listed = outlets.get(source.outlet)
    later = "published later than the article" if source.is_later_than(published) else ""
    insecure = "not secure" if source.url.lower().startswith("http://") else ""
    return SourceFacts(
        source,
        addresses.host(source.url),
        show_date(source.date),
        source.origin if source.is_copy else "",
        tuple(filter(None, (later, insecure))),
        listed.about.rstrip(".") if listed else "",
    )


def source_group(stance: Stance, told: Sequence[SourceFacts]) -> SourceGroup | None:
    """The sources of a stance, by the report that they carry; None where there are none."""
    chosen = tuple(facts for facts in told if facts.source.stance is stance)
    reports = grouped(chosen, lambda facts: facts.source.reported_by)
    by_report = tuple(Report(origin, tuple(group)) for origin, group in reports.items())
    return SourceGroup(stance, chosen, by_report) if chosen else None
