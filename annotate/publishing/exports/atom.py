"""An Atom feed (RFC 4287) of corrections: every entry of the histories, newest first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ...reading.settings import Settings
from ..histories import ChangeFacts

_NAMESPACE = "http://www.w3.org/2005/Atom"


def corrections_feed(changes: Sequence[ChangeFacts], settings: Settings) -> str:
    """Write the feed.

    Args:
        changes: the entries of the histories, newest first.
        settings: the site's name and address.

    Returns:
        an XML document; ids are stable, and dates are the days of the changes at midnight UTC.
    """
    register_namespace("", _NAMESPACE)
    feed = Element(f"{{{_NAMESPACE}}}feed")
    _add(feed, "title", f"{settings.site_name}: corrections")
    address = settings.absolute("corrections.xml")
    _add(feed, "id", address if settings.site_url else "urn:annotate:corrections")
    latest = changes[0].change.date if changes else "1970-01-01"
    _add(feed, "updated", f"{latest}T00:00:00Z")
    _add(feed, "link", href=address, rel="self")
    _add(_add(feed, "author"), "name", settings.site_name)
    for told in changes:
        entry = _add(feed, "entry")
        _add(entry, "title", f"{told.change.kind.label}: {told.about}")
        _add(entry, "id", _identity(told))
        _add(entry, "updated", f"{told.change.date}T00:00:00Z")
        _add(entry, "link", href=settings.absolute(told.path), rel="alternate")
        _add(entry, "summary", told.told)
    indent(feed)
    document = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'


def _identity(told: ChangeFacts) -> str:
    change, slug = told.change, told.record.slug
    # Several wordings can be mended on one day: then their reasons tell them apart.
    what = (change.before, change.after) if change.before or change.after else (change.why,)
    parts = (slug, told.id, str(change.date), change.kind.id, *what)
    return "urn:sha256:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    element = SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element
