"""What is left of contributed Markdown once it is parsed: only what is allowed."""

from __future__ import annotations

from typing import NamedTuple


class Prose(NamedTuple):
    """Contributed Markdown after parsing: only what is allowed, ready to be written out again."""

    blocks: tuple[ProseBlock, ...]
    words: int = 0


class ProseBlock(NamedTuple):
    """A paragraph (`spans`), a list or a quotation (`children`) of contributed Markdown."""

    kind: str  # paragraph | bullet-list | ordered-list | item | quotation
    spans: tuple[Span, ...] = ()
    children: tuple[ProseBlock, ...] = ()


class Span(NamedTuple):
    """A run of text in a paragraph; `kind` is text, code, break, emphasis, strong, link or claim."""

    kind: str
    text: str = ""
    href: str = ""
    children: tuple[Span, ...] = ()
