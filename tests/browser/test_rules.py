"""The form and `annotate check` go by one book of rules: they say the same of characters, addresses, evidence."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from rule_cases import CASES, FIELDS, SOURCE

from annotate.model import Location
from annotate.reading.frontmatter import forbidden

pytestmark = pytest.mark.browser

Run = Callable[..., Any]
Expected = Callable[[Path, str], None]

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


OTHER = {"outlet": "Other", "url": "https://other.example.com/"}
FIRST_HAND = SOURCE | {"type": "dataset"}
LIMITS = {"claim": 500, "summary": 240}  # of which more is refused
# What the form's fields hold beyond what is right: values of the claim, and the sources.
TYPED: dict[str, tuple[dict[str, str], list[dict[str, str]]]] = {
    "nothing": (dict.fromkeys(FIELDS, ""), []),
    "an unknown choice": ({"verdict": "perhaps", "source_type": "none"}, [SOURCE | {"type": "page", "stance": "maybe"}]),
    **{f"{name} of {n} letters": ({name: f"{'x' * (n - 1)}."}, [FIRST_HAND]) for name, limit in LIMITS.items() for n in (limit, limit + 1)},
    "a summary that is no sentence": ({"summary": "The same figure"}, [FIRST_HAND]),
    "one source is said to be enough": ({"single_source_reason": "It is their own."}, [SOURCE]),
    "two sources of one origin": ({}, [SOURCE, SOURCE | OTHER | {"origin": "The Example"}]),
    "two origins, one of them beside the point": ({}, [SOURCE, SOURCE | OTHER | {"stance": "context"}]),
    "a first-hand source": ({}, [SOURCE | {"type": "dataset"}]),
    "a first-hand source beside the point": ({}, [SOURCE, SOURCE | OTHER | {"type": "dataset", "stance": "context"}]),
    **{f"only {kind}": ({}, [SOURCE | {"type": kind}, SOURCE | OTHER | {"type": kind}]) for kind in ("state-media", "reference", "fact-check")},
    "one of two never stands alone": ({}, [SOURCE | {"type": "state-media"}, SOURCE | OTHER]),
    **{f"verdict {verdict}": ({"verdict": verdict}, [SOURCE, SOURCE | OTHER | {"stance": "contradicts"}]) for verdict in ("mostly-supported", "mixed", "contradicted", "misleading", "unverified", "unverifiable", "opinion", "not-checkable")},
    "no source where none is needed": ({"verdict": "unverified", "would_settle": "The records."}, []),
    "what would settle it, where nothing is open": ({"would_settle": "The records."}, [SOURCE | {"type": "dataset"}]),
    "an empty source between others": ({}, [SOURCE, {"url": "", "outlet": ""}, SOURCE | OTHER]),
    "dates": ({}, [FIRST_HAND | OTHER | {"url": f"https://other.example.com/{n}", "date": day} for n, day in enumerate(("2024-05-03", "2024-02-30", "2024-05", "undated", "May"))]),
    "addresses": ({}, [FIRST_HAND | OTHER | {"url": url} for url in ("HTTP://other.example.com/", "ftp://x", "https://other.example.com/ä b", "https://other.example.com")]),
    "one address twice": ({}, [FIRST_HAND, FIRST_HAND | {"url": "https://WWW.example.org/budget#"}, FIRST_HAND | {"url": "https://www.example.org/budget?", "stance": "context"}]),
    "two outlets of one host": ({}, [SOURCE | OTHER, SOURCE | OTHER | {"outlet": "Another", "url": "https://other.example.com/b"}]),
    "two outlets of a listed host": ({}, [FIRST_HAND, FIRST_HAND | {"outlet": "Another", "url": "https://example.org/b"}]),
    "a listed outlet on another host": ({}, [FIRST_HAND | {"url": "https://other.example.com/"}]),
    "a listed host under its other domain": ({}, [FIRST_HAND | {"url": "https://news.example.net/"}, FIRST_HAND | {"url": "https://archive.example.org/x"}]),
    **{f"{n} sources": ({}, [FIRST_HAND | OTHER | {"url": f"https://other.example.com/{at}"} for at in range(n)]) for n in (60, 61)},
    **{f"a context of {n} words": ({"context": " ".join(["word"] * n)}, [FIRST_HAND]) for n in (1, 19, 20, 150, 151)},
    **{f"a context of {n} letters": ({"context": "x" * n}, [FIRST_HAND]) for n in (4_000, 4_001)},
    "links to claims": ({"context": "See [[one]] and [[two]], `[[three]]`."}, [FIRST_HAND]),
}  # fmt: skip
FINDINGS = """const [cases, FIELDS, RIGHT] = given;
return cases.map(([name, fields, sources]) => {
  const { findings, text } = draft({ fields: { ...FIELDS, ...fields }, sources }, RIGHT, ARTICLE);
  return [name, [...findings.errors], [...findings.hints], findings.fewOrigins, text];
});"""
QUOTED = {"exact": "Repairs", "prefix": "", "suffix": ""}


def test_what_is_told_of_what_is_typed(form_scripts: Run, expected: Expected) -> None:
    """Each mistake with its words, at the limit and one beside it; and the file of what is right."""
    cases = [(name, *typed) for name, typed in TYPED.items()]

    def told() -> Iterator[str]:
        for name, errors, hints, few, text in form_scripts(FINDINGS, cases, FIELDS, QUOTED):
            yield f"## {name}{', of one origin' * few}"
            yield from (f"{path}: {what}" for path, what in errors)
            yield from (f"({path}: {what})" for path, what in hints)
            yield "" if errors or len(text) > 2_000 else text.replace(str(date.today()), "(today)")

    expected(ROOT / "tests/cases/wordings/form.txt", "\n".join(told()) + "\n")


FAULTS = """const [addresses, contexts, quotes] = given;
return [
  ...addresses.map((it) => [it, addressFault(it)]),
  ...contexts.map((it) => [it, contextFault(it)]),
  ...quotes.map((it) => [it, quoteFault(it, 1000)]),
  ["1000 letters", quoteFault("x".repeat(1000), 1000)],
  ["1001 letters", quoteFault("x".repeat(1001), 1000)],
];"""


def test_why_addresses_contexts_and_words_are_refused(
    form_scripts: Run, expected: Expected
) -> None:
    """The reason that the form gives, for the cases of each rule."""
    given = ([case for case, _ in CASES[rule]] for rule in ("address", "context", "quotable"))
    told = (f"{ascii(case)[:100]}: {why!a}\n" for case, why in form_scripts(FAULTS, *given))
    expected(ROOT / "tests/cases/wordings/refused.txt", "".join(told))


ENGINES = (ROOT / "tests/cases/wordings/engines.js").read_text("utf-8")


def test_what_the_engines_make_of_it(form_scripts: Run, expected: Expected) -> None:
    """Addresses, words beside a quote, pages of forges, and what becomes of a published claim's file."""
    told = (json.dumps(line, indent=1, ensure_ascii=True) for line in form_scripts(ENGINES))
    text = "\n".join(told).replace(str(date.today()), "(today)")
    expected(ROOT / "tests/cases/wordings/engines.txt", f"{text}\n")
