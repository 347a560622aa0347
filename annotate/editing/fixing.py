"""Mend in a file what is safe to mend: how things are written, never what they say.

After every step the file is read again, and the step is dropped if it changed anything else than it meant to.
What could mean two things (tabs, 03/05/2024, an unclosed quotation mark) is left to its author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..anchoring.typed import as_written
from ..model import Annotation, ArticlePage, Field, Location, Outlet, Prose, declared_fields
from ..model.cache import Cache
from ..model.kinds import Address, Choice, Day, DayOrMonth, Flag, Pattern
from ..model.problems import Problem
from ..reading import prose
from ..reading.frontmatter import Mapping, Node, Scalar
from ..reading.frontmatter import Sequence as Items
from ..reading.library import read_library
from ..reading.outlets import by_domain, owner
from ..reading.repository import Repository, claim_path, page_path, seed_path
from ..reading.seeds import digest
from ..text import addresses, dates
from .yaml_edits import EditError, insert, lines_of, parse, read_exactly, set_scalar, set_text

_TYPOGRAPHIC_QUOTES = re.compile("[“”„«‘’‚](.*)[“”»’‘]", re.DOTALL)
# Quotation marks cannot be part of what these hold.
_CLOSED = (Choice, Day, DayOrMonth, Address, Flag, Pattern)
_HARD_BREAK = re.compile(r"\S {2,}\n")


class Mended(NamedTuple):
    """One thing that was mended: the line of the file as it was, and what was done."""

    line: int
    what: str


class _Value(NamedTuple):
    """A scalar of the front matter, with its field, its key's place and the mapping around it."""

    field: Field
    key: Location
    node: Scalar
    around: Mapping


def mend(
    text: str, record: type, outlets: Sequence[Outlet] = (), article: str = ""
) -> tuple[str, list[Mended]]:
    """Mend the text of a claim file or of an article's page.

    Args:
        text: the whole file with its BOM and line ends.
        record: `Annotation` or `ArticlePage`, which declares the fields; their order is the order of the keys.
        outlets: the list of outlets, for their spelling.
        article: the text of the article, for the words of quotes.

    Returns:
        the text, and what was mended; mending it again mends nothing.
    """
    done: list[Mended] = []
    fields = declared_fields(record)
    text = _mend_line_ends(text, done)
    try:
        parse(text)
    except EditError:
        return text, done
    text = _mend_trailing_space(text, done)
    by_name = {alias: o for o in outlets for alias in (o.name.casefold(), *o.aliases)}
    domains = by_domain(outlets)
    for write in (
        _plain_value,
        _iso_date,
        lambda value: _outlet_name(value, by_name, domains),
        lambda v: as_written(article, v.node.text) if v.field.name == "quote" else v.node.text,
    ):
        text = _mend_values(text, fields, write, done)
    return _mend_order(text, fields, done), done


def mend_files(
    repository: Repository, is_wanted: Callable[[str], bool], cache: Cache
) -> Iterator[tuple[str, Mended]]:
    """Mend the claim files and article pages of a repository where they lie.

    Args:
        repository: the door to its files.
        is_wanted: says of a path below it whether that file may be mended.
        cache: keeps what was read, for the check that follows.

    Yields:
        each thing that was mended, with the file's path.
    """
    library = read_library(repository, cache)[0]
    articles = {a.page.path.removesuffix("index.md"): a.article.text for a in library.articles}
    layout = repository.walk()
    unclaimed = {page_path(folder.slug) for folder in layout.articles if not folder.claims}
    files: list[tuple[str, type]] = [(page_path(f.slug), ArticlePage) for f in layout.articles]
    files += [(claim_path(f.slug, id_), Annotation) for f in layout.articles for id_ in f.claims]
    for path, record in files:
        if not is_wanted(path) or isinstance(repository.text(path), Problem):
            continue
        article = next((articles[folder] for folder in articles if path.startswith(folder)), "")
        text, done = mend(read_exactly(repository.root / path), record, library.outlets, article)
        if path in unclaimed:
            text = _pin(repository, text, done)
        if done:
            repository.write(path, text)
        yield from ((path, mended) for mended in done)


def _pin(repository: Repository, text: str, done: list[Mended]) -> str:
    """Write the checksum of a seed that is not pinned yet; one that is there is never changed."""
    try:
        mapping = parse(text).mapping
    except EditError:
        return text
    seed = mapping.items.get("seed")
    if "sha256" in mapping.items or not isinstance(seed, Scalar):
        return text
    path = seed_path(seed.text.strip())
    if "/" in seed.text or not repository.is_file(path):
        return text
    order = [field.name for field in declared_fields(ArticlePage)]
    checksum = digest((repository.root / path).read_bytes())
    done.append(Mended(seed.location.line, f"sha256 of {path} written"))
    return insert(text, mapping, order, "sha256", checksum)


def _mend_line_ends(text: str, done: list[Mended]) -> str:
    """Take away a BOM and carriage returns, which reading ignores anyway."""
    if text.startswith("\ufeff"):
        done.append(Mended(1, "byte order mark removed"))
        text = text.removeprefix("\ufeff")
    if "\r\n" in text:
        done.append(Mended(1, "Windows line ends (CRLF) changed to LF"))
        text = text.replace("\r\n", "\n")
    if text and not text.endswith(("\n", "\r")):
        done.append(Mended(text.count("\n") + 1, "line end added at the end of the file"))
        text += "\n"
    return text


