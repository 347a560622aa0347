"""A real `mkdocs serve`: an edit shows within two seconds, a broken file shows a banner, nothing loops."""

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
from repository import ARTICLE, claim, repository, write_page

PAGE = "articles/bridge/"
CLAIM = "docs/articles/bridge/claims/cost.md"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `mkdocs serve` over a scratch repository."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, _free_port()
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
        """How many times the site was built so far."""
        return len(re.findall(r"Building documentation", self.log.read_text()))

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


def test_an_edit_of_a_claim_shows_in_under_two_seconds(served: Served) -> None:
    """The fastest of three edits: another process may hold the machine back, but not each time."""
    times = []
    for edit in ("first", "second", "third"):
        before = served.builds
        served.save(CLAIM, claim(summary=f"The ledger of the city has it, says the {edit} edit."))
        times.append(served.wait(_says(f"the {edit} edit.")))
        time.sleep(1.5)
        assert served.builds == before + 1
    assert min(times) < 2


def test_an_edit_of_the_article_page_and_of_the_seed_shows(served: Served) -> None:
    write_page(served.root, title="Another title")
    served.wait(lambda html: "Another title" in html)
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
    path.unlink()
    served.wait(lambda html: html != "" and "claim-day" not in html)


def test_it_rests_when_nothing_changes(served: Served) -> None:
    time.sleep(1)
    before = served.builds
    time.sleep(3)
    assert served.builds == before
