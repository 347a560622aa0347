"""How to cite a claim: plain, BibTeX and CSL-JSON, and the code that embeds its page."""

from __future__ import annotations

import json
import re
from html import escape

from ...model import Annotation, ArticlePage
from ...reading.settings import Settings


def citations(claim: Annotation, page: ArticlePage, settings: Settings) -> list[tuple[str, str]]:
    """The forms in which a claim can be cited or embedded.

    Returns:
        pairs of a label and the text to copy.
    """
    url = settings.absolute(claim.page_path)
    title = f"{claim.verdict.label}: {claim.claim}"
    year = claim.checked.year
    return [
        ("Plain text", f"{settings.site_name}, “{title}”, {page.title}, {claim.checked}. {url}"),
        ("BibTeX", _bibtex(claim, settings.site_name, title, url, year)),
        ("CSL-JSON", _csl(claim, settings.site_name, title, url)),
        (
            "Embed code",
            f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="600" loading="lazy"></iframe>',
        ),
    ]


def _bibtex(claim: Annotation, site: str, title: str, url: str, year: int) -> str:
    return (
        f"@misc{{{claim.slug}-{claim.id},\n"
        f"  author = {{{{{_tex(site)}}}}},\n"
        f"  title = {{{_tex(title)}}},\n"
        f"  year = {{{year}}},\n"
        f"  url = {{{url}}}\n}}"
    )


def _tex(text: str) -> str:
    return re.sub(r"([\\{}$&#%_^~])", lambda m: f"{{\\char{ord(m[0])}}}", text)


def _csl(claim: Annotation, site: str, title: str, url: str) -> str:
    day = claim.checked
    entry = {
        "id": f"{claim.slug}-{claim.id}",
        "type": "webpage",
        "title": title,
        "container-title": site,
        "author": [{"literal": site}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": url,
    }
    return json.dumps(entry, ensure_ascii=False)
