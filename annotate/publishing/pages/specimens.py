"""Two claims as readers meet them, for the home page: one that holds and one that does not, chosen by a rule."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Article
from ...model.vocabulary import Verdict
from ...text.escaping import escape_markdown
from ...text.tables import table_of
from ..facts import ArticleFacts, ClaimFacts, LibraryFacts
from .excerpts import GAP, excerpt_window
from .pieces import badge, blocks, wrapped

_HOLDS = (Verdict.SUPPORTED,)
_FAILS = (Verdict.CONTRADICTED, Verdict.MISLEADING)
_RULE: str = table_of(__file__)["rule"]


def specimens(facts: LibraryFacts, up: str) -> str:
    """The two claims side by side, with the rule beneath; nothing where no claim has such a verdict.

    Args:
        facts: the articles with their claims.
        up: from the page to the site's root.
    """
    chosen = [pair for pair in (_best(facts, _HOLDS), _best(facts, _FAILS)) if pair]
    shown = blocks(*(_specimen(article, claim, up) for article, claim in chosen))
    return blocks(wrapped("fc-specimens", shown), wrapped("fc-rule", _RULE)) if chosen else ""


def _best(
    facts: LibraryFacts, verdicts: Iterable[Verdict]
) -> tuple[ArticleFacts, ClaimFacts] | None:
    """The claim that the most reports bear out; `max` takes the first of several."""
    pairs = ((a, c) for a in facts.articles for c in a.claims if c.claim.verdict in verdicts)
    return max(pairs, key=lambda pair: _bearing(pair[1]), default=None)


def _bearing(facts: ClaimFacts) -> int:
    """How many independent reports bear a claim's verdict out."""
    told = (facts.group(stance) for stance in facts.claim.verdict.bearing)
    return len({report.origin for group in told if group for report in group.reports})


def _specimen(article: ArticleFacts, facts: ClaimFacts, up: str) -> str:
    claim = facts.claim
    origins = (escape_markdown(source.reported_by) for source in claim.sources)
    reports = ", ".join(dict.fromkeys(origins))
    evidence = f"Evidence from {reports}." if reports else ""
    body = blocks(
        f"> {_words(article.annotated.article, article.annotated.place(claim), claim.verdict)}",
        f"{badge(claim.verdict)} {escape_markdown(claim.summary)}",
        f"{evidence} [The claim and its sources]({up}{claim.page_path})".strip(),
    )
    return wrapped("fc-specimen", body)


def _words(article: Article, place: tuple[int, int], verdict: Verdict) -> str:
    """The quoted words, marked, with a little of their paragraph around them."""
    text, (start, end) = article.text, place
    low, high = excerpt_window(text, start, end)
    low = max(low, *(begin for begin in article.starts if begin <= start))
    high = min(high, *(stop for stop in article.ends if stop >= end))
    mark = f'<mark data-verdict="{verdict.id}">{_flat(text[start:end])}</mark>'
    before, after = f"{GAP} " if low else "", f" {GAP}" if high < len(text) else ""
    return f"{before}{_flat(text[low:start])}{mark}{_flat(text[end:high])}{after}"


def _flat(text: str) -> str:
    """Words of an article on one line, as Markdown, with the space at their ends kept."""
    words = escape_markdown(" ".join(text.split()))
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"
