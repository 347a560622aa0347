"""What the site's `mkdocs.yml` says that the pages need: its name, its address, and the forge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import yaml
import yaml_env_tag

from ..model import Location
from ..model.problems import Problem
from .frontmatter.nodes import LOADER

# ProperDocs, MkDocs under another name, takes the first that is there.
CONFIGS = ("properdocs.yml", "mkdocs.yml")
# How MkDocs' `edit_uri` names the branch that the site's pages are edited on.
_EDITED_BRANCH = re.compile(r"(?:edit|blob|tree|src)/(.+?)/docs/?$")


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's settings.

    `forge` is the repository's web address ("" if unknown), `branch` the branch that contributions
    start from; `site_url` ends with a slash or is "". `claim_pictures` asks for a picture for sharing a claim, too;
    `strict_content` refuses what is neither a page in plain Markdown nor a picture.
    """

    site_name: str = "Annotated"
    site_url: str = ""
    forge: str = ""
    branch: str = "main"
    claim_pictures: bool = False
    strict_content: bool = False

    @property
    def on_gitlab(self) -> bool:
        """Whether the forge is a GitLab: by its host's name, everything else speaks GitHub's addresses."""
        return "gitlab" in (urlsplit(self.forge).hostname or "")

    @property
    def forge_name(self) -> str:
        """What readers call the forge: `GitHub`, `GitLab`, or its host; "" if it is unknown."""
        host = urlsplit(self.forge).hostname or ""
        return "GitLab" if self.on_gitlab else "GitHub" if host == "github.com" else host

    @property
    def request(self) -> str:
        """What the forge calls a proposed change."""
        return "merge request" if self.on_gitlab else "pull request"

    def edit_url(self, path: str) -> str:
        """The forge's page for editing a file, "" where the forge is unknown."""
        return self._on_forge(f"edit/{quote(self.branch)}/{quote(path)}")

    def new_file_url(self) -> str:
        """The forge's page for a new file, to which the browser adds name and text; "" if unknown."""
        return self._on_forge(f"new/{quote(self.branch)}")

    def new_issue_url(self) -> str:
        """The forge's page for a new issue, to which the browser adds what fills the form in; "" if unknown."""
        return self._on_forge("issues/new")

    def _on_forge(self, path: str) -> str:
        return f"{self.forge}{'/-' if self.on_gitlab else ''}/{path}" if self.forge else ""

    def absolute(self, path: str) -> str:
        """A page's full address; the path alone where the site's address is not set."""
        return self.site_url + path


def _unreadable(name: str, error: Exception) -> Problem:
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    place = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
    told = "they inherit from themselves" if isinstance(error, RecursionError) else str(error)
    more = "" if mark else f": {' '.join(told.split())}"
    found = f"The site's settings are not YAML of the form that MkDocs takes{more}."
    return Problem(place, "yaml-syntax", found, "Run `mkdocs build`: it says what it expects.")


def make_settings(config: Mapping[str, Any], options: Mapping[str, Any]) -> Settings:
    """Settle what was configured: `owner/name`, as GitHub's CI gives it, becomes an address.

    Without a `branch` it is that of MkDocs' `edit_uri`, or `main`.

    Args:
        config: MkDocs' settings.
        options: the plugin's.
    """
    edited = _EDITED_BRANCH.search(str(config.get("edit_uri") or ""))
    forge = str(options.get("forge") or config.get("repo_url") or "").strip().rstrip("/")
    if forge and "://" not in forge:
        forge = f"https://github.com/{forge}"
    if urlsplit(forge).scheme not in ("http", "https"):
        forge = ""
    site_url = str(config.get("site_url") or "").strip()
    address = f"{site_url.rstrip('/')}/" if site_url else ""
    branch = str(options.get("branch") or (edited[1] if edited else "main"))
    flags = (options.get(name) is True for name in ("claim_pictures", "strict_content"))
    return Settings(str(config["site_name"]), address, forge, branch, *flags)


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """Read `mkdocs.yml` as MkDocs does where it matters here: `!ENV` and `INHERIT` are resolved, other tags ignored.

    Returns:
        the settings, the defaults where there is no such file; and the problem of a file that MkDocs would not take.
    """
    file = next((file for name in CONFIGS if (file := root / name).is_file()), None)
    if not file:
        return Settings(), []
    try:
        config = load(file)
        options = _plugin_options(config.get("plugins") or [])
    except (yaml.YAMLError, OSError, ValueError, AttributeError, TypeError, RecursionError) as error:  # fmt: skip
        return Settings(), [_unreadable(file.name, error)]
    named = config | {"site_name": config.get("site_name") or "Annotated"}
    try:
        return make_settings(named, options), []
    except ValueError as error:
        text, forge = file.read_text("utf-8"), str(options.get("forge") or config["repo_url"])
        place = Location(file.name, text[: max(text.find(forge), 0)].count("\n") + 1)
        told = f"{forge} is no address: {error}."
        return Settings(), [Problem(place, "bad-address", told, "Correct it.")]


def load(file: Path) -> dict[str, Any]:
    """The settings as a mapping, with those of the files that they inherit from."""
    with file.open(encoding="utf-8") as stream:
        config: dict[str, Any] = yaml.load(stream, _loader()) or {}
    if "INHERIT" in config:
        # The one use of MkDocs outside its adapter: its import takes longer than all else that is read here.
        from mkdocs.exceptions import ConfigurationError
        from mkdocs.utils.yaml import yaml_load

        try:
            with file.open(encoding="utf-8") as stream:
                config = yaml_load(stream, _loader())
        except ConfigurationError as error:
            raise yaml.YAMLError(str(error)) from error
    return config


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """The options under `annotate`, whether `plugins` is a list or a mapping."""
    named = plugins if isinstance(plugins, list) else [plugins]
    entries = [entry for plugin in named if isinstance(plugin, dict) for entry in plugin.items()]
    return next((dict(options or {}) for name, options in entries if name == "annotate"), {})


def _loader() -> type[Any]:
    class Loader(LOADER):  # type: ignore[misc]  # a class that is chosen
        """A loader of its own, so that the tags do not reach anybody else's."""

    Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    Loader.add_multi_constructor("!", lambda *_: None)
    return Loader
