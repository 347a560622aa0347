"""The article changed upstream: find every quote in its new text, and propose a place for what changed.

Nothing is decided here but where words stand unchanged; `settling` writes what people decide, and
`rebasing` is the whole way from the files and back.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...anchoring import (
    Anchor,
    AnchorError,
    Proposal,
    TextQuoteSelector,
    anchor,
    describe,
    fold,
    nearest,
    propose,
)
from ...anchoring.languages import lists
from ...anchoring.risks import risks
from ...checking.coverage import Sentence, sentences, touched
from ...checking.surroundings import passage, whole
from ...model import Annotation, Article, ArticlePage
from ...model.vocabulary import ChangeKind
from ...text.wording import in_surroundings, one_line, slug

UNCHANGED, NEW_CONTEXT, PROPOSED, GONE = "unchanged", "new context", "proposed", "gone"
STATES = (UNCHANGED, NEW_CONTEXT, PROPOSED, GONE)

# A waiver's id: this, its first words, and a digest of them all.
_WAIVER = "waiver:"
_TOLD_WORDS, _TOLD_LENGTH = 4, 40
_DIGITS = 8

# How much of the old text beside a quote tells its place, and how much of it must stand to be certain.
_CONTEXT = 32
_CERTAIN = 16
# A quote of fewer words may stand elsewhere by chance.
_TELLING_WORDS = 8
_LIKE_NEIGHBORS = 60


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a claim file or of a waiver, with its id and the file it stands in.

    `number` is the place of a waiver among those of its page, counted from 1, and 0 for a claim; `then` is how it was
    quoted when the very text was pinned that is taken again; `told` are the article's words before and after that its
    last entry has: the quote was written for the latter, if the old text has not got it.
    """

    id: str
    path: str
    quote: TextQuoteSelector
    number: int = 0
    then: TextQuoteSelector | None = None
    told: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a quote in the new text.

    `state` is one of `STATES`; `wanted` quotes the place in the new text, unless it is gone; `proposal` is set where it
    is only a proposal; `around` are the sentences that the words stand in, before and after, where they are others
    (before: "" where the old text is not known); `nearest` is what is most like words that are gone, and `was_other`
    whether that stood in the old text as another sentence.
    """

    quoted: Quoted
    state: str
    wanted: TextQuoteSelector | None = None
    proposal: Proposal | None = None
    around: tuple[str, str] | None = None
    nearest: Proposal | None = None
    was_other: bool = False

    @property
    def id(self) -> str:
        """The id of the claim or waiver."""
        return self.quoted.id

    @property
    def is_open(self) -> bool:
        """Whether somebody must decide."""
        return self.state in (PROPOSED, GONE)


def quotes_of(
    page: ArticlePage, annotations: Iterable[Annotation], then: Mapping[str, TextQuoteSelector]
) -> list[Quoted]:
    """Everything of an article that must be found again: claims that are not withdrawn, and waivers.

    Args:
        page, annotations: of the article.
        then: how claims were quoted when the very text was pinned that is taken again, by their paths.
    """
    standing = (a for a in annotations if not a.withdrawn)
    claims = (Quoted(a.id, a.path, a.quote, 0, then.get(a.path), _told(a)) for a in standing)
    waivers = ((w.quote, n) for n, w in enumerate(page.waivers, start=1))
    return [*claims, *(Quoted(waiver_id(quote), page.path, quote, n) for quote, n in waivers)]


def _told(claim: Annotation) -> tuple[str, str]:
    changes = (c for c in reversed(claim.history) if c.kind is ChangeKind.ARTICLE)
    return next(((c.before, c.after) for c in changes), ("", ""))


def waiver_id(quote: TextQuoteSelector) -> str:
    """The id of a waiver, made from its words alone: it stays while other waivers come and go."""
    parts = [" ".join(part.split()) for part in (quote.exact, quote.prefix, quote.suffix)]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
    first = slug(" ".join(parts[0].split()[:_TOLD_WORDS]))[:_TOLD_LENGTH].rstrip("-")
    return f"{_WAIVER}{first}-{digest}" if first else f"{_WAIVER}{digest}"


def is_waiver_id(id_: str) -> bool:
    """Whether an id is written like that of a waiver."""
    return bool(re.fullmatch(rf"{_WAIVER}(\S+-)?[0-9a-f]{{{_DIGITS}}}", id_))


def plan(quotes: Iterable[Quoted], old: Article | None, new: Article, language: str) -> list[Move]:
    """Find every quote in the new text.

    Args:
        quotes: what must be found.
        old: the article that the quotes were written for, if it can still be had: what stands beside a quote there helps
            to find its place.
        new: the article as it is now.
        language: of both, for their sentences.

    Returns:
        one move for each quote, in the same order.
    """
    before = list(sentences(old, language)) if old else []
    after = list(sentences(new, language))
    moves = []
    for quoted in quotes:
        place = find(old.text, quoted.quote) if old else None
        restored = _restored(quoted, new.text, language)
        move = restored or _move(quoted, old.text if old else "", place, new, language)
        like = None if restored else move.proposal or move.nearest
        if like and place and _was_other(before, place, after, like):
            move = Move(quoted, GONE, nearest=like, was_other=True)
        left, told = quoted.told
        if move.wanted and (place or told or not old):
            now = passage(new, after, anchor(new.text, move.wanted), language)
            was = passage(old, before, place, language) if old and place else ""
            # A run that broke off has told of other words than the pinned text's already: from them to those of now.
            if not was or (was == left and fold(told).text != fold(now).text):
                was = whole(told, now)
            if fold(was).text != fold(now).text:
                move = replace(move, around=(was, now))
        moves.append(move)
    return moves


def _restored(quoted: Quoted, new: str, language: str) -> Move | None:
    """Back to the place that a claim had in this very text; where its words are others by now, somebody has to agree."""
    place = find(new, quoted.then) if quoted.then else None
    if not place:
        return None
    ours, theirs = (fold(words).text for words in (quoted.quote.exact, new[slice(*place)]))
    if ours == theirs:
        state = UNCHANGED if quoted.then == quoted.quote else NEW_CONTEXT
        return Move(quoted, state, quoted.then)
    listed = lists(language)
    back = Proposal(*place, 1.0, risks(ours, theirs, listed), bool(listed))
    return Move(quoted, PROPOSED, quoted.then, back)


def _was_other(
    before: Sequence[Sentence], place: Anchor, after: Sequence[Sentence], found: Proposal
) -> bool:
    """Whether all sentences of a proposal stood in the old text already, away from the quote's own."""
    own = {fold(s.text).text for s in touched(before, place.start, place.end)}
    others = {fold(s.text).text for s in before} - own
    return others.issuperset(fold(s.text).text for s in touched(after, found.start, found.end))


