"""The golden site as MkDocs builds it, by both routes: the text and the links of each page are kept.

The pages that are HTML before MkDocs sees them (claims, outlets) are kept by `test_golden_site` already.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from builds import build_site
from page_text import page_text

FOLDER = Path(__file__).parent / "cases" / "site"
REPOSITORY = FOLDER / "repository"
PLAIN = """\
site_name: Sample site, plain
theme: {theme}
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
validation: {{nav: {{omitted_files: ignore}}}}
"""

ExpectedFiles = Callable[[Path, Mapping[str, bytes]], None]


def test_the_plugins_site(tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """Material with the plugin, as the README sets it up, on a forge."""
    done = build_site(REPOSITORY, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    expected_files(FOLDER / "pages" / "plugin", _pages(tmp_path))


def test_the_site_of_another_theme(tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """`annotate build --out` without a forge, and MkDocs with a theme and no plugin of ours."""
    (tmp_path / "mkdocs.yml").write_text(PLAIN.format(theme="readthedocs"), encoding="utf-8")
    _write_docs(tmp_path / "docs")
    done = build_site(tmp_path, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    expected_files(FOLDER / "pages" / "plain", _pages(tmp_path / "site"))


def _write_docs(out: Path) -> None:
    command = [sys.executable, "-m", "annotate", "build", "--root", str(REPOSITORY)]
    environment = os.environ | {"SAMPLE_FORGE": ""}
    subprocess.run([*command, "--out", str(out)], check=True, env=environment, capture_output=True)


def _pages(site: Path) -> dict[str, bytes]:
    """The text of each page that MkDocs made of Markdown, by its path; each says that it is a sample."""
    made = [page for name in ("index.html", "404.html") for page in sorted(site.rglob(name))]
    texts = {page.relative_to(site): page_text(page.read_text("utf-8")) for page in made}
    assert [page for page, text in texts.items() if "Sample site" not in text] == []
    return {page.with_suffix(".txt").as_posix(): text.encode() for page, text in texts.items()}
