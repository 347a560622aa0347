"""The JSON Schema for editors accepts every real claim and refuses what the reader refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from repository import claim, repository

from annotate.cli import main
from annotate.model import Annotation, Source, declared_fields
from annotate.publishing.exports.schema import PATH, format_schema
from annotate.publishing.site import build

VALIDATOR = jsonschema.Draft202012Validator(json.loads(format_schema()))
CLAIMS = sorted((ROOT / "docs/articles").glob("*/claims/*.md"))


def _data(text: str) -> Any:
    """The front matter as an editor's language server sees it: YAML 1.2, in which dates are text."""
    data = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    return {key: value == "true" if key == "draft" else value for key, value in data.items()}


def _faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(_data(text))]


def test_it_is_a_valid_schema() -> None:
    """It follows its own meta-schema, and describes every field."""
    schema = json.loads(format_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [field.name for field in declared_fields(Annotation)]
    source = schema["properties"]["sources"]["items"]["properties"]
    assert list(source) == [field.name for field in declared_fields(Source)]
    assert all(entry["description"] for entry in (*schema["properties"].values(), *source.values()))


@pytest.mark.parametrize("file", CLAIMS, ids=lambda file: file.stem)
def test_every_real_claim_is_valid(file: Path) -> None:
    """The project's own claims."""
    assert _faults(file.read_text("utf-8")) == []


def test_a_good_claim_and_the_context_below_it_are_valid() -> None:
    """An editor that takes the file for YAML sees the context as a second document, a text."""
    assert _faults(claim()) == []
    assert VALIDATOR.is_valid("The city counts vehicles.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (claim(verdict="true"), "'true'"),
        (claim(source_type="rumour"), "'rumour'"),
        (claim(checked="3 May 2024"), "'3 May 2024'"),
        (claim(checked="2024-13-01"), "'2024-13-01'"),
        (claim(verdct="mixed"), "verdct"),
        (claim(summary="x" * 241), "too long"),
        (claim(summary='""'), "non-empty"),
        (claim(reasons="misquote"), "array"),
        (claim(reasons="[bad]"), "'bad'"),
        (claim(sources="[]"), "non-empty"),
        (claim(verdict="unverified"), "would_settle"),
        (claim(withdrawn="Merged."), "history"),
        (claim().replace("https://data.example.org/budget", "javascript:alert(1)"), "javascript"),
        (claim().replace("    stance: supports\n", ""), "stance"),
        (claim().replace("stance: supports", "stance: for"), "'for'"),
        (claim().replace("    date: 2024-03-05", "    date: 05/03/2024"), "05/03/2024"),
        (claim().replace("claim: Repairs", "claimed: Repairs"), "claim"),
    ],
)
def test_a_bad_claim_is_not(text: str, names: str) -> None:
    """Unknown keys and values, missing fields, wrong forms."""
    faults = _faults(text)
    assert faults
    assert any(names in fault for fault in faults), faults


def test_an_opinion_needs_no_source() -> None:
    """The condition follows the verdict."""
    text = claim(verdict="opinion", sources="[]")
    assert not any("sources" in fault for fault in _faults(text.replace("sources: []\n", "")))


def test_it_is_published_and_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site has it under a stable path, and the command prints the same."""
    repository(tmp_path, {"cost": claim()})
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["schema"])
    assert printed.exit_code == 0
    assert build(tmp_path).files[PATH] == printed.output
    assert printed.output == format_schema()


def test_the_editors_settings_use_it() -> None:
    """VS Code completes claim files from the schema that a command of the contribute page writes."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    ((schema, pattern),) = settings["yaml.schemas"].items()
    assert settings["files.associations"] == {pattern: "yaml"}
    assert all(file.relative_to(ROOT).match(pattern) for file in CLAIMS)
    assert f"annotate schema > {schema.removeprefix('./')}" in (
        ROOT / "docs/contribute/fields.md"
    ).read_text("utf-8")
    assert schema.removeprefix("./") in (ROOT / ".gitignore").read_text("utf-8").splitlines()