def _move(quoted: Quoted, old: str, place: Anchor | None, article: Article, language: str) -> Move:
    quote, new = quoted.quote, article.text
    asked = TextQuoteSelector(quote.exact, *_beside(old, place)) if place else quote
    found = find(new, quote)
    # Without the old text, few words prove nothing; where it is known and has not got them, somebody has moved them.
    is_certain = bool(old) or len(quote.exact.split()) >= _TELLING_WORDS
    if found and (_is_among_its_own(asked, new, found) if place else is_certain):
        return Move(quoted, UNCHANGED, quote)
    certain = _by_neighbors(new, asked)
    if certain:
        return Move(quoted, NEW_CONTEXT, describe(new, *certain))
    proposal = propose(new, asked, language, article.seams)
    if proposal is None:
        return Move(quoted, GONE, nearest=nearest(new, asked, language, article.seams))
    return Move(quoted, PROPOSED, describe(new, proposal.start, proposal.end), proposal)


def find(text: str, quote: TextQuoteSelector) -> Anchor | None:
    """The one place of a quote, if it has one."""
    try:
        return anchor(text, quote)
    except AnchorError:
        return None


def _is_among_its_own(asked: TextQuoteSelector, new: str, found: Anchor) -> bool:
    """Whether words found in the new text are those of the old: few words may stand elsewhere by chance."""
    if len(asked.exact.split()) >= _TELLING_WORDS:
        return True
    from rapidfuzz import fuzz

    before, after = _beside(new, found)
    likeness = (fuzz.ratio(asked.prefix, before), fuzz.ratio(asked.suffix, after))
    return max(likeness) >= _LIKE_NEIGHBORS


def _beside(text: str, place: Anchor) -> tuple[str, str]:
    """What stands before and after a place."""
    start, end = place
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


def _by_neighbors(new: str, asked: TextQuoteSelector) -> Anchor | None:
    """The one place where the words stand beside the same neighbors as before."""
    for prefix, suffix in ((asked.prefix, asked.suffix), (asked.prefix, ""), ("", asked.suffix)):
        if max(len(prefix.strip()), len(suffix.strip())) >= _CERTAIN:
            found = find(new, TextQuoteSelector(asked.exact, prefix, suffix))
            if found:
                return found
    return None


def word_diff(before: str, after: str) -> str:
    """Two texts in one line: `[-words that went-]` and `{+words that came+}`."""
    return " ".join(_diff(before.split(), after.split()))


def _diff(old: list[str], new: list[str]) -> Iterator[str]:
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from old[a:b]
            continue
        if b > a:
            yield f"[-{' '.join(old[a:b])}-]"
        if d > c:
            yield f"{{+{' '.join(new[c:d])}+}}"


def count(moves: Sequence[Move]) -> str:
    """The counts of all states, which add up to the number of quotes: nothing is lost."""
    numbers = [(sum(move.state == state for move in moves), state) for state in STATES]
    return f"{' + '.join(f'{n} {state}' for n, state in numbers)} = {len(moves)}"


def describe_move(move: Move, new: str) -> str:
    """A move as people read it, after its id: what the words were, what they would be, and what is risky about it."""
    was = one_line(move.quoted.quote.exact)
    if move.around and move.around[0] and move.state == UNCHANGED:
        return f"the words stand, the sentence around them changed\n    {word_diff(*move.around)}"
    if move.state == NEW_CONTEXT:
        return f"the words stand, and need other words beside them to be told apart\n    {was}"
    if not move.proposal:
        return f"gone\n    was: {was}\n    {_nearest(move, new)}"
    there = one_line(new[move.proposal.start : move.proposal.end])
    if there == was:
        return f"proposed: the same words stand in other surroundings\n    {in_surroundings(new, move.proposal.start, move.proposal.end)}"
    risks = ", ".join(move.proposal.risks)
    changed = f"changed: {risks}" if risks else ""
    told = [f"likeness {move.proposal.score:.2f}", changed, move.proposal.caveat]
    return (
        f"proposed ({'; '.join(filter(None, told))})\n"
        f"    was:  {was}\n    is:   {there}\n    diff: {word_diff(was, there)}"
    )


def _nearest(move: Move, new: str) -> str:
    """What is most like words that are gone, and why it is not proposed."""
    if not move.nearest:
        return "nothing like it stands there"
    start, end, score = move.nearest.start, move.nearest.end, move.nearest.score
    why = "too little is left of it, or other words are as like"
    if move.was_other:
        why = "it stood in the old text as another sentence"
    return f"nearest (likeness {score:.2f}), not proposed: {why}\n    {one_line(new[start:end])}"
