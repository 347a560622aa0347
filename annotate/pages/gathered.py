"""What the lists list: sources, outlets and changes of published claims, gathered from all articles."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from annotate.model import Annotation, Change, Library, Source
from annotate.wording import slug, untaken


def cited(library: Library) -> Iterator[tuple[Annotation, Source]]:
    """Every source of every published claim, with the claim."""
    for article in library.articles:
        for claim in article.published:
            for source in claim.sources:
                yield claim, source


def outlet_paths(library: Library) -> dict[str, str]:
    """The path of each cited outlet's page, by its name; names that look alike get a number."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted({source.outlet for _, source in cited(library)}):
        stem = untaken(_page_name(name), taken)
        taken.add(stem)
        paths[name] = f"outlets/{stem}.html"
    return paths


def _page_name(name: str) -> str:
    """A name in another script gets a name of its own, so that another outlet does not move its page."""
    stem = slug(name)
    if any(c.isalpha() and not c.isascii() for c in unicodedata.normalize("NFKD", name)):
        return f"{stem or 'outlet'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    return stem or "outlet"


def citing(library: Library) -> dict[str, list[tuple[Annotation, Source]]]:
    """For each outlet, the published claims that cite it, with the source."""
    found: dict[str, list[tuple[Annotation, Source]]] = defaultdict(list)
    for claim, source in cited(library):
        found[source.outlet].append((claim, source))
    return found


def changes(library: Library) -> list[tuple[Annotation, Change]]:
    """Every history entry of every claim that readers can see, newest first."""
    found = [
        (claim, change)
        for article in library.articles
        for claim in article.annotations
        if not claim.draft
        for change in claim.history
    ]
    return sorted(found, key=lambda entry: (str(entry[1].date), entry[0].id), reverse=True)
