"""A record declares its fields once: reading follows the declaration, whatever the record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from annotate.model import Location, declared_fields, kinds
from annotate.model.declared import ABOUT, declared, record
from annotate.model.kinds import (
    Address,
    AnyKind,
    Choice,
    Choices,
    Day,
    DayOrMonth,
    Flag,
    Hosts,
    Kind,
    Pattern,
    Quote,
    Records,
    Several,
    Text,
)
from annotate.model.problems import Problem
from annotate.model.vocabulary import Reason, Stance
from annotate.reading.fields import read, read_record
from annotate.reading.frontmatter import Mapping, read_yaml

ABOUT["Stop"] = {"name": "What it is called."}
ABOUT["Walk"] = {
    "title": "What it is called.",
    "from": "Where it begins.",
    "stops": "Where it halts.",
}


@record
class Stop:
    """A stop of a walk."""

    name: str = declared(Text(20))
    location: Location


@record
class Walk:
    """Not a record of the tool: nothing knows its fields but what is declared here."""

    title: str = declared(Text(20))
    start: str = declared(Text(20), default="here", key="from")
    stops: tuple[Stop, ...] = declared(Records(Stop, "stop", 2), default=())
    walked: bool = False


VALUES: list[tuple[AnyKind, str, Any]] = [
    (Text(20), "a  word", "a word"),
    (Quote(), "its “words”", "its “words”"),
    (Several(20), "a; b c;", ("a", "b c")),
    (Hosts(), "ap.org  apnews.com", ("ap.org", "apnews.com")),
    (Day(), "2024-05-03", date(2024, 5, 3)),
    (DayOrMonth(), "2024-05", "2024-05"),
    (Address(), "https://example.org/a", "https://example.org/a"),
    (Choice(Stance), "supports", Stance.SUPPORTS),
    (Choices(Reason), "[misquote, imprecise]", (Reason["MISQUOTE"], Reason["IMPRECISE"])),
    (Flag(), "true", True),
    (Pattern("[a-z]+", "abc"), "abc", "abc"),
    (
        Records(Stop, "stop"),
        "[{name: a}]",
        (Stop(name="a", location=Location("x.yml", 1, 5)),),
    ),
]


def _walk(text: str) -> tuple[Walk | None, list[Problem]]:
    mapping = read_yaml(text, "walk.yml")
    assert isinstance(mapping, Mapping)
    problems: list[Problem] = []
    return read_record(mapping, Walk, "walk", problems, walked=True), problems


@pytest.mark.parametrize(("kind", "written", "value"), VALUES, ids=lambda v: type(v).__name__)
def test_a_value_of_each_kind_is_read(kind: AnyKind, written: str, value: Any) -> None:
    """As its kind says, and without a problem."""
    mapping = read_yaml(f"x: {written}", "x.yml")
    assert isinstance(mapping, Mapping)
    problems: list[Problem] = []
    assert (read(kind, "x", mapping.items["x"], problems), problems) == (value, [])


def test_there_is_a_value_of_each_kind() -> None:
    """So that the test above has all kinds that there are."""
    classes = {c for c in vars(kinds).values() if isinstance(c, type) and issubclass(c, Kind)}
    assert {type(kind) for kind, *_ in VALUES} == classes - {Kind}


def test_a_record_is_read_as_it_is_declared() -> None:
    """Keys need not be attributes' names; what the file has not got has its default."""
    walk, problems = _walk("from: there\ntitle: Round\nstops:\n  - name: Bridge")
    stop = Stop(name="Bridge", location=Location("walk.yml", 4, 5))
    assert walk == Walk(title="Round", start="there", stops=(stop,), walked=True)
    assert _walk("title: Round")[0] == Walk(title="Round", walked=True)
    assert problems == []


def test_every_problem_is_told_and_no_half_record_is_made() -> None:
    """A missing key, an unknown one, too many entries: each at its place."""
    walk, problems = _walk("form: there\nstops: [{name: a}, {name: b}, {name: c}]")
    assert walk is None
    assert [(p.code, p.location.line) for p in problems] == [
        ("unknown-key", 1),
        ("too-long", 2),
        ("missing-key", 1),
    ]
    assert "Did you mean `from`? The keys are title, from, stops." in problems[0].hint
    assert problems[2].hint == "Add `title:` — what it is called."


def test_an_entry_that_cannot_be_read_is_left_out() -> None:
    """The others stay, as the list of outlets needs it."""
    walk, problems = _walk("title: Round\nstops: [{}, {name: Bridge}]")
    assert walk
    assert [stop.name for stop in walk.stops] == ["Bridge"]
    assert [p.message for p in problems] == ["This stop has no `name`."]


def test_undeclared_attributes_are_no_fields() -> None:
    """What a file cannot say, such as where it lies."""
    assert [(f.name, f.attribute, f.required) for f in declared_fields(Walk)] == [
        ("title", "title", True),
        ("from", "start", False),
        ("stops", "stops", False),
    ]
