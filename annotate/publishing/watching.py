"""Who tells a server of MkDocs' of edits: the system, where it does, or a look at every file as often as is cheap."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# File systems of which Linux tells every change; of what is on another machine it tells only its own.
_TOLD_OF = frozenset("bcachefs btrfs ext2 ext3 ext4 f2fs overlay tmpfs xfs zfs".split())
# To be opened or read is no change, and a build reads everything.
_CHANGES = frozenset(["created", "modified", "deleted", "moved", "closed"])
# Seconds between two looks for edits: at least, for each file (ten times what it takes), and as MkDocs has them.
_LEAST, _LOOK, _USUAL = 0.1, 0.0002, 0.5
# Seconds until a file that is saved with others is saved, too.
_DELAY = 0.03


class _Changes(FileSystemEventHandler):
    """Passes on what changed below a path, or in the file that it is, and notes it."""

    def __init__(self, handler: FileSystemEventHandler, path: str, noted: set[str]) -> None:
        self._handler, self._path, self._noted = handler, path, noted

    def dispatch(self, event: FileSystemEvent) -> None:
        paths = map(os.fsdecode, (event.src_path, event.dest_path))
        below = [p for p in paths if p == self._path or p.startswith(self._path + os.sep)]
        if below and event.event_type in _CHANGES:
            self._noted.update(below)
            self._handler.dispatch(event)


class _Told(Observer):  # type: ignore[valid-type, misc]  # watchdog chooses the class
    """Is told by the system; of a file its folder is watched, since editors put another one in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: set[str] = set()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> Any:
        is_folder = Path(path).is_dir()
        folder = path if is_folder else os.path.dirname(path)  # noqa: PTH120
        changes = _Changes(handler, path, self.noted)
        return super().schedule(changes, folder, recursive=is_folder and recursive)


def watch_closely(server: Any) -> set[str]:
    """Have a server of MkDocs' hear of edits as soon as that is cheap, before it starts.

    Returns:
        a set to which the paths are added of what was touched; it stays empty where one sees only that something was.
    """
    paths = list(server._watched_paths)
    files = sum(len(names) for path in paths for _, _, names in os.walk(path))
    interval = _LEAST + files * _LOOK
    server.build_delay = _DELAY
    is_told = _is_told(paths)
    if is_told or interval < _USUAL:
        for path in paths:
            server.unwatch(path)
        server.observer = _Told() if is_told else type(server.observer)(timeout=interval)
        for path in paths:
            server.watch(path)
    return getattr(server.observer, "noted", set())


def _is_told(paths: Sequence[str]) -> bool:
    """Whether the system tells of all changes below some paths, and has not too much to watch already."""
    if sys.platform != "linux" or not all(_file_system(path) in _TOLD_OF for path in paths):
        return False
    if any(map(os.path.islink, paths)):  # it is the link that would be watched
        return False
    trial = _Told()
    with suppress(OSError):
        for path in paths:
            trial.schedule(FileSystemEventHandler(), path, recursive=True)
        trial.start()
    is_told: bool = trial.is_alive()
    trial.stop()
    return is_told


def _file_system(path: str) -> str:
    """The kind of the file system that a path lies on: that of the innermost mount (proc(5))."""
    mounts = (line.split() for line in Path("/proc/self/mounts").read_text("utf-8").splitlines())
    real = Path(path).resolve()
    on = [(len(at), kind) for _, at, kind, *_ in mounts if real.is_relative_to(at)]
    return sorted(on, key=itemgetter(0))[-1][1]
