"""The words of a block with everything that is set into them: marks of claims, the publisher's own marks, chips.

All of it is inline HTML, which every Markdown parser passes through; footnote references are `[^claim-id]`, so that
their ids never move.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from ...model import BLOCK_SEPARATOR, Annotation, Article, Block, Inline
from ...reading.seeds.elements import TAGS
from ...reading.seeds.unseen import unseen
from ...text import addresses
from ...text.escaping import escape_address, escape_markdown
from ...text.wording import grouped

Write = Callable[[str, int, int], str]  # a part of a text, escaped


class Range(NamedTuple):
    """A part of a claim's quote that lies in a block, and whether the quote ends there."""

    claim: Annotation
    start: int
    end: int
    ends: bool


@dataclass(frozen=True, slots=True)
class _Element:
    """An element over a part of a block: what opens it, what opens it again, what closes it."""

    start: int
    end: int
    opening: str
    again: str
    closing: str


def with_marks(
    block: Block,
    ranges: Sequence[Range],
    opened: set[str],
    numbers: dict[str, int],
    write: Write = escape_markdown,
) -> str:
    """Escape a block's text and set marks and footnote references into it.

    Args:
        block: the block.
        ranges: the quotes in it.
        opened: the claims whose mark with the id stands in an earlier block.
        numbers: the claims' numbers, by which references at one place are ordered.
        write: how text is escaped.

    Returns:
        one line in which elements that overlap are closed and opened again, so that the HTML is always well-formed.
    """
    references = _references(block, ranges, numbers)
    spans = list(_spans(block, ranges, opened, references))
    starting = grouped(sorted(spans, key=lambda s: -s.end), lambda span: span.start)
    cuts = sorted({0, len(block.text), *(s.start for s in spans), *(s.end for s in spans)})
    out: list[str] = []
    stack: list[_Element] = []
    for position, following in zip(cuts, [*cuts[1:], None], strict=True):
        _close(out, stack, position)
        out.append(references.get(position, ""))
        for span in starting.get(position, ()):
            if span.end > position:
                out.append(span.opening)
                stack.append(span)
        if following is not None:
            out.append(write(block.text, position, following))
    return "".join(out)


def clip(
    block: Block, start: int, end: int, ranges: Sequence[Range] = ()
) -> tuple[Block, list[Range]]:
    """A part of a block, with what of its own marks and of the quotes lies in it."""

    def cut(part: Inline | Range) -> tuple[int, int]:
        return max(part.start, start) - start, min(part.end, end) - start

    marks = (i for i in block.inlines if i.start < end and start < i.end)
    quotes = (r for r in ranges if r.start < end and start < r.end)
    inlines = tuple(Inline(*cut(i), i.kind, i.href) for i in marks)
    inside = [Range(r.claim, *cut(r), r.ends and r.end <= end) for r in quotes]
    return Block(block.text[start:end], block.kind, block.level, inlines), inside


def words_as_html(article: Article, start: int, end: int) -> Markup:
    """A passage of an article with the publisher's own marks, for a page that is no Markdown."""
    pieces = (clip(block, low, high)[0] for _, block, low, high in article.touched(start, end))
    parts = (with_marks(piece, (), set(), {}, _write_html) for piece in pieces)
    return Markup(BLOCK_SEPARATOR.join(parts))


def _write_html(text: str, start: int, end: int) -> str:
    return str(escape(text[start:end]))


def _references(block: Block, ranges: Sequence[Range], numbers: dict[str, int]) -> dict[int, str]:
    """The references to notes by where they stand: behind the quotes, but never inside a ruby."""
    rubies = [inline for inline in block.inlines if inline.kind == "ruby"]
    found: dict[int, str] = {}
    for claim, _, end, ends in sorted(ranges, key=lambda r: numbers[r.claim.id]):
        if ends:
            place = next((r.end for r in rubies if r.start < end < r.end), end)
            # A standard reference, in an element that tells its verdict to the style sheet.
            told = f'<span class="fc-ref" data-verdict="{claim.verdict.id}">[^{claim.id}]</span>'
            found[place] = found.get(place, "") + told
    return found


def _close(out: list[str], stack: list[_Element], position: int) -> None:
    """Close what ends here; what lies above it on the stack is opened again."""
    reopen: list[_Element] = []
    while any(span.end == position for span in stack):
        span = stack.pop()
        out.append(span.closing)
        if span.end != position:
            reopen.append(span)
    for span in reversed(reopen):
        out.append(span.again)
        stack.append(span)


# How an element begins that a mark is shown as.
_TAGS = TAGS | {
    "note": 'sup class="fc-own-note"',
    "picture": 'span class="fc-alt" title="Alternative text of a picture"',
}
# Opened twice, these would say something else: two quotations, two pictures, a reading of nothing.
_WHOLE = frozenset(["quote", "ruby", "reading", "fallback", "picture", "ltr", "rtl"])


def _spans(
    block: Block, ranges: Sequence[Range], opened: set[str], references: dict[int, str]
) -> Iterator[_Element]:
    """All elements of a block, those first that go around others over the same words."""
    whole = [inline for inline in block.inlines if inline.kind in _WHOLE]
    edges = {place for inline in whole for place in (inline.start, inline.end)}
    yield from map(_own, whole)
    for claim, start, end, _ in ranges:
        again = f'<mark class="fc" data-claim="{claim.id}" data-verdict="{claim.verdict.id}">'
        first = again.replace("<mark", f'<mark id="claim-{claim.id}"')
        for n, (low, high) in enumerate(_parts(start, end, edges)):
            opening = again if n or claim.id in opened else first
            yield _Element(low, high, opening, again, "</mark>")
    for inline in block.inlines:
        if inline.kind == "link":  # a reference is a link, and cannot stand in another
            for low, high in _parts(inline.start, inline.end, references.keys()):
                yield _own(replace(inline, start=low, end=high))
        elif inline.kind not in _WHOLE:
            yield _own(inline)
    for start, end, told in unseen(block.text):
        chip = f'<span class="fc-unseen" title="Invisible: {told}" data-code="{told}">'
        yield _Element(start, end, chip, chip, "</span>")


def _parts(start: int, end: int, edges: Collection[int]) -> Iterator[tuple[int, int]]:
    """A span divided at the edges that lie in it."""
    yield from pairwise([start, *sorted(edge for edge in edges if start < edge < end), end])


def _own(inline: Inline) -> _Element:
    """The publisher's own mark; a link leads to the same place, without passing on who reads."""
    if inline.kind == "link":
        href = escape_address(addresses.ascii_url(inline.href))
        opening, tag = f'<a class="fc-own" href="{href}" rel="nofollow noopener">', "a"
    else:
        element = _TAGS[inline.kind]
        opening, tag = f"<{element}>", element.partition(" ")[0]
    return _Element(inline.start, inline.end, opening, opening, f"</{tag}>")
