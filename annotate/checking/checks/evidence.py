"""Rules about what a verdict rests on: sources, origins, outlets, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache, partial
from itertools import chain

from ...model import AnnotatedArticle, Annotation, Field, Library, Outlet, Source, declared_fields
from ...model.kinds import Day, DayOrMonth
from ...model.location import Written
from ...reading.outlets import by_domain, owner
from ...text import addresses
from ...text.dates import today
from ...text.wording import grouped
from .registry import Finding, check, check_article, check_claim


@check_claim
def needs_sources(annotation: Annotation) -> Iterator[Finding]:
    """A claim that is not an opinion cites no source."""
    if annotation.verdict.needs_sources and not annotation.sources:
        yield annotation.at("sources"), {"verdict": annotation.verdict.id}


@check_claim
def too_few_origins(annotation: Annotation) -> Iterator[Finding]:
    """A verdict that `needs_origins` rests on a single report."""
    verdict, origins = annotation.verdict, annotation.origins
    is_enough = annotation.rests_on_primary or annotation.single_source_reason or len(origins) >= 2
    if verdict.needs_origins and not is_enough:
        there = f"one origin ({', '.join(origins)})" if origins else "none"
        told = {"verdict": verdict.id, "stance": verdict.bearing[0].id, "there": there}
        yield annotation.at("verdict"), told


@check_claim
def state_media_alone(annotation: Annotation) -> Iterator[Finding]:
    """A verdict rests on media under a state's control alone."""
    verdict, bearing = annotation.verdict, annotation.bearing
    is_told = verdict.needs_sources and not verdict.needs_settling
    if is_told and bearing and all(source.type.never_alone for source in bearing):
        yield annotation.at("verdict"), {"verdict": verdict.id, "type": bearing[0].type.id}


@check_claim
def nothing_would_settle(annotation: Annotation) -> Iterator[Finding]:
    """An unverified claim does not say what would settle it."""
    if annotation.verdict.needs_settling and not annotation.would_settle:
        yield annotation.at("verdict"), {}


@check_claim
def same_source_twice(annotation: Annotation) -> Iterator[Finding]:
    """A claim cites one address twice with the same stance."""
    for first, *others in grouped(annotation.sources, lambda s: (s.url, s.stance)).values():
        yield from ((other.location, {"line": first.location.line}) for other in others)


_Cited = tuple[Source, str, Outlet | None]
"""A source, the host of its address, and the outlet that is listed for that."""


def _cited(library: Library) -> Iterator[_Cited]:
    """The sources of all claims."""
    for article in library.articles:
        yield from article.cache.get("cited", library.outlets, partial(_cited_in, article, library))


def _cited_in(article: AnnotatedArticle, library: Library) -> list[_Cited]:
    domains = by_domain(library.outlets)
    sources = chain.from_iterable(annotation.sources for annotation in article.annotations)
    hosts = ((source, addresses.host(source.url)) for source in sources)
    return [(source, host, owner(domains, host)) for source, host in hosts]


@check
def outlet_spelling(library: Library) -> Iterator[Finding]:
    """An outlet or an origin is spelled otherwise than in `docs/outlets.yml`, or an outlet not as its domain says."""
    aliases = {alias: outlet.name for outlet in library.outlets for alias in outlet.aliases}
    for source, _, listed in _cited(library):
        if listed and source.outlet != listed.name:
            told = {"listed": listed.name, "outlet": source.outlet}
            yield source.location, {"case": "address", **told}
            continue
        for name in sorted({source.outlet, source.origin} & aliases.keys()):
            yield source.location, {"case": "alias", "name": name, "listed": aliases[name]}


@check
def outlet_elsewhere(library: Library) -> Iterator[Finding]:
    """The outlet has domains of its own, and the address is on none of them."""
    by_name = {outlet.name: outlet for outlet in library.outlets}
    for source, where, there in _cited(library):
        if (listed := by_name.get(source.outlet)) and not there:
            told = {"host": where, "outlet": source.outlet, "domains": ", ".join(listed.domains)}
            yield source.location, told


@check
def outlet_two_spellings(library: Library) -> Iterator[Finding]:
    """One domain is named in two ways, and `docs/outlets.yml` does not list it."""
    first: dict[str, Source] = {}
    for source, where, listed in _cited(library):
        other = source if listed else first.setdefault(where, source)
        if other.outlet != source.outlet:
            told = {"host": where, "here": source.outlet, "there": other.outlet}
            yield source.location, told | {"path": other.location.path}


@check_article
def checked_too_early(article: AnnotatedArticle) -> Iterator[Finding]:
    """A claim was checked before the article was published."""
    for annotation in article.annotations:
        if annotation.checked < article.page.published:
            told = {"checked": annotation.checked, "published": article.page.published}
            yield annotation.at("checked"), told


@cache
def _days(record: type) -> tuple[Field, ...]:
    """The fields of a record that say when something was."""
    days = (f for f in declared_fields(record) if isinstance(f.kind, (Day, DayOrMonth)))
    return tuple(field for field in days if field.name != "review_by")


@check
def date_in_future(library: Library) -> Iterator[Finding]:
    """A date is later than tomorrow: somewhere on earth that day has begun."""
    last = str(today() + timedelta(days=1))
    for article in library.articles:
        told = partial(_ahead, (article.page, *article.annotations), last)
        yield from article.cache.get("ahead", last, told)
    yield from _ahead([library.definitions], last)


def _ahead(told: Iterable[Written], last: str) -> list[Finding]:
    """The dates of some records, and of their entries, that are later than a day."""
    found: list[Finding] = []
    for whole in told:
        listed = (f.attribute for f in declared_fields(type(whole)) if f.entries)
        days = set()  # one that stands for others, such as `checked` for `read`, is told once
        for record in (whole, *chain.from_iterable(getattr(whole, name) for name in listed)):
            kind: type = type(record)
            for field in _days(kind):
                day = str(getattr(record, field.attribute))
                # A month, too, has begun or lies ahead.
                if last[: len(day)] < day < ":" and day not in days:
                    days.add(day)
                    place = whole.at(field.name) if record is whole else record.location
                    found.append((place, {"field": field.name, "day": day}))
    return found


@check_claim
def insecure_address(annotation: Annotation) -> Iterator[Finding]:
    """A source's address is http://, which anybody between the reader and the site can alter."""
    for source in annotation.sources:
        if source.url.lower().startswith("http://"):
            yield source.location, {"outlet": source.outlet}
