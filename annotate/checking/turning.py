"""Whether a change of the article's words may turn or rescale what they say, or only mends a slip of the pen."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ..anchoring import fold
from ..anchoring.languages import Lists, lists
from ..anchoring.risks import risks
from ..model.claims import CHANGED

# The end of words of which an entry holds only the beginning.
CUT = "…"
# What differs only in how words are written.
_SPELLING = frozenset({"accent", "look-alike letter"})
# So many letters has a word of which one letter may be a slip; letters that changed places may be one in shorter words.
_TELLING, _SHORTEST = 5, 3


def may_turn(before: str, after: str, language: str) -> bool:
    """Whether a change of the article's words may turn or rescale what they say; a slip that was mended does not."""
    if any(len(words) == CHANGED and words.endswith(CUT) for words in (before, after)):
        return True
    words = lists(language)
    texts = _without_slips(fold(before).text, fold(after).text, words)
    return bool(before) and not _SPELLING.issuperset(risks(*texts, words))


def _without_slips(before: str, after: str, listed: Lists | None) -> tuple[str, str]:
    """Two texts in which words that differ by a slip of the pen are the same, and a sentence may begin with any word."""
    old, new = before.split(), after.split()
    for words, others in ((old, set(new)), (new, set(old))):
        for n, word in enumerate(words):
            if _opens(words, n) and word.lower() in others:
                words[n] = word.lower()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                if _is_slip(_bare(old, i), _bare(new, j), listed):
                    new[j] = old[i]
    return " ".join(old), " ".join(new)


def _opens(words: list[str], number: int) -> bool:
    return number == 0 or words[number - 1].endswith((".", "!", "?", ":"))


def _bare(words: list[str], number: int) -> str:
    """A word without the signs around it; at the start of a sentence in small letters."""
    word = re.sub(r"^\W+|\W+$", "", words[number])
    return word.lower() if _opens(words, number) else word


def _is_slip(old: str, new: str, listed: Lists | None) -> bool:
    """Whether one letter differs, or two changed places; not where both words are listed, as million and billion."""
    from rapidfuzz.distance import OSA

    length = min(len(old), len(new))
    swapped = sorted(old) == sorted(new) and length >= _SHORTEST
    if not (old + new).isalpha() or not (swapped or length >= _TELLING):
        return False
    return OSA.distance(old, new) == 1 and not (risks(old, "", listed) and risks(new, "", listed))
