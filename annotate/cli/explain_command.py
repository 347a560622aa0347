"""The command `annotate explain`: a problem's code, a field, a value or a table, without a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from textwrap import fill, indent

import click

from ..checking.rules import RULES, Rule
from ..model import Annotation, ArticlePage, Field, Outlet, declared_fields
from .reporting import stop

_RECORDS = {"claim": Annotation, "article": ArticlePage, "outlet": Outlet}


@click.command()
@click.argument("topic", required=False)
def explain(topic: str | None) -> None:
    """Explain TOPIC: a problem's code, a field, one of its values, or a table (claim, article, outlet, codes).

    Without TOPIC, all topics are listed.
    """
    topics = list(_topics())
    if topic is None:
        for kind in dict.fromkeys(kind for kind, _, _ in topics):
            names = dict.fromkeys(name for of, name, _ in topics if of == kind)
            listed = fill(", ".join(names), 94, break_on_hyphens=False)
            click.echo(f"{kind}:\n{indent(listed, '  ')}")
        return
    # A word may be a field and a value at once.
    told = dict.fromkeys(explained for _, name, explained in topics if name == topic)
    if not told:
        near = get_close_matches(topic, {name for _, name, _ in topics}, 3, 0.5)
        hint = f" Near it: {', '.join(near)}." if near else ""
        stop(f"There is no topic {topic!a}.{hint} `annotate explain` lists all.", code=2)
    click.echo("\n".join(told))


def _topics() -> Iterator[tuple[str, str, str]]:
    """Of each topic what kind it is, its name, and all that is said of it."""
    for name, record in _RECORDS.items():
        yield "Tables", name, "\n".join(_table(declared_fields(record)))
    yield "Tables", "codes", "\n".join(f"{rule.code}: {rule.why}" for rule in RULES.values())
    for owner, field in _fields():
        yield "Fields", field.name, "\n".join(_field(owner, field))
    values = dict.fromkeys((field.name, term) for _, field in _fields() for term in field.terms)
    for name, term in values:
        yield "Values", term.id, f"{term.id}, a value of {name}: {term.definition}"
    for rule in RULES.values():
        yield "Codes", rule.code, "\n".join(_rule(rule))


def _field(owner: str, field: Field) -> Iterator[str]:
    needed = "needed" if field.required else "optional"
    yield f"{field.name}, a field of {owner} ({needed}): {field.about}"
    yield from (f"  {term.id}: {term.definition}" for term in field.terms)
    yield from (f"  {line}" for line in _table(field.entries))


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
