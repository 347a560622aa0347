"""The search index over the finished pages, made by Pagefind in processes of its own: several, where claims are very many."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen
from tempfile import TemporaryDirectory

from ..model import AnnotatedArticle
from .dividing import FURTHER

Parts = Sequence[Sequence[str]]

# The words of one are divided where the index is in any of them: scripts tell them apart.
_DIVIDED = {"ja", "th", "zh"}
EXTENDED = "For a search in Chinese, Japanese or Thai: pip install 'pagefind[extended]'"
# Pagefind divides no text of theirs, in either form.
_UNDIVIDED = {"km", "lo"}
SPACED = "In Khmer and Lao the search finds words after a space only."


# Pagefind holds a whole index in memory, 150 kB for a claim, and readers fetch the beginning of each; a pattern has an end, too.
_CLAIMS, _ARTICLES = 4_500, 1_000
FOLDER, ARTICLES = "pagefind", "articles"
_LISTS = ("claims", "sources", "corrections")  # what they tell on further pages is found elsewhere
# What has a meaning in the patterns of Pagefind (https://github.com/olson-sean-k/wax).
_MEANING = re.compile(r"[?*$:<>()\[\]{},\\]")


class Indexing:
    """An indexing, which may go on while the pages are shown already; `missing` says what would make it better, or what it cannot find."""

    def __init__(self, site: str, languages: Iterable[str], parts: Parts = ()) -> None:
        """Begin it.

        Args:
            site: the folder of the finished pages.
            languages: of the articles (BCP 47), one for each.
            parts: the names of the articles whose claims have an index of their own together.
        """
        languages = list(languages)
        spoken = {tag.partition("-")[0] for tag in languages}
        divided = not _has_extended() and not spoken.isdisjoint(_DIVIDED)
        spaced = not spoken.isdisjoint(_UNDIVIDED)
        self.missing = " ".join([EXTENDED] * divided + [SPACED] * spaced)
        options = ["--site", str(Path(site).absolute()), "--quiet"]
        options += ["--force-language", index_language(languages)]
        self._lock, self._stopped = threading.Lock(), False
        self._running: list[Popen[str]] = []
        self._pool = ThreadPoolExecutor(1)  # Pagefind itself uses all cores
        self._made = [
            self._pool.submit(self._make, options, Path(site, folder), pages)
            for folder, pages in _indexes(Path(site), parts)
        ]

    def _make(self, options: list[str], out: Path, pages: str) -> str:
        """Make an index of these pages; a pattern for them is longer than an argument can be."""
        try:  # by itself: the package `pagefind` would load what nothing here needs
            program = import_module(f"pagefind_bin{'_extended' * _has_extended()}").get_executable()
            with TemporaryDirectory() as folder:
                told = json.dumps({"glob": pages})
                Path(folder, "pagefind.json").write_text(told, encoding="utf-8")
                command = [str(program), *options, "--output-path", str(out.absolute())]
                with self._lock:
                    if self._stopped:
                        return ""
                    process = Popen(command, cwd=folder, stdout=PIPE, stderr=STDOUT, text=True)
                    self._running.append(process)
                output, _ = process.communicate()
            if process.returncode:
                return output or "It gives no reason."
            _share_program(out)
        except (ImportError, OSError) as error:
            return str(error)
        return ""

    def finish(self) -> str:
        """Wait for its end, and give what went wrong, "" if nothing did."""
        return next(filter(None, (made.result() for made in self._made)), "")

    def stop(self) -> None:
        """End it if it still runs: its pages are about to be built anew."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()
        self._pool.shutdown()


def _share_program(out: Path) -> None:
    """Have an index beside the first use the program of that, which a browser then loads once; its own is a copy."""
    entry = out / "pagefind-entry.json"
    if out.name == FOLDER or not entry.is_file():
        return
    told = json.loads(entry.read_text(encoding="utf-8"))
    for language in told["languages"].values():
        # Pagefind asks for `wasm.<this>.pagefind`.
        language["wasm"] = f"/../../wasm.{language['wasm'] or 'unknown'}"
    entry.write_text(json.dumps(told), encoding="utf-8")
    worker = "pagefind-worker.js"
    (out / worker).write_text(f'importScripts("../{worker}");\n', encoding="utf-8")


def index(site: str, articles: Iterable[AnnotatedArticle]) -> Indexing:
    """Begin to index a site's finished pages."""
    articles = list(articles)
    return Indexing(site, [a.page.language for a in articles], parts_of(articles))


def parts_of(articles: Sequence[AnnotatedArticle]) -> Parts:
    """Divide articles with very many claims evenly among indexes of these claims, beside the one of all other pages.

    Returns:
        the names of the articles in each; empty where one index has all pages.
    """
    weights = [max(len(article.published) * _ARTICLES, _CLAIMS) for article in articles]
    total = sum(weights)
    number = -(-total // (_CLAIMS * _ARTICLES))
    places = (before * number // total for before in accumulate(weights, initial=0))
    placed = zip((article.page.slug for article in articles), places, strict=False)
    parts = [[slug for slug, _ in group] for _, group in groupby(placed, key=itemgetter(1))]
    return parts if len(parts) > 1 else ()


def _indexes(site: Path, parts: Parts) -> Iterator[tuple[str, str]]:
    """Where each index goes, and which pages go into it."""
    if not parts:
        yield FOLDER, "**/*.html"
        return
    divided = set(chain.from_iterable(parts))
    own = [entry for entry in site.iterdir() if entry.name not in (ARTICLES, FOLDER, *_LISTS)]
    lists = (entry for name in (ARTICLES, *_LISTS) for entry in site.glob(f"{name}/*"))
    own += (
        entry / "index.html" if entry.name in divided else entry
        for entry in lists
        if entry.name != FURTHER or entry.name in divided  # an article may have that name
    )
    yield FOLDER, _pattern(entry.relative_to(site) for entry in own)
    for number, names in enumerate(parts, start=2):
        yield f"{FOLDER}/{number}", _pattern(Path(ARTICLES, name, "claims") for name in names)


def _pattern(entries: Iterable[Path]) -> str:
    """What these pages match, and all in these folders."""
    named = (_MEANING.sub(r"\\\g<0>", entry.as_posix()) for entry in entries)
    return f"{{{','.join(n if n.endswith('.html') else f'{n}/**/*.html' for n in named)}}}"


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
