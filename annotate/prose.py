"""Limited Markdown from contributors: parsed once, by markdown-it-py, and written out again by our code.

Nothing that a contributor typed reaches a second parser as markup: what is allowed becomes a tree
(`Prose`), everything else is a problem with a position, and the two writers escape every character
that could mean something. nh3 is the second wall for the HTML (research: two parsers never agree).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotate import addresses
from annotate.escaping import escape_markdown
from annotate.frontmatter import locate
from annotate.model import Location, Prose, ProseBlock, Span
from annotate.problems import Problem

MAX_CHARACTERS = 4_000
MAX_SUMMARY = 16_000
MAX_DEPTH = 8

_PARSER = MarkdownIt("commonmark", {"maxNesting": 20})
_BLOCKS = {
    "bullet_list_open": "bullet-list",
    "ordered_list_open": "ordered-list",
    "list_item_open": "item",
    "blockquote_open": "quotation",
}
_SPANS = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}
_TAGS = {"emphasis": "em", "strong": "strong"}
_NOT_ALLOWED = {
    "html_block": ("raw-html", "HTML"),
    "html_inline": ("raw-html", "HTML"),
    "image": ("markdown-not-allowed", "An image"),
    "heading_open": ("markdown-not-allowed", "A heading"),
    "fence": ("markdown-not-allowed", "A code block"),
    "code_block": ("markdown-not-allowed", "A code block (a line indented by four spaces)"),
    "hr": ("markdown-not-allowed", "A rule (a line of hyphens or stars)"),
}
_ALLOWED_HINT = "Allowed are paragraphs, *emphasis*, **strong**, [links](https://…), lists, > quotations and `code`."
_MARKUP_IN_TEXT = (
    (re.compile(r"\[\^[^\]\s]*\]"), "footnote-in-context", "A footnote reference"),
    (
        re.compile(r"\{:?[ ]*[.#:][^}\n]*\}|\{:[^}\n]*\}"),
        "attributes-in-context",
        "An attribute list",
    ),
)
_CLAIM_LINK = re.compile(r"\[\[([a-z0-9-]{1,80})\]\]")


def parse(
    text: str, path: str, line: int, *, claim_links: bool = False
) -> tuple[Prose, list[Problem]]:
    """Parse limited Markdown.

    Args:
        text: the Markdown.
        path: the file it stands in.
        line: the line of that file on which it begins.
        claim_links: whether it is an editor's summary, in which `[[claim-id]]` links to a claim and
            `## headings` divide sections.

    Returns:
        the tree of what is allowed, and a problem with its position for everything else.
    """
    reader = _Reader(text, path, line, claim_links)
    limit = MAX_SUMMARY if claim_links else MAX_CHARACTERS
    if len(text) > limit:
        reader.report(
            0,
            "too-long",
            f"The text has {len(text):,} characters; at most {limit:,} are allowed.",
            "Shorten it.",
        )
        return Prose(()), reader.problems
    environment: dict[str, dict[str, dict[str, object]]] = {}
    tokens = _PARSER.parse(text, environment)
    for reference in environment.get("references", {}).values():
        where = reference.get("map") or [0, 0]
        reader.report(
            where[0],  # type: ignore[index]
            "markdown-not-allowed",
            "A link definition ([name]: address) is not allowed here.",
            "Write the link where it is used: [words](https://…).",
        )
    blocks = reader.blocks(iter(tokens), depth=0)
    return Prose(blocks, len(text.split())), reader.problems


class _Reader:
    def __init__(self, text: str, path: str, line: int, claim_links: bool) -> None:
        self.lines = text.split("\n")
        self.path, self.first_line, self.claim_links = path, line, claim_links
        self.problems: list[Problem] = []

    def report(self, line: int, code: str, message: str, hint: str, at: str = "") -> None:
        """Add a problem on a line (from 0) of the text, at the column of `at` where it can be found."""
        line, column = self._find(line, at)
        location = Location(self.path, self.first_line + line, column)
        self.problems.append(Problem(location, code, message, hint))

    def _find(self, line: int, at: str) -> tuple[int, int]:
        source = "\n".join(self.lines[line:])
        offset = source.find(at) if at else -1
        if offset < 0:
            return line, 1
        place = locate(self.path, source, offset)
        return line + place.line - 1, place.column

    def blocks(self, tokens: Iterator[Token], depth: int) -> tuple[ProseBlock, ...]:
        """Read blocks up to the closing token of the one that contains them."""
        found: list[ProseBlock] = []
        for token in tokens:
            if token.nesting < 0 and token.type != "paragraph_close":
                break
            line = token.map[0] if token.map else 0
            if token.type == "heading_open" and self.claim_links and token.tag == "h2":
                found.append(ProseBlock("heading", self._inline(next(tokens), line)))
                next(tokens)
            elif token.type in _NOT_ALLOWED:
                self._refuse(token, line)
            elif token.type == "inline":
                found.append(ProseBlock("paragraph", self._inline(token, line)))
            elif token.type in _BLOCKS:
                if depth == MAX_DEPTH:
                    self.report(
                        line,
                        "markdown-not-allowed",
                        "Lists or quotations are nested too deep.",
                        _ALLOWED_HINT,
                    )
                if children := self.blocks(tokens, depth + 1):
                    found.append(ProseBlock(_BLOCKS[token.type], children=children))
        return tuple(found)

    def _inline(self, token: Token, line: int) -> tuple[Span, ...]:
        children = token.children or []
        text = "".join(
            "\n" if c.type in ("softbreak", "hardbreak") else c.content
            for c in children
            if c.type != "code_inline"
        )
        for pattern, code, what in _MARKUP_IN_TEXT:
            for match in pattern.finditer(text):
                self.report(
                    line, code, f"{what} is not allowed here: {match[0]}", _ALLOWED_HINT, match[0]
                )
        return self._spans(iter(children), line)

    def _spans(self, tokens: Iterator[Token], line: int) -> tuple[Span, ...]:
        spans: list[Span] = []
        for token in tokens:
            if token.nesting < 0:
                break
            if token.type in _NOT_ALLOWED:
                self._refuse(token, line)
            elif token.type == "code_inline":
                spans.append(Span("code", token.content))
            elif token.type == "hardbreak":
                spans.append(Span("break"))
            elif token.type == "softbreak":
                spans.append(Span("text", " "))
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
            self.report(
                line,
                "bad-address",
                f'The link to "{href[:80]}" is not allowed: {why}.',
                "Link to a public https:// address.",
                href,
            )
        return Span(kind, href=href, children=children)

    def _text(self, text: str) -> Iterator[Span]:
        if not self.claim_links:
            yield Span("text", text)
            return
        position = 0
        for match in _CLAIM_LINK.finditer(text):
            yield Span("text", text[position : match.start()])
            yield Span("claim", match[1])
            position = match.end()
        yield Span("text", text[position:])

    def _refuse(self, token: Token, line: int) -> None:
        code, what = _NOT_ALLOWED[token.type]
        at = token.content.strip().split("\n")[0] if code == "raw-html" else ""
        shown = f": {at[:60]}{'…' if len(at) > 60 else ''}" if at else ""
        self.report(line, code, f"{what} is not allowed here{shown}", _ALLOWED_HINT, at)


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Join neighboring runs of text, which the parser divides at every sign it looked at."""
    for is_text, run in groupby(spans, key=lambda span: span.kind == "text"):
        if is_text:
            yield Span("text", "".join(span.text for span in run))
        else:
            yield from run


