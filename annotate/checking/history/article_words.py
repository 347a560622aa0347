"""Whether a claim's history tells what became of the article's words around it, as they were and as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from ...anchoring import Anchor, fold
from ...anchoring.languages import lists
from ...model import AnnotatedArticle, Annotation, Article, ArticlePage, Change, Library
from ...model.problems import Problem
from ...model.vocabulary import ChangeKind
from ...reading.repository import seed_path
from ...reading.seeds import SeedError, parse_seed
from ..checks.registry import problem
from ..coverage import sentences
from ..due import is_unread
from ..surroundings import passage, shortened
from ..turning import CUT, may_turn, reads_alike
from .differences import Published, Records
from .entries import confirm, incomparable
from .revisions import Revision, earlier_file

_Asked = Iterable[tuple[Published, Annotation]]


def untold_words(
    revision: Revision, library: Library, then: Records, new: set[str], unanswered: dict[str, str]
) -> Iterator[Problem]:
    """Compare the words around each claim that readers had with those that stand there now.

    Args:
        revision: the commit to compare with.
        library: what the repository says now.
        then: the records that were changed since, as they were.
        new: the files that were not there.
        unanswered: what a commit's message calls each file of which none says that it tells the same in other words.

    Yields:
        `silent-change` where no new entry of the kind `article` tells of a change, `history-out-of-step` where one, or one
        of its page, tells of other words than those that the article had and has, `confirm-editorial` where the words differ and turn
        nothing, and `cannot-compare` where its text cannot be read.
    """
    for annotated in library.articles:
        page = then.get(annotated.page.path, annotated.page)
        if not isinstance(page, ArticlePage):
            continue
        is_same = (page.sha256, page.seed) == (annotated.page.sha256, annotated.page.seed)
        stood = (a for a in annotated.annotations if not a.withdrawn and a.path not in new)
        pairs = ((then.get(now.path) or now, now) for now in stood)
        asked = [pair for pair in pairs if not is_same or _told(*pair)]
        old = annotated.article if is_same else _article(revision, page)
        if old:
            yield from _compared(annotated, AnnotatedArticle(page, old, ()), asked, unanswered)
        else:
            yield incomparable(seed_path(page.seed))


def _article(revision: Revision, page: ArticlePage) -> Article | None:
    with suppress(SeedError):
        return parse_seed(earlier_file(revision, seed_path(page.seed)) or b"", page.seed, page.url)
    return None


def _compared(
    annotated: AnnotatedArticle, before: AnnotatedArticle, asked: _Asked, unanswered: dict[str, str]
) -> Iterator[Problem]:
    articles, language = (before.article, annotated.article), annotated.page.language
    texts = [" ".join(fold(article.text).text.split()) for article in articles]
    for change in _told(before.page, annotated.page):
        sides = zip((change.before, change.after), texts, strict=True)
        if not all(fold(p).text.strip() in there for told, there in sides for p in told.split(CUT)):
            found = "The entry has words in `from:` that the article did not have, or in `to:` that it does not have."
            yield problem("history-out-of-step", change.location, found)
    divided = [tuple(sentences(article, language)) for article in articles]
    for was, now in asked:
        if not isinstance(was, Annotation) or was.withdrawn or is_unread(was):
            continue
        both = (before.anchored(was.quote), annotated.places[now.id])
        places = [place for place in both if isinstance(place, Anchor)]
        if len(places) == len(both):
            parts = zip(articles, divided, places, strict=True)
            old, new = (passage(article, cut, place, language) for article, cut, place in parts)
            told, around = _told(was, now), shortened(old, new)
            is_other = not lists(language) and fold(old).text != fold(new).text
            if told or is_other or may_turn(*around, language):
                yield from _judged(now, told, around, language)
            elif now.path in unanswered and not reads_alike(*around, language):
                found = "the article’s words around the quote changed"
                yield confirm(now.at("quote"), found, unanswered[now.path])


def _told(before: Published, after: Published) -> list[Change]:
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
