"""The form's claim files: any words of an article and any texts in the fields come back as they were entered."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builds import build_site
from conftest import ROOT
from repository import repository

from annotate.anchoring import Anchor, anchor, describe
from annotate.editing.drafting import draft, file_name
from annotate.editing.fixing import mend
from annotate.model import Annotation, Article, declared_fields
from annotate.model.vocabulary import EvidenceType, SourceType, Stance, Term, Verdict
from annotate.publishing.exports.form import form_data
from annotate.reading.claim_files import read_annotation
from annotate.reading.frontmatter import Document, read_document
from annotate.reading.library import read_library
from annotate.reading.repository import Repository
from annotate.reading.seeds import read_seed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLUG = "niger-airbase-101"
HOSTILE = """<h1>The “bridge” – a story</h1>
<p>The council&#160;said it was &#x201c;unsafe&#x201d;. The council said no more; the council said it was late.</p>
<p>It costs 1,000.50 dollars &amp; 3&nbsp;euros – about 1,000.50 dollars… It costs 1,000 dollars.</p>
<ul><li>key: value # no comment</li><li>- ---</li><li>'quoted' "words" {and} [more] | > * &amp;! % @ `ticks`</li></ul>
<blockquote><p>Un caf\u00e9 and a cafe\u0301 are the same, hy\u00adphen\u00adation too; don’t co-operate.</p><p>The council said it was late.</p></blockquote>
<p>\u202f\u2003wide  spaces\x85and<br>line ends, 👩‍👩‍👧 and 🇩🇪🇫🇷 flags, 👍🏽 thumbs.</p>
<p>قال المسؤول إن القوات بقيت في القاعدة الجوية وإن المحادثات مستمرة.</p>
<p>क्षि नमस्ते दुनिया, 中文字符没有空格。한국어 문장도 있습니다.</p>
<p>---</p>
<p># The council said it was late.</p>
"""
# What YAML or Markdown would take for its own, at the beginning, in the middle and at the end.
TEXTS = [
    ": # \"'{}[]|>*&!%@\\`",
    "- leading hyphen",
    "---",
    "--- # ...",
    "? a: b",
    "key: value",
    "ends with a colon:",
    "'single' \"double\" ’curly’",
    "#1 of many",
    "a #1 in the middle",
    "> folded | literal",
    "%YAML 1.2",
    "&anchor *alias !!tag",
    "true",
    "null",
    "0x1F",
    "2024-05-03",
    "@at `ticks` \\n \\u0041",
    "👩‍👩‍👧 🇩🇪 👍🏽",
    "قال المسؤول",
    "שלום: עולם #",
    "e\u0301 Å \u00a0 x",
    "  spaces \t tab \n\n line ends  ",
    "\u200binvisible\u202e \ufeffcharacters\u2066",
    "{{ jinja }} {% raw %}",
    "[[x]] [^y] <b>bold</b>",
    "\x00\x07\x1b[31m control",
    "zalgo z\u0300\u0301\u0302\u0303\u0304\u0305",
]
CONTEXTS = [
    "One paragraph with: colons # hashes 'quotes' \"and\" & * more.",
    "- an item: x\n- another # item\n\nAfter the list.",
    "> quoted: words\n\n*Emphasis* and **strong** and a [link](https://www.example.org/a_(b)).",
    "   Leading spaces.\n\n\n\nTrailing spaces.   \n",
    "قال المسؤول إن القوات.\r\n\r\n👩‍👩‍👧 `code: <b> # {: .x}` 3 < 4 > 2",
]

# Selects the text from one block's offset (in UTF-16 units, without references) to another's, and opens the form.
SELECT = """([from, to]) => {
  const blocks = [...document.querySelectorAll('.fc-text :is(p, li, h1, h2, h3, h4, h5, h6)')]
    .filter(block => !block.querySelector('p, li'));
  const point = ([block, offset], atEnd) => {
    const walker = document.createTreeWalker(blocks[block], NodeFilter.SHOW_TEXT);
    for (let left = offset; walker.nextNode();) {
      const node = walker.currentNode;
      if (node.parentElement.closest('.fc-ref')) continue;
      if (left < node.length || (atEnd && left === node.length)) return [node, left];
      left -= node.length;
    }
    throw new Error(`no place ${block}:${offset}`);
  };
  getSelection().setBaseAndExtent(...point(from, false), ...point(to, true));
}"""
FILL = """(values) => {
  const dialog = document.querySelector('dialog.fc-form');
  dialog.querySelector('.fc-form-columns').hidden = false;
  for (const [name, value] of Object.entries(values)) dialog.querySelector(`[name="${name}"]`).value = value;
  dialog.querySelector('form').dispatchEvent(new Event('input', {bubbles: true}));
  return {
    text: dialog.querySelector('pre').textContent,
    path: dialog.querySelector('.fc-form-path code').textContent,
    needed: dialog.querySelector('.fc-form-needed').textContent,
  };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as profile:
        opened = profile.new_page()
        opened.set_default_timeout(10_000)
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
        assert not errors


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def point(article: Article, at: int) -> list[int]:
    """A place of the article's text as its block and an offset for JavaScript."""
    block = max(n for n, start in enumerate(article.starts) if start <= at)
    text = article.blocks[block].text[: at - article.starts[block]]
    return [block, utf16(text)]


def annotate(
    page: Page, article: Article, start: int, end: int, values: dict[str, str]
) -> dict[str, str]:
    """Select words, open the form, fill it in, and give what it made of it."""
    page.evaluate(SELECT, [point(article, start), point(article, end)])
    page.keyboard.press("a")
    page.locator("dialog.fc-form").wait_for()
    made: dict[str, str] = page.evaluate(FILL, values)
    page.keyboard.press("Escape")
    page.locator("dialog.fc-form").wait_for(state="detached")
    page.evaluate("sessionStorage.clear()")
    return made


def hostile_values(chance: random.Random) -> dict[str, str]:
    def text(limit: int) -> str:
        return " ".join(chance.choices(TEXTS, k=chance.randint(1, 4)))[:limit].strip() + "."

    def term(vocabulary: type[Term]) -> str:
        return chance.choice(list(vocabulary)).id

    source = {
        "url": chance.choice(
            [
                "https://www.example.org/a#b:",
                "https://example.org/?q='x'&[y]",
                "https://example.org/%20(z)!*",
            ]
        ),
        "outlet": text(90),
        "type": term(EvidenceType),
        "stance": term(Stance),
        "date": chance.choice(["", "2024-05-03", "2024-05", "undated"]),
        "says": text(300),
        "title": chance.choice(["", text(200)]),
        "origin": chance.choice(["", text(90)]),
    }
    return {
        "claim": text(400),
        "claimant": chance.choice(["", text(150)]),
        "source_type": term(SourceType),
        "verdict": term(Verdict),
        "summary": text(200),
        "would_settle": text(100),
        "context": chance.choice(CONTEXTS),
        **{f"sources.0.{name}": value for name, value in source.items()},
    }


HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]")


