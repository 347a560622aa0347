"""What differs between two states of a claim or an article's page, how much that says, and which entries tell of it.

The fields are those that the records declare: one that is declared later is compared like the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from itertools import product
from typing import Any, NamedTuple

from ...anchoring import fold
from ...anchoring.languages import Lists, lists
from ...anchoring.languages import told as told_language
from ...anchoring.risks import risks
from ...model import Annotation, ArticlePage, Field, Prose, Source, Waiver, declared_fields
from ...model.kinds import Choice, Choices, Day, DayOrMonth, Quote, Several, Text
from ...model.vocabulary import ChangeKind
from ...reading import prose
from ...text.tables import table_of
from ...text.wording import common_start
from ..turning import without_slips

Published = Annotation | ArticlePage
Records = Mapping[str, Published | None]
Pair = tuple[Source | None, Source | None]

# The least likeness, in percent, of words that were only worded better.
_ALIKE = 75
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Signs of which one more or less, or another one, does not make another sentence.
_DIVIDING = frozenset(",;:.-")
# The longest texts that are shown before and after.
_SHORT = 100
_LABELS = {"archived": "archived copy", "read": "day of reading", "sha256": "pinned text"}
# What has rules of its own, or what others rest on: it is named to reviewers.
_FREE = {"draft", "history", "waivers"}
# What stands beside a quote that occurs more than once.
SIDES = ("prefix", "suffix")
# What may be filled in later: that takes nothing back.
_FILLED_IN = {"archived", "author", "authors", "date", "quoted", "review_by", "reviewers", "title"}
_ENTRIES: dict[str, list[str]] = table_of(__file__)["entries"]


class Grade(Enum):
    """How much a difference says: typing and links only, the same in other words, or something else."""

    TYPED = auto()
    EDITORIAL = auto()
    TOLD = auto()


class Difference(NamedTuple):
    """What differs: its key in the file, in a reviewer's words, its grade, and the kinds of entries that tell of it.

    `values` are the two; of a source that differs all of it, which an entry of the kind `source` has to name.
    """

    key: str
    told: str
    grade: Grade
    entries: tuple[ChangeKind, ...]
    values: tuple[Any, Any] = (None, None)


def differences(
    before: Published, after: Published, spelling: Mapping[str, str], language: str = ""
) -> Iterator[Difference]:
    """Compare two states of a claim or of an article's page.

    Args:
        before: how it was.
        after: how it is, a record of the same kind.
        spelling: an outlet's name by its other spellings.
        language: of the article, in which words are judged that are too few to tell theirs.

    Yields:
        every source and every field that differs.
    """
    if isinstance(before, Annotation) and isinstance(after, Annotation):
        yield from _sources(before, after, spelling, language)
    for field, old, new in _differing(before, after):
        if field.name != "sources":
            grade, told = _grade(field, old, new, language), _told(field, "", old, new)
            yield Difference(field.name, told, grade, _entries(field.name, new), (old, new))
    name = "context" if isinstance(before, Annotation) else "summary"
    old, new = getattr(before, name), getattr(after, name)
    if old != new:
        kinds, grade = _entries(name, new), grade_of(old, new, language)
        yield Difference(name, f"{name} changed", grade, kinds, (old, new))


def _entries(key: str, new: Any) -> tuple[ChangeKind, ...]:
    is_back = key == "withdrawn" and not new
    kinds = ["verdict"] if is_back else _ENTRIES.get(key, ["wording"])
    return tuple(kind for kind in map(ChangeKind.named, kinds) if kind)


def _differing(
    before: Published | Source, after: Published | Source
) -> Iterator[tuple[Field, Any, Any]]:
    for field in declared_fields(type(before)):
        old, new = getattr(before, field.attribute), getattr(after, field.attribute)
        if old != new:
            yield field, old, new


def _other_reasons(before: tuple[Waiver, ...], after: tuple[Waiver, ...]) -> bool:
    """Whether words are waived for another reason, which readers see; which ones are waived has rules of its own."""
    pairs = product(set(before) - set(after), set(after) - set(before))
    others = ((a.exact, b.exact) for a, b in pairs if a.reason != b.reason)
    return any(old in new or new in old for old, new in others)


def _told(field: Field, whose: str, old: Any, new: Any) -> str:
    """What differs, in a reviewer's words; what is short is shown."""
    if field.name == "withdrawn" and not (old and new):
        return "withdrawn" if new else "no longer withdrawn"
    kind, label = field.kind, _LABELS.get(field.name, field.name.replace("_", " ")) + whose
    is_short = isinstance(kind, Text) and kind.limit <= _SHORT
    if is_short or isinstance(kind, (Choice, Day, DayOrMonth)):
        before, after = (getattr(value, "id", value) or "none" for value in (old, new))
        return f"{label}: {before} → {after}"
    return f"{label} changed"


