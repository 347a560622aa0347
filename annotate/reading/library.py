"""Read the articles of a repository: pages, seeds, claims and the list of outlets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from ..model import AnnotatedArticle, Annotation, Article, ArticlePage, Library, Location, Outlet
from ..model.articles import SEED
from ..model.cache import Cache
from ..model.copies import in_copies
from ..model.problems import Problem, problem_at
from ..text.tables import table_of
from . import outlets
from .claim_files import read_file
from .outlets import read_outlets
from .repository import DOCS, OUTLETS, Folder, Layout, Repository, claim_path, page_path, seed_path
from .seeds import SeedError, seed_files

_TOLD = table_of(__file__)


def read_library(
    repository: Repository,
    cache: Cache | None = None,
    only: Collection[str] = (),
    judge: Callable[[AnnotatedArticle], None] = lambda _: None,
) -> tuple[Library, list[Problem]]:
    """Read a repository; many articles that are new are read on all cores.

    Args:
        repository: the door to its files.
        cache: kept between two readings, it saves parsing what has not changed.
        only: names of articles; the others are not read then.
        judge: what is worked out of one article and kept in its cache, done where it is read.

    Returns:
        what could be read, and every problem met on the way.
    """
    layout = repository.walk(only)
    reader = _Reader(repository, cache or Cache(), list(layout.problems))
    articles = tuple(filter(None, reader.articles(layout.articles, judge)))
    if not only and len(articles) == len(layout.articles):  # else an unread page may name it
        used = {article.page.seed for article in articles}
        named = (name for name in layout.seeds if re.fullmatch(SEED.pattern, name))
        unused = (seed_path(name) for name in named if name not in used)
        told = _TOLD["unused"]
        reader.problems += (problem_at(Location(p), "unused-seed", told, path=p) for p in unused)
    library = Library(articles, dict(reader.pages(layout)), reader.outlets())
    return library, reader.problems


@dataclass
class _Reader:
    repository: Repository
    cache: Cache
    problems: list[Problem]

    def articles(
        self, folders: Sequence[Folder], judge: Callable[[AnnotatedArticle], None]
    ) -> Iterator[AnnotatedArticle | None]:
        """The articles of some folders, in their order; from copies of the process as far as they read them."""

        def work(folder: Folder) -> tuple[AnnotatedArticle | None, list[Problem], Cache]:
            aside = _Reader(self.repository, Cache(), [])
            if article := aside.article(folder):
                judge(article)
            return article, aside.problems, aside.cache

        done = in_copies("Reading articles", work, [] if self.cache.made else folders)
        for folder, result in zip_longest(folders, done):
            if result:
                article, problems, cache = result
                self.problems += problems
                self.cache.made |= cache.made
                yield article
            else:
                yield self.article(folder)

    def article(self, folder: Folder) -> AnnotatedArticle | None:
        """An article with its claims; None where its page or its seed cannot be read."""
        slug = folder.slug
        claims = (self._read(claim_path(slug, id_)) for id_ in folder.claims)
        annotations: tuple[Annotation, ...] = tuple(filter(None, claims))
        page = self._page(slug)
        article = self._seed(page) if page else None
        if page is None or article is None:
            return None
        # The same objects give the same article, whose quotes are anchored once; equal ones may stand on other lines.
        parts = (page, article, annotations)
        same = [id(part) for part in (page, article, *annotations)]
        return self.cache.get(f"article:{slug}", same, partial(AnnotatedArticle, *parts))

    def pages(self, layout: Layout) -> Iterator[tuple[str, str | bytes]]:
        """The site's own Markdown pages and other files, by their path below `docs/`."""
        for path in layout.pages:
            if not path.endswith(".md"):
                yield path, (self.repository.root / DOCS / path).read_bytes()
                continue
            text = self.repository.text(f"{DOCS}/{path}", seed_files.MAX_BYTES)
            if isinstance(text, Problem):
                self.problems.append(text)
            else:
                yield path, text

    def outlets(self) -> tuple[Outlet, ...]:
        """The list of outlets; empty where there is none."""
        if not self.repository.is_file(OUTLETS):
            return ()  # a link is reported by the walk
        text = self.repository.text(OUTLETS, outlets.MAX_BYTES)
        if isinstance(text, Problem):
            self.problems.append(text)
            return ()
        listed, problems = self.cache.get(OUTLETS, text, partial(read_outlets, text))
        self.problems += problems
        return listed

    def _page(self, slug: str) -> ArticlePage | None:
        path = page_path(slug)
        if self.repository.is_file(path):
            page: ArticlePage | None = self._read(path)
            return page
        if not self.repository.link_on(path):  # a link is reported by the walk
            self.problems.append(Problem(Location(path), "missing-file", **_TOLD["page"]))
        return None

    def _read(self, path: str) -> Any:
        """A claim or an article's page; the walk has seen that no link leads to it."""
        stamp, parse = self.repository.stamp(path), partial(self._parse, path)
        record, problems = self.cache.get(f"file:{path}", stamp, parse) if stamp else parse()
        self.problems += problems
        return record

    def _parse(self, path: str) -> tuple[Any, list[Problem]]:
        text = self.repository.text(path)
        if isinstance(text, Problem):
            return None, [text]
        read = hashlib.sha256(text.encode()).digest()  # the text itself would double what is held
        return self.cache.get(path, read, partial(read_file, text, path))

    def _seed(self, page: ArticlePage) -> Article | None:
        path = seed_path(page.seed)
        if not self.repository.is_file(path):
            told = _TOLD["page-seed" if path.endswith(".html") else "seed"]
            missing = problem_at(page.at("seed"), "missing-seed", told, path=path)
            self.problems += filter(None, (self.repository.link_on(path), missing))
            return None
        try:
            raw = seed_files.read_bytes(self.repository.root / path, path)
            if (found := seed_files.digest(raw)) != page.sha256:
                self.problems.append(_changed_seed(page, path, raw, found))
                return None
            read = partial(seed_files.parse_seed, raw, path, page.url)
            return self.cache.get(path, (found, page.url), read)
        except SeedError as error:
            self.problems.append(error.problem)
            return None


def _changed_seed(page: ArticlePage, path: str, raw: bytes, found: str) -> Problem:
    what = "line-ends" if seed_files.differs_in_line_ends(raw, page.sha256) else "changed"
    told = {"path": path, "slug": page.slug, "found": found}
    return problem_at(page.at("sha256"), "seed-changed", _TOLD[what], **told)
