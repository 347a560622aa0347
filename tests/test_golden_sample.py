"""The golden site's sample uses everything that can be written: each value of each vocabulary, each field.

What can be written is taken from the declarations, so that a new value or field fails here until the
sample shows it. This is the one place of the golden tests that knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotate.model import Annotation, ArticlePage, Field, OutletList, declared_fields, vocabulary
from annotate.text.tables import table_of

DOCS = Path(__file__).parent / "cases" / "site" / "repository" / "docs"
CLAIMS = sorted((DOCS / "articles").glob("*/claims/*.md"))
PAGES = sorted((DOCS / "articles").glob("*/index.md"))

DECLARED = {
    "claim": (declared_fields(Annotation), CLAIMS),
    "article": (declared_fields(ArticlePage), PAGES),
    "outlets": (declared_fields(OutletList), [DOCS / "outlets.yml"]),
}


@pytest.mark.parametrize("record", DECLARED)
def test_every_field_and_value_is_used(record: str) -> None:
    """Each declared field, nested ones included, and each value of those with a vocabulary."""
    fields, files = DECLARED[record]
    used = {use for file in files for use in _used(fields, _front_matter(file), record)}
    # An article's page has no verdict and no sources that could change.
    unfit = {
        f"article.history.kind={kind}" for kind in ("verdict", "source", "reviewed", "withdrawn")
    }
    assert sorted(set(_declared(fields, record)) - used - unfit) == []


def test_every_vocabulary_has_a_field() -> None:
    """So that the test above walks all vocabularies there are."""
    fields = [field for declared, _ in DECLARED.values() for field in declared]
    assert set(_vocabularies(fields)) == set(vocabulary.Term.__subclasses__())


def test_all_that_is_listed_of_vocabularies_is_said_of_their_values() -> None:
    """So that nothing in the table goes by a name that no value has."""
    values = {v.__name__: [term.id for term in v] for v in vocabulary.Term.__subclasses__()}
    listed = table_of(vocabulary.__file__)
    assert {name: list(told) for name, told in listed.items()} == values


def _front_matter(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(
        text.split("---\n")[1] if file.suffix == ".md" else text, yaml.BaseLoader
    )
    return loaded


def _declared(fields: tuple[Field, ...], name: str) -> Iterator[str]:
    """The names of all fields, and of all their values, as `claim.sources.type=news`."""
    for field in fields:
        own = f"{name}.{field.name}"
        yield own
        yield from _declared(field.entries, own)
        yield from (f"{own}={term.id}" for term in field.terms)


def _used(fields: tuple[Field, ...], values: dict[str, Any], name: str) -> Iterator[str]:
    """The same of what a file holds."""
    for field in fields:
        own = f"{name}.{field.name}"
        if field.name not in values:
            continue
        yield own
        value = values[field.name]
        for entry in value if isinstance(value, list) else [value]:
            if field.entries:
                yield from _used(field.entries, entry, own)
            else:
                yield f"{own}={entry}"


def _vocabularies(fields: Iterable[Field]) -> Iterator[type[vocabulary.Term]]:
    for field in fields:
        yield from _vocabularies(field.entries)
        yield from map(type, field.terms)
