"""The pages that list things across articles, and the generated parts of the site's own pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from annotate import addresses
from annotate.anchoring import FOLDINGS
from annotate.coverage import measure
from annotate.escaping import escape_markdown
from annotate.fields import Choice, Choices, Field, Records
from annotate.footnotes import anchor_of, badge, show_date
from annotate.markdown import GAP, coverage_sentence, excerpt_window, front_matter, tally_bar
from annotate.model import AnnotatedArticle, Annotation, Change, Library, Source
from annotate.prose import REL
from annotate.records import ARTICLE_FIELDS, CLAIM_FIELDS
from annotate.rules import RULES
from annotate.settings import Settings
from annotate.vocabulary import (
    EvidenceType,
    Reason,
    SourceType,
    Stance,
    Term,
    Verdict,
    WaiverReason,
)

_MARKER = re.compile(r"^<!-- annotate: ([a-z]+) -->[ \t]*$", re.MULTILINE)


def render_articles(library: Library) -> str:
    """Write the list of articles, `articles/index.md`."""
    return (
        "\n\n".join(
            [front_matter(title="Articles", hide=["toc"]), "# Articles", _articles(library, "")]
        )
        + "\n"
    )


def render_claims(library: Library) -> str:
    """Write the page that lists all claims, `claims/index.md`: a table that needs no script."""
    total = sum(len(article.published) for article in library.articles)
    parts = [
        front_matter(title="Claims", hide=["navigation", "toc"], template="claims.html"),
        "# Claims",
        f"All {total} checked claims. Each has a page of its own with its sources.",
    ]
    for article in library.articles:
        if article.published:
            parts += [f"## {escape_markdown(article.page.title)}", _claims_table(article)]
    return "\n\n".join(parts) + "\n"


def _claims_table(article: AnnotatedArticle) -> str:
    rows = ["| Verdict | Claim | Source type | Corroborating |", "| --- | --- | --- | --- |"]
    for claim in article.published:
        link = f"../articles/{claim.slug}/claims/{claim.id}.html"
        words = " ".join(claim.quote.exact.split())
        shown = words if len(words) <= 100 else words[:99] + "…"
        origins = len({s.reported_by for s in claim.with_stance(Stance.SUPPORTS)})
        rows.append(
            f"| {badge(claim.verdict)} | [{escape_markdown(claim.claim)}]({link})"
            f'<br><span class="fc-words">“{escape_markdown(shown)}”</span> '
            f"| {claim.source_type.label} | {origins or 'none found'} |"
        )
    return "\n".join(rows)


def outlet_paths(library: Library) -> dict[str, str]:
    """The path of each cited outlet's page, by its name; names that look alike get a number."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted({source.outlet for _, source in _cited(library)}):
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "outlet"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        paths[name] = f"outlets/{slug}.html"
    return paths


def citing(library: Library) -> dict[str, list[tuple[Annotation, Source]]]:
    """For each outlet, the published claims that cite it, with the source."""
    found: dict[str, list[tuple[Annotation, Source]]] = defaultdict(list)
    for claim, source in _cited(library):
        found[source.outlet].append((claim, source))
    return found


