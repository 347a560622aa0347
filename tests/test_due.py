"""No verdict outlives its words: what becomes of claims when their article changes, and which are due for another look."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from history import commit, git
from repository import claim, repository

from annotate import build
from annotate.cli import main
from annotate.publishing.site import Build
from annotate.text.dates import today

FOLDER = ROOT / "tests/cases/due"
SEEDS = {file.stem: file for file in FOLDER.glob("*.*") if file.stem in ("ferry", "clinic", "pont")}
LANGUAGES = {"pont": "fr"}
CLAIMS = Path("docs/articles/bridge/claims")


def _revisions() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for line in (FOLDER / "revisions.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            article, old, new, outcomes = (part.strip(" ") for part in line.split("|"))
            told = dict(outcome.split() for outcome in outcomes.split(",") if outcome)
            yield article, old.replace("¶", "\n\n"), new.replace("¶", "\n\n"), told


def _quotes(article: str) -> dict[str, str]:
    lines = (FOLDER / "claims.txt").read_text("utf-8").splitlines()
    split = (line.split(" ", 2) for line in lines)
    return {id_: quote for name, id_, quote in split if name == article}


def _site(root: Path, article: str, **fields: str) -> Path:
    """A repository with one of the articles and its claims."""
    claims = {
        id_: claim(quote=quote, claim=f"It is so of {id_}.", **fields)
        for id_, quote in _quotes(article).items()
    }
    suffix = SEEDS[article].suffix.lstrip(".")
    text = SEEDS[article].read_text("utf-8")
    return repository(root, claims, text, suffix=suffix, language=LANGUAGES.get(article, "en"))


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def _revise(root: Path, old: str, new: str, *options: str) -> Result:
    """Rebase on the article with other words; proposals are accepted, what is gone is withdrawn."""
    (seed,) = (root / "seeds").glob("bridge.*")
    text = seed.read_text("utf-8")
    assert old in text, old
    revised = root / f"new{seed.suffix}"
    revised.write_text(text.replace(old, new), encoding="utf-8")
    listed = _run("rebase", "bridge", revised.name).output
    decided = [f"--accept={id_}" for id_ in re.findall(r"^(\S+): proposed", listed, re.MULTILINE)]
    decided += [f"--withdraw={id_}" for id_ in re.findall(r"^(\S+): gone", listed, re.MULTILINE)]
    return _run("rebase", "bridge", revised.name, "--apply", *decided, *options)


def _outcomes(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """What became of the claims whose files changed."""
    severities = {
        Path(p["path"]).stem: p["severity"]
        for p in json.loads(_run("due", "--format", "json").stdout)
    }
    told = {}
    for file in sorted((root / CLAIMS).iterdir()):
        if "\nwithdrawn: " in file.read_text("utf-8"):
            told[file.stem] = "gone"
        elif file.read_bytes() != before[file.name]:
            told[file.stem] = severities[file.stem].replace("warning", "notice")
    return told


def _claims(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / CLAIMS).iterdir()}


@pytest.mark.parametrize(("article", "old", "new", "expected"), list(_revisions()))
def test_what_becomes_of_each_claim(
    article: str,
    old: str,
    new: str,
    expected: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Published with its line, held back, gone, or untouched."""
    root = _site(tmp_path, article)
    monkeypatch.chdir(root)
    before = _claims(root)
    result = _revise(root, old, new)
    assert result.exit_code == 0, result.output
    assert _outcomes(root, before) == expected
    built = build(root)
    assert built.failed == ("error" in expected.values())
    lined = [id_ for id_, outcome in expected.items() if outcome == "notice"]
    assert (
        built.failed
        or [
            id_ for id_ in _quotes(article) if expected.get(id_) != "gone" and _has_line(built, id_)
        ]
        == lined
    )


def _all(root: Path) -> dict[str, str]:
    """All that people and machines write."""
    files = (f for top in ("docs", "seeds") for f in (root / top).rglob("*") if f.is_file())
    return {str(f.relative_to(root)): f.read_bytes().decode() for f in files}


