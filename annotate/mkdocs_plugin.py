"""The adapter to MkDocs: it hands over what `annotate.publishing.site` built. The only importer of `mkdocs`.

Everything is read and checked in `on_pre_build`; the site is then built aside and takes the old one's place at the end.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from click.exceptions import Exit
from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page, get_context
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from .model.copies import LIGHT, Beside
from .publishing import guest
from .publishing.aside import Aside, put_aside
from .publishing.banner import as_served
from .publishing.guest import Frame, Templates
from .publishing.indexing import Indexing, index
from .publishing.live import Live, Sources
from .publishing.policy import META
from .publishing.rendered import Rendered
from .publishing.site import Maker
from .publishing.staging import Stage, build_aside
from .publishing.template_code import template_code
from .publishing.unchanged import LOGGERS, STAYS, Unchanged, warned
from .reading.repository import is_source
from .reading.settings import load, make_settings

log = get_plugin_logger("annotate")


class MadeFile(File):
    """A file that is made when MkDocs reads or writes it, and not kept, unless another plugin gives it a content."""

    make: Maker
    given: str | bytes = ""
    ahead = Aside()  # what `make` would give, once
    is_edited = is_written = False

    @property  # type: ignore[override]  # an attribute in MkDocs, read by all that gives a file's content
    def _content(self) -> str | bytes:
        ahead, self.ahead = self.ahead, None
        return self.given or ahead or self.make()

    @_content.setter
    def _content(self, given: str | bytes) -> None:
        self.given = given

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, unless a copy of this process has."""
        if not self.is_written:
            super().copy_file(dirty)


class AnnotateConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The plugin's options in `mkdocs.yml`."""

    forge = option.Optional(option.Type(str))
    branch = option.Optional(option.Type(str))
    claim_pictures = option.Type(bool, default=False)
    frame = option.Optional(option.Choice(("own", "site")))
    strict_content = option.Type(bool, default=False)


