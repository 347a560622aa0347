"""Whether a built site is still what its sources give, so that it need not be built again."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from ..reading.kept import Kept, stamps
from ..text.tables import table_of

STAYS = "Nothing has changed since the site was built, and it stays as it is. To build it anyway, delete .cache/."
LOGGERS = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
_KNOWN = frozenset(table_of(__file__)["known"].split())


class Unchanged:
    """A site, and what it was made of."""

    def __init__(self, config: Any, said: dict[str, Any]) -> None:
        """Look at all that a build reads, before it does.

        Args:
            config: MkDocs' settings.
            said: what their files say, with those that they inherit from.
        """
        self._site, theme = Path(config.site_dir), config.theme
        used = {*config.plugins, *config.markdown_extensions}
        is_known = used <= _KNOWN and not config.hooks
        custom = stamps(Path(theme.custom_dir)) if theme.custom_dir else "none"
        # What is not in the files, and what `said` leaves out of them: objects of Python's.
        names = ("site_dir", "strict", "use_directory_urls", "mdx_configs")
        more = [getattr(config, name) for name in names]
        root = Path(config.config_file_path).parent
        self._kept = Kept(root, "site", said, theme.name, more, custom, is_known or "")

    def is_so(self) -> bool:
        """Whether nothing was touched since the site was built, in it and in what it was made of."""
        now = stamps(self._site, 0)
        return bool(now) and self._kept.get() == now

    def note(self) -> None:
        """Note that the site was built, with nothing to be said about it."""
        self._kept.keep(stamps(self._site, 0))


def warned() -> bool:
    """Whether warnings were counted (`CountHandler` of MkDocs), for which a strict build ends with an error."""
    handlers = (handler for logger in LOGGERS for handler in logger.handlers)
    return any(h.get_counts() for h in handlers if hasattr(h, "get_counts"))
