"""What our Markdown was rendered to: kept while a page stays as it is, and made ahead, on all cores, where pages are many."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from typing import Any

from ..model.copies import in_copies

# What MkDocs notes of a page that it renders, beside the links to other pages.
_PARTS = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Rendered:
    """The last rendering of each page, by its source's path: what it was made of, and what came out."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, bytes]] = {}

    def render(self, page: Any, config: Any, files: Any, *, keep: bool) -> None:
        """Render a page of ours, or give it what it was rendered to when all was as it is.

        Args:
            page: MkDocs' page, with its Markdown.
            config: the settings that it is rendered with.
            files: all files of the site.
            keep: whether it may be rendered again.
        """
        path, made_of = page.file.src_uri, _digest(page, config)
        kept_of, kept = self._kept.pop(path, ("", b""))
        if kept_of != made_of:
            type(page).render(page, config, files)
            kept = b""
        else:
            _unpack(page, kept, files)
        if keep:
            self._kept[path] = (made_of, kept or _packed(page))

    def make_ahead(
        self, page: Callable[..., Any], made: Iterable[Any], config: Any, files: Any
    ) -> None:
        """Write and render pages in copies of this process, one for each core; where that is not possible, none is made ahead.

        Args:
            page: MkDocs' class of pages.
            made: the files of those pages, which get what was written as `ahead`.
            config: the settings that they are rendered with.
            files: all files of the site.
        """

        def work(file: Any) -> tuple[str, tuple[str, bytes]]:
            written = file.content_string
            file.ahead = written
            new = page(None, file, config)
            new.read_source(config)
            made_of = _digest(new, config)
            new.render(config, files)
            return written, (made_of, _packed(new))

        new = [file for file in made if file.src_uri not in self._kept]
        for result, file in zip(in_copies("Rendering pages", work, new), new, strict=False):
            if result:
                file.ahead, self._kept[file.src_uri] = result


def _digest(page: Any, config: Any) -> str:
    """What decides how a page of ours is rendered: its links lead to pages of ours, which are there."""
    settings = (config.markdown_extensions, config.mdx_configs, config.use_directory_urls)
    return hashlib.sha256(f"{page.markdown}\0{settings!r}".encode()).hexdigest()


def _packed(page: Any) -> bytes:
    links = {file.src_uri: told for file, told in (page.links_to_anchors or {}).items()}
    return pickle.dumps(({name: getattr(page, name) for name in _PARTS}, links))


def _unpack(page: Any, kept: bytes, files: Any) -> None:
    parts, links = pickle.loads(kept)
    for name, value in parts.items():
        setattr(page, name, value)
    page.links_to_anchors = {files.get_file_from_path(to): told for to, told in links.items()}
