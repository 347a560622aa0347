"""Rules about the place of a quote in the article."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchoring import Anchor, AnchorError, QuoteAmbiguous, QuoteNotFound, TextQuoteSelector
from ...model import BLOCK_SEPARATOR, AnnotatedArticle, Annotation, Location
from ...text.edges import whole_words
from ...text.tables import table_of
from ...text.wording import grouped, in_surroundings, one_line, short
from .registry import Finding, check_article

_TOLD = table_of(__file__)


@check_article
def quote_not_found(article: AnnotatedArticle) -> Iterator[Finding]:
    """The quote's words are not in the article."""
    for location, quote, error in _failures(article):
        if isinstance(error, QuoteNotFound):
            told = _TOLD["lacks"].get(error.reason, "These words are not in the article.")
            yield location, told, _nearest(article, quote, error)


@check_article
def quote_ambiguous(article: AnnotatedArticle) -> Iterator[Finding]:
    """The quote's words stand at several places of the article."""
    for location, _, error in _failures(article):
        if isinstance(error, QuoteAmbiguous):
            shown = (in_surroundings(article.article.text, *p) for p in error.candidates[:5])
            places = "\n".join(f"  {words}" for words in shown)
            yield location, {"count": len(error.candidates), "places": places}


@check_article
def quote_cuts_a_word(article: AnnotatedArticle) -> Iterator[Finding]:
    """The quote begins or ends inside a word or a number, or leaves out what turns or rescales it."""
    return _cut(article, unit=False)


@check_article
def quote_leaves_a_unit(article: AnnotatedArticle) -> Iterator[Finding]:
    """The quote begins or ends between a figure and its unit."""
    return _cut(article, unit=True)


def _cut(article: AnnotatedArticle, *, unit: bool) -> Iterator[Finding]:
    """The quotes that are cut so that only a `unit` is missing, or more."""
    text, seams = article.article.text, article.article.seams
    for annotation in article.published:
        place = article.place(annotation)
        whole = whole_words(text, *place, seams)
        if whole != place and unit == (whole_words(text, *place, seams, units=False) == place):
            quote, words = short(annotation.quote.exact), one_line(text[slice(*whole)])
            yield annotation.at("quote"), {"quote": quote, "words": words}


@check_article
def same_words_other_verdict(article: AnnotatedArticle) -> Iterator[Finding]:
    """Two claims on exactly the same words have different verdicts."""
    for first, *others in grouped(article.published, article.place).values():
        for other in others:
            if other.verdict is not first.verdict:
                said = {"there": first.verdict.label, "here": other.verdict.label}
                yield other.at("quote"), {"id": first.id, **said}


@check_article
def duplicate_claim(article: AnnotatedArticle) -> Iterator[Finding]:
    """Two files of one article make the same claim about the same words."""

    def words(claim: Annotation) -> tuple[Anchor, str]:
        return article.place(claim), " ".join(claim.claim.casefold().split())

    for first, *others in grouped(article.published, words).values():
        yield from ((other.at("claim"), {"path": first.path}) for other in others)


_Failure = tuple[Location, TextQuoteSelector, AnchorError]
"""Where a quote is written, the quote, and why it has no one place."""


def _failures(article: AnnotatedArticle) -> Iterator[_Failure]:
    """The quotes and waivers that have no one place."""
    for annotation in article.annotations:
        place = article.places.get(annotation.id)
        if isinstance(place, AnchorError):
            yield annotation.at("quote"), annotation.quote, place
    for waiver, place in zip(article.page.waivers, article.waived, strict=True):
        if isinstance(place, AnchorError):
            yield waiver.location, waiver.quote, place


def _nearest(article: AnnotatedArticle, quote: TextQuoteSelector, error: QuoteNotFound) -> str:
    if error.reason == "crosses-paragraph":
        return "Leave a blank line in the quote where the paragraph ends, or quote the two parts in two claims."
    from ...anchoring import Proposal, nearest
    from ...anchoring.typed import typed_places, unlike

    text = article.article.text
    typed = typed_places(text, quote.exact) if error.reason == "absent" else []
    if len(typed) == 1:
        found: Proposal | None = Proposal(*typed[0], 1.0, ())
        advice = ["No word differs: `annotate check --fix` writes the quote as the article has it."]
    else:
        found = nearest(text, quote, article.page.language)
        advice = ["If that is the place, copy the article's words exactly."]
    if not found:
        return "Copy the words from the article: nothing like them stands there."
    there = text[found.start : found.end]
    label = f"The article (¶ {text.count(BLOCK_SEPARATOR, 0, found.start) + 1}):"
    if found.risks:
        told = (_TOLD["risks"].get(risk, f"a {risk}") for risk in found.risks)
        advice.append(f"The two differ in {' and '.join(told)}.")
    if found.caveat:
        advice.append(f"{found.caveat.capitalize()}.")
    if other := unlike(quote.exact, there):
        advice.append(f"{other[0].upper()}{other[1:]}.")
    return (
        f"{'The quote:':{len(label)}} “{short(quote.exact, 200)}”\n"
        f"{label} “{short(there, 200)}”\n{' '.join(advice)}"
    )
