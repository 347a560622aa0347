"""Rules about a claim's own words and its history."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import AnnotatedArticle, Annotation, ArticlePage, Library
from ...model.vocabulary import ChangeKind
from ...text.scripts import ASCII_ENDS, BARE_WORD, OTHER_ENDS
from .registry import Finding, check, check_article, check_claim

# Closing marks too.
SUMMARY_ENDS = (*ASCII_ENDS, *OTHER_ENDS, *')"”“»«›‘’」』）')
CONTEXT_WORDS = (20, 150)
# The kinds of entries that an article's page can have: it has no verdict and no sources.
_OF_ARTICLES = (ChangeKind.WORDING, ChangeKind.ARTICLE)


@check_claim
def context_length(annotation: Annotation) -> Iterator[Finding]:
    """The context is shorter or longer than readers can use."""
    low, high = CONTEXT_WORDS
    words = annotation.context.words
    if not low <= words <= high:
        yield annotation.at("checked"), {"words": words, "low": low, "high": high}


@check_claim
def summary_not_a_sentence(annotation: Annotation) -> Iterator[Finding]:
    """The summary does not end like a sentence."""
    if not annotation.summary.endswith(SUMMARY_ENDS):
        yield annotation.at("summary"), {}


@check_article
def reviewer_is_author(article: AnnotatedArticle) -> Iterator[Finding]:
    """Somebody is named as an author and as a reviewer of one claim."""
    for annotation in article.annotations:
        if both := set(article.authors(annotation)) & set(article.reviewers(annotation)):
            yield annotation.at("reviewers"), {"name": min(both)}


@check_claim
def withdrawn_without_history(annotation: Annotation) -> Iterator[Finding]:
    """A withdrawn claim has no dated entry that tells readers so."""
    if annotation.withdrawn and not any(c.kind is ChangeKind.WITHDRAWN for c in annotation.history):
        yield annotation.at("withdrawn"), {}


@check
def history_out_of_step(library: Library) -> Iterator[Finding]:
    """The newest verdict in the history is not the claim's verdict, or the dates run backwards."""
    for record in library.with_history:
        verdicts = [c for c in record.history if c.kind is ChangeKind.VERDICT]
        if isinstance(record, Annotation) and verdicts and verdicts[-1].after != record.verdict.id:
            told = {"after": verdicts[-1].after, "verdict": record.verdict.id}
            yield verdicts[-1].location, {"case": "verdict", **told}
        for change in record.history:
            if isinstance(record, ArticlePage) and change.kind not in _OF_ARTICLES:
                yield change.location, {"case": "kind", "kind": change.kind.id}
        days = [c.date for c in record.history]
        if days != sorted(days):
            yield record.at("history"), {"case": "order"}


WHY_WORDS = 3


def is_reason(why: str) -> bool:
    """Whether a reason has enough words, most of several letters and none counted twice, and is not what a hint says of one."""
    words = set(BARE_WORD.findall(why.lower()))
    is_word = [len(set(word)) > 1 or not word.isascii() for word in words]
    return len(words) >= WHY_WORDS and 2 * sum(is_word) > len(words) and not why.startswith("(the ")


@check
def history_says_too_little(library: Library) -> Iterator[Finding]:
    """An entry gives no reason that a reader could use, or a change of source names no source."""
    for record in library.with_history:
        for change in record.history:
            if not is_reason(change.why):
                yield change.location, {"case": "why", "why": change.why, "least": WHY_WORDS}
            if change.kind is ChangeKind.SOURCE and not (change.before or change.after):
                yield change.location, {"case": "source"}
