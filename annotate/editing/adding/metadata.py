"""What a page says about itself: title, author, publisher, day, address, language, rights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ...text.tables import table_of


class About(NamedTuple):
    """What an article's page needs to know, each "" where it is not known; `published` is an ISO date."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""

    def over(self, other: About) -> About:
        """This knowledge, and the other's where this has none."""
        return About(*(own or told for own, told in zip(self, other, strict=True)))


def read_metadata(html: str, address: str) -> About:
    """Take a page's own statements from JSON-LD, Open Graph and other metadata; nothing is guessed from its text.

    Args:
        html: the page.
        address: where it was fetched, if it was; the page's canonical address goes before it.
    """
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        return About(url=address)
    language = str(tree.get("lang") or "").replace("_", "-")
    dates = {"extensive_search": False, "original_date": True}
    found = extract_metadata(tree, address, dates)
    return About(
        title=_line(found.title),
        author=", ".join(_as_written(name, html) for name in _line(found.author).split("; ")),
        publisher=_line(found.sitename),
        published=_line(found.date),
        url=_line(found.url),
        language=language if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "",
        rights=_line(found.license),
    )


def read_fields(given: Mapping[str, str]) -> About:
    """What a Markdown file's front matter says; what its fields are called is in `metadata.toml`."""
    told = {
        key: next((_line(given[name]) for name in names.split() if given.get(name)), "")
        for key, names in table_of(__file__).items()
    }
    day = re.match(r"\d{4}-\d{2}-\d{2}", told["published"])
    return About(**told)._replace(published=day[0] if day else "")


def _line(value: str | None) -> str:
    return " ".join((value or "").split())


def _as_written(name: str, html: str) -> str:
    """A name with the full stops of its initials, which trafilatura leaves out."""
    found = re.search(r"\b" + r"\.?\s+".join(map(re.escape, name.split())) + r"\b", html)
    return _line(found[0]) if name and found else name