def claim_ids(prose: Prose) -> tuple[str, ...]:
    """The ids of the claims that the text links to with `[[id]]`, in order."""
    return tuple(
        span.text for block in _walk(prose.blocks) for span in block.spans if span.kind == "claim"
    )


def _walk(blocks: Sequence[ProseBlock]) -> Iterator[ProseBlock]:
    for block in blocks:
        yield block
        yield from _walk(block.children)


def plain_text(prose: Prose) -> str:
    """The words alone, one paragraph a line: for feeds, exports and search."""
    return "\n".join(_words(block.spans) for block in _walk(prose.blocks) if block.spans)


def _words(spans: Sequence[Span]) -> str:
    return "".join(s.text or _words(s.children) or " " * (s.kind == "break") for s in spans)


def to_markdown(prose: Prose, claim_link: dict[str, str] | None = None) -> str:
    """Write canonical Markdown in which only our own markup is markup.

    Args:
        prose: the tree.
        claim_link: for `[[id]]` spans, the ready-made Markdown link of each id.

    Returns:
        blocks separated by blank lines.
    """
    return "\n\n".join(_markdown_block(block, claim_link or {}) for block in prose.blocks)


def _markdown_block(block: ProseBlock, links: dict[str, str]) -> str:
    if block.kind == "paragraph":
        return _markdown_spans(block.spans, links)
    if block.kind == "heading":
        return f"## {_markdown_spans(block.spans, links)}"
    inner = [_markdown_block(child, links) for child in block.children]
    if block.kind == "quotation":
        return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))
    if block.kind == "item":
        return "\n\n".join(inner)
    sign = "-   " if block.kind == "bullet-list" else "1.  "
    return "\n\n".join(
        sign + text.replace("\n", "\n    ").replace("\n    \n", "\n\n") for text in inner
    )


