"""A real `mkdocs serve`: an edit shows within a second, a broken file shows a banner, nothing loops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from repository import ARTICLE, CONFIG, claim, repository, write_page

from annotate.publishing.site import build

PAGE = "articles/bridge/"
CLAIM = "docs/articles/bridge/claims/cost.md"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `mkdocs serve` over a scratch repository."""

    def __init__(self, root: Path, port: int = 0, option: str = "--livereload") -> None:
        self.root, self.port = root, port or _free_port()
        self.log = root / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-X",
                    "faulthandler",
                    "-m",
                    "mkdocs",
                    "serve",
                    option,
                    "-a",
                    f"127.0.0.1:{self.port}",
                ],
                cwd=root,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )

    def get(self, path: str = PAGE) -> str:
        """The page as a reader gets it now; "" while the server does not answer."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{path}", timeout=5
            ) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""

    def wait(self, shown: Callable[[str], bool], path: str = PAGE, limit: float = 20) -> float:
        """Seconds until the page fulfills a condition."""
        begin = time.perf_counter()
        while not shown(self.get(path)):
            assert time.perf_counter() - begin < limit, self.log.read_text() + self.get(path)[:3000]
            time.sleep(0.05)
        return time.perf_counter() - begin

    def save(self, path: str, text: str) -> None:
        """Save a file as editors do: write beside it, then rename."""
        scratch = self.root / f"{path}.tmp~"
        scratch.write_text(text, encoding="utf-8")
        scratch.rename(self.root / path)

    @property
    def builds(self) -> int:
        """How many times an edit was taken in so far."""
        return len(re.findall(r"Reloading browsers", self.log.read_text()))

    def stop(self) -> None:
        """End it as Ctrl-C does; if it hangs, say where."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait(timeout=10)
            raise AssertionError(self.log.read_text()) from None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(repository(tmp_path_factory.mktemp("serve"), {"cost": claim()}))
    try:
        server.wait(lambda html: "claim-cost" in html, limit=40)
        yield server
    finally:
        server.stop()


def _says(words: str) -> Callable[[str], bool]:
    return lambda html: words in html


def test_an_edit_of_a_claim_shows_in_under_a_second(served: Served) -> None:
    """The fastest of three edits: another process may hold the machine back, but not each time."""
    times = []
    for edit in ("first", "second", "third"):
        before = served.builds
        served.save(CLAIM, claim(summary=f"The ledger of the city has it, says the {edit} edit."))
        times.append(served.wait(_says(f"the {edit} edit.")))
        time.sleep(1.5)
        assert served.builds == before + 1
    assert min(times) < 1


def test_an_edit_shows_wherever_the_claim_is_told_of(served: Served) -> None:
    """In the lists, in the claim's data, on the pages of who is cited; and the index of the search follows."""
    served.wait(lambda html: '"filter"' not in html and html != "", "pagefind/pagefind-entry.json")
    index = served.get("pagefind/pagefind-entry.json")
    served.save(CLAIM, claim(summary="Seen everywhere.", verdict="misleading"))
    served.wait(_says("Seen everywhere."), f"{PAGE}claims.json")
    lists = ("claims/", "articles/", "outlets/city-open-data.html", "assets/annotate/asking.js")
    for page in (*lists, f"{PAGE}claims/cost.html"):
        assert "misleading" in served.get(page).lower(), page
    served.wait(lambda entry: entry not in ("", index), "pagefind/pagefind-entry.json")
    served.save(CLAIM, claim())
    served.wait(lambda html: "Seen everywhere." not in html and html != "")


def test_whatever_else_was_saved_with_a_claim_shows_too(served: Served) -> None:
    home, config = served.root / "docs/index.md", served.root / "mkdocs.yml"
    for number, (other, text, page) in enumerate(
        [(home, "# A new home\n", ""), (config, f"{CONFIG}copyright: By all.\n", "articles/")]
    ):
        before = other.read_text("utf-8") if other.exists() else None
        other.write_text(text, encoding="utf-8")
        served.save(CLAIM, claim(summary=f"Saved together, {number}."))
        served.wait(_says(f"Saved together, {number}."))
        served.wait(_says(text.rstrip().rpartition("# ")[2].rpartition(": ")[2]), page)
        other.unlink() if before is None else other.write_text(before, encoding="utf-8")
    served.save(CLAIM, claim())
    served.wait(lambda html: "Saved together" not in html and html != "")


def test_after_edits_a_server_shows_what_a_new_one_would(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim(), "day": claim("on Tuesday", verdict="misleading")})
    server = Served(root)
    try:
        server.wait(lambda html: "claim-cost" in html, limit=40)
        edits = [
            claim(summary="Counted again.", claim="It cost more."),
            claim(verdict="mixed", reasons="[missing-context]", summary="It is mixed."),
            claim(summary="Counted for the last time.", source_type="document"),
        ]
        for text in edits:
            before = server.builds
            server.save(CLAIM, text)
            server.wait(lambda _, seen=before: server.builds > seen)  # type: ignore[misc]
        edited = _shown(server)
    finally:
        server.stop()
    anew = Served(root, server.port)
    try:
        anew.wait(lambda html: "claim-cost" in html, limit=40)
        fresh = _shown(anew)
    finally:
        anew.stop()
    assert len(fresh) >= 18
    assert [path for path in fresh if edited[path] != fresh[path]] == []


