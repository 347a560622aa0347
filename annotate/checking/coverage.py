"""Which sentences of an article carry an annotation or a waiver, and which are still open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from ..anchoring import Anchor
from ..model import AnnotatedArticle, Article, Waiver
from ..model.vocabulary import Verdict
from ..text.sentences import segments
from ..text.wording import counted, one_line
from .worthiness import Worth, signs, weigh

# A word: letters and figures with what joins them; each sign of a script without spaces counts as one.
_WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")


class Sentence(NamedTuple):
    """A sentence of an article: its place in code points, and what covers it.

    `state` is annotated, waived or open.
    """

    start: int
    end: int
    text: str
    state: str = "open"
    waiver: Waiver | None = None


_Place = TypeVar("_Place", Anchor, Sentence)


class Gap(NamedTuple):
    """The longest run of unmarked words in an annotated sentence that asserts something; `signs` say what it holds."""

    start: int
    end: int
    text: str
    signs: tuple[str, ...]


class Coverage(NamedTuple):
    """An article's sentences, in order, and how many of their words a quote or a waiver covers."""

    sentences: tuple[Sentence, ...]
    words: int
    covered: int

    def of(self, state: str) -> tuple[Sentence, ...]:
        """The sentences in this state."""
        return tuple(s for s in self.sentences if s.state == state)

    @property
    def percent(self) -> float:
        """The share of sentences that are annotated or waived, 0 to 100."""
        done = len(self.sentences) - len(self.of("open"))
        return 100.0 * done / len(self.sentences) if self.sentences else 100.0

    @property
    def words_percent(self) -> int:
        """The share of words that are annotated or waived, 0 to 100; 100 only if all are."""
        return 100 * self.covered // self.words if self.words else 100


class Figures(NamedTuple):
    """How an article's published claims are sourced.

    `two_origins` and `primary` count, among the claims that are no opinions (`factual`), those that rest on two or
    more distinct origins and those that rest on a first-hand source.
    """

    claims: int
    factual: int
    two_origins: int
    primary: int

    @property
    def share(self) -> float:
        """The share of factual claims on two or more distinct origins, 0 to 100."""
        return 100.0 * self.two_origins / self.factual if self.factual else 100.0


def figures(annotated: AnnotatedArticle) -> Figures:
    """Count how the published claims of an article are sourced."""
    factual = [a for a in annotated.published if a.verdict is not Verdict.OPINION]
    two_origins = sum(len(a.origins) >= 2 for a in factual)
    primary = sum(a.rests_on_primary for a in factual)
    return Figures(len(annotated.published), len(factual), two_origins, primary)


def most_worthy(measured: Coverage) -> list[tuple[Sentence, Worth]]:
    """The open sentences with their weights, the one most in need of a check first."""
    weighed = [(sentence, weigh(sentence.text)) for sentence in measured.of("open")]
    return sorted(weighed, key=lambda entry: (-entry[1].score, entry[0].start))


def _sourcing(sourced: Figures) -> str:
    """How the claims about facts are sourced, where there are any: a share of none says nothing."""
    if not sourced.factual:
        return ", none of them about facts" if sourced.claims else ""
    return (
        f", {sourced.factual} of them about facts: {sourced.two_origins} ({sourced.share:.0f} %) rest on two or more "
        f"distinct origins, {sourced.primary} on a first-hand source"
    )


def describe(annotated: AnnotatedArticle) -> Iterator[str]:
    """What a command prints of an article's coverage, line by line; `as_data` has the same for tools."""
    measured, sourced = measure(annotated), figures(annotated)
    states = ", ".join(f"{len(measured.of(s))} {s}" for s in ("annotated", "waived", "open"))
    yield (
        f"{annotated.page.slug}: {measured.percent:.0f} % of {counted(len(measured.sentences), 'sentence')} covered "
        f"({states}), {measured.words_percent} % of {counted(measured.words, 'word')}."
    )
    yield f"  {counted(sourced.claims, 'claim')}{_sourcing(sourced)}."
    for gap in gaps(annotated):
        yield f"  unmarked, with {', '.join(gap.signs)}: {gap.text}"
    for sentence, worth in most_worthy(measured):
        yield f"  {worth.score:3}  {', '.join(worth.reasons) or '-'}: {sentence.text}"


def as_data(annotated: AnnotatedArticle) -> dict[str, object]:
    """An article's coverage as plain data, with the open sentences, the most check-worthy first."""
    measured, sourced = measure(annotated), figures(annotated)
    return {
        "slug": annotated.page.slug,
        "percent": round(measured.percent, 1),
        "sentences": len(measured.sentences),
        **{state: len(measured.of(state)) for state in ("annotated", "waived")},
        **sourced._asdict(),
        "words": measured.words,
        "words_percent": measured.words_percent,
        "gaps": [gap._asdict() for gap in gaps(annotated)],
        "two_origins_percent": round(sourced.share, 1),
        "open": [
            {"start": s.start, "end": s.end, "text": s.text, **worth._asdict()}
            for s, worth in most_worthy(measured)
        ],
    }


