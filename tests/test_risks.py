"""What a proposal may say otherwise than its quote: the labels of 400 altered quotes, and what is not judged."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from altered_quotes import ALTERATIONS, FOLDER, HARMLESS, Altered, drawn, marked, plain, sentences
from click.testing import CliRunner
from repository import claim, repository

from annotate import check
from annotate.anchoring import TextQuoteSelector, fold, languages, nearest, propose
from annotate.anchoring.risks import risks
from annotate.cli import main

OTHERS = json.loads((FOLDER / "others.json").read_text("utf-8"))
EACH = 200


def _altered(language: str) -> Iterator[Altered]:
    """The marked alterations, and as many drawn ones of each label as make 200 together."""
    found = list(marked(language))
    each, more = divmod(EACH - len(found), len(ALTERATIONS))
    labels = {label: each + (n < more) for n, label in enumerate(ALTERATIONS)}
    yield from found
    yield from drawn(plain(language), labels, seed=17)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_proposals_for_altered_quotes_have_the_right_label(language: str) -> None:
    """Just the one label, and none where the alteration is harmless."""
    cases = list(_altered(language))
    assert len(cases) == EACH
    wrong, proposed = [], 0
    for case in cases:
        found = propose(
            case.text, TextQuoteSelector(case.exact, case.prefix, case.suffix), language
        )
        if found:
            proposed += 1
            if found.risks != (() if case.label == HARMLESS else (case.label,)):
                wrong.append(f"{case.label} but {found.risks}: {case.now}")
            assert found.judged
    assert proposed >= 0.95 * EACH
    assert len(wrong) <= 0.05 * proposed, "\n".join(wrong)


@pytest.mark.parametrize("language", OTHERS)
def test_in_other_languages_words_are_not_judged_and_signs_and_letters_are(language: str) -> None:
    labels = dict.fromkeys(ALTERATIONS.keys() - {HARMLESS}, 4)
    for case in drawn(OTHERS[language], labels, seed=23):
        found = propose(
            case.text, TextQuoteSelector(case.exact, case.prefix, case.suffix), language
        )
        if found:
            assert case.label in found.risks, case
            assert not found.judged


@pytest.mark.parametrize("language", OTHERS)
def test_rebase_says_where_risks_are_not_judged(tmp_path: Path, language: str) -> None:
    output = _rebased(tmp_path, OTHERS[language], language)
    assert "risks are not judged in this language" in output
    assert "number" in output


def test_rebase_and_check_name_the_risks_of_a_french_article(tmp_path: Path) -> None:
    text = (
        "Le conseil du port a approuvé, le 12 mars, un prêt de 40 millions d'euros pour la digue."
    )
    output = _rebased(tmp_path, text, "fr", "n'a pas approuvé, le 12 avril,")
    assert "changed: date, negation)" in output
    quote = text.replace("approuvé", "rejeté").replace("mars", "mai")
    page = tmp_path / "docs/articles/bridge/claims/x.md"
    page.write_text(claim(quote=quote), encoding="utf-8")
    told = [p.hint for p in check(tmp_path).problems if p.code == "quote-not-found"]
    assert told[0].endswith("The two differ in a date and a negation such as “not”.")


def _rebased(root: Path, text: str, language: str, changed: str = "") -> str:
    """What `rebase` says when the last sentence of an article has other figures, or other words."""
    quote = text[slice(*sentences(text)[-1])]
    root = repository(root, {"x": claim(quote=quote)}, text, language=language)
    other = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), quote)
    now = quote.replace("a approuvé, le 12 mars,", changed) if changed else other
    (root / "new.txt").write_text(text.replace(quote, now), encoding="utf-8")
    arguments = ["rebase", "bridge", str(root / "new.txt")]
    with contextlib.chdir(root):
        return CliRunner().invoke(main, arguments).output


def test_a_new_language_is_one_file_and_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where words stand without spaces, and where words have vowel signs."""
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    _write_list(
        tmp_path / "eo.toml", negation="ne, neniu*", number="2 = du", date="Marto", common="la"
    )
    _write_list(tmp_path / "xx.toml", negation="不, 没有 = 未", number="三 = 叁")
    _write_list(tmp_path / "yy.toml", negation="नह")
    for language, old, new, expected in [
        ("eo", "La konsilio aprobis la planon por la haveno", "La konsilio ne aprobis la planon por la haveno", ("negation",)),
        ("eo", "Ili vidis du ŝipojn en la haveno de la urbo", "Ili vidis 2 ŝipojn en la haveno de la urbo", ()),
        ("eo", "Ili venis al la haveno en Marto por labori", "Ili venis al la haveno en Majo por labori", ("date", "name")),
        ("eo-EO", "Ili nevidis la ŝipojn en la haveno de urbo", "Ili vidis la ŝipojn en la haveno de la urbo", ()),
        ("xx", "市议会今天批准了新的贷款计划", "市议会今天不批准了新的贷款计划", ("negation",)),
        ("xx", "市议会今天未批准新的贷款计划", "市议会今天没有批准新的贷款计划", ()),
        ("yy", "यह पुल आज बंद नहीं किया जाएगा और लोग", "यह पुल आज बंद किया जाएगा और लोग", ()),
    ]:  # fmt: skip
        found = nearest(new, TextQuoteSelector(old), language)
        assert found
        assert found.risks == expected, (old, new)
        assert found.judged


