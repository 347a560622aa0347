"""The command `annotate explain`: a problem's code, a field, a value or a table, without a site."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from textwrap import fill, indent

import click

from ..checking.rules import RULES, Rule
from ..model import Annotation, ArticlePage, Field, Outlet, declared_fields

_RECORDS = {"claim": Annotation, "article": ArticlePage, "outlet": Outlet}


@click.command()
@click.argument("topic", required=False)
def explain(topic: str | None) -> None:
    """Explain TOPIC: a problem's code, a field, one of its values, or a table (claim, article, outlet, codes).

    Without TOPIC, all topics are listed.
    """
    if topic is None:
        for name, members in _topics().items():
            listed = fill(", ".join(members), 94, break_on_hyphens=False)
            click.echo(f"{name}:\n{indent(listed, '  ')}")
        return
    lines = list(_explained(topic))
    if not lines:
        known = {member for members in _topics().values() for member in members}
        near = get_close_matches(topic, known, 3, 0.5)
        hint = f" Near it: {', '.join(near)}." if near else ""
        click.echo(f"There is no topic {topic!a}.{hint} `annotate explain` lists all.", err=True)
        sys.exit(2)
    click.echo("\n".join(lines))


def _topics() -> dict[str, list[str]]:
    return {
        "Tables": [*_RECORDS, "codes"],
        "Fields": list(dict.fromkeys(field.name for _, field in _fields())),
        "Values": list(dict.fromkeys(t.id for _, field in _fields() for t in field.terms)),
        "Codes": list(RULES),
    }


def _explained(topic: str) -> Iterator[str]:
    """All that has this name; a word may be a field and a value at once."""
    if record := _RECORDS.get(topic):
        yield from _table(declared_fields(record))
    if topic == "codes":
        yield from (f"{rule.code}: {rule.why}" for rule in RULES.values())
    for owner, field in _fields():
        if field.name == topic:
            needed = "needed" if field.required else "optional"
            yield f"{topic}, a field of {owner} ({needed}): {field.about}"
            yield from (f"  {term.id}: {term.definition}" for term in field.terms)
            yield from (f"  {line}" for line in _table(field.entries))
    values = {(f.name, t): t for _, f in _fields() for t in f.terms if t.id == topic}
    yield from (f"{topic}, a value of {name}: {t.definition}" for (name, _), t in values.items())
    if rule := RULES.get(topic):
        yield from _rule(rule)


def _table(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield f"{field.name}{'' if field.required else ' (optional)'}: {field.about}"


def _fields() -> Iterator[tuple[str, Field]]:
    """Each field with what it belongs to, those of entries too."""
    for owner, record in _RECORDS.items():
        for field in declared_fields(record):
            yield f"an {owner}" if owner[0] in "ao" else f"a {owner}", field
            yield from ((f"an entry of {field.name}", entry) for entry in field.entries)


def _rule(rule: Rule) -> Iterator[str]:
    kind = "an error" if rule.severity == "error" else "a warning"
    yield f"{rule.code} ({kind}): {rule.why}"
    yield f"Not so:\n{indent(rule.bad, '    ')}"
    yield f"But so:\n{indent(rule.good, '    ')}"