def render_outlets(library: Library) -> str:
    """Write the list of outlets, `outlets/index.md`."""
    paths = outlet_paths(library)
    rows = [
        "| Outlet | Pages cited | Of them copies | Supports | Contradicts | Context |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, entries in sorted(citing(library).items(), key=lambda item: item[0].casefold()):
        pages = {s.url for _, s in entries}
        copies = {s.url for _, s in entries if s.is_copy}
        stances = Counter(s.stance for _, s in entries)
        link = paths[name].removeprefix("outlets/")
        rows.append(
            f"| [{escape_markdown(name)}]({link}) | {len(pages)} | {len(copies)} | "
            + " | ".join(str(stances[stance]) for stance in Stance)
            + " |"
        )
    intro = (
        "Every outlet whose pages the claims cite. A page counts as a copy where somebody else reported it first. "
        "There are no ratings of outlets here: what counts is what a page says and where it comes from. "
        "The [list of sources](../sources.md) has every page."
    )
    return (
        "\n\n".join(
            [
                front_matter(title="Outlets", hide=["navigation", "toc"]),
                "# Outlets",
                intro,
                _numbers(rows),
            ]
        )
        + "\n"
    )


def _numbers(rows: Sequence[str]) -> str:
    """A table of numbers; the style sheet aligns them, for Markdown would do it by `style` attributes."""
    table = "\n".join(rows)
    return f'<div class="fc-numbers" markdown="1">\n\n{table}\n\n</div>'


def changes(library: Library) -> list[tuple[Annotation, Change]]:
    """Every history entry of every claim that readers can see, newest first."""
    found = [
        (claim, change)
        for article in library.articles
        for claim in article.annotations
        if not claim.draft
        for change in claim.history
    ]
    return sorted(found, key=lambda entry: (str(entry[1].date), entry[0].id), reverse=True)


def expand(path: str, text: str, library: Library, settings: Settings) -> str:
    """Fill the generated parts of one of the site's own pages.

    Args:
        path: the page's path below `docs/`.
        text: its Markdown; a line `<!-- annotate: NAME -->` marks a part.
        library: what the parts are made of.
        settings: the site's name and forge.

    Returns:
        the page with each known part filled in; unknown names stay comments.
    """
    up = "../" * path.count("/")
    parts = _parts(library, settings, up)
    return _MARKER.sub(lambda m: parts[m[1]]() if m[1] in parts else m[0], text)


def _parts(library: Library, settings: Settings, up: str) -> dict[str, Callable[[], str]]:
    vocabularies = (Verdict, SourceType, EvidenceType, Stance, Reason, WaiverReason)
    return {
        **{v.__name__.lower(): lambda v=v: _vocabulary(v) for v in vocabularies},  # type: ignore[misc]
        "foldings": lambda: "\n".join(
            f"-   **{f.name}**: {escape_markdown(f.folds)}" for f in FOLDINGS
        ),
        "corrections": lambda: _corrections(library, up),
        "articles": lambda: _articles(library, f"{up}articles/"),
        "sources": lambda: _sources(library),
        "claimfields": lambda: _fields(CLAIM_FIELDS),
        "articlefields": lambda: _fields(ARTICLE_FIELDS),
        "rules": lambda: "\n\n".join(_rules()),
        "newfile": lambda: _new_file(settings),
        "specimen": lambda: _specimen(library, up),
    }


def _vocabulary(vocabulary: type[Term]) -> str:
    rows = [
        f'<dt id="{anchor_of(term)}">{badge(term)} <code>{term.id}</code></dt><dd>{escape(term.definition)}</dd>'
        for term in vocabulary
    ]
    return "\n".join(['<dl class="fc-terms">', *rows, "</dl>"])


def _articles(library: Library, base: str) -> str:
    if not library.articles:
        return "No article is annotated yet."
    items = "\n\n".join(_article_item(article, base) for article in library.articles)
    return f'<div class="fc-list" markdown="1">\n\n{items}\n\n</div>'


def _article_item(article: AnnotatedArticle, base: str) -> str:
    page = article.page
    return "\n\n    ".join(
        [
            f"-   [{escape_markdown(page.title)}]({base}{page.slug}/index.md)",
            f"{escape_markdown(page.publisher)}, {show_date(page.published)}",
            tally_bar(Counter(claim.verdict for claim in article.published)),
            escape_markdown(coverage_sentence(article, measure(article))),
        ]
    )


def _specimen(library: Library, up: str) -> str:
    """One claim as a reader meets it, for the home page: its words, verdict, summary and outlets."""
    claims = [(article, claim) for article in library.articles for claim in article.published]
    if not claims:
        return ""
    # The first for which sources speak on both sides shows most of what an annotation is.
    two_sided = (
        pair for pair in claims if {Stance.SUPPORTS, Stance.CONTRADICTS} <= _stances(pair[1])
    )
    article, claim = next(two_sided, claims[0])
    text, (start, end) = article.article.text, article.place(claim)
    low, high = excerpt_window(text, start, end)
    low = max(low, *(begin for begin in article.article.starts if begin <= start))
    mark = f'<mark data-verdict="{claim.verdict.id}">{_flat(text[start:end])}</mark>'
    page = f"{up}articles/{claim.slug}/claims/{claim.id}.html"
    reporters = ", ".join(
        dict.fromkeys(escape_markdown(source.reported_by) for source in claim.sources)
    )
    before, after = f"{GAP} " if low else "", f" {GAP}" if high < len(text) else ""
    parts = [
        '<div class="fc-specimen" markdown="1">',
        f"> {before}{_flat(text[low:start])}{mark}{_flat(text[end:high])}{after}",
        f"{badge(claim.verdict)} **{escape_markdown(claim.summary)}**",
        f"Source type: {claim.source_type.label.lower()}. Evidence from {reporters}. [The claim and its sources]({page})",
        "</div>",
    ]
    return "\n\n".join(parts)


def _stances(claim: Annotation) -> set[Stance]:
    return {source.stance for source in claim.sources}


def _flat(text: str) -> str:
    """Words of an article on one line, as Markdown, with the space at their ends kept."""
    words = escape_markdown(" ".join(text.split()))
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def _corrections(library: Library, up: str) -> str:
    entries = changes(library)
    if not entries:
        return "No verdict and no source has been changed since publication."
    return "\n".join(
        f"-   {show_date(change.date)}, [{escape_markdown(claim.claim)}]({up}articles/{claim.slug}/claims/{claim.id}.html): "
        f"{change.kind.label.lower()}{_moved(change)}. {escape_markdown(change.why)}"
        for claim, change in entries
    )


def _moved(change: Change) -> str:
    if not change.before and not change.after:
        return ""
    return f" changed from “{escape_markdown(change.before)}” to “{escape_markdown(change.after)}”"


def _sources(library: Library) -> str:
    """All cited pages, by outlet, each with the claims that cite it."""
    pages: dict[str, tuple[Source, Counter[str]]] = {}
    for claim, source in _cited(library):
        pages.setdefault(source.url, (source, Counter()))[1][claim.claim] += 1
    rows = ["| Page | Outlet | Kind | Date | Claims |", "| --- | --- | --- | --- | --- |"]
    for url, (source, claims) in sorted(
        pages.items(), key=lambda p: (p[1][0].outlet.casefold(), p[0])
    ):
        title = escape_markdown(source.title or addresses.host(url))
        origin = f"<br>a copy of {escape_markdown(source.origin)}" if source.is_copy else ""
        rows.append(
            f'| <a href="{escape(url)}"{REL}>{title}</a> | {escape_markdown(source.outlet)}{origin} '
            f"| {source.type.label} | {show_date(source.date)} | {len(claims)} |"
        )
    return "\n".join(rows) if pages else "No source is cited yet."


def _fields(fields: Iterable[Field], indent: str = "") -> str:
    rows = ["| Field | Needed | What it is |", "| --- | --- | --- |"]
    nested = []
    for field in fields:
        about = escape_markdown(field.about)
        if isinstance(field.kind, (Choice, Choices)):
            about += (
                " One of " + ", ".join(f"<code>{t.id}</code>" for t in field.kind.vocabulary) + "."
            )
        rows.append(
            f"| <code>{field.name}</code> | {'yes' if field.required else 'no'} | {about} |"
        )
        if isinstance(field.kind, Records):
            nested.append(
                f"Each entry of <code>{field.name}</code>:\n\n{_fields(field.kind.fields)}"
            )
    return "\n\n".join(["\n".join(rows), *nested])


def _rules() -> Iterator[str]:
    for rule in RULES.values():
        kind = "stops the build" if rule.severity == "error" else "is reported as a warning"
        yield f"### {rule.code} {{#{rule.code}}}"
        yield f"{escape_markdown(rule.why)} It {kind}."
        yield f"Not so:\n\n{_code(rule.bad)}\n\nBut so:\n\n{_code(rule.good)}"


def _code(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _new_file(settings: Settings) -> str:
    address = settings.new_file_url()
    if not address:
        return "Create the file in your copy of the repository."
    return f'<a href="{escape(address)}">Create the file on the forge</a>.'


def _cited(library: Library) -> Iterator[tuple[Annotation, Source]]:
    for article in library.articles:
        for claim in article.published:
            for source in claim.sources:
                yield claim, source
