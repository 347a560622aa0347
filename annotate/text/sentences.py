"""Where sentences end, by sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

_LONGEST = 4_000  # characters

# Titles before a name, where sentencex ends a sentence.
_TITLES = {"fr": re.compile(r"\b(?:MM?|Mme|Mlle|Me|Mgr|Dr|Pr|Ste?)\.\s*\Z")}


def segments(language: str, text: str) -> Iterator[str]:
    """The sentences of a paragraph with the white space after them, by sentencex."""
    title, kept = _TITLES.get(language.partition("-")[0]), ""
    from sentencex import segment

    for piece in chain.from_iterable(segment(language, part) for part in _parts(text)):
        kept += piece
        if not (title and title.search(kept)):
            yield kept
            kept = ""
    if kept:
        yield kept


def _parts(text: str) -> Iterator[str]:
    """A paragraph in parts that sentencex reads quickly: its time grows with the square of the length."""
    while len(text) > _LONGEST:
        end = text.rfind(". ", 0, _LONGEST) + 2
        end = end if end > 1 else text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        yield text[:end]
        text = text[end:]
    yield text
