"""Write an article's words as Markdown, every character of them, in the structure that they were received in.

Lists, tables, quotations and what else stands around blocks are HTML elements on lines of their own, with the words
between them: so an item keeps its number, and excerpts their place. Python-Markdown reads on in an element that says so
(`markdown`), others do after an empty line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from markdown.extensions.toc import slugify

from ...checking.coverage import joined
from ...model import AnnotatedArticle, Block, Inline, holders_between
from ...model.blocks import Holders
from ...model.vocabulary import Display
from ...text import scripts
from .excerpts import EXCERPT_WORDS, GAP, excerpt_window
from .marked_words import Range, clip, with_marks

_GAP = f'<span class="fc-gap">{GAP}</span>'


def render_blocks(annotated: AnnotatedArticle) -> Iterator[str]:
    """Write each block of the article's text with the marks of its published claims.

    Yields:
        Markdown blocks; in excerpt mode only the annotated words with a little around them.
    """
    writer = _Writer(annotated)
    held: Holders = ()
    for start, block in zip(annotated.article.starts, annotated.article.blocks, strict=True):
        if written := writer.block(block, start):
            yield from _between(held, block.within, block.ruled)
            held = block.within
            yield from written
    yield from _between(held, ())


class _Writer:
    """Writes blocks, and knows which claims have their mark already."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.claims = _claim_ranges(annotated)
        self.numbers = {a.id: n for n, a in enumerate(annotated.published, start=1)}
        self.excerpt = annotated.page.display is Display.EXCERPT
        self.opened: set[str] = set()
        blocks = zip(annotated.article.starts, annotated.article.blocks, strict=True)
        self.tables = {b.within[-1] for s, b in blocks if b.kind == "row" and s in self.claims}

    def block(self, block: Block, start: int) -> list[str]:
        """The lines of a block; none where it is not shown."""
        ranges = self.claims.get(start, [])
        if block.kind == "row":
            return self._row(block, ranges)
        if self.excerpt and not ranges:
            return []
        return _as_block(block, self._words(block, ranges), start)

    def _words(self, block: Block, ranges: Sequence[Range]) -> str:
        return self._excerpt(block, ranges) if self.excerpt else self._marked(block, ranges)

    def _marked(self, block: Block, ranges: Sequence[Range]) -> str:
        text = with_marks(block, ranges, self.opened, self.numbers)
        self.opened |= {r.claim.id for r in ranges}
        return text

    def _row(self, block: Block, ranges: Sequence[Range]) -> list[str]:
        """A row's cells; in an excerpt also the headers of a table of which rows are shown."""
        heads = all(cell.header for cell in block.cells) and block.within[-1] in self.tables
        if self.excerpt and not ranges and not heads:
            return []
        lines = ['<tr markdown="block">']
        for cell, own in zip(block.cells, _marks_by_cell(block), strict=True):
            piece, inside = clip(Block(block.text, inlines=own), cell.start, cell.end, ranges)
            tag = "th" if cell.header else "td"
            spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
            spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
            lines += [f'<{tag}{spans} markdown="block">', self._cell(piece, inside), f"</{tag}>"]
        return [*filter(None, lines), "</tr>"]

    def _cell(self, cell: Block, ranges: Sequence[Range]) -> str:
        if self.excerpt and not ranges and len(scripts.words(cell.text)) > EXCERPT_WORDS:
            return _GAP
        return self._words(cell, ranges) if ranges else self._marked(cell, ranges)

    def _excerpt(self, block: Block, ranges: Sequence[Range]) -> str:
        """The annotated words of a block, with some words around them."""
        windows = joined(excerpt_window(block.text, r.start, r.end) for r in ranges)
        parts = [self._marked(*clip(block, *window, ranges)) for window in windows]
        text = f" {_GAP} ".join(parts)
        if windows[0].start > 0:
            text = f"{_GAP} {text}"
        return f"{text} {_GAP}" if windows[-1].end < len(block.text) else text


def _marks_by_cell(block: Block) -> list[tuple[Inline, ...]]:
    """The marks in each cell of a row: each mark looks its cells up, because there may be thousands of both."""
    starts, ends = [cell.start for cell in block.cells], [cell.end for cell in block.cells]
    found: list[list[Inline]] = [[] for _ in block.cells]
    for mark in block.inlines:
        for own in found[bisect_right(ends, mark.start) : bisect_left(starts, mark.end)]:
            own.append(mark)
    return [tuple(own) for own in found]


def _claim_ranges(annotated: AnnotatedArticle) -> dict[int, list[Range]]:
    """The parts of the claims' quotes that lie in each block, by where the block starts."""
    found: dict[int, list[Range]] = {}
    for claim in annotated.published:
        place = annotated.place(claim)
        for at, _, start, end in annotated.article.touched(*place):
            found.setdefault(at, []).append(Range(claim, start, end, place.end == at + end))
    return found


_ONLY_ITEMS = frozenset(["ul", "ol", "dl", "table"])


def _between(before: Holders, after: Holders, ruled: bool = False) -> Iterator[str]:
    """What ends after one block and begins before the next, and the rule between them."""
    closed, opened = holders_between(before, after)
    yield from (f"</{holder.tag}>" for holder in closed)
    around = after[: len(after) - len(opened)][-1:]
    early = ruled and not any(holder.tag in _ONLY_ITEMS for holder in around)
    if early:
        yield "<hr>"
    for holder in opened:
        yield f'<{holder.tag}{holder.attribute} markdown="block">'
    if ruled and not early:
        yield "<hr>"


# What themes and generators make of a heading's words might be an id of our marks, our notes or the page's own parts.
_LIKE_OURS = re.compile(r"(claim|notes)\b|fc-|fn|__|(site-map|main|words)$")


def own_id(words: str, place: object) -> str:
    """The id that a heading needs as Markdown, with a space before it; "" where its words give it one.

    Args:
        words: the heading.
        place: what tells it from the page's others.
    """
    return f" {{#heading-{place}}}" if _LIKE_OURS.match(slugify(words, "-")) else ""


def _as_block(block: Block, text: str, start: int) -> list[str]:
    if block.kind == "heading":
        return [f"{'#' * min(6, block.level + 2)} {text}{own_id(block.text, start)}"]
    if block.kind == "preformatted":
        return ['<div class="fc-pre" markdown="block">', text, "</div>"]
    return [text]
