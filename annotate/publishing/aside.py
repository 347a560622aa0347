"""What is needed later, in a file until then: what all pages come to would fill the memory."""

from __future__ import annotations

import atexit
import pickle
from functools import cache, cached_property
from tempfile import TemporaryFile
from typing import IO, Any


class Aside:
    """An attribute whose values are in a temporary file, which ends with the process; None where none was given."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Keep in each object where its value is."""
        self._name = name

    def __get__(self, holder: Any, owner: type | None = None) -> Any:
        """Read the value again."""
        place = holder.__dict__.get(self._name)
        if place is None:
            return None
        self._file.seek(place)
        return pickle.load(self._file)

    def __set__(self, holder: Any, value: Any) -> None:
        """Write a value; the one before stays in the file, unread."""
        place = None if value is None else self._file.seek(0, 2)
        holder.__dict__[self._name] = place
        if place is not None:
            pickle.dump(value, self._file)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = TemporaryFile()  # noqa: SIM115 - it is closed at the end of the process
        atexit.register(file.close)
        return file


def put_aside(page: Any) -> None:
    """Hold the text of a page of MkDocs in a file: MkDocs needs it for a moment, and would hold it to the end of a build."""
    text = page.markdown
    page.__class__ = _large(type(page))  # type: ignore[arg-type]  # of the cache
    page.markdown = text


@cache
def _large(page: type) -> type:
    return type("LargePage", (page,), {"markdown": Aside(), "content": Aside()})
