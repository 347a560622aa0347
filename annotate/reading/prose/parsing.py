"""Parse limited Markdown from contributors, once, by markdown-it-py: what is allowed becomes a tree (`Prose`).

Everything else is a problem with a position. `writing` writes the tree out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ...model import Location, Prose, ProseBlock, Span
from ...model.problems import Problem
from ...text import addresses, scripts
from ...text.tables import table_of
from ..frontmatter import forbidden, locate

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_CHARACTERS = 4_000
MAX_SUMMARY = 16_000
MAX_DEPTH = 8

_LISTED = table_of(__file__)
_BLOCKS, _SPANS, NOT_ALLOWED = (_LISTED[name] for name in ("blocks", "spans", "not_allowed"))
_BREAKS = {"hardbreak": Span("break"), "softbreak": Span("text", " ")}
_ALLOWED_HINT = "Allowed are paragraphs, *emphasis*, **strong**, [links](https://…), lists, > quotations and `code`."
MARKUP_IN_TEXT = [(re.compile(pattern), *told) for pattern, *told in _LISTED["markup_in_text"]]
CLAIM_LINK = re.compile(r"\[\[([a-z0-9-]{1,80})\]\]")
# Paragraphs in which no sign of Markdown can stand: each line begins as words do, not as a list, and has no sign but
# whole links to claims. Most prose is so, and is read without the parser.
_LINE = rf"""(?!\d+[.)])(?=[^\W_]|[“‘«„"'(\[])(?:[^\\`*_<>&\[\]{{}}\n\r\t\0]|{CLAIM_LINK.pattern}(?![(\[:]))+(?<!\s)"""
_PLAIN = re.compile(rf"\n*{_LINE}(?:\n+{_LINE})*\n*")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20})


def parse(text: str, path: str, line: int, *, summary: bool = False) -> tuple[Prose, list[Problem]]:
    """Parse limited Markdown.

    Args:
        text: the Markdown.
        path: the file it stands in.
        line: the line of that file on which it begins.
        summary: whether it is an editor's summary, which may be long and in which `## headings` divide sections.

    Returns:
        the tree of what is allowed (`[[claim-id]]` links to a claim), and a problem with its position for everything else.
    """
    reader = _Reader(text, path, line, summary)
    limit = MAX_SUMMARY if summary else MAX_CHARACTERS
    if len(text.strip()) > limit:  # a file ends with a line feed
        found = f"The text has {len(text.strip()):,} characters; at most {limit:,} are allowed."
        reader.report(0, "too-long", found, "Shorten it.")
        return Prose(()), reader.problems
    blocks = reader.plain_blocks() if _PLAIN.fullmatch(text) else reader.parsed_blocks()
    return Prose(blocks, len(scripts.words(text))), reader.problems


