"""Makes altered quotes with the label that each should have: seeded, from the marked texts of `tests/cases/risks/`.

In those texts `{words|other words|label}` is an alteration that may be made, `{words|label}` one that takes words away. Others are
made here, of any sentence: other digits, exchanged words, quotation marks, look-alike letters, accents, misspelt words.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conftest import ROOT

FOLDER = ROOT / "tests/cases/risks"
HARMLESS = "harmless"
_MARK = re.compile(r"\{([^|}]*)\|(?:([^|}]*)\|)?([^|}]*)\}")
_SENTENCE = re.compile(r"\S.*?[.!?。](?=[ \n]|$|(?<=。))", re.MULTILINE)
_TWINS = str.maketrans("aceopxyiАВЕКМНОРСТХаеорсухі", "асеорхуіABEKMHOPCTXaeopcyxi")
_CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Altered:
    """A text in which one sentence was altered: the sentence as it was and is, its context, and the label."""

    text: str
    exact: str
    prefix: str
    suffix: str
    now: str
    label: str


def marked(language: str) -> Iterator[Altered]:
    """Each marked alteration of a language's text, made in turn."""
    source = (FOLDER / f"{language}.txt").read_text("utf-8").strip()
    text = _MARK.sub(r"\1", source)
    for mark in _MARK.finditer(source):
        at = len(_MARK.sub(r"\1", source[: mark.start()]))
        old, new, label = mark[1], mark[2] or "", mark[3]
        start, end = next(place for place in sentences(text) if place[0] <= at < place[1])
        now = text[start:at] + new + text[at + len(old) : end]
        yield _altered(text, (start, end), now, label)


def drawn(text: str, labels: dict[str, int], seed: int) -> Iterator[Altered]:
    """Alterations of sentences of a text: so many of each label."""
    draw = random.Random(seed)
    for label, count in labels.items():
        made, tried = 0, 0
        while made < count and (tried := tried + 1) < 50 * count:
            place = draw.choice(sentences(text))
            now = ALTERATIONS[label](draw, text[slice(*place)])
            if now and now != text[slice(*place)]:
                made += 1
                yield _altered(text, place, now, label)


def plain(language: str) -> str:
    """A marked text as it is without its alterations."""
    return _MARK.sub(r"\1", (FOLDER / f"{language}.txt").read_text("utf-8")).strip()


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def _altered(text: str, place: tuple[int, int], now: str, label: str) -> Altered:
    start, end = place
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return Altered(text[:start] + now + text[end:], text[start:end], before, after, now, label)


def _other_digits(draw: random.Random, words: str) -> str | None:
    found = list(re.finditer(r"\d+", words))
    if not found:
        return None
    match = draw.choice(found)
    other = re.sub(r"\d", lambda digit: str((int(digit[0]) + 4) % 9 + 1), match[0])
    return words[: match.start()] + other + words[match.end() :]


def _exchanged(draw: random.Random, words: str) -> str | None:
    """Two words exchanged: of two names, or else of two other long words."""
    found = [m for m in re.finditer(r"[^\W\d_]{4,}", words) if m.start()]
    names = [m for m in found if m[0][0].isupper()]
    small = [m for m in found if not m[0][0].isupper()]
    pool = names if len({m[0] for m in names}) > 1 and draw.random() < 0.5 else small
    if re.search(r"[\u4e00-\u9fff]", words):
        pool = list(re.finditer(r"[\u4e00-\u9fff]{2}", words))
    if len({m[0] for m in pool}) < 2:
        return None
    one, two = sorted(draw.sample(pool, 2), key=re.Match.start)
    return (
        words[: one.start()] + two[0] + words[one.end() : two.start()] + one[0] + words[two.end() :]
    )


def _unquoted(draw: random.Random, words: str) -> str | None:
    """The quotation marks lost, or where there are none, some words put into them."""
    without = re.sub(r"« | »|[“”„\"«»「」]", "", words)
    if without != words:
        return without
    found = words.split(" ")
    if len(found) < 8:
        return None
    at = draw.randrange(1, len(found) - 5)
    return " ".join([*found[:at], f"“{' '.join(found[at : at + 3])}”", *found[at + 3 :]])


def _in_a_word(draw: random.Random, words: str, change: Callable[[str], str]) -> str | None:
    """One character of a long word that stands in small letters, changed; None where none of them can be."""
    found = [
        at
        for match in re.finditer(r"(?<!\w)[^\W\d_]{5,}(?!\w)", words)
        for at in range(match.start(), match.end())
        if match[0].islower() and change(words[at]) != words[at]
    ]
    if not found:
        return None
    at = draw.choice(found)
    return words[:at] + change(words[at]) + words[at + 1 :]


def _look_alike(draw: random.Random, words: str) -> str | None:
    return _in_a_word(draw, words, lambda letter: letter.translate(_TWINS))


def _accent(draw: random.Random, words: str) -> str | None:
    """An accent lost, or one that a vowel should not have."""
    bare = lambda letter: unicodedata.normalize("NFD", letter)[0]  # noqa: E731
    return _in_a_word(draw, words, bare) or _in_a_word(
        draw, words, lambda c: unicodedata.normalize("NFC", c + "\u0301") if c in "aeiou" else c
    )


def _misspelt(draw: random.Random, words: str) -> str | None:
    """Two letters of a long word exchanged, or a comma lost."""
    if ", " in words and draw.random() < 0.3:
        return words.replace(", ", " ", 1)
    found = list(re.finditer(r"(?<!\w)[a-z]{7,}(?!\w)", words))
    if not found:
        return None
    match = draw.choice(found)
    at = match.start() + draw.randrange(1, len(match[0]) - 3)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


ALTERATIONS: dict[str, Callable[[random.Random, str], str | None]] = {
    "number": _other_digits,
    "order": _exchanged,
    "quotation mark": _unquoted,
    "look-alike letter": _look_alike,
    "accent": _accent,
    HARMLESS: _misspelt,
}
