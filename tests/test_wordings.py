"""What each command and check tells people, word for word: every message with its hint, every report, every draft.

The wording is part of the interface: `pytest --update`, then read the diff.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from history import commit
from repository import ARTICLE, claim, repository
from test_changes import OF_CLAIM, OF_SOURCE, SOURCE
from test_codes import BREAKS, OUTLETS, SEED, _claim, _example, _write
from test_contributing import CASES, Expected
from test_coverage import SENTENCES, _marked_up
from test_fix import MESSY
from test_fix import claim as ordered
from test_guard import _entry, _history, _published

from annotate import check
from annotate.checking.history import changes
from annotate.checking.history.revisions import find_revision
from annotate.checking.rules import RULES
from annotate.checking.worthiness import signs, weigh
from annotate.cli import main
from annotate.model.problems import format_text
from annotate.model.vocabulary import ChangeKind
from annotate.reading.library import read_library
from annotate.reading.repository import Repository

FOLDER = CASES / "wordings"


def _told(root: Path, code: str = "") -> str:
    """All problems of a repository, compared with its commit if it has one."""
    base = find_revision(root, "HEAD") if (root / ".git").exists() else None
    found = check(root, base).problems
    kept = [p for p in found if p.code != "sentence-open"] or [p for p in found if p.code == code]
    return "\n".join(map(format_text, kept)) or "(nothing)"


def _blocks(told: Iterator[tuple[str, str]]) -> str:
    """Cases with what is told of each; long runs of one letter are cut."""
    return re.sub(r"x{9,}", "xxx…", "".join(f"## {name}\n{text}\n\n" for name, text in told))


def test_problems(tmp_path: Path, expected: Expected) -> None:
    """The mistake of each code, with all that is told of it."""

    def told() -> Iterator[tuple[str, str]]:
        for code in sorted(set(RULES) - {"unreadable-file"}):
            root = repository(tmp_path / code, {"x": _claim()}, SEED)
            _write("docs/outlets.yml", OUTLETS)(root)
            mistake = BREAKS.get(code) or _example(code, RULES[code].bad)
            assert mistake
            mistake(root)
            yield code, _told(root, code)

    expected(FOLDER / "problems.txt", _blocks(told()))


PUBLISHED = claim(history=_history(_entry()), verdict="mixed")
UNSAID = {
    "a changed verdict": PUBLISHED.replace("verdict: mixed", "verdict: supported"),
    "another outlet": PUBLISHED.replace("City Open Data", "Another"),
    "another stance": PUBLISHED.replace("stance: supports", "stance: contradicts"),
    "a source more": PUBLISHED.replace(
        "checked:",
        "  - url: https://www.example.org/\n    outlet: Example\n    type: news\n    stance: context\n    says: It.\nchecked:",
    ),
    "a changed entry": PUBLISHED.replace("new figures", "old figures"),
    "no entry any more": claim(verdict="mixed"),
    "a draft": PUBLISHED.replace("checked:", "draft: true\nchecked:"),
    "withdrawn": PUBLISHED.replace("checked:", "withdrawn: It was wrong.\nchecked:"),
}


def test_what_may_not_change_in_silence(tmp_path: Path, expected: Expected) -> None:
    """A published claim that is changed, deleted, renamed, or brought back."""

    def told() -> Iterator[tuple[str, str]]:
        for name, after in UNSAID.items():
            file = _published(tmp_path / name, PUBLISHED)
            file.write_text(after, encoding="utf-8")
            yield name, _told(tmp_path / name)
        _published(tmp_path / "gone", PUBLISHED).unlink()
        yield "deleted", _told(tmp_path / "gone")
        file = _published(tmp_path / "moved", PUBLISHED)
        file.rename(file.with_name("repairs.md"))
        yield "renamed", _told(tmp_path / "moved")
        gone = UNSAID["withdrawn"].replace("kind: verdict", "kind: withdrawn")
        file = _published(tmp_path / "back", gone)
        file.write_text(gone.replace("withdrawn: It was wrong.\n", ""), encoding="utf-8")
        yield "brought back", _told(tmp_path / "back")

    expected(FOLDER / "guard.txt", _blocks(told()))


def test_changes(tmp_path: Path, expected: Expected) -> None:
    """Claims added, changed in every field, removed; other files: in both formats."""
    sources = json.dumps([SOURCE])
    more = json.dumps([SOURCE | OF_SOURCE])
    fields = {k: v for k, v in OF_CLAIM.items() if v}
    other = json.dumps([SOURCE | {"url": "https://www.example.org/"}])
    two = [SOURCE, SOURCE | {"url": "https://www.example.org/"}]
    claims = dict.fromkeys(("a", "b", "c"), claim(sources=sources))
    root = repository(tmp_path, claims | {"d": claim(sources=json.dumps(two))})
    commit(root)
    folder = root / "docs/articles/bridge/claims"
    (folder / "a.md").write_text(claim(sources=more, **fields), encoding="utf-8")
    (folder / "b.md").write_text(claim(sources=other, verdict="mixed"), encoding="utf-8")
    (folder / "c.md").unlink()
    (folder / "d.md").write_text(claim(sources=json.dumps([*reversed(two)])), encoding="utf-8")
    (folder / "e.md").write_text(claim(sources=sources, claim="It *costs* a lot."), "utf-8")
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    found = changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])
    told = [("text", changes.format_text(found)), ("markdown", changes.format_markdown(found))]
    expected(FOLDER / "changes.txt", _blocks(iter(told)))


FILES = """\
docs/articles/bridge/index.md docs/articles/bridge/claims/x.txt docs/articles/bridge/claims/x.md seeds/bridge.html
docs/outlets.yml docs/methodology.md docs/sources.md docs/corrections.md docs/index.md docs/contribute.md
docs/contribute/claim.md docs/news.md docs/photo.jpg docs/x.svg docs/x.svgz docs/x.xml docs/x.xsl docs/x.css
docs/evil.HTML docs/x.htm docs/x.xhtml docs/assets/sw.js docs/x.mjs docs/x.cjs docs/x.wasm
docs/CNAME docs/_headers docs/sub/_redirects docs/robots.txt docs/.htaccess
annotate/cli/commands.py mkdocs.yml mkdocs.fr.yaml hooks/x.py overrides/main.html overrides/x.htm overrides/x.js x.css
.github/workflows/x.yml .github/actions/x.yml .gitlab-ci.yml .ci/run pyproject.toml requirements.txt
requirements-lock.txt Makefile LICENSE x.pyx docs/x.pdf""".split()


def test_files(tmp_path: Path, expected: Expected) -> None:
    """What each kind of file is called that is no claim, and in which order they come."""
    root = repository(tmp_path, {"cost": claim()})
    commit(root)
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Something else.\n", encoding="utf-8")
    found = changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])
    told = [("text", changes.format_text(found)), ("markdown", changes.format_markdown(found))]
    expected(FOLDER / "files.txt", _blocks(iter(told)))


BEFORE = {
    "title": "A title",
    "origin": "Another Agency",
    "quoted": "It has the figure.",
    "date": "2024-03-04",
    "archived": "https://archive.example.org/other",
    "read": "2026-11-19",
}


def test_entries(tmp_path: Path, expected: Expected) -> None:
    """Which kinds of entries in its history tell that a field has changed; of the others there is something to say."""
    source = SOURCE | BEFORE
    fields = {name: value for name, value in OF_CLAIM.items() if value}
    fields |= {"verdict": "mixed", "withdrawn": "There are new figures."}
    del fields["history"], fields["draft"]
    fields |= {
        f"{name} of a source": json.dumps([source | {name: value}])
        for name, value in OF_SOURCE.items()
    }
    cases = [(field, kind.id) for field in fields for kind in ChangeKind]
    before = claim(sources=json.dumps([source]))
    root = repository(tmp_path, {f"c{n}": before for n in range(len(cases))})
    commit(root)
    for n, (field, kind) in enumerate(cases):
        name = field.partition(" of a source")[0]
        named = OF_SOURCE[name] if name in ("outlet", "origin") else source["outlet"]
        entry = _entry(kind) if name == field else _entry(kind, source[name], named)
        if kind == "wording":  # one that quotes tells of what it quotes
            entry = re.sub(r" +(from|to): .*\n", "", entry)
        value = {"sources" if name != field else field: fields[field]}
        text = claim(**{"sources": json.dumps([source]), "history": _history(entry)} | value)
        (root / f"docs/articles/bridge/claims/c{n}.md").write_text(text, encoding="utf-8")
    problems = check(root, find_revision(root, "HEAD")).problems
    told: dict[str, list[str]] = {}
    for n, (field, kind) in enumerate(cases):
        codes = {p.code for p in problems if Path(p.location.path).stem == f"c{n}"}
        found = [code for code in codes if code in ("silent-change", "confirm-editorial")]
        told.setdefault(field, []).append(f"{kind} {' '.join(found) or 'tells it'}")
    lines = (f"{field}: {', '.join(kinds)}\n" for field, kinds in told.items())
    expected(FOLDER / "entries.txt", "".join(lines))


def test_drafts(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new claim file as `annotate new` writes it, and what it says of words that have no one place."""
    root = repository(tmp_path, {}, ARTICLE)
    monkeypatch.chdir(root)

    def told() -> Iterator[tuple[str, str]]:
        cases = ("about $3.2 million", "the", "council voted on Monday", "quite other things")
        for words in (*cases, 'traffic". Repairs will'):
            yield words, CliRunner().invoke(main, ["new", "bridge", words]).output
        text = (root / "docs/articles/bridge/claims/about-3-2-million.md").read_text("utf-8")
        yield "the file", re.sub(r"(?m)^checked: .*$", "checked: (today)", text)
        many = f"{ARTICLE}\n{'One costs as much as another. ' * 11}\n"
        monkeypatch.chdir(repository(tmp_path / "many", {"cost": claim()}, many))
        beside = (
            "about $3.2 million",
            "$3.2",
            "cost about $3.2",
            "$3.2 million, the",
            "costs as",
            "ridge",
        )
        for words in (*beside, 'it was "unsafe', "council's  engineer", "council’s enginer"):
            yield (
                f"{words}, beside a claim",
                CliRunner().invoke(main, ["new", "bridge", words]).output,
            )

    expected(FOLDER / "drafts.txt", _blocks(told()))