def measure(annotated: AnnotatedArticle) -> Coverage:
    """Decide for each sentence what covers it: one published quote or waiver that touches its words.

    Returns:
        all sentences of the article, an annotation counting before a waiver, with their words.
    """
    return annotated.cache.get("coverage", None, partial(_measure, annotated))


def _measure(annotated: AnnotatedArticle) -> Coverage:
    found = tuple(sentences(annotated.article, annotated.page.language))
    waivers: dict[Sentence, Waiver] = {}
    for place, waiver in zip(annotated.waived, annotated.page.waivers, strict=True):
        if isinstance(place, Anchor):
            for sentence in touched(found, place.start, place.end):
                waivers.setdefault(sentence, waiver)
    marked = _marked(annotated)
    decided = tuple(_decide(sentence, marked, waivers.get(sentence)) for sentence in found)
    text = annotated.article.text
    total = sum(_count(s.text) for s in decided)
    unwaived = (s for s in decided if s.state != "waived")
    unmarked = sum(_count(text[a:b]) for s in unwaived for a, b in _unmarked(s, marked))
    return Coverage(decided, total, total - unmarked)


def gaps(annotated: AnnotatedArticle) -> tuple[Gap, ...]:
    """What the annotated sentences of an article assert outside the quotes: at most one gap for each."""
    marked = _marked(annotated)
    text, covered = annotated.article.text, measure(annotated).of("annotated")
    return tuple(filter(None, (_gap(text, s, _unmarked(s, marked)) for s in covered)))


def _marked(annotated: AnnotatedArticle) -> list[Anchor]:
    """The stretches of text that published quotes cover."""
    return joined(annotated.place(annotation) for annotation in annotated.published)


def joined(places: Iterable[tuple[int, int]]) -> list[Anchor]:
    """The stretches that some places cover together, in order and apart from each other."""
    stretches: list[Anchor] = []
    for start, end in sorted(places):
        if stretches and start <= stretches[-1].end:
            stretches[-1] = Anchor(stretches[-1].start, max(end, stretches[-1].end))
        else:
            stretches.append(Anchor(start, end))
    return stretches


def touched(places: Sequence[_Place], start: int, end: int) -> Sequence[_Place]:
    """Which of some places, in order and apart from each other, a stretch of text touches."""
    first = bisect_right(places, start, key=lambda place: place.end)
    return places[first : bisect_left(places, end, key=lambda place: place.start)]


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _unmarked(sentence: Sentence, marked: Sequence[Anchor]) -> Iterator[tuple[int, int]]:
    """The runs of a sentence that no quote touches."""
    at = sentence.start
    for place in touched(marked, sentence.start, sentence.end):
        if place.start > at:
            yield at, place.start
        at = max(at, place.end)
    if at < sentence.end:
        yield at, sentence.end


def _gap(text: str, sentence: Sentence, runs: Iterable[tuple[int, int]]) -> Gap | None:
    """The longest run of a sentence that holds a sign of an assertion."""
    told = [(a, b, signs(text[a:b], at_start=a == sentence.start)) for a, b in runs]
    asserting = [run for run in told if run[2] and _count(text[run[0] : run[1]]) > 1]
    if not asserting:
        return None
    start, end, found = max(asserting, key=lambda run: _count(text[run[0] : run[1]]))
    words = re.sub(r"^[^\w“‘(]+|[^\w”’).!?]+$", "", one_line(text[start:end]))
    return Gap(start, end, words, found)


def _decide(sentence: Sentence, marked: Sequence[Anchor], waiver: Waiver | None) -> Sentence:
    if touched(marked, sentence.start, sentence.end):
        return sentence._replace(state="annotated")
    return sentence._replace(state="waived", waiver=waiver) if waiver else sentence


def sentences(article: Article, language: str = "en") -> Iterator[Sentence]:
    """The sentences of an article, by sentencex; a block's end always ends a sentence, and a row of data is one.

    Yields:
        each with its place, without the white space around it; no headers of tables, no texts for pictures.
    """
    for start, block in zip(article.starts, article.blocks, strict=True):
        if block.cells and all(cell.header for cell in block.cells):
            continue
        pictures = [inline for inline in block.inlines if inline.kind == "picture"]
        position = 0
        for text in [block.text] if block.cells else segments(language, block.text):
            words = text.strip()
            at = block.text.find(words, position)
            if not re.search(r"\w", words) or at < 0:
                continue
            position = at + len(words)
            if not any(p.start <= at and position <= p.end for p in pictures):
                yield Sentence(start + at, start + position, words)
