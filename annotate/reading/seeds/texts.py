"""Seeds that are no pages: plain text, joined where it is evidently wrapped, and Markdown with its front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...model import Block
from ...text.scripts import UNSPACED
from ..frontmatter.nodes import Mapping, Scalar, read_yaml

# Lines that fit a mail, a wire or a typewriter; longer ones were not wrapped by a machine.
_NARROW, _WIDE = 40, 100
_FEWEST = 3  # long lines by which wrapping is told
_KEPT = re.compile(r"[\s*+•|>#–—-]|\d+[.)]\s")  # begins a line that is meant as one
_UNSPACED = re.compile(f"[{UNSPACED}]")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:(?:[\w-]+[ \t]*:|[ \t#-]).*\n|\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Blocks divided by lines that are empty or hold only spaces and tabs; no other white space is trimmed."""
    parts = re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    lines = [part.split("\n") for part in parts if part.strip(" \t\n")]
    width = _width(lines)
    return tuple(Block("".join(_joined(block, width))) for block in lines)


def _width(blocks: Sequence[Sequence[str]]) -> int:
    """How wide a text was wrapped; 0 if it was not: then a line often ends although the next word had room."""
    ends = [pair for block in blocks for pair in pairwise(block)]
    width = max((len(line.rstrip()) for line, _ in ends), default=0)
    told = [_is_full(*pair, width) for pair in ends if len(pair[0]) > 0.6 * width]
    wrapped = len(told) >= _FEWEST and sum(told) >= 0.9 * len(told)
    return width if wrapped and _NARROW <= width <= _WIDE else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line had no room in a line."""
    words = following.split(maxsplit=1)
    first = following[:1] if _UNSPACED.match(following) else "".join(words[:1])
    return len(line.rstrip()) + 1 + len(first) > width


def _joined(lines: Sequence[str], width: int) -> list[str]:
    """The lines of a block with what stands between them: a space where a machine ended the line."""
    parts = [lines[0]]
    for line, following in pairwise(lines):
        wrapped = width and _is_full(line, following, width) and not line.endswith("-")
        unspaced = _UNSPACED.match(line[-1:])
        if not wrapped or _KEPT.match(following):
            parts.append("\n")
        elif not line.endswith(" ") and not (unspaced and _UNSPACED.match(following)):
            parts.append(" ")
        parts.append(following)
    return parts


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the front matter from a Markdown text.

    Returns:
        its plain fields (none if it is no YAML that this tool reads), and the text without it.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields = read_yaml(found[1], "")
    items = fields.items if isinstance(fields, Mapping) else {}
    plain = {key.lower(): node.text for key, node in items.items() if isinstance(node, Scalar)}
    return plain, text[found.end() :]


def markdown_as_html(text: str) -> str:
    """Markdown without its front matter as a page, which is read like any other."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(parser.render(front_matter(text)[1]))
