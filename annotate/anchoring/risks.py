"""Names the ways in which the words of a proposal may say something else than the quote did.

A warning for the person who decides, never a reason to accept. Figures, names, signs of units, order, quotation marks,
accents and look-alike letters are told in every language; of words only those that `languages` lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ..text.lookalikes import skeleton
from ..text.scripts import ASCII_ENDS, OTHER_ENDS, UNSPACED
from .languages import LETTER, MARKS, RISKS, Lists, lists

_WORD = rf"[{UNSPACED}][{MARKS}]*|(?:(?![{UNSPACED}]){LETTER})+"
# No apostrophe: neither before a decade nor behind an s.
_QUOTATION = r"[\"«»‹›「」『』《》〈〉＂]|(?<!\w)'(?=[^\W\d])|(?<=[^\Ws]|[.,!?])'(?!\w)"
_TOKEN = re.compile(rf"({_QUOTATION})|\d+(?:[.,]\d+)+|{_WORD}")
_DIGIT = r"[\d²³¹¼-¾⁰-⁹⅐-⅞]"
_SIGN = r"(?<![^\s(\[\"'])[-+＋]|[±∓~≈∼≠<>≤≥≲≳≪≫＜＞]"
_FIGURE = re.compile(rf"(?:({_SIGN}) ?[$€£¥]? ?(?={_DIGIT}))?({_DIGIT}+(?:[.,]\d+)*)")
_GROUPED = r"(?<![\d.,])([1-9]\d{{0,2}}(?:{0}\d{{3}})+)(?![.,]?\d)"
_MARK = '"'
_SHORT = 2  # letters
_UNSPACED = re.compile(f"[{UNSPACED}]")
_NAME = re.compile(rf"[^\W\d_{UNSPACED}]+")
_OPENING = re.compile(rf"(?:^|[{ASCII_ENDS}]\s|[{OTHER_ENDS}]|\n)\W*")


def risks(quote: str, proposed: str, words: Lists | None) -> tuple[str, ...]:
    """Compare the words of a proposal with those of the quote.

    Args:
        quote, proposed: folded texts.
        words: the lists of their language, if there are any.

    Returns:
        those of "date", "number", "negation", "unit", "modal", "name", "question mark", "accent", "look-alike letter",
        "order" and "quotation mark" in which they differ, in this order.
    """
    proposed, letters = _in_letters_of(quote, proposed)
    ours, theirs = _told(quote, words), _told(proposed, words)
    changed = [risk for risk in ours if Counter(ours[risk]) != Counter(theirs[risk])]
    quote, proposed = (words.spelled(text) if words else text for text in (quote, proposed))
    return (*changed, *letters, *_moved(quote, proposed, words.common if words else frozenset()))


def changed_facts(quote: str, proposed: str, words: Lists | None) -> tuple[set[str], set[str]]:
    """The figures, names and dates that only the quote has, and those that only a proposal has; see `risks`.

    A name that now stands in small letters is still there.
    """
    (ours, names), (theirs, others) = (_facts(text, words) for text in (quote, proposed))
    return names & set(ours - theirs), others - set(ours)


@lru_cache(maxsize=64)
def _facts(text: str, words: Lists | None) -> tuple[Counter[str], set[str]]:
    """All words of a text in small letters with its figures and dates, and which are facts; among Han, words of letters are."""
    told, small = _told(text, words), _NAME.findall(text.lower())
    names = small if _UNSPACED.search(text) else map(str.lower, told["name"])
    return Counter(small + told["number"] + told["date"]), {*told["number"], *told["date"], *names}


@lru_cache(maxsize=64)
def _told(text: str, words: Lists | None) -> dict[str, list[str]]:
    """What a text has that must not change, by risk."""
    listed, rest = words.told(text) if words else ({risk: [] for risk in RISKS}, text)
    common = words.common if words else frozenset()
    listed["number"] += _figures(text, " |," if words and words is lists("en") else " ")
    listed["unit"] += [s for s in text if s in "%‰٪°" or unicodedata.category(s) == "Sc"]
    asks = [sign for sign in text if sign in "?？؟"]
    return listed | {"name": sorted(set(_names(rest, common))), "question mark": asks}


def _figures(text: str, groups: str) -> Iterator[str]:
    """The figures of a text with their signs, in ASCII digits and without what only sets their digits in groups."""
    text = re.sub(r"\d", lambda digit: str(int(digit[0])), text)
    ungrouped = re.sub(_GROUPED.format(f"(?:{groups})"), lambda m: re.sub(r"\D", "", m[0]), text)
    return map("".join, _FIGURE.findall(ungrouped))


def _names(text: str, common: frozenset[str]) -> Iterator[str]:
    """The capitalized words of a text, but for common ones at the start of a sentence."""
    openings = {found.end() for found in _OPENING.finditer(text)}
    for found in _NAME.finditer(text):
        is_opening = found.start() in openings and found.group().lower() in common
        if found.group()[0].isupper() and not is_opening:
            yield found.group()


def _in_letters_of(quote: str, proposed: str) -> tuple[str, list[str]]:
    """The proposed words with the quote's letters where they differ only in accents or look-alikes, and in which."""
    ours, theirs = (Counter(m[0] for m in _TOKEN.finditer(text)) for text in (quote, proposed))
    same: dict[str, str] = {}
    differ = []
    for kind, form in (("accent", _bare), ("look-alike letter", skeleton)):
        gone = {form(word): word for word in ours - theirs}
        for word in theirs - ours:
            old = gone.get(form(word), word)
            if old.lower() != word.lower():
                same[word] = old
                differ.append(kind)
    restored = _TOKEN.sub(lambda found: same.get(found.group(), found.group()), proposed)
    return restored, list(dict.fromkeys(differ))


def _bare(word: str) -> str:
    """A word in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _moved(quote: str, proposed: str, common: frozenset[str]) -> Iterator[str]:
    """Whether the words that both have stand in another order, and whether quotation marks stand around others."""
    ours, theirs = (_tokens(quote), _tokens(proposed))
    counts = Counter(ours), Counter(theirs)
    both = {token for token in counts[0] if counts[0][token] == counts[1][token]} | {_MARK}
    # Of words said more often in one, long ones that are no common words: by where each comes first.
    again = {t for t in counts[0].keys() & counts[1].keys() - both - common if len(t) > _SHORT}
    firsts = [list(dict.fromkeys(filter(again.__contains__, told))) for told in (ours, theirs)]
    ours, theirs = ([token for token in tokens if token in both] for tokens in (ours, theirs))
    words = [[token for token in tokens if token != _MARK] for tokens in (ours, theirs)]
    if words[0] != words[1] or firsts[0] != firsts[1]:
        yield "order"
    if counts[0][_MARK] != counts[1][_MARK] or (words[0] == words[1] and ours != theirs):
        yield "quotation mark"


def _tokens(text: str) -> list[str]:
    """The words of a text in small letters, and a sign for each of its quotation marks."""
    return [_MARK if found[1] else found[0].lower() for found in _TOKEN.finditer(text)]
