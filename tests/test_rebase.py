"""`annotate rebase`: the article changed; no claim is lost, none lands on other words unasked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from history import commit
from repository import ARTICLE as STORY
from repository import claim, repository, write_page

from annotate.anchoring import TextQuoteSelector, anchor
from annotate.checking.surroundings import shortened
from annotate.cli import main
from annotate.editing.rebase.moves import GONE, PROPOSED, UNCHANGED, Quoted, plan, waiver_id
from annotate.model import Article, Block
from annotate.publishing.site import build
from annotate.reading.seeds import parse_seed
from annotate.text import dates

ARTICLE = f"{STORY}\nShare the council’s page.\n"
CLAIMS = {
    "cost": claim(),
    "vote": claim(quote="voted on Tuesday", claim="The council voted on a Tuesday.").replace(
        "\n", "\r\n"
    ),
    "traffic": claim(quote="unsafe for daily traffic", claim="It is unsafe."),
}
NEW = (
    "The council voted on Tuesday to close the bridge.\n\n"
    "Repairs will cost about $3.8 million, the council’s engineer said.\n\nShare the council’s page.\n"
)
FOLDER = Path("docs/articles/bridge/claims")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three claims and a waiver, and the article's new text beside it."""
    repository(
        tmp_path,
        CLAIMS,
        ARTICLE,
        waivers="\n  - quote: Share the council’s page\n    reason: boilerplate",
    )
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _rebase(*arguments: str, seed: str = "new.txt") -> Result:
    return CliRunner().invoke(main, ["rebase", "bridge", seed, *arguments])


def _waiver(exact: str, **context: str) -> str:
    return waiver_id(TextQuoteSelector(exact, **context))


def _snapshot(root: Path) -> dict[str, bytes]:
    return {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}


def _codes(root: Path) -> list[str]:
    return [p.code for p in build(root).problems if p.is_error]


def test_a_dry_run_reports_and_writes_nothing(root: Path) -> None:
    """What stands, what is proposed with its risks, what is gone; the counts add up."""
    before = _snapshot(root)
    result = _rebase()
    assert result.exit_code == 1
    assert _snapshot(root) == before
    assert "Before: 3 claims and 1 waiver with words in the article.\n" in result.output
    assert "After:  2 unchanged + 0 new context + 1 proposed + 1 gone = 4.\n" in result.output
    assert "vote: the words stand, the sentence around them changed\n" in result.output
    assert "cost: proposed (likeness 0." in result.output
    assert "changed: number)" in result.output
    assert "diff: about [-$3.2-] {+$3.8+} million\n" in result.output
    assert "traffic: gone\n    was: unsafe for daily traffic\n" in result.output
    assert "To accept one: annotate rebase bridge new.txt --accept cost\n" in result.output
    assert "To withdraw one: annotate rebase bridge new.txt --withdraw traffic\n" in result.output


def test_apply_refuses_while_something_is_open(root: Path) -> None:
    """Neither the seed nor an accepted claim is written."""
    before = _snapshot(root)
    result = _rebase("--apply", "--accept", "cost")
    assert result.exit_code == 1
    assert "Nothing was written: 1 to decide.\n" in result.output
    assert _snapshot(root) == before