class _Reader:
    def __init__(self, text: str, path: str, line: int, summary: bool) -> None:
        self.text, self.path, self.first_line, self.summary = text, path, line, summary
        self.problems: list[Problem] = []

    def report(self, line: int, code: str, message: str, hint: str, at: str = "") -> None:
        """Add a problem on a line (from 0) of the text, at the column of `at` where it can be found."""
        source = "\n".join(self.text.split("\n")[line:])
        place = locate(self.path, source, max(0, source.find(at)))
        location = place._replace(line=self.first_line + line + place.line - 1)
        self.problems.append(Problem(location, code, message, hint))

    def plain_blocks(self) -> tuple[ProseBlock, ...]:
        """The paragraphs of a text in which no sign of Markdown stands."""
        paragraphs = re.split(r"\n{2,}", self.text.strip("\n"))
        lines = (paragraph.replace("\n", " ") for paragraph in paragraphs)
        return tuple(ProseBlock("paragraph", tuple(_merged(self._text(line)))) for line in lines)

    def parsed_blocks(self) -> tuple[ProseBlock, ...]:
        """The blocks of any other text; link definitions, of which the parser makes none, are refused."""
        environment: dict[str, Any] = {}
        tokens = _parser().parse(self.text, environment)
        for reference in environment.get("references", {}).values():
            first = (reference.get("map") or [0, 0])[0]
            found = "A link definition ([name]: address) is not allowed here."
            hint = "Write the link where it is used: [words](https://…)."
            self.report(first, "markdown-not-allowed", found, hint)
        return self.blocks(iter(tokens), depth=0)

    def blocks(self, tokens: Iterator[Token], depth: int) -> tuple[ProseBlock, ...]:
        """Read blocks up to the closing token of the one that contains them."""
        found: list[ProseBlock] = []
        for token in tokens:
            if token.nesting < 0 and token.type != "paragraph_close":
                break
            line = token.map[0] if token.map else 0
            if token.type == "heading_open" and self.summary and token.tag == "h2":
                found.append(ProseBlock("heading", self._inline(next(tokens), line)))
                next(tokens)
            elif token.type in NOT_ALLOWED:
                self._refuse(token, line)
            elif token.type == "inline":
                found.append(ProseBlock("paragraph", self._inline(token, line)))
            elif token.type in _BLOCKS:
                if depth == MAX_DEPTH:
                    told = "Lists or quotations are nested too deep."
                    self.report(line, "markdown-not-allowed", told, _ALLOWED_HINT)
                if children := self.blocks(tokens, depth + 1):
                    found.append(ProseBlock(_BLOCKS[token.type], children=children))
        return tuple(found)

    def _inline(self, token: Token, line: int) -> tuple[Span, ...]:
        children = token.children or []
        plain = (c for c in children if c.type != "code_inline")
        text = "".join("\n" if c.type in _BREAKS else c.content for c in plain)
        location = Location(self.path, self.first_line + line)
        if problem := forbidden(text, lambda _: location):  # written as a character code
            self.problems.append(problem)
        for pattern, code, what in MARKUP_IN_TEXT:
            for match in pattern.finditer(text):
                found = f"{what} is not allowed here: {match[0]}"
                self.report(line, code, found, _ALLOWED_HINT, match[0])
        return self._spans(iter(children), line)

    def _spans(self, tokens: Iterator[Token], line: int) -> tuple[Span, ...]:
        spans: list[Span] = []
        for token in tokens:
            if token.nesting < 0:
                break
            if token.type in NOT_ALLOWED:
                self._refuse(token, line)
            elif token.type == "code_inline":
                spans.append(Span("code", token.content))
            elif token.type in _BREAKS:
                spans.append(_BREAKS[token.type])
            elif token.type in _SPANS:
                spans.append(self._nested(token, tokens, line))
            else:
                spans.extend(self._text(token.content))
        return tuple(_merged(spans))

    def _nested(self, token: Token, tokens: Iterator[Token], line: int) -> Span:
        kind = _SPANS[token.type]
        href = str(token.attrs.get("href", "")) if kind == "link" else ""
        children = self._spans(tokens, line)
        if kind == "link" and (why := addresses.fault(href)):
            found = f'The link to "{href[:80]}" is not allowed: {why}.'
            self.report(line, "bad-address", found, "Link to a public https:// address.", href)
        return Span(kind, href=href, children=children)

    def _text(self, text: str) -> Iterator[Span]:
        position = 0
        for match in CLAIM_LINK.finditer(text):
            yield Span("text", text[position : match.start()])
            yield Span("claim", match[1])
            position = match.end()
        yield Span("text", text[position:])

    def _refuse(self, token: Token, line: int) -> None:
        code, what = NOT_ALLOWED[token.type]
        at = token.content.strip().split("\n")[0] if code == "raw-html" else ""
        shown = f": {at[:60]}{'…' if len(at) > 60 else ''}" if at else ""
        self.report(line, code, f"{what} is not allowed here{shown}", _ALLOWED_HINT, at)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Join neighboring runs of text, which the parser divides at every sign it looked at."""
    for is_text, run in groupby(spans, key=lambda span: span.kind == "text"):
        if is_text:
            yield Span("text", "".join(span.text for span in run))
        else:
            yield from run
