"""Makes revision pairs for `propose`: seeded edits of texts, with the place that each quote has become."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^\n]*?[.!?][\"”’)]?(?=\s|$)|[^\n]+")
_OTHER_WORDS = [
    "significant",
    "employ",
    "demonstrates",
    "large",
    "stated",
    "assist",
    "additionally",
    "numerous",
    "create",
    "fresh",
    "require",
    "manner",
]
_CONTEXT = 32
_SHORTEST, _LONGEST = 40, 350


@dataclass(frozen=True, slots=True)
class Revision:
    """A revised text, the quote with its old context, and the place it has now; None when it is gone."""

    kind: str
    text: str
    exact: str
    prefix: str
    suffix: str
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Old:
    """A text and the place of a quote, within the place of its sentence."""

    text: str
    sentence: tuple[int, int]
    quote: tuple[int, int]

    def replaced(self, new: str) -> tuple[str, tuple[int, int]]:
        """The text with other words for the quote, and their place."""
        start, end = self.quote
        return self.text[:start] + new + self.text[end:], (start, start + len(new))


_Edited = tuple[str, tuple[int, int] | None]


def revisions(texts: list[str], count: int, seed: int) -> Iterator[Revision]:
    """Draw revisions, the kinds of edits in turn; texts too short for one are passed over."""
    draw = random.Random(seed)
    kinds = list(EDITS.items())
    made = 0
    while made < count:
        old = _draw_quote(draw, draw.choice(texts))
        kind, edit = kinds[made % len(kinds)]
        edited = edit(draw, old) if old else None
        if not old or not edited:
            continue
        made += 1
        start, end = old.quote
        yield Revision(
            kind,
            edited[0],
            old.text[start:end],
            old.text[max(0, start - _CONTEXT) : start],
            old.text[end : end + _CONTEXT],
            edited[1],
        )


def generated_text(draw: random.Random) -> str:
    """A text of made-up words, with sentences and paragraphs, numbers and names."""
    syllables = [
        "ba",
        "ce",
        "di",
        "fo",
        "gu",
        "ka",
        "le",
        "mi",
        "no",
        "pu",
        "ra",
        "se",
        "ti",
        "vo",
        "wu",
        "zan",
        "mer",
        "tol",
    ]
    lexicon = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(400)]
    common = ["the", "of", "and", "to", "in", "a", "that", "was", "is", "on"]

    def sentence() -> str:
        words = [
            draw.choice(common if draw.random() < 0.4 else lexicon)
            for _ in range(draw.randint(8, 28))
        ]
        if draw.random() < 0.3:
            words[draw.randrange(1, len(words))] = str(draw.randint(2, 2030))
        return " ".join(words).capitalize() + "."

    return "\n\n".join(" ".join(sentence() for _ in range(draw.randint(1, 5))) for _ in range(16))


def _draw_quote(draw: random.Random, text: str) -> _Old | None:
    """A whole sentence, or in one case of three a part of it."""
    found = [m for m in _SENTENCE.finditer(text) if _SHORTEST < len(m.group().strip()) < _LONGEST]
    if len(found) < 3:
        return None
    match = draw.choice(found)
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    sentence = quote = (start, match.end())
    words = list(re.finditer(r"\w[\w'’-]*", text[slice(*sentence)]))
    if draw.random() < 1 / 3 and len(words) > 10:
        first = draw.randrange(len(words) - 8)
        last = words[draw.randrange(first + 5, min(first + 16, len(words)))]
        quote = (start + words[first].start(), start + last.end())
    unique = text.count(text[slice(*quote)]) == 1
    return _Old(text, sentence, quote) if unique and len(words) > 6 else None


def _change_words(draw: random.Random, words: str, count: int, change: Callable[[str], str]) -> str:
    found = list(re.finditer(r"[A-Za-z]{4,}", words))
    for match in sorted(
        draw.sample(found, min(count, len(found))), key=re.Match.start, reverse=True
    ):
        words = words[: match.start()] + change(match.group()) + words[match.end() :]
    return words


def _quote(old: _Old) -> str:
    return old.text[slice(*old.quote)]


def _misspelt(draw: random.Random, old: _Old) -> _Edited:
    def swap(word: str) -> str:
        at = draw.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return old.replaced(_change_words(draw, _quote(old), 2, swap))


def _reworded(draw: random.Random, old: _Old) -> _Edited:
    count = max(1, len(_quote(old).split()) // 6)
    return old.replaced(
        _change_words(draw, _quote(old), count, lambda _: draw.choice(_OTHER_WORDS))
    )


def _other_number(draw: random.Random, old: _Old) -> _Edited | None:
    words = _quote(old)
    other = re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), words)
    return old.replaced(other) if other != words else None


def _words_put_in(draw: random.Random, old: _Old) -> _Edited:
    words = _quote(old).split(" ")
    at = draw.randrange(1, len(words))
    return old.replaced(" ".join([*words[:at], *draw.sample(_OTHER_WORDS, 3), *words[at:]]))


def _words_left_out(draw: random.Random, old: _Old) -> _Edited:
    words = _quote(old).split(" ")
    size = max(1, len(words) // 4)
    at = draw.randrange(1, max(2, len(words) - size))
    return old.replaced(" ".join(words[:at] + words[at + size :]))


def _start_reworded(draw: random.Random, old: _Old) -> _Edited:
    words = _quote(old).split(" ")
    size = len(words) // 4
    return old.replaced(" ".join([*draw.choices(_OTHER_WORDS, k=size + 1), *words[size:]]))


def _end_reworded(draw: random.Random, old: _Old) -> _Edited:
    words = _quote(old).split(" ")
    size = len(words) // 4
    sign = re.findall(r"\W*$", words[-1])[0]
    return old.replaced(
        " ".join(words[: len(words) - size] + draw.choices(_OTHER_WORDS, k=size)) + sign
    )


def _gone(draw: random.Random, old: _Old) -> _Edited:
    start, end = old.sentence
    return old.text[:start] + old.text[end:].lstrip(" "), None


def _paragraph_gone(draw: random.Random, old: _Old) -> _Edited:
    start = (
        old.text.rfind("\n\n", 0, old.sentence[0]) + 2
        if "\n\n" in old.text[: old.sentence[0]]
        else 0
    )
    end = old.text.find("\n\n", old.sentence[1])
    return old.text[:start] + (old.text[end + 2 :] if end >= 0 else ""), None


def _moved(draw: random.Random, old: _Old) -> _Edited | None:
    start, end = old.sentence
    rest = old.text[:start] + old.text[end:]
    targets = [m.end() for m in _SENTENCE.finditer(rest) if abs(m.end() - start) > 300]
    if not targets:
        return None
    at = draw.choice(targets)
    new = at + 1 + old.quote[0] - start
    return f"{rest[:at]} {old.text[start:end]}{rest[at:]}", (new, new + len(_quote(old)))


def _moved_and_reworded(draw: random.Random, old: _Old) -> _Edited | None:
    moved = _moved(draw, old)
    if not moved or not moved[1]:
        return None
    there = _Old(moved[0], moved[1], moved[1])
    return there.replaced(
        _change_words(draw, _quote(there), 1, lambda _: draw.choice(_OTHER_WORDS))
    )


def _split(draw: random.Random, old: _Old) -> _Edited | None:
    start, end = old.quote
    spaces = [m.start() for m in re.finditer(" ", old.text[start:end])]
    if len(spaces) < 6:
        return None
    at = start + draw.choice(spaces[2:-2])
    return old.text[:at] + ".\n\n" + old.text[at + 1 :], (start, end + 2)


def _merged(draw: random.Random, old: _Old) -> _Edited:
    before = old.text[: old.quote[0]].count("\n\n")
    text, (start, end) = _Old(
        old.text.replace("\n\n", " "),
        old.sentence,
        (old.quote[0] - before, old.quote[1] - before),
    ).replaced(_change_words(draw, _quote(old), 1, lambda _: draw.choice(_OTHER_WORDS)))
    return text, (start, end)


def _look_alike_left(draw: random.Random, old: _Old) -> _Edited | None:
    """The sentence is gone; one with half its words stands elsewhere."""
    words = old.text[slice(*old.sentence)]
    twin = _change_words(draw, words, len(words.split()) // 2, lambda _: draw.choice(_OTHER_WORDS))
    return _replaced_elsewhere(draw, old, twin)


def _near_copy_left(draw: random.Random, old: _Old) -> _Edited | None:
    """The sentence is gone; one that differs in its figures alone stands elsewhere, where a part would have its neighbors."""
    other = _other_number(draw, old) if old.quote == old.sentence else None
    return other and _replaced_elsewhere(draw, old, other[0][slice(*old.sentence)])


def _replaced_elsewhere(draw: random.Random, old: _Old, twin: str) -> _Edited | None:
    text, _ = _gone(draw, old)
    targets = [m.end() for m in _SENTENCE.finditer(text) if abs(m.end() - old.sentence[0]) > 300]
    if not targets:
        return None
    at = draw.choice(targets)
    return f"{text[:at]} {twin}{text[at:]}", None


EDITS: dict[str, Callable[[random.Random, _Old], _Edited | None]] = {
    "misspelt": _misspelt,
    "reworded": _reworded,
    "other number": _other_number,
    "words put in": _words_put_in,
    "words left out": _words_left_out,
    "start reworded": _start_reworded,
    "end reworded": _end_reworded,
    "gone": _gone,
    "paragraph gone": _paragraph_gone,
    "moved": _moved,
    "moved, reworded": _moved_and_reworded,
    "split": _split,
    "merged": _merged,
    "look-alike left": _look_alike_left,
    "near copy left": _near_copy_left,
}
