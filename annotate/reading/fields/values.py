"""How each kind of value is read: a node becomes a value, or a problem is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import singledispatch
from typing import Any, TypeVar

from ...model.kinds import (
    Address,
    AnyKind,
    Choice,
    Choices,
    Day,
    DayOrMonth,
    Flag,
    Pattern,
    Quote,
    Several,
    Text,
)
from ...model.problems import Problem
from ...model.vocabulary import Term
from ...text import addresses, dates
from ..frontmatter import Node, Scalar, Sequence
from .messages import as_scalar, empty, problem_at, shown, too_many, unknown_value, unquoted

_Reader = TypeVar("_Reader", bound=Callable[..., Any])

# A character code, where people mean the character.
ENTITY = re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


@singledispatch
def read(kind: AnyKind, name: str, node: Node, problems: list[Problem]) -> Any:
    """Read the value of a field.

    Args:
        kind: what it can hold.
        name: the field's key.
        node: what stands there.
        problems: where it is reported if it cannot be read.

    Returns:
        the value, or None after adding a problem.
    """
    raise NotImplementedError(kind)


def _text_of(kind: type[AnyKind]) -> Callable[[_Reader], _Reader]:
    """Register how a kind of value is read that is text in the file."""

    def register(reader: _Reader) -> _Reader:
        def read_text(kind: AnyKind, name: str, node: Node, problems: list[Problem]) -> Any:
            scalar = as_scalar(name, node, problems)
            if scalar is None:
                return None
            if not scalar.text.strip() and not scalar.comment:
                problems.append(empty(name, scalar))
                return None
            return reader(kind, name, scalar, problems)

        read.register(kind, read_text)
        return reader

    return register


@_text_of(Text)
def _text(kind: Text, name: str, scalar: Scalar, problems: list[Problem]) -> str | None:
    if _is_cut(name, scalar, problems):
        return None
    return _short_enough(name, scalar, " ".join(scalar.text.split()), kind.limit, problems)


@_text_of(Quote)
def _quote(kind: Quote, name: str, scalar: Scalar, problems: list[Problem]) -> str | None:
    if _is_cut(name, scalar, problems):
        return None
    text = _short_enough(name, scalar, scalar.text.strip(), kind.limit, problems)
    if text is not None and ENTITY.search(text):
        problems.append(
            problem_at(
                scalar,
                "entity-in-quote",
                f"`{name}` contains an HTML character code such as &rsquo;.",
                "Write the character itself, for example ’ or '.",
            )
        )
        return None
    return text


@_text_of(Several)
def _several(
    kind: Several, name: str, scalar: Scalar, problems: list[Problem]
) -> tuple[str, ...] | None:
    text = _text(Text(kind.limit), name, scalar, problems)
    if text is None:
        return None
    return tuple(filter(None, (part.strip() for part in text.split(kind.divider))))


def _is_cut(name: str, scalar: Scalar, problems: list[Problem]) -> bool:
    if scalar.comment:
        problems.append(
            Problem(
                scalar.comment,
                "hash-in-value",
                f"The words after # in `{name}` are a comment to YAML and would be lost.",
                f"Write `{name}: >-`, and put all the words on the next line, two spaces further in.",
            )
        )
    return scalar.comment is not None


def _short_enough(
    name: str, scalar: Scalar, text: str, limit: int, problems: list[Problem]
) -> str | None:
    if len(text) > limit:
        problems.append(
            problem_at(
                scalar,
                "too-long",
                f"`{name}` has {len(text):,} characters; at most {limit:,} are allowed.",
                "Shorten it.",
            )
        )
        return None
    return text


@_text_of(Day)
def _day(_kind: Day, name: str, scalar: Scalar, problems: list[Problem]) -> date | None:
    text = scalar.text.strip()
    day = _iso_day(text)
    if day is None:
        iso = dates.as_iso(text)
        problems.append(_not_a_day(name, scalar, iso, "2024-05-03"))
    return day


@_text_of(DayOrMonth)
def _day_or_month(
    _kind: DayOrMonth, name: str, scalar: Scalar, problems: list[Problem]
) -> str | None:
    text = scalar.text.strip()
    if text == dates.UNDATED or re.fullmatch(dates.MONTH, text) or _iso_day(text):
        return text
    iso = dates.as_iso(text, partial=True)
    problems.append(_not_a_day(name, scalar, iso, "2024-05-03, or 2024-05, or undated"))
    return None


def _iso_day(text: str) -> date | None:
    if not re.fullmatch(dates.DAY, text):
        return None  # Python reads other forms of ISO 8601, too
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _not_a_day(name: str, scalar: Scalar, iso: str, example: str) -> Problem:
    text = scalar.text.strip()
    mend = f"Write {iso} (`annotate check --fix` does it)." if iso else f"Write it like {example}."
    return problem_at(
        scalar,
        "bad-date",
        f"`{name}` is {shown(text)}, which is not a date written as year-month-day.",
        unquoted(text) + mend,
    )


@_text_of(Address)
def _address(_kind: Address, name: str, scalar: Scalar, problems: list[Problem]) -> str | None:
    why = addresses.fault(scalar.text)
    if why:
        problems.append(
            problem_at(
                scalar,
                "bad-address",
                f"`{name}` is {shown(scalar.text)}: {why}.",
                f"{unquoted(scalar.text)}Copy the whole address from the browser's address bar.",
            )
        )
        return None
    return addresses.ascii_url(scalar.text)


@_text_of(Choice)
def _choice(kind: Choice[Term], name: str, scalar: Scalar, problems: list[Problem]) -> Term | None:
    term = kind.vocabulary.named(scalar.text.strip())
    if term is None:
        problems.append(unknown_value(name, scalar, [known.id for known in kind.vocabulary]))
    return term


@read.register(Choices)
def _choices(
    kind: Choices[Term], name: str, node: Node, problems: list[Problem]
) -> tuple[Term, ...] | None:
    if not isinstance(node, Sequence):
        example = node.text if isinstance(node, Scalar) else next(iter(kind.vocabulary)).id
        problems.append(
            problem_at(
                node,
                "wrong-shape",
                f"`{name}` must be a list.",
                f"Put square brackets around it: `{name}: [{example}]`.",
            )
        )
        return None
    if len(node.items) > len(kind.vocabulary):
        problems.append(too_many(name, node, len(kind.vocabulary)))
        return None
    terms = [read(Choice(kind.vocabulary), name, item, problems) for item in node.items]
    return tuple(dict.fromkeys(term for term in terms if term))


@_text_of(Flag)
def _flag(_kind: Flag, name: str, scalar: Scalar, problems: list[Problem]) -> bool | None:
    if scalar.text in ("true", "false"):
        return scalar.text == "true"
    problems.append(unknown_value(name, scalar, ["true", "false"]))
    return None


@_text_of(Pattern)
def _pattern(kind: Pattern, name: str, scalar: Scalar, problems: list[Problem]) -> str | None:
    if re.fullmatch(kind.pattern, scalar.text.strip()):
        return scalar.text.strip()
    problems.append(
        problem_at(
            scalar,
            "unknown-value",
            f"`{name}` is {shown(scalar.text)}.",
            f"Write it like {kind.example}.",
        )
    )
    return None
