"""The words that an entry of the kind `article` tells of: a quote's sentences before and after, in so many characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..anchoring import Anchor
from ..anchoring.languages import denies, has
from ..model import Article
from ..model.claims import CHANGED
from ..model.plain_passages import plain_passage
from ..reading.frontmatter import without_forbidden
from ..text.wording import common_start
from .coverage import Sentence, touched
from .turning import CUT

_AROUND = 200  # characters of what stayed, on each side of what changed

# Marks that say something, with signs that are judged like those in the text: whether words are quoted, or taken back.
_SAYING = {"superscript": ("^(", ")"), "quote": ("“", "”"), "deleted": ("[struck out: “", "”]")}
_RAISED_LETTERS = re.compile(r"\^\((\D*?)\)")  # 1er and 5th say the same on the line
_QUOTATION_MARKS = '"“”«» '
_COLONS = (":", "：")
# Of a text, a short line without a sentence's end is taken for a heading.
_TITLE = re.compile(r"heading |paragraph [^\n\t]{1,79}[\w)]$")


def passage(article: Article, cut: Sequence[Sentence], place: Anchor, language: str) -> str:
    """The sentences that some words stand in, in one line, between what leads to them and what takes them back.

    The words themselves where they stand in none. The next sentence of the paragraph takes back what stands before it, a
    later one or the first of the next paragraph if it says so.
    """
    own = [s[:2] for s in touched(cut, *place)] or [place]
    at, ends = bisect_left(article.ends, own[-1][1]), article.ends
    rest = list(touched(cut, own[-1][1], ends[min(at + 1, len(ends) - 1)]))
    near = [s for s in rest if s.end <= ends[at]]
    far = [s for s in near[1:] + rest[len(near) :][:1] if has(s.text, language, "backs")]
    far = [s for s in far if not s.text.endswith(_COLONS)]  # what it is about stands below
    own += [s[:2] for s in near[:1] + far if denies(s.text, language)]
    spans = [*_leads(article, cut, place.start, language), *own]
    words = " ".join(_RAISED_LETTERS.sub(r"\1", _said(article, *span)) for span in spans)
    return " ".join(without_forbidden(words).split())


def _leads(article: Article, cut: Sequence[Sentence], to: int, language: str) -> Iterator[Anchor]:
    """What says how a block is meant: the head of its table or section, or words with a colon before it or all of its list."""
    at, blocks = bisect_right(article.starts, to) - 1, article.blocks
    outer = blocks[at].within[:1] or None
    last = next((n for n in range(at - 1, -1, -1) if blocks[n].within[:1] != outer), -1)
    if last >= 0 and blocks[last].text.endswith(_COLONS):
        end = article.ends[last]
        yield from (Anchor(s.start, s.end) for s in touched(cut, end - 1, end))
    titles = (n for n in reversed(range(at)) if _TITLE.match(f"{blocks[n].kind} {blocks[n].text}"))
    heads = [n for n in (next(titles, at),) if n < at and denies(blocks[n].text, language)]
    # A headline tells what is in the article, and may deny that; few say what its words are.
    heads = [n for n in heads if n or has(blocks[n].text, language, "labels")]
    rows = range(last + 1, at) if blocks[at].cells else ()
    heads += [n for n in rows if all(cell.header for cell in blocks[n].cells)]
    yield from (Anchor(article.starts[n], article.ends[n]) for n in heads)


def _said(article: Article, start: int, end: int) -> str:
    words = plain_passage(article, start, end, _SAYING)
    quotes = (h.tag == "blockquote" for _, b, _, _ in article.touched(start, end) for h in b.within)
    return f"“{words.strip(_QUOTATION_MARKS)}”" if any(quotes) else words


def whole(told: str, words: str) -> str:
    """What an entry holds of a passage; if that is a part of these words, all of them."""
    return words if CUT in (told[:1], told[-1:]) and told.strip(CUT) in words else told


def shortened(before: str, after: str) -> tuple[str, str]:
    """Two passages as an entry holds them: where they are too long, what differs with a little around it."""
    if max(len(before), len(after)) <= CHANGED:
        return before, after
    head = max(0, common_start(before, after) - _AROUND)
    tail = max(0, common_start(before[:head:-1], after[:head:-1]) - _AROUND)
    cut = [words[head : len(words) - tail] for words in (before, after)]
    was, now = (f"{CUT * bool(head)}{words}{CUT * bool(tail)}" for words in cut)
    return _held(was), _held(now)


def _held(words: str) -> str:
    return words if len(words) <= CHANGED else words[: CHANGED - 1] + CUT
