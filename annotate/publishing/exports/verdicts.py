"""The verdicts for style sheets and scripts: colors, lines, glyphs and order, from their declaration (`Verdict`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from ...model.vocabulary import Verdict
from ...text.tables import table_of

STYLES = "assets/annotate/verdicts.css"
SCRIPT = "assets/annotate/verdicts.js"
_SQUARE = 16
_LISTED = table_of(__file__)


def styles() -> str:
    """What `verdicts.css` says of each verdict; it stands at the sheet's end."""
    return "\n".join(["", *_rules(), ""])


def _rules() -> Iterator[str]:
    last = max(len(Verdict) - 1, 1)
    # In the sheet itself: of a page that lies on a disk, browsers take no mask out of another file.
    row = quote(glyphs().replace("\n", "").replace('"', "'"), safe=" /:<>='")
    yield f':root {{ --glyphs: {len(Verdict)}em; --row: url("data:image/svg+xml,{row}"); }}'
    for place, verdict in enumerate(Verdict):
        look, chosen = verdict.look, f'[data-verdict="{verdict.id}"]'
        color = f"light-dark({look.light}, {look.dark})"
        yield f"{chosen} {{ --v: {color}; --g: {100 * place / last:g}%; }}"
        yield f"mark{chosen} {{ {_line(look.line)} }}"
        if not look.is_in_text:
            yield f"{chosen} > sup a::before {{ padding: 0; margin: 0; }}"


def _line(line: str) -> str:
    if line == "none":
        return "text-decoration-line: none;"
    style, thickness = line.split()
    return f"text-decoration-style: {style}; text-decoration-thickness: {thickness};"


def glyphs() -> str:
    """All glyphs in one row, an SVG that style sheets use as a mask."""
    drawings = (
        f'<g transform="translate({_SQUARE * place})">{verdict.look.drawing}</g>'
        for place, verdict in enumerate(Verdict)
    )
    box = f"0 0 {_SQUARE * len(Verdict)} {_SQUARE}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {_LISTED["strokes"]}>'
    return "\n".join([head, *drawings, "</svg>", ""])


def script() -> str:
    """The verdicts in their order, as a module for scripts."""
    listed = [
        {"id": v.id, "label": v.label, "glyph": v.glyph, "isLoud": v.look.is_loud} for v in Verdict
    ]
    return str(_LISTED["script"]).format(listed=json.dumps(listed, ensure_ascii=False))
