"""schema.org `ClaimReview`: one JSON-LD block for a claim's page."""

from __future__ import annotations

import json
from typing import Any

from ...model import Annotation, ArticlePage, Source
from ...reading import prose
from ...reading.settings import Settings
from ..facts import ClaimFacts


def claim_review(facts: ClaimFacts, page: ArticlePage, settings: Settings) -> str:
    """The claim as ClaimReview, ready to stand in a `<script>` element.

    Off-scale verdicts (disputed, unverified, outdated, opinion) have a name and no number.

    Returns:
        JSON without any character that could end the element or a line of a script.
    """
    claim = facts.claim
    return script_json(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": settings.absolute(claim.page_path),
            "datePublished": str(claim.checked),
            "inLanguage": "en",
            "claimReviewed": claim.claim,
            "itemReviewed": _claim(claim, page),
            "reviewRating": _rating(claim),
            "reviewBody": prose.plain_text(claim.context),
            "author": {"@type": "Organization", "name": settings.site_name},
            "creditText": facts.made,
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "citation": [_citation(source) for source in claim.sources],
        }
    )


def _rating(claim: Annotation) -> dict[str, Any]:
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": claim.verdict.label,
        "ratingExplanation": claim.summary,
    }
    if claim.verdict.rating is not None:
        rating |= {"ratingValue": claim.verdict.rating, "bestRating": 5, "worstRating": 1}
    return rating


def _claim(claim: Annotation, page: ArticlePage) -> dict[str, Any]:
    article = {
        "@type": "NewsArticle",
        "url": page.url,
        "publisher": {"@type": "Organization", "name": page.publisher},
        "datePublished": str(page.published),
    }
    if page.author:
        article["author"] = {"@type": "Person", "name": page.author}
    item: dict[str, Any] = {"@type": "Claim", "text": claim.claim, "appearance": article}
    if claim.claimant:
        item["author"] = {"@type": "Thing", "name": claim.claimant}
    return item


def _citation(source: Source) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "url": source.url,
        "publisher": {"@type": "Organization", "name": source.outlet},
        "name": source.title,
        "datePublished": "" if source.date == "undated" else source.date,
        "archivedAt": source.archived,
    }
    return {name: value for name, value in work.items() if value}


def script_json(value: object) -> str:
    """JSON that is safe inside a `<script>` element (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
