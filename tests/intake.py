"""How well `annotate add` finds the article of a page: `make intake PAGES=DIR`, where DIR has a folder for each page.

A page's folder has `source.html` and the true text, `expected.html` or `expected.txt`. Compared are the words of what would be
published, in shingles of four, and those of trafilatura alone; alternative texts and note marks are left aside, and pages whose
truth has fewer than 100 words. As in scrapinghub's article-extraction-benchmark, F1 is that of the mean precision and the mean
recall. Then all articles are built as a site, and a browser looks for the words of each, on the page as received and as published.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura
from builds import build_site
from conftest import CHROMIUM
from playwright.sync_api import sync_playwright
from repository import CONFIG

from annotate.editing.adding.extraction import MIN_WORDS
from annotate.editing.adding.metadata import About
from annotate.editing.adding.planning import plan
from annotate.editing.adding.sources import Source, SourceError
from annotate.editing.adding.taking import Taken, take
from annotate.model import Block
from annotate.model.vocabulary import Display
from annotate.reading.seeds import decode_page, parse_seed

if TYPE_CHECKING:
    from playwright.sync_api import Page

FEWEST = 100  # words of a truth


@dataclass(frozen=True)
class Measured:
    """A page: precision and recall of our words and of trafilatura's, what was taken, and why it was refused, if it was."""

    name: str
    true: int = 0
    ours: tuple[float, float] = (0.0, 0.0)
    alone: tuple[float, float] = (0.0, 0.0)
    found: int = 0
    refused: str = ""
    taken: Taken | None = None


def measure(folder: Path) -> Measured:
    """Measure one page."""
    raw = (folder / "source.html").read_bytes()
    truth = _truth(folder)
    alone = trafilatura.extract(decode_page(raw), include_comments=False) or ""
    about = Measured(
        folder.name, len(_words(truth)), alone=_alike(alone, truth), found=len(_words(alone))
    )
    try:
        taken = take(Source(raw, "html", folder.name))
    except SourceError as error:
        return replace(about, refused=str(error))
    ours = "\n".join(map(_text, taken.blocks))
    return replace(about, ours=_alike(ours, truth), taken=taken)


def _truth(folder: Path) -> str:
    text = folder / "expected.txt"
    if text.is_file():
        return text.read_text("utf-8")
    page = (folder / "expected.html").read_bytes()
    return "\n".join(map(_text, parse_seed(b"<!doctype html><body>" + page, "a.html").blocks))


def _text(block: Block, aside: Collection[str] = ("picture", "note")) -> str:
    """A block's words without alternative texts and note marks, a zero in the place of each letter."""
    kept = list(block.text)
    for inline in block.inlines:
        if inline.kind in aside:
            kept[inline.start : inline.end] = "\0" * (inline.end - inline.start)
    return "".join(kept)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)


def _alike(text: str, truth: str) -> tuple[float, float]:
    """Precision and recall."""
    ours, theirs = _shingles(text), _shingles(truth)
    shared = (ours & theirs).total()
    return shared / (ours.total() or 1), shared / (theirs.total() or 1)


def _f1(pairs: Sequence[tuple[float, float]]) -> float:
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return 2 * precision * recall / ((precision + recall) or 1)


def report(measured: list[Measured]) -> Iterator[str]:
    """The measure over all pages, and the pages that are worst beside trafilatura alone."""
    counted = [m for m in measured if m.true >= FEWEST]
    if counted:
        ours, alone = (_f1([getattr(m, side) for m in counted]) for side in ("ours", "alone"))
        yield f"{len(counted)} pages: F1 {ours:.4f}; trafilatura alone {alone:.4f}; ratio {ours / (alone or 1):.4f}"
    refused = [m for m in measured if m.refused]
    long = [m for m in refused if m.found >= MIN_WORDS]
    yield f"{len(refused)} of {len(measured)} refused, {len(long)} of them with {MIN_WORDS} words or more"
    yield from (f"  {m.refused}" for m in refused)
    differences = [(_f1([m.ours]) - _f1([m.alone]), m.name) for m in counted]
    yield from (f"  {change:+.3f}: {name}" for change, name in sorted(differences)[:10])


# All text of a part of a page that is seen; what is ours (note references, links to headings) aside, and what only old
# readers show.
SEEN = """selector => {
  const walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  let text = '';
  for (let node; (node = walk.nextNode()); ) {
    const e = node.parentElement;
    if (e.closest('.fc-ref, .fc-text .headerlink, noscript')) continue;
    if (e.closest('rp') || e.checkVisibility({ checkVisibilityCSS: true })) text += node.data;
  }
  return text;
}"""


def publish(root: Path, pages: Mapping[str, Taken]) -> Path:
    """Write pages that were taken in as articles of a repository, each shown in full, and build its site."""
    for name, taken in pages.items():
        address = f"https://{name}.example.org/"
        planned = plan(
            Source(b"", "html", name),
            taken,
            taken.about.over(About(name, "", "Publisher", "2024-03-06", address, "en")),
            slug=name,
            display=Display.FULL,
            keeps_original=False,
        )
        for path, content in planned.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    (root / "docs/index.md").write_text("# Scratch\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    done = build_site(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def astray(page: Page, taken: Taken, received: Path, published: Path) -> Iterator[str]:
    """Where words of an article are not those of its seed, of its page, or of the page as received, in a browser.

    The page as received is looked at without its style sheets, which scripts are meant to change, and with all
    that can be opened open.

    Args:
        page: of a browser.
        taken: the article.
        received: the page as received.
        published: the article's page.
    """
    again = parse_seed(taken.seed(taken.about), "seed.html").blocks
    if [b.text for b in again] != [b.text for b in taken.blocks]:
        yield "the seed is not read back as the same words"
    page.goto(published.as_uri())
    words = _squeezed("".join(block.text for block in taken.blocks))
    shown = _squeezed(page.evaluate(SEEN, ".fc-text"))
    if words != shown:
        at = next(
            n for n, (a, b) in enumerate(zip(words + "\0", shown + "\1", strict=False)) if a != b
        )
        yield f"{words[at : at + 60]!r} is published as {shown[at : at + 60]!r}"
    page.goto(received.as_uri())
    page.evaluate("document.querySelectorAll('style, link').forEach(sheet => sheet.remove())")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    seen = _squeezed(page.evaluate(SEEN, "body"))
    for block in taken.blocks:
        if any(_squeezed(part) not in seen for part in _text(block, ("picture",)).split("\0")):
            yield f"{block.text[:80]!r} is not on the page as received"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def walk(measured: list[Measured], folder: Path) -> Iterator[str]:
    """Publish all that was taken, and look at each page."""
    pages = {f"p{n}": m for n, m in enumerate(measured) if m.taken}
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        site = publish(Path(made), {name: m.taken for name, m in pages.items() if m.taken})
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.route(re.compile("^(?!file:)"), lambda route: route.abort())
        for name, m in pages.items():
            published, received = site / f"articles/{name}/index.html", folder / m.name
            if m.taken:
                for fault in astray(page, m.taken, received / "source.html", published):
                    yield f"  {m.name}: {fault}"
        browser.close()


if __name__ == "__main__":
    given = Path(sys.argv[1])
    all_pages = [measure(file.parent) for file in sorted(given.glob("*/source.html"))]
    print(*report(all_pages), sep="\n")
    faults = list(walk(all_pages, given))
    print(f"{len(faults)} times a browser shows other words than were taken", *faults, sep="\n")
