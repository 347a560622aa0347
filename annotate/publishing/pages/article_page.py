"""Write an annotated article as plain Markdown: head, summary, its words with marks, one footnote a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from ...model import AnnotatedArticle, ArticlePage, Prose, ProseBlock
from ...model.vocabulary import Display, Verdict
from ...reading import prose
from ...reading.settings import Settings
from ...text.dates import show_date
from ...text.escaping import escape_address, escape_markdown
from ...text.tables import table_of
from ...text.wording import counted
from ..facts import ArticleFacts
from .article_text import own_id, render_blocks
from .footnotes import render_footnote
from .pieces import WIDE, anchor_of, badge, blocks, folded, front_matter, wrapped
from .rail import render_rail
from .tallies import coverage_sentence, tally_bar, tally_sentence, tally_words
from .timeline import draw_timeline

METHODOLOGY = "../../methodology.md"
_PIECES = table_of(__file__)


def render_article(facts: ArticleFacts, settings: Settings) -> str:
    """Write the Markdown of an article's page, `articles/<slug>/index.md`.

    Args:
        facts: the article with its claims.
        settings: the site's name, address and forge.

    Returns:
        front matter, head, the editor's summary, the article's text, and the footnotes.
    """
    annotated, page = facts.annotated, facts.annotated.page
    # The theme mirrors the page with the article; every block then runs as its own first letter does.
    told = WIDE | ({"dir": "rtl"} if annotated.is_mirrored else {})
    parts = [
        front_matter(page.title, _description(facts), **told),
        f"# {escape_markdown(page.title)}",
        _head(facts, settings),
        _counts(facts),
        _found(annotated, facts.numbers),
        wrapped("fc-body", blocks(_text(annotated), render_rail(facts))),
        _more(annotated, facts.numbers),
        _changes(facts),
        *(render_footnote(claim, settings, facts.numbers) for claim in facts.claims),
    ]
    return re.sub("^##? (.+)", _heading, blocks(*parts), flags=re.MULTILINE) + "\n"


def _heading(found: re.Match[str]) -> str:
    """A heading that is no received one, the title or a summary's, with an id of its own where it needs one."""
    place = found.string.count("\n#", 0, found.start())
    return found[0] + own_id(unescape(re.sub("<[^>]*>", "", found[1])), f"n{place}")


def _description(facts: ArticleFacts) -> str:
    tally = tally_words(facts.counts) or "nothing checked yet"
    return f"{facts.byline}, with {counted(len(facts.claims), 'claim')} checked: {tally}."


def _text(annotated: AnnotatedArticle) -> str:
    """The article's words under a heading, in an element of their own, and whose they are."""
    # Line ends and double spaces are shown where there are any; elsewhere a line may end in a space.
    plain = (b.text for b in annotated.article.blocks if b.kind in ("paragraph", "heading"))
    return str(_PIECES["words"]).format(
        spaced=" fc-spaced" if any(re.search(r"\t| {2}|\n", text) for text in plain) else "",
        language=escape(annotated.page.language),
        direction="rtl" if annotated.is_mirrored else "ltr",
        text="\n\n".join(render_blocks(annotated)),
        rights=_rights(annotated.page),
    )


def _head(facts: ArticleFacts, settings: Settings) -> str:
    """Who published it, and the tally."""
    annotated, page, counts = facts.annotated, facts.annotated.page, facts.counts
    byline = [f"<bdi>{escape(name)}</bdi>" for name in (page.publisher, page.author) if name]
    byline.append(f'<time datetime="{page.published}">{show_date(page.published)}</time>')
    byline.append(f'<a href="{escape_address(page.url)}" rel="nofollow noopener">the original</a>')
    loud = sum(counts[v] for v in Verdict if v.look.is_loud)
    items = f"<li hidden>Only problems <b>{loud}</b></li>" * bool(loud)
    given = [verdict for verdict in Verdict if counts[verdict]]
    items += "".join(f'<li data-verdict="{v.id}">{badge(v)} <b>{counts[v]}</b></li>' for v in given)
    language = escape(page.language, quote=True)
    lines = [
        f'<div class="fc-head" data-slug="{page.slug}" data-language="{language}"{_for_form(annotated, settings)}>',
        f'<p class="fc-byline">{" · ".join(byline)}</p>',
        tally_bar(counts),
        f'<ul class="fc-tally" aria-label="Claims by verdict">{items}</ul>',
        "</div>",
    ]
    return "\n".join(lines)


