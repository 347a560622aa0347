"""Write blocks as a seed: plain semantic HTML, one block a line, that an editor can read and correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ...model import Block, Inline

_TAGS = {"emphasis": "em", "strong": "strong"}
_BLOCKS = {"item": "li", "quotation": "blockquote"}


def write_seed(blocks: Sequence[Block], title: str, language: str, address: str) -> str:
    """An HTML page that the seed reader takes apart into these very blocks.

    Args:
        blocks: the article.
        title, language, address: for the page's head; an address makes its relative links whole.
    """
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(title, quote=False)}</title>",
        *([f'<link rel="canonical" href="{escape(address)}">'] if address else []),
        "</head>",
        "<body>",
        *_lines(blocks),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for is_list, group in groupby(blocks, lambda block: block.kind == "item"):
        yield from ["<ul>"] if is_list else []
        yield from map(_block, group)
        yield from ["</ul>"] if is_list else []


def _block(block: Block) -> str:
    tag = f"h{block.level}" if block.kind == "heading" else _BLOCKS.get(block.kind, "p")
    return f"<{tag}>{_content(block)}</{tag}>"


def _content(block: Block) -> str:
    """A block's text with its inline marks, the outer of two on the same words first."""
    opening: dict[int, list[Inline]] = {}
    outermost_first = sorted(enumerate(block.inlines), key=lambda e: (e[1].start, -e[1].end, -e[0]))
    for _, inline in outermost_first:
        opening.setdefault(inline.start, []).append(inline)
    parts, last, open_marks = [], 0, list[Inline]()
    for at in sorted({0, len(block.text), *opening, *(i.end for i in block.inlines)}):
        parts.append(escape(block.text[last:at], quote=False).replace("\n", "<br>"))
        while open_marks and open_marks[-1].end <= at:
            parts.append(f"</{_tag(open_marks.pop())}>")
        for inline in opening.get(at, []):
            href = f' href="{escape(inline.href)}"' if inline.href else ""
            parts.append(f"<{_tag(inline)}{href}>")
            open_marks.append(inline)
        last = at
    return "".join(parts)


def _tag(inline: Inline) -> str:
    return _TAGS.get(inline.kind, "a")
