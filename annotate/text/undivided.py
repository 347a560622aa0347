"""What is never divided although no letters stand together: figures with their signs, elisions, negated words.

Patterns, so that the browser's form goes by the same ones (`publishing/exports/book.py`): in both languages of regular
expressions they say the same, once `L` and `N` in angle brackets are replaced by letters and digits.
Words, signs and patterns are listed in `undivided.toml`.
"""

from __future__ import annotations

from functools import cache

from .tables import table_of

# Lists of words that may be written in any case.
_ANY_CASE = ("prefixes", "distances", "bracketed", "suffixes", "counts", "units")


def _any_case(lists: dict[str, str]) -> str:
    """One of the listed words, however it is written: patterns are told no flags."""
    words = set(" ".join(lists.values()).split())
    longest_first = sorted(words, key=lambda word: (len(word), word), reverse=True)
    return f"(?:{'|'.join(''.join(map(_either_case, word)) for word in longest_first)})"


def _either_case(char: str) -> str:
    upper = char.upper()
    return f"[{char}{upper}]" if len(upper) == 1 and upper != char else char


def _either(lists: dict[str, str]) -> str:
    return f"(?:{'|'.join(' '.join(lists.values()).split())})"


@cache
def patterns() -> dict[str, tuple[str, ...]]:
    """Patterns of what is not divided.

    Returns:
        `whole`: of what says something else when it is divided; `with_unit`: of a figure and its
        unit, for the figure alone is there, but says less.
    """
    lists = table_of(__file__)
    parts = {name: _any_case(lists[name]) for name in _ANY_CASE}
    parts |= {name: _either(lists[name]) for name in ("elided", "negations")}
    parts["negated_ends"] = "|".join(lists["negated_ends"].values())
    for name, sign in lists["signs"].items():
        parts[name] = sign.format(**parts)
    told = lists["patterns"].items()
    return {kind: tuple(pattern.format(**parts) for pattern in listed) for kind, listed in told}


@cache
def distances() -> frozenset[str]:
    """The words that take a distance from the next one, in small letters with a plain hyphen; of two the last."""
    listed = " ".join(table_of(__file__)["distances"].values())
    return frozenset(listed.replace("[-‐‑]", "-").replace(".", " ").split())
