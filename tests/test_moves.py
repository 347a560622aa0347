"""Where a rebase draws its lines: how much has to stand beside a quote, and what is said of ids, languages, decisions.

Each case is told as readers of the command see it; `pytest --update`, then read the diff.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ARTICLE, claim, repository
from test_rebase import FRENCH, GERMAN, JAPANESE, RUSSIAN
from test_wordings import FOLDER, _blocks

from annotate.anchoring import TextQuoteSelector
from annotate.cli import main
from annotate.editing.rebase.moves import Quoted, describe_move, plan, waiver_id
from annotate.model import Article, Block
from annotate.text.dates import today

Expected = Callable[[Path, str], None]
WORDS = "the council closed the old stone bridge today"  # eight
NEIGHBORS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
STRANGE = "0123456789!§$%&/()=?+*#'_:;@€<>|[]{}^~"


def _told(old: str, new: str, quote: str) -> str:
    """What became of a quote, and how it would be quoted now."""
    before, after = (
        Article(tuple(Block(part) for part in text.split("\n\n"))) if text else None
        for text in (old, new)
    )
    assert after
    (move,) = plan([Quoted("cost", "cost.md", TextQuoteSelector(quote))], before, after, "en")
    wanted = move.wanted
    beside = (
        f" ({wanted.prefix}|{wanted.suffix})" if wanted and (wanted.prefix or wanted.suffix) else ""
    )
    told = describe_move(move, new) if move.is_open or move.around else move.quoted.quote.exact
    return f"{move.state}{beside}: {told}"


def _cases() -> Iterator[tuple[str, str, str, str]]:
    """Old text, new text and quote, by what they try: each line at its limit, and one beside it."""
    for n in (7, 8):
        quote = " ".join(WORDS.split()[:n])
        yield f"{n} words, the old text unknown", "", f"So {quote}.", quote
        yield (
            f"{n} words among others",
            f"A long time ago {quote} in the rain.",
            f"§§§ {quote} %%%",
            quote,
        )
    for n in (8, 9):
        old, new = NEIGHBORS[:20], STRANGE[:n] + NEIGHBORS[n:20]
        yield f"{n} of 20 neighbors differ", f"{old}cost%", f"{new}cost=", "cost"
        yield f"{n} of 20 neighbors differ, after", f"%cost{old}", f"=cost{new}", "cost"
    for n in (15, 16, 17):
        beside = NEIGHBORS[:n]
        yield f"{n} neighbors stand, before", f"{beside}cost", f"cost. {beside}cost", "cost"
        yield f"{n} neighbors stand, after", f"cost{beside}", f"cost. cost{beside}", "cost"
    for n in (31, 32, 33):
        own, other = NEIGHBORS[-35:], STRANGE[: 35 - n] + NEIGHBORS[-n:]
        yield f"{n} neighbors alike", f"{own}cost", f"{own}cost. {other}cost", "cost"
        own, other = NEIGHBORS[:35], NEIGHBORS[:n] + STRANGE[: 35 - n]
        yield f"{n} neighbors alike, after", f"cost{own}", f"cost{own} cost{other}", "cost"
    many = " a" * 200
    yield "a sentence of many words", f"It cost 3{many}.", f"It cost 4{many}.", f"cost 3{many}"


def test_where_the_lines_are(expected: Expected) -> None:
    told = ((name, _told(*texts)) for name, *texts in _cases())
    expected(FOLDER / "moves.txt", _blocks(told))


def test_ids_of_waivers(expected: Expected) -> None:
    """The first words, at most four and forty letters, and a digest."""
    quotes = [
        WORDS,
        "The very longest of intergovernmental-organizations",
        f"{'x' * 39} y",
        f"{'x' * 40} y",
        "分享此页",
    ]
    ids = [f"{waiver_id(TextQuoteSelector(quote, 'before', 'after'))}\n" for quote in quotes]
    expected(FOLDER / "waivers.txt", "".join(ids))


def _rebased(*arguments: str) -> str:
    return CliRunner().invoke(main, ["rebase", "bridge", "new.txt", *arguments]).output


CLOSED, STONES = (
    "The council of the old town has voted for it.",
    "All of the stones were laid in the river.",
)
IN_CLOSED, IN_STONES = (
    ("The council", "the old town", "voted for it"),
    ("All of", "of the stones", "stones were laid", "laid in", "in the river"),
)
OLD = f"{CLOSED}\n\n{STONES}\n"
# The language of the page, the old text, the new one, and what is quoted of the old one.
TEXTS = {
    "French": ("en-GB", OLD, FRENCH, IN_CLOSED),
    "Cyrillic": ("en", OLD, RUSSIAN, IN_CLOSED),
    "Chinese or Japanese": ("en", OLD, JAPANESE, IN_CLOSED),
    "perhaps German": ("en", OLD, GERMAN, IN_CLOSED),
    "the language of the old text is not told": ("en-GB", "Gary Moser, Niger.\n", FRENCH.partition(".")[0], ("Gary Moser",)),
    "French, and half of it stands": ("en", OLD, f"{FRENCH}\n{FRENCH}\n{CLOSED}", IN_CLOSED[:2] + IN_STONES[:2]),
    "French, and less than half of it stands": ("en", OLD, f"{FRENCH}\n{FRENCH}\n{CLOSED}", IN_CLOSED[:2] + IN_STONES[:3]),
    "nothing of two": ("en", OLD, "Another text.\n", IN_CLOSED[:2]),
    "nothing of three": ("en", OLD, "Another text.\n", IN_CLOSED),
    "one of five": ("en", OLD, CLOSED, IN_CLOSED[:1] + IN_STONES[:4]),
    "one of six": ("en", OLD, CLOSED, IN_CLOSED[:1] + IN_STONES),
}  # fmt: skip


def test_other_languages(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of a text in another language, or of which hardly anything stands."""

    def told() -> Iterator[tuple[str, str]]:
        for name, (language, old, new, quotes) in TEXTS.items():
            claims = {f"c{n}": claim(quote=quote) for n, quote in enumerate(quotes)}
            root = repository(tmp_path / name, claims, old, language=language)
            (root / "new.txt").write_text(new, encoding="utf-8")
            monkeypatch.chdir(root)
            yield name, _rebased().partition("\nc")[0]

    expected(FOLDER / "languages.txt", _blocks(told()))


