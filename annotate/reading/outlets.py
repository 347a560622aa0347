"""The list of outlets, `docs/outlets.yml`: how it is read, and to which outlet an address belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Outlet, OutletList
from ..model.problems import Problem
from .fields import read_record
from .frontmatter import read_yaml
from .repository import OUTLETS

MAX_BYTES = 2 * 1024 * 1024


def read_outlets(text: str) -> tuple[tuple[Outlet, ...], list[Problem]]:
    """Read the list.

    Args:
        text: the whole file.

    Returns:
        the outlets that have a name and domains, and every problem of the file.
    """
    mapping = read_yaml(text, OUTLETS)
    if isinstance(mapping, Problem):
        return (), [mapping]
    problems: list[Problem] = []
    listed = read_record(mapping, OutletList, "list of outlets", problems)
    return listed.outlets if listed else (), problems


def by_domain(outlets: Iterable[Outlet]) -> dict[str, Outlet]:
    """The outlets by each of their domains."""
    return {domain: outlet for outlet in outlets for domain in outlet.domains}


def owner(domains: Mapping[str, Outlet], host: str) -> Outlet | None:
    """The outlet to which a host belongs.

    Args:
        domains: the outlets `by_domain`.
        host: of an address, as `addresses.host` gives it.

    Returns:
        the outlet whose domain is the host or a parent of it.
    """
    labels = host.split(".")
    parents = (".".join(labels[n:]) for n in range(len(labels)))
    return next((domains[name] for name in parents if name in domains), None)
