"""Write a new claim file to fill in, with the article's own words already in it."""

from __future__ import annotations

import re
from datetime import date

from ..anchoring import (
    AnchorError,
    QuoteAmbiguous,
    QuoteNotFound,
    TextQuoteSelector,
    anchor,
    describe,
    nearest,
)
from ..model import Article
from ..model.vocabulary import EvidenceType, Reason, SourceType, Stance, Verdict
from ..reading.repository import is_name
from ..text.wording import in_surroundings, slug, untaken


class DraftError(ValueError):
    """Words that have no one place in the article; the text says what to do."""


def select(article: Article, words: str) -> TextQuoteSelector:
    """Find words in an article, and say how a claim file must quote them.

    Args:
        article: the article.
        words: the words, perhaps with other quotation marks or spaces.

    Returns:
        the article's own characters, with a prefix or suffix only where they are needed.

    Raises:
        DraftError: the words are not there, or at several places.
    """
    try:
        place = anchor(article.text, TextQuoteSelector(words))
    except QuoteAmbiguous as error:
        raise DraftError(_candidates(article, error)) from error
    except AnchorError as error:
        raise DraftError(_missing(article, words, error)) from error
    return describe(article.text, *place)


_CLAIM = """\
---
# Fill in every empty field; delete these comments. `annotate check` tells what is missing.
{quote}# What the quoted words assert, as a sentence that stands alone:
claim: >-

# Who asserts it (optional):
claimant:
# How the article sources it: {source_types}
source_type:
# {verdicts}
verdict:
# Optional, a list such as [misquote]: {reasons}
reasons: []
# The result in one sentence, at most 240 characters:
summary: >-

sources:
  - url:
    outlet:
    title:
    # 2024-05-03, 2024-05 or undated
    date:
    # {types}
    type:
    # {stances}
    stance:
    # In your own words, what the page says about the claim:
    says: >-

checked: {today}
---
"""


def draft(selector: TextQuoteSelector, today: date) -> str:
    """The text of a new claim file, with a comment for each field to fill in."""
    words = {"quote": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return _CLAIM.format(
        quote="".join(f"{key}: >-\n{_folded(text)}\n" for key, text in words.items() if text),
        source_types=_ids(SourceType),
        verdicts=_ids(Verdict),
        reasons=_ids(Reason),
        types=_ids(EvidenceType),
        stances=_ids(Stance),
        today=today,
    )


def file_name(words: str, taken: set[str]) -> str:
    """A claim id made of the first words: lower-case ASCII, not yet taken."""
    first = "-".join(slug(words).split("-")[:6])
    name = first[:60].strip("-") or "claim"
    return untaken(name, taken if is_name(name) else {name, *taken})


def _folded(text: str) -> str:
    """Text inside `>-`: each line further in; a paragraph's end is a blank line."""
    return "\n\n".join(f"  {line}" for line in re.split(r"\n+", text.strip()))


def _ids(vocabulary: type[SourceType | Verdict | Reason | EvidenceType | Stance]) -> str:
    return ", ".join(term.id for term in vocabulary)


def _candidates(article: Article, error: QuoteAmbiguous) -> str:
    lines = [f"These words stand {len(error.candidates)} times in the article:"]
    lines += [f"  {in_surroundings(article.text, *place)}" for place in error.candidates[:10]]
    lines.append("Give some more words before or after them.")
    return "\n".join(lines)


def _missing(article: Article, words: str, error: AnchorError) -> str:
    if isinstance(error, QuoteNotFound) and error.reason == "crosses-paragraph":
        return "The words run over the end of a paragraph: put a line break there."
    found = nearest(article.text, TextQuoteSelector(words))
    if not found:
        return "These words are not in the article, and nothing like them."
    return f"These words are not in the article. The nearest are:\n  {article.text[found.start : found.end]}"