def line(text: str) -> str:
    """A value of one line as the file has it: without what nobody sees, white space as single spaces."""
    seen = re.sub(
        "([\u0300-\u036f]{3})[\u0300-\u036f]+", r"\1", HIDDEN.sub("", text.replace("\ufeff", " "))
    )
    return " ".join(seen.split())


def body(text: str) -> str:
    lines = [part.rstrip() for part in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def check_file(
    made: dict[str, str], values: dict[str, str], article: Article, place: Anchor
) -> None:
    """The file reads back as what was entered, its quote has exactly one place, and `--fix` finds nothing to mend."""
    text = made["text"]
    annotation, problems = read_annotation(text, "x.md", "s", "x")
    assert annotation, (problems, text)
    assert not problems
    assert anchor(article.text, annotation.quote) == place, text
    for key in ("claim", "claimant", "summary"):
        assert getattr(annotation, key) == line(values[key]), key
    assert annotation.would_settle == (
        line(values["would_settle"]) if values["verdict"] == "unverified" else ""
    )
    assert (annotation.source_type.id, annotation.verdict.id) == (
        values["source_type"],
        values["verdict"],
    )
    (source,) = annotation.sources
    entered = {
        k.removeprefix("sources.0."): line(v) for k, v in values.items() if k.startswith("sources.")
    }
    for key in ("url", "outlet", "says", "title", "origin"):
        assert getattr(source, key) == entered[key], key
    assert (source.type.id, source.stance.id) == (entered["type"], entered["stance"])
    assert source.date == (entered["date"] or "undated")
    assert abs(annotation.checked - date.today()).days <= 1
    document = read_document(text, "x.md")
    assert isinstance(document, Document)
    assert body(document.body) == body(values["context"])
    keys = [f.name for f in declared_fields(Annotation)]
    assert list(document.mapping.items) == sorted(document.mapping.items, key=keys.index)
    assert mend(text, Annotation) == (text, [])


def check_as_the_shell(
    made: dict[str, str], article: Article, place: Anchor, taken: set[str]
) -> None:
    """The page and `annotate new` quote words in the same way, and name the file alike."""
    selector = describe(article.text, *place)
    quoted = [
        f"  {part}"
        for part in re.split(r"\n+", made["text"].partition("\nclaim: ")[0])
        if part.startswith("  ")
    ]
    drafted = [
        part
        for part in draft(selector, date.today(), is_draft=False)
        .partition("# What the quoted")[0]
        .splitlines()
        if part.startswith("  ") and part.strip()
    ]
    assert [" ".join(part.split()) for part in quoted] == [
        " ".join(part.split()) for part in drafted
    ]
    assert made["path"].endswith(f"/claims/{file_name(selector.exact, taken)}.md")


def word_places(
    text: str, chance: random.Random, longest: int
) -> Iterator[tuple[int, int, Anchor]]:
    """Random places that begin and end inside words, each with the place of the whole words."""
    words = [m.span() for m in re.finditer(r"[\w’'\u0301\u00ad]+(?:[.,]\d+)*", text)]
    while True:
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randrange(chance.choice([1, 3, longest])))
        place = Anchor(words[first][0], words[last][1])
        start = chance.randrange(words[first][0], words[first][1])
        end = chance.randrange(words[last][0] + 1, words[last][1] + 1)
        if start < end and place.end - place.start <= 1_000:
            yield start, end, place


