"""Whether a new text is in another language than the article: no quote has a place in a translation."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from ...anchoring.languages import told
from .moves import GONE, NEW_CONTEXT, UNCHANGED, Move

_READ = 20_000  # characters
_MOST = 0.8
# Japanese is written in all three.
_TOGETHER = dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA"), "Chinese or Japanese")


def judged(
    moves: Sequence[Move], old: str, new: str, language: str
) -> tuple[tuple[Move, ...], str]:
    """Take back what was found in a translation, and say what the new text is where hardly anything of the old stands.

    Args:
        moves: what became of each quote.
        old: the text of before, or what is known of it.
        new: the new text.
        language: the article's, as it is declared.

    Returns:
        the moves, all of them gone if the languages differ; and what is to be said, "" if nothing.
    """
    whole = sum(m.state in (UNCHANGED, NEW_CONTEXT) and not m.around for m in moves)
    gone = sum(move.state == GONE for move in moves)
    was, now = told(old) or language.partition("-")[0], told(new)
    letters = _letters(old), _letters(new)
    if 2 * whole < len(moves) and (letters[0] != letters[1] or (now and was != now)):
        differs = f"{now}, not {was}"
        if letters[0] != letters[1]:
            differs = f"{letters[1]} letters, not {letters[0]}"
        return tuple(Move(move.quoted, GONE) for move in moves), (
            f"The new text is in another language than the article ({differs}): nothing is proposed in a translation. "
            "Let `annotate add` make an article of it. To replace the text all the same, withdraw everything with "
            "--withdraw-gone, and then mend `language:` on the article's page."
        )
    if gone <= max(2, _MOST * len(moves)):
        return tuple(moves), ""
    unsure = "" if told(old) and now else ", or a translation, which cannot be told here"
    advice = f"If this is another article{unsure}, let `annotate add` make an article of it."
    return tuple(moves), f"Hardly anything stands there. {advice}"


def _letters(text: str) -> str:
    """The script that most letters of a text are of, by its name in Unicode."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text[:_READ] if c.isalpha())
    most = Counter(_TOGETHER.get(name, name.title()) for name in names).most_common(1)
    return most[0][0] if most else ""