def test_apply_writes_what_was_decided_and_nothing_else(root: Path) -> None:
    """The accepted quote, the withdrawal with its dated entry, the seed, its pin and date: and no other byte."""
    result = _rebase("--apply", "--accept", "cost", "--withdraw", "traffic")
    assert result.exit_code == 0, result.output
    today = dates.today().isoformat()
    assert (root / FOLDER / "cost.md").read_text("utf-8") == CLAIMS["cost"].replace(
        "$3.2 million\n", "$3.8 million\n", 1
    ).replace(
        "checked: 2026-11-24\n",
        f"checked: 2026-11-24\nhistory:\n  - date: {today}\n    kind: article\n    from: >-\n"
        "      Repairs will cost about $3.2 million, the council’s engineer said.\n    to: >-\n"
        "      Repairs will cost about $3.8 million, the council’s engineer said.\n"
        "    why: The publisher changed the article’s text here.\n",
    )
    vote = (root / FOLDER / "vote.md").read_bytes().decode()
    assert "    kind: article\r\n" in vote
    assert vote.count("\r\n") == vote.count("\n")
    assert (root / FOLDER / "traffic.md").read_text("utf-8") == CLAIMS["traffic"].replace(
        "checked: 2026-11-24\n",
        f"checked: 2026-11-24\nhistory:\n  - date: {today}\n    kind: withdrawn\n"
        "    why: The words that this was about are no longer in the article.\n"
        "withdrawn: >-\n  The words that this was about are no longer in the article.\n",
    )
    page = (root / "docs/articles/bridge/index.md").read_text("utf-8")
    assert f"retrieved: {today}\n" in page
    assert (root / "seeds/bridge.txt").read_text("utf-8") == NEW
    assert _codes(root) == ["review-needed", "review-needed"]
    again = _rebase()
    assert again.exit_code == 0
    assert "Withdrawn earlier, and left alone: 1.\n" in again.output


def test_the_seed_was_replaced_already(root: Path) -> None:
    """The check says what to run; accepting goes one by one, at the end come the pin and what changed beside quotes."""
    commit(root)
    (root / "seeds/bridge.txt").write_text(NEW, encoding="utf-8")
    (problem,) = [p for p in build(root).problems if p.code == "seed-changed"]
    command = re.search(r"`annotate (rebase \S+ \S+)`", problem.hint)
    assert command
    seed = command[1].split()[2]
    assert _rebase("--accept", "cost", seed=seed).exit_code == 1
    assert "$3.8 million" in (root / FOLDER / "cost.md").read_text("utf-8")
    done = _rebase("--withdraw", "traffic", seed=seed)
    assert done.exit_code == 0
    assert (
        "Everything is decided. To pin the new text: annotate rebase bridge seeds/bridge.txt --apply\n"
        in done.output
    )
    before = _snapshot(root)
    assert _rebase("--apply", seed=seed).exit_code == 0
    after = _snapshot(root)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"docs/articles/bridge/index.md", f"{FOLDER}/vote.md"}
    assert set(_codes(root)) == {"review-needed"}


def test_an_untouched_article_only_changes_its_pin(root: Path) -> None:
    """A line end at the end of the file: every quote stands."""
    commit(root)
    (root / "seeds/bridge.txt").write_text(ARTICLE + "\n", encoding="utf-8")
    result = _rebase("--apply", seed="seeds/bridge.txt")
    assert result.exit_code == 0
    assert "4 unchanged + 0 new context + 0 proposed + 0 gone = 4." in result.output
    assert _codes(root) == []


def test_waivers_move_too(root: Path) -> None:
    """A waiver's proposal is accepted and its deletion decided by its id."""
    (root / "new.txt").write_text(
        ARTICLE.replace("Share the council’s", "Share the city’s"), encoding="utf-8"
    )
    assert f"{_waiver('Share the council’s page')}: proposed" in _rebase().output
    accepted = _rebase("--apply", "--accept", _waiver("Share the council’s page"))
    assert accepted.exit_code == 0, accepted.output
    assert "  - quote: >-\n      Share the city’s page\n    reason: boilerplate\n" in (
        root / "docs/articles/bridge/index.md"
    ).read_text("utf-8")
    (root / "new.txt").write_text(
        ARTICLE.replace("Share the city’s page.", "").replace("Share the council’s page.", ""),
        encoding="utf-8",
    )
    city = _waiver("Share the city’s page")
    assert _rebase("--apply", "--withdraw", city).exit_code == 0
    assert "waivers" not in (root / "docs/articles/bridge/index.md").read_text("utf-8")
    assert _codes(root) == []


WAIVERS = ("Share the first page", "Share the second page", "Share the third page")


@pytest.fixture
def waivers(root: Path) -> Path:
    """The repository with three commented waivers, and a new text in which none of the three words stand."""
    (root / "seeds/bridge.txt").write_text(
        STORY + "".join(f"\n{words}.\n" for words in WAIVERS), encoding="utf-8"
    )
    entries = "".join(
        f"\n  # about {words}\n  - quote: {words}\n    reason: boilerplate\n" for words in WAIVERS
    )
    write_page(root, waivers=entries)
    (root / "new.txt").write_text(STORY, encoding="utf-8")
    return root


