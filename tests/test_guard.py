"""`annotate check --base REV`: nothing published changes silently; `annotate changes` tells reviewers what does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from history import commit, git
from repository import claim, repository, write_page

from annotate.checking.history import changes, guard
from annotate.checking.history.revisions import RevisionError, changed_paths, find_revision
from annotate.cli import main
from annotate.reading.library import read_library
from annotate.reading.repository import Repository

PATH = "docs/articles/bridge/claims/cost.md"
ENTRY = "  - date: 2026-11-24\n    kind: {kind}\n    from: {before}\n    to: {after}\n    why: There are new figures.\n"


def _entry(kind: str = "verdict", before: str = "supported", after: str = "mixed") -> str:
    return ENTRY.format(kind=kind, before=before, after=after)


def _history(*entries: str) -> str:
    return "\n" + "".join(entries).rstrip("\n")


def _codes(root: Path, base: str = "HEAD") -> list[str]:
    library, _ = read_library(Repository(root))
    return [problem.code for problem in guard.compare(find_revision(root, base), library)]


def _published(root: Path, text: str) -> Path:
    """A repository in which this claim is committed; its path."""
    repository(root, {"cost": text})
    commit(root)
    return root / PATH


def _source(**changed: str) -> str:
    text = claim()
    for before, after in changed.items():
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        (claim(), []),
        (claim(summary="Other words."), ["silent-change"]),
        (claim(checked="2026-11-25"), []),
        (claim(verdict="mixed"), ["silent-change"]),
        (claim(verdict="mixed", history=_history(_entry())), []),
        (
            claim(verdict="mixed", history=_history(_entry("source"))),
            ["history-out-of-step", "silent-change"],
        ),
        (
            claim(verdict="mixed", history=_history(_entry(before="disputed"))),
            ["history-out-of-step"],
        ),
        (_source(**{"City Open Data": "Another"}), ["silent-change"]),
        (_source(**{"org/budget": "org/other"}), ["silent-change"]),
        (_source(**{"stance: supports": "stance: context"}), ["silent-change"]),
        (_source(**{"    date: 2024-03-05": "    origin: Reuters"}), ["silent-change"]),
        (_source(**{"says: The budget has": "says: This budget has"}), ["confirm-editorial"]),
        (
            _source(**{"City Open Data": "Another"}).replace(
                "checked:", f"history:{_history(_entry('source', after='Another'))}\nchecked:"
            ),
            [],
        ),
        (claim(draft="true"), ["claim-removed"]),
        (None, ["claim-removed"]),
        ("not readable", []),
    ],
)
def test_a_published_claim_changes_in_the_open(
    tmp_path: Path, after: str | None, codes: list[str]
) -> None:
    """A verdict, or a source's address, outlet, stance or origin, changes with a new entry or not at all."""
    file = _published(tmp_path, claim())
    if after is None:
        file.unlink()
    else:
        file.write_text(after, encoding="utf-8")
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        (_history(_entry()), []),
        (_history(_entry(), _entry(before="mixed", after="mixed")), []),
        (_history(_entry()).replace("new figures", "old figures"), ["history-rewritten"]),
        (_history(_entry().replace("2026-11-24", "2026-11-23")), ["history-rewritten"]),
        (_history(_entry(before="mixed", after="mixed"), _entry()), ["history-rewritten"]),
        ("", ["history-rewritten"]),
    ],
)
def test_history_is_only_appended_to(tmp_path: Path, after: str, codes: list[str]) -> None:
    """An entry that was changed, moved or deleted is refused."""
    file = _published(tmp_path, claim(verdict="mixed", history=_history(_entry())))
    fields = {"history": after} if after else {}
    file.write_text(claim(verdict="mixed", **fields), encoding="utf-8")
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("where", "entries", "day", "codes"),
    [
        ("claim", ["2026-11-10", "2026-11-20"], "2026-11-15", ["history-out-of-step"]),
        ("claim", ["2026-11-10", "2026-11-20"], "2026-11-20", []),
        ("page", ["2026-11-10", "2026-11-20"], "2026-11-15", ["history-out-of-step"]),
        ("page", [], "2024-03-05", ["history-out-of-step"]),
        ("page", [], "2024-03-06", []),
    ],
)
def test_a_new_entry_is_not_of_a_day_before_the_last(
    where: str, entries: list[str], day: str, codes: list[str], tmp_path: Path
) -> None:
    """Nor, where it is the first of a page, of one before the article was published."""
    days = ["date: " + entry for entry in entries]
    told = "\n  - {%s, kind: wording, why: Slip %s was mended here.}"
    before, after = (
        "".join(told % (d, n) for n, d in enumerate(listed))
        for listed in (days, [*days, f"date: {day}"])
    )
    repository(tmp_path, {"cost": claim(**({"history": before} if where == "claim" else {}))})
    page = {"history": before} if where == "page" and before else {}
    write_page(tmp_path, **page)
    commit(tmp_path)
    if where == "claim":
        (tmp_path / PATH).write_text(claim(history=after, summary="Other words."), "utf-8")
    else:
        write_page(tmp_path, history=after, title="Another title")
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("name", "other"), [("methodology", "methodology"), ("bridge", "bridge/index")]
)
def test_a_claim_with_another_pages_name_has_an_answer_of_its_own(
    tmp_path: Path, name: str, other: str
) -> None:
    """`Editorial: methodology` answers for the page on the method, and `bridge/index` for the article's."""
    root = repository(tmp_path, {name: claim()})
    commit(root)
    base = git(root, "rev-parse", "HEAD").strip()
    path = root / f"docs/articles/bridge/claims/{name}.md"
    path.write_text(claim(summary="The city's budget has the same figure."), encoding="utf-8")
    commit(root, f"Words\n\nEditorial: {other} it reads better so")
    assert _codes(root, base) == ["confirm-editorial"]
    commit(root, f"Words\n\nEditorial: bridge/{name} it reads better so")
    assert _codes(root, base) == []
    commit(root, f"Words\n\nEditorial: bridge/{name} no")  # the latest answer counts
    assert _codes(root, base) == ["confirm-editorial"]


