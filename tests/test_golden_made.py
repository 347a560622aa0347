"""Small sites whose pages are kept whole, for what the sample has not: nothing at all, all structure, two directions, days."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from conftest import ROOT
from PIL import Image, ImageDraw, ImageFont
from repository import CONFIG, claim, repository, write_page
from test_article_structure import ADDRESS, PAGE, QUOTES

from annotate.publishing.site import build

SAMPLE = ROOT / "tests/cases/site/repository"
FOLDER = ROOT / "tests/cases/made"

ExpectedFiles = Callable[[Path, Mapping[str, bytes]], None]
Expected = Callable[[Path, str], None]


def _files(root: Path, *wanted: str) -> dict[str, bytes]:
    """Built files by path, those that were asked for."""
    built = build(root)
    assert built.files, built.problems
    return {path: str(built.files[path]).encode() for path in wanted}


LISTS = ("articles/index.md", "claims/index.md", "outlets/index.md", "sources.md", "corrections.md")


def test_a_site_without_articles(tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """Each list says that there is nothing yet, and what scripts and feeds are told is empty."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\n<!-- annotate: articles -->\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    scripts = (f"assets/annotate/{name}" for name in ("asking.js", "verdicts.js", "verdicts.css"))
    others = ("index.md", "corrections.xml", *scripts)
    files = _files(tmp_path, *LISTS, *others)
    styles = files.pop("assets/annotate/verdicts.css")  # first what people write, in one line
    files["verdicts.css"] = styles.partition(b"\n")[2]
    expected_files(FOLDER / "empty", files)


def test_an_article_without_claims(tmp_path: Path, expected_files: ExpectedFiles) -> None:
    root = repository(tmp_path, {})
    expected_files(FOLDER / "unchecked", _files(root, "articles/bridge/index.md", *LISTS[:3]))


COPY = """
  - url: https://news.example.org/bridge
    outlet: The News
    origin: The Agency
    date: 2024-03-05
    type: news
    stance: supports
    says: The agency has the figure.
  - url: https://paper.example.org/bridge
    outlet: The Paper
    date: 2024-03
    type: news
    stance: contradicts
    says: The paper has another figure."""