def test_a_waiver_keeps_its_id_when_others_go(waivers: Path) -> None:
    """Two withdrawals with the ids that the first run printed, in two runs: the third waiver stays, and each comment."""
    first, second, third = re.findall(r"^(waiver:\S+): gone$", _rebase().output, re.MULTILINE)
    _rebase("--withdraw", first)
    again = _rebase("--withdraw", second)
    page = (waivers / "docs/articles/bridge/index.md").read_text("utf-8")
    assert re.findall(r"(?:quote:|#) (.*)", page) == [
        *(f"about {words}" for words in WAIVERS),
        "Share the third page",
    ]
    assert f"--withdraw {third}\n" in again.output
    assert _rebase("--apply", "--withdraw", third).exit_code == 0
    assert _codes(waivers) == []


def test_what_was_decided_already_counts_as_done(root: Path) -> None:
    """A run with all the ids that the first one printed, some of them decided since, writes the rest."""
    (root / "new.txt").write_text(
        NEW.replace("Share the council’s page", "Share the city’s page"), encoding="utf-8"
    )
    page = _waiver("Share the council’s page")
    decisions = ("--accept", "cost", "--accept", page, "--withdraw", "traffic")
    assert _rebase(*decisions).exit_code == 0
    before = _snapshot(root)
    again = _rebase(*decisions)
    assert again.exit_code == 0, again.output
    assert f"{page}: nothing has this id any more; it counts as decided\n" in again.output
    assert "traffic: withdrawn earlier; it counts as decided\n" in again.output
    assert _snapshot(root) == before
    assert _rebase("--apply", *decisions).exit_code == 0
    assert _rebase("--accept", "traffic").exit_code == 2


@pytest.mark.parametrize("in_git", [True, False])
def test_a_mistyped_id_is_not_taken_for_one_that_was_decided(root: Path, in_git: bool) -> None:
    """With git, what the page never had; without, what is no id of a waiver or nearly one that is there."""
    if in_git:
        commit(root)
    (root / "new.txt").write_text(
        NEW.replace("Share the council’s page", "Share the city’s page"), encoding="utf-8"
    )
    page = _waiver("Share the council’s page")
    wrong = [page[:-1] + ("1" if page[-1] == "0" else "0"), page.replace("share", "sharp")]
    wrong += ["waiver:1", "waiver:share", *([_waiver("Another page")] if in_git else [])]
    for mistyped in wrong:
        result = _rebase("--withdraw", "traffic", "--accept", mistyped)
        assert result.exit_code == 2, mistyped
        assert (
            f"'{mistyped}' that could be decided. Known are: cost, traffic, {page}."
            in result.output
        )
    assert _rebase("--accept", page).exit_code == 1
    assert _rebase("--accept", page, "--withdraw", "traffic").exit_code == 1


def test_ids_of_waivers_tell_them_apart() -> None:
    """By the words beside them, in any script, whatever their line breaks."""
    assert _waiver("Share this page") != _waiver("Share this page", prefix="x")
    assert _waiver("Share  this\npage") == _waiver("Share this page")
    assert _waiver("Share this page").startswith("waiver:share-this-page-")
    assert re.fullmatch("waiver:[0-9a-f]{8}", _waiver("分享此页"))