def _write_list(file: Path, **listed: str) -> None:
    names = [*languages.RISKS, "common"]
    file.write_text("\n".join(f'{name} = "{listed.get(name, "")}"' for name in names), "utf-8")


@pytest.mark.parametrize(
    "file", sorted(languages.FOLDER.glob("*.toml")), ids=lambda file: file.stem
)
def test_lists_are_well_made(file: Path) -> None:
    """Every list is there, and no form stands in one list twice."""
    listed = tomllib.loads(file.read_text("utf-8"))
    others = ["denials", "backs", "labels", *["contracted"] * ("contracted" in listed), "common"]
    assert list(listed) == [*languages.RISKS, *others]
    for text in listed.values():
        forms = [form.strip() for form in re.split("[,=]", text)]
        assert "" not in forms
        assert [form for form, count in Counter(forms).items() if count > 1] == []


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("−5", "5", ["number"]),
        ("+5%", "-5%", ["number"]),
        (">50", "<50", ["number"]),
        ("± 5", "5", ["number"]),
        ("(-$5", "($5", ["number"]),
        ("½", "¼", ["number"]),
        ("10⁶", "10⁹", ["number"]),
        ("m²", "m³", ["number"]),
        ("1 500", "1500", []),
        ("12 345 678", "12345678", []),
        ("2024 500", "2024500", ["number"]),
        ("1 50", "150", ["number"]),
        ("15", "１５", []),
        ("15", "١٥", []),
        ("10-20", "10–20", []),
        ("'90s", "90s", []),
        ("4.5", "5.4", ["number"]),
        ("3,700", "7,300", ["number"]),
        ("1:3", "3:1", ["order"]),
        ("Hamas and Oslo and Hamas", "Oslo and Hamas and Oslo", ["order"]),
    ],
)
def test_figures_with_their_signs_and_whose_turn_it_is(
    language: str, old: str, new: str, expected: list[str]
) -> None:
    """The same in every language: digits of any script and their groups say no more."""
    listed = languages.lists(language)
    assert [*risks(fold(old).text, fold(new).text, listed)] == expected


