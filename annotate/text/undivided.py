"""What is never divided although no letters stand together: figures with their signs, elisions, negated words.

Patterns, so that the browser's form goes by the same ones (`publishing/exports/book.py`): in both languages of regular
expressions they say the same, once `L` and `N` in angle brackets are replaced by letters and digits.
The lists of words are in `undivided.toml`.
"""

from __future__ import annotations

from functools import cache

from .tables import table_of

_HYPHENS = r"\-\u2010\u2011"
_MINUS = r"\u2212\ufe63\uff0d"
_DASHES = rf"{_HYPHENS}\u2012-\u2015{_MINUS}"
_APOSTROPHES = "'‘’‛ʼ′`´＇·"
_ABOUT = "±∓≈∼≠<>≤≥≲≳≪≫＜＞"
_TENS = "十百千万萬億亿兆"
_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
_CURRENCY = "[$¢-¥֏؋৳฿៛\u20a0-\u20cf﷼＄￠￡￥￦]"
_OPENED = "(?<![^\\s(\\[“\"„«‘'])"  # after white space or an opening sign


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
def whole() -> tuple[str, ...]:
    """Patterns of what says something else when it is divided."""
    lists = table_of(__file__)
    return (
        rf"<N>[.,{_APOSTROPHES}٫٬⁄/:：．／～〜~×{_DASHES}]<N>|<N>\+(?!<N>)",
        rf"<N>[%‰٪°][{_DASHES}～〜~]<N>",
        rf"(?<!<N>)(?<!<N>[.,])<N>{{1,3}}(?:{_SPACE}<N>{{3}})+(?!<N>)",
        rf"(?<!-)[{_HYPHENS}{_MINUS}+~{_ABOUT}]{_CURRENCY}?<N>|{_OPENED}\u2013{_CURRENCY}?<N>|[{_ABOUT}]{_SPACE}{_CURRENCY}?<N>",
        rf"{_OPENED}(?<!<N>{_SPACE})[{_MINUS}]{_SPACE}{_CURRENCY}?<N>",
        rf"(?<!<N>)(?<!<N>{_SPACE})<L>?{_CURRENCY}{_SPACE}?[.٫]?<N>",
        rf"(?:{_OPENED}|(?<=[+{_MINUS}±~≈<>-]))[.٫]<N>",
        rf"°{_SPACE}?[CFK](?!<L>)|<N>[{_TENS}]|[{_TENS}〇零一二三四五六七八九两兩][{_TENS}〇零一二三四五六七八九]",
        rf"(?<!<L>)(?!{_either(lists['elided'])}[{_APOSTROPHES}])<L>{{1,30}}[{_APOSTROPHES}]<L>|<L>[{_APOSTROPHES}](?=<L>)",
        r"[\u05d0-\u05ea][\u0022'״׳][\u05d0-\u05ea]|<L>[\u00ad\u200c\u200d\u2060]+<L>",
        rf"(?<!<L>)(?<![{_HYPHENS}])(?:[([]?{_any_case(lists['prefixes'])}(?:[{_HYPHENS}\u2013־][)\]]?|[)\]]))+(?:<L>+[{_HYPHENS}])*<L>",
        rf"(?<!<L>)[([]{_any_case(lists['bracketed'])}[)\]]<L>|(?<=<N>)[{_HYPHENS}]<L>|<L>[{_HYPHENS}]<N>",
        rf"<L>[{_HYPHENS}([]{_any_case(lists['suffixes'])}(?!<L>)|(?:<L>|<N>)[⁺⁻][⁰¹²³⁴-⁹]|<N>\^[{_DASHES}+]?<N>",
        rf"{_either(lists['negations'])}(?:<L>|<N>)",
        "|".join(lists["negated_ends"].values()),
    )


@cache
def with_unit() -> tuple[str, ...]:
    """Patterns of a figure and its unit: the figure alone is there, but says less."""
    return (
        rf"<N>{_SPACE}{_any_case(table_of(__file__)['units'])}(?!<L>)",
        rf"(?<!<L>){_any_case(table_of(__file__)['counts'])}{_SPACE}<N>",
        rf"<N>{_SPACE}?(?:[%‰％٪°′″℃℉]|{_CURRENCY})(?!{_SPACE}?<N>)|(?<!<N>)[%٪]<N>",
        rf"(?<!<L>)(?<![{_HYPHENS}])<N>(?:<N>|[.,])*[{_HYPHENS}]<L>",
    )
