"""What a repository holds: articles with their pages and annotations, other pages, outlets."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from annotate.anchoring import Anchor, AnchorError, TextQuoteSelector, anchor
from annotate.model.article import Article
from annotate.model.claims import Annotation
from annotate.model.location import Location
from annotate.model.prose import Prose
from annotate.vocabulary import Display, WaiverReason


@dataclass(frozen=True, slots=True)
class Waiver:
    """A sentence left without an annotation, with the reason."""

    quote: TextQuoteSelector
    reason: WaiverReason
    location: Location


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The front matter and the editor's summary of an article's page."""

    slug: str
    path: str
    title: str
    publisher: str
    url: str
    seed: str
    sha256: str
    rights: str
    published: datetime.date
    retrieved: datetime.date
    summary: Prose
    author: str = ""
    language: str = "en"
    made_with: str = ""
    display: Display = Display.FULL
    waivers: tuple[Waiver, ...] = ()
    locations: dict[str, Location] = field(default_factory=dict, compare=False, hash=False)

    def at(self, key: str) -> Location:
        """Where a key of the front matter stands (the top of the file if it is absent)."""
        return self.locations.get(key, Location(self.path))


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its page and its annotations."""

    page: ArticlePage
    article: Article
    annotations: tuple[Annotation, ...]

    @cached_property
    def places(self) -> dict[str, Anchor | AnchorError]:
        """Where each quote stands, or the reason why not, by the claim's id; withdrawn claims stand nowhere."""
        return {a.id: self._anchored(a.quote) for a in self.annotations if not a.withdrawn}

    @cached_property
    def waived(self) -> tuple[Anchor | AnchorError, ...]:
        """Where the waived words stand, in the order of `page.waivers`."""
        return tuple(self._anchored(waiver.quote) for waiver in self.page.waivers)

    def _anchored(self, quote: TextQuoteSelector) -> Anchor | AnchorError:
        try:
            return anchor(self.article.text, quote)
        except AnchorError as error:
            return error

    @cached_property
    def published(self) -> tuple[Annotation, ...]:
        """What readers see marked, in the order in which the quotes end: the order of the footnotes."""
        placed = [
            (place.end, place.start, annotation.id, annotation)
            for annotation in self.annotations
            if annotation.published and isinstance(place := self.places.get(annotation.id), Anchor)
        ]
        return tuple(annotation for *_, annotation in sorted(placed, key=lambda entry: entry[:3]))

    @cached_property
    def withdrawn(self) -> tuple[Annotation, ...]:
        """Annotations that keep their page and id, but have no mark."""
        return tuple(a for a in self.annotations if a.withdrawn and not a.draft)

    def place(self, annotation: Annotation) -> Anchor:
        """Where a published annotation's quote stands in the article's text."""
        place = self.places[annotation.id]
        if not isinstance(place, Anchor):
            raise TypeError(f"{annotation.id} has no place")
        return place


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's one spelling and the domains that are its own."""

    name: str
    domains: tuple[str, ...]
    location: Location
    aliases: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that a repository holds: its articles, its other pages and its list of outlets.

    `pages` are the site's own files by their path below `docs/`: Markdown as text, others as bytes.
    """

    articles: tuple[AnnotatedArticle, ...] = ()
    pages: dict[str, str | bytes] = field(default_factory=dict)
    outlets: tuple[Outlet, ...] = ()
