"""The pages of articles, made by an executor: on other machines, where there is a cluster of Dask's."""

from __future__ import annotations

import pickle
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from itertools import groupby

from .. import __version__
from ..reading.repository import DOCS, article_of
from .site import Build, Content, Maker

Made = Iterable[tuple[str, Content]]
_Makers = list[tuple[str, Maker]]

# So many articles wait to be made, or to be written: all of them would fill the memory.
_AHEAD = 32
# Seconds for a cluster to answer, and for the next article, which takes a fraction of one.
_CONNECT, _PATIENCE = 10.0, 30.0
_HERE = "the pages are made here"


@contextmanager
def made_on(address: str | None, built: Build, tell: Callable[[str], None]) -> Iterator[Made]:
    """Have a cluster make the pages of articles; where it cannot, they are made here.

    Args:
        address: of the cluster's scheduler (https://distributed.dask.org), such as `tcp://127.0.0.1:8786`; None for none.
            Whoever works for it is trusted, and has this version of annotate.
        built: what is to be made; what tells of several articles is made here.
        tell: is told what kept the cluster from it, in a sentence.

    Yields:
        each path with its content.

    Raises:
        ImportError: Dask is not installed.
    """
    if not address:
        yield built.files.items()
        return
    import dask

    loggers = "distributed distributed.client tornado.application".split()
    quiet = {"logging": dict.fromkeys(loggers, "critical")}  # what goes wrong is told here
    dask.config.set(quiet | {"distributed.admin.large-graph-warning-threshold": "1TB"})
    from distributed import Client  # which asks for that

    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError:
        tell(f"The cluster at {address} cannot be reached; {_HERE}.")
        yield built.files.items()
        return
    with client:
        executor: Executor = client.get_executor()  # type: ignore[no-untyped-call]
        yield made_with(executor, built, tell)


def made_with(executor: Executor, built: Build, tell: Callable[[str], None]) -> Iterator[tuple[str, Content]]:  # fmt: skip
    """Make all files, those of each article in one go by an executor, as long as it does.

    Args:
        executor: what runs `make` on packed files, here or elsewhere.
        built: what is to be made.
        tell: is told once why the executor is not asked again.
    """
    waiting: deque[tuple[_Makers, Future[list[Content]] | None]] = deque()
    is_asked, slugs = True, {article.page.slug for article in built.articles}

    def article(file: tuple[str, Maker]) -> str:
        """The article that alone decides what is in a file; none for pictures, which are kept where they are drawn."""
        slug = article_of(f"{DOCS}/{file[0]}")
        return slug if slug in slugs and not file[0].endswith(".png") else ""

    def made(makers: _Makers, future: Future[list[Content]] | None) -> Iterator[tuple[str, Content]]:  # fmt: skip
        nonlocal is_asked
        contents: list[Content] | None = None
        try:
            contents = future.result(_PATIENCE) if future and is_asked else None
        except (Exception, CancelledError) as error:  # what is wrong with a page comes again, here
            is_asked = False
            why = str(error).partition("\n")[0] or f"nothing came for {_PATIENCE:.0f} seconds"
            tell(f"The cluster makes no more pages: {why}; {_HERE}.")
        for at, (path, make) in enumerate(makers):
            yield path, contents[at] if contents else make()

    for slug, group in groupby(built.files.makers.items(), key=article):
        makers = list(group)
        future = None
        if slug and is_asked:
            future = executor.submit(make_packed, __version__, pickle.dumps(makers))
        waiting.append((makers, future))
        if len(waiting) > _AHEAD:
            yield from made(*waiting.popleft())
    for makers, future in waiting:
        yield from made(makers, future)


def make_packed(version: str, packed: bytes) -> list[Content]:
    """Make files, where an executor runs.

    Args:
        version: of those who ask.
        packed: pairs of a path and what makes it, by `pickle`.
    """
    if version != __version__:
        raise RuntimeError(f"a worker has annotate {__version__}, and here is {version}")
    return [make() for _, make in pickle.loads(packed)]
