"""Where sentences end, by sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from .scripts import ASCII_ENDS, CLOSING, OTHER_ENDS

_LONGEST = 4_000  # characters
_END = re.compile(rf"[{ASCII_ENDS}] |[{OTHER_ENDS}][{CLOSING}]*")
# Where sentencex misses an end, as in Khmer.
_MISSED = re.compile(rf"(?<=[{OTHER_ENDS}]\s)(?=\S)")

# Titles before a name, where sentencex ends a sentence.
_TITLES = {"fr": re.compile(r"\b(?:MM?|Mme|Mlle|Me|Mgr|Dr|Pr|Ste?)\.\s*\Z")}


def segments(language: str, text: str) -> Iterator[str]:
    """The sentences of a paragraph with the white space after them, by sentencex."""
    title, kept = _TITLES.get(language.partition("-")[0]), ""
    from sentencex import segment

    found = chain.from_iterable(segment(language, part) for part in _parts(text))
    for piece in chain.from_iterable(map(_MISSED.split, found)):
        kept += piece
        if not (title and title.search(kept)):
            yield kept
            kept = ""
    if kept:
        yield kept


def _parts(text: str) -> Iterator[str]:
    """A paragraph in parts that sentencex reads quickly: its time grows with the square of the length."""
    while len(text) > _LONGEST:
        ends = [match.end() for match in _END.finditer(text, 0, _LONGEST)]
        end = ends[-1] if ends else text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        yield text[:end]
        text = text[end:]
    yield text