class AnnotatePlugin(BasePlugin[AnnotateConfig]):  # type: ignore[no-untyped-call]
    """Adds the annotated articles and all generated pages to a MkDocs site."""

    def __init__(self) -> None:
        self.sources = Sources()
        self.live = Live(self.sources, self._write, self._index)
        self.serving = self.dirty = self.may_stay = self.is_done = False
        self.unchanged: Unchanged | None = None
        self.builds, self.is_one = 0, True
        self.stage: Stage | None = None
        self.rendered, self.writing = Rendered(), Beside("Writing pages", File.copy_file)
        self.nav, self.frame = Navigation([], []), Frame.OWN
        self.ours = self.pure = MkDocsConfig()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether MkDocs serves; the hook also keeps this object, and its cache, between builds."""
        gc.set_threshold(100_000)  # nearly all that a build makes lives until its end
        self.serving, self.dirty = command == "serve", dirty
        self.may_stay = command == "build" and not dirty
        for logger in LOGGERS:
            logger.addHandler(CountHandler(level=logging.WARNING))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Choose what our pages wear, and make the settings for them; watch the seeds. A site that is as it would be stays."""
        root = _root(config)
        if Path(config.docs_dir) != root / "docs":
            raise PluginError("annotate: `docs_dir` must be the folder docs/ beside mkdocs.yml.")
        said = load(Path(config.config_file_path))
        if self.may_stay:
            self.unchanged = Unchanged(config, said)
            if self.unchanged.is_so():
                log.info(STAYS)
                raise Exit(0)
        self.frame = guest.choose_frame(said, self.config.frame, config.theme.dirs)
        self.ours = guest.dress(config, self.frame, make_settings(config, self.config))
        config.watch.append(str(root / "seeds"))
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read and check everything; a problem stops a build here."""
        self.builds += 1
        self.is_one = self.builds == 1
        if not self.is_one:
            return  # a plugin builds the site again in another language, within a build
        self.live.stop()
        wrong = self._read(config)
        if not wrong:
            # Unless MkDocs serves a folder of its own, or leaves unchanged pages where they are.
            self.stage = None if self.serving or self.dirty else build_aside(config, log)
        elif not (self.serving and self.sources.good.files):
            raise PluginError(f"annotate: {wrong}; nothing was built.")

    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the built files in the place of what people wrote; plugins that take out what they do not know come before us."""
        for file in [f for f in files if is_source(f.src_uri)]:
            files.remove(file)
        for path in self.sources.good.files:
            written = files.src_uris.get(path)
            if not (written or self.frame is Frame.OWN) and guest.is_theirs(path, config.docs_dir):
                continue
            file = self._file(config, path, written is not None)
            if written and not written.generated_by and written.content_bytes == file.content_bytes:
                continue  # a page of the repository without generated parts: MkDocs has it already
            if written:
                files.remove(written)
            files.append(file)
        return files

    @event_priority(-200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation, for the pages that MkDocs only copies; render many pages of ours on all cores."""
        self.nav, self.pure = nav, guest.undressed(self.ours, self.frame)
        ours = (f for f in files if isinstance(f, MadeFile))
        plain = [f for f in ours if not f.src_uri.endswith((".md", ".html"))]
        self._begin_writing(plain if len(plain) < LIGHT else [])
        made = (f for f in files.documentation_pages() if isinstance(f, MadeFile))
        self.rendered.make_ahead(Page, (f for f in made if not f.is_edited), self.pure, files)
        return nav

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Have our pages rendered as we wrote them: in another's frame, plugins get nothing to read, and to change, in them."""
        if not isinstance(page.file, MadeFile) or (self.frame is Frame.OWN and page.file.is_edited):
            return markdown
        page.render = partial(self._render, page, markdown)  # type: ignore[method-assign]
        if not self.serving:
            put_aside(page)
        return markdown if page.file.is_edited or self.frame is Frame.OWN else ""

    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give our pages their templates; let none print titles and front matter as HTML, as Material would. All are read by now."""
        env.bytecode_cache = template_code()
        self.built = (config, files, env)
        good, site_url = self.sources.good, self.ours.site_url or ""
        self.prepared = Templates(env, self.frame, site_url, good, "" if self.serving else META)
        for page in filter(None, (file.page for file in files.documentation_pages())):
            if isinstance(page.file, MadeFile):
                self.prepared.prepare(page)
            if self.frame is Frame.OWN or isinstance(page.file, MadeFile):
                guest.make_page_inert(page)
        guest.make_inert(self.ours)
        made = [f for f in files if isinstance(f, MadeFile) and not f.is_documentation_page()]
        self.prepared.refit(made, partial(get_context, self.nav, files, self.ours))
        self._begin_writing([file for file in made if not file.is_written])
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Show our pages with their settings."""
        if isinstance(page.file, MadeFile):
            context["config"] = self.ours
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Spell links to folders out where no server finds what is in them."""
        is_ours = self.frame is Frame.OWN or isinstance(page.file, MadeFile)
        return guest.spelled_out(output) if is_ours and not config.use_directory_urls else output

    @event_priority(200)
    def _finish_writing(self, **_: Any) -> None:
        """Have all pages written before other plugins look at them."""
        self.writing.finish()

    @event_priority(-200)
    def _publish(self, config: MkDocsConfig) -> None:
        """Put the site in its place, with the index of its search; under `serve` no editor waits for that."""
        self.builds -= 1
        if self.builds:
            return
        self.live.note(f for f in self.built[1] if isinstance(f, MadeFile) and self.is_one)
        indexing = self.live.indexing = self._index()
        if indexing.missing:
            log.info(indexing.missing)
        if not self.serving:
            self.sources.forget()
            if wrong := indexing.finish():
                raise PluginError(f"annotate: the search index was not built: {wrong}")
        self.is_done = not warned()
        if self.stage and (self.is_done or not config.strict):
            self.stage.publish()
            config.site_dir = str(self.stage.site)

    on_post_build = CombinedEvent(_finish_writing, _publish)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
        """Take edits of claims and seeds in without building everything again."""
        if self.serving and not self.dirty:
            self.live.attach(server, lambda: self._read(self.built[0]), builder)
        return server

    def on_build_error(self, error: Exception) -> None:
        """Say in a sentence what kept the site from being written."""
        self.builds = 0
        self.writing.stop()
        if isinstance(error, OSError) and self.stage:
            told = f"the site could not be written: {error}. {self.stage.site} is as it was."
            raise PluginError(f"annotate: {told}") from error

    def on_shutdown(self) -> None:
        """Leave no process and no folder behind."""
        self.live.close()
        self.writing.stop()
        if self.stage:
            self.stage.close()
        if self.unchanged and self.is_done:
            self.unchanged.note()

    def _read(self, config: MkDocsConfig) -> str:
        return self.sources.read(_root(config), make_settings(config, self.config), log)

    def _index(self) -> Indexing:
        return index(self.built[0].site_dir, self.sources.good.articles)

    def _write(self, file: MadeFile) -> None:
        """Make a file anew in a site that is there."""
        config, files, env = self.built
        if not (page := file.page):
            file.is_written = False
            file.copy_file()
            return
        title = page.title
        _populate_page(page, config, files)
        self.prepared.prepare(page)
        guest.make_page_inert(page)
        page.title = title  # it is the same, and was escaped
        _build_page(page, config, files.documentation_pages(), self.nav, env)

    def _begin_writing(self, files: list[MadeFile]) -> None:
        for file in self.writing.begin(files):
            file.is_written = True

    def _render(self, page: Page, written: str, config: MkDocsConfig, files: Files) -> None:
        del page.render  # it holds what was written
        if cast("MadeFile", page.file).is_edited:
            Page.render(page, self.ours, files)
        else:
            page.markdown = page.markdown or written
            self.rendered.render(page, self.pure, files, keep=self.serving)

    def _file(self, config: MkDocsConfig, path: str, edited: bool) -> File:
        file = cast("MadeFile", MadeFile.generated(config, path, content=""))
        file.make = partial(self.sources.__getitem__, path)
        if self.serving and path.endswith(".html"):
            file.make = partial(guest.changed, file.make, as_served)
        if path.endswith(".md") and not config.use_directory_urls and file.name != "index":
            # Where our other pages and our scripts look for it.
            file.dest_uri = f"{path.removesuffix('.md')}/index.html"
        if edited or path in self.sources.good.sources:
            file.edit_uri = path
        file.is_edited = edited
        if self.builds > 1:
            file.inclusion = InclusionLevel.EXCLUDED  # it is there already; links to it are kept
        elif not guest.is_in_menu(path, self.frame, edited):
            file.inclusion = InclusionLevel.NOT_IN_NAV
        return file


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent
