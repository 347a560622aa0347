"""Single fields of a file are changed where they stand, whatever its line ends; every other byte stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotate.editing import yaml_edits
from annotate.editing.yaml_edits import EditError, parse
from annotate.model import Location
from annotate.reading.frontmatter import Mapping, Sequence

ORDER = ("quote", "claim", "checked", "history", "waivers", "withdrawn")
TEXT = """\
---
# about the quote
quote: >-
  some words

  and a second paragraph
# about the claim
claim: "in quotation marks" # why
checked: 2026-11-24  # a Tuesday
history:
  - date: 2026-11-24
    kind: wording
    why: Clearer than before.

  # about the second
  - {date: 2026-11-25, kind: reviewed, why: Read again with care.}
waivers:
- quote: one
  reason: opinion

- quote: two
  reason: opinion
---
The context.
"""
ENTRY = {"date": "2026-11-26", "kind": "withdrawn", "why": "It is gone."}


def _key(text: str, name: str) -> Location:
    return parse(text).mapping.keys[name]


def _entries(text: str, name: str) -> Sequence:
    entries = parse(text).mapping.items[name]
    assert isinstance(entries, Sequence)
    return entries


def _in_history(text: str, number: int, name: str) -> Location:
    entry = _entries(text, "history").items[number]
    assert isinstance(entry, Mapping)
    return entry.keys[name]


def _set(name: str, value: str) -> Callable[[str], str]:
    return lambda text: yaml_edits.set_text(text, _key(text, name), name, value)


def _append(name: str) -> Callable[[str], str]:
    return lambda text: yaml_edits.append_entry(text, ORDER, name, ENTRY)


def _drop(name: str, number: int) -> Callable[[str], str]:
    return lambda text: yaml_edits.remove_entry(text, name, _entries(text, name), number)


# Each change, the lines that it takes away, and those that stand in their place.
CHANGES: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a text": (
        _set("claim", "Other words."),
        'claim: "in quotation marks" # why\n',
        "claim: >-\n  Other words.\n",
    ),
    "a text of two paragraphs": (
        _set("quote", "other\nwords"),
        "  some words\n\n  and a second paragraph\n",
        "  other\n\n  words\n",
    ),
    "a text that folding would change": (
        _set("claim", " spaces "),
        'claim: "in quotation marks" # why\n',
        'claim: " spaces "\n',
    ),
    "a short value": (
        lambda text: yaml_edits.set_scalar(text, _key(text, "checked"), "checked", "2026-11-26"),
        "checked: 2026-11-24  # a Tuesday\n",
        "checked: 2026-11-26  # a Tuesday\n",
    ),
    "a key less": (
        lambda text: yaml_edits.remove(text, _key(text, "quote"), "quote"),
        "quote: >-\n  some words\n\n  and a second paragraph\n",
        "",
    ),
    "a key more": (
        lambda text: yaml_edits.insert(text, parse(text).mapping, ORDER, "withdrawn", "Gone."),
        "  reason: opinion\n---\n",
        "  reason: opinion\nwithdrawn: >-\n  Gone.\n---\n",
    ),
    "an entry more": (
        _append("history"),
        "  - {date: 2026-11-25, kind: reviewed, why: Read again with care.}\n",
        "  - {date: 2026-11-25, kind: reviewed, why: Read again with care.}\n"
        "  - date: 2026-11-26\n    kind: withdrawn\n    why: It is gone.\n",
    ),
    "an entry more in a list that is not further in": (
        _append("waivers"),
        "- quote: two\n  reason: opinion\n",
        "- quote: two\n  reason: opinion\n- date: 2026-11-26\n  kind: withdrawn\n  why: It is gone.\n",
    ),
    "the first entry less": (
        _drop("waivers", 0),
        "- quote: one\n  reason: opinion\n\n",
        "",
    ),
    "the last entry less": (_drop("waivers", 1), "- quote: two\n  reason: opinion\n", ""),
    "an entry less, whose neighbor has a comment": (
        _drop("history", 0),
        "  - date: 2026-11-24\n    kind: wording\n    why: Clearer than before.\n\n",
        "",
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_touches_its_own_lines(name: str, end: str) -> None:
    change, before, after = CHANGES[name]
    assert TEXT.count(before) == 1
    told = change(TEXT.replace("\n", end))
    assert told == TEXT.replace(before, after).replace("\n", end)
    assert change(TEXT.rstrip("\n")) == TEXT.replace(before, after).rstrip("\n")


def test_a_list_is_begun_where_there_is_none() -> None:
    text = TEXT[: TEXT.index("history:")] + "---\nThe context.\n"
    begun = "history:\n  - date: 2026-11-26\n    kind: withdrawn\n    why: It is gone.\n"
    assert _append("history")(text) == text.replace("---\nThe", f"{begun}---\nThe")


@pytest.mark.parametrize(
    ("change", "text", "says"),
    [
        (_append("history"), TEXT.replace("history:\n", "history: []\nx:\n"), "one entry a line"),
        (_drop("history", 0), "---\nhistory: [{a: b}, {c: d}]\n---\n", "one entry a line"),
        (_drop("history", 0), "---\nhistory: [{a: b},\n  {c: d}]\n---\n", "one entry a line"),
        (_append("history"), "---\nwaivers: []\n---\n", "no place for `history`"),
        (
            lambda text: yaml_edits.set_scalar(text, _key(text, "quote"), "quote", "x"),
            TEXT,
            "not on line 3",
        ),
        (
            lambda text: yaml_edits.remove(text, _key(text, "quote"), "claim"),
            TEXT,
            "`claim` does not begin on line 3",
        ),
        (
            lambda text: yaml_edits.remove(text, _in_history(text, 1, "kind"), "kind"),
            TEXT,
            "not alone on line 16",
        ),
        (parse, "---\nquote: [\n---\n", ":3:"),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(
    change: Callable[[str], object], text: str, says: str
) -> None:
    with pytest.raises(EditError, match=says):
        change(text)
