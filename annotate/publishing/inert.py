"""What people wrote in settings and front matter, made harmless for templates that print it as it is."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

from ..reading.prose import clean


def escaped(value: Any) -> Any:
    """The value with every text in it escaped; what stands escaped already (titles made of headings do) stays so."""
    if isinstance(value, str):
        return escape(unescape(value))
    if isinstance(value, list):
        return [escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: escaped(item) for key, item in value.items()}
    return value


def notice(text: str) -> str:
    """The site's `copyright`, in which MkDocs allows HTML: its words and links, and nothing else that is live."""
    return clean(text, {"a", "em", "strong", "br"}, {"http", "https", "mailto"}, "noopener")
