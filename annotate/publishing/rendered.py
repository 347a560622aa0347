"""What our Markdown was rendered to: kept while a page stays as it is, and made ahead, on all cores, where pages are many."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from typing import Any

from ..model.copies import in_copies
from .aside import Aside

# What MkDocs notes of a page that it renders, beside the links to other pages.
_PARTS = ("content", "toc", "_title_from_render", "present_anchor_ids")


class _Rendering:
    """What a page was made of, and what came out."""

    packed = Aside()

    def __init__(self, made_of: str, packed: bytes) -> None:
        self.made_of, self.packed = made_of, packed


class Rendered:
    """The last rendering of each page, by its source's path."""

    def __init__(self) -> None:
        self._kept: dict[str, _Rendering] = {}

    def render(self, page: Any, config: Any, files: Any, *, keep: bool) -> None:
        """Render a page of ours, or give it what it was rendered to when all was as it is.

        Args:
            page: MkDocs' page, with its Markdown.
            config: the settings that it is rendered with.
            files: all files of the site.
            keep: whether it may be rendered again.
        """
        path, made_of = page.file.src_uri, _digest(page, config)
        kept = self._kept.pop(path, None)
        if kept and kept.made_of == made_of:
            _unpack(page, kept.packed, files)
        else:
            type(page).render(page, config, files)
            kept = None
        if keep:
            self._kept[path] = kept or _Rendering(made_of, _packed(page))

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

        def work(file: Any) -> tuple[str, str, bytes]:
            written = file.given = file.content_string
            new = page(None, file, config)
            new.read_source(config)
            made_of = _digest(new, config)
            new.render(config, files)
            file.page, file.given = None, ""  # a copy of this process makes many
            return written, made_of, _packed(new)

        new = [file for file in made if file.src_uri not in self._kept]
        for result, file in zip(in_copies("Rendering pages", work, new), new, strict=False):
            if result:
                file.ahead, *rendering = result
                self._kept[file.src_uri] = _Rendering(*rendering)


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
