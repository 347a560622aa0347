"""Finds the one place of a quote in a text, and describes a place so that it is found again.

The rule is that of the W3C Web Annotation `TextQuoteSelector`, narrowed: the words must be there, after the
published foldings, and once. What is merely similar is the business of `proposals`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from .folding import SOFT_HYPHEN, WHITE_SPACE, Folded, bits, fold, fold_once, splits_grapheme
from .occurrences import occurrences

Reason = Literal["blank", "absent", "crosses-paragraph", "context"]

_EDGES = WHITE_SPACE + SOFT_HYPHEN


class Anchor(NamedTuple):
    """The place of a quote: start and end in code points of the text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words of a quote, with what stands before and after them where that is needed.

    `exact` are the quoted words; `prefix` and `suffix` the text next to them, empty when it does not matter
    (W3C Web Annotation Data Model, section 4.2.4).
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


class AnchorError(ValueError):
    """A quote that has no one place in a text."""


class QuoteNotFound(AnchorError):  # noqa: N818  the public contract's name
    """The quote is nowhere in the text.

    `reason` is "absent" (the words are not there), "blank" (there are no words), "context" (they are there, but
    never with this prefix and suffix), "crosses-paragraph" (they are there if a space of the quote may be a
    blank line of the text: the quote needs a line end at that place).
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(_MESSAGES[reason])
        self.reason: Reason = reason


class QuoteAmbiguous(AnchorError):  # noqa: N818  the public contract's name
    """The quote, with its context, stands at several places of the text.

    `candidates` are the places, in order.
    """

    def __init__(self, candidates: tuple[Anchor, ...]) -> None:
        super().__init__(f"the quote stands at {len(candidates)} places")
        self.candidates = candidates


_MESSAGES: dict[Reason, str] = {
    "absent": "the quote is not in the text",
    "blank": "the quote has no words",
    "context": "the quote is in the text, but not with this prefix and suffix",
    "crosses-paragraph": "the quote joins two paragraphs with a space; leave a blank line in it",
}


def anchor(text: str, selector: TextQuoteSelector) -> Anchor:
    """Find the one place of a quote in a text, by its exact words after folding.

    Args:
        text: an article's text, its blocks joined by a blank line.
        selector: the quote. A prefix and a suffix must stand next to it, whatever the number of places; white
            space between them and the quote may be left out where that cuts no word; their far edges may cut one.

    Returns:
        the place, in code points of the text.

    Raises:
        QuoteNotFound: with the reason.
        QuoteAmbiguous: the quote with its context stands at several places, those that overlap included.
    """
    spans = locate(text, selector)
    if not spans:
        raise QuoteNotFound(_reason(text, selector))
    if len(spans) > 1:
        raise QuoteAmbiguous(tuple(spans))
    return spans[0]


def describe(text: str, start: int, end: int) -> TextQuoteSelector:
    """Describe a place so that `anchor` finds it: `anchor(text, describe(text, s, e)) == (s, e)`.

    Args:
        text: an article's text.
        start, end: code points of the text, half-open, not empty.

    Returns:
        the words, and whole words of context only where the words alone are not enough: about 30 characters
        before, after, on both sides, then more.

    Raises:
        ValueError: the place is not within the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no place {start}:{end} in a text of {len(text)} characters")
    place = Anchor(start, end)
    for before, after in _context_sizes(len(text)):
        prefix = text[_word_start(text, start, before) : start]
        # What stands after it stands before it in the text read backwards.
        suffix = text[end : len(text) - _word_start(text[::-1], len(text) - end, after)]
        selector = TextQuoteSelector(text[start:end], prefix, suffix)
        if locate(text, selector, limit=2) == [place]:
            return selector
    raise AssertionError("the whole text as context leaves one place")


def locate(text: str, selector: TextQuoteSelector, limit: int | None = None) -> list[Anchor]:
    """The places of a quote with its context; at most `limit` of them."""
    if _is_literal(selector):
        return _locate_literally(text, selector)[:limit]
    quote = fold_once(selector.exact)
    prefix, suffix = fold_once(selector.prefix).text, fold_once(selector.suffix).text
    folded = fold(text)
    for words in dict.fromkeys((quote.text, quote.text.strip(" "))):
        spaces = _plain_spaces(quote) >> quote.text.find(words)
        places = _with_context(folded.text, words, prefix, suffix)
        whole = (at for at in places if not folded.divides(at, at + len(words)))
        allowed = (at for at in whole if not (spaces and folded.break_bits >> at & spaces))
        if found := list(islice(allowed, limit)):
            return [_unfold(text, folded, selector.exact, words, at) for at in found]
    return []


