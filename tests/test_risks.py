"""What a proposal may say otherwise than its quote: the labels of 400 altered quotes, and what is not judged."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from altered_quotes import ALTERATIONS, FOLDER, HARMLESS, Altered, drawn, marked, plain

from annotate.anchoring import TextQuoteSelector, propose

OTHERS = json.loads((FOLDER / "others.json").read_text("utf-8"))
EACH = 200


def _altered(language: str) -> Iterator[Altered]:
    """The marked alterations, and as many drawn ones of each label as make 200 together."""
    found = list(marked(language))
    each, more = divmod(EACH - len(found), len(ALTERATIONS))
    labels = {label: each + (n < more) for n, label in enumerate(ALTERATIONS)}
    yield from found
    yield from drawn(plain(language), labels, seed=17)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_proposals_for_altered_quotes_have_the_right_label(language: str) -> None:
    """Just the one label, and none where the alteration is harmless."""
    cases = list(_altered(language))
    assert len(cases) == EACH
    wrong, proposed = [], 0
    for case in cases:
        found = propose(
            case.text, TextQuoteSelector(case.exact, case.prefix, case.suffix), language
        )
        if found:
            proposed += 1
            if found.risks != (() if case.label == HARMLESS else (case.label,)):
                wrong.append(f"{case.label} but {found.risks}: {case.now}")
            assert found.judged
    assert proposed >= 0.95 * EACH
    assert len(wrong) <= 0.05 * proposed, "\n".join(wrong)


@pytest.mark.parametrize("language", OTHERS)
def test_in_other_languages_words_are_not_judged_and_signs_and_letters_are(language: str) -> None:
    labels = dict.fromkeys(ALTERATIONS.keys() - {HARMLESS}, 4)
    for case in drawn(OTHERS[language], labels, seed=23):
        found = propose(
            case.text, TextQuoteSelector(case.exact, case.prefix, case.suffix), language
        )
        if found:
            assert case.label in found.risks, case
            assert not found.judged
