"""A Markdown extension that changes nothing but the time: text without what a pattern needs is not searched for it.

Python-Markdown tries some twenty patterns on each piece of text, and our text is escaped: most pieces have none of them.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor

# One of these, one or two, is in every match of a pattern, by the pattern's name; others are always tried.
_NEEDED = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
    "footnote": ("[^",),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "linebreak": ("  \n",),
    "entity": ("&",),
    **dict.fromkeys(("em_strong", "em_strong2"), ("*", "_")),
}


class _Inline(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        patterns: Any = self.md.inlinePatterns
        ordered: Any = list(patterns)  # a registry sorts itself at each question
        self.inlinePatterns = ordered
        self._needed = {id(patterns[n]): signs for n, signs in _NEEDED.items() if n in patterns}
        return super().run(tree, ancestors)

    def _InlineProcessor__applyPattern(  # noqa: N802 - the name that Python gives the base's method
        self, pattern: Any, data: str, index: int, start: int = 0
    ) -> tuple[str, bool, int]:
        signs = self._needed.get(id(pattern), ("",))
        if signs[0] not in data and signs[-1] not in data:
            return data, False, 0
        found: tuple[str, bool, int] = super()._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[misc]  # fmt: skip
        return found


class _Quick(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's
        if type(md.treeprocessors["inline"]) is InlineProcessor:
            md.treeprocessors.register(_Inline(md), "inline", 20)


def makeExtension() -> Extension:  # noqa: N802 - Python-Markdown's
    """Make the extension, as Python-Markdown asks a module for it."""
    return _Quick()