def test_drafts_are_free(tmp_path: Path) -> None:
    """A draft may change its verdict, be published, and be deleted."""
    file = _published(tmp_path, claim(draft="true"))
    file.write_text(claim(verdict="mixed"), encoding="utf-8")
    assert _codes(tmp_path) == []
    file.unlink()
    assert _codes(tmp_path) == []


def test_a_withdrawn_claim_does_not_come_back_silently(tmp_path: Path) -> None:
    """Bringing it back needs an entry."""
    gone = _history("  - date: 2026-11-24\n    kind: withdrawn\n    why: Merged.\n")
    file = _published(tmp_path, claim(withdrawn="Merged.", history=gone))
    file.write_text(claim(history=gone), encoding="utf-8")
    assert _codes(tmp_path) == ["silent-change"]


def test_a_renamed_claim_keeps_its_address(tmp_path: Path) -> None:
    """The message says that the name is the address, and names the new file."""
    file = _published(tmp_path, claim())
    file.rename(file.with_name("repairs.md"))
    library, _ = read_library(Repository(tmp_path))
    (problem,) = guard.compare(find_revision(tmp_path, "HEAD"), library)
    assert problem.code == "claim-removed"
    assert "renamed to docs/articles/bridge/claims/repairs.md" in problem.hint


def test_an_outlets_spelling_is_no_change(tmp_path: Path) -> None:
    """What `--fix` does to an outlet's name needs no entry, by the list as it was."""
    file = _published(tmp_path, claim())
    outlets = "outlets:\n  - name: City Data Office\n    domains: data.example.org\n    aliases: City Open Data\n"
    (tmp_path / "docs/outlets.yml").write_text(outlets, encoding="utf-8")
    commit(tmp_path)
    file.write_text(_source(**{"City Open Data": "City Data Office"}), encoding="utf-8")
    assert _codes(tmp_path) == []


def test_what_others_merged_is_not_blamed_on_a_branch(tmp_path: Path) -> None:
    """A branch is compared with where it left the base, not with what the base is now."""
    file = _published(tmp_path, claim())
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "main")
    file.write_text(claim(verdict="mixed", history=_history(_entry())), encoding="utf-8")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "work")
    assert _codes(tmp_path, "main") == []


