"""What frames every page: the theme's header and footer, with stand-ins until the nav is known, and its description."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from types import SimpleNamespace as Stand
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ...reading.settings import Settings

# What every site has; MkDocs' plugin puts the site's own navigation in its place (`refit`).
_TITLES = "Articles Claims Outlets Corrections Method Sources Contribute".split()
_FOLDERS = "articles claims outlets corrections methodology sources contribute".split()
# Contributed text is escaped, so that only the frame itself has these elements.
_PARTS = re.compile(r'<(header|footer) class="fc-.*?</\1>', re.DOTALL)


def stand_ins(settings: Settings) -> dict[str, Any]:
    """What the theme's header and footer need of a generator, as every site has it."""
    plain = {"is_homepage": False, "is_section": False, "is_page": False, "active": False}
    entries = zip(_TITLES, _FOLDERS, strict=True)
    items = [Stand(title=title, url=f"{folder}/", **plain) for title, folder in entries]
    return {
        "nav": Stand(homepage=Stand(url="index.html"), items=items),
        "config": Stand(site_name=settings.site_name, copyright=""),
    }


def refit(html: str, parts: Mapping[str, str]) -> str:
    """Put another header and footer into a page.

    Args:
        html: a page made with the stand-ins.
        parts: the elements `header` and `footer`.

    Returns:
        the page.
    """
    return _PARTS.sub(lambda found: parts[found[1]], html)


def describe(html: str) -> str:
    """What a page that has no description of its own begins with, as text: its first paragraph."""
    first = LexborHTMLParser(html).css_first("p")
    return textwrap.shorten(first.text() if first else "", 300, placeholder=" …")
