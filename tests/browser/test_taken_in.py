"""A page that is taken in: as received, as its seed and as published, a browser shows the same words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from intake import astray, publish

from annotate.editing.adding.sources import Source
from annotate.editing.adding.taking import take

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = sorted((ROOT / "tests/cases/pages").glob("*.html"))


def test_no_word_is_lost_or_added(tmp_path: Path, browser: Browser) -> None:
    taken = {page.stem: take(Source(page.read_bytes(), "html", page.name)) for page in PAGES}
    assert taken
    site = publish(tmp_path, taken)
    with browser.new_context(java_script_enabled=False) as profile:
        page = profile.new_page()
        for file in PAGES:
            published = site / f"articles/{file.stem}/index.html"
            assert list(astray(page, taken[file.stem], file, published)) == [], file.name