@pytest.mark.browser
def test_any_words_of_the_real_article(
    page: Page, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """Forty selections that begin and end anywhere, across paragraphs too, with hostile texts in every field."""
    article = read_seed(ROOT / "seeds" / f"{SLUG}.txt")
    taken = {f.stem for f in (ROOT / "docs/articles" / SLUG / "claims").glob("*.md")}
    page.goto(f"{serve(real_site)}articles/{SLUG}/")
    chance = random.Random(7)
    crossed = contexts = 0
    for (start, end, place), _ in zip(
        word_places(article.text, chance, 40), range(40), strict=False
    ):
        values = hostile_values(chance)
        made = annotate(page, article, start, end, values)
        check_file(made, values, article, place)
        check_as_the_shell(made, article, place, taken)
        crossed += "\n\n" in article.text[place.start : place.end]
        contexts += "\nprefix: " in made["text"] or "\nsuffix: " in made["text"]
    assert crossed > 5
    assert contexts > 5


@pytest.fixture(scope="module")
def hostile_site(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> tuple[str, Article]:
    folder = tmp_path_factory.mktemp("form")
    root = repository(folder / "repository", {}, HOSTILE, suffix="html")
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{serve(folder / 'site')}articles/bridge/", read_seed(root / "seeds" / "bridge.html")


def graphemes(text: str) -> list[int]:
    """Places between graphemes, near enough: none before a mark, a joiner or a second flag letter, or after a joiner."""
    inner = {"M", "C"}
    return [
        at
        for at in range(len(text) + 1)
        if at in (0, len(text))
        or not (
            unicodedata.category(text[at])[0] in inner
            or text[at] == "\U0001f3fd"
            or text[at - 1] == "\u200d"
        )
    ]


@pytest.mark.browser
def test_any_characters_of_a_hostile_article(page: Page, hostile_site: tuple[str, Article]) -> None:
    """Selections that begin and end anywhere: the file's place holds all that was selected, in whole words."""
    address, article = hostile_site
    text = article.text
    page.goto(address)
    chance = random.Random(11)
    edges = graphemes(text)
    done = 0
    while done < 40:
        start, end = sorted(chance.sample(edges, 2))
        bare = text[start:end].strip("\n\r\t \x85\xa0\u2003\u202f\u00ad")
        if not bare or end - start > 400 or {text[start], text[end - 1]} & {"\n"}:
            continue
        values = hostile_values(chance)
        made = annotate(page, article, start, end, values)
        quote, problems = read_annotation(made["text"], "x.md", "s", "x")
        assert quote, (problems, made["text"])
        place = anchor(text, quote.quote)
        check_file(made, values, article, place)
        begins = (
            start
            + len(text[start:end])
            - len(text[start:end].lstrip("\n\r\t \x85\xa0\u2003\u202f\u00ad"))
        )
        assert place.start <= begins <= begins + len(bare) <= place.end + 1, (bare, made["text"])
        assert place.start >= begins - 40
        assert place.end <= end + 40
        for at in place:
            if 0 < at < len(text):
                assert not (
                    text[at - 1].isalnum()
                    and text[at].isalnum()
                    and text[at - 1].isascii()
                    and text[at].isascii()
                )
        done += 1


@pytest.mark.browser
def test_words_of_two_cells_are_one_quote(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """Cells of a row and of two rows, from inside a word to inside another."""
    rows = "<tr><td>North bank</td><td>12 lorries a day</td></tr><tr><td>South bank</td><td>3 lorries</td></tr>"
    root = repository(tmp_path / "r", {}, f"<h1>Bridge</h1><table>{rows}</table>", suffix="html")
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    article = read_seed(root / "seeds/bridge.html")
    page.goto(f"{serve(tmp_path / 'site')}articles/bridge/")
    select = """([from, to]) => {
      const [a, b] = [from, to].map((at) => document.querySelectorAll('.fc-text td p')[at]);
      const text = (cell) => document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
      getSelection().setBaseAndExtent(text(a), 1, text(b), 8);
    }"""
    for cells, quote in (
        ([0, 1], "North bank\t12 lorries"),
        ([1, 3], "12 lorries a day\n\nSouth bank\t3 lorries"),
    ):
        page.evaluate(select, cells)
        page.keyboard.press("a")
        page.locator("dialog.fc-form").wait_for()
        made = page.evaluate(FILL, hostile_values(random.Random(1)))
        page.keyboard.press("Escape")
        page.locator("dialog.fc-form").wait_for(state="detached")
        page.evaluate("sessionStorage.clear()")
        annotation, problems = read_annotation(made["text"], "x.md", "s", "x")
        assert annotation, problems
        start, end = anchor(article.text, annotation.quote)
        assert article.text[start:end].startswith(quote.split()[0])
        assert " ".join(article.text[start:end].split()).startswith(" ".join(quote.split()))


def test_the_rules_that_the_form_knows_are_those_of_the_checks() -> None:
    """Fields, limits and vocabularies come from where `annotate check` has them."""
    library, _ = read_library(Repository(ROOT))
    data: dict[str, Any] = form_data(library)
    fields = {f["name"]: f for f in data["claim"]}
    assert list(fields) == [f.name for f in declared_fields(Annotation)]
    assert fields["summary"]["limit"] == 240
    assert [term[0] for term in fields["verdict"]["terms"]] == [v.id for v in Verdict]
    assert data["outlets"]["apnews.com"] == "Associated Press"
    assert not set(data["hosts"]) & set(data["outlets"])
