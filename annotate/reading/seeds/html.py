"""The blocks of a web page, by the HTML standard's tree building: the text that a browser shows, and its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from ...model import Block, Remark
from ..frontmatter import locate
from .collecting import MAX_NESTING, Collector, Lost, TooDeepError, resolve
from .errors import seed_error
from .tags import is_affordable, tags


def html_blocks(text: str, name: str, base: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Take a page apart.

    Args:
        text: the HTML.
        name: its path for messages.
        base: the page's address, to which its links are relative.

    Returns:
        each block with text that a browser shows, and what is lost.

    Raises:
        SeedError: its elements nest too deep.
    """
    if not is_affordable(text):
        raise seed_error(name, "seed-too-deep", "costly")
    page = LexborHTMLParser(text)
    given = page.css_first("base[href]")
    href = given.attributes.get("href") if given else ""
    collector = Collector(resolve(base, href or "") or base)
    try:
        if page.body:
            collector.element(page.body)
    except TooDeepError as error:
        raise seed_error(name, "seed-too-deep", "deep", limit=MAX_NESTING) from error
    collector.close()
    return tuple(collector.blocks), tuple(_remarks(collector.lost, page, text))


def _remarks(lost: list[Lost], page: LexborHTMLParser, text: str) -> Iterator[Remark]:
    """What is lost, each kind once, with the place of the first in the page's text."""
    counts = Counter(one.what for one in lost)
    for first in {one.what: one for one in reversed(lost)}.values():
        alike = [node.mem_id for node in page.css(first.tag)]
        number = alike.index(first.node) if first.node in alike else 0
        starts = [t.start for t in tags(text) if t.name == first.tag and not t.closing] or [0]
        at = locate("", text, starts[min(number, len(starts) - 1)])
        yield Remark("seed-loses", first.what, counts[first.what], at.line, at.column)
