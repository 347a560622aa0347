"""schema.org `ClaimReview`: one JSON-LD block for a claim's page."""

from __future__ import annotations

import json

from ...model import Annotation, ArticlePage, Source
from ...reading import prose
from ...reading.settings import Settings
from ...text.dates import UNDATED
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


def _thing(kind: str, **values: object) -> dict[str, object]:
    """A thing of schema.org without what is empty; nothing where all of it is."""
    told = {name: value for name, value in values.items() if value}
    return {"@type": kind, **told} if told else {}


def _rating(claim: Annotation) -> dict[str, object]:
    verdict = claim.verdict
    scale = {"ratingValue": verdict.rating, "bestRating": 5, "worstRating": 1}
    told = _thing("Rating", alternateName=verdict.label, ratingExplanation=claim.summary)
    return told | (scale if verdict.rating is not None else {})


def _claim(claim: Annotation, page: ArticlePage) -> dict[str, object]:
    article = _thing(
        "NewsArticle",
        url=page.url,
        publisher=_thing("Organization", name=page.publisher),
        datePublished=str(page.published),
        author=_thing("Person", name=page.author),
    )
    claimant = _thing("Thing", name=claim.claimant)
    return _thing("Claim", text=claim.claim, appearance=article, author=claimant)


def _citation(source: Source) -> dict[str, object]:
    return _thing(
        "CreativeWork",
        url=source.url,
        publisher=_thing("Organization", name=source.outlet),
        name=source.title,
        datePublished=source.date.replace(UNDATED, ""),
        archivedAt=source.archived,
    )


def script_json(value: object) -> str:
    """JSON that is safe inside a `<script>` element (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
