"""What the pages on method and sources promise is kept: each sentence with `must`, `never`, `always` … by a check or a test.

`tests/cases/promises.txt` pairs them: a sentence, and beneath it, indented, what keeps it: a code of `annotate explain`,
a test, or `people:` and why no program can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import ROOT

from annotate.checking.rules import RULES

PAGES = ("docs/methodology.md", "docs/sources.md")
PROMISES = re.compile(
    r"\b(must|never|always|no verdict|(is|are) (shown|marked|named|counted)|loads nothing)\b|page (says|shows|marks)|^(each|every|only)\b", re.IGNORECASE
)  # fmt: skip
_PARTS = re.compile(r"\n\s*\n|\n(?=- |\d\. )")


def _sentences(page: str) -> Iterator[str]:
    text = re.sub(r"<!--.*?-->", "", (ROOT / page).read_text("utf-8"))
    for part in _PARTS.split(text):
        line = re.sub(r"^(- |\d\. )", "", " ".join(part.split()))
        if not line.startswith("#"):
            yield from re.split(r"(?<=[.])(?:\*\*)? (?=[A-Z*“])", line)


def _pairs() -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for line in (ROOT / "tests/cases/promises.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            pairs[next(reversed(pairs))].append(line.strip())
        elif line:
            assert line not in pairs, line
            pairs[line] = []
    return pairs


def test_each_promise_is_paired() -> None:
    promised = [s for page in PAGES for s in _sentences(page) if PROMISES.search(s)]
    assert set(promised) ^ set(_pairs()) == set(), (
        "promised and not paired, or paired and not promised"
    )


@pytest.mark.parametrize("sentence", _pairs())
def test_what_keeps_it_is_there(sentence: str) -> None:
    keepers = _pairs()[sentence]
    assert keepers
    for keeper in keepers:
        kind, _, what = keeper.partition(": ")
        if kind == "code":
            assert what in RULES
        elif kind == "test":
            path, _, name = what.partition("::")
            assert f"def {name}(" in (ROOT / path).read_text("utf-8")
        else:
            assert kind == "people"
            assert len(what.split()) > 3
