"""Take a source in: the seed that comes of it, what it says about itself, and what was left out."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

import webencodings

from ...model import Block
from ...model.problems import Problem
from ...reading import seeds
from .extraction import NoArticleError, extract, no_article
from .metadata import About, read_fields, read_metadata
from .seed_writer import write_seed
from .sources import Source, SourceError


class Taken(NamedTuple):
    """What was taken in: what is known about it, the article's blocks and those left out, and a text as received.

    `text` is the seed itself where the source is a text and no page; a page's seed is written of its blocks.
    """

    about: About
    blocks: tuple[Block, ...]
    left: tuple[Block, ...] = ()
    text: bytes = b""
    suffix: str = "html"

    def seed(self, about: About) -> bytes:
        """The seed's bytes, with what is known about the article by now."""
        if self.text:
            return self.text
        return write_seed(self.blocks, about.title, about.language, about.url).encode()


# The links of a page are made whole with its address; without one, they count as links all the same.
_SOMEWHERE = "https://example.org/"


def take(source: Source, address: str = "") -> Taken:
    """Take a source in.

    Args:
        source: what was received.
        address: where it was published, if that is known better than by the source itself.

    Raises:
        SourceError: it cannot be read, or there is no article in it.
    """
    try:
        return _page(source, address) if source.kind == "html" else _text(source)
    except seeds.SeedError as error:
        raise SourceError(_told(source, error.problem)) from error
    except NoArticleError as error:
        raise SourceError(f"{source.name}: {error}") from error


def _told(source: Source, problem: Problem) -> str:
    if problem.code == "empty-seed":
        return f"{source.name}: {no_article(0)}"
    at = problem.location
    place = f":{at.line}:{at.column}" if (at.line, at.column) != (1, 1) else ""
    return f"{source.name}{place}: {problem.message} {problem.hint}"


def _page(source: Source, address: str) -> Taken:
    raw = _in_utf8(source)
    html = seeds.decode_page(raw)
    about = About(url=address).over(read_metadata(html, source.address))
    base = about.url or _SOMEWHERE
    article = seeds.parse_seed(raw, f"{source.name}.html", base)
    headings = [b.text for b in article.blocks if b.kind == "heading" and b.level == 1]
    named = next((text for text in headings if about.title.startswith(text)), about.title)
    about = about._replace(title=named)  # without the site's name after it
    return Taken(about, *extract(html, article.blocks, about.title))


def _text(source: Source) -> Taken:
    raw = _in_utf8(source).removeprefix(BOM_UTF8)
    article = seeds.parse_seed(raw, f"{source.name}.{source.kind}")
    heading = next((b.text for b in article.blocks if b.kind == "heading"), "")
    first = heading or article.blocks[0].text.split("\n")[0]
    about = About(title=first if len(first) <= 200 else "")
    if source.kind == "md":
        about = read_fields(seeds.front_matter(source.raw.decode("utf-8-sig"))[0]).over(about)
    return Taken(about, article.blocks, (), raw, source.kind)


def _in_utf8(source: Source) -> bytes:
    """The bytes in UTF-8, where the server named another encoding: that goes before what a page declares.

    Only a byte order mark goes before it (Encoding Standard, "decode"), and so one is set.
    """
    codec = webencodings.lookup(source.charset) if source.charset else None
    if codec is None or source.raw.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        return source.raw
    return BOM_UTF8 + codec.codec_info.decode(source.raw, "replace")[0].encode()
