"""Turn a news article into Markdown and anchor fact-check annotations to its exact words.

The path of the data, room by room: `text`, `anchoring` and `model` are pure; `reading` makes records of files,
`checking` judges them, `editing` changes them, `publishing` makes the files of a site of them. Public is what
`__all__` names, each loaded when it is first asked for; all else is internal.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .anchoring import TextQuoteSelector, anchor, describe, propose
    from .checking.check import check
    from .publishing.site import build
    from .reading.seeds import read_seed

__version__ = "0.1.0"
__all__ = ["TextQuoteSelector", "anchor", "build", "check", "describe", "propose", "read_seed"]

# Where those are that are not in `anchoring`.
_HOMES = {"build": ".publishing.site", "check": ".checking.check", "read_seed": ".reading.seeds"}

# A file of the other project that has this import name; it is not one of ours.
if Path(__file__).with_name("_annotate.py").exists():
    warnings.warn(
        "Files of another project, `annotate` on the public index, lie among those of `annotate-factcheck`: "
        "uninstall both, then install only annotate-factcheck.",
        RuntimeWarning,
        stacklevel=2,
    )


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, ".anchoring"), __name__), name)