@pytest.mark.parametrize("name", ["nope", "--output=/tmp/x", "", "HEAD:docs"])
def test_a_bad_revision_is_misuse(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said in a sentence, with the exit code of misuse."""
    _published(tmp_path, claim())
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", f"--base={name}"])
    if name:
        assert result.exit_code == 2
        assert "revision" in result.output
    with pytest.raises(RevisionError):
        find_revision(tmp_path, name)


def test_outside_of_git_is_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--base` in a folder without git says so."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    repository(tmp_path, {"cost": claim()})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--base", "HEAD"])
    assert result.exit_code == 2
    assert "is not in a git repository" in result.output


def test_every_silent_flip_of_the_real_claims_is_refused(tmp_path: Path) -> None:
    """50 of the project's own claims get another verdict, or lose a source: 50 problems, one for each."""
    for folder in ("docs", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    commit(tmp_path)
    files = sorted((tmp_path / "docs/articles").glob("*/claims/*.md"))
    flipped: list[str] = []
    for file in files:
        text = file.read_text("utf-8")
        if len(flipped) < 50 and "\nverdict: supported\n" in text:
            other = re.sub("\nverdict: supported\n", "\nverdict: disputed\n", text, count=1)
            file.write_text(other, encoding="utf-8")
            flipped.append(file.relative_to(tmp_path).as_posix())
        elif len(flipped) < 50 and text.count("\n    stance: supports\n") > 1:
            file.write_text(
                text.replace("stance: supports", "stance: context", 1), encoding="utf-8"
            )
            flipped.append(file.relative_to(tmp_path).as_posix())
    library, _ = read_library(Repository(tmp_path))
    found = list(guard.compare(find_revision(tmp_path, "HEAD"), library))
    assert len(flipped) == 50
    assert sorted(p.location.path for p in found) == sorted(flipped)
    assert {p.code for p in found} == {"silent-change"}


def test_changes_are_told_in_a_reviewers_words(tmp_path: Path) -> None:
    """Added, changed and removed claims with verdict before → after, and files that are no claims."""
    repository(
        tmp_path, {"cost": claim(), "vote": claim(quote="voted on Tuesday", claim="A vote.")}
    )
    commit(tmp_path)
    folder = tmp_path / "docs/articles/bridge/claims"
    (folder / "cost.md").write_text(
        _source(
            **{
                "stance: supports": "stance: contradicts",
                "verdict: supported": "verdict: contradicted",
            }
        ),
        encoding="utf-8",
    )
    (folder / "vote.md").unlink()
    (folder / "safety.md").write_text(
        claim(
            quote="unsafe for daily traffic",
            claim="The *bridge* | <b>is</b> unsafe.",
            verdict="opinion",
        ),
        encoding="utf-8",
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: Other\n", encoding="utf-8")
    found = changes.since(find_revision(tmp_path, "HEAD"), read_library(Repository(tmp_path))[0])
    assert changes.format_text(found) == (
        "Not claims: 1 file, for a maintainer to look at:\n"
        "  mkdocs.yml: the site’s settings: they name what runs when it is built\n"
        "Claims: 1 added, 1 changed, 1 removed.\n"
        f"  changed {PATH}: supported → contradicted\n"
        "      stance of City Open Data: supports → contradicts\n"
        "  added docs/articles/bridge/claims/safety.md: opinion\n"
        "  removed docs/articles/bridge/claims/vote.md: supported"
    )
    markdown = changes.format_markdown(found)
    assert "| changed | **cost**<br>" in markdown
    assert "supported → contradicted" in markdown
    assert markdown.startswith(
        "### Not claims: 1 file, for a maintainer to look at\n\n- **mkdocs.yml**"
    )
    assert "<b>" not in markdown


def test_a_shallow_checkout_of_a_pull_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the forge's workflow has: a merge commit and its parents; `HEAD^1` is the branch to be changed."""
    origin = tmp_path / "origin"
    file = _published(origin, claim())
    git(origin, "checkout", "--quiet", "-b", "work")
    file.write_text(claim(verdict="mixed"), encoding="utf-8")
    commit(origin)
    git(origin, "checkout", "--quiet", "main")
    (origin / "docs/news.md").write_text("# News\n", encoding="utf-8")
    commit(origin)
    git(origin, "merge", "--quiet", "--no-edit", "work")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{origin}", "checkout")
    monkeypatch.chdir(tmp_path / "checkout")
    checked = CliRunner().invoke(main, ["check", "--format", "github", "--base", "HEAD^1"])
    assert checked.exit_code == 1
    assert f"::error file={PATH},line=6,col=10,title=silent-change::" in checked.output
    listed = (
        CliRunner().invoke(main, ["changes", "--base", "HEAD^1", "--format", "markdown"]).output
    )
    assert "supported → mixed" in listed
    assert "news.md" not in listed


def _listed(root: Path) -> str:
    found = changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])
    return changes.format_text(found)


def test_a_sentence_may_be_waived_later(tmp_path: Path) -> None:
    """What is not annotated, and why, has rules of its own; reviewers see it in the list of changes."""
    repository(tmp_path, {"cost": claim()})
    commit(tmp_path)
    waiver = "\n  - {quote: The council voted on Tuesday, reason: boilerplate}"
    write_page(tmp_path, waivers=waiver)
    assert _codes(tmp_path) == []
    assert "waivers" in _listed(tmp_path)
    commit(tmp_path)
    write_page(tmp_path, made_with="x", waivers=waiver)  # a line above them
    assert "waivers" not in _listed(tmp_path)


@pytest.mark.parametrize(
    ("quote", "reason", "codes"),
    [
        ("The council voted on Tuesday", "opinion", ["silent-change"]),
        ("voted on Tuesday to close", "boilerplate", []),
        ("council’s engineer said", "opinion", []),
    ],
)
def test_words_are_waived_for_another_reason_in_the_open(
    tmp_path: Path, quote: str, reason: str, codes: list[str]
) -> None:
    """The article's page shows it; which words are waived has rules of its own."""
    waiver = "\n  - {quote: %s, reason: %s}"
    repository(tmp_path, {}, waivers=waiver % ("voted on Tuesday", "boilerplate"))
    commit(tmp_path)
    write_page(tmp_path, waivers=waiver % (quote, reason))
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        ("It is so.\n\nThe figure is not final.\n", ["silent-change"]),
        ("> It is so.\n\n> The figure is not final.\n", ["silent-change"]),
        ("It is so.\n\n“The figure is not final.”\n", []),
    ],
)
def test_a_quotation_does_not_become_our_own_words(
    tmp_path: Path, after: str, codes: list[str]
) -> None:
    file = _published(tmp_path, claim(context="It is so.\n\n> The figure is not final.\n"))
    file.write_text(claim(context=after), encoding="utf-8")
    assert _codes(tmp_path) == codes


