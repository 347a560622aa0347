"""How to cite a claim: plain, BibTeX and CSL-JSON; as a quotation; and the code that embeds it."""

from __future__ import annotations

import json
import re
from html import escape

from ...model import Annotation, ArticlePage
from ...reading.settings import Settings
from ...text.dates import show_date
from ...text.tables import table_of


def citations(claim: Annotation, page: ArticlePage, settings: Settings) -> list[tuple[str, str]]:
    """The forms in which a claim can be cited.

    Returns:
        pairs of a label and the text to copy.
    """
    url = settings.absolute(claim.page_path)
    title = f"{claim.verdict.label}: {claim.claim}"
    return [
        ("Plain text", f"{settings.site_name}, “{title}”, {page.title}, {claim.checked}. {url}"),
        ("BibTeX", _bibtex(claim, settings.site_name, title, url)),
        ("CSL-JSON", _csl(claim, settings.site_name, title, url)),
    ]


def quotation(claim: Annotation, words: str, page: ArticlePage, settings: Settings) -> str:
    """The article's words with the verdict on them, to be pasted; the browser adds the page's address."""
    said = f"“{words}” ({page.publisher}, {show_date(page.published)})"
    return f"{said}\n{claim.verdict.label}: {claim.summary} ({settings.site_name})"


def embed_code(claim: Annotation, settings: Settings) -> str:
    """The code that shows a claim in a small frame of another site; "" where the site's address is not known.

    The page shows its verdict and summary alone where its fragment is `#embed` (light.css).
    """
    if not settings.site_url:
        return ""
    url = settings.absolute(claim.page_path)
    title = escape(f"{claim.verdict.label}: {claim.claim}")
    return f'<iframe src="{escape(url)}#embed" title="{title}" width="100%" height="300" loading="lazy"></iframe>'


def _bibtex(claim: Annotation, site: str, title: str, url: str) -> str:
    told = {"site": _tex(site), "title": _tex(title), "url": url}
    return str(table_of(__file__)["bibtex"]).format(claim=claim, **told)


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
