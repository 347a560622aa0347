"""A Markdown extension for the pages that we write: notes, tables, and words with marks become HTML at once.

Python-Markdown has the rest, with a sign where each of them was, and the HTML is what it would have made of them. Our text
is escaped; what is not surely known is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any, cast

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

# White space other than spaces.
_BLANK = r"\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Words in which no sign has a meaning, references to characters, and elements that stand in a line.
_VALUE = rf'"[^"<>@\\`*_{{}}\[\]{_BLANK}]*"'
_NAMES = "a|b|bdi|bdo|br|code|del|em|ins|mark|q|rp|rt|ruby|span|strong|sub|sup|time"
_ELEMENT = rf"</?(?:{_NAMES})(?: [a-z-]+={_VALUE})*>"
_WORDS = rf"(?:[^\\`*_{{}}\[\]<>&~^=|$#+!@{_BLANK}]|&\#[0-9]+;|{_ELEMENT})++"
_TARGET = r"[\w./#:-]+"
_MARKUP = re.compile(rf"\*\*({_WORDS})\*\*|\[({_WORDS})\]\(({_TARGET})\)", re.ASCII)
_NO_LIST = r"(?![ :-]|[0-9]+[.)])"
_LINE = re.compile(
    rf"{_NO_LIST}(?:{_WORDS}|\*\*{_WORDS}\*\*|\[{_WORDS}\]\({_TARGET}\))++(?<! )", re.ASCII
)
_REFERENCE = r"\[\^[a-z0-9-]+\](?!:)"
_WITH_REFERENCES = re.compile(
    rf"^(?=.*\[\^){_NO_LIST}(?:{_WORDS}|{_REFERENCE})++(?<! )$", re.ASCII | re.MULTILINE
)
_RUN = re.compile(rf"{_REFERENCE}|({_WORDS})", re.ASCII)
# One of these is in all that a pattern finds.
_SIGNS = re.compile(r"[`\\\[<&*_\n]")
_ID = re.compile(r' id="([^"]*)"')

_NOTE = re.compile(r"^(\[\^[a-z0-9-]+\]: )(.+(?:\n\n    .+)+)", re.MULTILINE)
_BETWEEN = "\n\n    "
_TABLE = re.compile(r"(?<=\n\n)(\|.+\|)\n\|((?: --- \|)+)((?:\n\|.+\|)+)(?=\n\n|\n*\Z)")


class _KnownBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text, processors = "\n".join(lines), cast("Any", self.md.treeprocessors)
        known = "relpath" in processors  # to MkDocs, which also keeps a list of ids
        self._leads_to = cache(processors["relpath"].path_to_url) if known else str
        for listing in filter(lambda p: hasattr(p, "present_anchor_ids"), processors):
            listing.present_anchor_ids.update(_ID.findall(text))
        text = _NOTE.sub(self._note, text)
        text = _TABLE.sub(self._table, text)
        return _WITH_REFERENCES.sub(self._runs, text).split("\n")

    def _note(self, note: re.Match[str]) -> str:
        """A note with its known paragraphs as one; to the words of its last a link back is added."""
        *paragraphs, last = ((self._line(text), text) for text in note[2].split(_BETWEEN))
        if last[0] is None:
            return note[0]
        parts: list[str] = []
        for is_known, group in groupby(paragraphs, lambda made: made[0] is not None):
            if is_known:
                parts.append(self._stored("\n".join(f"<p>{html}</p>" for html, _ in group)))
            else:
                parts += (paragraph for _, paragraph in group)
        return note[1] + _BETWEEN.join([*parts, self._stored(last[0])])

    def _table(self, table: re.Match[str]) -> str:
        lines = (table[1] + table[3]).split("\n")
        head, *rows = ([self._cell(cell) for cell in line[1:-1].split("|")] for line in lines)
        columns = table[2].count("|")
        if any(None in row or len(row) != columns for row in (head, *rows)):
            return table[0]
        body = "\n".join(_row("td", row) for row in rows)
        html = f"<thead>\n{_row('th', head)}\n</thead>\n<tbody>\n{body}\n</tbody>"
        return self._stored(f"<table>\n{html}\n</table>")

    def _cell(self, cell: str) -> str | None:
        return self._line(cell.strip(" ")) if cell.strip(" ") else ""

    def _line(self, text: str) -> str | None:
        """The HTML of a line; None where it is not known."""
        return _MARKUP.sub(self._marked, text) if _LINE.fullmatch(text) else None

    def _marked(self, found: re.Match[str]) -> str:
        strong, label, target = found.groups()
        if strong:
            return f"<strong>{strong}</strong>"
        return f'<a href="{self._leads_to(target)}">{label}</a>'

    def _runs(self, line: re.Match[str]) -> str:
        """A line of an article's text: what stands between its references to notes is HTML already."""
        return _RUN.sub(lambda run: self._stored(run[0]) if run[1] else run[0], line[0])

    def _stored(self, html: str) -> str:
        mark: str = self.md.htmlStash.store(html)
        return mark


class _Inline(InlineProcessor):
    def _InlineProcessor__handleInline(self, data: str, at: int = 0) -> str:  # noqa: N802 - the name that Python gives the base's method
        """Look for no pattern in text that has none of their signs."""
        if not _SIGNS.search(data):
            return data
        handled: str = super()._InlineProcessor__handleInline(data, at)  # type: ignore[misc]
        return handled


def _row(tag: str, cells: Iterable[str | None]) -> str:
    told = "\n".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
    return f"<tr>\n{told}\n</tr>"


class _Known(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's
        md.treeprocessors.register(_Inline(md), "inline", 20)
        # Before MkDocs, at 21, and Python-Markdown, at 20, look for HTML in what is left.
        md.preprocessors.register(_KnownBlocks(md), "known-blocks", 22)


def makeExtension() -> Extension:  # noqa: N802 - Python-Markdown's
    """Make the extension, as Python-Markdown asks a module for it."""
    return _Known()
