"""Every problem code: listed, emitted by a real mistake, explained on the page of messages, its examples true."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from history import commit
from repository import repository, write_page

from annotate.checking.checks import CHECKS
from annotate.checking.history import guard
from annotate.checking.history.revisions import find_revision
from annotate.checking.rules import RULES
from annotate.model import Annotation, declared_fields
from annotate.publishing.facts import gather
from annotate.publishing.pages.parts import expand
from annotate.publishing.site import DEFAULTS, build
from annotate.reading.library import read_library
from annotate.reading.repository import Repository
from annotate.reading.settings import Settings

SEED = (ROOT / "seeds/niger-airbase-101.txt").read_text("utf-8")
CLAIMS = "docs/articles/bridge/claims"
FIELDS = {
    "quote": "quote: not a significant issue here",
    "claim": "claim: He called it not significant.",
    "source_type": "source_type: named-official",
    "verdict": "verdict: supported",
    "summary": "summary: The transcript has these words.",
    "sources": RULES["needs-sources"].good,
    "checked": "checked: 2026-11-24",
}
CONTEXT = "Paragraph 7 of the article gives the whole sentence, with both of its limits, and the transcript has it, too.\n"
OUTLETS = "outlets:\n  - name: US Africa Command\n    domains: africom.mil africom.example.org\n    aliases: AFRICOM\n"

Break = Callable[[Path], None]


def _claim(fragment: str = "", context: str = CONTEXT) -> str:
    """A claim file that is right, but for the fields that a fragment of front matter replaces."""
    keys = set(re.findall(r"^(\w+):", fragment, re.MULTILINE))
    kept = [line for key, line in FIELDS.items() if key not in keys]
    return "---\n" + "\n".join(filter(None, [*kept, fragment])) + f"\n---\n{context}"


def _write(path: str, text: str | bytes) -> Break:
    def write(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)

    return write


def _all(*breaks: Break) -> Break:
    def make_all(root: Path) -> None:
        for make in breaks:
            make(root)

    return make_all


def _twice(fragment: str) -> Break:
    return _all(_write(f"{CLAIMS}/x.md", _claim()), _write(f"{CLAIMS}/y.md", _claim(fragment)))


def _page(**fields: str) -> Break:
    return lambda root: write_page(root, **fields)


def _published(then: Break) -> Break:
    """A change after the claim was published: the guard compares with the commit."""

    def change(root: Path) -> None:
        commit(root)
        then(root)

    return change


def _seed(text: str, suffix: str = "txt") -> Break:
    return _all(
        _write(f"seeds/bridge.{suffix}", text), lambda root: write_page(root, suffix=suffix)
    )


# Mistakes that are no fragment of a claim file, by code.
BREAKS: dict[str, Break] = {
    "file-too-large": _write(f"{CLAIMS}/x.md", _claim("claimant: " + "x" * 300_000)),
    "not-utf8": _write(f"{CLAIMS}/x.md", _claim("claimant: café").encode("latin-1", "replace")),
    "bad-name": _write(f"{CLAIMS}/My Claim.md", _claim()),
    "same-name-twice": _all(
        _write(f"{CLAIMS}/quote.md", _claim()), _write(f"{CLAIMS}/Quote.md", _claim())
    ),
    "symbolic-link": lambda root: (root / CLAIMS / "y.md").symlink_to("../../../secret"),
    "hidden-file": _write(f"{CLAIMS}/.x.md", _claim()),
    "unknown-part": _write("docs/about.md", "# About\n\n<!-- annotate: correction -->\n"),
    "foreign-content": _all(
        _write("mkdocs.yml", "plugins: [annotate: {strict_content: true}]"),
        _write("docs/menu.js", "alert(1)"),
    ),
    "path-taken": _write("docs/claims.md", "# Claims\n"),
    "stray-file": _write("docs/articles/bridge/CNAME", "example.org"),
    "missing-file": lambda root: (root / "docs/articles/bridge/index.md").unlink(),
    "missing-seed": _page(seed="no-such-file.txt"),
    "unused-seed": _write("seeds/other.txt", "Words."),
    "empty-seed": _seed("\n\n"),
    "not-an-article": _seed("%PDF-1.7", "html"),
    "seed-loses": _seed("<p>Open.</p><video></video>", "html"),
    "seed-hides": _seed("Open \u202e or closed."),
    "seed-too-deep": _seed("<div>" * 300 + "x", "html"),
    "seed-changed": _page(sha256="0" * 64),
    "missing-key": _write(f"{CLAIMS}/x.md", _claim().replace("verdict: supported\n", "")),
    "too-long": _write(f"{CLAIMS}/x.md", _claim("summary: " + "x" * 241)),
    "quote-leaves-a-unit": _all(
        _seed("A share of 15% is lost."), _write(f"{CLAIMS}/x.md", _claim("quote: A share of 15"))
    ),
    "same-words-other-verdict": _twice("verdict: disputed"),
    "duplicate-claim": _twice(""),
    "outlet-two-spellings": _twice(
        "claim: Other.\n"
        + FIELDS["sources"].replace("africom.mil", "example.org").replace("US Africa Command", "A")
        + "\n"
        + FIELDS["sources"]
        .removeprefix("sources:\n")
        .replace("africom.mil", "example.org")
        .replace("/posture", "/other")
        .replace("US Africa Command", "B")
    ),
    "silent-change": _published(_write(f"{CLAIMS}/x.md", _claim("verdict: mixed"))),
    "history-rewritten": _all(
        _write(f"{CLAIMS}/x.md", _claim(RULES["silent-change"].good)),
        _published(_write(f"{CLAIMS}/x.md", _claim("verdict: mixed"))),
    ),
    "confirm-editorial": _published(
        _write(f"{CLAIMS}/x.md", _claim("claim: He named it not significant."))
    ),
    "cannot-compare": _all(
        _write(f"{CLAIMS}/x.md", "broken"), _published(_write(f"{CLAIMS}/x.md", _claim()))
    ),
    "claim-removed": _published(lambda root: (root / CLAIMS / "x.md").unlink()),
    "unknown-claim-link": _page(body="See [[no-such-claim]].\n"),
    "waiver-not-needed": _page(waivers="[{quote: not a significant issue here, reason: opinion}]"),
    "sentence-open": lambda root: None,
}
# Codes whose example stands in the context, or is a whole file.
IN_CONTEXT = (
    "raw-html",
    "markdown-not-allowed",
    "footnote-in-context",
    "attributes-in-context",
    "context-length",
)
WHOLE_FILES = ("no-front-matter", "not-a-mapping", "second-document", "no-context")


def _example(code: str, text: str) -> Break | None:
    """How an example of the table is put into a file; None if it is only a description."""
    if code in IN_CONTEXT and not text.startswith("("):
        return _write(f"{CLAIMS}/x.md", _claim(context=f"{text}\n"))
    if code in WHOLE_FILES:
        return _write(f"{CLAIMS}/x.md", f"{text}\n")
    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    known = {field.name for field in declared_fields(Annotation)} | {"claiment"}
    if keys and set(keys) <= known and "(" not in text.replace("alert(1)", ""):
        return _write(f"{CLAIMS}/x.md", _claim(text))
    return None


def _codes(root: Path) -> set[str]:
    found = {problem.code for problem in build(root).problems}
    if (root / ".git").exists():
        found |= {
            p.code
            for p in guard.compare(find_revision(root, "HEAD"), read_library(Repository(root))[0])
        }
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the real article and one claim that is right."""
    repository(tmp_path, {"x": _claim()}, SEED)
    _write("docs/outlets.yml", OUTLETS)(tmp_path)
    return tmp_path