def test_weights(expected: Expected) -> None:
    """What each sentence of a list weighs as work, why, and what its words assert."""
    lines = []
    for sentence in (CASES / "wordings/sentences.txt").read_text("utf-8").splitlines():
        worth = weigh(sentence)
        told = (worth.reasons, signs(sentence, at_start=True), signs(sentence))
        lines += [sentence, f"    {worth.score} {' | '.join(map(' '.join, told))}"]
    expected(FOLDER / "weights.txt", "\n".join(lines) + "\n")


REBASED = {
    "nothing changed": ARTICLE,
    "a word beside a quote": ARTICLE.replace("Repairs will", "The repairs will"),
    "a figure in a quote": ARTICLE.replace("$3.2", "$3.8"),
    "a word in a quote and one beside it": ARTICLE.replace(
        "Repairs will cost about", "Works will cost around"
    ),
    "words gone": ARTICLE.partition("\n\n")[0],
    "the same words first elsewhere": f"It was about $3.2 million, said others.\n\n{ARTICLE}",
    "the same words only elsewhere": "Whoever lives here pays about $3.2 million, whatever comes.\n",
    "the same words beside half of their neighbors": ARTICLE.replace(
        ", the council’s engineer said", ""
    )
    + "\nIn 2020 it was about $3.2 million, the council said.\n",
    "paragraphs changed places": "\n\n".join(reversed(ARTICLE.strip().split("\n\n"))),
}


