"""Names the ways in which the words of a proposal may say something else than the quote did.

English word lists; numbers and names are told in any language with capital letters. A warning for the person who
decides, never a reason to accept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*(?:'\w+)*|[%$€£¥°]")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s|\n)\W*")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NUMBER_WORDS = _words("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen half third quarter once twice first second double triple
    """)
_NEGATIONS = _words("""no not never none nobody nothing nowhere neither nor without cannot hardly scarcely barely
    fail fails failed deny denies denied lack lacks lacked refuse refuses refused""")
_UNITS = _words("""% $ € £ ¥ ° percent percentage cent cents dollar dollars euro euros pound pounds yuan yen ruble
    rubles mm cm m km mile miles foot feet ft inch inches meter meters metre metres kilometer kilometers
    kilometre kilometres acre acres hectare hectares mg g kg gram grams kilogram kilograms ton tons tonne
    tonnes ounce ounces liter liters litre litres gallon gallons barrel barrels degree degrees celsius
    fahrenheit second seconds minute minutes hour hours day days week weeks month months year years decade
    decades century centuries watt watts kw mw gw kwh mph thousand million billion trillion""")
_MODALS = _words("""can could may might must shall should will would ought won't can't couldn't mustn't shouldn't
    wouldn't likely possibly probably perhaps reportedly allegedly""")
# Words that start a sentence with a capital letter and are no names.
_OPENERS = _words("""a about according after all although an and another any as at because before both but by during each
    even every few first for from get given has have he her here his how however i if in instead is it its
    last like many more most much my never no not now of on once one only or other our over she since so
    some still such than that the their then there these they this those though through to under until
    we what when where whether which while who why with without yet you your""")


def risks(quote: str, proposed: str) -> tuple[str, ...]:
    """Compare the words of a proposal with those of the quote.

    Args:
        quote, proposed: folded texts.

    Returns:
        those of "number", "name", "negation", "unit" and "modal" in which they differ, in this order.
    """
    kinds: tuple[tuple[str, Callable[[str], Iterable[str]]], ...] = (
        ("number", _numbers),
        ("name", _names),
        ("negation", _negations),
        ("unit", lambda text: _listed(text, _UNITS)),
        ("modal", lambda text: _listed(text, _MODALS)),
    )
    return tuple(name for name, find in kinds if Counter(find(quote)) != Counter(find(proposed)))


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text)]


def _listed(text: str, words: frozenset[str]) -> list[str]:
    return [token for token in _tokens(text) if token in words]


def _numbers(text: str) -> list[str]:
    return [token for token in _tokens(text) if token in _NUMBER_WORDS or re.search(r"\d", token)]


def _negations(text: str) -> list[str]:
    """The negations of a text, those in contractions as one word: "isn't" is "not"."""
    tokens = _tokens(text)
    return _listed(text, _NEGATIONS) + ["not" for token in tokens if token.endswith("n't")]


def _names(text: str) -> set[str]:
    """The capitalised words of a text, but for the common ones at the start of a sentence."""
    openings = {found.end() for found in _SENTENCE_START.finditer(text)}
    return {
        found.group().removesuffix("'s")
        for found in _TOKEN.finditer(text)
        if found.group()[0].isupper()
        and not (found.start() in openings and found.group().lower() in _OPENERS)
    }
