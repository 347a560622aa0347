"""The pipeline on one screen: a repository becomes the files of a site, and the problems on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ..checking.check import Checked, check
from ..model import AnnotatedArticle, Library
from ..model.cache import Cache
from ..model.problems import Problem
from ..reading.repository import DOCS, article_of
from ..reading.settings import Settings
from . import pictures
from .citing import page_of
from .exports import asking, cards, files, form, schema, verdicts
from .exports.atom import corrections_feed
from .facts import ArticleFacts, LibraryFacts, gather
from .indexing import parts_of
from .pages import lists, parts
from .pages.article_page import render_article
from .pages.origins import outlet_lists, render_outlets
from .pages.single import render_claim, render_outlet, render_source

ASSETS = Path(__file__).parent.parent / "browser"
# Pages that the generated ones link to; a repository's own page of that name takes their place.
DEFAULTS = Path(__file__).parent / "defaults"
# Below a repository's folder; it may be deleted at any time.
PICTURES = ".cache/annotate-pictures"

# What scripts and style sheets have for those who write them: comments on lines of their own, types, indentation.
_FOR_AUTHORS = re.compile(
    r"^ *(//.*|/\*(?:(?!\*/)[\s\S])*\*/)\n|/\*\* @type (?:(?!\*/).)*\*/ ?|^ +", re.MULTILINE
)

# White space that a style sheet needs for people only.
_LAYOUT = re.compile(r"^ +|^\n|(?<=[{};,])\n", re.MULTILINE)

# A page asks for one style sheet of these: our own frame with what goes into it, or that alone for the frame of others.
_FRAME = "frame.css"
_SHEETS = {"annotate.css": (_FRAME, "annotate.css"), "guest.css": ("annotate.css", "guest.css")}

Content = str | bytes
Maker = Callable[[], Content]


@dataclass(frozen=True, eq=False)
class Files(Mapping[str, Content]):
    """Files by path. Each is made when it is asked for and not kept, so that a large site is never whole in memory."""

    makers: dict[str, Maker]

    def __getitem__(self, path: str) -> Content:
        return self.makers[path]()

    def __contains__(self, path: object) -> bool:
        return path in self.makers

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)


@dataclass(frozen=True, slots=True)
class Build:
    """What came out: the files of a generator's source folder by path, and all problems, sorted.

    `sources` names for generated pages the file that people edit; `articles` are what the files tell of.
    """

    files: Files = field(default_factory=lambda: Files({}))
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    articles: tuple[AnnotatedArticle, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a problem is an error, so that nothing may be published."""
        return any(problem.is_error for problem in self.problems)


def build(root: Path | str, settings: Settings | None = None, cache: Cache | None = None) -> Build:
    """Build all pages of a repository; each is made when it is asked for.

    Args:
        root: the repository's folder, with `docs/` and `seeds/`.
        settings: the site's settings; by default those of its `mkdocs.yml`.
        cache: kept between builds, it saves reading what has not changed.

    Returns:
        the files, empty if a problem is an error, and every problem of every file.
    """
    return render(check(root, settings=settings, cache=cache), Path(root) / PICTURES)


def render(checked: Checked, kept: Path | None = None) -> Build:
    """Build the pages of a checked repository; each is made when it is asked for.

    Args:
        checked: what was read and checked.
        kept: the folder where pictures stay between builds; None for none.

    Returns:
        the files, empty if a problem is an error, and the problems.
    """
    problems = list(checked.problems)
    if checked.failed:
        return Build(problems=problems)
    articles = checked.library.articles
    sources = {f"articles/{a.page.slug}/index.md": a.page.path for a in articles}
    made = Files(dict(_makers(checked.library, checked.settings, kept)))
    return Build(made, problems, sources, articles)


