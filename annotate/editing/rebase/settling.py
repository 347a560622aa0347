"""Write into files what was decided about an article's new text: quotes, withdrawals, and the seed's pin.

Each file is changed in the fields concerned and nowhere else, and read again before it is handed back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from ...anchoring import TextQuoteSelector, anchor
from ...model import Annotation, ArticlePage, Waiver, declared_fields
from ...model.vocabulary import ChangeKind
from ...reading.frontmatter import Mapping as Node
from ...reading.frontmatter import Scalar, Sequence
from .. import yaml_edits
from ..yaml_edits import EditError
from .moves import GONE, NEW_CONTEXT, PROPOSED, UNCHANGED, Move, find

_CLAIM_KEYS = tuple(field.name for field in declared_fields(Annotation))
_PAGE_KEYS = tuple(field.name for field in declared_fields(ArticlePage))
_WAIVER_KEYS = tuple(field.name for field in declared_fields(Waiver))
_QUOTE_KEYS = ("quote", "prefix", "suffix")
_CHANGED = "The publisher changed the article’s text here."
_REPLACED = "The article’s text was replaced by a newer one."
_UNKNOWN = "The article was replaced, and its text of before could not be found."
_WITHDRAWN = "The words that this was about are no longer in the article."
_WITHDRAWN_BESIDES = "This was withdrawn when the article was changed; its words still stand there."


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: ids whose proposal is applied, and ids that are withdrawn (a waiver is deleted).

    With `drafts`, a published claim that must be looked at again is made a draft.
    """

    accepted: frozenset[str]
    withdrawn: frozenset[str]
    drafts: bool

    def left(self, moves: Iterable[Move]) -> list[Move]:
        """The moves that somebody must still decide."""
        return [m for m in moves if m.is_open and m.id not in self.accepted | self.withdrawn]

    def misuse(
        self, moves: Iterable[Move], withdrawn: Container[str], waived: Container[str]
    ) -> str:
        """What is wrong with the ids that were given; "" if nothing is.

        Args:
            moves: what became of each quote.
            withdrawn: the claims that were withdrawn earlier.
            waived: the waivers that an earlier run may have changed or deleted.
        """
        states = {move.id: move.state for move in moves}
        for id_ in sorted(self.accepted | self.withdrawn):
            if id_ not in states and id_ not in withdrawn and id_ not in waived:
                known = [move.id for move in moves if move.is_open] or list(states)
                near = [f" The nearest is {i}." for i in get_close_matches(id_, states, 1)]
                return (
                    f"There is no claim or waiver {id_!r} that could be decided. "
                    f"Known are: {', '.join(known)}.{''.join(near)}"
                )
        for id_ in sorted(self.accepted):
            if id_ in self.withdrawn:
                return f"{id_} cannot be both accepted and withdrawn."
            if id_ in withdrawn:
                return f"{id_} was withdrawn earlier; there is nothing to accept."
            if states.get(id_) == GONE:
                return f"{id_} has no proposal to accept; withdraw it, or edit its quote."
        return ""

    def done(self, moves: Iterable[Move]) -> list[str]:
        """The ids that were given and stand nowhere any more: an earlier run has done what they ask for."""
        return sorted((self.accepted | self.withdrawn) - {move.id for move in moves})


def settle(
    files: Mapping[str, str], moves: Iterable[Move], decisions: Decisions, new: str, today: date
) -> dict[str, str]:
    """Change the files as decided.

    Args:
        files: the texts of the claim files and of the article's page, by path.
        moves: what became of each quote.
        decisions: what people decided; new context for unchanged words needs no decision.
        new: the article's new text.
        today: the date of the withdrawals.

    Returns:
        the files that changed.

    Raises:
        EditError: a file is written in a way that can't be changed without touching more than was decided.
    """
    changed: dict[str, str] = {}
    # Waivers stand in one file: the last is changed first, so that the others keep their number.
    for move in sorted(moves, key=lambda move: move.quoted.number, reverse=True):
        path = move.quoted.path
        text, is_accepted = changed.get(path, files[path]), move.id in decisions.accepted
        if move.id in decisions.withdrawn:
            number = move.quoted.number
            changed[path] = _drop_waiver(text, number) if number else _withdraw(text, move, today)
        elif move.state == NEW_CONTEXT or (move.state == PROPOSED and is_accepted):
            changed[path] = _requote(text, move, new)
    return changed


