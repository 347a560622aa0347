"""The parts of the site's own pages that are generated where a page asks for them: `<!-- annotate: NAME -->`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from ...anchoring import FOLDINGS
from ...checking.checks.own_pages import MARKER
from ...checking.rules import RULES
from ...model import Annotation, ArticlePage, Field, declared_fields
from ...model.vocabulary import Term
from ...reading.prose import REL
from ...reading.settings import Settings
from ...text import addresses
from ...text.dates import show_date
from ...text.escaping import escape_address, escape_markdown
from ..citing import CitedPage
from ..facts import LibraryFacts
from .lists import newest_articles
from .pieces import anchor_of, badge, folded, wrapped
from .single import render_howto
from .specimens import specimens


def expand(path: str, text: str, facts: LibraryFacts, settings: Settings) -> str:
    """Fill the generated parts of one of the site's own pages.

    Args:
        path: the page's path below `docs/`.
        text: its Markdown; a line `<!-- annotate: NAME -->` marks a part.
        facts: what the parts are made of.
        settings: the site's name and forge.

    Returns:
        the page with each part filled in.
    """
    up = "../" * path.count("/")
    parts = _parts(facts, settings, up)
    return MARKER.sub(lambda match: parts[match[1]](), text)


def _parts(facts: LibraryFacts, settings: Settings, up: str) -> dict[str, Callable[[], str]]:
    return {
        **{v.__name__.lower(): lambda v=v: _vocabulary(v) for v in Term.__subclasses__()},  # type: ignore[misc]
        "foldings": lambda: "\n".join(
            f"-   **{f.name}**: {escape_markdown(f.folds)}" for f in FOLDINGS
        ),
        "corrections": lambda: _corrections(facts, up),
        "articles": lambda: newest_articles(facts, up),
        "sources": lambda: _sources(facts, up),
        "claimfields": lambda: _fields(declared_fields(Annotation)),
        "articlefields": lambda: _fields(declared_fields(ArticlePage)),
        "rules": lambda: "\n\n".join(_rules()),
        "codes": lambda: _codes(up),
        "howto": lambda: render_howto(settings),
        "newfile": lambda: _new_file(settings),
        "specimen": lambda: specimens(facts, up),
    }


def _vocabulary(vocabulary: type[Term]) -> str:
    rows = [
        f'<dt id="{anchor_of(term)}">{badge(term)} <code>{term.id}</code></dt><dd>{escape(term.definition)}</dd>'
        for term in vocabulary
    ]
    return "\n".join(['<dl class="fc-terms">', *rows, "</dl>"])


def _corrections(facts: LibraryFacts, up: str) -> str:
    if not facts.changes:
        return "Nothing that readers are told has been changed since publication."
    return "\n".join(
        f"-   {show_date(entry.change.date)}, [{escape_markdown(entry.about)}]({up}{entry.path}{'' if entry.id else 'index.md'}) — "
        f"{escape_markdown(entry.told)}"
        for entry in facts.changes
    )


def _sources(facts: LibraryFacts, up: str) -> str:
    """All cited pages, by outlet, each with the claims that cite it."""
    rows = ["| Page | Outlet | Kind | Date | Claims |", "| --- | --- | --- | --- | --- |"]
    by_outlet = sorted(facts.pages.items(), key=lambda p: (p[1].source.outlet.casefold(), p[0]))
    rows += (_source_row(page, facts, up) for _, page in by_outlet)
    return (
        wrapped("fc-wide fc-sources", "\n".join(rows)) if facts.pages else "No source is cited yet."
    )


def _source_row(page: CitedPage, facts: LibraryFacts, up: str) -> str:
    source = page.source
    title = escape_markdown(source.title or addresses.host(source.url))
    origin = f"<br>a copy of {escape_markdown(source.reported_by)}" if source.is_copy else ""
    listed = facts.outlets.get(source.outlet)
    about = f"<br>{escape_markdown(listed.about.rstrip('.'))}" if listed and listed.about else ""
    path = page.path or page.citing.citations[0][0].page_path
    return (
        f'| <a href="{escape_address(source.url)}"{REL}>{title}</a> | '
        f"[{escape_markdown(source.outlet)}]({up}{facts.names[source.outlet].path}){origin}{about} "
        f"| {source.type.label} | {show_date(source.date)} | [{page.citing.claims}]({up}{path}) |"
    )


def _fields(fields: Iterable[Field]) -> str:
    rows = ["| Field | Needed | What it is |", "| --- | --- | --- |"]
    nested = []
    for field in fields:
        about = escape_markdown(field.about)
        if field.terms:
            about += " One of " + ", ".join(f"<code>{t.id}</code>" for t in field.terms) + "."
        rows.append(
            f"| <code>{field.name}</code> | {'yes' if field.required else 'no'} | {about} |"
        )
        if field.entries:
            nested.append(f"Each entry of <code>{field.name}</code>:\n\n{_fields(field.entries)}")
    return "\n\n".join(["\n".join(rows), *nested])


def _rules() -> Iterator[str]:
    for rule in RULES.values():
        kind = "stops the build" if rule.severity == "error" else "is reported as a warning"
        yield f"## {rule.code} {{#{rule.code}}}"
        yield f"{escape_markdown(rule.why)} It {kind}."
        yield f"Not so:\n\n{_code(rule.bad)}\n\nBut so:\n\n{_code(rule.good)}"


def _codes(up: str) -> str:
    """The messages' codes, each with the fragment that it had on this page, and the way to its heading."""
    page = f"{up}contribute/messages.md"
    listed = " · ".join(f"[{code}]({page}#{code}){{#{code}}}" for code in RULES)
    return folded("fc-codes", "<summary>All codes</summary>", listed)


def _code(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _new_file(settings: Settings) -> str:
    address = settings.new_file_url()
    if not address:
        return "Create the file in your copy of the repository."
    return f'<a href="{escape_address(address)}">Create the file on the forge</a>.'
