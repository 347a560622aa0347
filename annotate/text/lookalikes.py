"""Names of hosts that readers would take for other ones, by the data of Unicode (UTS 39).

The scripts and confusable letters are those of `confusable-homoglyphs`. No package carries the status of identifiers
itself (`IdentifierStatus.txt`); what it restricts is derived here: scripts that are not recommended, and of the
recommended ones the letters outside living alphabets, such as phonetic signs and small capitals. What is not in
normal form, or no letter at all, IDNA has refused before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# UAX 31, table 5, and what belongs to no one script.
_NAMES = (
    "COMMON INHERITED ARABIC ARMENIAN BENGALI BOPOMOFO CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI HAN "
    "HANGUL HEBREW HIRAGANA KANNADA KATAKANA KHMER LAO LATIN MALAYALAM MYANMAR ORIYA SINHALA TAMIL TELUGU THAANA THAI "
    "TIBETAN"
)
_RECOMMENDED = frozenset(_NAMES.split())
_NO_SCRIPT = frozenset({"COMMON", "INHERITED"})
# Scripts that one text writes side by side; all other mixtures are refused.
_TOGETHER = frozenset("BOPOMOFO HAN HANGUL HIRAGANA KATAKANA LATIN".split())  # noqa: SIM905
# The letters of living alphabets, once their accents are taken away.
_LIVING = {
    "LATIN": re.compile("[a-z\u00df-\u0137\u0139-\u0148\u014a-\u017e\u0259]"),
    "CYRILLIC": re.compile("[\u0430-\u045f\u048a-\u04ff\u0510-\u052f]"),
    "GREEK": re.compile("[\u03b1-\u03c9]"),
    "COMMON": re.compile("[^\u02b0-\u02ba\u02bd-\u02eb\u02ed-\u02ff\ua700-\ua721\ua788-\ua78a]"),
}
# Armenian letters drawn like the Latin e, n, l and j, for which Unicode's data has no entry. Others that are less alike
# (such as ւ, κ, η or п) stay out: whole honest words are made of them.
_ALSO_LATIN = frozenset("եէրլյ")


def label_fault(label: str, top: str) -> str:
    """Say why a label of a host's name would mislead.

    Args:
        label: the label in Unicode, lower-case.
        top: the host's last label, in Unicode.

    Returns:
        one sentence without a full stop, or "" if nothing is wrong.
    """
    if label.isascii():
        return ""
    letters = [c for c in unicodedata.normalize("NFD", label) if c.isalpha()]
    if strange := next((c for c in letters if _is_restricted(c)), None):
        return f"its host contains U+{ord(strange):04X}, a letter that Unicode advises against in names"
    scripts = _scripts(letters)
    if len(scripts) > 1 and not scripts <= _TOGETHER:
        return f"its host mixes the letters of two scripts ({', '.join(sorted(scripts)).title()})"
    like_latin = scripts and "LATIN" not in scripts and all(map(_looks_latin, letters))
    if like_latin and _scripts(top) == {"LATIN"}:
        return "its host is spelled with letters that look like Latin ones"
    return ""


def _is_restricted(letter: str) -> bool:
    script = _script(letter)
    living = _LIVING.get(script)
    return script not in _RECOMMENDED or bool(living and not living.match(letter))


def _scripts(letters: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_script, letters)) - _NO_SCRIPT


def _script(letter: str) -> str:
    from confusable_homoglyphs import categories

    return str(categories.alias(letter))


def _looks_latin(letter: str) -> bool:
    from confusable_homoglyphs import confusables

    twins = (twin["c"] for twin in confusables.confusables_data.get(letter, ()))
    return letter in _ALSO_LATIN or any(t.isascii() and len(t) == 1 and t.isalpha() for t in twins)
