"""`annotate changes` is silent about nothing: every field of a claim and of its sources, and every kind of file."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from history import commit
from repository import claim, repository

from annotate.checking.history import changes
from annotate.checking.history.revisions import find_revision
from annotate.model import Annotation, Source, declared_fields
from annotate.model.kinds import Text
from annotate.reading.library import read_library
from annotate.reading.repository import Repository

SOURCE = {
    "url": "https://data.example.org/budget",
    "outlet": "City Open Data",
    "type": "dataset",
    "stance": "supports",
    "says": "The budget has the figure.",
}


def _texts(record: type) -> dict[str, str]:
    """Another value for each text; values of other kinds stand below."""
    declared = declared_fields(record)
    return {field.name: "Other words." for field in declared if isinstance(field.kind, Text)}


OF_SOURCE = _texts(Source) | {
    "type": "transcript",
    "stance": "context",
    "date": "2024-03-05",
    "archived": "https://archive.example.org/x",
    "read": "2026-11-20",
}
OF_CLAIM = _texts(Annotation) | {
    "quote": "",
    "prefix": "will",
    "suffix": "the council",
    "source_type": "anonymous-official",
    "context": "",
    "checked": "2026-11-25",
    "reasons": "[factual-error]",
    "history": "[{date: 2026-11-24, kind: wording, why: Clearer.}]",
    "reply": "[{who: The mayor, date: 2026-11-24, text: It is so.}]",
    "authors": "A. Example",
    "review_by": "2099-01-31",
    "reviewers": "B. Example",
    "draft": "true",
}
NOT_FIELDS = {"text", "id", "slug", "path", "locations", "location", "verdict", "sources", "url"}


def _told(tmp_path: Path, after: str) -> changes.Changes:
    root = repository(tmp_path, {"cost": claim(sources=json.dumps([SOURCE]))})
    commit(root, "before")
    (root / "docs/articles/bridge/claims/cost.md").write_text(after, encoding="utf-8")
    return changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])


def test_the_cases_are_all_the_fields() -> None:
    declared = {f.name for f in fields(Annotation)} - NOT_FIELDS - {"exact"} | {"quote"}
    assert declared == OF_CLAIM.keys()
    assert {f.name for f in fields(Source)} - NOT_FIELDS == OF_SOURCE.keys()


@pytest.mark.parametrize("name", OF_CLAIM)
def test_every_field_of_a_claim_is_told(name: str, tmp_path: Path) -> None:
    sources = json.dumps([SOURCE])
    after = {
        "quote": claim("cost about $3.2 million", sources=sources),
        "context": claim(context="Another context.\n", sources=sources),
    }.get(name) or claim(sources=sources, **{name: OF_CLAIM[name]})
    (change,) = _told(tmp_path, after).claims
    (detail,) = change.details
    assert detail.endswith(" changed") or " → " in detail or detail == name


@pytest.mark.parametrize("name", OF_SOURCE)
def test_every_field_of_a_source_is_told(name: str, tmp_path: Path) -> None:
    after = claim(sources=json.dumps([SOURCE | {name: OF_SOURCE[name]}]))
    (change,) = _told(tmp_path, after).claims
    assert len(change.details) == 1
    assert " of " in change.details[0]


def test_what_runs_is_listed_first_and_a_pages_fields_are_told(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    commit(root, "before")
    page = root / "docs/articles/bridge/index.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("publisher: ", "publisher: Other "), encoding="utf-8")
    (root / "docs/articles/bridge/claims/cost.md").write_text(claim(verdict="mixed"), "utf-8")
    (root / "zz.html").write_text("x", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Other\n", encoding="utf-8")
    found = changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])
    assert [file.path for file in found.other_files] == [
        "mkdocs.yml",
        "docs/articles/bridge/index.md",
        "zz.html",
    ]
    (detail,) = found.other_files[1].details
    assert detail.startswith("publisher: ")
    assert [change.what for change in found.claims] == ["changed"]
