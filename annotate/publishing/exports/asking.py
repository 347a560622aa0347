"""How readers ask: the words a search leaves out, those that ask for a day or a number, and what else things are called.

A claim's page carries, for the index alone, what its own words do not say: its verdict and reasons, other words for
its words, and whether it tells a day or a number (`index_words`). The rest is written out for the scripts (`script`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from ...model import AnnotatedArticle, Annotation
from ...model.vocabulary import Verdict
from ...text.dates import MONTHS
from ...text.tables import table_of
from ..indexing import index_language, parts_of

PATH = "assets/annotate/asking.js"
# The lists of words; contributors add to them.
_WORDS = table_of(__file__)

# What stands in the index for "this claim tells a day" and "a number": no word of any language; for other words, nothing.
_STANDS_FOR = {"day": "asksforday", "number": "asksfornumber", "every": ""}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Digits that count nothing: days, years, and those of a name, such as Airbase 101.
_NO_NUMBER = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|{_YEAR.pattern}|\b[A-Z]\w+ \d+\b(?!,\d)"
)
_QUANTITY = re.compile(r"\d|\b(?:hundred|thousand|million|billion)")


def index_words(claim: Annotation) -> str:
    """The words by which a claim is found besides those that its page shows.

    Args:
        claim: a published claim.

    Returns:
        words, with a space between them.
    """
    said = f"{claim.claim} {claim.quote.exact} {claim.summary}".lower()
    words = set(re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)?", said))
    alike = _alike()
    same = set().union(*(alike[word] for word in words & alike.keys())) - words
    called = _WORDS["called"][claim.verdict.id]
    named = [claim.verdict.label, called, *(r.label for r in claim.reasons)]
    return " ".join([*named, *_tells(claim.claim), *sorted(same)])


@cache
def _alike() -> dict[str, set[str]]:
    """The words that mean the same in the news, by each of them."""
    alike: dict[str, set[str]] = {}
    for group in map(str.split, _WORDS["news"]["same"].split(";")):
        for word in group:
            alike.setdefault(word, set()).update(group)
    return alike


def _tells(text: str) -> Iterator[str]:
    if _YEAR.search(text):
        yield _STANDS_FOR["day"]
    if _QUANTITY.search(_NO_NUMBER.sub("", text)):
        yield _STANDS_FOR["number"]


def script(articles: Iterable[AnnotatedArticle]) -> str:
    """What the search goes by, as a module for scripts; the pages' own language is English."""
    articles = list(articles)
    languages = [article.page.language for article in articles]
    spoken = {"en"} | {tag.partition("-")[0] for tag in languages}
    asks: dict[str, str] = {}
    for language in sorted(_WORDS["questions"].keys() & spoken):
        for kind, words in _WORDS["questions"][language].items():
            asks |= dict.fromkeys(words.split(), _STANDS_FOR[kind])
    called = {verdict.label: _WORDS["called"][verdict.id].split() for verdict in Verdict}
    counts = Counter(chain.from_iterable(map(terms, chain(*(a.published for a in articles)))))
    named = [[*name, n, called.get(name[1], [])] for name, n in sorted(counts.items())]
    return (
        f"export const LANGUAGE = {_js(index_language(languages))};\n"
        f"export const INDEXES = {1 + len(parts_of(articles))};\n"
        f"export const FACETS = new Map({_js(list(_WORDS['facets'].items()))});\n"
        f"export const ASKS = new Map({_js(list(asks.items()))});\n"
        f"export const NAMED = {_js(named)};\n"
    )


def terms(claim: Annotation) -> Iterator[tuple[str, str]]:
    """The terms of the vocabularies that a claim has, each with its facet before it."""
    yield "verdict", claim.verdict.label
    yield "source_type", claim.source_type.label
    yield from (("reason", reason.label) for reason in claim.reasons)


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
