"""The way of an article to its new text: read its files, find the quotes again, write what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ...checking.history.revisions import file_versions
from ...model import Annotation, Article, ArticlePage
from ...model.problems import Problem
from ...reading import seeds
from ...reading.claim_files import read_annotation, read_article_page
from ...reading.frontmatter import decode
from ...reading.repository import ARTICLES, Repository, claim_path, page_path, seed_path
from ..yaml_edits import EditError, read_exactly
from .moves import Move, is_waiver_id, plan, quotes_of, waiver_id
from .settling import Decisions, pin, settle

# How alike two ids are of which one is mistyped.
_MISTYPED = 0.93


@dataclass(frozen=True, slots=True)
class Rebase:
    """An article's files, its new seed, and what became of each quote.

    `files` are the texts of its page and claims by path; `replaces` says that the new seed stands in the old one's
    place already.
    """

    root: Path
    page: ArticlePage
    annotations: tuple[Annotation, ...]
    files: dict[str, str]
    raw: bytes
    new: Article
    moves: tuple[Move, ...]
    replaces: bool

    @property
    def withdrawn(self) -> frozenset[str]:
        """The claims that were withdrawn earlier, and stand nowhere."""
        return frozenset(a.id for a in self.annotations if a.withdrawn)

    def waived(self, asked: Iterable[str]) -> frozenset[str]:
        """Those of some ids that are waivers which the page once had, and may have been decided.

        Git tells; of a page that it does not know, whatever is written like a waiver's id, if it is not nearly another one.
        """
        ids = [move.id for move in self.moves]
        unknown = {id_ for id_ in asked if is_waiver_id(id_)}.difference(ids)
        versions = list(file_versions(self.root, self.page.path)) if unknown else []
        if not versions:
            return frozenset(i for i in unknown if not get_close_matches(i, ids, 1, _MISTYPED))
        pages = (
            _parse(text, self.page.path, self.page.slug)[0]
            for raw in versions
            if isinstance(text := decode(raw, self.page.path), str)
        )
        once = {
            waiver_id(w.quote)
            for page in pages
            if isinstance(page, ArticlePage)
            for w in page.waivers
        }
        return frozenset(unknown & once)


def read_rebase(root: Path, slug: str, seed: Path) -> Rebase | list[Problem]:
    """Read an article's page and claims, and find their quotes in a new seed.

    Args:
        root: the repository's folder.
        slug: the article.
        seed: the file with the new text; it may stand in the old one's place already.

    Returns:
        the moves with what they were made from, or the problems of files that cannot be read: what cannot be read would
        be lost.
    """
    repository = Repository(root)
    layout = repository.walk()
    files: dict[str, str] = {}
    page, problems = _read(repository, page_path(slug), slug, files)
    problems += [p for p in layout.problems if p.location.path.startswith(f"{ARTICLES}/{slug}/")]
    annotations = []
    for id_ in next((folder.claims for folder in layout.articles if folder.slug == slug), ()):
        annotation, found = _read(repository, claim_path(slug, id_), slug, files)
        problems += found
        if isinstance(annotation, Annotation):
            annotations.append(annotation)
    raw = seed.read_bytes()
    if not isinstance(page, ArticlePage) or any(p.is_error for p in problems):
        return problems
    try:
        new = seeds.parse_seed(raw, seed.name, page.url)
    except seeds.SeedError as error:
        return [error.problem]
    old = _old_article(root, page)
    moves = plan(quotes_of(page, annotations), old, new, page.language)
    target = root / seed_path(page.seed)
    replaces = target.exists() and seed.resolve() == target.resolve()
    return Rebase(root, page, tuple(annotations), files, raw, new, tuple(moves), replaces)


def apply(rebase: Rebase, decisions: Decisions, today: date) -> list[str]:
    """Write everything that was decided, the new seed and its pin.

    Returns:
        the paths that were written.

    Raises:
        EditError: a file can't be changed as decided; nothing is written then.
    """
    changed = settle(rebase.files, rebase.moves, decisions, rebase.new.text, today)
    page = changed.get(rebase.page.path, rebase.files[rebase.page.path])
    digest = seeds.digest(rebase.raw)
    if digest != rebase.page.sha256:
        changed[rebase.page.path] = pin(page, digest, None if rebase.replaces else today)
    _verify(changed, rebase.page.slug)
    seed = seed_path(rebase.page.seed)
    repository = Repository(rebase.root)
    written = {path: text.encode("utf-8") for path, text in changed.items()} | {seed: rebase.raw}
    return [path for path, content in written.items() if repository.write(path, content)]


def apply_accepted(rebase: Rebase, decisions: Decisions, today: date) -> list[str]:
    """Write the accepted and withdrawn claims alone: the seed and the rest of the claims wait.

    Returns:
        the paths that were written.

    Raises:
        EditError: a file can't be changed as decided; nothing is written then.
    """
    decided = [m for m in rebase.moves if m.id in decisions.accepted | decisions.withdrawn]
    changed = settle(rebase.files, decided, decisions, rebase.new.text, today)
    _verify(changed, rebase.page.slug)
    repository = Repository(rebase.root)
    return [path for path, text in changed.items() if repository.write(path, text)]


def _verify(changed: dict[str, str], slug: str) -> None:
    """Whatever is about to be written can be read again."""
    for path, text in changed.items():
        plain = decode(text.encode("utf-8"), path)
        if isinstance(plain, Problem):
            raise EditError(f"{plain.location}: {plain.message}")
        found = _parse(plain, path, slug)[1]
        if fault := next((p for p in found if p.is_error), None):
            raise EditError(f"{path}: {fault.message} Edit this file by hand.")


def _read(
    repository: Repository, path: str, slug: str, files: dict[str, str]
) -> tuple[ArticlePage | Annotation | None, list[Problem]]:
    text = repository.text(path)
    if isinstance(text, Problem):
        return None, [text]
    files[path] = read_exactly(repository.root / path)
    return _parse(text, path, slug)


def _parse(
    text: str, path: str, slug: str
) -> tuple[ArticlePage | Annotation | None, list[Problem]]:
    if path == page_path(slug):
        return read_article_page(text, path, slug)
    return read_annotation(text, path, slug, Path(path).stem)


def _old_article(root: Path, page: ArticlePage) -> Article | None:
    """The article that the page pins: from its place, or from git where the file was replaced already."""
    path = seed_path(page.seed)
    now = [(root / path).read_bytes()] if Repository(root).is_file(path) else []
    for raw in (*now, *file_versions(root, path)):
        if seeds.digest(raw) == page.sha256:
            return seeds.parse_seed(raw, page.seed)
    return None
