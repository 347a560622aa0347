"""The search index over the finished pages, made by Pagefind in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec


class Indexing:
    """An indexing, which may go on while the pages are shown already."""

    def __init__(self, site: str, language: str) -> None:
        command = [sys.executable, "-m", "pagefind", "--site", site, "--quiet"]
        self._process = subprocess.Popen(
            [*command, "--force-language", language],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self) -> str:
        """Wait for its end, and give what went wrong, "" if nothing did."""
        output, _ = self._process.communicate()
        return (output or "It gives no reason.") if self._process.returncode else ""

    def stop(self) -> None:
        """End it if it still runs: its pages are about to be built anew."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def index_language(languages: Iterable[str]) -> str:
    """The language whose rules the index follows: English, as our own words are, where there is no better one.

    Args:
        languages: of the articles (BCP 47).

    Returns:
        Chinese or Japanese where an article is in one of them: only an index in that language divides it into words.
    """
    unspaced = _unspaced(languages)
    return unspaced[0] if unspaced and _has_extended() else "en"


def needs_extended(languages: Iterable[str]) -> bool:
    """Whether Pagefind's extended form, which alone divides Chinese and Japanese, is missing."""
    return bool(_unspaced(languages)) and not _has_extended()


def _unspaced(languages: Iterable[str]) -> list[str]:
    return sorted({tag.partition("-")[0] for tag in languages} & {"zh", "ja"}, reverse=True)


def _has_extended() -> bool:
    return find_spec("pagefind_bin_extended") is not None
