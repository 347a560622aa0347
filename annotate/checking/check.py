"""From a repository to one checked library: read, anchored, judged. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model import Library
from ..model.cache import Cache
from ..model.problems import Problem, from_data, sort_problems
from ..reading.kept import Kept
from ..reading.library import read_library
from ..reading.repository import Repository
from ..reading.settings import Settings, read_settings
from . import checks
from .checks.strict import foreign_content

if TYPE_CHECKING:
    from .history.revisions import Revision


class Checked(NamedTuple):
    """A repository's library, the site's settings, and every problem of every file, sorted.

    The library's articles know where their quotes stand (`AnnotatedArticle.places`).
    """

    library: Library
    settings: Settings
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether a problem is an error, so that nothing may be published."""
        return any(problem.is_error for problem in self.problems)


def check(
    root: Path | str,
    base: Revision | None = None,
    settings: Settings | None = None,
    cache: Cache | None = None,
    only: Collection[str] = (),
) -> Checked:
    """Read and check a repository.

    Args:
        root: its folder, with `docs/` and `seeds/`.
        base: an earlier revision; what has silently changed since then is a problem, too.
        settings: the site's settings; by default those of its `mkdocs.yml`.
        cache: kept between two checks, it saves reading what has not changed.
        only: names of articles; the others are not read then, nor is anything compared with them.
    """
    problems: list[Problem] = []
    if settings is None:
        settings, problems = read_settings(Path(root))
    library, found = read_library(Repository(Path(root)), cache, only, checks.judge)
    problems += [*found, *checks.run(library)]
    if settings.strict_content:
        problems += foreign_content(library)
    if base:
        from .history import guard

        problems += guard.compare(base, library)
    return Checked(library, settings, tuple(sort_problems(_without_consequences(problems))))


def check_again(root: Path) -> Sequence[Problem]:
    """The problems of a repository, sorted; as they were found last where nothing has changed since.

    Args:
        root: its folder.
    """
    settings, unread = read_settings(root)
    kept = Kept(root, "check", settings, unread)
    if (told := kept.get()) is not None:
        return [from_data(problem) for problem in told]
    problems = sort_problems([*unread, *check(root, settings=settings).problems])
    kept.keep([asdict(problem) for problem in problems])
    return problems


def _without_consequences(problems: list[Problem]) -> list[Problem]:
    """Leave out what an article's page only seems to lack because one of its claim files has an error."""
    consequences = ("sentence-open", "unknown-claim-link")
    causes = [p for p in problems if p.is_error and p.code not in consequences]
    folders = {_folder(p) for p in causes if "/claims/" in p.location.path}
    return [p for p in problems if p.code not in consequences or _folder(p) not in folders]


def _folder(problem: Problem) -> str:
    """The folder of the article that a problem is about."""
    return problem.location.path.rpartition("/")[0].removesuffix("/claims")