def test_an_author_who_was_not_named_may_be_named_later(tmp_path: Path) -> None:
    """It takes nothing back, so that somebody's answer is enough; another author does."""
    repository(tmp_path, {"cost": claim()})
    commit(tmp_path)
    write_page(tmp_path, author="Ann Writer")
    assert _codes(tmp_path) == ["confirm-editorial"]
    commit(tmp_path)
    write_page(tmp_path, author="Bob Singer")
    assert _codes(tmp_path) == ["silent-change"]


TWICE = "Repairs will cost about $3.2 million. The ferry will cost about $3.2 million, she said.\n"


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ({"prefix": "Repairs will cost "}, {"suffix": "', she'"}, ["silent-change"]),
        ({"prefix": "Repairs will cost "}, {"prefix": "The ferry will cost "}, ["silent-change"]),
        ({"prefix": "Repairs will cost "}, {"suffix": "'. The'"}, []),
        ({"suffix": "'. The'"}, {"suffix": "'. The ferry'"}, []),
        (
            {"prefix": "Repairs will cost "},
            {"prefix": "Repairs will cost ", "suffix": "'. The'"},
            [],
        ),
    ],
)
def test_a_quote_does_not_move_to_the_same_words_elsewhere(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], codes: list[str]
) -> None:
    repository(tmp_path, {"cost": claim(**before)}, TWICE)
    commit(tmp_path)
    (tmp_path / PATH).write_text(claim(**after), encoding="utf-8")
    assert _codes(tmp_path) == codes


