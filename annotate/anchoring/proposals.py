"""Suggests where a quote stands in a text that was revised; only `exact.anchor` ever decides.

A place is likely by its words, and by what stands before and after it: between its old neighbours a sentence may
have been rewritten, among strangers it must be nearly the same. Losing a quote costs a look, a wrong place is a
false mark, so in doubt nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from ..text.edges import whole_words
from .candidates import Candidate, between, same, similar
from .exact import Anchor, TextQuoteSelector, locate
from .folding import Folded, fold, fold_once, splits_grapheme
from .languages import lists, told
from .risks import changed_facts, risks
from .spans import ALMOST, Query, query
from .words import words_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested place for a quote.

    `start` and `end` are code points of the text, half-open, never within a grapheme. `score` is 1 when the very
    words are there, else the less the less they and their context are like. `risks` says in what the words differ from
    the quote's: "date", "number", "negation", "unit", "modal", "name", "question mark", "accent", "look-alike letter",
    "order", "quotation mark". `judged` is false where nobody has listed the negations, units and so on of the language: there
    some risks are not told.
    """

    start: int
    end: int
    score: float
    risks: tuple[str, ...]
    judged: bool = True

    @property
    def caveat(self) -> str:
        """What whoever reads `risks` must know; empty where all are judged."""
        which = "other risks" if self.risks else "risks"
        return "" if self.judged else f"{which} are not judged in this language"


def propose(
    text: str, selector: TextQuoteSelector, language: str | None = None, seams: Container[int] = ()
) -> Proposal | None:
    """Suggest the place of a quote in a text that may have been revised; a suggestion only.

    Args:
        text: an article's text.
        selector: the quote; its prefix and suffix, about 30 characters each, help much.
        language: of both (BCP 47), for the risks; told by the text's words where it is not given.
        seams: places where a word ends although letters stand together, as before the mark of a note.

    Returns:
        the likely place, the first of several with the same words; None when the words seem to be gone.
    """
    if places := locate(text, selector):
        return Proposal(*places[0], 1.0, ())
    asked = query(selector, lists(told(text) if language is None else language))
    found = _candidates(text, asked)
    if not found or not _is_likely(text, asked, found[0]):
        return None
    is_alone = not any(_rivals(text, asked, found[0], other) for other in found)
    return _proposal(text, selector, asked, found[0], seams) if is_alone else None


def nearest(
    text: str, selector: TextQuoteSelector, language: str | None = None, seams: Container[int] = ()
) -> Proposal | None:
    """The place whose words are nearest to a quote, for a message about a quote that is not found.

    Args:
        text, selector, language, seams: as for `propose`.

    Returns:
        as `propose`, but also where the quote's words are probably gone; None when nothing is like it.
    """
    asked = query(selector, lists(told(text) if language is None else language))
    found = _candidates(text, asked)
    if not found or found[0].similarity < 0.4:  # nothing to show
        return None
    return _proposal(text, selector, asked, found[0], seams)


def _candidates(text: str, asked: Query) -> list[Candidate]:
    """The places to choose from, the best first.

    Similar words are sought only where neither the very words nor those between the old neighbours are likely.
    """
    if not asked.words:
        return []
    words = words_of(text)
    found: list[Candidate] = []
    for find in (same, between):
        found += find(words, asked)
        if any(_is_likely(text, asked, place) for place in found):
            break
    else:
        found += similar(words, asked)
    return sorted(found, key=lambda place: place.score, reverse=True)


def _is_likely(text: str, asked: Query, candidate: Candidate) -> bool:
    """Whether a place is the quote's, by its words and by its neighbours.

    The thresholds were set on a part of a corpus of revised posts and seeded edits, and measured on the rest.
    """
    nearer = max(candidate.context, default=0.5)
    farther = min(candidate.context) if len(candidate.context) == 2 else 0.4
    if candidate.similarity >= ALMOST and candidate.lost < 0.01:
        # A few common words among strangers are no evidence.
        return nearer >= 0.5 or len(asked.words) >= 4
    if not asked.prefix + asked.suffix:
        # The fewer words a quote has, the more of them must be there.
        return candidate.similarity + 2 * candidate.kept >= 2 + 1.4 / (len(asked.words) + 4)
    there = fold(text).text[candidate.start : candidate.end]
    lost, new = changed_facts(asked.folded, there, asked.lists)
    most = 0.6 if new and nearer < 0.5 else 1.1
    is_other = lost or candidate.lost > most or candidate.similarity < 0.8
    if is_other and nearer < 0.9 and nearer + farther < (1.2 if lost else 1.1):
        return False  # Among strangers it is another sentence, made like this one.
    needed = 0.8 if not lost and not new and candidate.kept >= 0.9 else 0.92
    needed -= 0.6 * max(0.0, nearer - 0.5) + 0.25 * max(0.0, farther - 0.5)
    return 0.8 * candidate.similarity + 0.2 * candidate.kept >= needed


def _rivals(text: str, asked: Query, best: Candidate, other: Candidate) -> bool:
    """Whether other words elsewhere are about as good, or likely too and nearer in figures and names."""
    here, there = (fold(text).text[place.start : place.end] for place in (best, other))
    if (best.start < other.end and other.start < best.end) or here.lower() == there.lower():
        return False
    lost = changed_facts(asked.folded, here, asked.lists)[0]
    is_as_good = other.score > best.score - (0.05 if best.context else 0.15 if lost else 0.07)
    is_truer = bool(lost) and bool(lost - changed_facts(asked.folded, there, asked.lists)[0])
    return is_as_good or (is_truer and _is_likely(text, asked, other))


def _proposal(
    text: str, selector: TextQuoteSelector, asked: Query, best: Candidate, seams: Container[int]
) -> Proposal:
    # Words are compared without their signs; what would turn or rescale them belongs to the place.
    start, end = whole_words(text, *_whole_graphemes(fold(text), best), seams)
    # Where a word ends, a grapheme may go on.
    while splits_grapheme(text, start):
        start -= 1
    while splits_grapheme(text, end):
        end += 1
    place = Anchor(start, end)
    there = fold_once(text[slice(*place)]).text
    if there.strip() == asked.folded and place in locate(text, TextQuoteSelector(selector.exact)):
        return Proposal(*place, 1.0, ())
    score = round(min(best.score, ALMOST), 3)
    return Proposal(*place, score, risks(asked.folded, there, asked.lists), bool(asked.lists))


def _whole_graphemes(folded: Folded, candidate: Candidate) -> Anchor:
    """The place in the original, widened where an edge would fall within a grapheme."""
    starts = map(folded.start, range(candidate.start, -1, -1))
    ends = map(folded.end, range(candidate.end, len(folded.text) + 1))
    return Anchor(*(next(at for at in places if at >= 0) for places in (starts, ends)))
