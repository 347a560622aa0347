"""Cases of the rules that two languages follow, and the rules as `annotate check` has them.

Each file of `tests/cases/rules/` is a rule, and a list of pairs: what is given, and what the rule says of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import ROOT
from repository import claim, repository

from annotate.anchoring import AnchorError, QuoteAmbiguous, TextQuoteSelector, anchor
from annotate.checking.check import check
from annotate.editing.drafting import file_name
from annotate.model import Location
from annotate.model.cache import Cache
from annotate.reading.claim_files import read_annotation
from annotate.reading.frontmatter import forbidden
from annotate.reading.settings import Settings
from annotate.text import addresses, edges, scripts

CASES: dict[str, list[tuple[Any, Any]]] = {
    file.stem: json.loads(file.read_text("utf-8"))
    for file in sorted((ROOT / "tests/cases/rules").glob("*.json"))
}
OUTLETS = """outlets:
  - name: The Example
    domains: example.org example.net
  - name: Its Archive
    domains: archive.example.org
"""
SOURCE = {
    "url": "https://www.example.org/budget",
    "outlet": "The Example",
    "type": "news",
    "stance": "supports",
    "says": "The budget has the figure.",
}
FIELDS = {
    "claim": "Repairs of the bridge will cost about 3.2 million dollars.",
    "source_type": "named-official",
    "verdict": "supported",
    "summary": "The city's budget gives the same figure.",
    "context": "The city counts vehicles with a sensor under the road.",
}
QUOTE = "about $3.2 million"


class Judge:
    """`annotate check` on a repository whose one claim is written anew for each judgment."""

    def __init__(self, folder: Path) -> None:
        self.root = repository(folder, {})
        (self.root / "docs/outlets.yml").write_text(OUTLETS, encoding="utf-8")
        self.cache = Cache()

    def codes(self, text: str) -> set[str]:
        """The errors of a claim file with this text."""
        path = "docs/articles/bridge/claims/one.md"
        (self.root / path).write_bytes(text.encode("utf-8"))
        problems = check(self.root, settings=Settings(), cache=self.cache).problems
        return {p.code for p in problems if p.is_error}


def reads(**fields: str) -> bool:
    """Whether a claim file with these fields can be read."""
    return read_annotation(claim(**fields), "x.md", "bridge", "x")[0] is not None


def one_line(text: str) -> str:
    read, problems = read_annotation(claim(claim=json.dumps(text)), "x.md", "bridge", "x")
    assert read, problems
    return read.claim


def places(given: tuple[str, str]) -> int:
    text, quote = given
    try:
        anchor(text, TextQuoteSelector(quote))
    except QuoteAmbiguous as error:
        return len(error.candidates)
    except AnchorError:
        return 0
    return 1


def whole(given: tuple[str, str, str, str]) -> str:
    """The whole words of a quote; what else is given is how severe the cut is, and the language."""
    text, quote = given[:2]
    start = text.index(quote)
    return text[slice(*edges.whole_words(text, start, start + len(quote)))]


def written(fields: dict[str, str], sources: list[dict[str, str]]) -> str:
    """A claim file with these values, in plain YAML."""
    front = {"quote": QUOTE, **fields, "sources": sources, "checked": "2026-11-24"}
    context = front.pop("context")
    lines = "\n".join(f"{key}: {json.dumps(value)}" for key, value in front.items())
    return f"---\n{lines}\n---\n{context}\n"


def rules(judge: Judge) -> dict[str, Any]:
    """The rules by the names of their cases."""
    source = "\n  - {{url: 'https://example.org/', outlet: The Example, type: dataset, stance: supports, says: Yes, date: '{}'}}"
    return {
        "address": lambda url: not addresses.fault(url),
        "context": lambda text: reads(context=text),
        "date": lambda day: reads(sources=source.format(day)),
        "edges": whole,
        "evidence": lambda given: not judge.codes(written(FIELDS | given[0], given[1])),
        "file-name": lambda words: file_name(words, set()),
        "one-line": one_line,
        "places": places,
        "quotable": lambda quote: (
            forbidden(quote, lambda _: Location("")) is None and reads(quote=quote)
        ),
        "visible-text": lambda text: forbidden(text, lambda _: Location("")) is None,
        "words": lambda text: len(scripts.words(text)),
    }
