"""The parts of the site's own pages that are generated where a page asks for them: `<!-- annotate: NAME -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ...anchoring import FOLDINGS
from ...checking.checks.own_pages import MARKER
from ...checking.rules import RULES
from ...model import Annotation, ArticlePage, Field, declared_fields
from ...model.vocabulary import Term
from ...reading.settings import Settings
from ...text.escaping import escape_markdown
from ..facts import LibraryFacts
from .lists import newest_articles, paged_lists
from .pieces import anchor_of, badge, folded, table
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
    parts = _parts(facts, settings, "../" * path.count("/"))
    return MARKER.sub(lambda match: parts[match[1]](), text)


def _parts(facts: LibraryFacts, settings: Settings, up: str) -> dict[str, Callable[[], str]]:
    return {
        **{v.__name__.lower(): lambda v=v: _vocabulary(v) for v in Term.__subclasses__()},  # type: ignore[misc]
        "foldings": lambda: "\n".join(
            f"-   **{f.name}**: {escape_markdown(f.folds)}" for f in FOLDINGS
        ),
        "corrections": lambda: paged_lists(facts)["corrections"].begun(up),
        "articles": lambda: newest_articles(facts, up),
        "sources": lambda: paged_lists(facts)["sources"].begun(up),
        "claimfields": lambda: _fields(declared_fields(Annotation)),
        "articlefields": lambda: _fields(declared_fields(ArticlePage)),
        "rules": lambda: "\n\n".join(_rules()),
        "codes": lambda: _codes(up),
        "howto": lambda: render_howto(settings),
        "specimen": lambda: specimens(facts, up),
    }


def _vocabulary(vocabulary: type[Term]) -> str:
    rows = [
        f'<dt id="{anchor_of(term)}">{badge(term)} <code>{term.id}</code></dt><dd>{_told(term.definition)}</dd>'
        for term in vocabulary
    ]
    return "\n".join(['<dl class="fc-terms">', *rows, "</dl>"])


def _fields(fields: Iterable[Field]) -> str:
    rows, nested = [], []
    for field in fields:
        about = _told(field.about)
        if field.terms:
            about += " One of " + ", ".join(f"<code>{t.id}</code>" for t in field.terms) + "."
        needed = "yes" if field.required else "no"
        name = field.name.replace("_", "_<wbr>")
        rows.append(f"| <code>{name}</code> | {needed} | {about} |")
        if field.entries:
            nested.append(f"Each entry of <code>{field.name}</code>:\n\n{_fields(field.entries)}")
    return "\n\n".join([table("| Field | Needed | What it is |", rows), *nested])


def _rules() -> Iterator[str]:
    for rule in RULES.values():
        kind = "stops the build" if rule.severity == "error" else "is reported as a warning"
        yield f"## {rule.code} {{#{rule.code}}}"
        yield f"{_told(rule.why)} It {kind}."
        yield f"Not so:\n\n{_code(rule.bad)}\n\nBut so:\n\n{_code(rule.good)}"


def _codes(up: str) -> str:
    """The messages' codes, each with the fragment that it had on this page, and the way to its heading."""
    page = f"{up}contribute/messages.md"
    listed = " · ".join(f"[{code}]({page}#{code}){{#{code}}}" for code in RULES)
    return folded("fc-codes", "<summary>All codes</summary>", listed)


def _told(text: str) -> str:
    """Our own words, in which names stand between backticks."""
    return re.sub("&#96;(.+?)&#96;", r"<code>\1</code>", escape_markdown(text))


def _code(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
