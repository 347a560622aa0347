"""The rules that the browser needs too, written out from where `annotate check` has them: scripts hold no tables.

`browser/form/contribute-rules.js` reads it, and says what each part is for.
"""

from __future__ import annotations

from typing import Any

from ...anchoring.folding import FOLDED, WHITE_SPACE
from ...model import Annotation, declared_fields
from ...model.kinds import Records
from ...model.vocabulary import EvidenceType, Verdict
from ...reading.fields.values import ENTITY
from ...reading.frontmatter.decoding import FORBIDDEN, MARKS, MAX_BYTES, MOST_MARKS, SELECTORS
from ...reading.prose import signs
from ...reading.prose.parsing import CLAIM_LINK, MAX_DEPTH
from ...reading.repository import RESERVED
from ...text import addresses, dates, lookalikes, undivided
from ...text.scripts import UNSPACED_RANGES


def rule_book() -> dict[str, Any]:
    """The rules that are the same for every repository.

    Returns:
        `characters`: ranges of code points; `foldings`: what quotes take for what; `address`: of pages that may be
        cited; `evidence`: what a verdict rests on; `limits`; `reserved`: file names that no computer may have;
        `markdown`: what may not stand in a context, how deep it may be nested, how it links to claims; `dates`;
        `entity`: a character code in a quote; `undivided`: patterns of what no quote divides; `names`: letters of hosts.
    """
    fields = declared_fields(Annotation)
    lists = {f.name: f.kind.limit for f in fields if isinstance(f.kind, Records)}
    return {
        "characters": _characters(),
        "foldings": FOLDED,
        "address": {
            "limit": addresses.MAX_LENGTH,
            "allowed": addresses.ALLOWED.pattern,
            "host": addresses.HOST.pattern,
            "private": addresses.PRIVATE_ENDINGS,
        },
        "evidence": _evidence(),
        "limits": {"bytes": MAX_BYTES, **lists},
        "reserved": RESERVED.pattern,
        "markdown": {
            "blocks": signs.BLOCKS,
            "inline": signs.INLINE,
            "depth": MAX_DEPTH,
            "claimLink": CLAIM_LINK.pattern,
        },
        "dates": {"day": dates.DAY, "month": dates.MONTH, "undated": dates.UNDATED},
        "entity": ENTITY.pattern,
        "undivided": [*undivided.patterns()["whole"], *undivided.patterns()["with_unit"]],
        "names": lookalikes.tables(),
    }


def _characters() -> dict[str, Any]:
    return {
        "forbidden": FORBIDDEN,
        "marks": MARKS,
        "mostMarks": MOST_MARKS,
        "selectors": SELECTORS,
        "spaces": [[ord(char)] * 2 for char in WHITE_SPACE],
        "unspaced": UNSPACED_RANGES,
    }


def _evidence() -> dict[str, Any]:
    """Verdicts by what they need, and the stances and types of sources that bear them out."""
    return {
        "needsSources": [verdict.id for verdict in Verdict if verdict.needs_sources],
        "needsSettling": [verdict.id for verdict in Verdict if verdict.needs_settling],
        "needsOrigins": [verdict.id for verdict in Verdict if verdict.needs_origins],
        "bearing": {verdict.id: [stance.id for stance in verdict.bearing] for verdict in Verdict},
        "neverAlone": [[kind.id, kind.label] for kind in EvidenceType if kind.never_alone],
        "primary": [[kind.id, kind.label] for kind in EvidenceType if kind.primary],
    }