def test_new_context_tells_the_old_place(root: Path) -> None:
    """The same words now stand a second time: the claim gets the words beside its own place."""
    second = "Drivers say it is unsafe for daily traffic, too.\n\n" + ARTICLE
    (root / "new.txt").write_text(second, encoding="utf-8")
    result = _rebase("--apply")
    assert result.exit_code == 0, result.output
    assert "3 unchanged + 1 new context + 0 proposed + 0 gone = 4." in result.output
    text = (root / FOLDER / "traffic.md").read_text("utf-8")
    quote, prefix = (
        re.search(rf"^{key}: >-\n  (.+)$", text, re.MULTILINE) for key in ("quote", "prefix")
    )
    assert quote
    assert prefix
    place = anchor(second.strip(), TextQuoteSelector(quote[1], prefix[1]))
    assert second[: place.start].endswith("saying it was “")
    assert _codes(root) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--accept", "nobody"], "There is no claim or waiver 'nobody'"),
        (["--accept", "traffik"], "Known are: cost, traffic. The nearest is traffic."),
        (["--accept", "vot"], "Known are: cost, traffic. The nearest is vote."),
        (["--accept", "traffic"], "traffic has no proposal to accept"),
        (["--accept", "cost", "--withdraw", "cost"], "cost cannot be both"),
    ],
)
def test_wrong_ids_are_misuse(root: Path, arguments: list[str], says: str) -> None:
    """They are named, and nothing is written."""
    before = _snapshot(root)
    result = _rebase(*arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert _snapshot(root) == before


def test_other_misuse(root: Path) -> None:
    """An unknown article, and a new text whose name another file has already."""
    unknown = CliRunner().invoke(main, ["rebase", "nope", "new.txt"])
    assert unknown.exit_code == 2
    assert "There is no article 'nope'. The articles are: bridge." in unknown.output
    for name in ("new", "new.htm", "new.TXT", "new.pdf"):
        (root / name).write_text(NEW, encoding="utf-8")
        unnamed = _rebase(seed=name)
        assert unnamed.exit_code == 2
        assert f"{name} needs a name that ends in .txt, .md or .html." in unnamed.output
    for name in ("new.html", "seeds/bridge.html"):
        (root / name).write_text(f"<p>{name}</p>", encoding="utf-8")
    result = _rebase(seed="new.html")
    assert result.exit_code == 2
    assert "seeds/bridge.html is another file; move it away first." in result.output


def test_a_new_text_that_cannot_be_read(root: Path) -> None:
    """It is said what it is; nothing is said of claims, and nothing is changed."""
    before = _snapshot(root)
    (root / "new.txt").write_bytes("Größe".encode("latin-1"))
    result = _rebase("--apply")
    assert result.exit_code == 1
    assert "new.txt" in result.output
    assert result.stderr == "Nothing was changed.\n"
    assert _snapshot(root) == before | {"new.txt": b"Gr\xf6\xdfe"}


def test_text_becomes_a_page_and_back(root: Path) -> None:
    """The seed gets the other name, and nothing is left of the one before."""
    paragraphs = "".join(f"<p>{part}</p>" for part in ARTICLE.split("\n") if part)
    (root / "new.html").write_text(f"<article>{paragraphs}</article>", encoding="utf-8")
    (root / "old.txt").write_text(ARTICLE, encoding="utf-8")
    for seed, name in (("new.html", "bridge.html"), ("old.txt", "bridge.txt")):
        result = _rebase("--apply", seed=seed)
        assert result.exit_code == 0, result.output
        assert [file.name for file in (root / "seeds").iterdir()] == [name]
        assert [p.code for p in build(root).problems if p.code != "sentence-open"] == []
    assert (root / FOLDER / "cost.md").read_text("utf-8") == CLAIMS["cost"]


def test_what_stood_there_as_another_sentence_is_not_proposed(root: Path) -> None:
    """Two sentences alike but for a name: when the first is deleted, the second is nobody's."""
    first, second = (
        f"The vote on the plan was fair and well prepared, the mayor of {n} said.\n\n"
        for n in ("Nice", "Bern")
    )
    (root / "seeds/bridge.txt").write_text(first + second + ARTICLE, encoding="utf-8")
    write_page(root)
    (root / FOLDER / "fair.md").write_text(claim(quote=first.strip()), encoding="utf-8")
    (root / "new.txt").write_text(second + ARTICLE, encoding="utf-8")
    output = _rebase().output
    assert re.search(
        r"fair: gone\n    was: The vote .* Nice said.\n    nearest \(likeness 0\.\d\d\), not proposed: it stood in the old text "
        r"as another sentence\n    The vote .* Bern said",
        output,
    )
    assert _rebase("--accept", "fair").exit_code == 2


def test_a_proposal_may_reach_into_an_old_sentence(tmp_path: Path) -> None:
    """Only where all of it stood there already is it somebody else's."""
    quote = "The council voted for repairs of the bridge. It then closed the road to the harbor."
    other = "The road to the harbor was closed on Tuesday."
    old, new = (
        f"The mayor spoke first. {voted} {other} Nobody objected."
        for voted in (quote, "The council has voted for some repairs of the bridge.")
    )
    asked = Quoted("cost", "cost.md", TextQuoteSelector(quote))
    (move,) = plan([asked], Article((Block(old),)), Article((Block(new),)), "en")
    assert move.state == PROPOSED


def test_all_that_is_gone_is_withdrawn_at_once(root: Path) -> None:
    """With `--withdraw-gone`; what links to a withdrawn claim is told, and so is a text that is another one."""
    write_page(root, body="What it costs: [[cost]].\n")
    (root / "new.txt").write_text("Nothing of this kind is left here at all.\n", encoding="utf-8")
    result = _rebase("--apply", "--withdraw-gone")
    assert result.exit_code == 0, result.output
    assert (
        "Hardly anything stands there. If this is another article, let `annotate add`"
        in result.output
    )
    link = "docs/articles/bridge/index.md links to cost, which is withdrawn: take [[cost]] out there.\n"
    assert link in result.output
    assert _codes(root) == ["unknown-claim-link"]


ENGLISH = "The council of the old town has voted to close it, and all of them were for it.\n\nGary Moser, Niger.\n"
FRENCH = "Le conseil de la ville a décidé de le fermer, et tous étaient pour cela.\n\nGary Moser, Niger.\n"
GERMAN = "Der Rat der alten Stadt hat beschlossen, sie zu schließen, und alle waren dafür.\n\nGary Moser, Niger.\n"
RUSSIAN = "Совет старого города решил закрыть его, и все были за это.\n\nGary Moser, Niger.\n"
JAPANESE = "市議会は古い橋を閉鎖することを決定し、全員が賛成した。\n\nGary Moser, Niger.\n"
QUOTES = (
    "The council of the old town",
    "the old town has voted",
    "voted to close it",
    "all of them were for it",
)


@pytest.mark.parametrize(
    ("language", "old", "new", "says"),
    [
        ("en", ENGLISH, FRENCH, "another language than the article (fr, not en)"),
        ("fr", FRENCH, ENGLISH, "another language than the article (en, not fr)"),
        ("de", GERMAN, ENGLISH, "another language than the article (en, not de)"),
        ("en", ENGLISH, RUSSIAN, "another language than the article (Cyrillic letters, not Latin)"),
        (
            "en",
            ENGLISH,
            JAPANESE,
            "another language than the article (Chinese or Japanese letters, not Latin)",
        ),
        ("en", ENGLISH, GERMAN, "or a translation, which cannot be told here"),
        ("en", ENGLISH, f"{FRENCH}\n{ENGLISH}", ""),
    ],
)
def test_a_translation_is_no_new_text(
    language: str, old: str, new: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told by the languages, as far as they can be told; nothing is proposed in it, and all must be withdrawn."""
    quotes = [old.partition(".")[0], *(QUOTES if old == ENGLISH else [old[:20].rpartition(" ")[0]])]
    claims = {
        f"claim-{n}": claim(quote=quote, claim=f"It is {n}.") for n, quote in enumerate(quotes)
    }
    claims["name"] = claim(quote="Moser, Niger", claim="He is there.")
    repository(tmp_path, claims, old, language=language)
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    output = _rebase("--apply").output
    assert says in output
    is_told = "another language" in says
    assert ("--withdraw-gone, and then mend `language:`" in output) == is_told
    if is_told:
        assert f"0 unchanged + 0 new context + 0 proposed + {len(claims)} gone" in output
        assert f"Nothing was written: {len(claims)} to decide.\n" in output
        assert _rebase("--apply", "--withdraw-gone").exit_code == 0
    else:
        assert "name: gone" not in output


def test_links_between_claims_that_go_together_need_no_mending(root: Path) -> None:
    """A withdrawn claim's own context is kept as it was."""
    for id_, other in (("cost", "traffic"), ("vote", "traffic")):
        file = root / FOLDER / f"{id_}.md"
        file.write_bytes(file.read_bytes().replace(b"publishes the", f"[[{other}]] the".encode()))
    output = _rebase("--withdraw", "cost", "--withdraw", "traffic").output
    assert "vote.md links to traffic, which is withdrawn" in output
    assert "cost.md links to" not in output


def test_a_claim_may_be_withdrawn_although_its_words_stand(root: Path) -> None:
    """The reason does not say that they are gone."""
    assert _rebase("--withdraw", "vote").exit_code == 1
    assert "its words still stand there." in (root / FOLDER / "vote.md").read_text("utf-8")


def test_each_open_one_is_asked_about(root: Path) -> None:
    """With `--ask`: accepted, withdrawn, or left for later."""
    arguments = ["rebase", "bridge", "new.txt", "--ask", "--apply"]
    later = CliRunner().invoke(main, arguments, input="accept\n\n")
    assert "Nothing was written: 1 to decide." in later.output
    done = CliRunner().invoke(main, arguments, input="accept\nwithdraw\n")
    assert done.exit_code == 0, done.output
    assert "$3.8 million" in (root / FOLDER / "cost.md").read_text("utf-8")
    assert "\nwithdrawn: " in (root / FOLDER / "traffic.md").read_text("utf-8")


def test_one_changed_sentence_is_shown_once(root: Path) -> None:
    """However many claims stand in it."""
    (root / FOLDER / "close.md").write_text(claim(quote="to close the bridge"), encoding="utf-8")
    output = _rebase().output
    assert "close, vote: the words stand, the sentence around them changed\n" in output


@pytest.mark.parametrize("seed", ["new.txt", "seeds/bridge.txt"])
def test_without_the_old_text_short_quotes_are_only_proposed(root: Path, seed: str) -> None:
    """Not in git, and replaced: it is said so, and each claim has a line until somebody has looked."""
    for name in ("seeds/bridge.txt", "new.txt"):
        (root / name).write_text(ARTICLE.replace("voted", "decided, and voted"), encoding="utf-8")
    listed = _rebase(seed=seed).output
    assert "The text that is pinned is neither in its place nor in git" in listed
    assert "0 unchanged + 0 new context + 4 proposed + 0 gone = 4." in listed
    ids = re.findall(r"^(\S+): proposed", listed, re.MULTILINE)
    assert _rebase("--apply", *(f"--accept={id_}" for id_ in ids), seed=seed).exit_code == 0
    assert _codes(root) == []
    due = CliRunner().invoke(main, ["due"]).output
    assert due.count("could not be compared") == 1
    assert "Likewise 2 more" in due


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("a b", "a c", "a b", "a c"),
        ("x" * 999 + "a", "x" * 999 + "b", "x" * 999 + "a", "x" * 999 + "b"),
        ("x" * 1001, "y" * 1000, "x" * 999 + "…", "y" * 1000),
        ("-" * 500 + "old" + "=" * 600, "-" * 500 + "new" + "=" * 600,
         "…" + "-" * 200 + "old" + "=" * 200 + "…", "…" + "-" * 200 + "new" + "=" * 200 + "…"),
        ("-" * 150 + "old" + "=" * 900, "-" * 150 + "new words" + "=" * 900,
         "-" * 150 + "old" + "=" * 200 + "…", "-" * 150 + "new words" + "=" * 200 + "…"),
        ("-" * 900 + "old" + "=" * 150, "-" * 900 + "=" * 150,
         "…" + "-" * 200 + "old" + "=" * 150, "…" + "-" * 200 + "=" * 150),
    ],
)  # fmt: skip
def test_of_long_passages_an_entry_holds_what_differs(
    before: str, after: str, was: str, now: str
) -> None:
    assert shortened(before, after) == (was, now)


