"""How readers ask: the words a search leaves out, those that ask for a day or a number, and what else things are called.

A claim's page carries, for the index alone, what its own words do not say: its verdict and reasons, other words for
its words, and whether it tells a day or a number (`index_words`). The rest is written out for the scripts (`script`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...model import Annotation
from ...model.vocabulary import Verdict
from ...text.dates import MONTHS
from ..indexing import index_language

PATH = "assets/annotate/asking.js"

# What stands in the index for "this claim tells a day" and "a number": no word of any language.
_DAY, _NUMBER = "asksforday", "asksfornumber"
# What the claims can be narrowed down by.
_FACETS = {
    "verdict": "Verdict",
    "reason": "Reason",
    "source_type": "Source type",
    "claimant": "Who says so",
    "outlet": "Outlet",
    "article": "Article",
    "kind": "Kind of page",
}
# By language: what asks for a day, what for a number, and what is in every question and so finds nothing.
_QUESTIONS = {
    "en": (
        "when",
        "many much",
        "a about after against an and any are as at be been before behind beside between but by can claim claims could "
        "did do does during for from had has have he her here his how i if in into is it its may me might my near of on "
        "or our over really shall she should since so than that the their them there these they this those through to "
        "under until was we were what where which who whom whose why will with within without would you your",
    ),
    "de": (
        "wann",
        "viel viele wieviel wieviele",
        "am an auf aus bei das dass dem den der des die ein eine einem einen einer es fur hat hatte haben im in ist "
        "kann mit nach oder sich sind uber um und von vor war waren warum was welche welcher welches wem wen wer wie "
        "wieso wird wo wurde wurden zu zum zur",
    ),
    "fr": (
        "quand",
        "combien",
        "a au aux avec ce ces cette dans de des du elle elles en est et etait ete il ils la le les ont ou par pour "
        "pourquoi qu que quel quelle quelles quels qui quoi sa se ses son sont sur un une y",
    ),
    "es": (
        "cuando",
        "cuanta cuantas cuanto cuantos",
        "a al como con cual cuales de del donde el ella en era es esta este fue ha han la las lo los para por porque que "
        "quien quienes se son su sus un una y",
    ),
}
# What readers call a verdict, besides its label.
_CALLED = {
    Verdict.SUPPORTED: "true correct accurate confirmed",
    Verdict.MOSTLY_SUPPORTED: "mostly true accurate",
    Verdict.MIXED: "half true partly",
    Verdict.MISLEADING: "distorted twisted",
    Verdict.CONTRADICTED: "false wrong untrue incorrect",
    Verdict.DISPUTED: "contested",
    Verdict.UNVERIFIED: "unproven unconfirmed",
    Verdict.OUTDATED: "obsolete",
    Verdict.OPINION: "bias biased slanted",
}
# Words of the news that one reader uses for another's; a claim with one of a group is found by all of it.
_SAME_WORDS = """
us u.s american americans america usa; uk british britain;
soldier soldiers troop troops forces army military serviceman servicemen personnel;
general commander officer;
leave leaves leaving left withdraw withdraws withdrew withdrawal withdrawn depart departed departure exit;
remove removed oust ousted expel expelled expulsion topple toppled overthrown;
coup putsch takeover; cost costs price paid pay spent expensive;
money funds funding dollars taxpayer taxpayers;
deal accord accords agreement agreements treaty pact;
end ends ended cancel cancelled canceled terminate terminated revoke revoked scrap scrapped;
call phone telephone telephoned talked spoke speak speech;
said says told stated remarks comment comments; press reporters journalists media;
law bill act legislation; vote votes voted election elections elected;
leader leaders head chief ruler rulers president;
kill killed die died dead death deaths casualties;
attack attacks terror terrorist terrorists terrorism jihadist jihadists militants insurgents;
weapon weapons arms equipment; drug drugs medicine medicines medical;
shortage shortages short lack lacking missing; anonymous unnamed unidentified;
arrive arrived arrival came come sent deployed deployment; guess estimate estimated roughly;
job jobs work workers employment; illness sick disease virus; child children kids;
climate warming weather; tax taxes
"""
_SAME = [set(group.split()) for group in _SAME_WORDS.split(";")]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Digits that count nothing: days, years, and those of a name, such as Airbase 101.
_NO_NUMBER = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|{_YEAR.pattern}|\b[A-Z]\w+ \d+\b(?!,\d)"
)
_QUANTITY = re.compile(r"\d|\b(?:hundred|thousand|million|billion)")


def index_words(claim: Annotation) -> str:
    """The words by which a claim is found besides those that its page shows.

    Args:
        claim: a published claim.

    Returns:
        words, with a space between them.
    """
    said = f"{claim.claim} {claim.quote.exact} {claim.summary}".lower()
    words = set(re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)?", said))
    same = (group - words for group in _SAME if group & words)
    named = [claim.verdict.label, _CALLED[claim.verdict], *(r.label for r in claim.reasons)]
    return " ".join([*named, *_tells(claim.claim), *sorted(set().union(*same))])


def _tells(text: str) -> Iterator[str]:
    if _YEAR.search(text):
        yield _DAY
    if _QUANTITY.search(_NO_NUMBER.sub("", text)):
        yield _NUMBER


def script(languages: Iterable[str]) -> str:
    """What the search goes by, as a module for scripts.

    Args:
        languages: of the articles (BCP 47), one for each; the pages' own is English.
    """
    languages = list(languages)
    spoken = {"en"} | {tag.partition("-")[0] for tag in languages}
    asks: dict[str, str] = {}
    for language in sorted(_QUESTIONS.keys() & spoken):
        for words, stands_for in zip(_QUESTIONS[language], (_DAY, _NUMBER, ""), strict=True):
            asks |= dict.fromkeys(words.split(), stands_for)
    called = [[verdict.label, words.split()] for verdict, words in _CALLED.items()]
    return (
        f"export const LANGUAGE = {_js(index_language(languages))};\n"
        f"export const FACETS = new Map({_js(list(_FACETS.items()))});\n"
        f"export const ASKS = new Map({_js(list(asks.items()))});\n"
        f"export const CALLED = new Map({_js(called)});\n"
    )


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
