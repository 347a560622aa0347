"""What `mkdocs serve` shows: after an edit of a claim or a seed, the pages that it touches are made when they are asked for.

MkDocs builds all of a site again for every edit. It still does where anything else was edited, a page was added or taken
away, or an article's own page changed, whose title others show.
"""

from __future__ import annotations

import ctypes
import gc
import os
import posixpath
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..checking.check import check
from ..model import problems
from ..model.cache import Cache
from ..reading.repository import DOCS, SEEDS, article_of
from ..reading.settings import Settings
from .banner import render_banner, with_banner
from .indexing import Indexing
from .site import Build, build, renew
from .telling import Teller

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# So many articles take long to read; of fewer, an edit shows everywhere at once.
_MANY = 30


class Sources:
    """What people wrote, as it was read last: the last pages without an error, and what is wrong since."""

    def __init__(self) -> None:
        self.good, self.banner = Build(), ""
        self._cache, self._teller = Cache(), Teller()

    def read(self, root: Path, settings: Settings, log: Any) -> str:
        """Read and check everything.

        Args:
            root: the repository's folder.
            settings: the site's.
            log: where problems are told.

        Returns:
            how many problems there are, if one of them is an error; then the last good pages stay.
        """
        self.root, self._settings, self._log = root, settings, log
        return self.accept(self.read_all())

    def read_all(self) -> Build:
        """What everything is now."""
        return build(self.root, self._settings, self._cache)

    def forget(self) -> None:
        """Let go of what was read, all of which is written: the index of the search needs memory, too."""
        has_many = len(self.good.articles) > _MANY
        self.good, self._cache = Build(), Cache()
        if has_many:  # what copies of the process had was frozen
            gc.unfreeze()
            gc.collect()
            with suppress(AttributeError, TypeError):  # of glibc: what is free is given back
                ctypes.CDLL(None).malloc_trim(0)

    def read_some(self, slugs: set[str]) -> bool:
        """Read and check some articles alone, whose own pages are good then; false where that does not do."""
        checked = check(self.root, settings=self._settings, cache=self._cache, only=slugs)
        renewed = None if self.banner else renew(self.good, checked, slugs)
        self.good = renewed or self.good
        return bool(renewed)

    def accept(self, result: Build) -> str:
        """Tell what is wrong with what was read, and take it for good if that is no error; else, say how much is."""
        for is_error, text in self._teller.tell(result.problems, self.root):
            (self._log.error if is_error else self._log.info)(text)
        if not result.failed:
            self.good, self.banner = result, ""
            return ""
        self.banner = render_banner(result)
        summary = problems.summarize(result.problems)
        if self.good.files:
            self._log.error(f"{summary}; the last good pages stay until this is mended.")
        return summary

    def __getitem__(self, path: str) -> str | bytes:
        """A file as it was good last."""
        return self.good.files[path]


