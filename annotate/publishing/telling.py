"""What a server tells in its log: the problems that are new, or in a file that was saved since they were told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.problems import Problem, alike, format_group
from ..text.wording import counted


class Teller:
    """Tells problems once, and again when their file was saved."""

    def __init__(self) -> None:
        self._told: dict[Problem, int] = {}

    def tell(self, found: Sequence[Problem], root: Path) -> Iterator[tuple[bool, str]]:
        """What to write into the log, those that are alike together.

        Args:
            found: all problems of a build, sorted.
            root: the repository.

        Yields:
            whether it is an error, and the text.
        """
        now = {problem: _saved(root / problem.location.path) for problem in found}
        news = [problem for problem, at in now.items() if self._told.get(problem) != at]
        self._told = now
        yield from ((group[0].is_error, format_group(group)) for group in alike(news))
        if old := len(now) - len(news):
            yield False, f"{counted(old, 'problem')} as before."


def _saved(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