def test_a_broken_claim_file_is_not_lost(root: Path) -> None:
    """While a file cannot be read, nothing is rebased."""
    (root / FOLDER / "cost.md").write_text("---\n", encoding="utf-8")
    result = _rebase("--apply")
    assert result.exit_code == 1
    assert "cost.md" in result.output
    assert (root / "seeds/bridge.txt").read_text("utf-8") == ARTICLE


def test_a_file_that_cannot_be_changed_is_left(root: Path) -> None:
    """A waiver inside brackets: a sentence says so, and nothing is written."""
    page = root / "docs/articles/bridge/index.md"
    text = page.read_text("utf-8")
    page.write_text(
        re.sub(
            r"waivers:.*?boilerplate",
            "waivers: [{quote: Share the council’s page, reason: boilerplate}]",
            text,
            flags=re.DOTALL,
        ),
        encoding="utf-8",
    )
    (root / "new.txt").write_text(
        ARTICLE.replace("Share the council’s", "Share the city’s"), encoding="utf-8"
    )
    before = _snapshot(root)
    result = _rebase("--apply", "--accept", _waiver("Share the council’s page"))
    assert result.exit_code == 1
    assert "Nothing was written." in result.output
    assert _snapshot(root) == before


def _states(old: str, new: str, *quotes: str) -> list[str]:
    articles = [Article(tuple(Block(part) for part in text.split("\n\n"))) for text in (old, new)]
    quoted = [Quoted(q, "x.md", TextQuoteSelector(q)) for q in quotes]
    return [move.state for move in plan(quoted, articles[0], articles[1], "en")]


