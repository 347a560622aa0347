"""The list of outlets, `docs/outlets.yml`: how it is read, and to which outlet an address belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotate.fields import Field, Record, Records, Text, read_record
from annotate.frontmatter import read_yaml
from annotate.model import Outlet
from annotate.problems import Problem
from annotate.repository import OUTLETS

MAX_BYTES = 512 * 1024

_OUTLET_FIELDS = (
    Field("name", Text(100), "The outlet's name, as every source spells it.", required=True),
    Field("domains", Text(500), "Its own domains, divided by spaces.", required=True),
    Field(
        "about",
        Text(120),
        "What readers should know of it, in a sentence: who owns or publishes it, or that it only copies.",
    ),
    Field(
        "aliases",
        Text(500),
        "Other spellings that `annotate check --fix` mends, divided by semicolons.",
    ),
)
_FIELDS = (
    Field("outlets", Records(_OUTLET_FIELDS, "outlet", 5_000), "The outlets.", required=True),
)


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
    record = read_record(mapping, _FIELDS, "list of outlets", problems)
    return tuple(_outlets(record.values.get("outlets", ()))), problems


def _outlets(entries: Iterable[Record]) -> Iterator[Outlet]:
    for entry in entries:
        values = entry.values
        if {"name", "domains"} <= values.keys():
            aliases = [alias.strip() for alias in values.get("aliases", "").split(";")]
            yield Outlet(
                values["name"],
                tuple(values["domains"].split()),
                entry.location,
                tuple(filter(None, aliases)),
                values.get("about", ""),
            )


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
