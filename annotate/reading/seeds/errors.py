"""A seed that cannot be read, and the problem that says why."""

from __future__ import annotations

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.tables import table_of


class SeedError(ValueError):
    """A seed that cannot be read; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.location) + ": " + problem.message)
        self.problem = problem


def seed_error(name: str, code: str, what: str, **values: object) -> SeedError:
    """The error of a whole seed: its path for messages, and `what` is listed as wrong with it."""
    return SeedError(problem_at(Location(name), code, table_of(__file__)[what], **values))