def test_rebases(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed texts do to the claims and the waiver of an article, and what to do next."""
    claims = {
        "cost": claim(),
        "engineer": claim(quote="engineer said", claim="An engineer said it."),
        "vote": claim(quote="voted on Tuesday to close the bridge", claim="It voted."),
    }
    waiver = "\n  - quote: saying it was\n    reason: transition"
    root = repository(tmp_path, claims, waivers=waiver)
    monkeypatch.chdir(root)

    def told() -> Iterator[tuple[str, str]]:
        for name, text in REBASED.items():
            (root / "new.txt").write_text(text, encoding="utf-8")
            yield name, CliRunner().invoke(main, ["rebase", "bridge", "new.txt"]).output

    expected(FOLDER / "rebases.txt", _blocks(told()))


def test_what_a_rebase_writes(
    tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claims and the article's page after changed texts were taken, with all proposals and withdrawals decided."""
    claims = {
        "cost": claim(),
        "vote": claim(quote="voted on Tuesday to close the bridge", claim="It voted."),
    }

    def told() -> Iterator[tuple[str, str]]:
        for name, text in REBASED.items():
            for is_known in (True, False):
                root = repository(tmp_path / f"{name} {is_known}", claims)
                monkeypatch.chdir(root)
                (root / "new.txt").write_text(text, encoding="utf-8")
                if not is_known:
                    (root / "seeds/bridge.txt").write_text(text, encoding="utf-8")
                listed = CliRunner().invoke(main, ["rebase", "bridge", "new.txt"]).output
                ids = re.findall(r"^(\S+): (proposed|gone)", listed, re.MULTILINE)
                decided = [
                    f"--{'accept' if state == 'proposed' else 'withdraw'}={id_}"
                    for id_, state in ids
                ]
                CliRunner().invoke(main, ["rebase", "bridge", "new.txt", "--apply", *decided])
                for file in sorted((root / "docs/articles/bridge").rglob("*.md")):
                    written = "\n".join(_changed_lines(file.read_text("utf-8")))
                    yield (
                        f"{name}{'' if is_known else ', the old text unknown'}: {file.stem}",
                        written,
                    )

    expected(FOLDER / "rebased.txt", _blocks(told()))


def _changed_lines(text: str) -> Iterator[str]:
    """The words that a claim quotes, and what its history and its `withdrawn` say."""
    record = yaml.safe_load(text.split("---")[1])
    for name in ("quote", "prefix", "suffix", "withdrawn"):
        if record.get(name):
            yield f"{name}: {record[name].strip()}"
    for entry in record.get("history", []):
        yield from (f"    {key}: {value}" for key, value in entry.items() if key != "date")


def test_coverage(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is open in the sample's articles, and in sentences of which one assertion is left open, in both formats."""
    cases = [
        _marked_up(line) for line in SENTENCES.read_text("utf-8").splitlines() if line[:1] in "[{"
    ]
    claims = {
        f"c{n}-{m}": claim(quote=quote)
        for n, (_, quotes, _) in enumerate(cases)
        for m, quote in enumerate(quotes)
    }
    repository(tmp_path, claims, "\n\n".join(sentence for sentence, _, _ in cases) + "\n")

    def told() -> Iterator[tuple[str, str]]:
        for root, slug in ((CASES / "site/repository", ""), (tmp_path, "bridge")):
            monkeypatch.chdir(root)
            command = ["coverage", *([slug] if slug else [])]
            yield f"text {slug}", CliRunner().invoke(main, command).output
            yield f"json {slug}", CliRunner().invoke(main, [*command, "--format", "json"]).output

    expected(FOLDER / "coverage.txt", _blocks(told()))


def test_mends(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `annotate check --fix` says that it did, and what it leaves to people."""
    root = repository(tmp_path, {"messy": MESSY, "twice": claim().replace("checked:", "checked :")})
    (root / "docs/outlets.yml").write_text(
        "outlets:\n  - name: Associated Press\n    domains: apnews.com\n    aliases: AP; AP News\n",
        "utf-8",
    )
    monkeypatch.chdir(root)
    told = CliRunner().invoke(main, ["check", "--fix"]).output
    expected(FOLDER / "mends.txt", told)


SOURCE_IS = "url: https://data.example.org/budget\n    outlet: City Open Data"
PLAIN = ordered()
# What stands in a claim file that could be mended, by what it tries.
COULD_BE_MENDED = {
    **{f"quotation marks {marks}": ordered(verdict=f"{marks[0]}supported{marks[1]}") for marks in ("“”", "„“", "«»", "»«", "‘’", "‚‘", "“x")},
    "quotation marks around each kind of value": ordered(
        draft="“true”", checked="“2026-11-24”", reasons="“misquote”", claimant="“The mayor”",
        sources=PLAIN.partition("sources:")[2].partition("checked")[0].rstrip().replace("https://data.example.org/budget", "“ https://data.example.org/budget ”").replace("dataset", "“dataset”"),
    ),
    "dates": ordered(checked="3 May 2024").replace("date: 2024-03-05", "date: May 2024"),
    "a month where a day is needed": ordered(checked="May 2024"),
    "an outlet by its other name": PLAIN.replace(SOURCE_IS, "url: https://apnews.com/x\n    outlet: AP\n    origin: AP News"),
    "an outlet in small letters": PLAIN.replace("City Open Data", "associated press"),
    "an outlet's other name in small letters": PLAIN.replace("City Open Data", "ap"),
    "an outlet on another's address": PLAIN.replace(SOURCE_IS, "url: https://www.reuters.com/x\n    outlet: AP\n    origin: AP"),
    "an outlet on a faulty address": PLAIN.replace(SOURCE_IS, "url: ftp://www.reuters.com/x\n    outlet: AP"),
    "an outlet without an address": PLAIN.replace(SOURCE_IS, "outlet: AP").replace("  - outlet", "  - outlet"),
    "an outlet's name as something else": ordered(claimant="AP"),
    "a value below its key": ordered(verdict="\n  “supported”"),
    "keys on one line": "---\n{checked: 2026-11-24, quote: about}\n---\nWords.\n",
    "keys out of order, with comments": PLAIN.replace("---\nquote", "---\n# when\n# and why\nchecked: 2026-11-24\n# what\nquote").replace("checked: 2026-11-24\n---", "---"),
    "keys that nobody knows": PLAIN.replace("quote", "other: x\nquote", 1),
    "white space at the ends of lines": PLAIN.replace("million\n", "million \t\n", 1).replace("every year, ", "every year,  \n").replace("file for", "file \nfor"),
    "white space that says something": PLAIN.replace("claim: Repairs", "claim: |\n  Repairs  \n  and\n# Repairs"),
    "no line end": PLAIN.rstrip("\n"),
    "a carriage return at the end": f"{PLAIN.rstrip()}\r",
    "Windows line ends": PLAIN.replace("\n", "\r\n"),
    "a byte order mark": f"\ufeff{PLAIN}",
    "no front matter": "Words.",
}  # fmt: skip


def test_each_mend(tmp_path: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is mended of each claim file, line by line."""
    outlets = (
        "outlets:\n  - name: Associated Press\n    domains: apnews.com\n    aliases: AP; AP News\n"
        "  - name: Reuters\n    domains: reuters.com\n"
    )

    def told() -> Iterator[tuple[str, str]]:
        for name, text in COULD_BE_MENDED.items():
            root = repository(tmp_path / name, {})
            _write("docs/outlets.yml", outlets)(root)
            file = root / "docs/articles/bridge/claims/c.md"
            file.write_bytes(text.encode("utf-8"))
            monkeypatch.chdir(root)
            output = CliRunner().invoke(main, ["check", "--fix"]).output
            done = re.findall(r"(?m)^\S*/c\.md:(\d+: mended: .*)", output)
            now = file.read_bytes().decode().splitlines(keepends=True)
            diff = unified_diff(text.splitlines(keepends=True), now, n=0)
            yield name, "\n".join([*done, *(ascii(line) for line in islice(diff, 2, None))])

    expected(FOLDER / "mended.txt", _blocks(told()))


DOMAINS = (
    "apnews.com",
    "apnews.com ap.org",
    "apnews.com, ap.org",
    "apnews.com;",
    "APnews.com",
    "www.apnews.com",
    "apnews.com/hub",
    "https://apnews.com",
    "bücher.example.de",
    "localhost",
    "apnews.com:8080",
)


def test_domains(tmp_path: Path, expected: Expected) -> None:
    """What is said of an outlet's domains to which no address could belong."""

    def told() -> Iterator[tuple[str, str]]:
        for n, domains in enumerate(DOMAINS):
            root = repository(tmp_path / str(n), {})
            text = json.dumps({"outlets": [{"name": "Associated Press", "domains": domains}]})
            (root / "docs/outlets.yml").write_text(text, "utf-8")
            yield domains, _told(root)

    expected(FOLDER / "domains.txt", _blocks(told()))
