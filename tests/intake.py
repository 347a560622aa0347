"""How well `annotate add` finds the article of a page: `make intake PAGES=DIR`, where DIR has a folder for each page.

A page's folder has `source.html` and the true text, `expected.html` or `expected.txt`. Compared are the words of what would be
published, in shingles of four, and those of trafilatura alone; alternative texts and note marks are left aside.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from annotate.editing.adding.sources import Source, SourceError
from annotate.editing.adding.taking import take
from annotate.model import Block
from annotate.reading.seeds import SeedError, decode_page, parse_seed

_ASIDE = ("picture", "note")


@dataclass(frozen=True)
class Measured:
    """A page: how alike to the truth our words and trafilatura's are (F1, 0 to 1), and why it was refused, if it was."""

    name: str
    ours: float = 0.0
    alone: float = 0.0
    found: int = 0
    refused: str = ""
    changed: bool = False


def measure(folder: Path) -> Measured:
    """Measure one page."""
    raw = (folder / "source.html").read_bytes()
    truth = _truth(folder)
    alone = trafilatura.extract(decode_page(raw), include_comments=False) or ""
    found = len(_words(alone))
    try:
        taken = take(Source(raw, "html", folder.name))
        again = parse_seed(taken.seed(taken.about), "seed.html").blocks
    except (SourceError, SeedError) as error:
        return Measured(folder.name, found=found, refused=str(error))
    ours = "\n".join(map(_text, taken.blocks))
    changed = [b.text for b in again] != [b.text for b in taken.blocks]
    return Measured(folder.name, _f1(ours, truth), _f1(alone, truth), found, changed=changed)


def _truth(folder: Path) -> str:
    text = folder / "expected.txt"
    if text.is_file():
        return text.read_text("utf-8")
    page = (folder / "expected.html").read_bytes()
    return "\n".join(map(_text, parse_seed(b"<!doctype html><body>" + page, "a.html").blocks))


def _text(block: Block) -> str:
    """A block's words without alternative texts and note marks."""
    kept = list(block.text)
    for inline in block.inlines:
        if inline.kind in _ASIDE:
            kept[inline.start : inline.end] = " " * (inline.end - inline.start)
    return "".join(kept)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)


def _f1(text: str, truth: str) -> float:
    ours, theirs = _shingles(text), _shingles(truth)
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def report(measured: list[Measured]) -> Iterator[str]:
    """The means over all pages, and the pages that are worst beside trafilatura alone."""
    taken = [m for m in measured if not m.refused]
    if taken:
        ours, alone = (sum(getattr(m, k) for m in taken) / len(taken) for k in ("ours", "alone"))
        ratio = f"{ours / alone:.4f}" if alone else "-"
        yield f"{len(taken)} pages: F1 {ours:.4f}; trafilatura alone {alone:.4f}; ratio {ratio}"
    refused = [m for m in measured if m.refused]
    long = [m for m in refused if m.found >= 50]
    yield f"{len(refused)} refused, {len(long)} of them with 50 words or more"
    yield from (f"  {m.refused}" for m in refused)
    changed = [m.name for m in taken if m.changed]
    yield f"{len(changed)} seeds that are not read back as the same words {changed}"
    for m in sorted(taken, key=lambda m: m.ours - m.alone)[:10]:
        yield f"  {m.ours:.3f} beside {m.alone:.3f}: {m.name}"


if __name__ == "__main__":
    folders = sorted(file.parent for file in Path(sys.argv[1]).glob("*/source.html"))
    print(*report([measure(folder) for folder in folders]), sep="\n")