def _is_literal(selector: TextQuoteSelector) -> bool:
    """Whether folding cannot tell this place: white space only, or an edge within a grapheme."""
    joined = selector.prefix + selector.exact + selector.suffix
    edges = len(selector.prefix), len(selector.prefix + selector.exact)
    return not selector.exact.strip(_EDGES) or any(splits_grapheme(joined, at) for at in edges)


def _locate_literally(text: str, selector: TextQuoteSelector) -> list[Anchor]:
    """The places of a quote that only its literal characters and context can tell."""
    exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
    if not exact or (not exact.strip(_EDGES) and not prefix + suffix and exact != text):
        return []
    starts = (at + len(prefix) for at in occurrences(text, prefix + exact + suffix))
    return [Anchor(start, start + len(exact)) for start in starts]


def _plain_spaces(quote: Folded) -> int:
    """The spaces within a quote that must not be a blank line of the text: those without a line end."""
    line_ends = set(quote.line_ends)
    last = len(quote.text) - 1
    return bits([i for i in occurrences(quote.text, " ") if 0 < i < last and i not in line_ends])


def _with_context(text: str, words: str, prefix: str, suffix: str) -> list[int]:
    """Where words stand with their context, all folded; the joining spaces may be there or not.

    Without the space as written the joint cuts no word; the far edge may, as where a tool takes 32 characters, but a
    piece of the neighboring word alone is no context.
    """
    found = set()
    for before, before_as_written in _joints(prefix, words[0]):
        for after, after_as_written in _joints(suffix[::-1], words[-1]):
            for outer in occurrences(text, before + words + after[::-1]):
                start = outer + len(before)
                end = start + len(words)
                if (before_as_written or not _cuts_word(text, before, start, outer)) and (
                    after_as_written or not _cuts_word(text, after, end, end + len(after))
                ):
                    found.add(start)
    return sorted(found)


def _cuts_word(text: str, context: str, joint: int, far: int) -> bool:
    is_piece = context.strip(" ").isalnum() and is_within_word(text, far)
    return is_piece or is_within_word(text, joint)


def _joints(context: str, neighbour: str) -> Iterator[tuple[str, bool]]:
    """A context (ending at the quote) as it is written, then with its joining space added or left out."""
    joined = context.rstrip(" ")
    if not joined or neighbour == " ":
        yield joined, True
    else:
        yield context, True
        yield (joined if context != joined else context + " "), False


def is_within_word(text: str, at: int) -> bool:
    """Whether a cut lies between two letters or digits."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _unfold(text: str, folded: Folded, exact: str, words: str, at: int) -> Anchor:
    """The place in the text of folded words; white space and soft hyphens at its edges as in the quote."""
    first = folded.start(at + (words[0] == " "))
    last = folded.end(at + len(words) - (words[-1] == " "))
    lead = exact[: len(exact) - len(exact.lstrip(_EDGES))]
    tail = exact[len(exact.rstrip(_EDGES)) :]
    has_lead = lead and text.endswith(lead, 0, first)
    has_tail = tail and text.startswith(tail, last)
    start = first - len(lead) if has_lead else folded.start(at)
    end = last + len(tail) if has_tail else folded.end(at + len(words))
    return Anchor(start, end)


def _reason(text: str, selector: TextQuoteSelector) -> Reason:
    """Why a quote is not found."""
    if not selector.exact.strip(_EDGES):
        return "blank"
    if locate(text, TextQuoteSelector(selector.exact), limit=1):
        return "context"
    words = fold_once(selector.exact).text.strip(" ")
    folded = fold(text)
    places = occurrences(folded.text, words)
    is_there = not all(folded.divides(at, at + len(words)) for at in places)
    return "crosses-paragraph" if is_there else "absent"


def _context_sizes(longest: int) -> Iterator[tuple[int, int]]:
    yield from ((0, 0), (32, 0), (0, 32))
    size = 32
    while size < longest:
        yield size, size
        size *= 4 if size < 512 else 32
    yield longest, longest


def _word_start(text: str, end: int, size: int) -> int:
    """Where the context before `end` starts: with a whole word, unless the word is longer than `size`."""
    start = max(0, end - size)
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    return start if text[start:end].strip() else max(0, end - size)
