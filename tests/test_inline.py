"""Text is rendered to the same HTML whether every pattern is tried on it or only those that it can have."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from annotate.publishing.guest import EXTENSIONS, QUICK

_PIECES = (
    "word", " ", "  \n", "\n", "\n\n", "*", "**", "_", "__", "`", "``", "\\", "\\*", "[", "]", "(", ")", "![", "[^a]",
    "[^a]: note", "[x](y)", "[x][y]", "[y]: /z", "<", ">", "<b>", "</b>", "<https://a.example>", "<a@b.example>", "&",
    "&amp;", "&#46;", "!", "#", "-   ", "1.  ", "> ", "| a | b |\n| --- | --- |\n| c | d |", "{: .x }", "~~~", "    code",
    '<mark class="fc">', "</mark>", "\u0002", "\u0003",
)  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_the_html_is_the_same(text: str) -> None:
    slow, quick = (Markdown(extensions=[*EXTENSIONS, *more]) for more in ([], [QUICK]))
    assert quick.convert(text) == slow.convert(text)


class _Tilde(Extension):
    """A pattern that nobody knows here."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's
        class Pattern(InlineProcessor):
            def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - Python-Markdown's
                element = Element("s")
                element.text = m[1]
                return element, m.start(0), m.end(0)

        md.inlinePatterns.register(Pattern(r"~(\w+)~", md), "tilde", 30)


def test_patterns_of_other_extensions_are_always_tried() -> None:
    orders: list[list[str | Extension]] = [[QUICK, _Tilde()], [_Tilde(), QUICK]]
    for extensions in orders:
        assert Markdown(extensions=extensions).convert("a ~b~ c") == "<p>a <s>b</s> c</p>"
