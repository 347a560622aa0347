"""The way of an article to its new text: read its files, find the quotes again, write what was decided."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ...anchoring import TextQuoteSelector
from ...checking.due import dues, is_unread, pending
from ...checking.history.revisions import earlier_text, file_versions, last_with
from ...checking.surroundings import shortened
from ...model import Annotation, Article, ArticlePage
from ...model.problems import Problem
from ...reading import prose, seeds
from ...reading.claim_files import read_file
from ...reading.frontmatter import decode
from ...reading.repository import (
    ARTICLES,
    SEEDS,
    Repository,
    claim_path,
    kept_path,
    page_path,
    seed_path,
)
from ..yaml_edits import EditError, read_exactly
from .moves import Move, is_waiver_id, plan, quotes_of, waiver_id
from .settling import Decisions, end_draft, make_draft, pin, settle, tell
from .translated import judged

# How alike two ids are of which one is mistyped.
_MISTYPED = 0.93


@dataclass(frozen=True, slots=True)
class Rebase:
    """An article's files, its new seed, and what became of each quote.

    `files` are the texts of its page and claims by path; `seed` is the name that the new text will have; `knows_old`
    says whether the text of before could be found; `remark` what is to be said of a text that has hardly anything of it.
    """

    root: Path
    page: ArticlePage
    annotations: tuple[Annotation, ...]
    files: dict[str, str]
    seed: str
    raw: bytes
    new: Article
    moves: tuple[Move, ...]
    knows_old: bool
    remark: str

    @property
    def withdrawn(self) -> frozenset[str]:
        """The claims that were withdrawn earlier, and stand nowhere."""
        return frozenset(a.id for a in self.annotations if a.withdrawn)

    @property
    def is_taken(self) -> bool:
        """Whether another file has the name that the new text would have."""
        file = self.root / seed_path(self.seed)
        return self.seed != self.page.seed and file.exists() and file.read_bytes() != self.raw

    def links_to(self, ids: Container[str]) -> list[tuple[str, str]]:
        """The files that link to some claims of the article, each with the claim's id."""
        texts = [(self.page.path, self.page.summary)]
        texts += [(claim.path, claim.context) for claim in self.annotations if claim.id not in ids]
        return [(path, id_) for path, text in texts for id_ in prose.claim_ids(text) if id_ in ids]

    def waived(self, asked: Iterable[str]) -> frozenset[str]:
        """Those of some ids that are waivers which the page once had, and may have been decided.

        Git tells; of a page that it does not know, whatever is written like a waiver's id, if it is not nearly another one.
        """
        ids = [move.id for move in self.moves]
        unknown = {id_ for id_ in asked if is_waiver_id(id_)}.difference(ids)
        versions = list(file_versions(self.root, self.page.path)) if unknown else []
        if not versions:
            return frozenset(i for i in unknown if not get_close_matches(i, ids, 1, _MISTYPED))
        texts = (decode(raw, self.page.path) for raw in versions)
        found = (read_file(text, self.page.path)[0] for text in texts if isinstance(text, str))
        pages = (page for page in found if isinstance(page, ArticlePage))
        return frozenset(unknown & {waiver_id(w.quote) for page in pages for w in page.waivers})


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
    page, problems = _read(repository, page_path(slug), files)
    problems += [p for p in layout.problems if p.location.path.startswith(f"{ARTICLES}/{slug}/")]
    annotations = []
    for id_ in next((folder.claims for folder in layout.articles if folder.slug == slug), ()):
        annotation, found = _read(repository, claim_path(slug, id_), files)
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
    then = _quotes_then(root, page, files, seeds.digest(raw))
    quotes = quotes_of(page, annotations, then)
    known_old = old.text if old else " ".join(quoted.quote.exact for quoted in quotes)
    found_again = plan(quotes, old, new, page.language)
    moves, remark = judged(found_again, known_old, new.text, page.language)
    # The article may have been text and be a web page now, or the other way round.
    name = str(Path(page.seed).with_suffix(seed.suffix))
    known = old is not None
    return Rebase(root, page, tuple(annotations), files, name, raw, new, moves, known, remark)


def apply(rebase: Rebase, decisions: Decisions, today: date, *, pins: bool) -> list[str]:
    """Write what was decided.

    Args:
        rebase, decisions: what became of each quote, and what people decided.
        today: the date of what is told in histories.
        pins: whether the new text is put into its place and pinned, once everything is decided; without, the seed and
            the rest of the claims wait.

    Returns:
        the paths that were written.

    Raises:
        EditError: a file can't be changed as decided; nothing is written then.
    """
    decided = decisions.accepted | decisions.withdrawn
    moves = [move for move in rebase.moves if pins or move.id in decided]
    changed = _settled(rebase, moves, decisions, today)
    digest, page = seeds.digest(rebase.raw), rebase.page
    if pins and (digest, rebase.seed) != (page.sha256, page.seed):
        text = changed.get(page.path, rebase.files[page.path])
        changed[page.path] = pin(text, rebase.seed, digest, today)
    _verify(changed)
    if pins:
        return list(_write(rebase, changed, digest))
    repository = Repository(rebase.root)
    return [path for path, text in changed.items() if repository.write(path, text)]


