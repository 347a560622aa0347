"""`annotate add`: a page becomes a seed and an article's page, whole or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import claim

from annotate import check, read_seed
from annotate.cli import add_command, main
from annotate.editing.adding.extraction import NoArticleError, _chosen, extract
from annotate.editing.adding.seed_writer import write_seed
from annotate.editing.adding.sources import SourceError, read_source
from annotate.fetching import Answer, Fetched, fetch
from annotate.model import Block
from annotate.reading.seeds import MAX_PAGE_BYTES, parse_seed
from annotate.text.dates import today

BODY = """\
<p>The council voted on Tuesday to close the old bridge to lorries, after engineers had found cracks in two of its
piers and the mayor had asked for a second opinion.</p>
<p>Repairs will cost about 3 × 10<sup>6</sup> dollars, the engineer said, or <del>half</del> <ins>a third</ins> of the budget.</p>
<ol start="3"><li>The northern pier is repaired first, because the cracks are deepest there.</li>
<li>The southern pier follows in the spring, when the water is low enough for divers.</li></ol>
<table><tr><th>Year</th><th>Vehicles a day</th></tr><tr><td>2019</td><td>4,100</td></tr><tr><td>2023</td><td>6,250</td></tr></table>
<p>Nobody was hurt, and the ferry runs <a href="/ferry">twice an hour</a> until the bridge is open to all again.</p>
"""
HEAD = """\
<title>Old bridge closed to lorries - The Sample Ledger</title>
<meta property="og:title" content="Old bridge closed to lorries">
<meta property="og:site_name" content="The Sample Ledger">
<meta name="author" content="A. Writer">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://ledger.example.org/bridge">
"""
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    + "</ul></nav>"
)
PAGE = f"""<!doctype html><html lang="en"><head>{HEAD}</head><body>{MENU}
<main><article><h1>Old bridge closed to lorries</h1>{BODY}</article></main>
<aside><h2>Most read</h2><p>Ten things you did not know about ferries</p></aside>
<footer><p>Terms of use and cookies</p></footer></body></html>"""
NAME = "old-bridge-closed-to-lorries"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs/articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _add(*arguments: str, given: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["add", *arguments], input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def _saved(root: Path, page: str = PAGE, name: str = "saved.html") -> str:
    (root / name).write_text(page, encoding="utf-8")
    return name


def _files(root: Path) -> set[str]:
    return {f.relative_to(root).as_posix() for f in root.rglob("*") if f.is_file()}


class TestAPage:
    def test_the_article_is_taken_with_its_structure_and_the_rest_is_told(self, root: Path) -> None:
        code, told = _add(_saved(root))
        assert code == 0
        article = read_seed(root / f"seeds/{NAME}.html")
        assert article.blocks[0].text == "Old bridge closed to lorries"
        assert article.blocks[0].kind == "heading"
        assert "Repairs will cost about 3 × 106 dollars" in article.text
        kinds = {inline.kind for block in article.blocks for inline in block.inlines}
        assert {"superscript", "deleted", "inserted", "link"} <= kinds
        assert [h.value for b in article.blocks for h in b.within if h.tag == "li"] == ["3", "4"]
        assert [len(b.cells) for b in article.blocks if b.kind == "row"] == [2, 2, 2]
        assert "Section" not in article.text
        assert "ferries" not in article.text
        assert "Left out of the page" in told
        assert f'annotate new {NAME} "exact words"' in told

    def test_its_page_has_what_it_says_about_itself_and_check_finds_nothing_wrong(
        self, root: Path
    ) -> None:
        _add(_saved(root))
        library = check(root).library
        page = library.articles[0].page
        assert (page.title, page.publisher, page.author) == (
            "Old bridge closed to lorries",
            "The Sample Ledger",
            "A. Writer",
        )
        assert (str(page.published), page.url) == (
            "2024-03-05",
            "https://ledger.example.org/bridge",
        )
        assert page.display.id == "excerpt"
        assert page.original_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
        assert [p for p in check(root).problems if p.is_error] == []

    def test_links_are_made_whole_with_the_pages_address(self, root: Path) -> None:
        _add(_saved(root))
        seed = (root / f"seeds/{NAME}.html").read_text("utf-8")
        assert '<a href="https://ledger.example.org/ferry">twice an hour</a>' in seed

    def test_of_two_headings_that_are_the_title_the_one_at_the_text_is_its_first_block(
        self, root: Path
    ) -> None:
        """Pages repeat the title in a bar above all that stands between it and the article."""
        bar = "<header><h2>Old bridge closed to lorries</h2><p>Listen to this story</p></header>"
        _add(_saved(root, PAGE.replace("<main>", f"{bar}<main>")))
        first = read_seed(root / f"seeds/{NAME}.html").blocks[:2]
        assert [(block.kind, block.level) for block in first] == [("heading", 1), ("paragraph", 0)]

    def test_a_text_that_begins_with_the_title_is_kept_and_the_windows_title_is_not(
        self, root: Path
    ) -> None:
        window = "<p>Old bridge closed to lorries | The Sample Ledger</p>"
        first = "<p>Old bridge closed to lorries for good.</p>"
        page = PAGE.replace("<article>", f"<article>{window}").replace("</h1>", f"</h1>{first}")
        last = "<p>Old bridge closed to lorries</p>"
        _add(_saved(root, page.replace("</article>", f"{last}</article>")))
        texts = [block.text for block in read_seed(root / f"seeds/{NAME}.html").blocks]
        assert texts[:2] == [
            "Old bridge closed to lorries",
            "Old bridge closed to lorries for good.",
        ]
        assert texts[-1] == "Old bridge closed to lorries"
        assert "The Sample Ledger" not in "".join(texts)

    def test_pictures_and_rules_of_stars_amid_the_text_are_part_of_it(self, root: Path) -> None:
        """And words of alternative texts, which the extractor leaves out, do not weigh against the block that they are in."""
        told = "A crane lifts the first of forty beams from a ship in the harbor at dawn"
        image = f'<img src="a.jpg" alt="{told}">'
        page = PAGE.replace(
            "<p>Repairs", f"<p>{image}</p><p>* * *</p><p>{image}<br>The mayor agreed.</p><p>Repairs"
        )
        _add(_saved(root, page.replace("<footer>", f"<footer><p>{image}</p>")))
        texts = [block.text for block in read_seed(root / f"seeds/{NAME}.html").blocks]
        assert texts[2:5] == [told, "* * *", f"{told}\nThe mayor agreed."]
        assert "".join(texts).count("crane") == 2

    def test_a_cell_that_spans_rows_and_columns_does_so_in_the_seed(self, root: Path) -> None:
        cell = '<td rowspan="2">4,100</td>'
        row = '<tr><td colspan="2">2024, until the bridge was closed</td></tr>'
        page = PAGE.replace("<td>4,100</td>", cell).replace("</table>", f"{row}</table>")
        _add(_saved(root, page))
        cells = [c for b in read_seed(root / f"seeds/{NAME}.html").blocks for c in b.cells]
        assert [(c.columns, c.rows) for c in cells if (c.columns, c.rows) != (1, 1)] == [
            (1, 2),
            (2, 1),
        ]

    def test_its_words_can_be_annotated_at_once(self, root: Path) -> None:
        _add(_saved(root))
        assert CliRunner().invoke(main, ["new", NAME, "close the old bridge"]).exit_code == 0

    def test_the_original_is_kept_where_that_is_asked_for(self, root: Path) -> None:
        _add(_saved(root), "--keep-original")
        assert (root / f"seeds/{NAME}.html.original").read_bytes() == PAGE.encode()
        assert [p for p in check(root).problems if p.is_error] == []

    def test_all_that_is_missing_is_asked_for_in_one_message(self, root: Path) -> None:
        bare = f"<!doctype html><html><body>{BODY}</body></html>"
        before = _files(root) | {"saved.html"}
        code, told = _add(_saved(root, bare))
        assert code == 2
        for option in ("--title", "--publisher", "--published", "--url", "--language"):
            assert f"{option} …" in told
        assert _files(root) == before

    def test_a_wrong_option_is_told_and_nothing_written(self, root: Path) -> None:
        before = _files(root) | {"saved.html"}
        code, told = _add(_saved(root), "--published", "5 March 2024")
        assert code == 2
        assert "2024-03-05" in told
        assert _files(root) == before

    def test_rights_that_are_open_show_the_whole_text(self, root: Path) -> None:
        _add(_saved(root), "--rights", "CC BY 4.0, The Sample Ledger")
        assert check(root).library.articles[0].page.display.id == "full"


class TestAText:
    OPTIONS = ("--publisher", "The Sample Ledger", "--published", "2024-03-05", "--language", "en")
    ADDRESS = ("--url", "https://ledger.example.org/bridge")

    def test_a_text_is_its_own_seed(self, root: Path) -> None:
        text = "Old bridge closed\n\nThe council voted on Tuesday.\n"
        assert _add(_saved(root, text, "a.txt"), *self.OPTIONS, *self.ADDRESS)[0] == 0
        assert (root / "seeds/old-bridge-closed.txt").read_text("utf-8") == text

    def test_standard_input(self, root: Path) -> None:
        text = "Old bridge closed\n\nThe council voted on Tuesday.\n"
        assert _add("-", *self.OPTIONS, *self.ADDRESS, given=text)[0] == 0
        assert (root / "seeds/old-bridge-closed.txt").read_text("utf-8") == text


class TestWhatIsThere:
    def test_the_same_again_says_so(self, root: Path) -> None:
        _add(_saved(root))
        before = {path: (root / path).read_bytes() for path in _files(root)}
        code, told = _add("saved.html")
        assert code == 1
        assert f"docs/articles/{NAME}/index.md is there already." in told
        assert "Its text is the same." in told
        assert {path: (root / path).read_bytes() for path in _files(root)} == before

    def test_another_text_of_the_same_address_shows_what_differs_and_leads_to_rebase(
        self, root: Path
    ) -> None:
        _add(_saved(root))
        later = PAGE.replace("Nobody was hurt", "One diver was hurt").replace(
            "<h1>Old bridge closed to lorries", "<h1>Old bridge closed"
        )
        code, told = _add(_saved(root, later, "later.html"))
        assert code == 1
        assert "- Nobody was hurt" in told
        assert "+ One diver was hurt" in told
        assert _add("later.html", "--seed-to", "new.html")[0] == 0
        done = CliRunner().invoke(main, ["rebase", NAME, "new.html"])
        assert "Before: 0 claims" in done.output

    def test_force_replaces_it(self, root: Path) -> None:
        _add(_saved(root))
        later = PAGE.replace("Nobody was hurt", "One diver was hurt")
        assert _add(_saved(root, later), "--force")[0] == 0
        assert "One diver" in read_seed(root / f"seeds/{NAME}.html").text


@pytest.mark.parametrize(
    ("page", "lines", "chosen"),
    [
        # What an extractor puts first stands later on the page.
        ("Menu|The bridge was closed today|Spoon|A small ruler|Nobody was hurt at all|Spoon", "Spoon|A small ruler|The bridge was closed today|Nobody was hurt at all", [1, 2, 3, 4]),
        # Words of a caption that was left out are those of the heading below it.
        ("The mayor spoke first|The future of the old stone bridge on a hill|The bridge future|Then the council voted", "The mayor spoke first|The bridge future|Then the council voted", [0, 2, 3]),
        # Half a block's words may stand there by chance.
        ("1 History|The bridge has a long history|Built in 1 year by 9 men", "The bridge has a long history|Built in 1 year by 9 men", [1, 2]),
        # Two blocks may be one line, one block two.
        ("The bridge|was closed|Nobody was hurt and the ferry runs", "The bridge was closed|Nobody was hurt|and the ferry runs", [0, 1, 2]),
    ],
)  # fmt: skip
def test_blocks_are_found_by_an_extractors_words(page: str, lines: str, chosen: list[int]) -> None:
    blocks, found = ([line.lower().split() for line in side.split("|")] for side in (page, lines))
    assert sorted(_chosen(blocks, found)) == chosen


def test_what_cannot_be_written_is_told(root: Path) -> None:
    (root / "seeds").write_text("a file where the folder should be", encoding="utf-8")
    code, told = _add(_saved(root))
    assert (code, "seeds cannot be used" in told) == (1, True)
    assert not (root / f"docs/articles/{NAME}").exists()


def test_an_interruption_leaves_no_half_of_an_article(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(_: object, path: str, content: bytes) -> bool:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
        return True

    before = _files(root) | {"saved.html"}
    monkeypatch.setattr("annotate.reading.repository.Repository.write", write)
    CliRunner().invoke(main, ["add", _saved(root)])
    assert written == [f"seeds/{NAME}.html"]
    assert _files(root) == before


class TestAnAddress:
    def _serve(self, pages: dict[str, tuple[int, dict[str, str], bytes]]) -> Callable[..., object]:
        def ask(address: object, ip: str, headers: object) -> Answer:
            status, head, body = pages.get(address.path, (404, {}, b""))  # type: ignore[attr-defined]
            return Answer(status, head, iter([body]))

        return partial(fetch, resolver=lambda host, port: ["93.184.215.14"], transport=ask)

    def test_a_page_is_fetched_and_its_address_is_known(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = PAGE.replace('<link rel="canonical" href="https://ledger.example.org/bridge">', "")
        pages = {"/a": (200, {"content-type": "text/html; charset=utf-8"}, page.encode())}
        monkeypatch.setattr(add_command, "fetch", self._serve(pages))
        assert _add("https://ledger.example.org/a")[0] == 0
        assert check(root).library.articles[0].page.url == "https://ledger.example.org/a"

    def test_the_encoding_that_the_server_names_goes_before_the_pages_own(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = PAGE.replace("<head>", "<head><meta charset='utf-8'>").replace("Nobody", "José")
        head = {"content-type": "text/html; charset=windows-1252"}
        pages = {"/a": (200, head, page.encode("windows-1252"))}
        monkeypatch.setattr(add_command, "fetch", self._serve(pages))
        assert _add("https://ledger.example.org/a")[0] == 0
        assert "José was hurt" in read_seed(root / f"seeds/{NAME}.html").text


FRONT = {
    "title": ["title"],
    "author": ["author", "by", "byline"],
    "publisher": ["publisher", "site", "sitename", "source"],
    "published": ["published", "date"],
    "url": ["url", "canonical_url", "canonical", "link"],
    "language": ["language", "lang"],
    "rights": ["rights", "license", "copyright"],
}
SAID = {
    "title": "A bridge is closed",
    "author": "A. Writer",
    "publisher": "The Sample Ledger",
    "published": "2024-03-05T10:00:00Z",
    "url": "https://ledger.example.org/a",
    "language": "fr",
    "rights": "CC BY 4.0",
}


@pytest.mark.parametrize(
    ("field", "key"), [(field, key) for field, keys in FRONT.items() for key in keys]
)
def test_what_a_markdown_file_says_of_itself_is_read(field: str, key: str, root: Path) -> None:
    said = {key if name == field else name: value for name, value in SAID.items()}
    front = "".join(f"{name}: {value}\n" for name, value in said.items())
    code, told = _add(_saved(root, f"---\n{front}---\nThe bridge was closed on Tuesday.\n", "a.md"))
    assert code == 0, told
    page = check(root).library.articles[0].page
    found = {name: str(getattr(page, name)) for name in SAID}
    assert found == SAID | {"published": "2024-03-05"}


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_what_ends_a_line_for_yaml_alone_is_told_of_as_all_else(end: str, root: Path) -> None:
    code, told = _add(_saved(root, f'---\na: "x{end * 3}\n\n---\nBody.\n', "a.md"))
    assert code == 2, told
    assert "Traceback" not in told


def _of_words(number: int, *, before: str = "", after: str = "", title: str = "The bridge") -> str:
    """A page with a text of so many words, in paragraphs of ten at most."""
    words = [f"word{n}" for n in range(number)]
    parts = [" ".join(words[n : n + 10]) for n in range(0, number, 10)]
    text = "".join(f"<p>{part}</p>" for part in parts)
    head = HEAD.replace("Old bridge closed to lorries", title)
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{before}<article>{text}</article>{after}</body></html>"


PICTURE, LINKS = (
    '<p><img src="a.jpg" alt="A crane"></p>',
    "".join(
        f'<p><a href="/{n}">Ten of the words that are links here {n}</a></p>' for n in range(12)
    ),
)
MUCH = "x" * 200
TEXT_FRONT = "---\ntitle: The bridge\npublisher: The Sample Ledger\npublished: {}\nurl: https://ledger.example.org/bridge\nlanguage: en\nrights: {}\n---\nWords.\n"
# What is given, by the name of its file.
GIVEN: dict[str, tuple[str, str]] = {
    "49 words": ("a.html", _of_words(49)),
    "50 words": ("a.html", _of_words(50)),
    "pictures around the text": ("a.html", _of_words(60, before=PICTURE, after=PICTURE).replace("<article>", f"<article>{PICTURE}{PICTURE}").replace("word9</p>", f"word9</p>{PICTURE}{PICTURE}")),
    "links": ("a.html", _of_words(0).replace("</article>", f"{LINKS}</article>")),
    "links and some words": ("a.html", _of_words(20).replace("</article>", f"{LINKS}</article>")),
    "links and more words": ("a.html", _of_words(40).replace("</article>", f"{LINKS}</article>")),
    "nothing": ("a.html", "<p></p>"),
    "an empty text": ("a.txt", " \n"),
    "no file": ("", ""),
    "a title of 200 letters": ("a.txt", f"{MUCH}\n\nWords.\n"),
    "a title of 201 letters": ("a.txt", f"{MUCH}x\n\nWords.\n"),
    "a heading further down": ("a.md", "Words.\n\n# The bridge\n\nMore.\n"),
    **{f"rights: {told}": ("a.md", TEXT_FRONT.format("2024-03-05", told)) for told in ("CC BY 4.0", "CC-BY", "CC0", "In the public domain.", "https://creativecommons.org/licenses/by/4.0", "All rights reserved", "''")},
    "a day that is none": ("a.md", TEXT_FRONT.format("in March", "CC0")),
    "a title with the site's name after it": ("a.html", _of_words(60, title="The bridge - The Sample Ledger").replace("<article>", "<article><h1>The bridge</h1>")),
    "a title whose first words are no heading": ("a.html", _of_words(60, title="word0 and more").replace("<article>", "<article><h2>word0 and</h2><p>word0</p>")),
    "initials": ("a.html", _of_words(60).replace("A. Writer", "A Writer; J R Other").replace("word7", "by J. R.  Other")),
    "a language with an underscore": ("a.html", _of_words(60).replace("lang='en'", "lang='en_GB'")),
    "a language that is none": ("a.html", _of_words(60).replace("lang='en'", "lang='english!'")),
}  # fmt: skip


def test_what_comes_of_what_is_given(
    root: Path, monkeypatch: pytest.MonkeyPatch, expected: Callable[[Path, str], None]
) -> None:
    """All that is said and all that is written, for each source."""

    def told() -> Iterator[str]:
        for number, (case, (name, text)) in enumerate(GIVEN.items()):
            folder = root / str(number)
            (folder / "docs/articles").mkdir(parents=True)
            monkeypatch.chdir(folder)
            if name:
                _saved(folder, text, name)
            yield f"## {case}\n{_add(name or 'nowhere.txt')[1]}"
            for path in sorted(_files(folder) - {name}):
                yield f"-- {path}\n{(folder / path).read_text('utf-8')}"

    text = "\n".join(told()).replace(str(today()), "(today)")
    expected(ROOT / "tests/cases/wordings/added.txt", text)


def test_a_page_that_is_too_long_is_told_before_it_takes_the_memory() -> None:
    words = ["word"] * 100_000
    with pytest.raises(
        NoArticleError, match=r"The page is too long to tell its article from the rest: divide it\."
    ):
        _chosen([words], [words])


@pytest.mark.parametrize("piece", ["<a href=/x>y</a> ", "<b><i>y</i></b>", "<x-y>y</x-y>"])
def test_a_page_with_a_crowded_paragraph_is_told_before_it_takes_minutes(piece: str) -> None:
    text = "The old mill of the town was kept, the engineer of the council said on Tuesday. " * 5
    article = f"<article><p>{text}</p>"
    drawing = f"<svg>{'<path/>' * 10_000}</svg>"
    assert extract(f"{article}{drawing}", [Block(text)], "") == ((Block(text),), ())
    with pytest.raises(NoArticleError, match=r"too many links or other elements: divide it\."):
        extract(f"{article}<p>{piece * 5_001}</p>", (), "")


_WORDS = st.text(st.sampled_from("abc é<&>\"' 中ע"), min_size=1, max_size=12)
_INLINE = st.recursive(
    _WORDS.map(lambda t: re.sub("[<&>]", lambda m: f"&#{ord(m[0])};", t)),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["em", "strong", "sup", "sub", "ins", "del", "q", "code", "small"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
_BLOCK = st.recursive(
    st.builds(
        lambda tag, inner: f"<{tag}>{inner}</{tag}>",
        st.sampled_from(["p", "h2", "pre"]),
        _INLINE,
    ),
    lambda inner: st.builds(
        lambda tags, parts: f"<{tags[0]}>" + "".join(f"<{tags[1]}>{p}</{tags[1]}>" for p in parts) + f"</{tags[0]}>",
        st.sampled_from([("ul", "li"), ("ol", "li"), ("blockquote", "div"), ("figure", "figcaption")]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(_BLOCK, min_size=1, max_size=5))
def test_a_seed_that_is_written_of_blocks_is_read_as_those_blocks(parts: list[str]) -> None:
    page = "<!doctype html><title>t</title>" + "".join(parts) + "<p>end</p>"
    _assert_is_written_whole(page.encode())


def test_a_seed_with_every_structure_is_read_as_it_was(
    expected: Callable[[Path, str], None],
) -> None:
    folder = ROOT / "tests/cases/structure"
    page = (folder / "page.html").read_bytes()
    _assert_is_written_whole(page)
    written = write_seed(
        parse_seed(page, "a.html").blocks, '<t> "q"', 'e"n', "https://a.example.org/?a&b"
    )
    expected(folder / "written.html", written)


def _assert_is_written_whole(page: bytes) -> None:
    blocks = parse_seed(page, "a.html").blocks
    again = parse_seed(write_seed(blocks, "t", "en", "").encode(), "b.html").blocks
    assert list(_plain(again)) == list(_plain(blocks))


def _plain(blocks: object) -> Iterator[tuple[object, ...]]:
    for b in blocks:  # type: ignore[attr-defined]
        marks = sorted((i.start, -i.end, i.kind, i.href) for i in b.inlines)
        yield b.text, b.kind, b.level, marks, [(h.tag, h.value) for h in b.within], b.ruled


def test_claims_of_an_added_article_are_published(root: Path) -> None:
    _add(_saved(root), "--display", "full")
    path = root / f"docs/articles/{NAME}/claims/cost.md"
    path.parent.mkdir()
    path.write_text(claim("about 3 × 106 dollars"), encoding="utf-8")
    checked = check(root)
    assert [p for p in checked.problems if p.is_error] == []
    assert [a.id for a in checked.library.articles[0].published] == ["cost"]


@pytest.mark.parametrize(
    ("told", "body", "kind"),
    [
        ("text/html", b"Words", "html"),
        ("application/xhtml+xml", b"Words", "html"),
        ("text/plain", b"<p>Words", "txt"),
        ("text/markdown", b"<p>Words", "md"),
        ("", b" <p>Words", "html"),
        ("", b"Words", "txt"),
    ],
)
def test_what_an_address_answers_with_is_what_it_is_told_to_be(
    told: str, body: bytes, kind: str
) -> None:
    source = read_source("https://a.example.org/x", lambda address: Fetched(address, body, told))
    assert (source.kind, source.raw, source.address) == (kind, body, "https://a.example.org/x")


def test_an_address_of_no_page_and_no_text_is_told() -> None:
    with pytest.raises(SourceError, match="is image/png, no web page or text"):
        read_source("https://a.example.org/x", lambda a: Fetched(a, b"<p>Words", "image/png"))


@pytest.mark.parametrize("address", ["https://[", "HTTP://[x]/", "http://a b/", "https://"])
def test_an_address_that_is_none_is_told(address: str, root: Path) -> None:
    code, told = _add(address)
    assert (code, "Traceback" in told) == (1, False)
    assert "Check the address, or save the page" in told


def test_what_is_too_large_is_told(root: Path) -> None:
    """One byte more than may be read, of a file and of standard input; what is just so large is taken."""
    much = "x" * MAX_PAGE_BYTES
    advice = f" is larger than {MAX_PAGE_BYTES >> 20} MiB. Give the article alone, without what is around it.\n"
    assert len(read_source(_saved(root, much, "a.txt"), fetch).raw) == MAX_PAGE_BYTES
    assert _add(_saved(root, f"{much}x", "a.txt"))[1].endswith(f"a.txt{advice}")
    assert _add("-", given=f"{much}x")[1].endswith(f"Standard input{advice}")


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        ("\ufeff\t\n\f\r <P>", "html"),
        ("x<p>", "txt"),
        ("", "txt"),
        (" " * 1023 + "<p>", "html"),
        (" " * 1024 + "<p>", "txt"),
    ],
)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.TXT", "a.md", "a.markdown", "a.html"])
def test_a_file_is_what_its_name_says_or_else_how_it_begins(
    begins: str, kind: str, name: str, root: Path
) -> None:
    named = {"txt": "txt", "md": "md", "markdown": "md"}.get(Path(name).suffix[1:].lower())
    assert read_source(_saved(root, begins, name), fetch).kind == (named or kind)
