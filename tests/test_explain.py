"""`annotate explain` explains every code, field, value and table, and needs no site for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.checking.rules import RULES
from annotate.cli import main
from annotate.model import Annotation, ArticlePage, declared_fields
from annotate.model.vocabulary import Verdict


def _explain(topic: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["explain", *([topic] if topic else [])])
    return done.exit_code, done.output


def test_every_code_has_its_reason_and_both_examples() -> None:
    for rule in RULES.values():
        code, text = _explain(rule.code)
        assert code == 0
        kind = {"error": "an error", "warning": "a warning"}[rule.severity]
        assert f"{rule.code} ({kind}): {rule.why}\n" in text
        assert all(line in text for line in f"{rule.bad}\n{rule.good}".split("\n")), rule.code


def test_every_field_says_what_it_is_and_what_it_may_hold() -> None:
    for record in (Annotation, ArticlePage):
        for field in declared_fields(record):
            code, text = _explain(field.name)
            assert code == 0
            assert field.about in text
            assert all(f"  {term.id}: {term.definition}" in text for term in field.terms)


def test_a_field_of_several_lists_is_told_once_for_each_kind_of_entry() -> None:
    for name in ("why", "date", "kind", "who"):
        heads = [line for line in _explain(name)[1].splitlines() if line.startswith(f"{name}, ")]
        assert heads
        assert len(heads) == len(set(heads))


def test_a_value_says_what_it_means() -> None:
    for verdict in Verdict:
        assert f"a value of verdict: {verdict.definition}" in _explain(verdict.id)[1]


def test_a_table_has_all_its_fields() -> None:
    text = _explain("claim")[1]
    assert all(f"{field.name}" in text for field in declared_fields(Annotation))
    assert all(f"{code}: " in _explain("codes")[1] for code in RULES)


def test_the_list_of_topics_has_each_of_them() -> None:
    text = _explain()[1]
    assert all(topic in text for topic in [*RULES, "would_settle", "mostly-supported", "article"])


def test_what_does_not_exist_names_what_is_near() -> None:
    code, text = _explain("misleding")
    assert (code, text) == (
        2,
        "There is no topic 'misleding'. Near it: misleading, missing-key, mixed. `annotate explain` lists all.\n",
    )


def test_it_needs_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _explain("bad-date")[0] == 0
