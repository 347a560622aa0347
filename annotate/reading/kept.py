"""What a command made of a repository, kept in `.cache/` for as long as nothing that it was made of changes.

No file is read to see that: it is told by what the system notes of each, as git's index does.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..text.dates import today
from .repository import DOCS, SEEDS, SETTLED, write_file

FOLDER = ".cache/annotate"
_CODE = Path(__file__).parents[1]


class Kept:
    """One result of a repository, by its name."""

    def __init__(self, root: Path, name: str, *others: object) -> None:
        """Look at all that the result is made of, before it is made.

        Args:
            root: the repository's folder.
            name: of the result, and of the file that keeps it.
            others: what else it is made of, beside the repository's files, this code, its libraries and the day; "" is
                what cannot be told.
        """
        self._root, self._others = root, others
        self._file = root / FOLDER / f"{name}.json"
        self._made_of = self._look()

    def get(self) -> Any:
        """What was made of the same; None if nothing was, or if what was kept cannot be read."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            kept = json.loads(self._file.read_bytes())
            if self._made_of and kept["made_of"] == self._made_of:
                return kept["made"]
        return None

    def keep(self, made: object) -> None:
        """Keep a result, unless something that it is made of has changed meanwhile, or there is no room for it."""
        if self._made_of and self._look() == self._made_of:
            with suppress(OSError):
                write_file(self._file, json.dumps({"made_of": self._made_of, "made": made}))

    def _look(self) -> str:
        libraries: list[str] = []
        for path in sys.path:
            with suppress(OSError):  # it need not be there, nor be a folder
                libraries += os.listdir(path or ".")  # noqa: PTH208 - names are all that is needed
        told = [
            str(today()),
            sys.version,
            str(sys.path),
            str(sorted(name for name in libraries if name.endswith((".dist-info", ".egg-info")))),
            *(stamps(folder) for folder in (_CODE, self._root / DOCS, self._root / SEEDS)),
            *map(str, self._others),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest() if all(told) else ""


def stamps(folder: Path, settled: float = SETTLED) -> str:
    """A digest of the names, sizes and times of a folder's files.

    Args:
        folder: it need not be there.
        settled: seconds for which no file may have been touched: one can be written twice in a tick of the clock.

    Returns:
        "" where one cannot be told: a file was touched later, is none (where a link leads can change unseen), or the
        system does not say when files change.
    """
    if os.name != "posix":
        return ""
    digest, newest = hashlib.sha256(), 0.0
    try:
        for entry in _files(folder):
            told = entry.stat(follow_symlinks=False)
            if not entry.is_file(follow_symlinks=False):
                return ""
            newest = max(newest, told.st_mtime, told.st_ctime)
            stamp = entry.path, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns
            digest.update(repr(stamp).encode())
    except OSError:
        return ""
    return digest.hexdigest() if time.time() - newest > settled else ""


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """All in a folder and in those within it, but what Python keeps."""
    with suppress(FileNotFoundError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
