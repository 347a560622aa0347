"""Write an article's words as Markdown, every character of them, with the marks of its claims.

The marks are inline HTML, which every Markdown parser passes through; footnote references are `[^claim-id]`, so that
their ids never move.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import AnnotatedArticle, Annotation, Block, Inline
from ...model.vocabulary import Display
from ...text import addresses
from ...text.escaping import escape_address, escape_markdown
from .excerpts import GAP, excerpt_window


def render_blocks(annotated: AnnotatedArticle) -> Iterator[str]:
    """Write each block of the article's text with the marks of its published claims.

    Yields:
        Markdown blocks; in excerpt mode only the annotated words with a little around them.
    """
    opened: set[str] = set()
    claims = _claim_ranges(annotated)
    numbers = {a.id: n for n, a in enumerate(annotated.published, start=1)}
    for start, block in zip(annotated.article.starts, annotated.article.blocks, strict=True):
        ranges = claims.get(start, [])
        text = _with_marks(block, ranges, opened, numbers)
        if annotated.page.display is Display.EXCERPT:
            text = _excerpt(block, ranges, opened, numbers) if ranges else ""
        opened |= {claim.id for claim, *_ in ranges}
        if text:
            yield _as_block(block, text, start)


Range = tuple[Annotation, int, int, bool]  # claim, start and end in the block, whether it ends here


def _claim_ranges(annotated: AnnotatedArticle) -> dict[int, list[Range]]:
    """The parts of the claims' quotes that lie in each block, by where the block starts."""
    starts, ends = annotated.article.starts, annotated.article.ends
    found: dict[int, list[Range]] = {}
    for annotation in annotated.published:
        place = annotated.place(annotation)
        for number in range(bisect_right(ends, place.start), bisect_left(starts, place.end)):
            start, end = starts[number], ends[number]
            begin, stop = max(place.start, start) - start, min(place.end, end) - start
            found.setdefault(start, []).append((annotation, begin, stop, place.end <= end))
    return found


def _with_marks(
    block: Block, ranges: Sequence[Range], opened: set[str], numbers: dict[str, int]
) -> str:
    """Escape a block's text and set marks and footnote references into it.

    Elements that overlap are closed and opened again, so that the HTML is always well-formed.
    """
    spans = [*_mark_spans(ranges, opened), *_inline_spans(block.inlines)]
    starting: dict[int, list[_Element]] = {}
    for span in sorted(spans, key=lambda s: -s.end):
        starting.setdefault(span.start, []).append(span)
    references: dict[int, str] = {}
    for claim, _, end, ends_here in sorted(ranges, key=lambda r: numbers[r[0].id]):
        if ends_here:
            references[end] = references.get(end, "") + _reference(claim)
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
            out.append(escape_markdown(block.text, position, following))
    return "".join(out)


def _reference(claim: Annotation) -> str:
    """A standard footnote reference, in an element that tells its verdict to the style sheet."""
    return f'<span class="fc-ref" data-verdict="{claim.verdict.id}">[^{claim.id}]</span>'


@dataclass(frozen=True, slots=True)
class _Element:
    """An element over a part of a block: what opens it, what opens it again, what closes it."""

    start: int
    end: int
    opening: str
    again: str
    closing: str


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


def _mark_spans(ranges: Sequence[Range], opened: set[str]) -> Iterator[_Element]:
    for claim, start, end, _ in ranges:
        mark = f'<mark class="fc" data-claim="{claim.id}" data-verdict="{claim.verdict.id}">'
        first = mark.replace("<mark", f'<mark id="claim-{claim.id}"')
        yield _Element(start, end, mark if claim.id in opened else first, mark, "</mark>")


_INLINE_TAGS = {"emphasis": "em", "strong": "strong"}


def _inline_spans(inlines: Sequence[Inline]) -> Iterator[_Element]:
    """The publisher's own marks; links lead to the same place, without passing on who reads."""
    for inline in inlines:
        if inline.kind == "link":
            href = escape_address(addresses.ascii_url(inline.href))
            opening, closing = f'<a class="fc-own" href="{href}" rel="nofollow noopener">', "</a>"
        else:
            tag = _INLINE_TAGS[inline.kind]
            opening, closing = f"<{tag}>", f"</{tag}>"
        yield _Element(inline.start, inline.end, opening, opening, closing)


_PREFIXES = {"item": "-   ", "quotation": "> "}


# Headings whose ids, made of their words, might be those of our own marks and of the heading of the notes.
_LIKE_OURS = re.compile(r"\W*(claim|notes)\b", re.IGNORECASE)


def _as_block(block: Block, text: str, start: int) -> str:
    if block.kind == "heading":
        own = f" {{#heading-{start}}}" if _LIKE_OURS.match(block.text) else ""
        return f"{'#' * min(6, block.level + 2)} {text}{own}"
    return _PREFIXES.get(block.kind, "") + text


def _excerpt(
    block: Block, ranges: Sequence[Range], opened: set[str], numbers: dict[str, int]
) -> str:
    """The annotated words of a block, with some words around them."""
    windows: list[tuple[int, int]] = []
    for start, end in sorted(excerpt_window(block.text, s, e) for _, s, e, _ in ranges):
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    gap = f'<span class="fc-gap">{GAP}</span>'
    parts = []
    for start, end in windows:
        inside = [
            (c, s - start, e - start, last) for c, s, e, last in ranges if start <= s and e <= end
        ]
        piece = replace(block, text=block.text[start:end], inlines=())
        parts.append(_with_marks(piece, inside, opened, numbers))
    text = f" {gap} ".join(parts)
    if windows[0][0] > 0:
        text = f"{gap} {text}"
    return f"{text} {gap}" if windows[-1][1] < len(block.text) else text