def _counts(facts: ArticleFacts) -> str:
    """What the tally says and does not say, and what it covers: briefly, and in full where a reader asks."""
    claims = counted(len(facts.claims), "claim")
    brief = f"{claims} checked, {facts.coverage.words_percent} % of the words; {facts.reviewed}."
    words = {"sentence": tally_sentence(facts.counts), "anchor": anchor_of(Verdict.SUPPORTED)}
    told = str(_PIECES["tally"]).format(method=METHODOLOGY, **words)
    full = f"{coverage_sentence(facts.annotated, facts.coverage)} [{escape_markdown(facts.made)}]({METHODOLOGY})"
    about = folded("fc-about", f"<summary>{brief}</summary>", full)
    return blocks(wrapped("fc-tally-words", told) if facts.claims else "", about)


def _for_form(annotated: AnnotatedArticle, settings: Settings) -> str:
    """What the form for a new claim needs to know of the repository, as attributes (browser/form/contribute.js)."""
    unseen = sorted({a.id for a in annotated.annotations} - {a.id for a in annotated.published})
    values = {
        "published": str(annotated.page.published),
        "claims": annotated.page.path.removesuffix("index.md") + "claims/",
        "taken": " ".join(unseen),
        "new-file": settings.new_file_url(),
        "new-issue": settings.new_issue_url(),
        "forge": "gitlab" if settings.on_gitlab else "",
    }
    return "".join(f' data-{k}="{escape(v, quote=True)}"' for k, v in values.items() if v)


def _rights(page: ArticlePage) -> str:
    shown = _PIECES["excerpts" if page.display is Display.EXCERPT else "all"]
    retrieved = f'<time datetime="{page.retrieved}">{show_date(page.retrieved)}</time>'
    rights = escape(page.rights)
    return str(_PIECES["rights"]).format(rights=rights, shown=shown, retrieved=retrieved)


def _found(annotated: AnnotatedArticle, numbers: Mapping[str, int]) -> str:
    """The editor's summary up to its second heading; it stands above the article, folded."""
    found = _sections(annotated)[0]
    titled = bool(found) and found[0].kind == "heading"
    title = _prose(found[:1], {}) if titled else "## What we found"
    told = _prose(found[titled:], numbers)
    summary = f'<summary markdown="block">\n\n{title}\n\n</summary>'
    return folded("fc-found", summary, told) if told else ""


def _more(annotated: AnnotatedArticle, numbers: Mapping[str, int]) -> str:
    """The rest of the editor's summary; a list of days is drawn, too."""
    parts, start = [], 0
    rest = _sections(annotated)[1]
    for at, block in enumerate(rest):
        if drawn := draw_timeline(block, annotated):
            parts += [_prose(rest[start:at], numbers), drawn]
            start = at
    told = blocks(*parts, _prose(rest[start:], numbers))
    return wrapped("fc-more", told) if told else ""


def _changes(facts: ArticleFacts) -> str:
    """What was changed on the page since it was published."""
    items = (f"-   {show_date(e.change.date)}: {escape_markdown(e.told)}" for e in facts.changes)
    told = "\n".join(items)
    return wrapped("fc-more", blocks("## Changes of this page", told)) if told else ""


Blocks = tuple[ProseBlock, ...]


def _sections(annotated: AnnotatedArticle) -> tuple[Blocks, Blocks]:
    """The editor's summary up to its second heading, and the rest."""
    all_blocks = annotated.page.summary.blocks
    heads = [n for n, block in enumerate(all_blocks) if block.kind == "heading"]
    cut = heads[1] if len(heads) > 1 else len(all_blocks)
    return all_blocks[:cut], all_blocks[cut:]


def _prose(some: Blocks, numbers: Mapping[str, int]) -> str:
    links = {id_: f'<a class="fc-to" href="#claim-{id_}">{n}</a>' for id_, n in numbers.items()}
    return prose.to_markdown(Prose(some), links)
