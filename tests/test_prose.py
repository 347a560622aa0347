"""Prose of contributors: what is read without the Markdown parser is what the parser makes of it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from annotate.reading.prose import parse

PIECES = st.sampled_from(
    ["Word", "words", " ", "  ", "\n", "\n\n", "\n \n", "12", "1.", "2)", "-", "+", "#", "##", ">", "=", "==", "(", ")", "“", "”",
     "[[one]]", "[[one]](", "[[one]]:", "[one]", "]", "!", "*", "_", "`", "<", "&amp;", "&", "\\", "{", "}", "~", "|", ":", ".", "—",
     "http://a.example", "    ", "\t", "\u00a0", "\u2028", "é", "١.", "中", "'", '"', "…", "[^1]"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@example("One.\nTwo [[one]]\n\n[[one]] three,\n“four” (5)\n\n\nsix\n")
@example("A line\n1. and no list")
@example("A line\n12 of them")
@example("A title\n===")
@example("A line  \nbroken")
@example("a\u00a0\n\nb")
def test_plain_prose_is_read_as_markdown_is(text: str) -> None:
    """A paragraph with a sign is put after it, so that the parser reads the whole."""
    plain, problems = parse(text, "x.md", 1)
    whole, found = parse(f"{text}\n\n*x*", "x.md", 1)
    if not problems and not found:
        assert plain.blocks == whole.blocks[:-1]
