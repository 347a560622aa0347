"""The pipeline on one screen: a repository becomes the files of a site, and the problems on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotate import checks
from annotate.exports import form, schema
from annotate.exports.atom import corrections_feed
from annotate.library import Cache, read_library
from annotate.model import Library
from annotate.pages import gathered, lists, parts
from annotate.pages.article import render_article
from annotate.pages.single import render_claim, render_outlet
from annotate.problems import Problem, sort_problems
from annotate.settings import Settings, SettingsError, read_settings

ASSETS = Path(__file__).parent / "assets"
# Pages that the generated ones link to; a repository's own page of that name takes their place.
DEFAULTS = Path(__file__).parent / "defaults"

Content = str | bytes


@dataclass(frozen=True, slots=True)
class Build:
    """What came out: the files of a generator's source folder by path, and all problems, sorted.

    `sources` names for generated pages the file that people edit; `languages` are the articles'.
    """

    files: dict[str, Content] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    @property
    def failed(self) -> bool:
        """Whether a problem is an error, so that nothing may be published."""
        return any(problem.is_error for problem in self.problems)


def build(root: Path | str, settings: Settings | None = None, cache: Cache | None = None) -> Build:
    """Build all pages of a repository in memory.

    Args:
        root: the repository's folder, with `docs/` and `seeds/`.
        settings: the site's settings; by default those of its `mkdocs.yml`.
        cache: kept between builds, it saves reading what has not changed.

    Returns:
        the files, empty if a problem is an error, and every problem of every file.
    """
    root = Path(root)
    try:
        settings = settings or read_settings(root)
    except SettingsError as error:
        return Build(problems=[error.problem])
    library, problems = read_library(root, cache)
    problems = sort_problems(_without_consequences([*problems, *checks.run(library)]))
    if any(problem.is_error for problem in problems):
        return Build(problems=problems)
    sources = {f"articles/{a.page.slug}/index.md": a.page.path for a in library.articles}
    languages = frozenset(a.page.language for a in library.articles)
    return Build(dict(_files(library, settings)), problems, sources, languages)


def _without_consequences(problems: list[Problem]) -> list[Problem]:
    """Leave out what an article's page only seems to lack because one of its claim files has an error."""
    consequences = ("sentence-open", "unknown-claim-link")
    causes = [p for p in problems if p.is_error and p.code not in consequences]
    folders = {_folder(p) for p in causes if "/claims/" in p.location.path}
    return [p for p in problems if p.code not in consequences or _folder(p) not in folders]


def _folder(problem: Problem) -> str:
    """The folder of the article that a problem is about."""
    return problem.location.path.rpartition("/")[0].removesuffix("/claims")


def _files(library: Library, settings: Settings) -> Iterator[tuple[str, Content]]:
    outlets = {outlet.name: outlet for outlet in library.outlets}
    for article in library.articles:
        folder = f"articles/{article.page.slug}"
        yield f"{folder}/index.md", render_article(article, settings)
        for claim in (*article.published, *article.withdrawn):
            yield claim.page_path, render_claim(article, claim, settings, outlets)
    yield "articles/index.md", lists.render_articles(library)
    yield "claims/index.md", lists.render_claims(library)
    yield "outlets/index.md", lists.render_outlets(library)
    by_outlet = gathered.citing(library)
    for name, path in gathered.outlet_paths(library).items():
        about = outlets[name].about if name in outlets else ""
        yield path, render_outlet(name, about, by_outlet[name], path, settings)
    yield "corrections.xml", corrections_feed(gathered.changes(library), settings)
    defaults = {f.name: f.read_text(encoding="utf-8") for f in sorted(DEFAULTS.iterdir())}
    if "README.md" in library.pages:
        del defaults["index.md"]  # generators take either for the home page
    for path, content in (defaults | library.pages).items():
        if isinstance(content, str):
            yield path, parts.expand(path, content, library, settings)
        else:
            yield path, content
    yield schema.PATH, schema.format_schema()
    yield form.PATH, form.format_form(library)
    for asset in sorted(ASSETS.iterdir()):
        yield f"assets/annotate/{asset.name}", asset.read_text(encoding="utf-8")
