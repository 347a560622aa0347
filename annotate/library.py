"""Find and read the articles of a repository: pages, seeds, claims and the list of outlets.

Only files that are what they should be are read: regular files (no symbolic links) with plain names in
their place; anything else below `docs/articles/` is a problem, because a generator would publish it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from annotate import outlets, seeds
from annotate.anchoring import Anchor, AnchorError, TextQuoteSelector, anchor
from annotate.frontmatter import read_text
from annotate.model import (
    AnnotatedArticle,
    Annotation,
    Article,
    ArticlePage,
    Library,
    Location,
    Outlet,
)
from annotate.outlets import read_outlets
from annotate.problems import Problem
from annotate.records import read_annotation, read_article_page

DOCS = "docs"
ARTICLES = "docs/articles"
SEEDS = "seeds"

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
# Names that Windows cannot check out ("Naming Files, Paths, and Namespaces", Microsoft).
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")

Parsed = tuple[Any, list[Problem]]


@dataclass
class Cache:
    """Results of reading files, kept between builds by path and text: an edit re-reads one file."""

    parsed: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def get(self, path: str, key: object, read: Callable[[], Any]) -> Any:
        """What `read` gave for this path when `key` was last the same."""
        kept = self.parsed.get(path)
        if kept is None or kept[0] != key:
            kept = self.parsed[path] = (key, read())
        return kept[1]


def is_name(name: str) -> bool:
    """Whether a claim's or an article's name can be an address, and a file on every computer."""
    return bool(NAME.fullmatch(name)) and not RESERVED.fullmatch(name)


def read_library(root: Path, cache: Cache | None = None) -> tuple[Library, list[Problem]]:
    """Read a repository.

    Args:
        root: its folder.
        cache: kept between two readings, it saves parsing what has not changed.

    Returns:
        what could be read, and every problem met on the way.
    """
    reader = _Reader(root, cache or Cache())
    articles = tuple(reader.articles())
    library = Library(articles, dict(reader.pages()), reader.outlets())
    return library, reader.problems


@dataclass
class _Reader:
    root: Path
    cache: Cache
    problems: list[Problem] = field(default_factory=list)

    def articles(self) -> Iterator[AnnotatedArticle]:
        for entry in self._entries(self.root / ARTICLES):
            if entry.is_dir():
                article = self._article(entry)
                if article:
                    yield article
            elif entry.name != "index.md":
                self._stray(entry)

    def pages(self) -> Iterator[tuple[str, str | bytes]]:
        """The site's own Markdown pages and other files, by their path below `docs/`."""
        docs = self.root / DOCS
        for file in sorted(docs.rglob("*")):
            path = file.relative_to(docs).as_posix()
            hidden = any(part.startswith(".") for part in file.relative_to(docs).parts)
            # A linked folder is no file, and MkDocs would publish what it leads to.
            if hidden or path.startswith("articles/") or self._is_link(file):
                continue
            if not file.is_file() or f"{DOCS}/{path}" == outlets.PATH:
                continue
            if not path.isprintable():
                self._bad_name(file)
                continue
            text = (
                read_text(file, f"{DOCS}/{path}", seeds.MAX_BYTES)
                if file.suffix == ".md"
                else file.read_bytes()
            )
            if isinstance(text, Problem):
                self.problems.append(text)
            else:
                yield path, text

    def outlets(self) -> tuple[Outlet, ...]:
        file = self.root / outlets.PATH
        if not file.is_file() or file.is_symlink():
            return ()
        text = read_text(file, outlets.PATH, outlets.MAX_BYTES)
        listed, problems = read_outlets(text) if isinstance(text, str) else ((), [text])
        self.problems += problems
        return listed

    def _article(self, folder: Path) -> AnnotatedArticle | None:
        slug = folder.name
        if not self._named(folder, slug):
            return None
        for entry in self._entries(folder):
            if entry.name not in ("index.md", "claims"):
                self._stray(entry)
        annotations = tuple(self._annotations(folder / "claims", slug))
        page: ArticlePage | None = self._read(
            folder / "index.md", partial(read_article_page, slug=slug)
        )
        article = self._seed(page) if page else None
        if page is None or article is None:
            return None
        return AnnotatedArticle(
            page,
            article,
            annotations,
            {a.id: self._place(article, a.path, a.quote) for a in annotations if not a.withdrawn},
            tuple(self._place(article, str(w.location), w.quote) for w in page.waivers),
        )

    def _place(self, article: Article, path: str, quote: TextQuoteSelector) -> Anchor | AnchorError:
        def find() -> Anchor | AnchorError:
            try:
                return anchor(article.text, quote)
            except AnchorError as error:
                return error

        place: Anchor | AnchorError = self.cache.get(f"place:{path}", (quote, article.text), find)
        return place

    def _annotations(self, folder: Path, slug: str) -> Iterator[Annotation]:
        seen: dict[str, str] = {}
        for entry in self._entries(folder):
            id_ = entry.name.removesuffix(".md")
            if entry.is_dir() or entry.suffix != ".md":
                self._stray(entry)
                continue
            twin = seen.setdefault(unicodedata.normalize("NFC", id_).casefold(), entry.name)
            if twin != entry.name:
                self._report(
                    entry,
                    "same-name-twice",
                    f"{entry.name} and {twin} are one file on some computers.",
                    "Rename one of them.",
                )
            elif self._named(entry, id_):
                annotation: Annotation | None = self._read(
                    entry, partial(read_annotation, slug=slug, id_=id_)
                )
                if annotation:
                    yield annotation

    def _read(self, file: Path, read: Callable[[str, str], Parsed]) -> Any:
        path = self._path(file)
        if file.is_symlink():
            return None
        if not file.is_file():
            self.problems.append(
                Problem(
                    Location(path),
                    "missing-file",
                    "The article has no page.",
                    "Write its front matter into this file; the contribute page lists the fields.",
                )
            )
            return None
        text = read_text(file, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        record, problems = self.cache.get(path, text, lambda: read(text, path))
        self.problems += problems
        return record

    def _seed(self, page: ArticlePage) -> Article | None:
        path = f"{SEEDS}/{page.seed}"
        file = self.root / path
        if not file.is_file() or self._is_link(file) or self._is_link(file.parent):
            self.problems.append(_missing_seed(page, path))
            return None
        try:
            raw = seeds.read_bytes(file, path)
            if (found := seeds.digest(raw)) != page.sha256:
                self.problems.append(_changed_seed(page, path, found))
                return None
            article: Article = self.cache.get(path, raw, lambda: seeds.parse_seed(raw, path))
        except seeds.SeedError as error:
            self.problems.append(error.problem)
            return None
        return article

    def _named(self, entry: Path, name: str) -> bool:
        if is_name(name):
            return True
        self._bad_name(entry)
        return False

    def _bad_name(self, entry: Path) -> None:
        self._report(
            entry,
            "bad-name",
            f"The name {entry.name!a} is not allowed: it becomes an address.",
            "Use lower-case letters a to z, digits and hyphens, at most 80, for example `austin-quote.md`.",
        )

    def _entries(self, folder: Path) -> Iterator[Path]:
        """A folder's entries by name; symbolic links are reported, what editors hide or keep as backups is left out."""
        if not folder.is_dir() or self._is_link(folder):
            return
        for entry in sorted(folder.iterdir()):
            hidden = entry.name.startswith(".") and not entry.name.startswith("..")
            backup = entry.name.endswith(("~", ".md#"))
            if not (hidden or backup) and not self._is_link(entry):
                yield entry

    def _is_link(self, entry: Path) -> bool:
        if not entry.is_symlink():
            return False
        self._report(
            entry, "symbolic-link", "Symbolic links are not followed.", "Put the file itself here."
        )
        return True

    def _stray(self, entry: Path) -> None:
        self._report(
            entry,
            "stray-file",
            "This file is neither an article's index.md nor a claim in its claims/ folder.",
            "Move it away, or rename it: claims are `claims/<name>.md`.",
        )

    def _report(self, entry: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(self._path(entry)), code, message, hint))

    def _path(self, entry: Path) -> str:
        return Path(os.path.relpath(entry, self.root)).as_posix()


def _missing_seed(page: ArticlePage, path: str) -> Problem:
    return Problem(
        page.at("seed"),
        "missing-seed",
        f"There is no file {path}.",
        f"Put the article as received into {path}.",
    )


def _changed_seed(page: ArticlePage, path: str, found: str) -> Problem:
    return Problem(
        page.at("sha256"),
        "seed-changed",
        f"{path} is not the file that was pinned; its SHA-256 is {found}.",
        f"If the change is meant, run `annotate rebase {page.slug} {path}` to see what it does to the claims and to pin it; "
        f"if not, restore the file (`git checkout {path}`).",
    )
