"""Quotes that were typed or pasted: what keyboards, browsers and PDF readers add is no other word; a changed word is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import claim, repository

from annotate import check, read_seed
from annotate.anchoring import TextQuoteSelector
from annotate.anchoring.exact import locate
from annotate.anchoring.typed import typed_places
from annotate.cli import main
from annotate.editing import drafting
from annotate.model import Article, Block
from annotate.model.problems import format_text
from annotate.text.sentences import segments

SEEDS = [*(ROOT / "seeds").iterdir(), *(ROOT / "tests/cases/site/repository/seeds").iterdir()]
FRENCH = "« Le pont est fermé : qui l’a dit ? » a demandé le maire — en vain ; 30 % des gens l’ignorent !"
CHINESE = "外交部发言人表示，中国将向该国提供3000万元人道主义援助。他说：“我们不会干涉别国内政。”"
ARTICLES = [read_seed(path) for path in SEEDS if path.suffix in (".txt", ".html")]
ARTICLES += [Article((Block(FRENCH),)), Article((Block(CHINESE),))]
SENTENCES = [
    (article, sentence.strip())
    for article in ARTICLES
    for block in article.blocks
    for sentence in segments("en", block.text)
    if len(sentence.strip()) > 20
    and len(locate(article.text, TextQuoteSelector(sentence.strip()))) == 1
]


def _sprinkled(characters: str) -> Callable[[str, random.Random], str]:
    def damage(words: str, chance: random.Random) -> str:
        """With characters that nobody sees, anywhere within."""
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(words))
            words = words[:at] + chance.choice(characters) + words[at:]
        return words

    return damage


def _replaced(pattern: str, *others: str) -> Callable[[str, random.Random], str]:
    def damage(words: str, chance: random.Random) -> str:
        """With another way to write the same, here and there."""
        return re.sub(
            pattern,
            lambda m: m.expand(chance.choice(others)) if chance.random() < 0.7 else m[0],
            words,
        )

    return damage


# What typing and pasting do; hyphens at line ends last, because they come last.
DAMAGES = [
    _replaced("[“”„«»]", '"'),
    _replaced('["“”]', "“", "”", "„"),
    _replaced("[’‘]", "'"),
    _replaced("'", "’"),
    _replaced(r"[«“]\s?", "« ", "«\u202f", "«"),
    _replaced(r"\s?[»”]", " »", "\u00a0»", "»"),
    _replaced(r"(?<=\w)\s?([:;!?%])(?=\s|$)", r" \1", "\u202f\\1", r"\1"),
    _replaced("[—–]", "--", "-", "---"),
    _replaced(r"\s?([—–])\s?", r" \1 ", r"\1", " -- "),
    _replaced("ffi", "\ufb03"),
    _replaced("fi", "\ufb01"),
    _replaced("fl", "\ufb02"),
    _replaced(" ", "\u00a0", "  ", "\u2009", "\n"),
    _sprinkled("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    _sprinkled("\u200e\u200f\u202a\u202c\u2066\u2069\u061c"),
    _replaced(r"(?<=[a-z]{2})(?=[a-z]{2})", "-\n", "-\n  ", "\u00ad\n", "", "", "", ""),
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SENTENCES), st.sets(st.integers(0, len(DAMAGES) - 1)), st.randoms())
def test_what_is_added_to_words_makes_no_other_words(
    sentence: tuple[Article, str], kinds: set[int], chance: random.Random
) -> None:
    article, words = sentence
    typed = words
    for kind in sorted(kinds):
        typed = DAMAGES[kind](typed, chance)
    place = locate(article.text, TextQuoteSelector(words))[0]
    assert drafting.select(article, typed).place == place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They are now here to stay.", "nowhere to stay"),
        ("They are nowhere to be seen.", "now here to be seen"),
        ("He will resign today.", "He will re-sign today"),
        ("He will re-sign today.", "He will resign today"),
        ("It cost 3,500 dollars.", "It cost 3, 500 dollars"),
        ("In May 3, 500 people came.", "In May 3,500 people came"),
        ("It cost 3.5 million.", "It cost 3. 5 million"),
        ("About 10² were there.", "About 102 were there"),
        ("The council closed the bridge.", "The council closed a bridge"),
        ("The council closed the bridge.", "the council closed the bridge"),
        ("He said “not now”.", "He said “now”"),
        ("A man of means.", "\u200b \u00ad"),
    ],
)
def test_other_words_are_not_taken_for_them(text: str, words: str) -> None:
    assert typed_places(text, words) == []


def test_words_that_stand_twice_are_not_decided(tmp_path: Path) -> None:
    article = Article((Block("Le pont « neuf » et le pont « neuf »."),))
    with pytest.raises(drafting.DraftError, match="stand 2 times"):
        drafting.select(article, 'pont "neuf"')
    words = 'pont "neuf"'
    repository(tmp_path, {"cost": claim(quote=words)}, "Le pont « neuf » et le pont « neuf ».")
    CliRunner().invoke(main, ["check", "--fix", str(tmp_path)])
    kept = (tmp_path / "docs/articles/bridge/claims/cost.md").read_text("utf-8")
    assert f"  {words}\n" in kept


def test_new_says_how_the_article_has_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository(tmp_path, {}))
    done = CliRunner().invoke(main, ["new", "bridge", "the coun-\ncil\u200b’s engineer"])
    assert done.output.startswith("As the article has it: “the council’s engineer”.\n")
    quote = next((tmp_path / "docs/articles/bridge/claims").iterdir()).read_text("utf-8")
    assert "quote: >-\n  the council’s engineer\n" in quote


class TestACheck:
    TYPED = claim("about \u200e$3.2 mil- lion")

    def test_stays_exact_and_says_how_it_is_mended(self, tmp_path: Path) -> None:
        told = [format_text(p) for p in check(repository(tmp_path, {"cost": self.TYPED})).problems]
        assert [line.split(": ")[1] for line in told if "quote" in line] == ["quote-not-found"]
        assert "No word differs: `annotate check --fix` writes the quote as the article" in told[0]
        assert "The quote has U+200E (LEFT-TO-RIGHT MARK)." in told[0]

    def test_fix_writes_the_articles_own_characters(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(repository(tmp_path, {"cost": self.TYPED}))
        done = CliRunner().invoke(main, ["check", "--fix"])
        assert done.exit_code == 0, done.output
        file = tmp_path / "docs/articles/bridge/claims/cost.md"
        assert "  about $3.2 million\n" in file.read_text("utf-8")

    def test_fix_leaves_other_words_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(repository(tmp_path, {"cost": claim("about $3.3 million")}))
        assert CliRunner().invoke(main, ["check", "--fix"]).exit_code == 1
        file = tmp_path / "docs/articles/bridge/claims/cost.md"
        assert "  about $3.3 million\n" in file.read_text("utf-8")

    def test_a_letter_of_another_script_is_named(self, tmp_path: Path) -> None:
        root = repository(tmp_path, {"cost": claim("the c\u043euncil’s engineer")})
        told = next(p.hint for p in check(root).problems if p.code == "quote-not-found")
        assert "The quote has U+043E (CYRILLIC SMALL LETTER O)." in told
