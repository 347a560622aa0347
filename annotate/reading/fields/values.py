"""How each kind of value is read: a node becomes a value, or a problem is reported."""

from __future__ import annotations

import re
from datetime import date
from functools import singledispatch
from typing import Any

from ...model import kinds
from ...model.problems import Problem
from ...model.vocabulary import Term
from ...text import addresses, dates
from ..frontmatter import Node, Scalar
from .messages import items_of, no_text, problem, shown, unknown_value, unquoted

_HOSTS = "names such as ap.org, with spaces between them"
# A character code, where people mean the character.
ENTITY = re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


@singledispatch
def read(kind: kinds.AnyKind, name: str, node: Node, problems: list[Problem]) -> Any:
    """Read the value of a field: here what is text in the file, lists by functions of their own.

    Args:
        kind: what it can hold.
        name: the field's key.
        node: what stands there.
        problems: where it is reported if it cannot be read.

    Returns:
        the value; after adding a problem None, or what can be read of a list.
    """
    value = no_text(name, node) or _of_text(kind, name, node)
    if isinstance(value, Problem):
        problems.append(value)
        return None
    return value


@singledispatch
def _of_text(kind: kinds.AnyKind, name: str, scalar: Any) -> Any:
    """The value that a text is for a kind, or the problem."""
    raise NotImplementedError(kind)


@_of_text.register(kinds.Text)
def _text(kind: kinds.Text, name: str, scalar: Scalar) -> str | Problem:
    return _whole(name, scalar, " ".join(scalar.text.split()), kind.limit)


@_of_text.register(kinds.Quote)
def _quote(kind: kinds.Quote, name: str, scalar: Scalar) -> str | Problem:
    text = _whole(name, scalar, scalar.text.strip(), kind.limit)
    if isinstance(text, str) and ENTITY.search(text):
        return problem(scalar.location, "entity-in-quote", name=name)
    return text


@_of_text.register(kinds.Several)
def _several(kind: kinds.Several, name: str, scalar: Scalar) -> tuple[str, ...] | Problem:
    text = _text(kinds.Text(kind.limit), name, scalar)
    if isinstance(text, Problem):
        return text
    return tuple(filter(None, map(str.strip, text.split(";"))))


@_of_text.register(kinds.Hosts)
def _hosts(_kind: kinds.Hosts, name: str, scalar: Scalar) -> tuple[str, ...] | Problem:
    text = _text(kinds.Text(500), name, scalar)
    if isinstance(text, Problem):
        return text
    hosts = tuple(text.split())
    for host in hosts:
        url = f"https://{host}"
        meant = "" if addresses.fault(url) else addresses.host(url)
        if meant != host:
            told = {"host": shown(host), "meant": meant or _HOSTS}
            return problem(scalar.location, "bad-address", what="no-host", name=name, **told)
    return hosts


def _whole(name: str, scalar: Scalar, text: str, limit: int) -> str | Problem:
    """The text of a scalar, if YAML drops none of it and it is not too long."""
    if scalar.comment:
        return problem(scalar.comment, "hash-in-value", name=name)
    if len(text) > limit:
        return problem(scalar.location, "too-long", name=name, count=len(text), limit=limit)
    return text


@_of_text.register(kinds.Day)
@_of_text.register(kinds.DayOrMonth)
def _date(kind: kinds.Day | kinds.DayOrMonth, name: str, scalar: Scalar) -> date | str | Problem:
    text, is_day = scalar.text.strip(), isinstance(kind, kinds.Day)
    iso = dates.as_iso(text, partial=not is_day)
    if (iso and iso == text) or (text == dates.UNDATED and not is_day):
        return date.fromisoformat(text) if is_day else text
    example = "2024-05-03" if is_day else "2024-05-03, or 2024-05, or undated"
    mend = f"Write {iso} (`annotate check --fix` does it)." if iso else f"Write it like {example}."
    found = f"`{name}` is {shown(text)}, which is not a date written as year-month-day."
    return Problem(scalar.location, "bad-date", found, unquoted(text) + mend)


@_of_text.register(kinds.Address)
def _address(_kind: kinds.Address, name: str, scalar: Scalar) -> str | Problem:
    if why := addresses.fault(scalar.text):
        told = {"shown": shown(scalar.text), "why": why, "unquoted": unquoted(scalar.text)}
        return problem(scalar.location, "bad-address", name=name, **told)
    return addresses.ascii_url(scalar.text)


@_of_text.register(kinds.Choice)
def _choice(kind: kinds.Choice[Term], name: str, scalar: Scalar) -> Term | Problem:
    term = kind.vocabulary.named(scalar.text.strip())
    return term or unknown_value(name, scalar, [known.id for known in kind.vocabulary])


@read.register(kinds.Choices)
def _choices(
    kind: kinds.Choices[Term], name: str, node: Node, problems: list[Problem]
) -> tuple[Term, ...]:
    example = node.text if isinstance(node, Scalar) else next(iter(kind.vocabulary)).id
    hint = f"Put square brackets around it: `{name}: [{example}]`."
    items = items_of(name, node, len(kind.vocabulary), hint, problems)
    terms = [read(kinds.Choice(kind.vocabulary), name, item, problems) for item in items]
    return tuple(dict.fromkeys(term for term in terms if term))


@_of_text.register(kinds.Flag)
def _flag(_kind: kinds.Flag, name: str, scalar: Scalar) -> bool | Problem:
    if scalar.text in ("true", "false"):
        return scalar.text == "true"
    return unknown_value(name, scalar, ["true", "false"])


@_of_text.register(kinds.Pattern)
def _pattern(kind: kinds.Pattern, name: str, scalar: Scalar) -> str | Problem:
    if re.fullmatch(kind.pattern, scalar.text.strip()):
        return scalar.text.strip()
    found = f"`{name}` is {shown(scalar.text)}."
    return Problem(scalar.location, "unknown-value", found, f"Write it like {kind.example}.")