def tell(text: str, claim: Annotation, around: tuple[str, str], today: date) -> str:
    """Tell in a claim's file that the article's words changed, unless it is told already.

    Args:
        text: the file.
        claim: what it said before anything was changed.
        around: the article's words before and after; before may be "".
        today: the date of the entry.

    Raises:
        EditError: there is no place for the entry.
    """
    before, after = around
    told = [change for change in claim.history if change.kind is ChangeKind.ARTICLE]
    if told and told[-1].after == after:
        return text
    entry = {"date": today.isoformat(), "kind": "article", "from": before, "to": after}
    entry = {key: value for key, value in entry.items() if value}
    entry["why"] = _CHANGED if before else _UNKNOWN
    return yaml_edits.append_entry(text, _CLAIM_KEYS, "history", entry)


def make_draft(text: str) -> str:
    """Make a claim a draft.

    Raises:
        EditError: there is no place for that.
    """
    mapping = yaml_edits.parse(text).mapping
    if "draft" in mapping.keys:
        return yaml_edits.set_scalar(text, mapping.keys["draft"], "draft", "true")
    return yaml_edits.insert(text, mapping, _CLAIM_KEYS, "draft", "true")


def end_draft(text: str) -> str:
    """Give a claim back to its readers.

    Raises:
        EditError: the field shares its line with another.
    """
    return yaml_edits.remove(text, yaml_edits.parse(text).mapping.keys["draft"], "draft")


def pin(text: str, seed: str, sha256: str, retrieved: date) -> str:
    """Pin another seed in the text of an article's page, with its name and the day, and tell of it in the history.

    Raises:
        EditError: a value is not on its key's line.
    """
    values = {"seed": seed, "sha256": sha256, "retrieved": retrieved.isoformat()}
    for name, value in values.items():
        key = yaml_edits.parse(text).mapping.keys[name]
        text = yaml_edits.set_scalar(text, key, name, value)
    entry = {"date": retrieved.isoformat(), "kind": "article", "why": _REPLACED}
    return yaml_edits.append_entry(text, _PAGE_KEYS, "history", entry)


def _requote(text: str, move: Move, new: str) -> str:
    """Write the quote, prefix and suffix of a claim or waiver anew, as far as they differ."""
    number, wanted = move.quoted.number, move.wanted or move.quoted.quote
    order = _WAIVER_KEYS if number else _CLAIM_KEYS
    words = (wanted.exact, wanted.prefix.strip(), wanted.suffix.strip())
    for name, value in zip(_QUOTE_KEYS, words, strict=True):
        mapping = _mapping(text, number)
        present = mapping.items.get(name)
        if isinstance(present, Scalar) and present.text.strip() == value:
            continue
        if present and value:
            text = yaml_edits.set_text(text, mapping.keys[name], name, value)
        elif present:
            text = yaml_edits.remove(text, mapping.keys[name], name)
        elif value:
            text = yaml_edits.insert(text, mapping, order, name, value)
    _verify(text, move, wanted, new)
    return text


def _verify(text: str, move: Move, wanted: TextQuoteSelector, new: str) -> None:
    """What was written must find the very place that was decided."""
    items = _mapping(text, move.quoted.number).items
    nodes = [items.get(key) for key in _QUOTE_KEYS]
    written = [node.text.strip() if isinstance(node, Scalar) else "" for node in nodes]
    if find(new, TextQuoteSelector(*written)) != anchor(new, wanted):
        quote = f"{move.quoted.path}: the quote of {move.id}"
        raise EditError(f"{quote} can't be written by this command; edit it by hand.")


def _mapping(text: str, number: int) -> Node:
    """The claim's mapping, or that of the waiver with this number."""
    mapping = yaml_edits.parse(text).mapping
    waivers = mapping.items.get("waivers")
    entries = waivers.items if isinstance(waivers, Sequence) else ()
    return [mapping, *(entry for entry in entries if isinstance(entry, Node))][number]


def _withdraw(text: str, move: Move, today: date) -> str:
    why = _WITHDRAWN_BESIDES if move.state in (UNCHANGED, NEW_CONTEXT) else _WITHDRAWN
    entry = {"date": today.isoformat(), "kind": "withdrawn", "why": why}
    text = yaml_edits.append_entry(text, _CLAIM_KEYS, "history", entry)
    return yaml_edits.insert(text, yaml_edits.parse(text).mapping, _CLAIM_KEYS, "withdrawn", why)


def _drop_waiver(text: str, number: int) -> str:
    mapping = yaml_edits.parse(text).mapping
    waivers = mapping.items["waivers"]
    if not isinstance(waivers, Sequence) or len(waivers.items) == 1:
        return yaml_edits.remove(text, mapping.keys["waivers"], "waivers")
    return yaml_edits.remove_entry(text, "waivers", waivers, number - 1)
