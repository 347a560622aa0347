"""Quotes cut where that turns or rescales what the article says: what `check` and `new` make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from repository import claim, repository
from rule_cases import CASES

from annotate import check
from annotate.editing.drafting import select
from annotate.model.problems import Problem

LANGUAGES = sorted({given[3] for given, _ in CASES["edges"]})
OUTCOMES = {"quote-cuts-a-word": "refused", "quote-leaves-a-unit": "warning"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cut_quote_is_refused_and_its_whole_words_are_not(tmp_path: Path, language: str) -> None:
    """Each case: as severe as expected, drafted with its whole words, and those accepted."""
    for number, ((text, quote, outcome, tongue), whole) in enumerate(CASES["edges"]):
        if tongue == language:
            claims = {"cut": claim(quote), "whole": claim(whole)}
            root = repository(tmp_path / str(number), claims, text, language=language)
            found = {
                p.location.path.split("/")[-1]: _outcome(p)
                for p in check(root).problems
                if p.code in OUTCOMES
            }
            assert found == ({} if outcome == "accepted" else {"cut.md": outcome}), (text, quote)
            article = check(root).library.articles[0].article
            selected = select(article, quote)
            assert article.text[slice(*selected.place)] == whole


def _outcome(problem: Problem) -> str:
    assert problem.severity == ("error" if OUTCOMES[problem.code] == "refused" else "warning")
    return OUTCOMES[problem.code]
