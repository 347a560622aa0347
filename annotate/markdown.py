"""Write an annotated article as plain Markdown: its words with marks, and one standard footnote a claim.

The words are the article's, every character of them (`escape_markdown`); the marks are inline HTML, which
every Markdown parser passes through; the footnotes are `[^claim-id]`, so that their ids never move.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from annotate import addresses, prose
from annotate.coverage import Coverage, measure
from annotate.escaping import escape_markdown
from annotate.footnotes import badge, render_footnote, show_date
from annotate.model import AnnotatedArticle, Annotation, Block, Inline, Prose, ProseBlock
from annotate.settings import Settings
from annotate.vocabulary import Display, Verdict

EXCERPT_WORDS = 8
GAP = "[…]"


def render_article(annotated: AnnotatedArticle, settings: Settings) -> str:
    """Write the Markdown of an article's page, `articles/<slug>/index.md`.

    Args:
        annotated: the article with its annotations at their places.
        settings: the site's name, address and forge.

    Returns:
        front matter, head, the editor's summary, the article's text, and the footnotes.
    """
    page = annotated.page
    first, rest = _sections(annotated)
    parts = [
        front_matter(title=page.title, hide=["navigation", "toc"], template="article.html"),
        f"# {escape_markdown(page.title)}",
        _head(annotated, measure(annotated), settings),
        _wrapped("fc-found", first) if first else "",
        _wrapped("fc-body", _text(annotated)),
        _wrapped("fc-more", rest) if rest else "",
        *(render_footnote(a, settings) for a in annotated.published),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(annotated: AnnotatedArticle) -> str:
    """The article's words under a heading, in an element of their own, and whose they are."""
    language = escape(annotated.page.language, quote=True)
    parts = [
        "## The article",
        f'<div class="fc-text" lang="{language}" dir="auto" markdown="1">',
        "\n\n".join(render_blocks(annotated)),
        "</div>",
        _rights(annotated),
    ]
    return "\n\n".join(parts)


def _wrapped(name: str, markdown: str) -> str:
    """Markdown in a `div` of its own; blank lines inside let every parser go on reading Markdown."""
    return f'<div class="{name}" markdown="1">\n\n{markdown}\n\n</div>'


def front_matter(title: str, **values: object) -> str:
    """The front matter of a page that we write: JSON values, which are YAML and need no further escaping.

    The title is HTML, because themes print it as it is.
    """
    values = {"title": escape(title)} | values
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


# --- the article's words -----------------------------------------------------------------------


def render_blocks(annotated: AnnotatedArticle) -> Iterator[str]:
    """Write each block of the article's text with the marks of its published claims.

    Yields:
        Markdown blocks; in excerpt mode only the annotated words with a little around them.
    """
    opened: set[str] = set()
    numbers = {a.id: n for n, a in enumerate(annotated.published, start=1)}
    for start, block in zip(annotated.article.starts, annotated.article.blocks, strict=True):
        ranges = _claim_ranges(annotated, start, block)
        text = _with_marks(block, ranges, opened, numbers)
        if annotated.page.display is Display.EXCERPT:
            text = _excerpt(block, ranges, opened, numbers) if ranges else ""
        opened |= {claim.id for claim, *_ in ranges}
        if text:
            yield _as_block(block, text)


Range = tuple[Annotation, int, int, bool]  # claim, start and end in the block, whether it ends here


def _claim_ranges(annotated: AnnotatedArticle, start: int, block: Block) -> list[Range]:
    end = start + len(block.text)
    ranges = []
    for annotation in annotated.published:
        place = annotated.place(annotation)
        if place.start < end and start < place.end:
            begin, stop = max(place.start, start) - start, min(place.end, end) - start
            ranges.append((annotation, begin, stop, place.end <= end))
    return ranges


def _with_marks(
    block: Block, ranges: Sequence[Range], opened: set[str], numbers: dict[str, int]
) -> str:
    """Escape a block's text and set marks and footnote references into it.

    Elements that overlap are closed and opened again, so that the HTML is always well-formed.
    """
    spans = [*_mark_spans(ranges, opened), *_inline_spans(block.inlines)]
    references: dict[int, str] = {}
    for claim, _, end, ends_here in sorted(ranges, key=lambda r: numbers[r[0].id]):
        if ends_here:
            references[end] = references.get(end, "") + _reference(claim)
    cuts = sorted({0, len(block.text), *(s.start for s in spans), *(s.end for s in spans)})
    out: list[str] = []
    stack: list[_Span] = []
    for position, following in zip(cuts, [*cuts[1:], None], strict=True):
        _close(out, stack, position)
        out.append(references.get(position, ""))
        beginning = [s for s in spans if s.start == position and s.end > position]
        for span in sorted(beginning, key=lambda s: -s.end):
            out.append(span.opening)
            stack.append(span)
        if following is not None:
            out.append(escape_markdown(block.text, position, following))
    return "".join(out)


def _reference(claim: Annotation) -> str:
    """A standard footnote reference, in an element that tells its verdict to the style sheet."""
    return f'<span class="fc-ref" data-verdict="{claim.verdict.id}">[^{claim.id}]</span>'


@dataclass(slots=True)
class _Span:
    """An element over a part of a block: what opens it, what opens it again, what closes it."""

    start: int
    end: int
    opening: str
    again: str
    closing: str


def _close(out: list[str], stack: list[_Span], position: int) -> None:
    """Close what ends here; what lies above it on the stack is opened again."""
    reopen: list[_Span] = []
    while any(span.end == position for span in stack):
        span = stack.pop()
        out.append(span.closing)
        if span.end != position:
            reopen.append(span)
    for span in reversed(reopen):
        out.append(span.again)
        stack.append(span)


def _mark_spans(ranges: Sequence[Range], opened: set[str]) -> Iterator[_Span]:
    for claim, start, end, _ in ranges:
        mark = f'<mark class="fc" data-claim="{claim.id}" data-verdict="{claim.verdict.id}">'
        first = mark.replace("<mark", f'<mark id="claim-{claim.id}"')
        yield _Span(start, end, mark if claim.id in opened else first, mark, "</mark>")


_INLINE_TAGS = {"emphasis": "em", "strong": "strong"}


def _inline_spans(inlines: Sequence[Inline]) -> Iterator[_Span]:
    """The publisher's own marks; links lead to the same place, without passing on who reads."""
    for inline in inlines:
        if inline.kind == "link":
            href = escape(addresses.ascii_url(inline.href), quote=True)
            opening, closing = f'<a class="fc-own" href="{href}" rel="nofollow noopener">', "</a>"
        else:
            tag = _INLINE_TAGS[inline.kind]
            opening, closing = f"<{tag}>", f"</{tag}>"
        yield _Span(inline.start, inline.end, opening, opening, closing)


_PREFIXES = {"item": "-   ", "quotation": "> "}


def _as_block(block: Block, text: str) -> str:
    if block.kind == "heading":
        return f"{'#' * min(6, block.level + 2)} {text}"
    return _PREFIXES.get(block.kind, "") + text


def _excerpt(
    block: Block, ranges: Sequence[Range], opened: set[str], numbers: dict[str, int]
) -> str:
    """The annotated words of a block, with some words around them."""
    windows: list[tuple[int, int]] = []
    for start, end in sorted(excerpt_window(block.text, s, e) for _, s, e, _ in ranges):
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    gap = f'<span class="fc-gap">{GAP}</span>'
    parts = []
    for start, end in windows:
        inside = [
            (c, s - start, e - start, last) for c, s, e, last in ranges if start <= s and e <= end
        ]
        piece = replace(block, text=block.text[start:end], inlines=())
        parts.append(_with_marks(piece, inside, opened, numbers))
    text = f" {gap} ".join(parts)
    if windows[0][0] > 0:
        text = f"{gap} {text}"
    return f"{text} {gap}" if windows[-1][1] < len(block.text) else text


def excerpt_window(text: str, start: int, end: int, words: int = EXCERPT_WORDS) -> tuple[int, int]:
    """A range of a text widened by some words on both sides, in code points."""
    before = [match.start() for match in re.finditer(r"\S+", text[:start])]
    after = [match.end() for match in re.finditer(r"\S+", text[end:])]
    low = before[-words] if len(before) > words else 0
    high = end + after[words - 1] if len(after) > words else len(text)
    return low, high


# --- the head ------------------------------------------------------------------------------------


