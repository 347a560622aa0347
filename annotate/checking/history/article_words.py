"""Whether a claim's history tells what became of the article's words around it, as they were and as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ...anchoring import Anchor, fold
from ...anchoring.languages import lists
from ...model import AnnotatedArticle, Annotation, Article, ArticlePage, Change, Library, Location
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ...reading.repository import seed_path
from ...reading.seeds import SeedError, parse_seed
from ..checks.registry import problem
from ..coverage import sentences
from ..due import is_unread
from ..surroundings import passage, shortened
from ..turning import CUT, may_turn
from .differences import Published
from .revisions import Revision, earlier_file


def untold_words(
    revision: Revision, library: Library, then: Mapping[str, Published | None], new: set[str]
) -> Iterator[Problem]:
    """Compare the words around each claim that readers had with those that stand there now.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.
        then: the records that were changed since, as they were.
        new: the files that were not there.

    Yields:
        `silent-change` where no new entry of the kind `article` tells of a change, `history-out-of-step` where one tells
        of other words than those that the article had and has, and `cannot-compare` where its text cannot be read.
    """
    for annotated in library.articles:
        page = then.get(annotated.page.path, annotated.page)
        stood = (a for a in annotated.annotations if not a.withdrawn and a.path not in new)
        claims = [(then.get(after.path, after), after) for after in stood]
        if not isinstance(page, ArticlePage):
            continue
        is_same = page.sha256 == annotated.page.sha256
        asked = [
            (was, now)
            for was, now in claims
            if isinstance(was, Annotation) and not (was.withdrawn or is_unread(was))
            if not is_same or _told(was, now)
        ]
        old = annotated.article if is_same else _article(revision, page)
        if asked and old:
            yield from _compared(annotated, AnnotatedArticle(page, old, ()), asked)
        elif asked:
            found = "It cannot be read as it was, so nobody can say which words changed."
            yield problem("cannot-compare", Location(seed_path(page.seed)), found)


def _article(revision: Revision, page: ArticlePage) -> Article | None:
    raw = earlier_file(revision, seed_path(page.seed))
    try:
        return parse_seed(raw, page.seed, page.url) if raw else None
    except SeedError:
        return None


def _compared(
    annotated: AnnotatedArticle,
    before: AnnotatedArticle,
    asked: list[tuple[Annotation, Annotation]],
) -> Iterator[Problem]:
    old, new = before.article, annotated.article
    language = annotated.page.language
    divided = [tuple(sentences(article, language)) for article in (old, new)]
    for was, now in asked:
        places = before.anchored(was.quote), annotated.places[now.id]
        if isinstance(places[0], Anchor) and isinstance(places[1], Anchor):
            passages = (
                passage(old.text, divided[0], places[0]),
                passage(new.text, divided[1], places[1]),
            )
            around = shortened(*passages)
            told = _told(was, now)
            if (
                told
                or may_turn(*around, language)
                or (not lists(language) and fold(passages[0]).text != fold(passages[1]).text)
            ):
                yield from _judged(now, told, around, language)


def _told(before: Annotation, after: Annotation) -> list[Change]:
    new = after.history[len(before.history) :]
    return [change for change in new if change.kind is ChangeKind.ARTICLE]


def _judged(
    claim: Annotation, told: list[Change], around: tuple[str, str], language: str
) -> Iterator[Problem]:
    """A problem where the first and the last entry do not begin and end as the words do, or the whole turns unseen."""
    ends = zip((told[0].before, told[-1].after), around, strict=True) if told else ()
    is_so = all(given == words or (CUT in given and CUT in words) for given, words in ends)
    turns = any(may_turn(c.before, c.after, language) for c in told)
    if told and is_so and (turns or not may_turn(*around, language)):
        return
    was, now = (json.dumps(words, ensure_ascii=False) for words in around)
    entry = f"history:\n  - date: (today)\n    kind: article\n    from: {was}\n    to: {now}\n    why: The publisher changed the article’s text here."
    hint = f"`annotate rebase` writes such an entry at the end of `history:`; it is:\n{entry}"
    if told:
        found = "The entry tells of other words than those that the article had and has around this quote."
        yield problem("history-out-of-step", told[-1].location, found, hint)
    else:
        message = "The article’s words around this quote changed, and no new `history` entry of the kind `article` says so."
        yield Problem(claim.at("quote"), "silent-change", message, hint)