def _write(rebase: Rebase, changed: Mapping[str, str], digest: str) -> Iterator[str]:
    """Write the claims, the seed, and last the page: whatever comes between, its pin says what they were written for.

    The pinned text is kept aside until then, for git may not have it.
    """
    page, repository = rebase.page, Repository(rebase.root)
    seed, kept = seed_path(page.seed), kept_path(page.slug)
    repository.sweep(SEEDS, f"{ARTICLES}/{page.slug}", f"{ARTICLES}/{page.slug}/claims")
    old = (rebase.root / seed).read_bytes() if repository.is_file(seed) else b""
    if digest != page.sha256 == seeds.digest(old):
        repository.write(kept, old)
    files: dict[str, str | bytes] = {**changed, seed_path(rebase.seed): rebase.raw}
    for path in sorted(files, key=page.path.__eq__):
        if path == page.path and rebase.seed != page.seed:
            (rebase.root / seed).unlink(missing_ok=True)
        if repository.write(path, files[path]):
            yield path
    (rebase.root / kept).unlink(missing_ok=True)


def _settled(
    rebase: Rebase, moves: Sequence[Move], decisions: Decisions, today: date
) -> dict[str, str]:
    """The files as decided, with an entry in each claim whose words changed in the article."""
    changed = settle(rebase.files, moves, decisions, rebase.new.text, today)
    claims = {claim.id: claim for claim in rebase.annotations}
    for move in moves:
        claim = claims.get(move.id)
        if not (claim and move.around) or is_unread(claim) or move.id in decisions.withdrawn:
            continue  # a draft was given for no words that readers have
        text, around = changed.get(claim.path, rebase.files[claim.path]), shortened(*move.around)
        changed[claim.path] = tell(text, claim, around, today)
    for claim in rebase.annotations:
        text = changed.get(claim.path, rebase.files[claim.path])
        now = read_file(text, claim.path)[0]
        if not isinstance(now, Annotation):
            continue
        if decisions.drafts and _waits(now, rebase.page, today):
            changed[claim.path] = make_draft(text)
        elif claim.draft and pending(claim) and not pending(now):
            changed[claim.path] = end_draft(text)  # what it waited for is no more
    return changed


def _waits(claim: Annotation, page: ArticlePage, today: date) -> bool:
    """Whether a claim is published that somebody must look at before."""
    return claim.published and any(due.urgent for due in dues(claim, page, today))


def _verify(changed: dict[str, str]) -> None:
    """Whatever is about to be written can be read again."""
    for path, text in changed.items():
        plain = decode(text.encode("utf-8"), path)
        if isinstance(plain, Problem):
            raise EditError(f"{plain.location}: {plain.message}")
        found = read_file(plain, path)[1]
        if fault := next((p for p in found if p.is_error), None):
            raise EditError(f"{path}: {fault.message} Edit this file by hand.")


def _read(
    repository: Repository, path: str, files: dict[str, str]
) -> tuple[ArticlePage | Annotation | None, list[Problem]]:
    text = repository.text(path)
    if isinstance(text, Problem):
        return None, [text]
    files[path] = read_exactly(repository.root / path)
    return read_file(text, path)


def _old_article(root: Path, page: ArticlePage) -> Article | None:
    """The article that the page pins: from its place, or from git where the file was replaced already."""
    path, repository = seed_path(page.seed), Repository(root)
    files = (file for file in (path, kept_path(page.slug)) if repository.is_file(file))
    for raw in (*((root / file).read_bytes() for file in files), *file_versions(root, path)):
        if seeds.digest(raw) == page.sha256:
            return seeds.parse_seed(raw, page.seed)
    return None


def _quotes_then(
    root: Path, page: ArticlePage, paths: Iterable[str], sha256: str
) -> dict[str, TextQuoteSelector]:
    """How claims were quoted when the text with this digest was pinned last, by their paths; empty where git cannot tell."""
    then = last_with(root, page.path, sha256) if sha256 != page.sha256 else None
    if not then:
        return {}
    texts = ((path, earlier_text(then, path)) for path in paths)
    found = ((path, read_file(text, path)[0]) for path, text in texts if text)
    return {path: record.quote for path, record in found if isinstance(record, Annotation)}
