"""A repository whose one article and claims are as unkind to a layout as the checks allow."""

from __future__ import annotations

from pathlib import Path

from repository import claim, repository

LONG_WORD = "Donaudampfschifffahrts" * 9 + "xx"  # 200 characters
PATH = "very-long-path-segment/" * 12
MANY = " ".join(f"assertion number {n:02}," for n in range(1, 31)) + " and so on."
NESTED = (
    "The outer words hold the middle words which hold the inner words and nothing more, they said."
)
LENGTHY = (
    "It was said at great length " + "that one thing leads to another and so on " * 23
)  # < 1,000 characters
ARABIC = "قال المسؤول إن القوات بقيت في القاعدة الجوية وإن المحادثات مستمرة. وأضاف أن العدد لم يتغير منذ مارس."


def hostile(root: Path, *, right_to_left: bool = False) -> Path:
    """Write the repository: 30 claims in a paragraph, overlaps, a long quote and word, 40 sources.

    Args:
        root: its folder.
        right_to_left: whether the article is in Arabic, with the same claims below.

    Returns:
        the folder.
    """
    latin = [MANY, NESTED, f"The word is {LONG_WORD} here.", LENGTHY.strip()]
    blocks = [ARABIC, *latin] if right_to_left else [*latin, ARABIC]
    language = {"language": "ar"} if right_to_left else {}
    return repository(root, _claims(), "\n\n".join(blocks) + "\n", **language)


def _claims() -> dict[str, str]:
    loud = ("contradicted", "misleading", "disputed", "mixed", "unverified")
    many = {
        f"many-{n:02}": _claim(f"assertion number {n:02}", loud[n % 5], n) for n in range(1, 31)
    }
    return many | {
        "outer": _claim(
            "The outer words hold the middle words which hold the inner words and nothing more",
            "mixed",
            31,
        ),
        "middle": _claim("the middle words which hold the inner words", "contradicted", 32),
        "inner": _claim("the inner words", "supported", 33),
        "long-word": _claim(LONG_WORD, "misleading", 34),
        "long-quote": _claim(LENGTHY.strip(), "disputed", 35),
        "arabic": _claim("بقيت في القاعدة الجوية", "contradicted", 36),
        "forty-sources": _claim("they said", "contradicted", 37, sources=40),
    }


def _claim(quote: str, verdict: str, number: int, sources: int = 2) -> str:
    fields = {"would_settle": "The register."} if verdict == "unverified" else {}
    return claim(
        quote,
        claim=f"Claim {number} says what words like {LONG_WORD[:60]} can say.",
        verdict=verdict,
        summary=f"Summary {number} says that the register has another figure, and {LONG_WORD[:80]} has no figure at all.",
        sources="".join(_source(number * 100 + n, n % 2 == 0) for n in range(sources)),
        **fields,
    )


def _source(number: int, against: bool) -> str:
    fields = {
        "url": f"https://registry-{number % 100}.example.org/{PATH}{number}",
        "outlet": f"Outlet {number % 100} of the Federation of Registers",
        "title": f"Register {LONG_WORD[:120]}",
        "date": "2024-03-05",
        "type": "dataset",
        "stance": "contradicts" if against else "supports",
        "says": f"The register has the figure {number}.",
    }
    first, *rest = [f"{key}: {value}" for key, value in fields.items()]
    return f"\n  - {first}" + "".join(f"\n    {line}" for line in rest)