def _sources(
    before: Annotation, after: Annotation, spelling: Mapping[str, str], language: str
) -> Iterator[Difference]:
    old, new = _by_address(before.sources), _by_address(after.sources)
    for key, source in old.items():
        if key not in new:
            yield _of_source(f"source removed: {source.outlet}", Grade.TOLD, (source, None))
    for key, source in new.items():
        if key in old:
            days = (before.checked, after.checked)
            yield from _changed_source((old[key], source), days, spelling, language)
        else:
            told = f"source added: {source.outlet} ({source.stance.id})"
            yield _of_source(told, Grade.TOLD, (None, source))
    if old.keys() == new.keys() and list(old) != list(new):
        yield _of_source("order of the sources changed", Grade.TYPED, (None, None))


def _changed_source(
    both: tuple[Source, Source], days: tuple[Any, Any], spelling: Mapping[str, str], language: str
) -> Iterator[Difference]:
    old, new = both
    for field, was, now in _differing(old, new):
        # Where no day of reading is given it is that of the check, and that one is told.
        if field.name == "read" and (was, now) == days:
            continue
        grade = Grade.TYPED if field.name == "url" else _grade(field, was, now, language)
        if field.name in ("outlet", "origin"):
            named = [spelling.get(name, name) for name in (old.outlet, old.reported_by)]
            grade = Grade.TYPED if named == [new.outlet, new.reported_by] else Grade.TOLD
        told = _told(field, f" of {new.outlet}", was, now)
        also = () if field.name in ("outlet", "origin", "stance") else (ChangeKind.WORDING,)
        yield _of_source(told, grade, both, also)


def _of_source(
    told: str, grade: Grade, sources: Pair, also: tuple[ChangeKind, ...] = ()
) -> Difference:
    return Difference("sources", told, grade, (ChangeKind.SOURCE, *also), sources)


def _by_address(sources: tuple[Source, ...]) -> dict[tuple[str, str], Source]:
    """The sources by address, however it is typed, and, where one is cited with several stances, by stance."""
    pages = [re.sub(r"^https?|/$", "", source.url) for source in sources]
    twice = {page: count > 1 for page, count in Counter(pages).items()}
    return {(p, s.stance.id * twice[p]): s for p, s in zip(pages, sources, strict=True)}


def _grade(field: Field, old: Any, new: Any, language: str) -> Grade:
    if field.name in _FREE:
        is_told = field.name == "waivers" and _other_reasons(old, new)
        return Grade.TOLD if is_told else Grade.TYPED
    if field.name in ("checked", "read"):
        return Grade.TYPED if new > old else Grade.TOLD
    if field.name in SIDES and not (old and new):
        return Grade.TYPED  # without it the words occurred, or occur, once
    if field.name in _FILLED_IN and old in ("", "undated", (), None):
        return Grade.EDITORIAL
    if isinstance(field.kind, (Choices, Several)):
        return Grade.TYPED if set(old) == set(new) else Grade.TOLD
    # What somebody else said or wrote may be typed otherwise, but is not the same in other words.
    is_own = isinstance(field.kind, Text) and field.name != "quoted"
    is_theirs = isinstance(field.kind, Quote) or field.name == "quoted"
    grade = grade_of(old, new, language) if is_own or is_theirs else Grade.TOLD
    return Grade.TOLD if is_theirs and grade is Grade.EDITORIAL else grade


def grade_of(before: Any, after: Any, language: str = "") -> Grade:
    """How much it says that one text, or value, stands for another.

    Args:
        before: a text, limited Markdown, or any other value.
        after: what stands there now.
        language: what they are in, where they do not tell it.

    Returns:
        `EDITORIAL` if numbers, names and negations are kept but for accents and slips, and most of the words in their order.
    """
    old, new = as_read(before), as_read(after)
    if old is None or new is None:
        return Grade.TOLD
    # A few words may not tell their language; claims are mostly in English.
    listed = lists(told_language(f"{old} {new}")) or lists(language) or lists("en")
    if old == new or (listed and _is_typed(old, new, listed)):
        return Grade.TYPED
    from rapidfuzz import fuzz

    same = without_slips(old, new, listed)
    alike = fuzz.ratio(old, new) >= _ALIKE and {*risks(*same, listed)} <= {"accent"}
    return Grade.EDITORIAL if alike else Grade.TOLD


def _is_typed(old: str, new: str, listed: Lists) -> bool:
    """Whether one sign that divides a sentence differs, not behind a negation, or only how numbers and the like are written."""
    was, now = (_TOKEN.findall(listed.spelled(text).lower()) for text in (old, new))
    head = common_start(was, now)
    tail = common_start(was[head:][::-1], now[head:][::-1])
    signs = was[head : len(was) - tail] + now[head : len(now) - tail]
    negates = "," in signs and "negation" in risks(" ".join(was[:head][-1:]), "", listed)
    return not negates and _DIVIDING.issuperset(signs) and not risks(old, new, listed)


def as_read(value: Any) -> str | None:
    """A text as it reads, however it was typed and whatever it links to; None for what is no text."""
    if isinstance(value, Prose):
        names = dict.fromkeys(prose.claim_ids(value), "")
        texts = [(block.kind, prose.plain_text(Prose((block,)), names)) for block in value.blocks]
        value = "\n".join(f"“{text}”" if kind == "quotation" else text for kind, text in texts)
    return re.sub(r"\s+", " ", fold(value).text).strip() if type(value) is str else None
