"""Names of hosts that readers would take for other ones, by the data of Unicode (UTS 39).

The scripts and confusable letters are those of `confusable-homoglyphs`. No package carries the status of identifiers
itself (`IdentifierStatus.txt`); what it restricts is derived here: scripts that are not recommended, and of the
recommended ones the letters outside living alphabets, such as phonetic signs and small capitals. What is not in
normal form, or no letter at all, IDNA has refused before.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from .tables import table_of

_LISTED = table_of(__file__)
_RECOMMENDED, _TOGETHER, _ALSO_LATIN = (
    frozenset(_LISTED[name].split()) for name in ("recommended", "together", "also_latin")
)
_LIVING = {script: re.compile(pattern) for script, pattern in _LISTED["living"].items()}


def label_fault(label: str, top: str) -> str:
    """Say why a label of a host's name would mislead.

    Args:
        label: the label in Unicode, lower-case.
        top: the host's last label, in Unicode.

    Returns:
        one sentence without a full stop, or "" if nothing is wrong.
    """
    letters = [c for c in unicodedata.normalize("NFD", label) if c.isalpha()]
    if strange := next((c for c in letters if _is_restricted(c)), None):
        return f"its host contains U+{ord(strange):04X}, a letter that Unicode advises against in names"
    scripts = _scripts(letters)
    if len(scripts) > 1 and not scripts <= _TOGETHER:
        return f"its host mixes the letters of two scripts ({', '.join(sorted(scripts)).title()})"
    like_latin = scripts and "LATIN" not in scripts and all(map(_looks_latin, letters))
    if like_latin and _scripts(top) == {"LATIN"}:
        return "its host is spelled with letters that look like Latin ones"
    return ""


@cache
def tables() -> dict[str, Any]:
    """What `label_fault` goes by, for those who have not got Unicode's data.

    Returns:
        `letters`: the ranges of code points of the letters that names may have, by script, `COMMON` for those of none;
        `signs`: of other characters; `together`: the scripts that may stand side by side; `twins`: letters of other
        scripts that look like Latin ones.
    """
    letters: dict[str, list[tuple[int, int]]] = {}
    signs: list[tuple[int, int]] = []
    for first, last, script, is_letter in _valid():
        if script in _LIVING and is_letter:
            living = (p for p in range(first, last + 1) if _LIVING[script].match(chr(p)))
            letters.setdefault(script, []).extend((point, point) for point in living)
        elif is_letter and script in _RECOMMENDED:
            letters.setdefault(script, []).append((first, last))
        elif not is_letter:
            signs.append((first, last))
    letters["HANGUL"].append((0x1100, 0x11FF))  # what a syllable is made of, once it is decomposed
    return {
        "letters": {script: _joined(ranges) for script, ranges in letters.items()},
        "signs": _joined(signs),
        "together": sorted(_TOGETHER),
        "twins": "".join(_twins(letters)),
    }


def _twins(letters: dict[str, list[tuple[int, int]]]) -> Iterator[str]:
    """Of the letters of other scripts those that look like Latin ones."""
    from confusable_homoglyphs import confusables

    others = sorted(r for script, ranges in letters.items() if script != "LATIN" for r in ranges)
    ends = [high for _, high in others]
    for letter in sorted({*confusables.confusables_data, *_ALSO_LATIN}):
        if len(letter) == 1 and _looks_latin(letter):
            at = bisect_left(ends, ord(letter))
            if at < len(others) and others[at][0] <= ord(letter):
                yield letter


def _valid() -> Iterator[tuple[int, int, str, bool]]:
    """The ranges of code points that names may have (IDNA 2008), with their script, and whether they are letters."""
    from confusable_homoglyphs.categories import categories_data as data
    from idna.idnadata import codepoint_classes

    valid = codepoint_classes["PVALID"]
    allowed = sorted((entry >> 32, (entry & 0xFFFFFFFF) - 1) for entry in valid)
    ends = [high for _, high in allowed]
    for first, last, alias, category in data["code_points_ranges"]:
        script = data["iso_15924_aliases"][alias]
        for at in range(bisect_left(ends, first), len(allowed)):
            low, high = allowed[at]
            if low > last:
                break
            yield max(low, first), min(high, last), script, data["categories"][category][0] == "L"


def _joined(ranges: list[tuple[int, int]]) -> list[list[int]]:
    joined: list[list[int]] = []
    for first, last in sorted(ranges):
        if joined and joined[-1][1] + 1 == first:
            joined[-1][1] = last
        else:
            joined.append([first, last])
    return joined


def _is_restricted(letter: str) -> bool:
    script = _script(letter)
    living = _LIVING.get(script)
    return script not in _RECOMMENDED or bool(living and not living.match(letter))


def _scripts(letters: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_script, letters)) - {"COMMON", "INHERITED"}


def _script(letter: str) -> str:
    from confusable_homoglyphs import categories

    return str(categories.alias(letter))


def _looks_latin(letter: str) -> bool:
    return letter in _ALSO_LATIN or any(t.isascii() and t.isalpha() for t in _alike(letter))


def _alike(letter: str) -> list[str]:
    """The single letters that one is confused with."""
    from confusable_homoglyphs import confusables

    twins = (twin["c"] for twin in confusables.confusables_data.get(letter, ()))
    return [twin for twin in twins if len(twin) == 1]


def skeleton(word: str) -> str:
    """A word with one letter for all that look alike; words that readers would take for each other have the same."""
    return word if word.isascii() else "".join(map(_prototype, word))


@cache
def _prototype(letter: str) -> str:
    """A letter of ASCII that one looks like, or else the first that does."""
    return letter if letter.isascii() else min([letter, *_alike(letter)])