def test_the_order_of_names_says_nothing(tmp_path: Path) -> None:
    file = _published(tmp_path, claim(authors="Ann; Bob"))
    file.write_text(claim(authors="Bob; Ann"), encoding="utf-8")
    assert _codes(tmp_path) == []
    file.write_text(claim(authors="Bob"), encoding="utf-8")
    assert _codes(tmp_path) == ["silent-change"]


def test_a_draft_that_was_looked_at_before_may_be_published(tmp_path: Path) -> None:
    """Its entries are older than the commit to compare with; a new one is not."""
    looked = _history("  - {date: 2026-11-20, kind: reviewed, why: All of it still stands.}\n")
    file = _published(tmp_path, claim(draft="true", history=looked))
    file.write_text(claim(history=looked), encoding="utf-8")
    assert _codes(tmp_path) == []
    more = looked + "\n  - {date: 2026-11-21, kind: reviewed, why: All of it still stands.}"
    file.write_text(claim(history=more), encoding="utf-8")
    assert _codes(tmp_path) == ["history-out-of-step"]


@pytest.mark.parametrize("kind", ["verdict", "source", "withdrawn", "wording"])
@pytest.mark.parametrize("before", [None, claim(draft="true")])
def test_what_readers_had_not_seen_has_no_past(
    tmp_path: Path, before: str | None, kind: str
) -> None:
    """Nothing of a new claim, or of a draft, can have been changed; only the article's words around it can."""
    root = repository(tmp_path, {"cost": before} if before else {})
    commit(root)
    (root / PATH).parent.mkdir(exist_ok=True)
    told = _entry(kind, before="supported", after="supported")
    (root / PATH).write_text(claim(history=_history(told)), encoding="utf-8")
    assert _codes(root) == ["history-out-of-step"]
    about = _article("It costs $3.2 million.", "It costs $3.8 million.") + _entry("reviewed")
    (root / PATH).write_text(claim(history=_history(about)), encoding="utf-8")
    assert _codes(root) == []


def _sources(*cited: str) -> str:
    """Sources by address and outlet, all of which City Wire reported first but those of the city."""
    origin = "    type: news\n    stance: supports\n    says: The budget has the figure."
    return "".join(
        f"\n  - url: https://{address}.example.org/{n}\n    outlet: {outlet}\n{origin}"
        + "\n    origin: City Wire" * (outlet != "The City")
        for n, (address, outlet) in enumerate(pair.split(" ", 1) for pair in cited)
    )


HERALD, GAZETTE, CITY = "herald The Herald", "gazette The Gazette", "city The City"


@pytest.mark.parametrize(
    ("after", "entries", "codes"),
    [
        ([CITY], [("The Herald", ""), ("The Gazette", "")], []),
        ([CITY], [("The Herald, 7 March 2024; The Gazette", "")], []),
        ([CITY], [("The Herald", "")], ["silent-change"]),
        ([CITY], [("City Wire", "")], ["silent-change"]),
        ([CITY, HERALD], [("City Wire", "")], ["silent-change"]),
        ([CITY, HERALD], [("The Gazette", "")], []),
        ([CITY, "other The Herald", "more The Herald"], [("The Herald", ""), ("The Gazette", "")], ["silent-change"]),
        ([CITY, "other The Herald", GAZETTE], [("", "The Herald")], []),
        ([CITY, "times The Times", GAZETTE], [("The Herald", "The Times")], []),
    ],
)  # fmt: skip
def test_each_source_is_named_in_an_entry(
    after: list[str], entries: list[tuple[str, str]], codes: list[str], tmp_path: Path
) -> None:
    """By its outlet: the name of one that is gone is no other's, and may be that of the one in its place."""
    file = _published(tmp_path, claim(sources=_sources(CITY, HERALD, GAZETTE)))
    told = _history(*(re.sub(r" +(from|to): \n", "", _entry("source", *n)) for n in entries))
    file.write_text(claim(sources=_sources(*after), history=told), encoding="utf-8")
    assert _codes(tmp_path) == codes


def test_an_articles_page_is_not_deleted(tmp_path: Path) -> None:
    repository(tmp_path, {})
    commit(tmp_path)
    (tmp_path / "docs/articles/bridge/index.md").unlink()
    assert _codes(tmp_path) == ["claim-removed"]


