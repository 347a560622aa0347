"""Whatever is typed into the form: it finds nothing wrong if, and only if, `annotate check` finds no error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repository import write_page
from rule_cases import FIELDS, QUOTE, SOURCE, Judge

from annotate.model.vocabulary import EvidenceType, SourceType, Stance, Term, Verdict

pytestmark = pytest.mark.browser

DRAFTS = """const [forms, exact, published] = given;
const article = { ...ARTICLE, ...(published && { published }) };
return forms.map(({ fields, sources }) => {
  const { findings, text } = draft({ fields, sources }, { exact, prefix: "", suffix: "" }, article);
  return { errors: Object.fromEntries(findings.errors), text };
});"""
PIECES = (
    "words of a sentence",
    *(
        "key: value",
        "ends:",
        " #1",
        "# a",
        "- b",
        "---",
        "'",
        '"',
        "{a}",
        "[b]",
        "&c",
        "*d",
        "!e",
        "%f",
        "@g",
        "`h`",
    ),
    *(
        "null",
        "true",
        "2024-05-03",
        "0x1F",
        "~",
        "|",
        ">",
        "?",
        "\\u0041",
        "&amp;",
        "é",
        "e\u0301",
        "中文",
        "قال",
        "👩‍👩‍👧",
    ),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\u00a0",
        "\u2003",
        "\x1c",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u00ad",
        "\x00",
    ),
    *("\u200b", "\u3164", "\u202e", "\ufdd0", "\U000e0041", "z\u0300\u0301\u0302\u0303\u0304"),
)
TEXT = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)


def texts(limit: int, usual: str) -> st.SearchStrategy[str]:
    """Texts for a field: a usual one, pieces that YAML or a reader stumbles over, and lengths about its limit."""
    lengths = st.sampled_from([limit - 1, limit, limit + 1])
    return st.one_of(
        st.just(usual),
        TEXT,
        TEXT.map(lambda text: f"{usual} {text}"),
        lengths.map("x".__mul__),
        lengths.map("𝒙".__mul__),
    )


def terms(vocabulary: type[Term]) -> st.SearchStrategy[str]:
    return st.sampled_from([*(term.id for term in vocabulary), ""])


URLS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["https://", "https://", "https://", "http://", "HTTPS://", "ftp://", "", "https:/"]
        ),
        st.sampled_from(
            [
                *(
                    "example.org",
                    "www.example.org",
                    "EXAMPLE.org",
                    "archive.example.org",
                    "other.example.com",
                ),
                *(
                    "example.net:443",
                    "example.org:8080",
                    "example.org:",
                    "user@example.org",
                    "localhost",
                    "a.local",
                ),
                *(
                    "127.0.0.1",
                    "[::1]",
                    "exa%6dple.org",
                    "example.org.",
                    "exa_mple.org",
                    "a.constructor",
                    "münchen.de",
                ),
                *(
                    "xn--mnchen-3ya.de",
                    "example\u3002org",
                    "example.org\\",
                    "",
                    "münchen\u00b7x.de",
                    "пример.рф",
                    "раура.com",
                    "раура.рф",
                    "googlе.com",
                    "οօ.com",
                    "օրո.com",
                    "ᴀᴘᴘʟᴇ.com",
                    "ɡoogle.com",
                    "例え.jp",
                    "한국.kr",
                    "भारत.com",
                    "قال.com",
                    "קול.il",
                    "☃.net",
                    "a☃.net",
                    "ü--x.de",
                    "xn--80ak6aa92e.com",
                    "xn--ggle-55da.com",
                    "xn--a.com",
                    "xn--.com",
                    "MÜNCHEN.de",
                    "ﬁx.de",
                    "straße.de",
                    "a..org",
                    "-a.org",
                    "a.b",
                    "a.io",
                ),
            ]
        ),
        st.sampled_from(
            [
                "",
                "/",
                "/a",
                "/a#",
                "/a?",
                "/a?b#c",
                "/é",
                "/a b",
                "/%20",
                "/a_(b)",
                "/<a>",
                "#a",
                "?",
                "/\u200b",
            ]
        ),
    ),
)
DATES = st.sampled_from(
    [
        "",
        "2024-05-03",
        "2024-05",
        "undated",
        "2024-02-30",
        "2024",
        "0000-05",
        "0000-05-03",
        "2024-13",
        "3 May 2024",
    ]
)
OUTLETS = st.sampled_from(["The Example", "Its Archive", "Other", "toString"])
SOURCES = st.fixed_dictionaries(
    {
        "url": st.one_of(st.just(SOURCE["url"]), URLS),
        "outlet": st.one_of(OUTLETS, OUTLETS, texts(100, "Other")),
        "type": terms(EvidenceType),
        "stance": terms(Stance),
        "date": DATES,
        "says": st.one_of(st.just(SOURCE["says"]), texts(400, SOURCE["says"])),
        "title": st.one_of(st.just(""), texts(300, "A title")),
        "origin": st.one_of(st.just(""), OUTLETS),
    }
)
EMPTY = dict.fromkeys(("url", "outlet", "type", "stance", "date", "says", "title", "origin"), "")
RIGHT = EMPTY | SOURCE | {"type": "dataset"}
# Blocks and pieces of Markdown, allowed or not.
BLOCKS = (
    *(
        "Words.",
        "Some words, *emphasis*, **strong** and `code`.",
        "[a link](https://example.org/a_(b)).",
        "3 < 4 > 2",
    ),
    *(
        "- an item",
        "* an item\n* another",
        "1. first\n2. second",
        "> quoted words",
        "1.",
        "-",
        "…",
        "\\# no heading",
    ),
    *(
        "# A heading",
        "#no heading",
        "Words\n===",
        "Words\n---",
        "---",
        "* * *",
        "```\ncode\n```",
        "~~~",
        "    code",
        "\tcode",
    ),
    *(
        "<b>bold</b>",
        "a <br> b",
        "<!-- x -->",
        "![image](https://example.org/a.png)",
        "note[^1]",
        "*a*{: .b }",
        "{#id}",
    ),
    *(
        "[a]: https://example.org/",
        "[a](http://localhost/)",
        "[a](/b)",
        "[a](javascript:b)",
        "[](https://example.org/)",
    ),
    *(
        "<https://example.org/>",
        "<mailto:a@example.org>",
        "<https://localhost/>",
        "`<b>`",
        "`# a`",
        "``",
        "`open",
    ),
    *(
        "a&#x200b;b",
        "a&ZeroWidthSpace;b",
        "&amp;",
        "&eacute;",
        "&#0;",
        "&#x3164;",
        "a\u200bb",
        "z\u0300\u0301\u0302\u0303",
    ),
    *(
        "[[another-claim]]",
        "[[one]]",
        "`[[another-claim]]`",
        "5 * 3 * 2",
        "a_b_c",
        "قال المسؤول",
        "中文",
        "  two spaces",
        "ends with two  ",
        "x" * 3_990,
    ),
)
# What stands before the first line of a quotation or a list item, and before its other lines.
CONTAINERS = (
    ("> ", "> "),
    (">", ">"),
    ("- ", "  "),
    ("1. ", "   "),
    ("* ", "  "),
    ("-   ", "    "),
)


def contained(block: str, container: tuple[str, str]) -> str:
    first, others = container
    lines = block.split("\n")
    return "\n".join([first + lines[0], *(others + line for line in lines[1:])])


NESTED = st.recursive(
    st.lists(st.sampled_from(BLOCKS[:-1]), min_size=1, max_size=2).map("\n\n".join),
    lambda inner: st.builds(contained, inner, st.sampled_from(CONTAINERS)),
    max_leaves=4,
)
CONTEXTS = st.one_of(
    st.just(FIELDS["context"]),
    NESTED,
    st.tuples(NESTED, st.sampled_from(BLOCKS[:-1]), NESTED).map("\n\n".join),
    st.lists(st.sampled_from(BLOCKS), max_size=3).map("\n\n".join),
    texts(4_000, FIELDS["context"]).filter(lambda text: "# a" not in text and "- b" not in text),
)
FORMS = st.fixed_dictionaries(
    {
        "fields": st.fixed_dictionaries(
            {
                "claim": st.one_of(st.just(FIELDS["claim"]), texts(500, FIELDS["claim"])),
                "claimant": st.one_of(st.just(""), texts(200, "The engineer")),
                "source_type": terms(SourceType),
                "verdict": terms(Verdict),
                "summary": st.one_of(st.just(FIELDS["summary"]), texts(240, FIELDS["summary"])),
                "would_settle": st.one_of(st.just(""), texts(500, "The engineer's report.")),
                "single_source_reason": st.one_of(st.just(""), texts(500, "It is the city's own.")),
                "context": CONTEXTS,
            }
        ),
        "sources": st.lists(
            st.one_of(SOURCES, SOURCES, st.just(RIGHT), st.just(EMPTY)), max_size=3
        ),
    }
)


def one_change(form: dict[str, Any], right: list[str], kept: bool) -> dict[str, Any]:
    """A form that is right, but for a few fields: most of what is generated would be wrong in many at once."""
    fields = {
        name: form["fields"][name] if name in right else FIELDS.get(name, "")
        for name in form["fields"]
    }
    return {"fields": fields, "sources": form["sources"] if kept else [RIGHT]}


FEW = st.builds(
    one_change,
    FORMS,
    st.lists(
        st.sampled_from([*FIELDS, "claimant", "would_settle", "single_source_reason"]), max_size=2
    ),
    st.booleans(),
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(tmp_path_factory.mktemp("judge") / "repository")


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
)
@given(forms=st.lists(st.one_of(FEW, FEW, FORMS), min_size=25, max_size=25))
def test_the_form_and_the_checks_agree(
    form_scripts: Callable[..., Any], judge: Judge, forms: list[dict[str, Any]]
) -> None:
    """Anchoring left out, and what only the rest of the repository says of a claim."""
    for form, made in zip(forms, form_scripts(DRAFTS, forms, QUOTE), strict=True):
        codes = judge.codes(made["text"])
        assert bool(made["errors"]) == bool(codes), (made["errors"], codes, made["text"], form)


def test_a_file_has_room_for_so_many_sources(
    form_scripts: Callable[..., Any], judge: Judge
) -> None:
    """As many as the checks take, and as large a file."""
    many = [RIGHT | {"url": f"https://example.org/{n}"} for n in range(61)]
    long = {"says": "𝒙" * 400, "quoted": "𝒙" * 300, "title": "𝒙" * 300, "origin": "𝒙" * 100}
    large = [source | long for source in many[:60]]
    forms = [{"fields": FIELDS, "sources": sources} for sources in (many[:60], many, large)]
    made = form_scripts(DRAFTS, forms, QUOTE)
    assert [bool(m["errors"]) for m in made] == [False, True, True]
    assert [judge.codes(m["text"]) for m in made] == [set(), {"too-long"}, {"file-too-large"}]


def test_nothing_is_checked_before_it_was_published(
    form_scripts: Callable[..., Any], tmp_path: Path
) -> None:
    """The form's file has the device's own day."""
    today, form = date.today(), {"fields": FIELDS, "sources": [RIGHT]}
    for published, wrong in (
        (today, set()),
        (today + timedelta(days=2), {"checked-too-early", "date-in-future"}),
    ):
        judge = Judge(tmp_path / str(published))
        write_page(judge.root, published=str(published))
        (made,) = form_scripts(DRAFTS, [form], QUOTE, str(published))
        assert judge.codes(made["text"]) == wrong
        assert bool(made["errors"]) == bool(wrong)