def test_an_article_with_one_claim(tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """What is one: a claim, an outlet with copies, a heading, a sentence that is waived, a verdict that readers should stop at."""
    waived = 'The council voted on Tuesday to close the bridge, saying it was “unsafe for daily traffic”.'  # fmt: skip
    waivers = f"\n  - quote: {waived}\n    reason: opinion"
    root = repository(tmp_path, {"one": claim(sources=COPY, verdict="mixed")}, waivers=waivers)
    write_page(root, body="## Found\n\nIt was so.\n", waivers=waivers)
    wanted = ("articles/bridge/index.md", "articles/bridge/claims/one.html")
    expected_files(FOLDER / "one", _files(root, *wanted, *LISTS[:4]))


@pytest.mark.parametrize("display", ["full", "excerpt"])
def test_all_structure(tmp_path: Path, expected: Expected, display: str) -> None:
    """An article with every kind of structure, and each quote as its claim's page has it."""
    claims = {id_: claim(quote) for id_, quote in QUOTES.items()}
    root = repository(
        tmp_path, claims, PAGE.read_text("utf-8"), suffix="html", url=ADDRESS, display=display
    )
    pages = [f"articles/bridge/claims/{id_}.html" for id_ in QUOTES]
    page, *others = _files(root, "articles/bridge/index.md", *pages).values()
    text = page.decode().partition("## The article\n")[2].partition('<p class="fc-rights">')[0]
    passages = re.findall(r"<blockquote.*?</blockquote>", b"\n".join(others).decode(), re.DOTALL)
    expected(FOLDER / f"structure-{display}.md", "\n".join([text, *passages, ""]))


ARABIC = """<!DOCTYPE html><html lang="ar"><body><article><h1>السوق القديم</h1>
<p>كلف السوق <ruby>٥٠<rt>50</rt></ruby> مليون <bdo dir="ltr">abc</bdo> دولار، وقال العمدة: <ins>نعم</ins>.</p>
<p>بني السوق في عام 1950.</p></article></body></html>"""
DAYS = """
## Found

It was so.

## Days

{0}

## And

- **12 March 2024**: it was opened.
- A day that is not bold.
- **14 March 2024**: it was closed.
"""
ITEMS = (
    "**12–14 March 2024, in the town**: it was opened. [[one]]",
    "**May 2024.** It was closed. [[two]] [[one]]",
    "**2024-06-07**: it was torn down, and nothing of it was left to see but a wall and a gate.",
)


def _days(root: Path, days: str) -> str:
    claims = {
        "head": claim("السوق القديم"),
        "one": claim("مليون", verdict="supported"),
        "two": claim("في عام 1950", verdict="outdated"),
    }
    repository(root, claims, ARABIC, suffix="html", language="ar")
    write_page(root, suffix="html", body=days, language="ar")
    return _files(root, "articles/bridge/index.md")["articles/bridge/index.md"].decode()


def test_a_mirrored_article_with_days(tmp_path: Path, expected: Expected) -> None:
    """From right to left; three days are drawn, two, or three of which one is none, stay a list."""
    listed = "\n".join(f"- {item}" for item in ITEMS)
    expected(FOLDER / "mirrored.md", _days(tmp_path / "three", DAYS.format(listed)))
    two = _days(tmp_path / "two", DAYS.format(listed.rpartition("\n")[0]))
    assert "fc-timeline" not in two
    numbered = "\n".join(f"1. {item}" for item in ITEMS)
    assert "fc-timeline" not in _days(tmp_path / "numbered", DAYS.format(numbered))


TITLES = {
    "short": "The bridge",
    "in as many lines as there is room for": "The council closes the bridge " * 4,
    "long": "The council closes the bridge " * 6,
    "longer than a line": f"The {'W' * 40} closes the bridge, which nobody thought that it would do",
    "in letters that the fonts lack": "السوق القديم",
}


def _drawn(root: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> str:
    """What a pen is told to draw for a picture, which is then drawn so."""
    told: list[str] = []
    for name in ("text", "line", "rectangle"):
        draw = getattr(ImageDraw.ImageDraw, name)

        def noted(pen: object, *args: object, draw=draw, name=name, **more: object) -> None:  # type: ignore[no-untyped-def]
            told.append(f"{name} {', '.join(map(_as_words, (*args, *more.items())))}")
            draw(pen, *args, **more)

        monkeypatch.setattr(ImageDraw.ImageDraw, name, noted)
    data = build(root).files[path]
    monkeypatch.undo()
    assert isinstance(data, bytes)
    with Image.open(io.BytesIO(data)) as image:
        colors = image.getcolors() or []
    assert len(colors) <= 64  # so that it is small
    return "\n".join([*told, ""])


def _as_words(value: object) -> str:
    return f"{value.size} px" if isinstance(value, ImageFont.FreeTypeFont) else repr(value)


def test_what_pictures_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected
) -> None:
    """Where each text of a picture stands, how large it is, and where it is cut."""
    sample = tmp_path / "sample"
    shutil.copytree(SAMPLE, sample, ignore=shutil.ignore_patterns(".cache"))
    config = (sample / "mkdocs.yml").read_text("utf-8")
    assert config.count("- annotate:\n") == 1
    (sample / "mkdocs.yml").write_text(
        config.replace("- annotate:\n", "- annotate:\n      claim_pictures: true\n"), "utf-8"
    )
    paths = ("share.png", "claims/ferry-fare.png")
    parts = [(path, sample, f"articles/old-bridge/{path}") for path in paths]
    for name, title in TITLES.items():
        config = CONFIG.replace("Scratch", f"A site with the name {title}")
        root = repository(tmp_path / name, {}, title=title, publisher=title[:90])
        (root / "mkdocs.yml").write_text(f"{config}site_url: https://x.example.org/\n", "utf-8")
        parts.append((name, root, "articles/bridge/share.png"))
    told = (f"## {name}\n{_drawn(root, monkeypatch, path)}" for name, root, path in parts)
    expected(FOLDER / "pictures.txt", "\n".join(told))


MANY = 320
ROW = re.compile(r"^(?:\| |-   |<li)")


def _of_many(n: int) -> str:
    outlet, origin = ("Wire", f"Agency {n}") if n < 14 else (f"Paper {n}", "Far Agency")
    cited = (
        f"\n  - url: https://{n}.example.net/\n    outlet: {outlet}\n    origin: {origin}\n    type: news"
        f"\n    stance: supports\n    says: It has count {n}.\n    date: 2024-03-05"
    )
    history = "\n  - date: 2026-11-24\n    kind: wording\n    why: It was wrong before."
    text = claim(
        f"count {n} was",
        claim=f"The count {n} was taken.",
        sources=cited,
        single_source_reason="It counts.",
    )
    return text.replace("checked:", f"history:{history}\nchecked:")


def _rows_told(text: str) -> str:
    """A text whose tables and lists are cut: their first rows are kept, their last one, and how many there are."""
    lines: list[str] = []
    for is_row, run in groupby(text.split("\n"), lambda line: bool(ROW.match(line))):
        rows = list(run)
        cut = is_row and len(rows) > 6
        lines += [*rows[:5], f"({len(rows)} rows)", rows[-1]] if cut else rows
    return "\n".join(lines)


def test_lists_of_several_pages(tmp_path: Path, expected: Expected) -> None:
    """Where each list begins and goes on, and the way between its pages; an outlet that carries copies of very many."""
    words = "\n\n".join(f"The count {n} was taken." for n in range(MANY))
    files = build(repository(tmp_path, {f"c{n}": _of_many(n) for n in range(MANY)}, words)).files
    further = [path for path in files if re.search(r"/\d+\.md$", path)]
    told = (f"## {path}\n\n{_rows_told(str(files[path]))}" for path in [*LISTS, *further])
    expected(FOLDER / "many.txt", "\n".join(told))


def _with_articles(root: Path, number: int) -> Mapping[str, str | bytes]:
    """The files of a site with so many articles, each a day later than the one before."""
    repository(root, {})
    first = root / "docs/articles/bridge/index.md"
    for n in range(1, number):
        day = date(2024, 3, 6) + timedelta(n)
        page = root / f"docs/articles/a{n:02}/index.md"
        page.parent.mkdir()
        page.write_text(first.read_text("utf-8").replace("2024-03-06", f"{day}"), encoding="utf-8")
    (root / "docs/index.md").write_text("# Home\n\n<!-- annotate: articles -->\n", "utf-8")
    return build(root).files


def test_the_newest_articles_and_all(tmp_path: Path, expected: Expected) -> None:
    """Up to twenty are on the home page, with more the newest of them, and up to fifty on one page of the list."""
    assert "All " not in str(_with_articles(tmp_path / "20", 20)["index.md"])
    home = str(_with_articles(tmp_path / "21", 21)["index.md"])
    links = re.findall(r"\[.*\]\(.*\)", home)
    expected(FOLDER / "newest.txt", "\n".join([*links, ""]))
    second = "articles/pages/2.md"
    assert second not in _with_articles(tmp_path / "50", 50)
    assert str(_with_articles(tmp_path / "51", 51)[second]).count("[The bridge]") == 1


@pytest.mark.parametrize("words", [8, 9])
def test_an_excerpt_of_so_many_words(tmp_path: Path, words: int) -> None:
    """Eight words stand on each side; that there were more is said."""
    before, after = (" ".join(f"{side}{n}" for n in range(words)) for side in "ab")
    text = f"“{before} THE QUOTE {after}”\n"
    root = repository(tmp_path, {"one": claim("THE QUOTE")}, text, display="excerpt")
    shown = _files(root, "articles/bridge/index.md")["articles/bridge/index.md"].decode()
    line = next(line for line in shown.split("\n") if "THE QUOTE" in line)
    kept = re.sub(r"<[^>]+>|\[\^one\]", "", line)
    gap = words > 8
    first = f"{'[…] ' * gap}{before.partition(' ')[2] if gap else f'“{before}'}"
    last = f"{after.rpartition(' ')[0] if gap else f'{after}”'}{' […]' * gap}"
    assert kept == f"{first} THE QUOTE {last}"