def test_a_base_that_was_left_twice_is_merged_first(tmp_path: Path) -> None:
    """Where two branches were merged into each other, none of the commits that both have is the one that was left."""
    file = _published(tmp_path, claim())
    for branch in ("work", "other"):
        git(tmp_path, "checkout", "--quiet", "-b", branch, "main")
        (tmp_path / f"{branch}.txt").write_text(branch, encoding="utf-8")
        commit(tmp_path)
    git(tmp_path, "branch", "old", "work")
    git(tmp_path, "checkout", "--quiet", "work")
    git(tmp_path, "merge", "--quiet", "--no-edit", "other")
    git(tmp_path, "checkout", "--quiet", "other")
    git(tmp_path, "merge", "--quiet", "--no-edit", "old")
    file.write_text(claim(summary="Another thing."), encoding="utf-8")
    with pytest.raises(RevisionError, match="Merge work into it first"):
        find_revision(tmp_path, "work")


def test_what_lies_around_the_site_in_its_repository_is_told(tmp_path: Path) -> None:
    """A workflow beside the folder of the site, a module of git; signs of control do not divide a line."""
    root = repository(tmp_path / "a site", {"cost": claim()})
    workflow = tmp_path / ".github/workflows/pages.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("jobs:\n", encoding="utf-8")
    commit(tmp_path)
    workflow.write_text("jobs: {}\n", encoding="utf-8")
    (root / "z\nClaims: none").write_text("", encoding="utf-8")
    for name in ("properdocs.yml", ".circleci", "netlify.toml", "Jenkinsfile"):
        (root / name).write_text("", encoding="utf-8")
    found = changes.since(find_revision(root, "HEAD"), read_library(Repository(root))[0])
    assert changes.format_text(found).splitlines() == [
        "Not claims: 6 files, for a maintainer to look at:",
        "  ../.github/workflows/pages.yml: what runs on the forge",
        "  .circleci: what runs on the forge",
        "  Jenkinsfile: what runs on the forge",
        "  netlify.toml: what the host is told",
        "  properdocs.yml: the site’s settings: they name what runs when it is built",
        "  zU+000AClaims: none: another file of the repository",
        "No claims added or changed.",
    ]


def test_a_claim_that_cannot_be_read_is_not_called_removed(tmp_path: Path) -> None:
    """Nor added, where it could not be read before."""
    file = _published(tmp_path, claim())
    file.write_text("broken", encoding="utf-8")
    told = "a file in an article’s folder that is no claim, or none that can be read"
    for _ in range(2):
        found = changes.since(
            find_revision(tmp_path, "HEAD"), read_library(Repository(tmp_path))[0]
        )
        assert (found.claims, [other.kind for other in found.other_files]) == ((), [told])
        commit(tmp_path)
        file.write_text(claim(), encoding="utf-8")


OLD, TURNED = "Repairs will cost about", "Repairs will never cost about"
SENTENCE = "{} $3.2 million, the council’s engineer said."
TOLD = "\n  - {date: 2026-11-25, kind: article, why: The publisher has changed the text.}"


def _article(before: str, after: str) -> str:
    words = f"from: '{before}', to: '{after}', " if before else f"to: '{after}', "
    return f"  - {{date: 2026-11-25, kind: article, {words}why: The publisher changed it.}}\n"


def _turn(root: Path) -> None:
    """Put other words into the article, and tell of them on its page."""
    seed = root / "seeds/bridge.txt"
    seed.write_text(seed.read_text("utf-8").replace(OLD, TURNED), encoding="utf-8")
    write_page(root, history=TOLD)


WHOLE = SENTENCE.format(OLD), SENTENCE.format(TURNED)


