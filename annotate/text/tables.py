"""Lists and tables in TOML, each beside the module that goes by it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache  # messages are looked up one by one
def table_of(module: str) -> dict[str, Any]:
    """What the file says that stands beside a module under its name.

    Args:
        module: its `__file__`.
    """
    return tomllib.loads(Path(module).with_suffix(".toml").read_text("utf-8"))
