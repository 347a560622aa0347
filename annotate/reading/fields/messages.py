"""What is said of a value that a field does not take: the words found, the nearest valid ones, what to do."""

from __future__ import annotations

from ...model import Location
from ...model.problems import Problem, problem_at
from ...text.tables import table_of
from ..frontmatter import Node, Scalar, Sequence

_CURLY = "“”„«»‘’‚"


def problem(location: Location, code: str, what: str = "", **values: object) -> Problem:
    """The problem of a value, in the words that are listed for `what` it is, or for its code."""
    return problem_at(location, code, table_of(__file__)[what or code], **values)


def no_text(name: str, node: Node) -> Problem | None:
    """The problem of a field whose value is no text, or empty."""
    if not isinstance(node, Scalar):
        kind = "list" if isinstance(node, Sequence) else "group of fields"
        return problem(node.location, "wrong-shape", name=name, kind=kind)
    if not node.text.strip() and not node.comment:
        return problem(node.location, "empty-value", name=name)
    return None


def unknown_key(key: str, location: Location, known: list[str], noun: str) -> Problem:
    """The problem of a key that a mapping (`noun`) does not have."""
    hint = f"{_did_you_mean(key, known, 70)}The keys are {', '.join(known)}."
    found = f"A{'n' * (noun[0] in 'aeiou')} {noun} has no key {shown(key)}."
    return Problem(location, "unknown-key", found, hint)


def unknown_value(name: str, scalar: Scalar, known: list[str]) -> Problem:
    """The problem of a word that is not in a vocabulary; other fact-checkers' words for ours are known."""
    plain = scalar.text.casefold().strip(_CURLY + " ").replace("_", "-").replace(" ", "-")
    ours = table_of(__file__)["words"].get(plain)
    near = _did_you_mean(ours if ours in known else plain, known, 60)
    found = f"`{name}` is {shown(scalar.text)}, which is not one of its values."
    hint = f"{unquoted(scalar.text)}{near}The values are {', '.join(known)}."
    return Problem(scalar.location, "unknown-value", found, hint)


def _did_you_mean(word: str, known: list[str], cutoff: int) -> str:
    from rapidfuzz import process

    nearest = process.extractOne(word, known, score_cutoff=cutoff)
    return f"Did you mean `{nearest[0]}`? " if nearest else ""


def items_of(
    name: str, node: Node, limit: int, hint: str, problems: list[Problem]
) -> tuple[Node, ...]:
    """The items of a list of at most `limit`; none after a problem, with the hint if it is no list."""
    if not isinstance(node, Sequence):
        problems.append(Problem(node.location, "wrong-shape", f"`{name}` must be a list.", hint))
        return ()
    if len(node.items) > limit:
        told = f"`{name}` has {len(node.items):,} entries; at most {limit:,} are allowed."
        problems.append(Problem(node.location, "too-long", told))
        return ()
    return node.items


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
