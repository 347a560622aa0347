"""The page on how a claim travels: its picture is the code's, and the files that it names exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conftest import ROOT
from test_structure import ROOMS, _arrows, _room

PAGE = ROOT / ".github/HOW-A-CLAIM-TRAVELS.md"
_PICTURE = re.compile(r"(?<=<!-- picture -->\n).*?(?=<!-- /picture -->)", re.DOTALL)


def _picture() -> str:
    """Which room imports which, as Mermaid; an arrow that two others make up is left out."""
    uses: dict[str, set[str]] = {room: set() for room in ROOMS if not room.startswith("__")}
    for file, name in _arrows():
        if _room(file) in uses and _room(name) in uses and _room(file) != _room(name):
            uses[_room(file)].add(_room(name))
    shown = [
        f"    {below} --> {room}"
        for room, above in uses.items()
        for below in uses
        if below in above and not any(below in uses[between] for between in above)
    ]
    return "\n".join(["```mermaid", "flowchart TD", *shown, "```", ""])


def test_the_picture_is_the_codes(expected: Callable[[Path, str], None]) -> None:
    """Made from the imports."""
    expected(PAGE, _PICTURE.sub(_picture(), PAGE.read_text("utf-8")))


def test_every_path_exists() -> None:
    """Also after a move."""
    paths = re.findall(r"`(annotate/[\w/.]+)`", PAGE.read_text("utf-8"))
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []
