"""The adapter to MkDocs: it hands over what `annotate.publishing.site` built. The only importer of `mkdocs`.

Everything is read and checked in `on_pre_build`; the site is then built aside and takes the old one's place at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from .model import problems
from .publishing.banner import render_banner, with_banner
from .publishing.indexing import Indexing, index_language, needs_extended
from .publishing.inert import escaped, notice
from .publishing.pages.frame import describe, refit
from .publishing.pictures import path_of
from .publishing.site import Build, Maker, build
from .publishing.staging import Stage, open_stage
from .publishing.template_code import TemplateCode, template_of
from .reading.library import Cache
from .reading.repository import is_source
from .reading.settings import Settings, make_settings

THEME = Path(__file__).parent / "publishing" / "theme"
ASSETS = "assets/annotate"
# What our templates build upon; only Material, or a theme made of it, has both.
NEEDED = ("base.html", "partials/content.html")
# What the Markdown that we write is made of; `mkdocs.yml` need not list it.
EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "toc")
# A note leads back by words; a title that says so again, with the number, would only be heard twice.
BACKLINK = {"BACKLINK_TEXT": "Back to the text", "BACKLINK_TITLE": ""}

log = get_plugin_logger("annotate")


class MadeFile(File):
    """A file that is made when MkDocs reads or writes it, and not kept, unless another plugin gives it a content."""

    make: Maker
    given: str | bytes = ""

    @property  # type: ignore[override]  # an attribute in MkDocs, read by all that gives a file's content
    def _content(self) -> str | bytes:
        return self.given or self.make()

    @_content.setter
    def _content(self, given: str | bytes) -> None:
        self.given = given


class AnnotateConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The plugin's options in `mkdocs.yml`."""

    forge = option.Optional(option.Type(str))
    branch = option.Type(str, default="main")
    claim_pictures = option.Type(bool, default=False)


class AnnotatePlugin(BasePlugin[AnnotateConfig]):  # type: ignore[no-untyped-call]
    """Adds the annotated articles and all generated pages to a MkDocs site."""

    def __init__(self) -> None:
        self.cache = Cache()
        self.templates = TemplateCode()
        self.serving = self.dirty = False
        self.stage: Stage | None = None
        self.good: Build | None = None
        self.banner = ""
        self.indexing: Indexing | None = None
        self.nav = Navigation([], [])

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves; the hook also keeps this object, and its cache, between builds."""
        self.serving, self.dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our templates, styles and scripts, the seeds to what is watched, and the forge's edit links."""
        root = _root(config)
        if fault := _config_fault(config, root):
            raise PluginError(f"annotate: {fault}")
        theme = str(THEME)
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        config.extra_css.insert(0, f"{ASSETS}/annotate.css")
        config.extra_javascript.insert(0, f"{ASSETS}/annotate.js")
        config.watch.append(str(root / "seeds"))
        config.theme["font"] = False  # the theme's own fonts would come from another host
        theirs = config.mdx_configs.get("footnotes") or {}
        config.mdx_configs["footnotes"] = BACKLINK | theirs
        have = config.markdown_extensions
        have += [name for name in EXTENSIONS if name not in have]
        config.edit_uri = self._settings(config).edit_url("docs/") or None
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read and check everything; a problem stops a build here."""
        self._stop_indexing()
        result = build(_root(config), self._settings(config), self.cache)
        for problem in result.problems:
            text = problems.format_text(problem)
            (log.error if problem.is_error else log.info)(text)
        if not result.failed:
            self.good, self.banner = result, ""
            self._open_stage(config)
            return
        summary = problems.summarize(result.problems)
        if not (self.serving and self.good):
            raise PluginError(f"annotate: {summary}; nothing was built.")
        log.error(f"{summary}; the last good pages stay until this is mended.")
        self.banner = render_banner(result)

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the built files in the place of what people wrote below `docs/articles/`."""
        good = self.good or Build()
        for file in [f for f in files if is_source(f.src_uri)]:
            files.remove(file)
        for path in good.files:
            written = files.get_file_from_path(path)
            file = self._file(config, path, good, written is not None)
            if written and not written.generated_by and written.content_bytes == file.content_bytes:
                continue  # a page of the repository without generated parts: MkDocs has it already
            if written:
                files.remove(written)
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation, for the pages that MkDocs only copies."""
        self.nav = nav
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give our pages our templates; their front matter names none, for other generators have none."""
        path = page.file.src_uri
        if template := template_of(path):
            page.meta["template"] = template
        picture = path_of(path.split("/")[1]) if template == "article.html" else ""
        if picture in (self.good or Build()).files:
            page.meta["picture"] = f"{self._settings(config).site_url}{picture}"
        return markdown

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Spare the next build the compiling of templates, and let none print what people wrote as HTML.

        Material prints titles and front matter as they are; here all pages are read, and none is rendered yet.
        """
        env.bytecode_cache = self.templates
        for page in filter(None, (file.page for file in files.documentation_pages())):
            _escape_page(page)
        for name in ("site_description", "site_author"):
            config[name] = escaped(config[name])
        config.copyright = notice(config.copyright or "")
        self._frame(env, config, files)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Show the problems of the sources on every page while the last good ones are served."""
        return with_banner(output, self.banner)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Build the search index over the finished pages, with Pagefind, and put the site in its place.

        Under `serve` the index goes on while the pages are shown already: an editor waits for a page, not for
        its place in the index.
        """
        languages = (self.good or Build()).languages
        if needs_extended(languages):
            log.info('For a search in Chinese or Japanese, run `pip install "pagefind[extended]"`.')
        self.indexing = Indexing(config.site_dir, index_language(languages))
        if not self.serving and (wrong := self.indexing.finish()):
            raise PluginError(f"annotate: the search index was not built: {wrong}")
        if self.stage and not _warned():
            self.stage.publish()
            config.site_dir = str(self.stage.site)

    def on_build_error(self, error: Exception) -> None:
        """Say in a sentence what kept the site from being written."""
        if isinstance(error, OSError) and self.stage:
            raise PluginError(
                f"annotate: the site could not be written: {error}. {self.stage.site} is as it was."
            ) from error

    def on_shutdown(self) -> None:
        """Leave no process and no folder behind."""
        self._stop_indexing()
        if self.stage:
            self.stage.close()

    def _open_stage(self, config: MkDocsConfig) -> None:
        """Build aside, unless MkDocs serves a folder of its own or leaves unchanged pages where they are."""
        if self.serving or self.dirty:
            return
        try:
            self.stage = open_stage(Path(config.site_dir))
            config.site_dir = str(self.stage.folder)
        except OSError as error:
            log.info(f"The site is written in its place, and not whole until the end: {error}.")

    def _frame(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Give the pages that MkDocs only copies the theme's header and footer; their titles are known by now."""
        made: dict[tuple[str, int], dict[str, str]] = {}
        for file in files.static_pages():
            if not isinstance(file, MadeFile) or not file.src_uri.endswith(".html"):
                continue
            where = file.src_uri.partition("/")[0], file.src_uri.count("/")
            if where not in made:
                context: dict[str, Any] = {
                    **get_context(self.nav, files, config, base_url="/".join([".."] * where[1])),
                    "section": f"{where[0]}/",
                }
                made[where] = {
                    name: env.get_template(f"partials/{name}.html").render(context).strip()
                    for name in ("header", "footer")
                }
            file.make = partial(_changed, file.make, partial(refit, parts=made[where]))

    def _stop_indexing(self) -> None:
        if self.indexing:
            self.indexing.stop()
        self.indexing = None

    def _file(self, config: MkDocsConfig, path: str, good: Build, edited: bool) -> File:
        file = MadeFile.generated(config, path, content="")
        assert isinstance(file, MadeFile)
        file.make = partial(good.files.__getitem__, path)
        if path.endswith(".html"):
            file.make = partial(_changed, file.make, partial(with_banner, banner=self.banner))
        if path.startswith("contribute/"):
            file.inclusion = InclusionLevel.NOT_IN_NAV  # the contribute page leads to them
        if edited or path in good.sources:
            file.edit_uri = path
        return file

    def _settings(self, config: MkDocsConfig) -> Settings:
        return make_settings(
            config.site_name,
            config.site_url or "",
            self.config.forge or "",
            self.config.branch,
            self.config.claim_pictures,
        )


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _config_fault(config: MkDocsConfig, root: Path) -> str:
    """What in `mkdocs.yml` keeps the site from being built, and what to do; "" if nothing does."""
    if Path(config.docs_dir) != root / "docs":
        return "`docs_dir` must be the folder docs/ beside mkdocs.yml."
    if not config.use_directory_urls:
        return "`use_directory_urls` must be true: the claims' pages link to folders."
    folders = [Path(folder) for folder in config.theme.dirs]
    if not all(any((folder / name).is_file() for folder in folders) for name in NEEDED):
        return (
            f"the plugin's pages are made for the theme `material`, not for `{config.theme.name}`. "
            "Write `theme: material` in mkdocs.yml; or, for another theme, take the plugin out and give MkDocs the "
            "folder that `annotate build --out FOLDER` writes."
        )
    return ""


def _warned() -> bool:
    """Whether MkDocs, being strict, will end with an error for the warnings that it has counted."""
    counters = (h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler))
    return any(counter.get_counts() for counter in counters)


def _escape_page(page: Page) -> None:
    """Escape the title and the front matter of a page, which has a description in any case."""
    page.title = escaped(page.title)
    page.meta = escaped({"description": describe(page.content or "")} | dict(page.meta))


def _changed(make: Maker, change: Callable[[str], str]) -> str | bytes:
    """A page of ours with a change; a repository's own files, which are bytes, stay as they are."""
    made = make()
    return change(made) if isinstance(made, str) else made
