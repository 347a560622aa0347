"""A site is built aside and put in place in one step: readers get the old one or the new one, and each is whole.

Killed at any moment, a build leaves no more than a hidden folder beside the site, which the next one takes away. A
folder in use is locked by its process, so that builds at the same time leave each other alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

_NEXT, _BEFORE = ".next", ".before"
# Of Linux: `renameat2` relative to the working folder, both names keep something.
_AT_FDCWD, _EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which the next site is built, and the place of the site, as it was named."""

    folder: Path
    site: Path
    lock: int

    def publish(self) -> None:
        """Put what was built in the place of the site; hidden files in that, which no build makes, stay in it.

        Raises:
            OSError: it cannot be put there; the old site is as it was.
        """
        site = self.site.resolve()
        if not site.exists():
            self.folder.rename(site)
        elif not _exchange(self.folder, site):
            _replace(self.folder, site)
        _keep_hidden(self.folder, site)

    def close(self) -> None:
        """Take the folder away, with what is in it: an unfinished site, or the old one."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.lock)


def build_aside(config: Any, log: Any) -> Stage | None:
    """Have MkDocs build in a folder beside the site, where that is possible.

    Args:
        config: MkDocs' settings, of which the folder of the site is changed.
        log: where it is told why not.
    """
    try:
        opened = open_stage(Path(config.site_dir))
    except OSError as error:
        log.info(f"The site is written in its place, and not whole until the end: {error}.")
        return None
    config.site_dir = str(opened.folder)
    return opened


def open_stage(site: Path) -> Stage:
    """Make a folder beside a site for the next one, and take away or complete what killed builds left there.

    Args:
        site: the site's folder; where it is a link, the folder that this leads to is exchanged.

    Raises:
        OSError: no folder can be made there, or the site cannot be exchanged.
    """
    place = site.resolve()
    if os.name != "posix":
        raise OSError(errno.ENOTSUP, "folders cannot be locked on this system")
    if place.is_mount():
        raise OSError(errno.EBUSY, "a file system is mounted there")
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    folder = _beside(place, _NEXT)
    folder.mkdir()
    lock = _lock(folder)
    if lock is None or not folder.exists():  # a sweep of another build came between
        return open_stage(site)
    return Stage(folder, site, lock)


def _beside(site: Path, suffix: str) -> Path:
    return site.with_name(f".{site.name}.{secrets.token_hex(4)}{suffix}")


def _sweep(site: Path) -> None:
    for suffix in (_BEFORE, _NEXT):
        for left in site.parent.glob(f".{escape(site.name)}.{'[0-9a-f]' * 8}{suffix}"):
            lock = _lock(left)
            if lock is None:
                continue
            if suffix == _BEFORE and not site.exists():
                left.rename(site)
            else:
                _keep_hidden(left, site)
                shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder until its descriptor is closed or the process ends; None if another has it."""
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _exchange(folder: Path, site: Path) -> bool:
    """Let two folders change places in one step; false where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    names = os.fsencode(folder), os.fsencode(site)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)


def _replace(folder: Path, site: Path) -> None:
    """Let two folders change places in steps; if it is killed between them, the next build completes it."""
    before = _beside(site, _BEFORE)
    lock = _lock(site)
    try:
        site.rename(before)
        try:
            folder.rename(site)
        except OSError:
            before.rename(site)
            raise
        before.rename(folder)
    finally:
        if lock is not None:
            os.close(lock)


def _keep_hidden(folder: Path, site: Path) -> None:
    """Move hidden files of a folder to the site where it has none of the name: `.git` of a branch of pages."""
    if not site.is_dir() or not folder.is_dir():
        return
    have = {entry.name for entry in site.iterdir()}
    for entry in folder.iterdir():
        if entry.name.startswith(".") and entry.name not in have:
            entry.rename(site / entry.name)
