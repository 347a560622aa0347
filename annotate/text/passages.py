"""Addresses that open at words of a page (WICG, URL Fragment Text Directives)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from . import scripts

# What stands for words that were left out, put in or changed: `…`, `(...)`, `[they]`, `[w]e`.
_GAP = re.compile(r"\S*\[[^\]]*\]\S*|[(<]\s*(?:…|\.{3,})\s*[)>]|…|\.{3,}")
_MOST = 300  # characters of an address; a longer passage is named by its first and last words
_WORDS = 6
_FEW = 3  # so few words stand in many places


def at_passage(url: str, passage: str) -> str:
    """Make an address open at a passage.

    One run of words is looked for as it stands; a passage with gaps, or a long one, by its first and its last words.
    Browsers match whole words and fold case, so punctuation at the ends is left out. No `prefix-` or `-suffix` is
    written: what stands around a passage is not known.

    Args:
        url: of the page; its own fragment is kept.
        passage: the page's words; "" for none.

    Returns:
        the address with a text directive; as it was where there are no words, or it has a directive already.
    """
    runs = _runs(passage)
    if not runs or ":~:" in url:
        return url
    sign = "" if "#" in url else "#"
    return f"{url}{sign}:~:text={','.join(map(_encoded, _ends(runs)))}"


def _runs(passage: str) -> list[str]:
    """The runs of words between gaps; those of a few words only where there is no longer one."""
    runs = [run for run in map(_trimmed, _GAP.split(passage)) if run]
    return [run for run in runs if len(scripts.words(run)) > _FEW] or runs[:1]


def _ends(runs: list[str]) -> list[str]:
    """The text to look for, or how it begins and how it ends."""
    ends = runs[:1] + runs[1:][-1:]
    words = runs[0].split() + (runs[-1].split() if len(runs) > 1 else [])
    if sum(len(_encoded(end)) for end in ends) <= _MOST or len(words) < 2 * _WORDS:
        return ends
    return [" ".join(words[:_WORDS]), " ".join(words[-_WORDS:])]


def _trimmed(run: str) -> str:
    """A run of words without the punctuation and the spaces around it."""
    inside = [n for n, c in enumerate(run) if unicodedata.category(c)[0] not in "PZ"]
    return run[inside[0] : inside[-1] + 1] if inside else ""


def _encoded(words: str) -> str:
    """Percent-encoded; a hyphen too, which marks a prefix or a suffix in a directive."""
    return quote(words, safe="").replace("-", "%2D")
