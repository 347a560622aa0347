"""A seed that cannot be read, and the problem that says why."""

from __future__ import annotations

from ...model import Location
from ...model.problems import Problem


class SeedError(ValueError):
    """A seed that cannot be read; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.location) + ": " + problem.message)
        self.problem = problem


def seed_error(name: str, code: str, message: str, hint: str) -> SeedError:
    """The error of a whole seed; `name` is its path for messages."""
    return SeedError(Problem(Location(name), code, message, hint))