@pytest.mark.parametrize(
    ("before", "entries", "codes"),
    [
        ({}, [], ["silent-change"]),
        ({}, [WHOLE], []),
        ({"draft": "true"}, [], []),
        ({"withdrawn": "It was wrong."}, [], []),
        ({}, [WHOLE[::-1]], ["history-out-of-step"]),
        ({}, [("Repairs will cost…", "…never cost about")], ["history-out-of-step"]),
        ({}, [(WHOLE[0], WHOLE[0]), ("", WHOLE[1])], ["history-out-of-step"]),
        ({}, [(WHOLE[0], SENTENCE.format("Repairs may cost")), (SENTENCE.format("Repairs may cost"), WHOLE[1])], []),
        ({}, [("", WHOLE[1])], ["history-out-of-step"]),
    ],
)  # fmt: skip
def test_a_claim_tells_of_the_articles_words_around_it(
    tmp_path: Path, before: dict[str, str], entries: list[tuple[str, str]], codes: list[str]
) -> None:
    """As they were and as they are, in one step or in several, of which one must turn what all of them turn."""
    file = _published(tmp_path, claim(**before))
    _turn(tmp_path)
    if entries:
        file.write_text(claim(**before, history=_history(*(_article(*e) for e in entries))), "utf-8")  # fmt: skip
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("now", "codes"), [(TURNED, []), ("The repairs will cost about", ["claim-removed"])]
)
def test_a_published_claim_becomes_a_draft_only_where_somebody_must_look_first(
    tmp_path: Path, now: str, codes: list[str]
) -> None:
    """Where the article's words were only worded otherwise, the claim stays, with the line that says so."""
    told = {"history": _history(_article(SENTENCE.format(OLD), SENTENCE.format(now)))}
    file = _published(tmp_path, claim(**told))
    file.write_text(claim(**told, draft="true"), encoding="utf-8")
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("words", "page", "codes"),
    [
        ("will cost", "", ["silent-change"]),
        ("will cost", TOLD, []),
        ("will <!-- never --> cost", TOLD, ["silent-change"]),
    ],
)
def test_a_seed_of_another_name_is_told(
    tmp_path: Path, words: str, page: str, codes: list[str]
) -> None:
    """The same bytes are read by their name: what text has as words may be hidden on a page."""
    root = repository(tmp_path, {"cost": claim("$3.2 million")}, SENTENCE.format(f"They {words}"))
    commit(root)
    (root / "seeds/bridge.txt").rename(root / "seeds/bridge.md")
    write_page(root, suffix="md", **({"history": page} if page else {}))
    assert _codes(root) == codes


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("Anna Keller agreed that repairs cost", "Anna Keller reasoned that repairs cost", ["confirm-editorial"]),
        ("Christian Keller said: repairs cost", "Christina Keller said: repairs cost", ["confirm-editorial"]),
        ("The city said that its repiars cost", "The city said that its repairs cost", []),
        ("The city said that repairs cost", "The city  said, that repairs cost", []),
    ],
)  # fmt: skip
def test_somebody_answers_for_words_of_the_article_that_turn_nothing(
    tmp_path: Path, before: str, after: str, codes: list[str]
) -> None:
    """Or an entry tells of them, as one that `annotate rebase` writes; not where a slip was mended, but in a name."""
    root = repository(tmp_path, {"cost": claim("$3.2 million")}, f"{before} $3.2 million.\n")
    commit(root)
    base = git(root, "rev-parse", "HEAD").strip()
    (root / "seeds/bridge.txt").write_text(f"{after} $3.2 million.\n", encoding="utf-8")
    write_page(root, history=TOLD)
    assert _codes(root) == codes
    commit(root, "Words\n\nEditorial: cost it says the same")
    assert _codes(root, base) == []
    entry = _history(
        _article(f"{before} $3.2 million.", f"{' '.join(after.split())} $3.2 million.")
    )
    (root / PATH).write_text(claim("$3.2 million", history=entry), encoding="utf-8")
    commit(root, "Words\n\nEditorial: cost no")  # the latest answer counts
    assert _codes(root, base) == []


def test_a_new_claim_has_nothing_to_tell_of_older_words(tmp_path: Path) -> None:
    repository(tmp_path, {})
    commit(tmp_path)
    _turn(tmp_path)
    file = tmp_path / PATH
    file.parent.mkdir(exist_ok=True)
    file.write_text(claim(quote="the council’s engineer said"), encoding="utf-8")
    assert _codes(tmp_path) == []


