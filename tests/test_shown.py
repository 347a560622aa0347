"""What people write in a file is shown to readers: each declared field is on a page, or it is said here why not.

For each field a repository is built with one value and with another; the other must then stand on the pages once
more than before. A new field fails here until a page shows it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bs4 import BeautifulSoup
from repository import ARTICLE, CONTEXT, repository, write_page

from annotate.model import Annotation, ArticlePage, Field, OutletList, declared_fields
from annotate.model.kinds import Address, Choices, Day, DayOrMonth
from annotate.publishing.site import build
from annotate.text.dates import show_date

RECORDS = {"claim": Annotation, "article": ArticlePage, "outlets": OutletList}
# One claim, whose fields the checks accept.
BASE: dict[str, Any] = {
    "claim": {
        "quote": "about $3.2 million",
        "claim": "Repairs will cost a sum.",
        "source_type": "named-official",
        "verdict": "mixed",
        "summary": "The budget has another sum.",
        "sources": [
            {
                "url": "https://data.example.org/budget",
                "outlet": "City Open Data",
                "date": "2024-03-05",
                "type": "dataset",
                "stance": "supports",
                "says": "The budget has the figure.",
            },
            {
                "url": "https://example.net/study",
                "outlet": "A University",
                "date": "2024-03-04",
                "type": "research",
                "stance": "contradicts",
                "says": "The study has another figure.",
            },
        ],
        "checked": "2026-11-24",
        "reply": [
            {
                "who": "The mayor",
                "date": "2026-11-25",
                "text": "We stand by the figure.",
                "url": "https://example.org/reply",
            }
        ],
        "history": [
            {
                "date": "2026-11-25",
                "kind": "wording",
                "from": "Some words",
                "to": "Better words",
                "why": "The first words were not exact.",
            },
            {"date": "2026-11-26", "kind": "withdrawn", "why": "It was withdrawn for a day."},
        ],
    },
    "article": {
        "history": [
            {
                "date": "2026-11-25",
                "kind": "article",
                "from": "Some words",
                "to": "Better words",
                "why": "The byline was not exact.",
            },
            {"date": "2026-11-26", "kind": "article", "why": "The title was mended, too."},
        ],
    },
    "outlets": {"outlets": [{"name": "A University", "domains": "example.net"}]},
}
# Other values that the checks accept, as written and as shown, where they cannot be just any.
OTHER = {
    "claim.quote": ("the council’s engineer", "the council’s engineer"),
    "claim.verdict": ("disputed", "Disputed"),
    "article.history.kind": ("wording", "Wording"),
    "claim.sources.stance": ("contradicts", "Contradicts what the article says"),
}
OTHER_DAY = "2026-11-20"
OTHER_ADDRESS = "https://data.example.org/other"
# What no page shows, and why.
NOT_SHOWN = {
    "claim.prefix": "It only tells which of several places is meant.",
    "claim.suffix": "It only tells which of several places is meant.",
    "claim.draft": "A draft is on no page.",
    "article.seed": "The name of a file in the repository; its text is shown.",
    "article.sha256": "It pins that file, for editors.",
    "article.original_sha256": "It tells editors from which file the seed was made.",
    "article.language": "Browsers and voices are told it (`lang`).",
    "article.display": "It decides how much of the text is shown.",
    "article.waivers.quote": "A waived sentence is shown like any other; `annotate coverage` lists them for editors.",
    "article.waivers.prefix": "It only tells which of several places is meant.",
    "article.waivers.suffix": "It only tells which of several places is meant.",
    "article.waivers.reason": "For editors.",
    "outlets.outlets.name": "It is the spelling that sources must have; theirs is shown.",
    "outlets.outlets.domains": "They tell to which outlet an address belongs.",
    "outlets.outlets.aliases": "`annotate check --fix` writes the name instead.",
}


def _named(fields: tuple[Field, ...], name: str) -> Iterator[tuple[str, Field]]:
    """The fields by their names, such as `claim.sources.title`; of lists of records their fields."""
    for field in fields:
        own = f"{name}.{field.name}"
        yield from _named(field.entries, own) if field.entries else [(own, field)]


FIELDS = dict(
    field for name, record in RECORDS.items() for field in _named(declared_fields(record), name)
)


def test_all_that_is_said_not_to_be_shown_is_declared() -> None:
    """No reason stays for a field that is gone."""
    assert set(NOT_SHOWN) <= set(FIELDS)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - set(NOT_SHOWN)))
def test_a_declared_field_is_shown(name: str) -> None:
    """Another value of it is on the pages once more than before."""
    value, shown = _other(name, FIELDS[name])
    changed = copy.deepcopy(BASE)
    *containers, key = name.split(".")
    holder: Any = changed
    for container in containers:
        holder = holder[container]
        holder = holder[0] if isinstance(holder, list) else holder
    holder[key] = value
    before, after = _words(BASE), _words(changed)
    assert after.count(shown) > before.count(shown)


def _other(name: str, field: Field) -> tuple[Any, str]:
    """Another value than in `BASE`, as it is written and as readers see it."""
    if name in OTHER:
        return OTHER[name]
    if field.terms:
        term = field.terms[-1]
        return [term.id] if isinstance(field.kind, Choices) else term.id, term.label
    if isinstance(field.kind, Address):
        return OTHER_ADDRESS, OTHER_ADDRESS
    if isinstance(field.kind, (Day, DayOrMonth)):
        return OTHER_DAY, show_date(OTHER_DAY)
    words = f"Other words of {field.name.replace('_', ' ')}"
    return words, words


def _words(data: dict[str, Any]) -> str:
    """What readers see of all pages: the words, and where the links lead."""
    return _built_words(_yaml(data))


@cache
def _built_words(data: str) -> str:
    values = json.loads(data)
    front = "".join(f"{key}: {_yaml(value)}\n" for key, value in values["claim"].items())
    with TemporaryDirectory() as folder:
        root = Path(folder)
        repository(root, {"cost": f"---\n{front}---\n{CONTEXT}"}, ARTICLE)
        write_page(root, **{key: _yaml(value) for key, value in values["article"].items()})
        (root / "docs" / "outlets.yml").write_text(_yaml(values["outlets"]), "utf-8")
        built = build(root)
    assert not built.failed, [problem.message for problem in built.problems]
    pages = [str(text) for path, text in built.files.items() if path.endswith((".html", ".md"))]
    return "\n".join(map(_seen, pages))


def _yaml(value: Any) -> str:
    """A value on one line: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _seen(page: str) -> str:
    soup = BeautifulSoup(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL), "html5lib")
    for hidden in soup(["head", "script", "template"]):
        hidden.decompose()
    links = (str(link["href"]) for link in soup("a", href=True))
    return "\n".join([" ".join(soup.get_text(" ").split()), *links])
