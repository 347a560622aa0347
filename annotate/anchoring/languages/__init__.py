"""The lists of words whose change turns or rescales what a sentence says: one file for each language.

A file has a text for each of `RISKS`, of entries with commas between; a sign of equality stands between forms that say
the same. `*` at an end of a form stands for any letters, a capital letter is one in the text too, `#` begins a form that
says so behind a figure alone, as it is written, and digits make a numeral the same as the figure.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ...text.scripts import UNSPACED
from ..folding import fold_characters

FOLDER = Path(__file__).parent
_LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))
RISKS = ("date", "number", "negation", "unit", "modal")
_OTHERS = ("denials", "backs", "labels", "contracted")

# What joins the letter before it: accents, vowel signs, tones.
MARKS = "".join(c for c in map(chr, range(0x300, 0x1B00)) if unicodedata.category(c)[0] == "M")
LETTER = rf"[\w{MARKS}]"

_TELLING = 2_000  # characters
_TELLING_SHARE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """A language's lists: of each risk the forms, longest first, each with its letters and with what it says.

    `common` are words that are no names. Of `others`, `denials` are forms of a heading or sentence that takes back what another one
    says, where behind one a form with `!` introduces that it is its own, `backs` of a sentence about one before it, `labels` of
    a headline that says what the article's words are, and `contracted` what says the same in one word.
    """

    forms: dict[str, list[tuple[str, str, str]]]
    common: frozenset[str]
    others: dict[str, list[tuple[str, str, str]]]

    def spelled(self, text: str) -> str:
        """A text with figures for numbers in words, and without contractions."""
        for form, letters, meaning in self.others["contracted"] + self.forms["number"]:
            if letters in text.lower() and (" " in meaning or meaning.isdigit()):
                text = _pattern(form).sub(meaning, text)
        return text

    def told(self, text: str) -> tuple[dict[str, list[str]], str]:
        """What a text has of each list, forms that say the same alike, and the text without any of it."""
        told: dict[str, list[str]] = {risk: [] for risk in self.forms}
        small, without = text.lower(), text
        words = set(re.findall(r"[^\W\d_]+", small))
        behind_figures = " ".join(re.findall(r"\d ?([^\s\d]+)", text))
        units = (form for form, letters, _ in self.forms["unit"] if letters in small)
        phrases = "|".join(_pattern(form).pattern for form in units if " " in form)
        for risk, forms in self.forms.items():
            # Cent is no figure in "pour cent".
            rest = re.sub(phrases, " ", text) if phrases and risk == "number" else text
            for form, letters, meaning in forms:
                is_there = letters in (words if form.isascii() and form.isalpha() else small)
                if is_there and (form[0] != "#" or form[1:] in behind_figures):
                    rest, count = _pattern(form).subn(" ", rest)
                    without = _pattern(form).sub(" ", without) if count else without
                    told[risk] += [meaning] * count
            if risk == "date":
                text = rest  # May is no modal
        return told, without


@cache
def lists(language: str) -> Lists | None:
    """The lists of a language (BCP 47); None where nobody has written them yet."""
    file = FOLDER / f"{language.partition('-')[0].lower()}.toml"
    if not file.is_file():
        return None
    texts = tomllib.loads(fold_characters(file.read_text("utf-8")))
    common = frozenset(word.strip() for word in texts["common"].split(","))
    others = {name: _forms(texts.get(name, "")) for name in _OTHERS}
    return Lists({risk: _forms(texts[risk]) for risk in RISKS}, common, others)


def denies(text: str, language: str) -> bool:
    """Whether a text takes back what stands beside it; where nobody has written the lists, nothing does."""
    return not max(_found(text, language, "denials"), default=(0, "!"))[1].startswith("!")


def has(text: str, language: str, name: str) -> bool:
    """Whether a text has a form of the list of this name."""
    return any(_found(text, language, name))


def _found(text: str, language: str, name: str) -> Iterator[tuple[int, str]]:
    listed = lists(language)
    for form, _, _ in listed.others[name] if listed else ():
        if found := _pattern(form).search(text):
            yield found.start(), form


@lru_cache(maxsize=16)
def told(text: str) -> str:
    """The language of a text as far as there are lists for it: by the share of its common words; "" for any other."""
    # Shorter ones are shared by many languages: la, de and en are Spanish and Catalan too.
    words = re.findall(r"[^\W\d_]{3,}", text[:_TELLING].lower())
    shares = {
        language: sum(map(found.common.__contains__, words)) / len(words)
        for language in _LANGUAGES
        if words and (found := lists(language))
    }
    best = max(shares, key=shares.__getitem__, default="")
    return best if best and shares[best] >= _TELLING_SHARE else ""


def _forms(listed: str) -> list[tuple[str, str, str]]:
    """The forms of a list, see `Lists`; digits and signs are told without one."""
    entries = ([form.strip() for form in entry.split("=")] for entry in listed.split(","))
    told = ((form, entry[0]) for entry in entries for form in entry)
    in_words = ((form, meaning) for form, meaning in told if any(map(str.isalpha, form)))
    found = [(form, form.strip("*#!").lower(), meaning) for form, meaning in in_words]
    return sorted(found, key=lambda form: len(form[0]), reverse=True)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """A pattern for a form: whole words, where words have spaces between them."""
    words = form.strip("*#!")
    left = rf"(?<!(?!\d){LETTER})" if _is_letter(form[0]) else ""  # a unit may touch its figure
    left = r"(?<=\d) ?(?!\w')" if form[0] == "#" else left
    right = f"{LETTER}*" if form.endswith("*") else f"(?!{LETTER})" if _is_letter(form[-1]) else ""
    is_exact = form[0] == "#" or words != words.lower()
    body = re.escape(words) if is_exact else f"(?i:{re.escape(words)})"
    return re.compile(left + body + right)


def _is_letter(sign: str) -> bool:
    return bool(re.fullmatch(f"(?![{UNSPACED}]){LETTER}", sign))
