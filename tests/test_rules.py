"""The rules that the form follows too, by the cases that its scripts are run on (`tests/browser/test_rules.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import CASES, Judge, rules


@pytest.mark.parametrize("rule", CASES)
def test_the_cases_of_a_rule(rule: str, tmp_path: Path) -> None:
    follow = rules(Judge(tmp_path / "repository"))[rule]
    assert [(given, follow(given)) for given, _ in CASES[rule]] == [
        tuple(case) for case in CASES[rule]
    ]
