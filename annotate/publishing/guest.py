"""A guest in a site that was there before: how our pages are framed, so that none of its own pages changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..reading.repository import is_source
from ..reading.settings import Settings
from .inert import escaped, notice
from .pages.frame import describe, refit
from .pictures import path_of
from .site import Build, Content, Maker
from .template_code import template_of

if TYPE_CHECKING:
    from jinja2 import Environment

THEME = Path(__file__).parent / "theme"
PLAIN = Path(__file__).parent / "plain"
ASSETS = "assets/annotate"
# What the Markdown that we write is made of; `mkdocs.yml` need not list it.
EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "toc")
KNOWN = "annotate.publishing.known_blocks"
# A note leads back by words; a title that says so again, with the number, would only be heard twice.
BACKLINK = {"BACKLINK_TEXT": "Back to the text", "BACKLINK_TITLE": ""}
# What our own frame builds upon; only Material, or a theme made of it, has both.
_NEEDED = ("base.html", "partials/content.html")
# What a site that leaves its looks to us may say of its theme; and what it does not say at all.
_MODEST = {"name", "font", "favicon", "language"}
_OF_ITS_OWN = {"edit_uri", "edit_uri_template", "extra", "extra_css", "extra_javascript", "repo_url"}  # fmt: skip
# A link to a folder of the site, which only a server can follow.
_FOLDER = re.compile(r'( href="(?!\w+:|/)(?:[^"?#]*/)?)(?<=["/])(\.{0,2})(?=["?#])')


class Frame(Enum):
    """What our pages wear: with all others our own frame, that of the site's theme, or a plain one of our own."""

    OWN = "own"
    SITE = "site"
    PLAIN = "plain"


def choose_frame(said: Mapping[str, Any], wanted: str | None, theme: Iterable[str]) -> Frame:
    """Settle what our pages wear.

    Args:
        said: what `mkdocs.yml` says, as it stands there.
        wanted: the option `frame`, None where it is not given.
        theme: the folders of the site's theme.

    Returns:
        our own frame where it is wanted, or where nothing is said of looks, and no other plugin named.
    """
    folders = [Path(folder) for folder in theme]
    if not all(any((folder / name).is_file() for folder in folders) for name in _NEEDED):
        return Frame.PLAIN
    is_own = wanted == "own" if wanted else _leaves_looks_to_us(said)
    return Frame.OWN if is_own else Frame.SITE


def _leaves_looks_to_us(said: Mapping[str, Any]) -> bool:
    theme, plugins = said.get("theme"), said.get("plugins")
    about = theme if isinstance(theme, dict) else {}
    named = [name for p in plugins or [] for name in (p if isinstance(p, dict) else [p])]
    is_modest = not (about.keys() - _MODEST or about.get("font") or said.keys() & _OF_ITS_OWN)
    return is_modest and named == ["annotate"]


def dress(config: Any, frame: Frame, settings: Settings) -> Any:
    """Give the settings what our pages need: the site's own ones, or a copy of them for our pages alone.

    Args:
        config: MkDocs' settings.
        frame: what our pages wear.
        settings: the forge's addresses.

    Returns:
        the settings that our pages are made with.
    """
    ours = config if frame is Frame.OWN else copy(config)
    if frame is Frame.OWN:
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.theme["font"] = False  # the theme's own fonts would come from another host
        config.edit_uri = settings.edit_url("docs/") or None
    if frame is not Frame.SITE:
        theirs = frame is Frame.OWN
        ours.extra_css = [f"{ASSETS}/annotate.css", *ours.extra_css * theirs]
        ours.extra_javascript = [f"{ASSETS}/annotate.js", *ours.extra_javascript * theirs]
    footnotes = BACKLINK | (ours.mdx_configs.get("footnotes") or {})
    ours.mdx_configs = ours.mdx_configs | {"footnotes": footnotes}
    have = ours.markdown_extensions
    ours.markdown_extensions = [*have, *(n for n in EXTENSIONS if n not in have)]
    return ours


def undressed(ours: Any, frame: Frame) -> Any:
    """The settings for text that is an article's: in another's frame, none of the site's extensions may change a word of it."""
    pure, usual = copy(ours), (*EXTENSIONS, "fenced_code")
    if frame is not Frame.OWN:
        pure.markdown_extensions, pure.mdx_configs = list(usual), {"footnotes": BACKLINK}
    if not {*pure.markdown_extensions} - {*usual}:
        pure.markdown_extensions = [*pure.markdown_extensions, KNOWN]
    return pure


def is_theirs(path: str, docs: str) -> bool:
    """Whether a page is a site's of others to have or not: it has a home of its own, and a plugin may leave pages out."""
    return path == "index.md" or (not is_source(path) and (Path(docs) / path).is_file())


