"""Scripts that write words without spaces between them: where other rules count words or look for their edges."""

from __future__ import annotations

import re
import unicodedata

# Thai, Lao, Myanmar, Khmer; Kana, Bopomofo; Han with its iteration marks (Unicode, Scripts.txt).
UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3031-\u3035\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]+")


def words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand; in a script without spaces, two characters count as one."""
    return [match.span() for match in _WORD.finditer(text)]


def is_one_word(before: str, after: str) -> bool:
    """Whether two characters that stand together belong to one word, as far as spaces can tell."""
    return (
        _in_word(before)
        and _in_word(after)
        and not _IS_UNSPACED.match(before)
        and not _IS_UNSPACED.match(after)
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
