"""Which blocks of a page are its article: trafilatura decides, and its words are looked up among the blocks.

Only the decision is taken from it. The words and their structure are the page's own, as the seed
reader finds them, because an extractor's output loses some of both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from ...model import Block
from ...reading.seeds.elements import BLOCKS
from ...text.scripts import BARE_WORD

MIN_WORDS = 50
# More than this of a block has to be among the extractor's words.
_SHARE = 0.5
# The table of the alignment takes one bit for each pair of words.
_MAX_PAIRS = 8_000_000_000
# The extractor takes the square of the elements in one block, and more; no article has so many.
_MAX_ELEMENTS = 5_000
_SITE = re.compile(r"\s*(?:[|·•»–—-]\s*[^.?!]{1,60})?")


class NoArticleError(ValueError):
    """A page without an article in it; the text says what was found, and what to do."""


def extract(
    html: str, blocks: Sequence[Block], headline: str
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Divide a page's blocks into its article and the rest.

    Args:
        html: the page.
        blocks: all that a browser shows of it.
        headline: the article's title: a heading of these words above the article is its first block.

    Returns:
        the article's blocks and those that are left out, each in the page's order.

    Raises:
        NoArticleError: fewer than `MIN_WORDS` words of an article, a list of links, or too much for the extractor.
    """
    import trafilatura

    crowd = 0
    for node in LexborHTMLParser(html).css(":not(svg *)"):
        crowd = 0 if node.tag in BLOCKS else crowd + 1
        if crowd > _MAX_ELEMENTS:
            raise NoArticleError("A paragraph has too many links or other elements: divide it.")
    found = trafilatura.extract(html, include_comments=False, include_tables=True) or ""
    if len(_words(found)) < MIN_WORDS:
        raise no_article(len(_words(found)))
    lines = [told for line in found.split("\n") if (told := _words(line))]
    words = [_words(_told(block)) for block in blocks]
    chosen = _chosen(words, lines)
    number = sum(len(_words(blocks[n].text)) for n in chosen)
    if number < MIN_WORDS or _are_links([blocks[n] for n in chosen]):
        raise no_article(number)
    chosen = _with_headline(blocks, chosen, headline)
    chosen |= {n for n, own in enumerate(words) if not own and _is_amid(n, words, chosen)}
    left = tuple(block for n, block in enumerate(blocks) if n not in chosen)
    return tuple(blocks[n] for n in sorted(chosen)), left


def count(blocks: Sequence[Block]) -> int:
    """The number of words in blocks; a character of a script without spaces counts as one."""
    return sum(len(_words(block.text)) for block in blocks)


def _chosen(blocks: list[list[str]], lines: list[list[str]]) -> set[int]:
    """The blocks most of whose words stand, in this order, among an article's words; and its lines that stand elsewhere."""
    article = [(word, n) for n, line in enumerate(lines) for word in line]
    known = {word for word, _ in article}
    page = [(word, n) for n, block in enumerate(blocks) for word in block if word in known]
    shared = _shared([word for word, _ in page], [word for word, _ in article])
    hits = Counter(page[at][1] for at, _ in shared)
    chosen = {n for n, block in enumerate(blocks) if hits[n] > _SHARE * len(block)}
    served = Counter(article[to][1] for at, to in shared if page[at][1] in chosen)
    elsewhere = [line for n, line in enumerate(lines) if served[n] <= _SHARE * len(line)]
    return chosen | _moved(blocks, chosen, elsewhere)


def _shared(page: list[str], article: list[str]) -> list[tuple[int, int]]:
    """The longest common sequence of words: where each stands in the one, and in the other."""
    from rapidfuzz.distance import LCSseq

    if len(page) * len(article) > _MAX_PAIRS:
        raise NoArticleError("The page is too long to tell its article from the rest: divide it.")
    runs = LCSseq.opcodes(page, article).as_matching_blocks()
    return [(run.a + n, run.b + n) for run in runs for n in range(run.size)]


def _moved(blocks: list[list[str]], chosen: set[int], lines: list[list[str]]) -> set[int]:
    """The blocks amid the chosen ones that are a whole line: the extractor does not always keep the page's order."""
    wanted, found = Counter(map(tuple, lines)), set()
    for n in range(min(chosen, default=0), max(chosen, default=0)):
        if n not in chosen and wanted[words := tuple(blocks[n])] > 0:
            wanted[words] -= 1
            found.add(n)
    return found


def _is_amid(place: int, words: list[list[str]], chosen: set[int]) -> bool:
    """Whether what stands before and after a block without words of its own, a picture or a row of stars, is chosen."""
    sides = range(place - 1, -1, -1), range(place + 1, len(words))
    return all(next((n for n in side if words[n]), -1) in chosen for side in sides)


def _with_headline(blocks: Sequence[Block], chosen: set[int], headline: str) -> set[int]:
    """The chosen blocks with the heading that is the title; other copies of the title above it are no part of the text."""
    words = _words(headline)
    headings = (n for n, block in enumerate(blocks) if block.kind == "heading" and words)
    same = [n for n in headings if _words(blocks[n].text) == words]
    copies = {n for n in chosen if same and _is_title(blocks[n].text, headline)}
    text = min(chosen - set(same) - copies, default=0)
    rest = chosen - set(same) - {n for n in copies if n < text}
    above = [n for n in same if rest and n < min(rest)]
    return {*rest, *(above[-1:] or same[:1])}


def _is_title(text: str, headline: str) -> bool:
    """Whether a text is the title, perhaps with the site's name after a sign that divides them."""
    start, rest = text[: len(headline)], text[len(headline) :]
    return start.casefold() == headline.casefold() and bool(_SITE.fullmatch(rest))


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


def _told(block: Block) -> str:
    """A block's text without alternative texts, which the extractor leaves out."""
    parts, last = [], 0
    for picture in (inline for inline in block.inlines if inline.kind == "picture"):
        parts.append(block.text[last : picture.start])
        last = picture.end
    return " ".join([*parts, block.text[last:]])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in BARE_WORD.findall(text)]
