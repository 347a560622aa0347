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
# So many letters has a word of which one may be missing, such a word where it opens a sentence, a name of which one may
# be or a word that may have another vowel, and a word of which two changed places.
_TELLING, _OPENING, _LONG, _SHORTEST = 4, 5, 7, 3
_VOWEL = re.compile("[aeiouy]")


def may_turn(before: str, after: str, language: str) -> bool:
    """Whether a change of the article's words may turn or rescale what they say; a slip that was mended does not."""
    if any(len(words) == CHANGED and words.endswith(CUT) for words in (before, after)):
        return True
    words = lists(language)
    texts = without_slips(fold(before).text, fold(after).text, words)
    return bool(before) and not _SPELLING.issuperset(risks(*texts, words))


def reads_alike(before: str, after: str, language: str) -> bool:
    """Whether words differ in typing alone, or by slips that were mended in words that are no names."""
    was, now, words = fold(before).text, fold(after).text, lists(language)
    old, new = (re.findall(r"\w+", text) for text in without_slips(was, now, words))
    return old == new and "name" not in risks(was, now, words)


def without_slips(before: str, after: str, listed: Lists | None) -> tuple[str, str]:
    """Two texts in which words that differ by a slip of the pen are the same, and a sentence may begin with any word."""
    old, new = before.split(), after.split()
    for words, others in ((old, set(new)), (new, set(old))):
        for n, word in enumerate(words):
            if _opens(words, n) and word.lower() in others:
                words[n] = word.lower()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                opens = _opens(old, i) or _opens(new, j)
                if _is_slip(_bare(old, i), _bare(new, j), listed, opens=opens):
                    new[j] = old[i]
    return " ".join(old), " ".join(new)


def _opens(words: list[str], number: int) -> bool:
    return number == 0 or words[number - 1].endswith((".", "!", "?", ":"))


def _bare(words: list[str], number: int) -> str:
    """A word without the signs around it; at the start of a sentence in small letters."""
    word = re.sub(r"^\W+|\W+$", "", words[number])
    return word.lower() if _opens(words, number) else word


def _is_slip(old: str, new: str, listed: Lists | None, *, opens: bool) -> bool:
    """Whether capitals or apostrophes differ, or behind the first one letter is missing or misplaced, or a vowel wrong.

    Not between words that are both listed, as eight and eighty, or a listed and a common one, as four and for.
    """
    from rapidfuzz.distance import OSA

    told = [set(risks(word, "", listed)) for word in (old, new)]
    common = listed.common if listed else ()
    is_common = any(w.lower() in common and not t for w, t in zip((old, new), told, strict=True))
    ours, theirs = (word.replace("'", "") for word in (old, new))
    if ours.lower() == theirs.lower():
        is_other = is_common or (all(told) and told[0] != told[1])
        return old != new and ours.isalpha() and (ours == theirs or not is_other)
    are_names = all(told) and told[0] | told[1] <= {"name", "date"}
    swapped = sorted(ours) == sorted(theirs)
    if (all(told) and not are_names) or (any(told) and is_common) or ours[:1] != theirs[:1]:
        return False
    is_vowel = any(told) and not all(told) and _VOWEL.sub("-", ours) == _VOWEL.sub("-", theirs)
    shortest = _TELLING if not opens else _OPENING if any(told) else _LONG
    if swapped or are_names or is_vowel:
        shortest = _SHORTEST if swapped and not are_names else _LONG
    is_one = (swapped or is_vowel or len(ours) != len(theirs)) and OSA.distance(ours, theirs) == 1
    return is_one and (ours + theirs).isalpha() and min(len(ours), len(theirs)) >= shortest
