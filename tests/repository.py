"""Scratch repositories for tests: an article, its claims, and a `mkdocs.yml` where a build needs one."""

from __future__ import annotations

import hashlib
from pathlib import Path

ARTICLE = (
    "The council voted on Tuesday to close the bridge, saying it was “unsafe for daily traffic”.\n\n"
    "Repairs will cost about $3.2 million, the council’s engineer said.\n"
)
CONTEXT = (
    "The city counts vehicles with a sensor under the road and publishes the counts every year, "
    "one file for each year.\n"
)

CONFIG = """\
site_name: Scratch
theme: {name: material, font: false}
plugins:
  - annotate
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
"""


def claim(quote: str = "about $3.2 million", context: str = CONTEXT, **fields: str) -> str:
    """The text of a claim file that is right, but for the fields given."""
    values = {
        "claim": "Repairs of the bridge will cost about 3.2 million dollars.",
        "source_type": "named-official",
        "verdict": "supported",
        "summary": "The city's budget gives the same figure.",
        "sources": (
            "\n  - url: https://data.example.org/budget\n    outlet: City Open Data\n    date: 2024-03-05"
            "\n    type: dataset\n    stance: supports\n    says: The budget has the figure."
        ),
        "checked": "2026-11-24",
    } | fields
    quoted = "\n\n".join(f"  {line}" for line in quote.split("\n"))
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\nquote: >-\n{quoted}\n{lines}---\n{context}"


def repository(
    root: Path,
    claims: dict[str, str],
    article: str = ARTICLE,
    *,
    suffix: str = "txt",
    **fields: str,
) -> Path:
    """Write a repository with one article, `bridge`.

    Args:
        root: its folder.
        claims: the claim files' texts by id.
        article: the seed.
        suffix: of the seed's name, `txt` or `html`.
        fields: of the article's page, as YAML.

    Returns:
        the folder.
    """
    folder = root / "docs" / "articles" / "bridge"
    (folder / "claims").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "seeds" / f"bridge.{suffix}").write_bytes(article.encode("utf-8"))
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Scratch\n", encoding="utf-8")
    write_page(root, suffix=suffix, **fields)
    for id_, text in claims.items():
        (folder / "claims" / f"{id_}.md").write_text(text, encoding="utf-8")
    return root


def write_page(root: Path, *, suffix: str = "txt", body: str = "", **fields: str) -> None:
    """Write the article's page, with the seed pinned as it is now."""
    seed = f"bridge.{suffix}"
    values = {
        "title": "The bridge",
        "publisher": "The Example",
        "published": "2024-03-06",
        "url": "https://www.example.com/bridge",
        "seed": seed,
        "sha256": hashlib.sha256((root / "seeds" / seed).read_bytes()).hexdigest(),
        "retrieved": "2026-11-24",
        "rights": "The Example; quoted for criticism.",
    } | fields
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    page = root / "docs" / "articles" / "bridge" / "index.md"
    page.write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
