"""What a repository holds: articles with their pages and annotations, other pages, outlets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..anchoring import Anchor, AnchorError, TextQuoteSelector, anchor
from ..text.dates import as_iso
from ..text.scripts import is_right_to_left
from .blocks import Article
from .cache import Cache
from .claims import Annotation, Change
from .declared import declared, optional, record
from .kinds import Address, Choice, Day, Hosts, Pattern, Quote, Records, Several, Text
from .location import Location, Written
from .plain_passages import plain_passage
from .prose_blocks import Prose
from .vocabulary import ChangeKind, Display, WaiverReason


@record
class Waiver:
    """A sentence left without an annotation, with the reason."""

    exact: str = declared(Quote(), key="quote")
    prefix: str = optional(Quote())
    suffix: str = optional(Quote())
    reason: WaiverReason = declared(Choice(WaiverReason))
    location: Location = field(compare=False)

    @property
    def quote(self) -> TextQuoteSelector:
        """The sentence, as anchoring looks for it."""
        return TextQuoteSelector(self.exact, self.prefix, self.suffix)


# How a seed is named.
SEED = Pattern(r"[a-z0-9][a-z0-9.-]{0,99}\.(txt|html|md)", "my-article.txt")


@record
class ArticlePage(Written):
    """The front matter and the editor's summary of an article's page."""

    title: str = declared(Text(200))
    publisher: str = declared(Text(100))
    author: str = optional(Text(200))
    published: datetime.date = declared(Day())
    url: str = declared(Address())
    seed: str = declared(SEED)
    sha256: str = declared(Pattern(r"[0-9a-f]{64}", "the output of `sha256sum`"))
    original_sha256: str = optional(Pattern(r"[0-9a-f]{64}", "the output of `sha256sum`"))
    retrieved: datetime.date = declared(Day())
    language: str = declared(Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en"), default="en")
    rights: str = declared(Text(500))
    made_with: str = optional(Text(200))
    authors: tuple[str, ...] = optional(Several(500))
    reviewers: tuple[str, ...] = optional(Several(500))
    review_by: datetime.date | None = optional(Day())
    display: Display = declared(Choice(Display), default=Display.FULL)
    waivers: tuple[Waiver, ...] = optional(Records(Waiver, "waiver", 500))
    history: tuple[Change, ...] = optional(Records(Change, "history entry", 200))
    summary: Prose


@dataclass(frozen=True, eq=False)
class AnnotatedArticle:
    """An article with its page and its annotations; what is worked out of them is kept with it."""

    page: ArticlePage
    article: Article
    annotations: tuple[Annotation, ...]
    cache: Cache = field(default_factory=Cache)

    @cached_property
    def places(self) -> dict[str, Anchor | AnchorError]:
        """Where each quote stands, or the reason why not, by the claim's id; withdrawn claims stand nowhere."""
        return {a.id: self.anchored(a.quote) for a in self.annotations if not a.withdrawn}

    @cached_property
    def waived(self) -> tuple[Anchor | AnchorError, ...]:
        """Where the waived words stand, in the order of `page.waivers`."""
        return tuple(self.anchored(waiver.quote) for waiver in self.page.waivers)

    def anchored(self, quote: TextQuoteSelector) -> Anchor | AnchorError:
        """Where a quote stands in the article, or the reason why not."""
        try:
            return anchor(self.article.text, quote)
        except AnchorError as error:
            return error

    @cached_property
    def published(self) -> tuple[Annotation, ...]:
        """What readers see marked, in the order in which the quotes end: the order of the footnotes."""
        shown = (a for a in self.annotations if a.published)
        placed = [a for a in shown if isinstance(self.places[a.id], Anchor)]
        return tuple(sorted(placed, key=lambda a: (self.place(a)[::-1], a.id)))

    @cached_property
    def withdrawn(self) -> tuple[Annotation, ...]:
        """Annotations that keep their page and id, but have no mark."""
        return tuple(a for a in self.annotations if a.withdrawn and not a.draft)

    @cached_property
    def is_mirrored(self) -> bool:
        """Whether the article runs from right to left."""
        return is_right_to_left(self.article.text, self.page.language)

    def quoted(self, annotation: Annotation) -> str:
        """A claim's words in one line of plain text; those of its file where they stand nowhere."""
        place = self.places.get(annotation.id)
        if isinstance(place, Anchor):
            return plain_passage(self.article, *place)
        return " ".join(annotation.quote.exact.split())

    def authors(self, annotation: Annotation) -> tuple[str, ...]:
        """Who made a claim, as they are named in its file or on the article's page."""
        return annotation.authors or self.page.authors

    def reviewers(self, annotation: Annotation) -> tuple[str, ...]:
        """Who looked at a claim again, as they are named in its file or on the article's page."""
        return annotation.reviewers or self.page.reviewers

    def place(self, annotation: Annotation) -> Anchor:
        """Where a published annotation's quote stands in the article's text."""
        place = self.places[annotation.id]
        if not isinstance(place, Anchor):
            raise TypeError(f"{annotation.id} has no place")
        return place


@record
class Outlet:
    """An outlet's one spelling and the domains that are its own."""

    name: str = declared(Text(100))
    domains: tuple[str, ...] = declared(Hosts())
    about: str = optional(Text(120))
    aliases: tuple[str, ...] = optional(Several(500))
    location: Location


@record
class OutletList:
    """What `docs/outlets.yml` says."""

    outlets: tuple[Outlet, ...] = declared(Records(Outlet, "outlet", 5_000))


_METHODOLOGY = "methodology.md"
_DATED = re.compile(r"^- (\d{4}-\d\d-\d\d): (.+)\n?", re.MULTILINE)


@record
class Definitions(Written):
    """The page that says what verdicts and all other words mean; its lines `- 2026-11-27: …` are its history."""

    text: str
    history: tuple[Change, ...] = optional(Records(Change, "history entry", 200))
    slug: str = "methodology"
    title: str = "Methodology"


def definitions(text: str, path: str) -> Definitions:
    """Take the dated lines out of the page that defines words."""
    history = []
    for found in _DATED.finditer(text):
        if as_iso(found[1]):
            day, why = datetime.date.fromisoformat(found[1]), found[2]
            place = Location(path, text.count("\n", 0, found.start()) + 1)
            history.append(Change(date=day, kind=ChangeKind.WORDING, why=why, location=place))
    rest = _DATED.sub(lambda found: "" if as_iso(found[1]) else found[0], text)
    return Definitions(path=path, text=rest, history=tuple(history))


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that a repository holds: its articles, its other pages and its list of outlets.

    `pages` are the site's own files by their path below `docs/`: Markdown as text, others as bytes.
    """

    articles: tuple[AnnotatedArticle, ...]
    pages: dict[str, str | bytes]
    outlets: tuple[Outlet, ...]

    @property
    def definitions(self) -> Definitions:
        """What the page on the method says; nothing where there is none."""
        return definitions(str(self.pages.get(_METHODOLOGY, "")), f"docs/{_METHODOLOGY}")

    @property
    def with_history(self) -> Iterator[ArticlePage | Annotation | Definitions]:
        """What keeps a history: each article's page and its claims, and the page that defines words."""
        for article in self.articles:
            yield article.page
            yield from article.annotations
        yield self.definitions
