"""The claims of an article by their verdicts, as a picture and in words, and what they cover."""

from __future__ import annotations

from collections import Counter

from ...checking.coverage import Coverage
from ...model import AnnotatedArticle
from ...model.vocabulary import Verdict
from ...text.dates import show_date
from ...text.wording import counted


def tally_bar(counts: Counter[Verdict]) -> str:
    """The tally as a picture; an SVG, because widths in `style` attributes need a laxer CSP.

    The parts stand over its edges, so that the strokes between them do not eat its height.
    """
    rects, x = [], 0
    for verdict in Verdict:
        if width := counts[verdict]:
            place = f'x="{x}" y="-1" width="{width}" height="3"'
            rects.append(f'<rect data-verdict="{verdict.id}" {place}></rect>')
            x += width
    return (
        f'<svg class="fc-bar" viewBox="0 0 {max(x, 1)} 1" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(rects)}</svg>"
    )


def tally_words(counts: Counter[Verdict]) -> str:
    """The tally in words: `7 supported, 1 mixed`."""
    return ", ".join(f"{counts[v]} {v.label.lower()}" for v in Verdict if counts[v])


def tally_sentence(counts: Counter[Verdict]) -> str:
    """The tally in words: `78 hold, 12 should make you stop, 12 are opinion.`"""
    loud = sum(counts[verdict] for verdict in Verdict if verdict.look.is_loud)
    opinion = counts[Verdict.OPINION]
    hold = counts.total() - loud - opinion
    parts = [
        f"{hold} hold{'s' * (hold == 1)}" if hold else "",
        f"{loud} should make you stop" if loud else "",
        f"{opinion} {'is' if opinion == 1 else 'are'} opinion" if opinion else "",
    ]
    return f"{', '.join(filter(None, parts))}."


def coverage_sentence(annotated: AnnotatedArticle, coverage: Coverage) -> str:
    """What the tally covers, in one sentence: `75 claims checked in 31 sentences, 98 % of the words; none left out.`"""
    waived, left = coverage.of("waived"), len(coverage.of("open"))
    claims = counted(len(annotated.published), "claim")
    sentences = counted(len(coverage.sentences), "sentence")
    parts = [f"{claims} checked in {sentences}, {coverage.words_percent} % of the words"]
    if waived:
        reasons = sorted({s.waiver.reason.label for s in waived if s.waiver})
        parts.append(f"{counted(len(waived), 'sentence')} waived ({', '.join(reasons)})")
    if left:
        parts.append(f"{left} not yet checked")
    else:
        parts.append("every other sentence has a claim" if waived else "every sentence has a claim")
    checked = max((a.checked for a in annotated.published), default=None)
    last = f" Last checked on {show_date(checked)}." if checked else ""
    return f"{'; '.join(parts)}.{last}"