def _without_entries(text: str) -> str:
    """A file without what tells that something was changed, and when."""
    told = r"^(?:history:\n(?: .*\n|\n(?= ))*|withdrawn: >-\n(?: .*\n)*|retrieved: .*\n)"
    return re.sub(told, "", text, flags=re.MULTILINE)


def _back(root: Path, was: str, suffix: str) -> Result:
    """Rebase on the text of before, proposals accepted."""
    (root / f"old{suffix}").write_text(was, encoding="utf-8")
    listed = _run("rebase", "bridge", f"old{suffix}").output
    ids = re.findall(r"^(\S+): proposed", listed, re.MULTILINE)
    return _run("rebase", "bridge", f"old{suffix}", "--apply", *(f"--accept={i}" for i in ids))


@pytest.mark.parametrize("in_git", [False, True])
@pytest.mark.parametrize(("article", "old", "new"), [revision[:3] for revision in _revisions()])
def test_every_version_comes_back(
    article: str, old: str, new: str, in_git: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By rebasing back, byte for byte beside the entries that tell of both ways; and by git alone."""
    root = _site(tmp_path, article)
    monkeypatch.chdir(root)
    suffix = SEEDS[article].suffix
    before = _all(root)
    if in_git:
        commit(root)
    assert _revise(root, old, new).exit_code == 0
    if in_git:
        commit(root)
    back = _back(root, before[f"seeds/bridge{suffix}"], suffix)
    assert back.exit_code == 0, back.output
    after = _all(root)
    assert {p: _without_entries(t) for p, t in after.items()} == {
        p: _without_entries(t) for p, t in before.items()
    }
    assert _run("due").stdout == "No problems.\n"
    assert _run("check", *(["--base", "HEAD^"] if in_git else [])).exit_code == 0
    if in_git:
        git(root, "checkout", "HEAD^", "--", "docs", "seeds")
        assert _all(root) == before
        assert _run("check").exit_code == 0


def test_quotes_come_back_as_git_knows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that the other text has not got, words beside them, and what was mended while the text was pinned."""
    root = _site(tmp_path, "ferry")
    quotes = {"not": "will not", "again": "again before", "boat": "the old ferry"}
    prefixes = {"not": "that the old ferry", "boat": "on Monday that"}
    for id_, quote in quotes.items():
        text = claim(quote=quote, claim=f"It is so of {id_}.")
        if id_ in prefixes:
            text = text.replace("\nclaim: ", f"\nprefix: >-\n  {prefixes[id_]}\nclaim: ")
        (root / CLAIMS / f"{id_}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    commit(root)
    file = root / CLAIMS / "again.md"
    file.write_text(file.read_text("utf-8").replace("again before", "again before June"), "utf-8")
    before = _all(root)
    commit(root)
    assert _revise(root, "will not sail", "will sail").exit_code == 0
    commit(root)
    assert "quote: will\n" in (root / CLAIMS / "not.md").read_text("utf-8")
    back = _back(root, before["seeds/bridge.txt"], ".txt")
    assert back.exit_code == 0, back.output
    after = _all(root)
    assert {p: _without_entries(t) for p, t in after.items()} == {
        p: _without_entries(t) for p, t in before.items()
    }


def _has_line(built: Build, id_: str) -> bool:
    """Whether the footnote, the claim's page and its card say that its words changed."""
    page = str(built.files["articles/bridge/index.md"])
    note = page[page.index(f"[^{id_}]: ") :].partition("\n[^")[0]
    card = json.loads(built.files["articles/bridge/claims.json"])["claims"][id_].get("due", [])
    whole = str(built.files[f"articles/bridge/claims/{id_}.html"])
    told = {"words changed on" in text for text in (note, whole, "".join(card))}
    assert len(told) == 1
    return told.pop()


def _entry(kind: str, **fields: str) -> str:
    values = {"date": "2026-11-25", "kind": kind, **fields, "why": "A reason for readers."}
    return f"\n  - {json.dumps(values, ensure_ascii=False)}"


CHANGED = _entry("article", **{"from": "It costs $3.2 million.", "to": "It costs $3.8 million."})
BACK = _entry("article", **{"from": "It costs $3.8 million.", "to": "It costs $3.2 million."})
SLIPS = "".join(
    _entry("article", **{"from": f"It is {old} full.", "to": f"It is {new} full."})
    for old, new in (("never", "nevr"), ("nevr", "near"))
)
CUT = _entry("article", **{"from": "a" * 1000, "to": "a" * 999 + "…"})
UNKNOWN = _entry("article", to="It costs $3.8 million.")


@pytest.mark.parametrize(
    ("history", "severities"),
    [
        (CHANGED, ["error"]),
        (CHANGED + _entry("reviewed"), []),
        (CHANGED + _entry("wording"), []),
        (CHANGED + _entry("verdict", to="supported"), []),
        (CHANGED + _entry("source", to="City Open Data"), ["error"]),
        (_entry("reviewed") + CHANGED, ["error"]),
        (CHANGED + BACK, []),
        (SLIPS, ["error"]),
        (SLIPS + _entry("reviewed"), []),
        (CUT, ["error"]),
        (UNKNOWN, ["warning"]),
    ],
)
def test_when_a_claim_is_due(
    history: str, severities: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until an entry says that somebody has looked, or the words are back to what they were."""
    repository(tmp_path, {"cost": claim(history=history)})
    monkeypatch.chdir(tmp_path)
    listed = _run("due", "--format", "json")
    found = json.loads(listed.stdout)
    assert [problem["severity"] for problem in found] == severities
    assert listed.exit_code == ("error" in severities)
    assert build(tmp_path).failed == ("error" in severities)


@pytest.mark.parametrize(
    ("before", "after", "language", "severity"),
    [
        ("The prezident spoke.", "The president spoke.", "en", "warning"),
        ("It is nto safe.", "It is not safe.", "en", "warning"),
        ("It cost 3 milion euros.", "It cost 3 million euros.", "en", "warning"),
        ("Repiars will begin.", "Repairs will begin.", "en", "warning"),
        ("Repairs will begin.", "The repairs will begin.", "en", "warning"),
        ("Le minstere repond.", "Le ministère répond.", "fr", "warning"),
        ("It cost 3 million euros.", "It cost 3 billion euros.", "en", "error"),
        ("In Febuary it was calm.", "In February it was calm.", "en", "warning"),
        ("On Wendesday it was calm.", "On Wednesday it was calm.", "en", "warning"),
        ("Wendesday was calm.", "Wednesday was calm.", "en", "warning"),
        ("It was the fith time.", "It was the fifth time.", "en", "warning"),
        ("He didnt go there.", "He didn't go there.", "en", "warning"),
        ("The war in iraq began.", "The war in Iraq began.", "en", "warning"),
        ("He joined nato then.", "He joined NATO then.", "en", "warning"),
        ("He spoke of ISIS today.", "He spoke of Isis today.", "en", "warning"),
        ("the dogs bowls are here", "the dogs' bowls are here", "en", "warning"),
        ("in the '90s he left", "in the 90s he left", "en", "warning"),
        ("He met the Goverment of it.", "He met the Government of it.", "en", "warning"),
        ("The Goverment spoke.", "The Government spoke.", "en", "warning"),
        ("It took 1,500 men.", "It took 1500 men.", "en", "warning"),
        ("It took 1500 men.", "It took 1 500 men.", "en", "warning"),
        ("It took 1,234,567 men.", "It took 1234567 men.", "en", "warning"),
        ("It was about ~5 men.", "It was about ~ 5 men.", "en", "warning"),
        ("Offcials left it.", "Officials left it.", "en", "warning"),
        ("It is nto safe.", "It is not safe.", "en", "warning"),
        ("3 milion euros", "3 million euros", "en", "warning"),
        ("Il vit à lyon depuis.", "Il vit à Lyon depuis.", "fr", "warning"),
        ("Il na pas dit.", "Il n'a pas dit.", "fr", "warning"),
        ("Il a 1 500 euros.", "Il a 1500 euros.", "fr", "warning"),
        ("It cost ten dollers.", "It cost ten dollars.", "en", "warning"),
        ("Nobdy came to it.", "Nobody came to it.", "en", "warning"),
        ("Fourty men came.", "Forty men came.", "en", "warning"),
        ("It fell on monday.", "It fell on Monday.", "en", "warning"),
        ("Je n’ai jamias vu ce chien.", "Je n’ai jamais vu ce chien.", "fr", "warning"),
        ("Elle est de 5 pour cent.", "Elle est de 5 % ici.", "fr", "warning"),
        ("The men were binned there.", "The men were banned there.", "en", "error"),
        ("Antonio spoke to it.", "Antonia spoke to it.", "en", "error"),
        ("Marc spoke to it.", "March spoke to it.", "en", "error"),
        ("We march on it.", "We March on it.", "en", "error"),
        ("The vote in Zambia failed.", "The vote in Gambia failed.", "en", "error"),
        ("He was in Augusta then.", "He was in August then.", "en", "error"),
        ("He saw Marc there.", "He saw March there.", "en", "error"),
        ("Seventy of 5 men.", "Seventh of 5 men.", "en", "error"),
        ("Neither side agreed to it.", "Either side agreed to it.", "en", "error"),
        ("Germany lacks weapons for it.", "Germany backs weapons for it.", "en", "error"),
        ("Germany backs weapons for it.", "Germany lacks weapons for it.", "en", "error"),
        (
            "The mayor denied the order to stop.",
            "The mayor defied the order to stop.",
            "en",
            "error",
        ),
        (
            "The council banned the boats there.",
            "The council manned the boats there.",
            "en",
            "error",
        ),
        ("Zambia voted to leave.", "Gambia voted to leave.", "en", "error"),
        ("In Zambia it is so.", "In Gambia it is so.", "en", "error"),
        ("Maria Lund said so.", "Mario Lund said so.", "en", "error"),
        ("He saw Maria Lund there.", "He saw Mario Lund there.", "en", "error"),
        ("The minister refused the claim.", "The minister refuted the claim.", "en", "error"),
        ("The bank is unable to pay.", "The bank is enable to pay.", "en", "error"),
        ("It takes nine months to build.", "It takes nine mouths to build.", "en", "error"),
        ("It will hold for eight days.", "It will hold for eighty days.", "en", "error"),
        ("It is four all.", "It is for all.", "en", "error"),
        ("It begins in May there.", "It begins in may there.", "en", "error"),
        ("It helps us there.", "It helps US there.", "en", "error"),
        ("It was -5 there.", "It was 5 there.", "en", "error"),
        ("It grew by +5% then.", "It grew by -5% then.", "en", "error"),
        ("It killed >50 men.", "It killed <50 men.", "en", "error"),
        ("An error of ±5 was seen.", "An error of 5 was seen.", "en", "error"),
        ("About ½ of it.", "About ¼ of it.", "en", "error"),
        ("It cost 10⁶ dollars.", "It cost 10⁹ dollars.", "en", "error"),
        ("It has 5 m² of it.", "It has 5 m³ of it.", "en", "error"),
        ("It lost -$5m there.", "It lost $5m there.", "en", "error"),
        ("It took 1,500 men.", "It took 15,00 men.", "en", "error"),
        ("It took 1.500 men.", "It took 1500 men.", "en", "error"),
        ("It was −5 °C there.", "It was 5 °C there.", "en", "error"),
        ("It cost 2 000 then.", "It cost 2 then.", "en", "error"),
        ("He said 'yes' to it.", "He said yes to it.", "en", "error"),
        ("It is 'unsafe' now.", "It is unsafe now.", "en", "error"),
        ("He met the 'Boss' there.", "He met the Boss there.", "en", "error"),
        ("She said the 'reforms' failed.", "She said the reforms failed.", "en", "error"),
        ("Carl said so.", "Carol said so.", "en", "error"),
        (
            "Hamas said that Israel fired first and that Hamas would answer.",
            "Israel said that Hamas fired first and that Israel would answer.",
            "en",
            "error",
        ),
        (
            "The bank owes the town what the bank borrowed.",
            "The town owes the bank what the town borrowed.",
            "en",
            "error",
        ),
        ("Ann told Bob that Ann would leave.", "Bob told Ann that Bob would leave.", "en", "error"),
        (
            "The army said the rebels attacked the army first.",
            "The rebels said the army attacked the rebels first.",
            "en",
            "error",
        ),
        ("Le maire est contre de la ville.", "Le maire est centre de la ville.", "fr", "error"),
        ("La ville manque les enfants.", "La ville marque les enfants.", "fr", "error"),
        ("Il pèse 3,500 tonnes.", "Il pèse 3500 tonnes.", "fr", "error"),
        (
            "Le Hamas dit qu’Israël a tiré et que le Hamas répondra.",
            "Israël dit que le Hamas a tiré et qu’Israël répondra.",
            "fr",
            "error",
        ),
        ("Anna Berg said so.", "Nina Holm said so.", "en", "error"),
        ("It is now safe.", "It is not safe.", "en", "error"),
        ("It opens at 5 am there.", "It opens at 5 pm there.", "en", "error"),
        ("It begins in winter there.", "It begins in autumn there.", "en", "error"),
        ("It is safe to go.", "It is unsafe to go.", "en", "error"),
        ("It is legal to go.", "It is illegal to go.", "en", "error"),
        ("He admitted that he left.", "He disputed that he left.", "en", "error"),
        ("He admitted that he left.", "He doubted that he left.", "en", "error"),
        ("The story was proven.", "The story was debunked.", "en", "error"),
        ("The story is a hoax.", "The story is a fact.", "en", "error"),
        ("He was acquitted of it.", "He was convicted of it.", "en", "error"),
        ("He was acquitted of it.", "He was accused of it.", "en", "error"),
        ("He said so.", "He falsely said so.", "en", "error"),
        ("It began in 50 BC there.", "It began in 50 AD there.", "en", "error"),
        ("Il viendra en automne là-bas.", "Il viendra en hiver là-bas.", "fr", "error"),
        ("Il faut moins de cent euros.", "Il faut plus de cent euros.", "fr", "error"),
        ("Il est légal de partir.", "Il est illégal de partir.", "fr", "error"),
        ("Il a peu de chances.", "Il a beaucoup de chances.", "fr", "error"),
        ("Il a été acquitté hier.", "Il a été condamné hier.", "fr", "error"),
        ("Il a été acquitté hier.", "Il a été vu hier.", "fr", "error"),
        ("The count is accurate.", "The count is inaccurate.", "en", "error"),
        ("The council is independent.", "The council is dependent.", "en", "error"),
        ("The court upheld the ban.", "The court overturned the ban.", "en", "error"),
        ("The former mayor said so.", "The mayor said so.", "en", "error"),
        ("Only three came.", "Three came.", "en", "error"),
        ("It is the largest one.", "It is the smallest one.", "en", "error"),
        ("Prices went up there.", "Prices went down there.", "en", "error"),
        ("The train leaves at noon.", "The train leaves at midnight.", "en", "error"),
        ("It is closed since May.", "It is closed until May.", "en", "error"),
        ("It came too late.", "It came too early.", "en", "error"),
        ("It took over 40 men.", "It took under 40 men.", "en", "error"),
        ("A majority voted for it.", "A minority voted for it.", "en", "error"),
        ("It grew twofold there.", "It grew threefold there.", "en", "error"),
        ("It cost 40 dinars.", "It cost 40 shekels.", "en", "error"),
        ("He is said to have left.", "He has left.", "en", "error"),
        ("Le compte est exact.", "Le compte est inexact.", "fr", "error"),
        ("Le juge a confirmé la peine.", "Le juge a annulé la peine.", "fr", "error"),
        ("Il vendrait le port.", "Il vend le port.", "fr", "error"),
        ("L’ancien maire le dit.", "Le maire le dit.", "fr", "error"),
        ("Il part à midi.", "Il part à minuit.", "fr", "error"),
        ("Au maximum 40 euros.", "Au minimum 40 euros.", "fr", "error"),
        ("Le port est plein depuis mai.", "Le port est plein dès mai.", "fr", "error"),
        ("It is over 40 years old.", "It is more than 40 years old.", "en", "warning"),
        ("The bridge is closed.", "The bridge is closed?", "en", "error"),
        ("Le pont est fermé.", "Le pont est fermé ?", "fr", "error"),
        ("Die Brücke ist nicht sicher.", "Die Brücke ist sicher.", "de", "warning"),
    ],
)
def test_a_slip_that_was_mended_stops_no_site(
    before: str,
    after: str,
    language: str,
    severity: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A letter missing or too many, two that changed places, a wrong vowel, capitals, apostrophes, groups of digits …

    But never from a word to another one that is listed, nor a name to one like it; nor a sign or a figure.
    """
    entry = _entry("article", **{"from": before, "to": after})
    repository(tmp_path, {"cost": claim(history=entry)}, language=language)
    monkeypatch.chdir(tmp_path)
    (found,) = json.loads(_run("due", "--format", "json").stdout)
    assert found["severity"] == severity
    unjudged = "” What such a change may turn is not judged in this language."
    assert found["message"].endswith(unjudged) == (language == "de")


@pytest.mark.parametrize("where", ["claim", "page"])
def test_a_day_of_review(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it has passed readers are told so; the claim's own day goes before the article's, and nothing is held back."""
    day = {"review_by": "2026-11-26"}
    fields = day if where == "page" else {"review_by": "2099-01-01"}
    repository(tmp_path, {"cost": claim(**(day if where == "claim" else {}))}, **fields)
    monkeypatch.chdir(tmp_path)
    for second, is_due in (
        (1_795_651_200, False),
        (1_795_737_600, True),
    ):  # 26 and 27 November 2026
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(second))
        listed = _run("due")
        told = "It was to be looked at again by 26 November 2026."
        assert listed.exit_code == 0
        assert (told in listed.stdout) == is_due
        assert (told in str(build(tmp_path).files["articles/bridge/index.md"])) == is_due


def test_each_change_of_the_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that brings words back that stood there once."""
    root = _site(tmp_path, "ferry")
    monkeypatch.chdir(root)
    figures = ("100", "60", "70", "60")
    for old, new in pairwise(figures):
        assert _revise(root, f"{old} soldiers", f"{new} soldiers").exit_code == 0
    text = (root / CLAIMS / "soldiers.md").read_text("utf-8")
    told = re.findall(r" (?:from|to): .*?(\d+) soldiers", text)
    assert list(zip(told[::2], told[1::2], strict=True)) == list(pairwise(figures))


def _on_the_way(root: Path, id_: str, first: tuple[str, str], then: tuple[str, str]) -> None:
    """Accept a claim for one new text, and pin a newer one."""
    (seed,) = (root / "seeds").glob("bridge.*")
    text = seed.read_text("utf-8")
    between = text.replace(*first)
    for name, words in (("between.txt", between), ("last.txt", between.replace(*then))):
        (root / name).write_text(words, encoding="utf-8")
    assert _run("rebase", "bridge", "between.txt", "--accept", id_).exit_code == 0
    for _ in range(2):  # again, as after an interruption
        result = _run("rebase", "bridge", "last.txt", "--apply")
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("now", "told"),
    [("100", [("100", "60"), ("60", "100")]), ("70", [("100", "60"), ("60", "70")])],
)
def test_a_run_that_broke_off_is_taken_back(
    now: str, told: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had told of words that were never pinned: the next entry goes on from them, and that they are back is no news."""
    sold = "The clerk sold {} sheep in the spring."
    root = repository(tmp_path, {"x": claim(quote="sheep in the spring")}, sold.format(100))
    monkeypatch.chdir(root)
    pinned = {path: root / path for path in ("seeds/bridge.txt", "docs/articles/bridge/index.md")}
    were = {path: file.read_bytes() for path, file in pinned.items()}
    assert _revise(root, "100", "60").exit_code == 0
    for path, file in pinned.items():  # which are written last
        file.write_bytes(were[path])
    (root / "new.txt").write_text(sold.format(now), encoding="utf-8")
    for _ in range(2):
        assert _run("rebase", "bridge", "new.txt", "--apply").exit_code == 0
    entries = re.findall(r"sold (\d+) sheep", (root / CLAIMS / "x.md").read_text("utf-8"))
    assert list(zip(entries[::2], entries[1::2], strict=True)) == told
    assert ("x.md" in _run("due").stdout) == (now != "100")


@pytest.mark.parametrize("in_git", [False, True])
@pytest.mark.parametrize(
    ("then", "long", "severity"),
    [
        (("The army sent", "The army denied that it sent"), False, "error"),
        (("The army sent", "The army denied that it sent"), True, "error"),
        (("The army sent", "The brave army sent"), False, "warning"),
        (("Stay calm", "Keep calm"), False, "warning"),
        (("Stay calm", "Keep calm"), True, "warning"),
    ],
)
def test_words_that_were_accepted_for_one_text_change_in_the_next(
    then: tuple[str, str],
    long: bool,
    severity: str,
    in_git: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pinned text has not got the quote then: what the entry holds was there before, and is told of once."""
    more = " and more of them" * 80 if long else ""
    article = f"The army sent 100 trops to the border{more}.\n\nStay calm.\n"
    root = repository(tmp_path, {"x": claim(quote="sent 100 trops to the border")}, article)
    if in_git:
        commit(root)
    monkeypatch.chdir(root)
    _on_the_way(root, "x", ("trops", "troops"), then)
    found = json.loads(_run("due", "--format", "json").stdout)
    assert [problem["severity"] for problem in found] == [severity]
    entries = (root / CLAIMS / "x.md").read_text("utf-8").count("kind: article")
    assert entries == (1 if "Stay" in then[0] else 2)


def test_a_withdrawn_claim_is_not_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for its day of review nor for the article's words: nothing is said of them any more."""
    fields = {"review_by": "2020-01-01", "withdrawn": "It was not about this bridge."}
    gone = claim(history=CHANGED + _entry("withdrawn") + BACK.replace("3.2", "3.9"), **fields)
    repository(tmp_path, {"cost": gone})
    monkeypatch.chdir(tmp_path)
    assert _run("due").stdout == "No problems.\n"


@pytest.mark.parametrize("before", [["--accept", "soldiers"], ["--accept", "soldiers", "--apply"]])
def test_claims_that_wait_since_an_earlier_run_become_drafts(
    before: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where only an earlier run told of the change; those that are looked at already stay published."""
    root = _site(tmp_path, "ferry")
    monkeypatch.chdir(root)
    looked = root / CLAIMS / "kiosk.md"
    history = f"\nhistory:{CHANGED}{_entry('reviewed')}\n---\n"
    looked.write_text(looked.read_text("utf-8").replace("\n---\n", history, 1), encoding="utf-8")
    was = looked.read_bytes()
    (root / "new.txt").write_text(
        (root / "seeds/bridge.txt").read_text("utf-8").replace("100 soldiers", "60 soldiers"),
        encoding="utf-8",
    )
    assert _run("rebase", "bridge", "new.txt", *before).exit_code == 0
    assert build(root).failed
    for _ in range(2):
        assert _run("rebase", "bridge", "new.txt", "--apply", "--due", "draft").exit_code == 0
    assert not build(root).failed
    assert (root / CLAIMS / "soldiers.md").read_text("utf-8").count("\ndraft: true\n") == 1
    assert looked.read_bytes() == was


def test_claims_that_wait_become_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--due draft` the site is whole without them, the guard lets it pass, and they are not forgotten."""
    root = _site(tmp_path, "ferry")
    commit(root)
    monkeypatch.chdir(root)
    assert _revise(root, "100 soldiers", "60 soldiers", "--due", "draft").exit_code == 0
    assert not build(root).failed
    assert "articles/bridge/claims/soldiers.html" not in build(root).files
    assert "soldiers.md:" in _run("due").stdout
    assert "delete `draft:`" in _run("due").stdout
    checked = _run("check", "--base", "HEAD")
    assert checked.exit_code == 0, checked.output
    commit(root)
    file = root / CLAIMS / "soldiers.md"
    text = file.read_text("utf-8")
    assert text.count("\ndraft: true\n") == 1
    file.unlink()
    assert "claim-removed" in _run("check", "--base", "HEAD").stdout
    reviewed = "    why: The publisher changed the article’s text here.\n"
    reviewed += f"  - {{date: {today()}, kind: reviewed, why: The ministry has the new figure.}}\n"
    file.write_text(re.sub(r"    why: The pub.*\n", reviewed, text), encoding="utf-8")
    removed = _run("check", "--base", "HEAD").stdout
    assert "claim-removed" in removed
    assert "Delete `draft:`." in removed
    shown = re.sub(r"    why: The pub.*\n", reviewed, text).replace("draft: true\n", "")
    file.write_text(shown, encoding="utf-8")
    assert _run("check", "--base", "HEAD").exit_code == 0


def test_what_is_advised_makes_drafts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command to go on with has the options of the one that was given."""
    root = _site(tmp_path, "ferry")
    monkeypatch.chdir(root)
    told = _run("rebase", "bridge", "seeds/bridge.txt", "--due", "draft").output
    assert told.endswith("annotate rebase bridge seeds/bridge.txt --due draft --apply\n")


@pytest.mark.parametrize("options", [[], ["--due", "draft"]])
def test_a_draft_ends_when_its_words_are_back(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while they are others still, and only one that readers knew."""
    root = _site(tmp_path, "ferry")
    own, file = root / CLAIMS / "boat.md", root / CLAIMS / "soldiers.md"
    own.write_text(own.read_text("utf-8").replace("\n---\n", "\ndraft: true\n---\n", 1), "utf-8")
    monkeypatch.chdir(root)
    before = _all(root)
    assert _revise(root, "100 soldiers", "60 soldiers", "--due", "draft").exit_code == 0
    assert _revise(root, "60 soldiers", "70 soldiers", *options).exit_code == 0
    assert "\ndraft: true\n" in file.read_text("utf-8")
    assert _revise(root, "70 soldiers", "100 soldiers", *options).exit_code == 0
    after = {path: _without_entries(text) for path, text in _all(root).items()}
    assert after == {path: _without_entries(text) for path, text in before.items()}


def test_a_draft_is_told_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was given for no words that readers have, unless it waits for somebody to look at the article's."""
    root = _site(tmp_path, "ferry")
    monkeypatch.chdir(root)
    file = root / CLAIMS / "soldiers.md"
    draft = file.read_text("utf-8").replace("\n---\n", "\ndraft: true\n---\n", 1)
    file.write_text(draft, encoding="utf-8")
    _revise(root, "Anna Berg", "Nina Holm")
    assert file.read_text("utf-8") == draft
    waits = draft.replace("\n---\n", f"\nhistory:{CHANGED}\n---\n", 1)
    file.write_text(waits, encoding="utf-8")
    _revise(root, "Nina Holm", "Lena Moser")
    assert file.read_text("utf-8") != waits


def test_a_sentence_too_long_for_an_entry_is_told_by_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stayed is left out; the change is judged all the same."""
    long = f"The council {'spoke about the bridge and ' * 60}said that repairs cost 3 million dollars{', as it had said before' * 30}."
    repository(tmp_path, {"cost": claim(quote="repairs cost")}, article=long + "\n")
    monkeypatch.chdir(tmp_path)
    assert _revise(tmp_path, "3 million", "4 million").exit_code == 0
    (found,) = json.loads(_run("due", "--format", "json").stdout)
    assert found["severity"] == "error"
    text = (tmp_path / CLAIMS / "cost.md").read_text("utf-8")
    assert re.search(r"from: >-\n +….*cost 3 million.*…\n +to: >-\n +….*cost 4 million.*…\n", text)
    assert max(map(len, re.findall("…(.*)…", text))) < 450
