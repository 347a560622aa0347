"""What the scripts of an article's page say of its claims, as data: one file an article, asked for when it is needed."""

from __future__ import annotations

import json
from typing import Any

from ...model import AnnotatedArticle
from ...reading import prose
from ...reading.settings import Settings
from ...text.sentences import segments
from ..facts import DUE, ArticleFacts, ClaimFacts
from ..source_facts import SourceFacts, SourceGroup

NAME = "claims.json"


def format_cards(facts: ArticleFacts, settings: Settings) -> str:
    """The published claims of an article by their ids, for its cards and for its form.

    Args:
        facts: the article with its claims.
        settings: the site's forge.

    Returns:
        JSON: `edit`, the start of the addresses at which the claims' files can be changed ("" without a forge), and
        `claims`. Text is text: what shows it must not take it for HTML.
    """
    annotated = facts.annotated
    folder = annotated.page.path.removesuffix("index.md") + "claims/"
    names = {id_: f"claim {number}" for id_, number in facts.numbers.items()}
    data = {
        "edit": settings.edit_url(folder),
        "claims": {told.claim.id: _card(annotated, told, names) for told in facts.claims},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _card(annotated: AnnotatedArticle, facts: ClaimFacts, names: dict[str, str]) -> dict[str, Any]:
    claim = facts.claim
    start, end = annotated.place(claim)
    context = prose.plain_text(claim.context, names).partition("\n")[0]
    return {
        "page": f"claims/{claim.id}.html",
        "quote": annotated.article.text[start:end],
        "summary": claim.summary,
        "sourceType": claim.source_type.label,
        "context": next(iter(segments("en", context)), "").strip(),
        "replies": [[label, reply.text] for label, reply in facts.replies],
        "counts": facts.counts,
        "groups": [_group(group) for group in facts.groups],
        **({"due": [f"{DUE}: {told}" for told in facts.due]} if facts.due else {}),
    }


def _group(group: SourceGroup) -> dict[str, Any]:
    return {
        "label": group.stance.outlets,
        "count": group.copies_count,
        "reports": [
            {"before": r.before, "pages": list(map(_page, r.sources)), "after": r.after}
            for r in group.reports
        ],
    }


def _page(facts: SourceFacts) -> list[str]:
    return [facts.source.outlet, facts.source.link, facts.details]
