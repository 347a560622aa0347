"""The pages that list things across articles: the articles and the claims."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ...model.vocabulary import Stance, Verdict
from ...text.escaping import escape_markdown
from ...text.wording import short
from ..facts import ArticleFacts, LibraryFacts
from .pieces import badge, blocks, coverage_sentence, front_matter, tally_bar, wrapped

# Where every page's link to the search leads, whatever generator frames the list; scripts put the search there.
_SEARCH = '<div id="search"></div>'
# How many articles a page of the site's own lists.
_NEWEST = 20


def render_articles(facts: LibraryFacts) -> str:
    """Write the list of articles, `articles/index.md`."""
    about = (
        "All annotated articles, each with its claims by verdict and how much of it was checked."
    )
    head = front_matter("Articles", about, hide=["toc"])
    return blocks(head, "# Articles", _article_list(facts.articles, "../")) + "\n"


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


def render_claims(facts: LibraryFacts) -> str:
    """Write the page that lists all claims, `claims/index.md`: a table that needs no script."""
    total = sum(len(article.claims) for article in facts.articles)
    about = f"All {total} checked claims. Each has a page of its own with its sources."
    head = front_matter("Claims", about, hide=["navigation", "toc"])
    parts = [head, _SEARCH, "# Claims", about]
    for article in facts.articles:
        if article.claims:
            title = article.annotated.page.title
            parts += [f"## {escape_markdown(title)}", _claims_table(article)]
    return blocks(*parts) + "\n"


def _claims_table(article: ArticleFacts) -> str:
    rows = ["| Verdict | Claim | Source type | Corroborating |", "| --- | --- | --- | --- |"]
    for facts in article.claims:
        claim, link = facts.claim, f"../{facts.claim.page_path}"
        supporting = facts.group(Stance.SUPPORTS)
        origins = len(supporting.reports) if supporting else 0
        rows.append(
            f"| {badge(claim.verdict)} | [{escape_markdown(claim.claim)}]({link})"
            f'<br><span class="fc-words">“{escape_markdown(short(article.annotated.quoted(claim), 100))}”</span> '
            f"| {claim.source_type.label} | {origins or 'none found'} |"
        )
    return "\n".join(rows)