class Live:
    """The pages of a site that is served, each made again when it is asked for and may have changed."""

    def __init__(
        self, sources: Sources, write: Callable[[Any], None], begin: Callable[[], Indexing]
    ) -> None:
        """Serve what was read last.

        Args:
            sources: what was read.
            write: makes one of MkDocs' files anew.
            begin: has the index of the search made.
        """
        self._sources, self._write, self._begin = sources, write, begin
        self.indexing: Indexing | None = None
        self._files: dict[str, Any] = {}
        self._stale: dict[str, Any] = {}
        self._lock, self._reading = threading.RLock(), threading.Lock()
        self._others: object = None
        self._server: Any = None
        self._noted: set[str] = set()

    def note(self, files: Iterable[Any]) -> None:
        """Note all files of ours in a site that was just built; with none, every edit builds everything again."""
        self._files, self._stale = {file.dest_uri: file for file in files}, {}

    def attach(self, server: Any, read: Callable[[], str], rebuild: Callable[[], None]) -> None:
        """Answer for a server, and take edits in.

        Args:
            server: MkDocs', before it starts.
            read: reads the sources, and says what is wrong.
            rebuild: builds the whole site, which reads them, too.
        """
        from .watching import watch_closely  # a build watches nothing

        self._server, self._noted = server, watch_closely(server)
        gc.collect()
        gc.freeze()  # what the first build made stays; to look through it would take longer than an edit
        watched = server._watched_paths
        self._others = _others(watched)
        server.set_app(self._around(server.serve_request, server.mount_path))
        server.builder = lambda: self._refresh(read, rebuild, _others(watched))

    def _refresh(self, read: Callable[[], str], rebuild: Callable[[], None], others: object) -> None:  # fmt: skip
        with self._lock:
            self.stop()
            before, is_ours = self._sources.good, others == self._others
            self._others = others
            slugs = self._touched() if is_ours and self._files else set()
            if slugs and self._sources.read_some(slugs):
                self._stale |= {to: f for to, f in self._files.items() if _article(f) in slugs}
            else:
                slugs = set()
                is_good = is_ours and not read()
                changed = _changed(before, self._sources.good)
                if changed is None or not (is_ours and self._files):
                    rebuild()
                    return
                if is_good:
                    self._outdate(changed)
        following = [self._sources.good, slugs]
        threading.Thread(target=self._follow, args=following, daemon=True).start()

    def _touched(self) -> set[str]:
        """The articles in whose folders something was saved, if nothing was elsewhere; none where all are read soon."""
        paths = set()
        while self._noted:
            paths.add(self._noted.pop())
        root = f"{self._sources.root}/"
        slugs = {article_of(path.removeprefix(root)) for path in paths}
        known = {article.page.slug for article in self._sources.good.articles}
        return slugs if slugs <= known and len(known) >= _MANY else set()

    def _outdate(self, slugs: set[str]) -> None:
        """Have those files made anew that tell of some articles: their own ones, and all lists."""
        self._stale |= {to: f for to, f in self._files.items() if _article(f) in (*slugs, "")}

    def stop(self) -> None:
        """End the making of the index: its pages are about to be made anew, or nobody needs it."""
        if self.indexing:
            self.indexing.stop()
        self.indexing = None

    def close(self) -> None:
        """Make nothing any more."""
        with self._lock:
            self._sources.good = Build()
            self.stop()

    def _follow(self, good: Build, slugs: set[str]) -> None:
        """Behind the pages that are asked for, make all others that may have changed, and the index of the search."""
        if slugs:
            with self._reading:  # of edits that follow each other, the last has all read, and once
                if self._sources.good is not good:
                    return
                good = self._read_others(good, slugs)
        while not self.indexing:
            with self._lock:
                if self._sources.good is not good:
                    return
                if self._stale:
                    self._make(next(iter(self._stale)))
                else:
                    self.indexing = self._begin()

    def _read_others(self, good: Build, slugs: set[str]) -> Build:
        """What everything is after an edit that so far only its articles show; where more changed, all is read as ever."""
        result = self._sources.read_all()
        with self._lock:
            if self._sources.good is good and not result.failed and _changed(good, result) == set():
                self._sources.accept(result)
                self._outdate(slugs)
            elif self._sources.good is good:
                with self._server._rebuild_cond:
                    self._server._want_rebuild = True
                    self._server._rebuild_cond.notify_all()
        return result

    def _around(self, served: WSGIApplication, mounted: str) -> WSGIApplication:
        """A server's answers, with what is asked for made before, and with the problems of the sources above each page."""

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            path = path.removeprefix(mounted) + "index.html" * path.endswith("/")
            with self._lock:
                self._make(posixpath.normpath(path))
                banner = self._sources.banner
            return _with_banner(served, environ, start, banner) if banner else served(environ, start)  # fmt: skip

        return answer

    def _make(self, path: str) -> None:
        if file := self._stale.get(path):
            self._write(file)
            del self._stale[path]


def _others(roots: Iterable[str]) -> set[tuple[str, int, int]]:
    """What else than articles, claims and seeds is watched, as far as one sees it without reading."""
    files: list[Path] = []
    for root in map(Path, roots):
        files += [root] * root.is_file()
        for folder, folders, names in os.walk(root):
            if Path(folder) == root and root.name in (DOCS, SEEDS):
                folders[:] = [name for name in folders if name != "articles"]
            files += (Path(folder, name) for name in names if root.name != SEEDS)
    found = set()
    for file in files:
        with suppress(OSError):  # it is gone, or an editor's mark that leads nowhere
            found.add((str(file), file.stat().st_mtime_ns, file.stat().st_size))
    return found


def _changed(before: Build, now: Build) -> set[str] | None:
    """The articles of which a claim or the text changed; None where what others show of them did."""
    pairs = list(zip(before.articles, now.articles, strict=False))
    if before.files.keys() != now.files.keys() or any(a.page != b.page for a, b in pairs):
        return None
    return {a.page.slug for a, b in pairs if a is not b}


def _article(file: Any) -> str:
    """The article whose own a file is; "" for what tells of several."""
    room, _, rest = str(file.src_uri).partition("/")
    return rest.partition("/")[0] if room == "articles" and "/" in rest else ""


def _with_banner(
    served: WSGIApplication, environ: WSGIEnvironment, start: StartResponse, banner: str
) -> list[bytes]:
    said: list[Any] = []
    body = b"".join(served(environ, lambda *told: said.extend(told)))  # type: ignore[arg-type]
    status, headers = said[:2]
    if dict(headers).get("Content-Type", "").startswith("text/html"):
        body = with_banner(body.decode("utf-8"), banner).encode()
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
    start(status, headers)
    return [body]