CHANGED = (
    ARTICLE.replace("$3.2", "$3.8").partition(", saying")[0]
    + ".\n\n"
    + ARTICLE.replace("$3.2", "$3.8").partition("\n\n")[2]
)
# What is asked for, one command after another, and what is written into a file before.
DECISIONS: dict[str, tuple[list[str], ...]] = {
    "an id that is none": (["--accept", "nobody"],),
    "both": (["--accept", "cost", "--withdraw", "cost"],),
    "nothing to accept": (["--accept", "traffic"],),
    "one that was withdrawn": (["--withdraw", "traffic"], ["--accept", "traffic"], ["--withdraw", "traffic"]),
    "one that stands": (["--withdraw", "vote"], ["--apply", "--accept", "cost", "--withdraw", "traffic"], []),
    "everything at once": (["--apply", "--accept", "cost", "--withdraw-gone", "--due", "draft"], ["--apply"]),
}  # fmt: skip
LONG = " ".join(
    f"word{n}" for n in range(200)
)  # a quote of it may be some letters longer, but not ten
# What a claim quotes, what stands around it in its file, and the new words: decisions that cannot be written.
UNWRITTEN = {
    "a quote that would be too long": (LONG[:998], {}, f"{LONG[:995]}{LONG[:10]}"),
    "values that stand below their keys": ("It cost 3 million", {"draft": "\n  false"}, "It cost 4 million"),
    "a line end of Unicode": ("It cost 3 million", {}, "It cost\u2028 4 million"),
}  # fmt: skip


