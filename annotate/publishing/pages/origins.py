"""The page that tells who reported what the claims cite, and below it who carries copies, `outlets/index.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from ...model import Annotation
from ...model.vocabulary import Stance
from ...text.escaping import escape_markdown
from ...text.tables import table_of
from ...text.wording import counted
from ..citing import Named
from ..facts import LibraryFacts
from .paging import Paged
from .pieces import WIDE, badge, blocks, folded, front_matter, table, wrapped

_INTRO: str = table_of(__file__)["intro"]
_NONE = "·"
_SINGLE = "Claims that rest on a single origin"
# So many of those whose reports an outlet carries are named in the list.
_WHOSE = 12


def outlet_lists(facts: LibraryFacts) -> dict[str, Paged[Any]]:
    """The origins, the outlets that carry copies, and the claims that rest on one origin."""
    origins = _most_first((n, n.reported.claims) for n in facts.names.values())
    carriers = _most_first((n, n.carried.claims) for n in facts.names.values())
    single = [told.claim for _, told in facts.claims if len(told.claim.origins) == 1]
    show_origins, show_carriers = partial(_origins, origins), partial(_carriers, facts)
    path = "outlets/index.md"
    return {
        "origins": Paged(path, "Outlets", origins, show_origins),
        "carriers": Paged(path, "Carriers of copies", carriers, show_carriers, folder="carriers"),
        "single": Paged(path, _SINGLE, single, _claims, folder="single"),
    }


def render_outlets(facts: LibraryFacts, lists: Mapping[str, Paged[Any]]) -> str:
    """Write the list of origins, of the outlets that carry copies, and of the claims that rest on one origin."""
    origins, carriers, single = lists["origins"], lists["carriers"], lists["single"]
    parts = [
        front_matter("Outlets", _INTRO.partition(". ")[0] + ".", **WIDE),
        "# Outlets",
        _INTRO,
        _head(origins.rows, facts, len(single.rows)),
        origins.begun("../") if origins.rows else "",
        _folded_carriers(carriers) if carriers.rows else "",
        f"## {_SINGLE} {{#single}}" if single.rows else "",
        single.begun("../"),
    ]
    return blocks(*parts) + "\n"


def _most_first(counts: Iterable[tuple[Named, int]]) -> list[Named]:
    """Those that have any, by how many."""
    found = [(-count, named.name.casefold(), named) for named, count in counts if count]
    return [named for *_, named in sorted(found, key=lambda entry: entry[:2])]


def _head(origins: Sequence[Named], facts: LibraryFacts, single: int) -> str:
    """Who is used most, and what the pictures in the table say."""
    if not origins:
        return "No source is cited yet."
    first = origins[0]
    rest = f"[{single}](#single) {'rests' if single == 1 else 'rest'}" if single else "none rests"
    told = (
        f"**{_link('../', first, first.reported.claims)} of {counted(len(facts.claims), 'claim')} use what {escape_markdown(first.name)} "
        f"reported; {rest} on a single origin.**"
    )
    keys = (f'<span class="fc-key">{_bar([(s, 1)], 1)} {s.bears}</span>' for s in Stance)
    return blocks(told, wrapped("fc-legend", " ".join(keys)))


def _origins(every: Sequence[Named], origins: Sequence[Named], up: str) -> str:
    most = max(sum(count for _, count in _counts(named)) for named in every)
    heads = "| Reported by | By stance | Claims | Supports | Contradicts | Context | Read on own pages | Only in copies |"
    rows = (_origin_row(up, named, most) for named in origins)
    # The style sheet aligns the numbers, for Markdown would do it by `style` attributes.
    return wrapped("fc-wide fc-numbers fc-origins", table(heads, rows))


def _origin_row(up: str, named: Named, most: int) -> str:
    counts = _counts(named)
    numbers = [
        _link(up, named, named.reported.claims),
        *(_link(up, named, count, stance.id) for stance, count in counts),
        _link(up, named, named.own.claims, "own"),
        _link(up, named, named.copied.claims, "copies"),
    ]
    return f"| {_link(up, named, named.name)} | {_bar(counts, most)} | {' | '.join(numbers)} |"


def _counts(named: Named) -> list[tuple[Stance, int]]:
    return [(stance, named.reported.of(stance).claims) for stance in Stance]


def _link(up: str, named: Named, shown: str | int, part: str = "") -> str:
    """A name, or a number that leads to its claims; nothing is a dot."""
    return f"[{escape_markdown(str(shown))}]({up}{named.place(part)})" if shown else _NONE


def _bar(counts: Sequence[tuple[Stance, int]], most: int) -> str:
    """Counts as a picture; the style sheet gives each stance its color and its kind of line."""
    lines, at = [], 0.0
    for stance, count in counts:
        end = at + 100 * count / most
        if count:
            place = f'x1="{at:.1f}%" x2="{end:.1f}%" y1="5" y2="5"'
            lines.append(f'<line class="fc-{stance.id}" {place}></line>')
        at = end
    return f'<svg class="fc-stances" height="10" aria-hidden="true">{"".join(lines)}</svg>'


def _folded_carriers(carriers: Paged[Named]) -> str:
    told = "outlet carries copies" if len(carriers.rows) == 1 else "outlets carry copies"
    summary = f"<summary>{len(carriers.rows)} {told} of what others reported</summary>"
    return folded("fc-carriers", summary, carriers.begun("../"))


def _carriers(facts: LibraryFacts, carriers: Sequence[Named], up: str) -> str:
    rows = []
    for named in carriers:
        whose = list(dict.fromkeys(source.reported_by for _, source in named.carried.citations))
        links = [_link(up, facts.names[name], name) for name in whose[:_WHOSE]]
        if len(whose) > _WHOSE:
            links.append(_link(up, named, f"{len(whose) - _WHOSE} more", "carried"))
        cells = (_link(up, named, told, "carried") for told in (named.name, named.carried.claims))
        rows.append(f"| {' | '.join([*cells, ', '.join(links)])} |")
    return wrapped("fc-wide fc-numbers", table("| Outlet | Claims | Whose reports |", rows))


def _claims(claims: Sequence[Annotation], up: str) -> str:
    """Claims with the origins that bear out their verdicts, as items of a list."""
    return "\n".join(
        f"-   {badge(claim.verdict)} [{escape_markdown(claim.claim)}]({up}{claim.page_path}) · "
        f"{escape_markdown(', '.join(claim.origins))}"
        for claim in claims
    )
