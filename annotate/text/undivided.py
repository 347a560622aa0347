"""What is never divided although no letters stand together: figures with their signs, elisions, negated words.

Patterns, so that the browser's form goes by the same ones (`publishing/exports/book.py`): in both languages of regular
expressions they say the same, once `L` and `N` in angle brackets are replaced by letters and digits.
The lists are by language, to be added to; all of them hold in every article, since articles quote other languages.
"""

from __future__ import annotations

# Parts that stand before a hyphen and take back, or take a distance from, what stands after it.
PREFIXES = {
    "ar": "لا غير",
    "cs": "ne ex anti proti pro",
    "da, nb": "ikke eks ex anti",
    "de": "nicht ex anti pro contra kontra halb quasi pseudo vize schein möchtegern semi un",
    "el": "μη πρώην αντι φιλο",
    "en": "non un not no never ex anti pre pro post semi co quasi pseudo counter mis dis de half near "
    "sub under over ultra vice deputy then former so self ill fake would one two three four five six seven eight nine "
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "no ex anti contra pro pre pos post semi cuasi seudo vice",
    "fi": "ei ex entinen anti",
    "fr": "non ex anti contre pro pré post semi demi quasi pseudo vice sous soi deux trois quatre "
    "dix vingt trente quarante cinquante soixante",
    "he": "אי לא בלתי אנטי פרו",
    "hi": "गैर ग़ैर पूर्व",
    "hu": "nem ex volt anti",
    "id": "non anti pro eks mantan",
    "it": "non ex anti contro pro pre post semi quasi pseudo vice filo",
    "ko": "반 비 불 무 전 탈",
    "nl": "niet ex oud anti pro half quasi semi vice",
    "pl": "nie eks ex anty pro pół quasi wice",
    "pt": "não nao ex anti contra pró pré pós semi quase pseudo vice",
    "ru": "не экс анти про полу псевдо вице контр квази пост",
    "sv": "icke ej ex anti pro halv",
    "tr": "gayri anti eski",
    "uk": "не екс анти про напів псевдо віце контр",
    "vi": "phi bất chống cựu",
}
# Parts that stand after one.
SUFFIXES = {"de": "frei los", "en": "free less", "nl": "vrij loos"}
# Articles and prepositions without their vowel, which say no more than others that stand apart: l’Europe. Names keep
# theirs: D’Artagnan; and n’, qu’, s’ and c’ are no articles.
ELIDED = {
    "ca, fr, it": "l L d",
    "it": "dell nell dall all sull quell un Dell Nell Dall All Sull Un",
}
# In scripts without spaces, where a negation touches what it negates: patterns, the longest first.
NEGATIONS = {
    "zh, ja": "不可能 [没沒]有 不[会會能是可得要必想再应應曾愿願敢肯准許许到足] 不超过 不超過 不少于 不少於 "
    "(?:尚|并|並|绝|絕|决|決|从|從)[不未无無] [并並]非 [无無]法 未[能曾必] (?<![淹出埋沉吞])[没沒] (?<![南北东東西中亚亞])非 "
    "[不未无無勿毋] (?<![违違相])反 "
    "(?<![目之以日此年月天提])前(?=总统|總統|总理|總理|首相|主席|部长|部長|议员|議員|市长|市長) "
    "(?<![0-9０-９万亿億千百十美日])元(?=大統領|首相|知事|議員|社長|選手|会長|大臣|長官)",
    "th": "ไม่(?:สามารถ|ได้|เคย|มี|ใช่|ต้อง|ควร|อาจ)? มิ(?:ได้|ใช่) อย่า(?!ง) ไร้ ห้าม",
    "lo": "ບໍ່(?:ໄດ້|ມີ)?",
    "km": "មិន(?:បាន|មែន)? គ្មាន ពុំ កុំ",
}
# Those that end a word, with what stands between; a particle at its beginning ends the word before them.
NEGATED_ENDS = {
    "ja": "[\u3041-\u30ff\u3400-\u9fff](?![はがもをのにとへや])[\u3041-\u3096]{0,6}?(?:な(?:い|かった|かっ|く|ければ)|ません)",
    "my": "[\u1000-\u109f](?:ဘူး|မဟုတ်)",
}

_HYPHENS = r"\-\u2010\u2011"
_MINUS = r"\u2212\ufe63\uff0d"
_DASHES = rf"{_HYPHENS}\u2012-\u2015{_MINUS}"
_APOSTROPHES = "'‘’‛ʼ′`´＇·"
_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
_CURRENCY = "[$¢-¥֏؋৳฿៛\u20a0-\u20cf﷼＄￠￡￥￦]"
_OPENED = "(?<![^\\s(\\[“\"„«‘'])"  # after white space or an opening sign


def _any_case(lists: dict[str, str]) -> str:
    """One of the listed words, however it is written: patterns are told no flags."""
    words = sorted(
        {w for listed in lists.values() for w in listed.split()}, key=lambda w: (len(w), w)
    )
    cased = (
        "".join(
            f"[{char}{char.upper()}]" if len(char.upper()) == 1 and char.upper() != char else char
            for char in word
        )
        for word in reversed(words)
    )
    return f"(?:{'|'.join(cased)})"


def _either(lists: dict[str, str]) -> str:
    return f"(?:{'|'.join(' '.join(lists.values()).split())})"


# What says something else when it is divided.
WHOLE = (
    rf"<N>[.,{_APOSTROPHES}٫٬⁄/:：．／～〜~{_DASHES}]<N>",
    rf"<N>[%‰٪°][{_DASHES}～〜~]<N>",
    rf"(?<!<N>)(?<!<N>[.,])<N>{{1,3}}(?:{_SPACE}<N>{{3}})+(?!<N>)",
    rf"(?<!-)[{_HYPHENS}{_MINUS}+±~≈<>≤≥＜＞]{_CURRENCY}?<N>|{_OPENED}\u2013{_CURRENCY}?<N>|[±≈<>≤≥]{_SPACE}{_CURRENCY}?<N>",
    rf"(?<!<N>)(?<!<N>{_SPACE})<L>?{_CURRENCY}{_SPACE}?[.٫]?<N>",
    rf"(?:{_OPENED}|(?<=[+{_MINUS}±~≈<>-]))[.٫]<N>",
    rf"°{_SPACE}?[CFK](?!<L>)|<N>[十百千万萬億亿兆]",
    rf"(?<!<L>)(?!{_either(ELIDED)}[{_APOSTROPHES}])<L>{{1,30}}[{_APOSTROPHES}]<L>|<L>[{_APOSTROPHES}](?=<L>)",
    r"[\u05d0-\u05ea][\u0022'״׳][\u05d0-\u05ea]|<L>[\u00ad\u200c\u200d\u2060]+<L>",
    rf"(?<!<L>)(?<![{_HYPHENS}]){_any_case(PREFIXES)}[{_HYPHENS}\u2013־]<L>|(?<=<N>)[{_HYPHENS}]<L>|<L>[{_HYPHENS}]<N>",
    rf"<L>[{_HYPHENS}]{_any_case(SUFFIXES)}(?!<L>)",
    rf"{_either(NEGATIONS)}(?:<L>|<N>)",
    "|".join(NEGATED_ENDS.values()),
)
# A figure and its unit: the figure alone is there, but says less.
WITH_UNIT = (
    rf"<N>{_SPACE}?(?:[%‰％٪°′″℃℉]|{_CURRENCY})(?!{_SPACE}?<N>)|(?<!<N>)%<N>",
    rf"(?<!<L>)(?<![{_HYPHENS}])<N>(?:<N>|[.,])*[{_HYPHENS}]<L>",
)
