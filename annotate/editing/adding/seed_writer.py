"""Write blocks as a seed: plain semantic HTML, one block a line, that an editor can read and correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ...model import Block, Cell, Holder, Inline, holders_between
from ...reading.seeds.elements import TAGS
from ...text.tables import table_of


def write_seed(blocks: Sequence[Block], title: str, language: str, address: str) -> str:
    """An HTML page that the seed reader takes apart into these very blocks.

    Args:
        blocks: the article.
        title, language, address: for the page's head.
    """
    canonical = f'<link rel="canonical" href="{escape(address)}">\n' if address else ""
    return str(table_of(__file__)["page"]).format(
        language=escape(language),
        title=escape(title, quote=False),
        canonical=canonical,
        blocks="\n".join(_lines(blocks)),
    )


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks, each in what it stands in; an item of one block is one line."""
    held: tuple[Holder, ...] = ()
    for block in blocks:
        closed, opened = holders_between(held, block.within)
        yield from (f"</{holder.tag}>" for holder in closed)
        yield from ["<hr>"] if block.ruled else []
        yield from (f"<{holder.tag}{holder.attribute}>" for holder in opened)
        yield _block(block)
        held = block.within
    yield from (f"</{holder.tag}>" for holder in reversed(held))


def _block(block: Block) -> str:
    if block.kind == "row":
        cells = (_cell(block, cell) for cell in block.cells)
        return f"<tr>{''.join(cells)}</tr>"
    if block.kind == "preformatted":
        return f"<pre>\n{_content(block, 0, len(block.text))}</pre>"
    tag = f"h{block.level}" if block.kind == "heading" else "p"
    return f"<{tag}>{_content(block, 0, len(block.text))}</{tag}>"


def _cell(block: Block, cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
    spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
    return f"<{tag}{spans}>{_content(block, cell.start, cell.end)}</{tag}>"


def _content(block: Block, start: int, end: int) -> str:
    """A part of a block's text with its inline marks."""
    text, line_end = block.text[start:end], "\n" if block.kind == "preformatted" else "<br>"
    written = [escape(sign, quote=False).replace("\n", line_end) for sign in text]
    marks = [(i, i.start - start, min(i.end, end) - start) for i in block.inlines]
    inside = [mark for mark in marks if 0 <= mark[1] < len(text)]
    # The inner mark is set before the outer; of two on the same words, it comes first in the block.
    for inline, low, high in sorted(inside, key=lambda mark: mark[2] - mark[1]):
        if inline.kind == "picture":  # its words are the value of an attribute
            written[low:high] = map(escape, text[low:high])
        opening, closing = _tags(inline)
        written[low] = opening + written[low]
        written[high - 1] += closing
    return "".join(written)


def _tags(inline: Inline) -> tuple[str, str]:
    """What stands before and after the words of a mark; those of a picture are the value of an attribute."""
    if inline.kind == "picture":
        return '<img alt="', '">'
    tag = "sup" if inline.kind == "note" else TAGS[inline.kind]
    href = f' href="{escape(inline.href)}"' if inline.href else ""
    return f"<{tag}{href}>", f"</{tag.partition(' ')[0]}>"
