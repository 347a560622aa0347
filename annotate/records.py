"""The two kinds of file that people write, a claim and an article's page: their fields, and how they become records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from annotate import prose
from annotate.anchoring import TextQuoteSelector
from annotate.fields import (
    Address,
    Choice,
    Choices,
    Day,
    Field,
    Flag,
    Pattern,
    Quote,
    Record,
    Records,
    Text,
    read_record,
)
from annotate.frontmatter import read_document
from annotate.model import Annotation, ArticlePage, Change, Location, Prose, Source, Waiver
from annotate.problems import Problem
from annotate.vocabulary import (
    ChangeKind,
    Display,
    EvidenceType,
    Reason,
    SourceType,
    Stance,
    Verdict,
    WaiverReason,
)

SOURCE_FIELDS = (
    Field("url", Address(), "The address of the page.", required=True),
    Field(
        "outlet",
        Text(100),
        "Who publishes the page, spelled as everywhere on the site.",
        required=True,
    ),
    Field("title", Text(300), "The page's own title."),
    Field("date", Day(partial=True), "When the page was published: a day, a month, or `undated`."),
    Field("type", Choice(EvidenceType), "What kind of page it is.", required=True),
    Field("stance", Choice(Stance), "Which way it bears on what the article says.", required=True),
    Field(
        "says", Text(400), "In your own words, what the page says about the claim.", required=True
    ),
    Field(
        "origin", Text(100), "Who reported it first, where that is not the outlet: copies share it."
    ),
    Field("quoted", Text(300), "The page's own words, a short passage."),
    Field("archived", Address(), "The address of an archived copy."),
    Field("read", Day(), "When the page was read; by default the day of `checked`."),
)

HISTORY_FIELDS = (
    Field("date", Day(), "The day of the change.", required=True),
    Field("kind", Choice(ChangeKind), "What was changed.", required=True),
    Field("from", Text(300), "What stood there before."),
    Field("to", Text(300), "What stands there now."),
    Field("why", Text(500), "The reason, for readers.", required=True),
)

CLAIM_FIELDS = (
    Field("quote", Quote(), "The article's exact words that the claim is about.", required=True),
    Field(
        "prefix",
        Quote(),
        "A few words directly before the quote; only where it occurs more than once.",
    ),
    Field(
        "suffix",
        Quote(),
        "A few words directly after the quote; only where it occurs more than once.",
    ),
    Field(
        "claim",
        Text(500),
        "What those words assert, as a sentence that stands alone.",
        required=True,
    ),
    Field("claimant", Text(200), "Who asserts it."),
    Field("source_type", Choice(SourceType), "How the article sources the claim.", required=True),
    Field("verdict", Choice(Verdict), "The outcome of the check.", required=True),
    Field("reasons", Choices(Reason), "Why the verdict is not plain Supported."),
    Field("summary", Text(240), "The result in one sentence that stands alone.", required=True),
    Field(
        "sources",
        Records(SOURCE_FIELDS, "source"),
        "The pages that the verdict rests on; needed unless the verdict is `opinion`.",
    ),
    Field("would_settle", Text(500), "What evidence would settle an `unverified` claim."),
    Field(
        "single_source_reason",
        Text(500),
        "Why one source is enough, where it is not a first-hand one.",
    ),
    Field("checked", Day(), "The day of the last full check.", required=True),
    Field(
        "history",
        Records(HISTORY_FIELDS, "history entry", 200),
        "Every change of verdict, source or wording since publication, appended.",
    ),
    Field(
        "made_with",
        Text(200),
        "With what kinds of tools it was made, to follow the words “made with”; by default what the article's page says.",
    ),
    Field("draft", Flag(), "`true` while the claim is checked but not yet published."),
    Field(
        "withdrawn", Text(500), "Why the annotation was withdrawn; its page stays, its mark goes."
    ),
)

WAIVER_FIELDS = (
    Field("quote", Quote(), "The words of the sentence.", required=True),
    Field("prefix", Quote(), "Words directly before them."),
    Field("suffix", Quote(), "Words directly after them."),
    Field("reason", Choice(WaiverReason), "Why it carries no annotation.", required=True),
)

ARTICLE_FIELDS = (
    Field(
        "title",
        Text(200),
        "The page's title; ours, where the article has no headline.",
        required=True,
    ),
    Field("publisher", Text(100), "Who published the article.", required=True),
    Field("author", Text(200), "Who wrote it."),
    Field("published", Day(), "The day it was published.", required=True),
    Field("url", Address(), "Where it was published.", required=True),
    Field(
        "seed",
        Pattern(r"[a-z0-9][a-z0-9.-]{0,99}\.(txt|html)", "my-article.txt"),
        "The file under `seeds/` with the article as received.",
        required=True,
    ),
    Field(
        "sha256",
        Pattern(r"[0-9a-f]{64}", "the output of `sha256sum`"),
        "The seed's SHA-256, which pins it.",
        required=True,
    ),
    Field("retrieved", Day(), "The day the article was fetched.", required=True),
    Field(
        "language",
        Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en"),
        "The article's language (BCP 47).",
    ),
    Field("rights", Text(500), "Whose text it is, and on what ground it is shown.", required=True),
    Field(
        "made_with",
        Text(200),
        "With what kinds of tools its claims were made, to follow the words “made with”; a claim's own field goes before it.",
    ),
    Field("display", Choice(Display), "How much of the text is published: `full` or `excerpt`."),
    Field(
        "waivers",
        Records(WAIVER_FIELDS, "waiver", 500),
        "Sentences without a claim, each with the reason.",
    ),
)


def read_annotation(
    text: str, path: str, slug: str, id_: str
) -> tuple[Annotation | None, list[Problem]]:
    """Read a claim file.

    Args:
        text: the whole file.
        path: how messages name it.
        slug: the article it belongs to.
        id_: the claim's id, the file's stem.

    Returns:
        the annotation if nothing is wrong with the file, and its problems.
    """
    document = read_document(text, path)
    if isinstance(document, Problem):
        return None, [document]
    problems: list[Problem] = []
    record = read_record(document.mapping, CLAIM_FIELDS, "claim", problems)
    context, found = prose.parse(document.body, path, document.body_line)
    problems += found
    if not found and not any(map(str.isalnum, prose.plain_text(context))):
        problems.append(
            Problem(
                Location(path, document.body_line),
                "no-context",
                "The claim has no context.",
                "Below the closing ---, say in one to four short paragraphs what a reader should also know.",
            )
        )
    if any(problem.is_error for problem in problems):
        return None, problems
    return _annotation(record, context, path, slug, id_), problems


def _annotation(record: Record, context: Prose, path: str, slug: str, id_: str) -> Annotation:
    values = dict(record.values)
    checked: date = values["checked"]
    sources = tuple(_source(entry, checked) for entry in values.pop("sources", ()))
    history = tuple(_change(entry) for entry in values.pop("history", ()))
    return Annotation(
        id=id_,
        slug=slug,
        path=path,
        quote=_selector(values),
        context=context,
        sources=sources,
        history=history,
        locations=record.locations,
        **values,
    )


def _selector(values: dict[str, Any]) -> TextQuoteSelector:
    """Take quote, prefix and suffix out of the values."""
    return TextQuoteSelector(
        values.pop("quote"), values.pop("prefix", ""), values.pop("suffix", "")
    )


def _source(record: Record, checked: date) -> Source:
    source = Source(**record.values, location=record.location)
    return source if source.read else replace(source, read=checked)


def _change(record: Record) -> Change:
    values = record.values
    return Change(
        values["date"],
        values["kind"],
        values.get("from", ""),
        values.get("to", ""),
        values["why"],
        record.location,
    )


def read_article_page(text: str, path: str, slug: str) -> tuple[ArticlePage | None, list[Problem]]:
    """Read the page of an article, `docs/articles/<slug>/index.md`.

    Returns:
        the page if nothing is wrong with the file, and its problems.
    """
    document = read_document(text, path)
    if isinstance(document, Problem):
        return None, [document]
    problems: list[Problem] = []
    record = read_record(document.mapping, ARTICLE_FIELDS, "article page", problems)
    summary, found = prose.parse(document.body, path, document.body_line, summary=True)
    problems += found
    if any(problem.is_error for problem in problems):
        return None, problems
    values = dict(record.values)
    waivers = tuple(_waiver(entry) for entry in values.pop("waivers", ()))
    return ArticlePage(
        slug=slug, path=path, waivers=waivers, summary=summary, locations=record.locations, **values
    ), problems


def _waiver(record: Record) -> Waiver:
    values = dict(record.values)
    return Waiver(_selector(values), values["reason"], record.location)
