"""Who reported what, and where it was read: the sources of all claims, by name and by page."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..model import Annotation, Source
from ..model.vocabulary import Stance
from ..text.wording import counted, grouped, slug, untaken
from .dividing import ROWS, divide

Citation = tuple[Annotation, Source]
Cited = tuple[Annotation, list[Source]]


@dataclass(frozen=True, slots=True)
class Citing:
    """Sources, each with the claim that cites it."""

    citations: tuple[Citation, ...]

    @property
    def by_claim(self) -> list[Cited]:
        """The claims, each once, with those of the sources that it cites."""
        claims = grouped(self.citations, lambda citation: citation[0].page_path)
        return [(cited[0][0], [source for _, source in cited]) for cited in claims.values()]

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return len({claim.page_path for claim, _ in self.citations})

    def where(self, chosen: Callable[[Source], bool]) -> Citing:
        """Those with certain sources."""
        return Citing(tuple(pair for pair in self.citations if chosen(pair[1])))

    def of(self, stance: Stance) -> Citing:
        """Those with sources of a stance; a claim may cite sources of several."""
        return self.where(lambda source: source.stance is stance)


class Section(NamedTuple):
    """A part of the page of an outlet or a source: claims below a heading, in brief without what they cite."""

    id: str
    title: str
    citing: Citing
    is_brief: bool = False


Shown = list[tuple[Section, list[Cited]]]


@dataclass(frozen=True, eq=False)
class Named:
    """Somebody who is cited: for what it reported first, wherever that was read, and for what it carries of others."""

    name: str
    path: str
    reported: Citing
    carried: Citing

    @property
    def own(self) -> Citing:
        """The claims for which what it reported was read on its own pages."""
        return self.reported.where(lambda source: not source.is_copy)

    @property
    def copied(self) -> Citing:
        """The claims for which it was read only in copies."""
        own = {claim.page_path for claim, _ in self.own.citations}
        return Citing(tuple(c for c in self.reported.citations if c[0].page_path not in own))

    @property
    def sections(self) -> list[Section]:
        """What its page tells; how the claims were read is told of those that were read in both ways."""
        stances, carried = by_stance(self.reported), "Carries what others reported"
        ways = [
            Section("own", "Read on its own pages", self.own, is_brief=True),
            Section("copies", "Read only in copies", self.copied, is_brief=True),
        ]
        read = ways if all(way.citing.citations for way in ways) else []
        return [*stances, *_told([Section("carried", carried, self.carried)]), *read]

    @cached_property
    def pages(self) -> list[Shown]:
        """What its pages show."""
        return pages_of(self.sections)

    @property
    def total(self) -> int:
        """How many pages that are."""
        most = 2 * len(self.reported.citations) + len(self.carried.citations)
        return 1 if most <= ROWS else len(self.pages)

    def place(self, part: str = "") -> str:
        """Where its page, or a part of it, is: a path with a fragment."""
        pages = self.pages if part and self.total > 1 else []
        begins = (n for n, shown in enumerate(pages) if any(s.id == part for s, _ in shown))
        return page_of(self.path, next(begins, 0)) + (f"#{part}" if part else "")

    @property
    def sentence(self) -> str:
        """How it is cited: `37 claims use what it reported, 36 of them only in copies elsewhere.`"""
        parts = []
        if reported := self.reported.claims:
            where = {0: "read on its own pages", reported: "read only in copies elsewhere"}
            copies = self.copied.claims
            told = where.get(copies, f"{copies} of them read only in copies elsewhere")
            parts.append(f"{_use(reported)} what it reported, {told}")
        if carried := self.carried.claims:
            parts.append(f"{_use(carried)} its copies of what others reported")
        return f"{'; '.join(parts)}."


@dataclass(frozen=True, eq=False)
class CitedPage:
    """A page that is cited, as the first claim cites it; where more do so, it has a page of its own at `path`."""

    source: Source
    path: str
    citing: Citing

    @property
    def sections(self) -> list[Section]:
        """What its page tells."""
        return by_stance(self.citing)

    @cached_property
    def pages(self) -> list[Shown]:
        """What its pages show."""
        return pages_of(self.sections)

    @property
    def total(self) -> int:
        """How many pages that are."""
        return 1 if len(self.citing.citations) <= ROWS else len(self.pages)


def by_name(citations: Sequence[Citation]) -> dict[str, Named]:
    """Everybody who is cited, as an outlet or as the origin of a report, by name."""
    reported = grouped(citations, lambda citation: citation[1].reported_by)
    copies = (citation for citation in citations if citation[1].is_copy)
    carried = grouped(copies, lambda citation: citation[1].outlet)
    taken: set[str] = set()
    named: dict[str, Named] = {}
    for name in sorted({*reported, *carried}):
        stem = untaken(_stem(name), taken)  # names that look alike get a number
        taken.add(stem)
        cited = (Citing(tuple(found.get(name, ()))) for found in (reported, carried))
        named[name] = Named(name, f"outlets/{stem}.html", *cited)
    return named


def by_page(citations: Iterable[Citation]) -> dict[str, CitedPage]:
    """Every page that is cited, by its address."""
    pages = grouped(citations, lambda citation: citation[1].url)
    return {url: _page(url, Citing(tuple(citing))) for url, citing in pages.items()}


def _page(url: str, citing: Citing) -> CitedPage:
    source = citing.citations[0][1]
    is_shared = len(citing.citations) > 1 and citing.claims > 1
    path = f"sources/{_stem(source.outlet)}-{_digest(url, 8)}.html" if is_shared else ""
    return CitedPage(source, path, citing)


def by_stance(citing: Citing) -> list[Section]:
    """The claims that are cited with each stance, as parts of a page."""
    return _told(Section(stance.id, stance.bears, citing.of(stance)) for stance in Stance)


def pages_of(sections: Iterable[Section]) -> list[Shown]:
    """Parts of a page on as many pages as they need, each with the parts, or pieces of them, that it shows."""
    rows = [(section, row) for section in sections for row in section.citing.by_claim]
    return [
        [(section, [row for _, row in group]) for section, group in groupby(page, itemgetter(0))]
        for page in divide(rows)
    ]


def page_of(path: str, number: int) -> str:
    """Where a page after the first is, from 0 on: `outlets/reuters.html`, `outlets/reuters/2.html`."""
    return path.replace(".html", f"/{number + 1}.html") if number else path


def _told(sections: Iterable[Section]) -> list[Section]:
    return [section for section in sections if section.citing.citations]


def _use(claims: int) -> str:
    return f"{counted(claims, 'claim')} {'uses' if claims == 1 else 'use'}"


def _stem(name: str) -> str:
    """A name in another script gets a name of its own, so that another outlet does not move its page."""
    stem = slug(name)
    if any(c.isalpha() and not c.isascii() for c in unicodedata.normalize("NFKD", name)):
        return f"{stem or 'outlet'}-{_digest(name, 6)}"
    return stem or "outlet"


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