def test_what_cannot_be_written(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision after which a file could not be read, or did not say what was decided; then nothing is written."""

    def told() -> Iterator[tuple[str, str]]:
        for name, (quote, fields, words) in UNWRITTEN.items():
            root = repository(
                tmp_path / name,
                {"cost": claim(quote=quote, **fields)},
                f"{quote} is what they say.\n",
            )
            (root / "new.txt").write_text(f"{words} is what they say.\n", encoding="utf-8")
            monkeypatch.chdir(root)
            output = _rebased("--apply", "--accept", "cost", "--due", "draft")
            yield name, output.partition("diff: ")[2].partition("\n")[2]
        waivers = "[{quote: voted on Tuesday, reason: transition}, {quote: engineer said, reason: transition}]"
        root = repository(tmp_path / "waivers", {}, waivers=waivers)
        (root / "new.txt").write_text(ARTICLE.replace(", the council’s engineer said", ""), "utf-8")
        monkeypatch.chdir(root)
        yield "waivers in brackets", _rebased("--apply", "--withdraw-gone")

    expected(FOLDER / "unwritten.txt", _blocks(told()))


def test_decisions(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which decisions are refused and what is said; what the others change in the claims' files."""
    claims = {
        "cost": claim(draft="false"),
        "vote": claim(quote="voted on Tuesday", claim="It voted."),
        "traffic": claim(quote="unsafe for daily traffic", claim="It is unsafe."),
    }

    def told() -> Iterator[tuple[str, str]]:
        for name, commands in DECISIONS.items():
            root = repository(tmp_path / name, claims)
            (root / "new.txt").write_text(CHANGED, encoding="utf-8")
            monkeypatch.chdir(root)
            for arguments in commands:
                yield f"{name}: {' '.join(arguments)}", _rebased(*arguments)
            yield f"{name}: files", _changes(root, claims)

    expected(FOLDER / "decisions.txt", _blocks(told()))


def _changes(root: Path, claims: dict[str, str]) -> str:
    """What became of the claims' files, line by line."""
    files = ((id_, root / f"docs/articles/bridge/claims/{id_}.md") for id_ in claims)
    diffs = (
        unified_diff(
            claims[id_].splitlines(),
            file.read_text("utf-8").splitlines(),
            id_,
            id_,
            n=0,
            lineterm="",
        )
        for id_, file in files
    )
    return "\n".join(line for diff in diffs for line in diff).replace(str(today()), "(today)")


TWICE = "They say that costs rise every year. Officials say that costs rise today.\n"
AT_START = "costs rise every year, they say.\n"
# What stands beside a quote in its file, and the new text.
BESIDE = {
    "others before and after": ({"prefix": "Officials say that", "suffix": "today"}, TWICE.replace("Officials", "Experts").replace("today", "now")),
    "none any more": ({"prefix": "Officials say that", "suffix": "today"}, TWICE.partition(". ")[2]),
    "one more": ({"suffix": "today"}, TWICE.replace("today", "today, and officials say that costs rise today")),
    "the same": ({"suffix": "today"}, f"{TWICE}\nThat is all.\n"),
    "words before, with more of them": ({"prefix": "Officials say that"}, f"{TWICE}\nOfficials say that costs rise tomorrow.\n"),
    "words after, at the start of the text": ({}, f"{AT_START}\nOfficials say that costs rise today.\n"),
    "other words after": ({"suffix": "every year"}, "costs rise each year, they say.\n\nThe year is long. Officials say that costs rise today.\n"),
}  # fmt: skip


def test_what_stands_beside_a_quote(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`prefix` and `suffix` are written anew, taken away and added as the new text needs them."""

    def told() -> Iterator[tuple[str, str]]:
        for name, (fields, new) in BESIDE.items():
            claims = {"cost": claim(quote="costs rise", **fields)}
            root = repository(
                tmp_path / name,
                claims,
                TWICE if "prefix" in fields or fields.get("suffix") == "today" else AT_START,
            )
            (root / "new.txt").write_text(new, encoding="utf-8")
            monkeypatch.chdir(root)
            state = _rebased("--apply", "--accept", "cost").split("\n")[1]
            yield name, f"{state}\n{_changes(root, claims)}"

    expected(FOLDER / "beside.txt", _blocks(told()))