def test_few_words_elsewhere_are_not_taken_for_the_same() -> None:
    """The sentence went, and its common words stand in another one: a person must look."""
    old = "The mayor resigned on Friday after the vote. Trains were late."
    new = "Trains were late, and a market opened near the old harbor on Friday at noon."
    (state,) = _states(old, new, "on Friday")
    assert state in (PROPOSED, GONE)


def test_states() -> None:
    """Moved paragraphs stand; a dropped negation is only proposed; a removed sentence is gone."""
    old = "The council did not approve the plan. Costs will rise to $3 million by May.\n\nA third sentence about boats."
    moved = "A third sentence about boats.\n\nThe council did not approve the plan. Costs will rise to $3 million by May."
    assert _states(old, moved, "did not approve the plan", "about boats") == [UNCHANGED, UNCHANGED]
    changed = old.replace("did not approve", "did approve")
    assert _states(old, changed, "council did not approve the plan")[0] in (PROPOSED, GONE)
    assert _states(old, "Costs will rise to $3 million by May.", "about boats") == [GONE]


def test_the_old_text_is_found_in_git(root: Path) -> None:
    """The seed was replaced and committed: the article that the claims were written for is still known."""
    commit(root, "before")
    (root / "seeds/bridge.txt").write_text(NEW, encoding="utf-8")
    commit(root, "after")
    assert (
        "vote: the words stand, the sentence around them changed"
        in _rebase(seed="seeds/bridge.txt").output
    )


def test_the_real_article_after_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All claims of the real article: one paragraph moved, one number changed, one sentence removed; none is lost."""
    for folder in ("docs", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    seed = tmp_path / "seeds/niger-airbase-101.txt"
    blocks = [block.text for block in parse_seed(seed.read_bytes(), "x.txt").blocks]
    blocks.insert(0, blocks.pop(5))
    text = "\n\n".join(blocks).replace("1,000", "1,100")
    text = text.replace(
        "Some reports have described the Russian troops as “military instructors.”", ""
    )
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["rebase", "niger-airbase-101", "new.txt"])
    assert result.exit_code == 1
    before = re.search(r"Before: (\d+) claims and (\d+) waivers?", result.output)
    after = re.search(
        r"After:  (\d+) unchanged \+ (\d+) new context \+ (\d+) proposed \+ (\d+) gone = (\d+)",
        result.output,
    )
    assert before
    assert after
    counts = [int(n) for n in after.groups()]
    assert sum(counts[:4]) == counts[4] == int(before[1]) + int(before[2])
    assert re.search(r"one-thousand: proposed .*changed: number", result.output)
    assert re.search(r"military-instructors: gone", result.output)
    assert counts[0] + counts[1] >= counts[4] - 5
