"""The pictures that are shown where an article or a claim is shared: drawn with Pillow, in fonts that come with MkDocs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.vocabulary import Verdict
from ..reading.repository import write_file
from ..reading.settings import Settings
from ..text.wording import short
from .facts import LibraryFacts

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
PAPER, INK, SOFT = "#fdfcf9", "#1d1c1a", "#625d56"
SERIF, SANS, BOLD = "Roboto-Slab-Bold.woff2", "lato-normal.woff2", "lato-bold.woff2"
_LEFT, _WIDTH = 80, SIZE[0] - 160
# A change of the drawing must change this: the pictures of earlier builds are kept by what they say.
_DRAWING = "4"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture says: the site's name, a headline, a line beneath, and verdicts with how many claims have them."""

    site: str
    headline: str
    line: str
    counts: tuple[tuple[Verdict, int], ...]

    @property
    def key(self) -> str:
        """A name for the file that keeps it: of all that it says, and of how it is drawn."""
        told: list[object] = [_DRAWING, self.site, self.headline, self.line]
        told += [(v.label, v.look.light, n) for v, n in self.counts]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def draw_all(
    facts: LibraryFacts, settings: Settings, kept: Path | None
) -> dict[str, Callable[[], bytes]]:
    """Draw the pictures of a library: one an article, and one a claim where the site asks for it.

    Args:
        facts: the articles with their claims.
        settings: the site's; without its address nobody could be shown a picture, and none is drawn.
        kept: the folder where pictures stay between builds; None for none.

    Returns:
        by path what draws each, as PNG; words with letters that the fonts lack are left out.
    """
    wanted = dict(_wanted(facts, settings)) if settings.site_url else {}
    if kept and wanted:
        _prune(kept, {picture.key for picture in wanted.values()})
    return {path: partial(_draw, picture, kept) for path, picture in wanted.items()}


def path_of(slug: str, id_: str = "") -> str:
    """Where an article's picture lies, or that of one of its claims."""
    return f"articles/{slug}/claims/{id_}.png" if id_ else f"articles/{slug}/share.png"


def _wanted(facts: LibraryFacts, settings: Settings) -> Iterator[tuple[str, Picture]]:
    for article in facts.articles:
        page, counts = article.annotated.page, article.counts
        tally = tuple((v, counts[v]) for v in Verdict if counts[v])
        yield path_of(page.slug), Picture(settings.site_name, page.title, article.byline, tally)
        for claim in (told.claim for told in article.claims if settings.claim_pictures):
            one = ((claim.verdict, 1),)
            picture = Picture(settings.site_name, claim.claim, article.byline, one)
            yield path_of(page.slug, claim.id), picture


def _draw(picture: Picture, kept: Path | None) -> bytes:
    """A picture as PNG, drawn or taken from an earlier build."""
    file = kept / f"{picture.key}.png" if kept else None
    with suppress(OSError):  # not drawn yet, or the folder cannot be read
        if file and (data := file.read_bytes())[:4] + data[-8:-4] == b"\x89PNGIEND":
            return data
    data = _png(picture)
    if file:
        with suppress(OSError):  # the next build draws it again
            write_file(file.with_name(".gitignore"), "*\n")
            write_file(file, data)
    return data


def _prune(kept: Path, used: Container[str]) -> None:
    """Remove the pictures that a build did not use, so that the folder does not grow."""
    for file in kept.glob("*.png"):
        if file.stem not in used:
            with suppress(OSError):
                file.unlink()


def _png(picture: Picture) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    _draw_name(pen, _known(picture.site, SERIF))
    _draw_headline(pen, _known(picture.headline, SERIF))
    pen.text((_LEFT, 430), _known(short(picture.line, 70), SANS), SOFT, _font(SANS, 30))
    _draw_bar(pen, picture.counts)
    _draw_tally(pen, picture.counts)
    out = io.BytesIO()
    # As near to what was drawn as by the usual way, in a fifth of its time; a file a fifth smaller would take half as long again.
    image.quantize(64, Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=3)
    return out.getvalue()


def _draw_name(pen: ImageDraw, site: str) -> None:
    """The site's name after its sign, as in the header of its pages."""
    for line in (((80, 76), (110, 76)), ((80, 90), (114, 90)), ((80, 104), (94, 104))):
        pen.line(line, INK, 5)
    pen.line(((103, 106), (110, 113), (122, 98)), "#0b6b57", 6, joint="curve")
    pen.text((136, 90), short(site, 48), INK, _font(SERIF, 34), anchor="lm")


def _draw_headline(pen: ImageDraw, headline: str) -> None:
    """As large as it can be in the room that there is; what is too long for any size is cut."""
    words = [short(word, 26) for word in short(headline, 170).split()]
    for size in (64, 54, 44, 36):
        font, gap = _font(SERIF, size), size // 5
        most = (262 + gap) // (size + size // 4)  # 262 high
        lines = _in_lines(words, font)
        if len(lines) <= most and font.getlength(max(words, key=len, default="")) <= _WIDTH:
            break
    told = "\n".join(lines[:most])
    pen.text((_LEFT, 142), told, INK, font, spacing=gap)


def _in_lines(words: Sequence[str], font: FreeTypeFont) -> list[str]:
    """Words in as few lines as they take; Pillow measures all of a text again for each word."""
    lines: list[str] = []
    room, space = 0.0, font.getlength(" ")
    for word in words:
        length = space + font.getlength(word)
        if length <= room:
            lines[-1] += f" {word}"
            room -= length
        else:
            lines.append(word)
            room = _WIDTH - (length - space)
    return lines


def _draw_bar(pen: ImageDraw, counts: Sequence[tuple[Verdict, int]]) -> None:
    total, x = sum(n for _, n in counts), float(_LEFT)
    for verdict, n in counts:
        step = _WIDTH * n / total
        pen.rectangle((x, 490, x + step - (4 if step > 8 else 1), 508), verdict.look.light)
        x += step


def _draw_tally(pen: ImageDraw, counts: Sequence[tuple[Verdict, int]]) -> None:
    """Each verdict in words, with its number where there is more than one claim, in as many lines as it takes."""
    x, y, font = _LEFT, 528, _font(BOLD, 27)
    for verdict, n in counts:
        words = f"{n} {verdict.label.lower()}" if sum(n for _, n in counts) > 1 else verdict.label
        if x > _LEFT and x + font.getlength(words) > _LEFT + _WIDTH:
            x, y = _LEFT, y + 38
        pen.text((x, y), words, verdict.look.light, font)
        x += round(font.getlength(words)) + 26


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    """A font of MkDocs' theme `readthedocs`: free ones, with the letters of Europe's languages."""
    from PIL import ImageFont

    # Not by its module: under ProperDocs, which has no such theme, `mkdocs` is another name of that.
    folder = Path(str(distribution("mkdocs").locate_file("mkdocs/themes/readthedocs/css/fonts")))
    return ImageFont.truetype(folder / name, size, layout_engine=ImageFont.Layout.BASIC)


def _known(text: str, name: str) -> str:
    """A text that a font has every letter of; "" where it lacks one, which it draws as it draws what is no letter."""
    return text if all(char.isspace() or _has(name, char) for char in set(text)) else ""


@cache
def _has(name: str, letter: str) -> bool:
    font = _font(name, 30)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))