def renew(before: Build, checked: Checked, slugs: Collection[str]) -> Build | None:
    """A build with some articles as they are now; what others show of them stays as it was.

    Args:
        before: the build, of all articles.
        checked: those that changed, alone.
        slugs: their names.

    Returns:
        None where something is wrong, or they have other pages than before, or other titles.
    """
    facts = {article.annotated.page.slug: article for article in gather(checked.library).articles}
    pages = {a.page.slug: a.page for a in before.articles if a.page.slug in slugs}
    if checked.failed or pages != {slug: a.annotated.page for slug, a in facts.items()}:
        return None
    makers, is_divided = before.files.makers, bool(parts_of(before.articles))
    new: dict[str, Maker] = {}
    for article in facts.values():
        new |= _article_makers(article, checked.settings, makers.keys(), is_divided)
    was = {path for path in makers if article_of(f"{DOCS}/{path}") in facts}
    if new.keys() != {path for path in was if not path.endswith(".png")}:
        return None
    now = (facts[a.page.slug].annotated if a.page.slug in facts else a for a in before.articles)
    return replace(before, files=Files(makers | new), articles=tuple(now))


def _makers(library: Library, settings: Settings, kept: Path | None) -> Iterator[tuple[str, Maker]]:
    facts = gather(library)
    drawn = pictures.draw_all(facts, settings, kept)
    yield from drawn.items()
    is_divided = bool(parts_of(library.articles))
    for article in facts.articles:
        yield from _article_makers(article, settings, drawn.keys(), is_divided)
    paged, outlets = lists.paged_lists(facts), outlet_lists(facts)
    yield "articles/index.md", partial(lists.render_articles, paged["articles"])
    yield "claims/index.md", partial(lists.render_claims, paged["claims"])
    for listed in (paged | outlets).values():
        yield from listed.further()
    yield "outlets/index.md", partial(render_outlets, facts, outlets)
    for named in facts.names.values():
        for at in range(named.total):
            yield page_of(named.path, at), partial(render_outlet, named, at, facts, settings)
    for page in facts.pages.values():
        for at in range(page.total if page.path else 0):
            yield page_of(page.path, at), partial(render_source, page, at, facts, settings)
    yield "corrections.xml", partial(corrections_feed, facts.changes, settings)
    given = sorted(DEFAULTS.rglob("*.md"))
    defaults = {f.relative_to(DEFAULTS).as_posix(): f.read_text(encoding="utf-8") for f in given}
    if "README.md" in library.pages:
        del defaults["index.md"]  # generators take either for the home page
    for path, content in (defaults | library.pages).items():
        yield path, partial(_own_page, path, content, facts, settings)
    yield schema.PATH, schema.format_schema
    yield form.PATH, partial(form.format_form, library)
    yield verdicts.SCRIPT, verdicts.script
    yield asking.PATH, partial(asking.script, library.articles)
    for asset in sorted(ASSETS.glob("*/*")):
        if asset.name != _FRAME:
            yield f"assets/annotate/{asset.name}", partial(_asset, asset)


def _article_makers(
    article: ArticleFacts, settings: Settings, drawn: Container[str], is_divided: bool
) -> Iterator[tuple[str, Maker]]:
    """The pages of one article: pure functions of its facts, the settings, which pictures there are, and how all is indexed."""
    slug = article.annotated.page.slug
    yield f"articles/{slug}/index.md", partial(render_article, article, settings)
    yield f"articles/{slug}/{cards.NAME}", partial(cards.format_cards, article, settings)
    yield f"articles/{slug}/{files.NAME}", partial(files.format_files, article)
    for claim in (*article.claims, *article.withdrawn):
        wanted = (pictures.path_of(slug, claim.claim.id), pictures.path_of(slug))
        picture = next((path for path in wanted if path in drawn), "")
        page = partial(render_claim, article, claim, settings, picture, is_divided)
        yield claim.claim.page_path, page


def _own_page(path: str, content: Content, facts: LibraryFacts, settings: Settings) -> Content:
    return parts.expand(path, content, facts, settings) if isinstance(content, str) else content


def _asset(file: Path) -> str:
    sheets = _SHEETS.get(file.name, (file.name,))
    text = "".join(_for_readers(file.parent / name) for name in sheets)
    return text + verdicts.styles() if file.name == Path(verdicts.STYLES).name else text


def _for_readers(file: Path) -> str:
    text = _FOR_AUTHORS.sub("", file.read_text(encoding="utf-8"))
    return _LAYOUT.sub("", text) if file.suffix == ".css" else text