def _markdown_spans(spans: Sequence[Span], links: dict[str, str], *, inside: bool = False) -> str:
    """Write spans; `inside` says that they stand within an element, not at the edge of the block."""
    parts = []
    for n, span in enumerate(spans):
        if span.kind == "text":
            parts.append(_escape(span.text, inside or n > 0, inside or n < len(spans) - 1))
        elif span.kind == "code":
            parts.append(f"<code>{_escape(span.text, True, True)}</code>")
        elif span.kind == "break":
            parts.append("<br>")
        elif span.kind == "claim":
            parts.append(links.get(span.text, escape_markdown(span.text)))
        else:
            inner = _markdown_spans(span.children, links, inside=True)
            tag = _TAGS.get(span.kind, "a")
            opening = f'a href="{_href(span.href)}"{REL}' if tag == "a" else tag
            parts.append(f"<{opening}>{inner}</{tag}>")
    return "".join(parts)


def _escape(text: str, left: bool, right: bool) -> str:
    """Escape a run of text that has something before it (`left`) or after it (`right`)."""
    padded = "x" * left + text + "x" * right
    return escape_markdown(padded, int(left), len(padded) - right)


REL = ' rel="nofollow ugc noopener"'


def _href(url: str) -> str:
    """An accepted address inside an attribute of inline HTML in Markdown."""
    return escape(addresses.ascii_url(url), quote=True) if not addresses.fault(url) else "#"


def to_html(prose: Prose) -> str:
    """Write HTML, cleaned by nh3 against an allow list without `id` and `class`."""
    html = "".join(_html_block(block) for block in prose.blocks)
    return nh3.clean(
        html,
        tags={"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )


_HTML_BLOCKS = {"bullet-list": "ul", "ordered-list": "ol", "item": "li", "quotation": "blockquote"}


def _html_block(block: ProseBlock) -> str:
    if block.kind == "paragraph":
        return f"<p>{_html_spans(block.spans)}</p>"
    tag = _HTML_BLOCKS[block.kind]
    return f"<{tag}>{''.join(map(_html_block, block.children))}</{tag}>"


def _html_spans(spans: Sequence[Span]) -> str:
    parts = []
    for span in spans:
        if span.kind == "break":
            parts.append("<br>")
        elif span.kind == "code":
            parts.append(f"<code>{escape(span.text)}</code>")
        elif span.kind == "link":
            parts.append(f'<a href="{_href(span.href)}">{_html_spans(span.children)}</a>')
        elif span.kind in _TAGS:
            parts.append(f"<{_TAGS[span.kind]}>{_html_spans(span.children)}</{_TAGS[span.kind]}>")
        else:
            parts.append(escape(span.text))
    return "".join(parts)
