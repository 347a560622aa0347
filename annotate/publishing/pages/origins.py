"""The page that tells who reported what the claims cite, and below it who carries copies, `outlets/index.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.vocabulary import Stance
from ...text.escaping import escape_markdown
from ...text.wording import counted
from ..citing import Named
from ..facts import LibraryFacts
from .pieces import badge, blocks, front_matter, wrapped

_INTRO = (
    "Who reported what the claims cite, whichever page it was read on. A page counts as a copy where somebody else "
    "reported it first. There are no ratings of outlets here: what counts is what a page says and where it comes from. "
    "The [list of sources](../sources.md) has every page."
)
_NONE = "·"


def render_outlets(facts: LibraryFacts) -> str:
    """Write the list of origins, of the outlets that carry copies, and of the claims that rest on one origin."""
    origins = _most_first((n, n.reported.claims) for n in facts.names.values())
    carriers = _most_first((n, n.carried.claims) for n in facts.names.values())
    single = _resting_on_one(facts)
    parts = [
        front_matter("Outlets", _INTRO.partition(". ")[0] + ".", hide=["navigation", "toc"]),
        "# Outlets",
        _INTRO,
        *(_origins(origins, facts, len(single)) if origins else ["No source is cited yet."]),
        *(_carriers(carriers, facts) if carriers else []),
        "## Claims that rest on a single origin {#single}" if single else "",
        "\n".join(single),
    ]
    return blocks(*parts) + "\n"


def _most_first(counts: Iterable[tuple[Named, int]]) -> list[Named]:
    """Those that have any, by how many."""
    found = [(-count, named.name.casefold(), named) for named, count in counts if count]
    return [named for *_, named in sorted(found, key=lambda entry: entry[:2])]


def _origins(origins: Sequence[Named], facts: LibraryFacts, single: int) -> Iterator[str]:
    total = sum(len(article.claims) for article in facts.articles)
    first = origins[0]
    rest = f"[{single}](#single) {'rests' if single == 1 else 'rest'}" if single else "none rests"
    yield (
        f"**{_link(first, first.reported.claims)} of {counted(total, 'claim')} use what {escape_markdown(first.name)} "
        f"reported; {rest} on a single origin.**"
    )
    keys = (f'<span class="fc-key">{_bar([(s, 1)], 1)} {s.bears}</span>' for s in Stance)
    yield wrapped("fc-legend", " ".join(keys))
    most = max(sum(_counts(named)) for named in origins)
    rows = [
        "| Reported by | By stance | Claims | Supports | Contradicts | Context | Read on own pages | Only in copies |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_origin_row(named, most) for named in origins),
    ]
    # The style sheet aligns the numbers, for Markdown would do it by `style` attributes.
    yield wrapped("fc-wide fc-numbers fc-origins", "\n".join(rows))


def _origin_row(named: Named, most: int) -> str:
    counts = _counts(named)
    numbers = [
        _link(named, named.reported.claims),
        *(_link(named, n, s.id) for s, n in zip(Stance, counts, strict=True)),
        _link(named, named.own.claims, "own"),
        _link(named, named.copied.claims, "copies"),
    ]
    bar = _bar(list(zip(Stance, counts, strict=True)), most)
    return f"| {_link(named, named.name)} | {bar} | {' | '.join(numbers)} |"


def _counts(named: Named) -> list[int]:
    return [named.reported.of(stance).claims for stance in Stance]


def _link(named: Named, shown: str | int, part: str = "") -> str:
    """A name, or a number that leads to its claims; nothing is a dot."""
    page = named.path.removeprefix("outlets/")
    return f"[{escape_markdown(str(shown))}]({page}{part and '#'}{part})" if shown else _NONE


def _bar(counts: Sequence[tuple[Stance, int]], most: int) -> str:
    """Counts as a picture; the style sheet gives each stance its color and its kind of line."""
    lines, at = [], 0.0
    for stance, count in counts:
        end = at + 100 * count / most
        if count:
            lines.append(
                f'<line class="fc-{stance.id}" x1="{at:.1f}%" x2="{end:.1f}%" y1="5" y2="5"></line>'
            )
        at = end
    return f'<svg class="fc-stances" height="10" aria-hidden="true">{"".join(lines)}</svg>'


def _carriers(carriers: Sequence[Named], facts: LibraryFacts) -> Iterator[str]:
    rows = ["| Outlet | Claims | Whose reports |", "| --- | --- | --- |"]
    for named in carriers:
        whose = dict.fromkeys(source.reported_by for _, source in named.carried.citations)
        links = ", ".join(_link(facts.names[name], name) for name in whose)
        number = _link(named, named.carried.claims, "carried")
        rows.append(f"| {_link(named, named.name, 'carried')} | {number} | {links} |")
    told = "outlet carries copies" if len(carriers) == 1 else "outlets carry copies"
    yield '<details class="fc-carriers" markdown="1">'
    yield f"<summary>{len(carriers)} {told} of what others reported</summary>"
    yield wrapped("fc-wide fc-numbers", "\n".join(rows))
    yield "</details>"


def _resting_on_one(facts: LibraryFacts) -> list[str]:
    """The claims of which a single origin bears out the verdict, as items of a list."""
    return [
        f"-   {badge(told.claim.verdict)} [{escape_markdown(told.claim.claim)}](../{told.claim.page_path}) · "
        f"{escape_markdown(', '.join(told.claim.origins))}"
        for article in facts.articles
        for told in article.claims
        if len(told.claim.origins) == 1
    ]
