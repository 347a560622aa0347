"""What is said of a value that a field does not take: the words found, the nearest valid ones, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Location
from ...model.problems import Problem
from ..frontmatter import Node, Scalar, Sequence

_CURLY = "“”„«»‘’‚"
# What other fact-checkers call these verdicts.
_OTHER_WORDS = {
    "true": "supported",
    "correct": "supported",
    "mostly-true": "mostly-supported",
    "half-true": "mixed",
    "partly-true": "mixed",
    "partly-false": "mixed",
    "mostly-false": "misleading",
    "false": "contradicted",
    "wrong": "contradicted",
    "unproven": "unverified",
    "unsupported": "unverified",
}


def as_scalar(name: str, node: Node, problems: list[Problem]) -> Scalar | None:
    """The node, if it is text; otherwise None after adding the problem."""
    if isinstance(node, Scalar):
        return node
    problems.append(
        problem_at(
            node,
            "wrong-shape",
            f"`{name}` must be text, not a {'list' if isinstance(node, Sequence) else 'group of fields'}.",
            f"Write `{name}: >-`, and put the words on the next line, two spaces further in.",
        )
    )
    return None


def problem_at(node: Node, code: str, message: str, hint: str = "") -> Problem:
    """A problem at the place of a node."""
    return Problem(node.location, code, message, hint)


def empty(name: str, scalar: Scalar) -> Problem:
    """The problem of a field without a value."""
    return problem_at(
        scalar,
        "empty-value",
        f"`{name}` is empty.",
        "Write the words, or delete the line if it is not needed.",
    )


def unknown_key(key: str, location: Location, known: list[str], noun: str) -> Problem:
    """The problem of a key that a mapping (`noun`) does not have."""
    from rapidfuzz import process

    nearest = process.extractOne(key, known, score_cutoff=70)
    hint = f"Did you mean `{nearest[0]}`? " if nearest else ""
    return Problem(
        location,
        "unknown-key",
        f"A {noun} has no key {shown(key)}.",
        f"{hint}The keys are {listed(known)}.",
    )


def unknown_value(name: str, scalar: Scalar, known: list[str]) -> Problem:
    """The problem of a word that is not in a vocabulary; other fact-checkers' words for ours are known."""
    plain = scalar.text.casefold().strip(_CURLY + " ").replace("_", "-").replace(" ", "-")
    nearest = _OTHER_WORDS.get(plain)
    if nearest not in known:
        from rapidfuzz import process

        found = process.extractOne(plain, known, score_cutoff=60)
        nearest = found[0] if found else None
    hint = f"Did you mean `{nearest}`? " if nearest else ""
    return problem_at(
        scalar,
        "unknown-value",
        f"`{name}` is {shown(scalar.text)}, which is not one of its values.",
        f"{unquoted(scalar.text)}{hint}The values are {listed(known)}.",
    )


def too_many(name: str, node: Sequence, limit: int) -> Problem:
    """The problem of a list with more entries than its declaration allows."""
    return problem_at(
        node,
        "too-long",
        f"`{name}` has {len(node.items):,} entries; at most {limit:,} are allowed.",
    )


def unquoted(text: str) -> str:
    """The first sentence of a hint, where a phone has put curly quotation marks around a value."""
    if text[:1] in _CURLY and text[-1:] in _CURLY and text:
        return f"Delete the curly quotation marks {text[0]} {text[-1]} (`annotate check --fix` does it). "
    return ""


def shown(text: str) -> str:
    """A value as messages show it: shortened, with the code points that look like other letters."""
    short = text if len(text) <= 80 else text[:77] + "…"
    strange = sorted({c for c in short if not c.isascii() and c.isalnum()})
    points = ", ".join(f"{c} is U+{ord(c):04X}" for c in strange[:4])
    return f'"{short}"' + (f" ({points})" if points else "")


def listed(words: Iterable[str]) -> str:
    """Words as messages list them."""
    return ", ".join(words)
