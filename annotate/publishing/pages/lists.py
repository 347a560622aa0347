"""The pages that list things across articles: the articles, the claims, the sources, and what was changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from ...model.vocabulary import Stance, Verdict
from ...reading.prose import REL
from ...text import addresses
from ...text.dates import show_date
from ...text.escaping import escape_address, escape_markdown
from ...text.wording import short
from ..citing import CitedPage
from ..facts import ArticleFacts, ClaimFacts, LibraryFacts
from ..histories import ChangeFacts
from .paging import Paged
from .pieces import WIDE, badge, blocks, front_matter, table, wrapped
from .tallies import coverage_sentence, tally_bar

_Claim = tuple[ArticleFacts, ClaimFacts]
# How many articles a page of the site's own lists.
_NEWEST = 20


def paged_lists(facts: LibraryFacts) -> dict[str, Paged[Any]]:
    """All lists that can take several pages, by the name of the part of a page that they begin in."""
    cited = sorted(facts.pages.items(), key=lambda p: (p[1].source.outlet.casefold(), p[0]))
    sources = [page for _, page in cited]
    return {
        "articles": Paged("articles/index.md", "Articles", facts.articles, _article_list, 50),
        "claims": Paged("claims/index.md", "Claims", facts.claims, _claims_tables),
        "sources": Paged("sources.md", "Sources", sources, partial(_sources, facts)),
        "corrections": Paged("corrections.md", "Corrections", facts.changes, _corrections),
    }


def render_articles(articles: Paged[ArticleFacts]) -> str:
    """Write the list of articles, `articles/index.md`."""
    about = "All annotated articles, each with its claims by verdict and how much was checked."
    head = front_matter("Articles", about, hide=["toc"])
    return blocks(head, "# Articles", articles.begun("../")) + "\n"


def newest_articles(facts: LibraryFacts, up: str) -> str:
    """Write a list of the articles that were published last, with the way to all; `up` leads to the site's root."""
    articles = facts.articles
    if len(articles) <= _NEWEST:
        return _article_list(articles, up)
    newest = sorted(articles, key=lambda a: a.annotated.page.published, reverse=True)[:_NEWEST]
    told = f"[All {len(articles):,} articles]({up}articles/index.md)"
    return blocks(_article_list(newest, up), told)


def _article_list(articles: Sequence[ArticleFacts], up: str) -> str:
    """The articles as a list with their tallies."""
    if not articles:
        return "No article is annotated yet."
    return wrapped("fc-list", blocks(*(_article_item(article, up) for article in articles)))


def _article_item(facts: ArticleFacts, up: str) -> str:
    page, counts = facts.annotated.page, facts.counts
    tally = (_tally_link(verdict, counts[verdict], up) for verdict in Verdict if counts[verdict])
    return "\n\n    ".join(
        [
            f"-   [{escape_markdown(page.title)}]({up}articles/{page.slug}/index.md)",
            escape_markdown(facts.byline),
            tally_bar(counts),
            " ".join(tally),
            escape_markdown(coverage_sentence(facts.annotated, facts.coverage)),
        ]
    )


def _tally_link(verdict: Verdict, count: int, up: str) -> str:
    """A verdict with its number, which leads to its claims."""
    return f"[{badge(verdict)} {count}]({up}claims/index.md?verdict={quote(verdict.label)})"


def render_claims(claims: Paged[_Claim]) -> str:
    """Write the page that lists all claims, `claims/index.md`: a table that needs no script."""
    about = f"All {len(claims.rows)} checked claims. Each has a page of its own with its sources."
    head = front_matter("Claims", about, **WIDE)
    counts = Counter(facts.claim.verdict.id for _, facts in claims.rows)
    # Where every page's link to the search leads, whatever generator frames the list; scripts put the search there.
    search = f'<div id="search" data-counts="{escape(json.dumps(counts))}"></div>'
    return blocks(head, search, "# Claims", about, claims.begun("../")) + "\n"


def _claims_tables(claims: Sequence[_Claim], up: str) -> str:
    parts = []
    for article, rows in groupby(claims, key=itemgetter(0)):
        listed = (_claim_row(*row, up) for row in rows)
        told = table("| Verdict | Claim | Source type | Corroborating |", listed)
        parts += [f"## {escape_markdown(article.annotated.page.title)}", told]
    return blocks(*parts)


def _claim_row(article: ArticleFacts, facts: ClaimFacts, up: str) -> str:
    claim, link = facts.claim, f"{up}{facts.claim.page_path}"
    supporting = facts.group(Stance.SUPPORTS)
    origins = len(supporting.reports) if supporting else "none found"
    return (
        f"| {badge(claim.verdict)} | [{escape_markdown(claim.claim)}]({link})"
        f'<br><span class="fc-words">“{escape_markdown(short(article.annotated.quoted(claim), 100))}”</span> '
        f"| {claim.source_type.label} | {origins} |"
    )


def _sources(facts: LibraryFacts, pages: Sequence[CitedPage], up: str) -> str:
    """Cited pages, each with the claims that cite it."""
    rows = (_source_row(page, facts, up) for page in pages)
    told = table("| Page | Outlet | Kind | Date | Claims |", rows)
    return wrapped("fc-wide fc-sources", told) if pages else "No source is cited yet."


def _source_row(page: CitedPage, facts: LibraryFacts, up: str) -> str:
    source = page.source
    title = escape_markdown(source.title or addresses.host(source.url))
    origin = f"<br>a copy of {escape_markdown(source.reported_by)}" if source.is_copy else ""
    listed = facts.outlets.get(source.outlet)
    about = f"<br>{escape_markdown(listed.about.rstrip('.'))}" if listed and listed.about else ""
    path = page.path or page.citing.citations[0][0].page_path
    return (
        f'| <a href="{escape_address(source.url)}"{REL}>{title}</a> | '
        f"[{escape_markdown(source.outlet)}]({up}{facts.names[source.outlet].path}){origin}{about} "
        f"| {source.type.label} | {show_date(source.date)} | [{page.citing.claims}]({up}{path}) |"
    )


def _corrections(changes: Sequence[ChangeFacts], up: str) -> str:
    if not changes:
        return "Nothing that readers are told has been changed since publication."
    return "\n".join(
        f"-   {show_date(entry.change.date)}, [{escape_markdown(entry.about)}]({up}{entry.path}{'' if entry.id else 'index.md'}) — "
        f"{escape_markdown(entry.told)}"
        for entry in changes
    )
