"""The rules that the browser needs too, written out from where `annotate check` has them: scripts hold no tables.

`browser/form/contribute-rules.js` reads it, and says what each part is for.
"""

from __future__ import annotations

from typing import Any

from ...anchoring.folding import FOLDED, WHITE_SPACE
from ...model import Annotation, declared_fields
from ...model.kinds import Records
from ...model.vocabulary import EvidenceType, Verdict
from ...reading.frontmatter.decoding import FORBIDDEN, MARKS, MAX_BYTES, MOST_MARKS
from ...reading.prose.parsing import MARKUP_IN_TEXT
from ...reading.repository import RESERVED
from ...text import addresses
from ...text.scripts import UNSPACED_RANGES


def rule_book() -> dict[str, Any]:
    """The rules that are the same for every repository.

    Returns:
        `characters`: ranges of code points; `foldings`: what quotes take for what; `address`: of pages that may be
        cited; `evidence`: what a verdict rests on; `limits`; `reserved`: file names that no computer may have;
        `markup`: what looks like markup of other parsers in a context.
    """
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
        "limits": {
            "bytes": MAX_BYTES,
            **{
                f.name: f.kind.limit
                for f in declared_fields(Annotation)
                if isinstance(f.kind, Records)
            },
        },
        "reserved": RESERVED.pattern,
        "markup": [[pattern.pattern, what] for pattern, _, what in MARKUP_IN_TEXT],
    }


def _characters() -> dict[str, Any]:
    return {
        "forbidden": FORBIDDEN,
        "marks": MARKS,
        "mostMarks": MOST_MARKS,
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
        "primary": [[kind.id, kind.label] for kind in EvidenceType if kind.primary],
    }