def _head(annotated: AnnotatedArticle, coverage: Coverage, settings: Settings) -> str:
    """Who published it, when it was checked, and the tally with its coverage."""
    page = annotated.page
    byline = [escape(page.publisher)]
    if page.author:
        byline.append(escape(page.author))
    byline.append(f'<time datetime="{page.published}">{show_date(page.published)}</time>')
    byline.append(
        f'<a href="{escape(page.url, quote=True)}" rel="nofollow noopener">the original</a>'
    )
    counts = Counter(a.verdict for a in annotated.published)
    items = "".join(
        f'<li data-verdict="{v.id}">{badge(v)} <b>{counts[v]}</b></li>'
        for v in Verdict
        if counts[v]
    )
    language = escape(page.language, quote=True)
    lines = [
        f'<div class="fc-head" data-slug="{page.slug}" data-language="{language}"{_for_form(annotated, settings)}>',
        f'<p class="fc-byline">{" · ".join(byline)}</p>',
        tally_bar(counts),
        f'<ul class="fc-tally" aria-label="Claims by verdict">{items}</ul>',
        f'<p class="fc-coverage">{coverage_sentence(annotated, coverage)}</p>',
        "</div>",
    ]
    return "\n".join(lines)


def _for_form(annotated: AnnotatedArticle, settings: Settings) -> str:
    """What the form for a new claim needs to know of the repository, as attributes (assets/contribute.js)."""
    unseen = sorted({a.id for a in annotated.annotations} - {a.id for a in annotated.published})
    values = {
        "claims": annotated.page.path.removesuffix("index.md") + "claims/",
        "taken": " ".join(unseen),
        "new-file": settings.new_file_url(),
        "new-issue": settings.new_issue_url(),
        "forge": "gitlab" if settings.on_gitlab else "",
    }
    return "".join(f' data-{k}="{escape(v, quote=True)}"' for k, v in values.items() if v)


def tally_bar(counts: Counter[Verdict]) -> str:
    """The tally as a picture; an SVG, because widths in `style` attributes need a laxer CSP.

    The parts stand over its edges, so that the strokes between them do not eat its height.
    """
    rects, x = [], 0
    for verdict in Verdict:
        if counts[verdict]:
            rects.append(
                f'<rect data-verdict="{verdict.id}" x="{x}" y="-1" width="{counts[verdict]}" height="3"></rect>'
            )
            x += counts[verdict]
    return (
        f'<svg class="fc-bar" viewBox="0 0 {max(x, 1)} 1" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(rects)}</svg>"
    )


def coverage_sentence(annotated: AnnotatedArticle, coverage: Coverage) -> str:
    """What the tally covers, in one sentence: `75 claims checked; 2 of 31 sentences waived.`"""
    claims = len(annotated.published)
    total, waived, left = (
        len(coverage.sentences),
        len(coverage.of("waived")),
        len(coverage.of("open")),
    )
    parts = [f"{claims} {'claim' if claims == 1 else 'claims'} checked in {total} sentences"]
    if waived:
        reasons = ", ".join(
            sorted({s.waiver.reason.label for s in coverage.of("waived") if s.waiver})
        )
        parts.append(f"{waived} {'sentence' if waived == 1 else 'sentences'} waived ({reasons})")
    parts.append(
        f"{left} not yet checked"
        if left
        else "none left out"
        if not waived
        else "all others are covered"
    )
    checked = max((a.checked for a in annotated.published), default=None)
    last = f" Last checked on {show_date(checked)}." if checked else ""
    return "; ".join(parts) + "." + last


def _rights(annotated: AnnotatedArticle) -> str:
    page = annotated.page
    shown = (
        "Only the annotated words are shown, with a little around them."
        if page.display is Display.EXCERPT
        else "The words are the article’s, unchanged; underlined words lead to a footnote."
    )
    return f'<p class="fc-rights">{escape(page.rights)} {shown} The annotations are licensed CC BY 4.0.</p>'


def _sections(annotated: AnnotatedArticle) -> tuple[str, str]:
    """The editor's summary up to its second heading, which stands above the article, and the rest."""
    numbers = {a.id: n for n, a in enumerate(annotated.published, start=1)}
    links = {id_: f'<a class="fc-to" href="#claim-{id_}">{n}</a>' for id_, n in numbers.items()}
    blocks = annotated.page.summary.blocks
    heads = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    cut = heads[1] if len(heads) > 1 else len(blocks)
    return _prose(blocks[:cut], links), _prose(blocks[cut:], links)


def _prose(blocks: Sequence[ProseBlock], links: dict[str, str]) -> str:
    return prose.to_markdown(Prose(tuple(blocks)), links)