def is_in_menu(path: str, frame: Frame, is_edited: bool) -> bool:
    """Whether a page of ours stands in a menu that is made of all pages: a site in its own frame says what is in its own."""
    is_further = path.startswith("contribute/") or Path(path).stem.isdigit()
    return not is_further and (frame is Frame.OWN or is_edited)


def changed(make: Maker, change: Callable[[str], str]) -> Content:
    """A page of ours with a change; a repository's own files, which are bytes, stay as they are."""
    made = make()
    return change(made) if isinstance(made, str) else made


def make_page_inert(page: Any) -> None:
    """Escape the title and the front matter of a page, which has a description in any case."""
    page.title = escaped(page.title)
    if "description" not in page.meta:
        page.meta["description"] = describe(page.content or "")
    page.meta = escaped(dict(page.meta))


def make_inert(ours: Any) -> None:
    """Escape what the templates print of the settings as HTML."""
    for name in ("site_description", "site_author"):
        ours[name] = escaped(ours[name])
    ours.copyright = notice(ours.copyright or "")


class Templates:
    """The templates of our pages, and the parts of pages that need no theme, in what they wear."""

    def __init__(
        self, site: Environment, frame: Frame, site_url: str, build: Build, policy: str
    ) -> None:
        from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

        self._frame, self._site_url = frame, site_url
        self._pictures = frozenset(path for path in build.files if path.endswith(".png"))
        self._pages = self._parts = site
        self._in, self._usual = "", "main.html"
        self._made: dict[tuple[str, int], dict[str, str]] = {}
        if frame is Frame.OWN:
            site.globals["policy"] = policy  # for the page of a missing address, which MkDocs makes
        else:
            self._pages = self._parts = site.overlay()
            self._parts.loader = FileSystemLoader([THEME, PLAIN])
        if frame is Frame.SITE:
            self._in, self._usual = "ours/", "ours/guest.html"
            policy = ""  # the site's frame loads what it needs
            ours = PrefixLoader({"ours": FileSystemLoader(THEME)})
            self._pages = site.overlay()
            self._pages.loader = ChoiceLoader([ours, *filter(None, [site.loader])])
        self._globals = {"frame": self._usual, "policy": policy}

    def prepare(self, page: Any) -> None:
        """Give a page of ours its template, unless its author did, and the picture that it is shared with."""
        path, name = page.file.src_uri, template_of(page.file.src_uri)
        if name or (self._frame is not Frame.OWN and "template" not in page.meta):
            # Jinja takes a template for the name of one; other generators find neither in our pages.
            wanted = self._in + name if name else self._usual
            page.meta["template"] = self._pages.get_template(wanted, globals=self._globals)
        picture = path_of(path.split("/")[1]) if name == "article.html" else ""
        if picture in self._pictures:
            page.meta["picture"] = f"{self._site_url}{picture}"

    def refit(self, made: Iterable[Any], context: Callable[..., Mapping[str, Any]]) -> None:
        """Give the pages that are only copied the site's header and footer; the titles in these are known by now."""
        for file in made:
            if file.src_uri.endswith(".html"):
                parts = self._sides(file.src_uri, context)
                file.make = partial(changed, file.make, partial(refit, parts=parts))
                if not file.use_directory_urls:
                    file.make = partial(changed, file.make, spelled_out)

    def _sides(self, path: str, context: Callable[..., Mapping[str, Any]]) -> Mapping[str, str]:
        """The header and the footer, with what they show for the way up from a page."""
        section, depth = path.partition("/")[0], path.count("/")
        if (section, depth) not in self._made:
            values = {**context(base_url="/".join([".."] * depth)), "section": f"{section}/"}
            if self._frame is Frame.SITE:
                values["scheme"] = _scheme(values["config"].theme.get("palette"))
            self._made[section, depth] = {
                name: self._parts.get_template(f"partials/{name}.html").render(values).strip()
                for name in ("header", "footer")
            }
        return self._made[section, depth]


def _scheme(palette: Any) -> str:
    """The colors of pages of ours that the theme does not frame: those of its palette, before readers switch them."""
    first = next(iter(palette if isinstance(palette, list) else [palette]), None) or {}
    if "prefers-color-scheme" in str(first.get("media", "")):
        return "system"
    return "dark" if first.get("scheme") == "slate" else "light"


def spelled_out(html: str) -> str:
    """A page whose links to folders name the file there, as a disk needs them."""
    return _FOLDER.sub(_with_index, html)


def _with_index(link: re.Match[str]) -> str:
    before, dots = link.groups()
    if not dots and before.endswith('"'):
        return before  # the page itself, or a place on it
    return f"{before}{dots}{'/' * bool(dots)}index.html"