def test_the_claim_that_is_broken_below_is_right(root: Path) -> None:
    """Without a mistake only the open sentences are reported."""
    assert _codes(root) == {"sentence-open"}


@pytest.mark.parametrize("code", [code for code in RULES if code != "unreadable-file"])
def test_the_code_is_emitted(code: str, root: Path) -> None:
    """By its bad example, where that is a piece of a file; otherwise by a mistake of that kind."""
    mistake = BREAKS.get(code) or _example(code, RULES[code].bad)
    assert mistake, "give this code a mistake in BREAKS"
    mistake(root)
    assert code in _codes(root)


@pytest.mark.parametrize(
    "code", [code for code in RULES if _example(code, RULES[code].good) and code not in WHOLE_FILES]
)
def test_the_good_example_is_good(code: str, root: Path) -> None:
    """Put into the same claim, it brings no error, but for what the rest of the claim would have to say."""
    make = _example(code, RULES[code].good)
    assert make
    make(root)
    assert _codes(root) - {"sentence-open", "context-length"} == set()


def test_a_file_without_permission(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests as root may read everything, so the refusal is made up."""
    plain = Path.open

    def refuse(self: Path, *arguments: Any, **options: Any) -> object:
        if self.name == "x.md":
            raise PermissionError(13, "Permission denied")
        return plain(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "unreadable-file" in _codes(root)


def _emitted() -> Iterator[str]:
    """The codes in the package's source: constants of the shape of a code in the calls that make problems."""
    makers = {
        "Problem",
        "problem",
        "problem_at",
        "report",
        "_report",
        "_refuse",
        "_error",
        "_problem",
    }
    for file in (ROOT / "annotate").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            values = [*node.args, *(k.value for k in node.keywords if k.arg == "code")]
            if name in makers:
                for value in values:
                    if isinstance(value, ast.Constant) and re.fullmatch(
                        r"[a-z0-9]+(-[a-z0-9]+)+", str(value.value)
                    ):
                        yield str(value.value)


def test_every_code_that_is_emitted_is_listed() -> None:
    """The readers' codes, the checks' and the guard's."""
    emitted = set(_emitted())
    assert len(emitted) > 30
    assert emitted <= set(RULES)
    assert {function.__name__.replace("_", "-") for function in CHECKS} <= set(RULES)


def test_every_code_has_a_heading_with_both_examples() -> None:
    """On the page of messages, where they link to."""
    library, _ = read_library(Repository(ROOT))
    page = expand(
        "contribute/messages.md",
        (DEFAULTS / "contribute/messages.md").read_text("utf-8"),
        gather(library),
        Settings(),
    )
    for rule in RULES.values():
        assert f"## {rule.code} {{#{rule.code}}}\n" in page
        for example in (rule.bad, rule.good):
            assert "".join(f"    {line}\n" for line in example.split("\n")).rstrip() in page


def test_a_code_is_an_error_or_a_warning() -> None:
    """Nothing else stops a build, or is reported."""
    assert {rule.severity for rule in RULES.values()} == {"error", "warning"}


def test_a_broken_claim_hides_only_what_its_own_article_lacks(root: Path) -> None:
    """The sentences that another article leaves open are still told."""
    second = root / "docs/articles/second"
    (second / "claims").mkdir(parents=True)
    page = (root / "docs/articles/bridge/index.md").read_text("utf-8")
    (second / "index.md").write_text(page, "utf-8")
    (second / "claims/x.md").write_text("---\nquote: [\n---\n", "utf-8")
    told = {(p.location.path, p.code) for p in build(root).problems}
    assert ("docs/articles/bridge/index.md", "sentence-open") in told
    assert ("docs/articles/second/index.md", "sentence-open") not in told
