"""The form and `annotate check` go by one book of rules: they say the same of characters, addresses, evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from rule_cases import CASES, FIELDS, SOURCE

from annotate.model import Location
from annotate.reading.frontmatter import forbidden

pytestmark = pytest.mark.browser

Run = Callable[..., Any]

# How the scripts say what the rules of `rule_cases` say.
IN_THE_SCRIPTS = {
    "address": "!addressFault(it)",
    "context": "!contextFault(body(it)) && [...body(it)].length <= rules.context.limit",
    "date": "!dateFault(it)",
    "edges": "whole(it)",
    "evidence": "!draft({ fields: { ...FIELDS, ...it[0] }, sources: it[1] }, QUOTE, ARTICLE).findings.errors.size",
    "file-name": "fileName(it, new Set())",
    "one-line": "line(it)",
    "places": "count(it[0], { exact: it[1], prefix: '', suffix: '' })",
    "quotable": "!quoteFault(it, 1000)",
    "visible-text": "visible(it) === it",
    "words": "countWords(it)",
}


@pytest.mark.parametrize("rule", CASES)
def test_the_cases_of_a_rule(form_scripts: Run, rule: str) -> None:
    """The same cases as in `tests/test_rules.py`, and the same results."""
    inputs = [given for given, _ in CASES[rule]]
    said = form_scripts(
        f"""const [inputs, FIELDS] = given;
        const whole = ([text, quote]) => {{
          const root = document.createElement("div");
          root.append(document.createElement("p"));
          root.firstChild.textContent = text;
          const start = text.indexOf(quote);
          const place = new Words(root).whole({{ start, end: start + quote.length }});
          return text.slice(place.start, place.end);
        }};
        const QUOTE = {{ exact: "Repairs", prefix: "", suffix: "" }};
        return inputs.map((it) => [it, {IN_THE_SCRIPTS[rule]}]);""",
        inputs,
        FIELDS,
    )
    assert said == CASES[rule]


def test_the_form_refuses_the_characters_that_the_checks_refuse(form_scripts: Run) -> None:
    """All code points, one by one."""
    removed = form_scripts(
        """const all = Array.from({length: 0x110000}, (_, point) => point);
        return all.filter((point) => visible(`a${String.fromCodePoint(point)}b`).length === 2);"""
    )
    refused = [
        point
        for point in range(sys.maxunicode + 1)
        if forbidden(f"a{chr(point)}b", lambda _: Location(""))
    ]
    assert removed == refused
    assert len(refused) > 6_000


ERRORS = """const [fields, sources] = given;
return [...draft({ fields, sources }, { exact: "Repairs", prefix: "", suffix: "" }, ARTICLE).findings.errors.keys()];"""


@pytest.mark.parametrize(
    ("changes", "other", "wrong"),
    [
        ({}, {}, ["verdict"]),
        ({}, {"outlet": "Other", "url": "https://other.example.com/"}, []),
        (
            {},
            {"outlet": "Other", "url": "https://other.example.com/", "stance": "context"},
            ["verdict"],
        ),
        ({}, {"outlet": "Its Archive", "url": "https://archive.example.org/"}, []),
        ({"single_source_reason": "It is the minister's own diary."}, {}, []),
        ({"verdict": "mostly-supported"}, {}, []),
        ({"verdict": "contradicted"}, {}, ["verdict"]),
        ({"verdict": "unverified"}, {}, ["would_settle"]),
    ],
)
def test_what_a_verdict_lacks_is_an_error_in_the_form(
    form_scripts: Run, changes: dict[str, str], other: dict[str, str], wrong: list[str]
) -> None:
    """What `annotate check` refuses as `too-few-origins` or `nothing-would-settle` is not "Nothing is missing"."""
    sources = [SOURCE, SOURCE | other] if other else [SOURCE]
    assert form_scripts(ERRORS, FIELDS | changes, sources) == wrong


def test_a_first_hand_source_is_enough_for_the_form(form_scripts: Run) -> None:
    assert form_scripts(ERRORS, FIELDS, [SOURCE | {"type": "dataset"}]) == []
