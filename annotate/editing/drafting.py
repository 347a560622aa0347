"""Write a new claim file to fill in, with the article's own words already in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..anchoring import Anchor, AnchorError, QuoteAmbiguous, QuoteNotFound, TextQuoteSelector
from ..anchoring.exact import anchor, describe
from ..anchoring.proposals import nearest
from ..anchoring.typed import typed_places, unlike
from ..model import BLOCK_SEPARATOR, AnnotatedArticle, Annotation, Article, Source, declared_fields
from ..reading.repository import is_name
from ..text.edges import whole_words
from ..text.tables import table_of
from ..text.wording import in_surroundings, one_line, short_slug, untaken


class DraftError(ValueError):
    """Words that have no one place in the article; the text says what to do."""


class Selected(NamedTuple):
    """The words of a claim to be: how its file quotes them, where they stand, and what was changed about them."""

    selector: TextQuoteSelector
    place: Anchor
    remark: str


def select(article: Article, words: str) -> Selected:
    """Find words in an article, and say how a claim file must quote them.

    Args:
        article: the article.
        words: the words, perhaps otherwise typed (see `typed_places`), cut inside a word, or in one line where they
            run over the end of a paragraph.

    Returns:
        the article's own characters, whole words of them, with a prefix or suffix only where they are needed.

    Raises:
        DraftError: the words are not there, or at several places.
    """
    text, seams = article.text, article.seams
    try:
        place, otherwise = _place(text, TextQuoteSelector(words))
    except QuoteAmbiguous as error:
        # The words of others ("the" of "their") are none of these.
        own = [p for p in error.candidates if p == whole_words(text, *p, seams, units=False)]
        if len(own) != 1:
            raise DraftError(_candidates(article, own or error.candidates)) from error
        place, otherwise = own[0], ""
    except AnchorError as error:
        raise DraftError(_missing(article, words)) from error
    whole = Anchor(*whole_words(text, *place, seams))
    label = otherwise if whole == place else "Made whole"
    remark = f"{label}: “{one_line(text[slice(*whole)])}”." if label else ""
    return Selected(describe(text, *whole), whole, remark)


def _place(text: str, words: TextQuoteSelector) -> tuple[Anchor, str]:
    """Where words stand, and what is to be said of it.

    A space of theirs may be the end of a paragraph, which is as long as two spaces.
    """
    try:
        return anchor(text, words), ""
    except QuoteNotFound as error:
        if error.reason == "crosses-paragraph":
            return anchor(text.replace(BLOCK_SEPARATOR, "  "), words), ""
        places = typed_places(text, words.exact)
        if not places:
            raise
        if len(places) > 1:
            raise QuoteAmbiguous(tuple(places)) from error
        return places[0], "As the article has it"


def overlapping(article: AnnotatedArticle, place: Anchor) -> list[Annotation]:
    """The published claims whose words contain a passage."""
    there = [(annotation, article.place(annotation)) for annotation in article.published]
    return [a for a, own in there if own.start <= place.start and place.end <= own.end]


def draft(selector: TextQuoteSelector, today: date, is_draft: bool) -> str:
    """The text of a new claim file, with a comment for each field to fill in; a draft is not published."""
    words = {"quote": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    fields = [*declared_fields(Annotation), *declared_fields(Source)]
    return str(table_of(__file__)["claim"]).format(
        **{f.name: ", ".join(term.id for term in f.terms) for f in fields if f.terms},
        quote="".join(f"{key}: >-\n{_folded(text)}\n" for key, text in words.items() if text),
        today=today,
        draft="draft: true\n" if is_draft else "",
    )


def file_name(words: str, taken: set[str]) -> str:
    """A claim id made of the first words: lower-case ASCII, not yet taken."""
    name = short_slug(words) or "claim"
    return untaken(name, taken if is_name(name) else {name, *taken})


def _folded(text: str) -> str:
    """Text inside `>-`: each line further in; a paragraph's end is a blank line. What else ends a line for YAML is a space."""
    return "  " + re.sub(r"\s*\n\s*", "\n\n  ", re.sub(r"[\x85\u2028\u2029]", " ", text).strip())


def _candidates(article: Article, places: Sequence[Anchor]) -> str:
    lines = [f"These words stand {len(places)} times in the article:"]
    lines += [f"  {in_surroundings(article.text, *place)}" for place in places[:10]]
    lines.append("Give some more words before or after them.")
    return "\n".join(lines)


def _missing(article: Article, words: str) -> str:
    found = nearest(article.text, TextQuoteSelector(words))
    if not found:
        return "These words are not in the article, and nothing like them. Copy them from its page."
    there = article.text[found.start : found.end]
    differing = f" ({told})" if (told := unlike(words, there)) else ""
    return f"These words are not in the article. The nearest are{differing}:\n  {there}"
