"""Which blocks of a page are its article: trafilatura decides, and its words are looked up among the blocks.

Only the decision is taken from it. The words and their structure are the page's own, as the seed
reader finds them, because an extractor's output loses some of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Block
from ...text.scripts import BARE_WORD

MIN_WORDS = 50
# How much of a block has to be among the extractor's words.
_SHARE = 0.5
# The table of the alignment takes one bit for each pair of words.
_MAX_PAIRS = 8_000_000_000


class NoArticleError(ValueError):
    """A page without an article in it; the text says what was found, and what to do."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was taken of a page, and what was left out: its blocks, each in the page's order."""

    chosen: tuple[Block, ...]
    left: tuple[Block, ...]


def extract(html: str, blocks: Sequence[Block], headline: str = "") -> Extraction:
    """Divide a page's blocks into its article and the rest.

    Args:
        html: the page.
        blocks: all that a browser shows of it.
        headline: the article's title: a heading of these words above the article is its first block.

    Raises:
        NoArticleError: fewer than `MIN_WORDS` words of an article, or a list of links.
    """
    import trafilatura

    found = _words(trafilatura.extract(html, include_comments=False, include_tables=True) or "")
    if len(found) < MIN_WORDS:
        raise no_article(len(found))
    chosen = _chosen([_words(block.text) for block in blocks], found)
    number = sum(len(_words(blocks[n].text)) for n in chosen)
    if number < MIN_WORDS or _are_links([blocks[n] for n in chosen]):
        raise no_article(number)
    chosen = _with_headline(blocks, chosen, _words(headline))
    return Extraction(
        tuple(blocks[n] for n in sorted(chosen)),
        tuple(block for n, block in enumerate(blocks) if n not in chosen),
    )


def count(blocks: Sequence[Block]) -> int:
    """The number of words in blocks; a character of a script without spaces counts as one."""
    return sum(len(_words(block.text)) for block in blocks)


def _chosen(blocks: list[list[str]], article: list[str]) -> set[int]:
    """The blocks most of whose words stand, in this order, among an article's words."""
    from rapidfuzz.distance import LCSseq

    known = set(article)
    words = [(word, n) for n, block in enumerate(blocks) for word in block if word in known]
    if len(words) * len(article) > _MAX_PAIRS:
        raise NoArticleError("The page is too long to tell its article from the rest: divide it.")
    hits = [0] * len(blocks)
    numbers: dict[str, int] = {}
    page, found = (
        [numbers.setdefault(word, len(numbers)) for word in side]
        for side in ([word for word, _ in words], article)
    )
    for step in LCSseq.opcodes(page, found):
        if step.tag == "equal":
            for _, n in words[step.src_start : step.src_end]:
                hits[n] += 1
    return {n for n, block in enumerate(blocks) if block and hits[n] >= _SHARE * len(block)}


def _with_headline(blocks: Sequence[Block], chosen: set[int], headline: list[str]) -> set[int]:
    """The chosen blocks with the heading that is the title; other copies of the title above it are no part of the text."""
    same = [
        n
        for n, block in enumerate(blocks)
        if block.kind == "heading" and headline and _words(block.text) == headline
    ]
    copies = {n for n in chosen - set(same) if _is_title(_words(blocks[n].text), headline)}
    rest = chosen - set(same) - (copies if same else set())
    above = [n for n in same if rest and n < min(rest)]
    return {*rest, *(above[-1:] or same[:1])}


def _is_title(words: list[str], headline: list[str]) -> bool:
    """Whether words are the title, perhaps with the site's name after it."""
    return words[: len(headline)] == headline and len(words) <= len(headline) + 5


def _are_links(blocks: list[Block]) -> bool:
    """Whether nearly all letters are links, as on a front page."""
    linked = sum(i.end - i.start for b in blocks for i in b.inlines if i.kind == "link")
    return linked > 0.8 * sum(len(block.text) for block in blocks)


def no_article(words: int) -> NoArticleError:
    """What is said of a page with so many words of an article: too few, or nearly all of them links."""
    wrong = f"fewer than {MIN_WORDS}" if words < MIN_WORDS else "nearly all of them links"
    return NoArticleError(
        f"no article text found (words: {words}, {wrong}). Save the page in a browser that shows the article, or give "
        "its text in a file whose name ends in .txt."
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in BARE_WORD.findall(text)]