@pytest.mark.parametrize(("middle", "codes"), [("mixed", []), ("disputed", ["history-out-of-step"])])  # fmt: skip
def test_verdicts_follow_each_other(tmp_path: Path, middle: str, codes: list[str]) -> None:
    file = _published(tmp_path, claim())
    entries = _entry(), _entry(before=middle, after="outdated")
    file.write_text(claim(verdict="outdated", history=_history(*entries)), encoding="utf-8")
    assert _codes(tmp_path) == codes


def test_a_module_of_git_is_told_whatever_its_settings_say(tmp_path: Path) -> None:
    root = repository(tmp_path / "site", {"cost": claim()})
    inner = root / "docs/extra"
    inner.mkdir()
    commit(inner)
    modules = '[submodule "extra"]\n\tpath = docs/extra\n\turl = ./extra\n\tignore = all\n'
    (root / ".gitmodules").write_text(modules, encoding="utf-8")
    commit(root)
    commit(inner)
    assert changed_paths(find_revision(root, "HEAD")) == ["docs/extra"]


def test_an_answer_in_another_encoding_counts(tmp_path: Path) -> None:
    file = _published(tmp_path, claim())
    base = git(tmp_path, "rev-parse", "HEAD").strip()
    file.write_text(claim(summary="The city's budget has the same figure."), encoding="utf-8")
    message = tmp_path / "message"
    message.write_bytes("Words\n\nEditorial: cost c’est plus élégant\n".encode("cp1252"))
    git(tmp_path, "commit", "--quiet", "--all", "--file", str(message))
    assert _codes(tmp_path, base) == []


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("The repair took eleven days.", "The repair took 11 days.", []),
        ("It does not say so.", "It doesn’t say so.", []),
        ("The council met, and it voted.", "The council met and it voted.", []),
        ("The council met; it voted.", "The council met. It voted.", []),
        ("The claims, which are old, face criticism.", "The claims, which are old, face criticism", []),
        ("The sum leaves out the boats, which are old.", "The sum leaves out the boats – which are old.", []),
        ("No, buyers have come.", "No buyers have come.", ["confirm-editorial"]),
        ("The mayor, said the clerk, has lied.", "The mayor said the clerk has lied.", ["confirm-editorial"]),
        ("The repair costs 1.5 million.", "The repair costs 1,5 million.", ["silent-change"]),
        ("The Ministry has said so.", "The ministry has said so.", ["confirm-editorial"]),
        ("The accountant, Ann Petersson, said so.", "The accountant, Ann Peterson, said so.", ["confirm-editorial"]),
    ],
)  # fmt: skip
def test_what_is_only_written_otherwise_needs_nobody(
    tmp_path: Path, before: str, after: str, codes: list[str]
) -> None:
    """One sign less that divides a sentence, a figure for a word; not what may turn, and no name."""
    file = _published(tmp_path, claim(summary=before))
    file.write_text(claim(summary=after), encoding="utf-8")
    assert _codes(tmp_path) == codes


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://data.example.org/budget/", []),
        ("http://data.example.org/budget", []),
        ("https://data.example.org/budget?page=2", ["silent-change"]),
        ("https://data.example.org/Budget", ["silent-change"]),
    ],
)
def test_an_address_may_be_typed_otherwise(tmp_path: Path, address: str, codes: list[str]) -> None:
    file = _published(tmp_path, claim())
    changed = claim().replace("https://data.example.org/budget", address)
    file.write_text(changed, encoding="utf-8")
    assert _codes(tmp_path) == codes


def test_a_few_words_are_judged_in_the_articles_language(tmp_path: Path) -> None:
    words = {"claim": "Le chantier du pont coûterait 3 millions."}
    repository(tmp_path, {"cost": claim(**words)}, language="fr")
    commit(tmp_path)
    words = {"claim": "Le chantier du pont coûtera 3 millions."}
    (tmp_path / PATH).write_text(claim(**words), encoding="utf-8")
    assert _codes(tmp_path) == ["silent-change"]


def test_a_day_of_review_may_be_set_and_is_not_taken_away(tmp_path: Path) -> None:
    file = _published(tmp_path, claim())
    file.write_text(claim(review_by="2027-11-24"), encoding="utf-8")
    assert _codes(tmp_path) == ["confirm-editorial"]
    commit(tmp_path)
    file.write_text(claim(), encoding="utf-8")
    assert _codes(tmp_path) == ["silent-change"]
