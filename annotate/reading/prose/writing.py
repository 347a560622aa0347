"""Write contributed prose as Markdown or HTML in which only our own markup is markup.

Both writers escape every character that could mean something; nh3 is the second wall for the HTML, because two
parsers never agree on what is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TypeVar

from ...model import Prose, ProseBlock, Span
from ...text import addresses
from ...text.escaping import escape_address, escape_markdown

# What links in contributed text tell search engines and the page they lead to.
REL = ' rel="nofollow ugc noopener"'

_ELEMENTS = set("p em strong a ul ol li blockquote code br".split())
_TAGS = {"emphasis": "em", "strong": "strong"}

_Node = TypeVar("_Node", ProseBlock, Span)

_Escape = Callable[[str, bool, bool], str]
"""Writes a run of text, which may have something before it and something after it."""


def claim_ids(prose: Prose) -> tuple[str, ...]:
    """The ids of the claims that the text links to with `[[id]]`, in order."""
    spans = (span for block in _walk(prose.blocks) for span in _walk(block.spans))
    return tuple(span.text for span in spans if span.kind == "claim")


def _walk(nodes: Sequence[_Node]) -> Iterator[_Node]:
    """Blocks or spans, each followed by those that are in it."""
    for node in nodes:
        yield node
        yield from _walk(node.children)


def plain_text(prose: Prose, names: Mapping[str, str] | None = None) -> str:
    """The words alone, one paragraph a line: for feeds, exports and search.

    Args:
        prose: the tree.
        names: what the claims are called that it links to; by default their ids.
    """
    words = (_words(block.spans, names or {}) for block in _walk(prose.blocks) if block.spans)
    return "\n".join(words)


def _words(spans: Sequence[Span], names: Mapping[str, str]) -> str:
    return "".join(_word(span, names) or " " * (span.kind == "break") for span in spans)


def _word(span: Span, names: Mapping[str, str]) -> str:
    text = names.get(span.text, span.text) if span.kind == "claim" else span.text
    return text or _words(span.children, names)


def to_markdown(prose: Prose, claim_link: Mapping[str, str]) -> str:
    """Write canonical Markdown in which only our own markup is markup.

    Args:
        prose: the tree.
        claim_link: for `[[id]]` spans, the ready-made Markdown link of each id.

    Returns:
        blocks separated by blank lines.
    """
    return "\n\n".join(_markdown_block(block, claim_link) for block in prose.blocks)


def _markdown_block(block: ProseBlock, links: Mapping[str, str]) -> str:
    if block.kind == "paragraph":
        return _spans(block.spans, links, _escape)
    if block.kind == "heading":
        return f"## {_spans(block.spans, links, _escape)}"
    inner = [_markdown_block(child, links) for child in block.children]
    if block.kind == "quotation":
        return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))
    if block.kind == "item":
        return "\n\n".join(inner)
    sign = "-   " if block.kind == "bullet-list" else "1.  "
    items = (text.replace("\n", "\n    ").replace("\n    \n", "\n\n") for text in inner)
    return "\n\n".join(sign + item for item in items)


def _spans(
    spans: Sequence[Span], links: Mapping[str, str], write: _Escape, *, inside: bool = False
) -> str:
    """Write spans as inline HTML; `inside` says that they stand within an element, not at the edge of the block."""
    parts = []
    for n, span in enumerate(spans):
        if span.kind == "text":
            parts.append(write(span.text, inside or n > 0, inside or n < len(spans) - 1))
        elif span.kind == "code":
            parts.append(f"<code>{write(span.text, True, True)}</code>")
        elif span.kind == "break":
            parts.append("<br>")
        elif span.kind == "claim":
            parts.append(links.get(span.text, write(span.text, False, False)))
        else:
            inner = _spans(span.children, links, write, inside=True)
            tag = _TAGS.get(span.kind, "a")
            opening = f'a href="{_href(span.href)}"{REL}' if tag == "a" else tag
            parts.append(f"<{opening}>{inner}</{tag}>")
    return "".join(parts)


def _escape(text: str, left: bool, right: bool) -> str:
    """Escape a run of text that has something before it (`left`) or after it (`right`)."""
    padded = ";" * left + text + ";" * right
    return escape_markdown(padded, int(left), len(padded) - right)


def _href(url: str) -> str:
    """An accepted address inside an attribute of inline HTML in Markdown."""
    return escape_address(addresses.ascii_url(url)) if not addresses.fault(url) else "#"


def to_html(prose: Prose, claim_link: Mapping[str, str]) -> str:
    """Write HTML, cleaned by nh3 against an allow list without `id` and `class`.

    Args:
        prose: the tree.
        claim_link: for `[[id]]` spans, the ready-made HTML link of each id.
    """
    html = "".join(_html_block(block, claim_link) for block in prose.blocks)
    return clean(html, _ELEMENTS, {"http", "https"}, "nofollow ugc noopener")


def clean(html: str, tags: set[str], schemes: set[str], rel: str) -> str:
    """HTML of these elements alone, whose links have addresses of such schemes, and this `rel`."""
    import nh3

    return nh3.clean(html, tags=tags, attributes={"a": {"href"}}, url_schemes=schemes, link_rel=rel)


_HTML_BLOCKS = {"bullet-list": "ul", "ordered-list": "ol", "item": "li", "quotation": "blockquote"}


def _html_block(block: ProseBlock, links: Mapping[str, str]) -> str:
    if block.kind == "paragraph":
        return f"<p>{_spans(block.spans, links, lambda text, *_: escape(text))}</p>"
    tag = _HTML_BLOCKS[block.kind]
    return f"<{tag}>{''.join(_html_block(child, links) for child in block.children)}</{tag}>"
