"""All problem codes: how severe each is, why the rule exists, a bad and a good example, and what to do.

They are listed in `rules.toml`. The page of messages is generated from it, and every message links to its heading there.
"""

from __future__ import annotations

from typing import NamedTuple

from ..text.tables import table_of


class Rule(NamedTuple):
    """One problem code. `found` and `hint` have values where they name some in braces.

    Where a rule finds several things, `cases` has both for each.
    """

    code: str
    why: str
    bad: str
    good: str
    cases: dict[str, list[str]]
    found: str = ""
    hint: str = ""
    severity: str = "error"


RULES = {code: Rule(code, **{"cases": {}, **said}) for code, said in table_of(__file__).items()}
