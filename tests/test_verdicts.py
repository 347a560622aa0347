"""What style sheets and scripts know of verdicts is made from their declaration, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from conftest import ROOT

from annotate.model.vocabulary import Verdict
from annotate.publishing.exports import verdicts
from annotate.publishing.site import ASSETS

CASES = ROOT / "tests" / "cases" / "verdicts"


def test_the_files_made_of_them(expected: Callable[[Path, str], None]) -> None:
    """Colors, lines, glyphs, loudness, order: a changed or added verdict shows here and needs no other change."""
    expected(CASES / "verdicts.css", verdicts.styles())
    expected(CASES / "verdicts.svg", verdicts.glyphs())
    expected(CASES / "verdicts.js", verdicts.script())


def test_each_has_a_glyph_and_a_place() -> None:
    root = ET.fromstring(verdicts.glyphs())
    assert len(root) == len(Verdict)
    assert all(len(glyph) for glyph in root)
    for verdict in Verdict:
        assert f'[data-verdict="{verdict.id}"] {{ --v: ' in verdicts.styles()
        assert verdict.id in verdicts.script()


def test_no_style_sheet_and_no_script_lists_them() -> None:
    """A verdict's id in an asset would be a second place to change."""
    ids = "|".join(verdict.id for verdict in Verdict)
    for file in ASSETS.glob("*/*"):
        found = re.findall(rf'["\'](?:{ids})["\']', file.read_text("utf-8"))
        assert not found, (file.name, found)


def test_no_text_of_the_scripts_runs_over_a_line() -> None:
    """What readers load is not indented; a text of several lines would lose its spaces, too."""
    for file in ASSETS.glob("*/*.js"):
        for line in file.read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0 or "/(`+)" in line, f"{file.name}: {line}"
