"""The kinds of values: each turns a node into a value or reports a problem, and knows its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from annotate import addresses, dates
from annotate.fields.messages import as_scalar, problem_at, shown, too_many, unknown_value, unquoted
from annotate.frontmatter import Node, Scalar, Sequence
from annotate.problems import Problem
from annotate.vocabulary import Term


class Kind(Protocol):
    """How a node is read, and what a JSON Schema says of it."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> Any:
        """The node's value, or None after adding the problem."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the value."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most `limit` characters; line breaks are kept only where `lines` says so."""

    limit: int
    lines: bool = False

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
        if scalar.comment:
            problems.append(
                Problem(
                    scalar.comment,
                    "hash-in-value",
                    f"The words after # in `{name}` are a comment to YAML and would be lost.",
                    f"Write `{name}: >-`, and put all the words on the next line, two spaces further in.",
                )
            )
            return None
        text = scalar.text.strip() if self.lines else " ".join(scalar.text.split())
        if not text:
            problems.append(
                problem_at(
                    scalar,
                    "empty-value",
                    f"`{name}` is empty.",
                    "Write the words, or delete the line if it is not needed.",
                )
            )
            return None
        if len(text) > self.limit:
            problems.append(
                problem_at(
                    scalar,
                    "too-long",
                    f"`{name}` has {len(text):,} characters; at most {self.limit:,} are allowed.",
                    "Shorten it.",
                )
            )
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Quote:
    """The article's own words: white space inside is kept, for the anchoring decides about it."""

    limit: int = 1_000

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        text = Text(self.limit, lines=True).read(name, node, problems)
        if text is not None and re.search(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);", text):
            problems.append(
                problem_at(
                    node,
                    "entity-in-quote",
                    f"`{name}` contains an HTML character code such as &rsquo;.",
                    "Write the character itself, for example ’ or '.",
                )
            )
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO 8601 date; `partial` also takes a month (`2024-05`) and `undated`."""

    partial: bool = False

    def read(self, name: str, node: Node, problems: list[Problem]) -> Any:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if self.partial and (text == "undated" or re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text)):
            return text
        if day := _day(text):
            return text if self.partial else day
        problems.append(self._not_a_day(name, scalar, text))
        return None

    def _not_a_day(self, name: str, scalar: Scalar, text: str) -> Problem:
        also = ", or 2024-05, or undated" if self.partial else ""
        iso = dates.as_iso(text, partial=self.partial)
        mend = (
            f"Write {iso} (`annotate check --fix` does it)."
            if iso
            else f"Write it like 2024-05-03{also}."
        )
        return problem_at(
            scalar,
            "bad-date",
            f"`{name}` is {shown(text)}, which is not a date written as year-month-day.",
            unquoted(text) + mend,
        )

    def schema(self) -> dict[str, Any]:
        day = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        pattern = rf"^({day}|[0-9]{{4}}-(0[1-9]|1[0-2])|undated)$" if self.partial else f"^{day}$"
        return {"type": "string", "pattern": pattern}


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None  # Python reads other forms of ISO 8601, too
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Address:
    """A public web address."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
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

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "uri",
            "pattern": "^https?://",
            "maxLength": addresses.MAX_LENGTH,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed vocabulary."""

    vocabulary: type[Term]

    def read(self, name: str, node: Node, problems: list[Problem]) -> Term | None:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
        known = {term.id: term for term in self.vocabulary}
        if scalar.text.strip() not in known:
            problems.append(unknown_value(name, scalar, list(known)))
        return known.get(scalar.text.strip())

    def schema(self) -> dict[str, Any]:
        return {
            "enum": [term.id for term in self.vocabulary],
            "markdownEnumDescriptions": [term.definition for term in self.vocabulary],
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of values of a closed vocabulary."""

    vocabulary: type[Term]

    def read(self, name: str, node: Node, problems: list[Problem]) -> tuple[Term, ...] | None:
        if not isinstance(node, Sequence):
            example = node.text if isinstance(node, Scalar) else next(iter(self.vocabulary)).id
            problems.append(
                problem_at(
                    node,
                    "wrong-shape",
                    f"`{name}` must be a list.",
                    f"Put square brackets around it: `{name}: [{example}]`.",
                )
            )
            return None
        if len(node.items) > len(self.vocabulary):
            problems.append(too_many(name, node, len(self.vocabulary)))
            return None
        read = [Choice(self.vocabulary).read(name, item, problems) for item in node.items]
        return tuple(dict.fromkeys(term for term in read if term))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": Choice(self.vocabulary).schema(), "uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, name: str, node: Node, problems: list[Problem]) -> bool | None:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
        if scalar.text in ("true", "false"):
            return scalar.text == "true"
        problems.append(unknown_value(name, scalar, ["true", "false"]))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text of a fixed form, which `example` shows."""

    pattern: str
    example: str

    def read(self, name: str, node: Node, problems: list[Problem]) -> str | None:
        scalar = as_scalar(name, node, problems)
        if scalar is None:
            return None
        if re.fullmatch(self.pattern, scalar.text.strip()):
            return scalar.text.strip()
        problems.append(
            problem_at(
                scalar,
                "unknown-value",
                f"`{name}` is {shown(scalar.text)}.",
                f"Write it like {self.example}.",
            )
        )
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}
