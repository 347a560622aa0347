"""YAML comments: harmless where they explain a value, an error where they would swallow a contributor's words."""

from __future__ import annotations

import pytest
from repository import claim

from annotate.reading.claim_files import read_annotation

HARMLESS = [
    ({"verdict": "supported  # as AP has it"}, "supported"),
    ({"claim": '"in quotation marks" # note'}, "in quotation marks"),
    ({"claim": ">-\n  why: the #1 reason is # this"}, "why: the #1 reason is # this"),
]
SWALLOWED = [
    ({"summary": "the #1 issue # dropped."}, "7:14"),
    ({"claim": "two lines\n  of words # gone"}, "5:12"),
    ({"claim": "# everything"}, "4:8"),
]


@pytest.mark.parametrize(("fields", "value"), HARMLESS)
def test_a_comment_that_takes_no_words_away(fields: dict[str, str], value: str) -> None:
    annotation, problems = read_annotation(claim(**fields), "claim.md", "slug", "id")
    assert problems == []
    assert annotation is not None
    assert value in (annotation.claim, annotation.verdict.id)


@pytest.mark.parametrize(("fields", "place"), SWALLOWED)
def test_words_that_a_comment_would_swallow(fields: dict[str, str], place: str) -> None:
    _, (problem,) = read_annotation(claim(**fields), "claim.md", "slug", "id")
    assert problem.code == "hash-in-value"
    assert str(problem.location) == f"claim.md:{place}"
