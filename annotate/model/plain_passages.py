"""A passage where only characters can be written: in a list, a citation, a copied quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..text.tables import table_of
from .blocks import Article, Block, Inline

_Signs = Mapping[str, tuple[str, str]]
_LISTED = table_of(__file__)
_SMALL = {kind: str.maketrans(*signs) for kind, signs in _LISTED["small"].items()}
_AROUND: _Signs = _LISTED["around"]


def plain_passage(article: Article, start: int, end: int, around: _Signs = _AROUND) -> str:
    """A passage of an article in one line, in which 10⁶ does not become 106 nor struck words an assertion.

    Args:
        article: the article.
        start, end: the passage, in code points of its text.
        around: the kinds of marks that are written, with the signs before and after each.
    """
    touched = article.touched(start, end)
    parts = ("".join(_pieces(block, low, high, around)) for _, block, low, high in touched)
    return " ".join(" ".join(parts).split())


def _pieces(block: Block, low: int, high: int, around: _Signs) -> Iterator[str]:
    shown = [i for i in block.inlines if i.kind in around and i.start < high and low < i.end]
    opens = sorted(shown, key=lambda i: (i.start, -i.end))
    edges = (min(max(place, low), high) for i in shown for place in (i.start, i.end))
    places = sorted({low, high, *edges})
    for place, following in zip(places, [*places[1:], high], strict=True):
        ending = (i for i in reversed(opens) if min(i.end, high) == place)
        yield from (_edge(block, i, around)[1] for i in ending)
        yield from (_edge(block, i, around)[0] for i in opens if max(i.start, low) == place)
        text = block.text[place:following]
        small = [i for i in shown if i.start <= place and following <= i.end]
        yield text.translate(next(filter(None, (_signs(block, i) for i in small)), {}))


def _edge(block: Block, inline: Inline, around: _Signs) -> tuple[str, str]:
    return ("", "") if _signs(block, inline) else around[inline.kind]


def _signs(block: Block, inline: Inline) -> dict[int, int]:
    """The small signs of what is raised or lowered, where there are such signs for all of it."""
    table = _SMALL.get(inline.kind, {})
    text = block.text[inline.start : inline.end]
    return table if all(ord(character) in table for character in text) else {}
