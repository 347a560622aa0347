"""What readers are told, worded once for all pages and feeds."""

from __future__ import annotations

from annotate.model import AnnotatedArticle, Annotation, Change
from annotate.vocabulary import Verdict

_LABELS = {verdict.id: verdict.label for verdict in Verdict}
NOT_REVIEWED = "no person has reviewed it yet"


def change_sentences(change: Change) -> str:
    """What was changed and why: `Verdict changed from “Mixed” to “Supported”. The reason.`"""
    before, after = (_LABELS.get(value, value) for value in (change.before, change.after))
    if before and after:
        moved = f" changed from “{before}” to “{after}”"
    elif after:
        moved = f": now “{after}”"
    elif before:
        moved = f": no longer “{before}”"
    else:
        moved = ""
    return f"{change.kind.label}{moved}. {change.why}"


def made_with(annotated: AnnotatedArticle, claim: Annotation | None = None) -> str:
    """How a claim, or an article's claims, were made, as the sentence that readers see."""
    told = (claim.made_with if claim else "") or annotated.page.made_with
    if told:
        return f"Made with {told}; {NOT_REVIEWED}."
    return f"{NOT_REVIEWED[0].upper()}{NOT_REVIEWED[1:]}."
