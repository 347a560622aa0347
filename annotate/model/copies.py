"""Work on many pages in copies of this process, one for each core."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

_LOG = logging.getLogger("mkdocs")
# So few pages one process has done before others have started.
_FEW = 4
# Of Linux: which signal a process gets at the end of its parent (prctl(2)).
_PR_SET_PDEATHSIG = 1
# So many take long enough that one wants to see them done.
_MANY = 50
# So many pages at least all copies are given before new ones take their place, in so many shares.
_BATCH, _SHARES = 100, 32
# Less than this a copy does before copies of its own would have begun.
LIGHT = 1_000
# So much two copies do between them.
_SHARED = range(200, LIGHT)
_ENDED = "A process that made pages was ended; the rest is made in this one."


def in_copies(told: str, work: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
    """Do work in copies of this process, which have all that it has and hand back results alone.

    Only Linux copies a process safely, and only where it has no other threads, as it has under `mkdocs serve`.

    Args:
        told: what is done, in words for whoever waits at a terminal.
        work: what is done with an item.
        items: on what.

    Yields:
        the results in order, None for an item of which MkDocs had something to say; fewer, or none, where the work
        cannot be done so: whoever calls does the rest.
    """
    if not _can_copy(items):
        return
    from concurrent.futures.process import BrokenProcessPool

    try:
        with _bar(told, _in_batches(work, items), len(items)) as shown:
            yield from shown
    except BrokenProcessPool:
        _LOG.info(_ENDED)


class Beside:
    """Work that goes on while this process does something else, in a copy of it that has copies of its own for many items."""

    def __init__(self, told: str, work: Callable[[Any], Any]) -> None:
        """Begin nothing yet.

        Args:
            told: what is done, in words for whoever waits at a terminal.
            work: what is done with an item, whose result nobody needs.
        """
        self._told, self._work = told, work
        self._begun: list[tuple[Any, Any, Sequence[Any]]] = []

    def begin(self, items: Sequence[Any]) -> Sequence[Any]:
        """Begin the work on some items: those that are given back, which are none where a copy is not possible."""
        if not _can_copy(items):
            return ()
        import multiprocessing

        context = multiprocessing.get_context("fork")
        parts = 2 if len(items) in _SHARED else 1
        for share in (items[part::parts] for part in range(parts)):
            result, sent = context.Pipe(duplex=False)
            given = (sent, self._told, self._work, share, os.getpid())
            copy = context.Process(target=_see_to, args=given)
            self._begun.append((copy, result, share))
            with _uninterrupted():
                copy.start()
            sent.close()
        return items

    def finish(self) -> None:
        """Wait for its end, and do here what was begun and is not done.

        Raises:
            Exception: what the work raised.
        """
        for _, result, items in self._begun:
            try:
                done = result.recv()
            except EOFError:
                done = 0
                _LOG.info(_ENDED)
            if isinstance(done, Exception):
                raise done
            for item in items[done:]:
                self._work(item)
        self.stop()

    def stop(self) -> None:
        """End it where it is."""
        for copy in (copy for copy, *_ in self._begun if copy.pid):
            copy.kill()
            copy.join()
        self._begun = []


def _can_copy(items: Sequence[Any]) -> bool:
    is_quick = len(items) < _FEW or (os.cpu_count() or 1) < 2
    return not is_quick and sys.platform == "linux" and threading.active_count() == 1


def _see_to(done: Any, told: str, work: Callable[[Any], Any], items: Any, parent: int) -> None:
    _end_with(parent)
    try:
        is_light = len(items) < LIGHT
        results = map(work, items) if is_light else in_copies(told, work, items)
        done.send(sum(1 for _ in results))
    except Exception as error:
        done.send(error)


def _in_batches(work: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
    """The results, in order. What a copy looks at it no longer shares, so that none lives until all is done."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    gc.freeze()  # to look for garbage is to look at everything
    context, size = multiprocessing.get_context("fork"), max(_BATCH, len(items) // 10)
    given = (work, items, os.getpid())
    for begin in range(0, len(items), size):
        numbers = range(begin, min(begin + size, len(items)))
        with ProcessPoolExecutor(
            min(os.cpu_count() or 1, len(numbers)), context, _begin, given
        ) as pool:
            with _uninterrupted():
                results = pool.map(_done, numbers, chunksize=max(1, len(numbers) // _SHARES))
            yield from results


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have an interruption wait until a copy has begun: one that nobody knows of would be waited for at the end, for ever."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _bar(told: str, done: Iterator[Any], number: int) -> AbstractContextManager[Iterable[Any]]:
    """Results as they come, with a bar on a terminal, unless MkDocs is to be quiet."""
    if number < _MANY or _LOG.level > logging.INFO or not sys.stderr.isatty():
        return nullcontext(done)
    import click

    return click.progressbar(done, number, told, file=sys.stderr, width=24)


class _Counter(logging.Handler):
    """Counts what is said, so that it is said again where it is heard."""

    said = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.said += 1


_copy: tuple[Callable[[Any], Any], Sequence[Any], _Counter]


def _begin(work: Callable[[Any], Any], items: Sequence[Any], parent: int) -> None:
    global _copy  # noqa: PLW0603 - of the copy, which has it from its parent without packing it
    _end_with(parent)
    _copy = (work, items, _Counter())
    _LOG.handlers = [_copy[2]]


def _end_with(parent: int) -> None:
    """Have this copy end with its parent, and not by itself when a terminal interrupts both."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it ended before that was asked for


def _done(number: int) -> Any:
    work, items, counter = _copy
    before = counter.said
    result = work(items[number])
    return result if counter.said == before else None
