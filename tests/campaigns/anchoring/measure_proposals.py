"""Measures `propose` on many seeded revisions: `python tests/campaigns/anchoring/measure_proposals.py [COUNT [SEED]]`."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from revised_texts import Revision, generated_text, revisions

from annotate.anchoring import Proposal, TextQuoteSelector, propose

ROOT = Path(__file__).parents[3]


def overlap(place: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of two places that both have."""
    common = min(place[1], other[1]) - max(place[0], other[0])
    return max(0, common) / (max(place[1], other[1]) - min(place[0], other[0]))


def judged(revision: Revision, proposal: Proposal | None) -> str:
    """right, missed, poor (the place, but not its edges), wrong place, or gone but anchored."""
    if revision.place is None:
        return "gone but anchored" if proposal else "right"
    if proposal is None:
        return "missed"
    share = overlap((proposal.start, proposal.end), revision.place)
    return "right" if share >= 0.8 else "poor" if share > 0.1 else "wrong place"


def texts(seed: int) -> list[str]:
    """The articles of seeds/, and as many made-up texts again."""
    draw = random.Random(seed)
    articles = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
    return articles + [generated_text(draw) for _ in range(max(8, len(articles)))]


def measured(drawn: Iterable[Revision]) -> tuple[Counter[tuple[str, str]], list[float]]:
    """Count the outcomes for each kind of edit, and the milliseconds of each proposal."""
    outcomes: Counter[tuple[str, str]] = Counter()
    times = []
    for revision in drawn:
        selector = TextQuoteSelector(revision.exact, revision.prefix, revision.suffix)
        began = time.process_time()
        proposal = propose(revision.text, selector)
        times.append(1000 * (time.process_time() - began))
        outcomes[revision.kind, judged(revision, proposal)] += 1
    return outcomes, sorted(times)


def main(count: int = 20_000, seed: int = 656) -> None:
    """Print the outcomes for each kind, the share that is right, and the times."""
    outcomes, times = measured(revisions(texts(seed), count, seed))
    for (kind, outcome), number in sorted(outcomes.items()):
        print(f"{kind:16} {outcome:18} {number:6}")
    right = sum(number for (_, outcome), number in outcomes.items() if outcome == "right")
    print(f"right: {100 * right / count:.2f} % of {count}")
    print(
        f"ms: median {times[count // 2]:.2f}, p99 {times[count * 99 // 100]:.2f}, max {times[-1]:.2f}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