def _mend_trailing_space(text: str, done: list[Mended]) -> str:
    """Strip line ends; two spaces at the end of a line of the context are a line break in Markdown."""
    body = parse(text).body_line
    lines = lines_of(text)
    stripped = [
        line if number >= body and _HARD_BREAK.search(line) else line.rstrip(" \t\n") + "\n"
        for number, line in enumerate(lines, start=1)
    ]
    changed = [n for n, (a, b) in enumerate(zip(lines, stripped, strict=True), start=1) if a != b]
    mended = "".join(stripped)
    if not changed or _meaning(mended) != _meaning(text):
        return text
    done.append(Mended(changed[0], f"white space at the end of {len(changed)} line(s) removed"))
    return mended


def _mend_values(
    text: str, fields: Sequence[Field], write: Callable[[_Value], str], done: list[Mended]
) -> str:
    """Write single values anew where `write` gives something else than what stands there."""
    values = list(_values(parse(text).mapping, fields))
    texts = [value.node.text for value in values]
    for number, value in enumerate(values):
        wanted = write(value)
        if wanted == value.node.text:
            continue
        expected = [*texts[:number], wanted, *texts[number + 1 :]]
        try:
            write_value = set_text if value.field.name == "quote" else set_scalar
            mended = write_value(text, value.key, value.field.name, wanted)
            found = [v.node.text for v in _values(parse(mended).mapping, fields)]
        except EditError:
            continue
        if found == expected:
            text, texts = mended, expected
            what = f"`{value.field.name}`: {value.node.text} → {wanted}"
            done.append(Mended(value.key.line, what))
    return text


def _values(mapping: Mapping, fields: Iterable[Field]) -> Iterator[_Value]:
    known = {field.name: field for field in fields}
    for key, node in mapping.items.items():
        field = known.get(key)
        if field and isinstance(node, Scalar):
            yield _Value(field, mapping.keys[key], node, mapping)
        elif field and field.entries and isinstance(node, Items):
            for entry in node.items:
                if isinstance(entry, Mapping):
                    yield from _values(entry, field.entries)


def _plain_value(value: _Value) -> str:
    """A word or address that a phone put into curly quotation marks, without them."""
    text = value.node.text
    quoted = _TYPOGRAPHIC_QUOTES.fullmatch(text)
    return quoted[1].strip() if quoted and isinstance(value.field.kind, _CLOSED) else text


def _iso_date(value: _Value) -> str:
    """A date that can be read in one way only, as year-month-day."""
    kind, text = value.field.kind, value.node.text
    if not isinstance(kind, (Day, DayOrMonth)):
        return text
    return dates.as_iso(text, partial=isinstance(kind, DayOrMonth)) or text


def _outlet_name(value: _Value, by_name: dict[str, Outlet], domains: dict[str, Outlet]) -> str:
    """An outlet's one spelling, where the address does not belong to another outlet."""
    text = value.node.text.strip()
    outlet = by_name.get(text) or by_name.get(text.casefold())
    if value.field.name not in ("outlet", "origin") or not outlet:
        return value.node.text
    if value.field.name == "outlet" and _owner(value.around, domains) not in (None, outlet):
        return value.node.text
    return outlet.name


def _owner(source: Mapping, domains: dict[str, Outlet]) -> Outlet | None:
    """The outlet to which the address of a source belongs."""
    url = source.items.get("url")
    if not isinstance(url, Scalar) or addresses.fault(url.text):
        return None
    return owner(domains, addresses.host(url.text))


def _mend_order(text: str, fields: Sequence[Field], done: list[Mended]) -> str:
    """Put the keys into the order of the fields, each with the comments right above it."""
    mapping = parse(text).mapping
    places = {field.name: n for n, field in enumerate(fields)}
    order = sorted(mapping.keys, key=lambda key: places.get(key, len(places)))
    starts = [location.line - 1 for location in mapping.keys.values()]
    if order == list(mapping.keys) or len(set(starts)) < len(starts):
        return text
    lines = lines_of(text)
    starts = [_with_comments(lines, start) for start in starts]
    ends = [*starts[1:], parse(text).body_line - 2]
    parts = {key: lines[a:b] for key, a, b in zip(mapping.keys, starts, ends, strict=True)}
    moved = (line for key in order for line in parts[key])
    mended = "".join([*lines[: starts[0]], *moved, *lines[ends[-1] :]])
    if _meaning(mended) != _meaning(text):
        return text
    done.append(Mended(starts[0] + 1, f"keys put into order: {', '.join(order)}"))
    return mended


def _with_comments(lines: list[str], start: int) -> int:
    while start > 1 and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _meaning(text: str) -> tuple[object, Prose]:
    """What a file says: the values of its front matter, whatever their order, and the tree of its body."""
    document = parse(text)
    body, _ = prose.parse(document.body, "", 1, summary=True)
    return _plain(document.mapping), body


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", node.text.strip()))
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items.items()}
    return [_plain(item) for item in node.items]
