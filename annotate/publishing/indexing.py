"""The search index over the finished pages, made by Pagefind in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec

# The words of one are divided where the index is in any of them: scripts tell them apart.
_DIVIDED = {"ja", "th", "zh"}
EXTENDED = "For a search in Chinese, Japanese or Thai: pip install 'pagefind[extended]'"
# Pagefind divides no text of theirs, in either form.
_UNDIVIDED = {"km", "lo"}
SPACED = "In Khmer and Lao the search finds words after a space only."


class Indexing:
    """An indexing, which may go on while the pages are shown already; `missing` says what would make it better, or what it cannot find."""

    def __init__(self, site: str, languages: Iterable[str]) -> None:
        languages = list(languages)
        spoken = {tag.partition("-")[0] for tag in languages}
        divided = not _has_extended() and not spoken.isdisjoint(_DIVIDED)
        spaced = not spoken.isdisjoint(_UNDIVIDED)
        self.missing = " ".join([EXTENDED] * divided + [SPACED] * spaced)
        command = [sys.executable, "-m", "pagefind", "--site", site, "--quiet"]
        self._process = subprocess.Popen(
            [*command, "--force-language", index_language(languages)],
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
    """The language whose rules the one index of a site follows; words of others are found by their first letters.

    Args:
        languages: of the articles (BCP 47), one for each.

    Returns:
        one that is written without spaces, if Pagefind can divide it; else that of most articles, or English, as our
        own words are, where no other has more.
    """
    counts = Counter(tag.partition("-")[0] for tag in languages)
    if _has_extended() and (unspaced := sorted(counts.keys() & _DIVIDED)):
        return unspaced[-1]
    return max(["en", *sorted(counts)], key=lambda tag: counts[tag])


def _has_extended() -> bool:
    return find_spec("pagefind_bin_extended") is not None
