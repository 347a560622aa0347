"""How a value of a vocabulary is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is drawn; `exports.verdicts` makes style sheet and glyphs of it.

    `light` and `dark` are its colors on paper of that kind, `line` what is below the words (or "none"). `is_loud` says
    whether readers should stop at it, `is_in_text` whether its glyph stands beside a claim's number, too. `drawing` is
    SVG in a square of 16, drawn with black lines; it needs no color of its own.
    """

    light: str
    dark: str
    line: str
    drawing: str
    is_loud: bool = True
    is_in_text: bool = True