def test_an_editors_mark_that_leads_nowhere_stops_nothing(served: Served) -> None:
    """Emacs locks a file by a link beside it that names who edits it."""
    mark = served.root / "docs/.#index.md"
    mark.symlink_to("somebody@somewhere.1")
    served.save(CLAIM, claim(summary="Saved beside a mark."))
    served.wait(_says("Saved beside a mark."))
    mark.unlink()
    served.save(CLAIM, claim())
    served.wait(lambda html: "Saved beside a mark." not in html and html != "")


@pytest.mark.parametrize("option", ["--clean", "--dirty"])
def test_edits_show_in_the_other_ways_to_serve(tmp_path: Path, option: str) -> None:
    server = Served(repository(tmp_path, {"cost": claim()}), option=option)
    try:
        server.wait(lambda html: "claim-cost" in html, limit=40)
        for words in ("It is edited.", "It is edited again."):
            server.save(CLAIM, claim(summary=words))
            server.wait(_says(words))
            assert words in server.get(f"{PAGE}claims/cost.html")
    finally:
        server.stop()


def _shown(server: Served) -> dict[str, str]:
    """What a server gives for each page and each data file, without the script that MkDocs adds to pages."""
    names = list(build(server.root).files)
    paths = [name.removesuffix("index.md") for name in names]
    paths = [f"{path[:-3]}/" if path.endswith(".md") else path for path in paths]
    texts = {
        p: server.get(p) for p in paths if p.endswith((".html", ".json", ".xml", "/")) or not p
    }
    return {path: re.sub(r"livereload\(.*?\)", "", text) for path, text in texts.items()}


def test_an_edit_of_the_article_page_and_of_the_seed_shows(served: Served) -> None:
    write_page(served.root, title="Another title")
    served.wait(lambda html: "Another title" in html)
    assert "<title>Another title" in served.get()
    (served.root / "seeds/bridge.txt").write_text(
        ARTICLE + "\nA new last line.\n", encoding="utf-8"
    )
    served.wait(lambda html: "fc-banner" in html)
    assert "seed-changed" in served.get()
    write_page(served.root)
    served.wait(lambda html: "A new last line." in html and "fc-banner" not in html)


def test_a_broken_claim_shows_the_banner_and_mending_it_brings_the_page_back(
    served: Served,
) -> None:
    good = claim(summary="The good page.")
    served.save(CLAIM, good)
    served.wait(lambda html: "The good page." in html)
    served.save(CLAIM, good.replace("3.2 million\n", "9.9 <b>million\n", 1))
    served.wait(lambda html: "fc-banner" in html)
    html = served.get()
    assert html.rstrip().endswith("</html>")  # all of it came
    assert "quote-not-found" in html
    assert "The good page." in html
    assert "fc-banner" in served.get("articles/bridge/claims/cost.html")
    assert "fc-banner" in served.get("")
    served.save(CLAIM, good)
    served.wait(lambda html: "fc-banner" not in html and "The good page." in html)


def test_what_was_told_and_is_not_in_the_saved_file_is_not_told_again(served: Served) -> None:
    served.save(CLAIM, claim(summary="Before what is told."))
    served.wait(_says("Before what is told."))
    before = served.log.read_text("utf-8").count("sentence-open")
    insecure = claim(summary="It is told.").replace("https://data", "http://data")
    served.save(CLAIM, insecure)
    served.wait(_says("It is told."))
    served.save(CLAIM, insecure.replace("told.", "told again."))
    served.wait(_says("It is told again."))
    told = served.log.read_text("utf-8")
    assert before >= 1
    assert told.count("sentence-open") == before
    assert told.count("insecure-address") == 2
    assert "1 problem as before." in told
    served.save(CLAIM, claim())
    served.wait(lambda html: "It is told again." not in html)


def test_a_new_and_a_deleted_claim_show_without_a_restart(served: Served) -> None:
    path = served.root / "docs/articles/bridge/claims/day.md"
    path.write_text(claim(quote="on Tuesday"), encoding="utf-8")
    served.wait(lambda html: "claim-day" in html)
    assert "on Tuesday" in served.get(f"{PAGE}claims/day.html")
    path.unlink()
    served.wait(lambda html: html != "" and "claim-day" not in html)
    assert served.get(f"{PAGE}claims/day.html") == ""


def test_it_rests_when_nothing_changes(served: Served) -> None:
    time.sleep(1)
    before = served.builds
    time.sleep(3)
    assert served.builds == before