def test_a_comma_sets_digits_in_groups_in_english_alone() -> None:
    for language, expected in (("en", ()), ("fr", ("number",)), ("de", ("number",))):
        assert risks("1,500", "1500", languages.lists(language)) == expected


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "before the vote", "after the vote", "date"),
        ("en", "more than half of it", "less than half of it", "number"),
        ("en", "at least 5 men", "at most 5 men", "number"),
        ("en", "few men", "many men", "number"),
        ("en", "some men", "most men", "number"),
        ("en", "he agreed to it", "he disagreed to it", "negation"),
        ("en", "is barred from using it", "is using it", "negation"),
        ("en", "prices rose then", "prices fell then", "negation"),
        ("en", "the bridge is open", "the bridge is closed", "negation"),
        ("en", "they start to lose", "they stop to lose", "negation"),
        ("en", "they won it", "they lost it", "negation"),
        ("en", "is supposed to come", "is bound to come", "modal"),
        ("en", "free on Mondays", "free on Fridays", "date"),
        ("en", "nearly a third", "exactly a third", "modal"),
        ("en", "two miles away", "two blocks away", "unit"),
        ("en", "all men came", "some men came", "number"),
        ("en", "they were hired then", "they were fired then", "negation"),
        ("en", "it exports wood", "it imports wood", "negation"),
        ("en", "the road is passable", "the road is impassable", "negation"),
        ("en", "the trial was public", "the trial was secret", "negation"),
        ("en", "it is closed.", "it is closed?", "question mark"),
        ("en", "he remembered the car", "he forgot the car", "negation"),
        ("en", "found no fault", "looked for no fault", "modal"),
        ("en", "rose from five to twelve", "rose from 12 to 5", "order"),
        ("en", "the drug cured them", "the drug harmed them", "negation"),
        ("en", "ten people were hurt", "ten people were killed", "negation"),
        ("en", "was charged with it", "was cleared of it", "negation"),
        ("en", "it paid its men", "it promised its men", "modal"),
        ("fr", "deux sur trois", "3 sur 2", "order"),
        ("fr", "dix blessés ici", "dix tués ici", "negation"),
        ("fr", "la seule école ici", "la grande école ici", "negation"),
        ("fr", "le vaccin est sûr", "le vaccin est dangereux", "negation"),
        ("fr", "le prétendu voleur", "le grand voleur", "modal"),
        ("en", "the bank lends money", "the bank borrows money", "negation"),
        ("fr", "la banque prête des fonds", "la banque emprunte des fonds", "negation"),
        ("fr", "tous les hommes", "certains des hommes", "number"),
        ("fr", "elle exporte le bois", "elle importe le bois", "negation"),
        ("fr", "la route est praticable", "la route est impraticable", "negation"),
        ("fr", "le taux est relevé", "le taux est abaissé", "negation"),
        ("fr", "personne n'a vu cela", "quelqu'un n'a vu cela", "negation"),
        ("fr", "elle vend la maison", "elle vendrait la maison", "modal"),
        ("fr", "fermé le lundi", "fermé le vendredi", "date"),
        ("fr", "environ cent euros", "exactement cent euros", "modal"),
        ("fr", "avant le vote", "après le vote", "date"),
        ("fr", "au moins 5 hommes", "au plus 5 hommes", "number"),
        ("fr", "une hausse des prix", "une baisse des prix", "negation"),
        ("fr", "il commence à payer", "il cesse de payer", "negation"),
    ],
)
def test_words_for_opposites(language: str, old: str, new: str, expected: str) -> None:
    assert risks(old, new, languages.lists(language)) == (expected,)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "over 5 men", "more than 5 men"),
        ("en", "fewer than 5 men", "less than 5 men"),
        ("en", "nearly one half of it", "nearly half of it"),
        ("en", "twenty-one men", "21 men"),
        ("en", "one hundred men", "100 men"),
        ("en", "a hundred men", "one hundred men"),
        ("en", "What is there is deep", "Whatever is there is deep"),
        ("fr", "trente et un ans", "31 ans"),
        ("fr", "quatre-vingt-dix-sept ans", "97 ans"),
        ("fr", "5 pour cent", "5 %"),
    ],
)
def test_other_words_that_say_the_same(language: str, old: str, new: str) -> None:
    assert risks(old, new, languages.lists(language)) == ()


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "paid £5m for", "paid £5bn for", ["number", "unit"]),
        ("en", "about 20k of", "about 20m of", ["number", "unit"]),
        ("en", "only £3tn of", "only £3mn of", ["number", "unit"]),
        ("en", "it cost $5m", "it cost $5", ["number", "unit"]),
        ("en", "5km long", "5cm long", ["unit"]),
        ("en", "of 40kg was", "of 40mg was", ["unit"]),
        ("en", "40ft wide", "40in wide", ["unit"]),
        ("en", "a 5l can", "a 5ml can", ["unit"]),
        ("en", "at 9am there", "at 9pm there", ["date"]),
        ("fr", "pèse 80kg ici", "pèse 80g ici", ["unit"]),
        ("fr", "à 5 m de là", "à 5 km de là", ["unit"]),
        ("fr", "5 M€ pour", "5 Md€ pour", ["number", "unit"]),
        ("en", "A dozen people", "Dozens of people", ["number"]),
        ("en", "a hundred people", "hundreds of people", ["number"]),
        ("fr", "une centaine de gens", "des centaines de gens", ["number"]),
        ("en", "£5m and 20k men", "£5 million and 20 thousand men", []),
        ("en", "5km at 9am there", "5 kilometers at 9 a.m. there", []),
        ("en", "I'm here in 2023 I said", "I am here in 2023, I said", []),
        ("fr", "80 kg à 3 h ici", "80 kilos à 3 heures ici", []),
        ("fr", "en 2023 l'homme, en 2024 M. Berg", "en 2023, l'homme, en 2024, M. Berg", []),
    ],
)
def test_units_and_magnitudes_at_their_figures(
    language: str, old: str, new: str, expected: list[str]
) -> None:
    """A unit may touch its figure, a short one is none elsewhere, and dozens are no dozen."""
    assert [*risks(old, new, languages.lists(language))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "La presa de la ciudad es un peligro para la gente que vive en la zona, dijo la alcaldesa de la ciudad. Se trata de un plan de la región que se aprobó en la sesión de la tarde.",
        "El president ha anunciat que la reforma de la llei es farà en la propera sessió, tot i les crítiques de l'oposició. La gent de la ciutat no està contenta de la decisió que es va prendre a la reunió de la setmana passada.",
        "Lo president de la region a anonciat que la reforma de la lei se farà dins la sesilha que ven, malgrat las criticas de l'oposicion. La gent de la vila es pas contenta de la decision que se prenguèt a la amassada.",
        "O presidente anunciou que a reforma da lei se vai aprobar na próxima sesión, a pesar das críticas da oposición e da xente que se manifestou na capital.",
        "La ministro diris vendrede, ke la digo estas sekura. La urbo havas planon por la haveno de la regiono.",
        "El a spus că Dunărea a crescut, că se va retrage pe la prânz și că un pod a fost pus la loc de un om.",
    ],
)  # fmt: skip
def test_a_language_is_not_taken_for_its_neighbor(text: str) -> None:
    """Spanish, Catalan, Occitan, Galician, Esperanto and Romanian share their short words with French."""
    assert languages.told(text) == ""


def test_the_language_is_told_by_the_text_where_it_is_not_given() -> None:
    for language in ("en", "fr"):
        case = next(case for case in marked(language) if case.label == "negation")
        found = propose(case.text, TextQuoteSelector(case.exact, case.prefix, case.suffix))
        assert found
        assert (found.risks, found.judged) == (("negation",), True)
    for text in OTHERS.values():
        quote = TextQuoteSelector(re.sub(r"\d+", "77", text[slice(*sentences(text)[-1])]))
        found = nearest(text, quote)
        assert found
        assert not found.judged


def test_a_name_in_a_script_without_spaces_is_a_word_of_its_own() -> None:
    assert risks("报告说Elm的面粉最好", "报告说Ash的面粉最好", None) == ("name",)
