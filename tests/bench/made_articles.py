"""Made-up annotated articles for measurements: no outlet, person or claim in them exists.

An article has 900 words in 20 paragraphs and 45 claims with two or three sources. Words are drawn as news has them
(Zipf-Mandelbrot), from English ones and made-up ones, so that the vocabulary grows with the number of articles; of 400
outlets a few are cited often. An article's number alone decides its text.
"""

from __future__ import annotations

import bisect
import hashlib
import itertools
import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CLAIMS, PARAGRAPHS, WORDS, OUTLETS = 45, 20, 900, 400

CONFIG = """\
site_name: Annotated
site_url: https://site.example/
theme: {name: material, font: false}
plugins: [annotate]
"""
_ENGLISH = """the of and to a in that is was for on with he as it by at from his be this which are were or an had have
not but has they their one its more will been who would about there when all if no out up so said into them than can
her she only some could new over time other after also two first these then may any now such people even most made
like years between many state world where through back much before government public report official data study
percent million billion week month year country city company president minister court law party election vote police
health economy market bank tax price energy climate war peace agency department office spokesman statement document
evidence source record figure number total average increase decline rise fall growth rate cost budget policy plan
program project research university professor scientist expert analyst journalist editor newspaper question answer
history case trial judge lawyer decision rule bill senate house member leader group union worker school student""".split()
_PARTS = (
    "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr r s sc sh sl sp st str t th tr v w".split(),
    "a e i o u ai ea ee ie oa oo ou".split(),
    "b ck d ft g l ld lk ll m mp n nd ng nk nt p r rd rk rm rn rt s sh sk ss st t tch th".split(),
    ["", "", "", "s", "ed", "ing", "er", "ers", "ly", "tion", "ment", "al", "ness", "ity", "able"],
)
_VERDICTS = {
    "supported": (22, "supports"),
    "mostly-supported": (18, "supports"),
    "misleading": (36, "contradicts"),
    "unverified": (12, "context"),
    "contradicted": (7, "contradicts"),
    "opinion": (5, "context"),
}
_TYPES = ("dataset", "legislation", "research", "transcript", "news", "official-statement")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words, the commonest first, and the running sums of how common they are."""
    chance = random.Random(1)
    on, middle, end, suffix = _PARTS
    words = dict.fromkeys(_ENGLISH)
    while len(words) < 24_000:
        syllables = range(chance.choice((1, 1, 2, 2)))
        word = "".join(map(chance.choice, (on, middle, end) * len(syllables)))
        words.setdefault(f"{word}{chance.choice(suffix)}"[:12])
    weights = (1 / (rank + 2.7) ** 1.08 for rank in range(len(words)))
    return list(words), list(itertools.accumulate(weights))


class _Writer:
    """Writes sentences; the seed decides which."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def words(self, count: int) -> list[str]:
        words, sums = _vocabulary()
        draws = (self.chance.random() * sums[-1] for _ in range(count))
        return [words[bisect.bisect_left(sums, draw)] for draw in draws]

    def sentence(self, count: int) -> str:
        words = self.words(count)
        for n in range(1, count):
            draw = self.chance.random()
            if draw < 0.04:
                words[n] = words[n].capitalize()
            elif draw < 0.07:
                words[n] = f"{self.chance.randrange(2, 9_999):,}"
            elif draw < 0.13 and n < count - 2:
                words[n] += ","
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def prose(self, count: int) -> str:
        sentences = []
        while count > 0:
            length = min(count, self.chance.randint(9, 24))
            length = count if count - length < 6 else length
            sentences.append(self.sentence(length))
            count -= length
        return " ".join(sentences)

    def title(self, count: int) -> str:
        return " ".join(word.capitalize() for word in self.words(count))


@dataclass(frozen=True, slots=True)
class _Quote:
    """Words of an article, and where they begin in it."""

    words: str
    start: int


def write_repository(root: Path, count: int) -> Path:
    """Write a repository with articles.

    Args:
        root: its folder, which is made.
        count: how many articles.

    Returns:
        the folder.
    """
    (root / "seeds").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for number in range(count):
        _write_article(root, number)
    return root


def _write_article(root: Path, number: int) -> None:
    writer = _Writer(f"article {number}")
    slug, year = f"a{number:05d}", 2016 + number % 10
    paragraphs = [writer.prose(WORDS // PARAGRAPHS) for _ in range(PARAGRAPHS)]
    text = "\n\n".join(paragraphs)
    seed = f"{text}\n".encode()
    (root / f"seeds/{slug}.txt").write_bytes(seed)
    claims = root / "docs/articles" / slug / "claims"
    claims.mkdir(parents=True)
    fields = {
        "title": writer.title(8),
        "publisher": "The Sample Times",
        "author": writer.title(2),
        "published": f"{year}-{1 + number // 10 % 12:02d}-{1 + number % 28:02d}",
        "url": f"https://sample.example/{year}/{number}",
        "seed": f"{slug}.txt",
        "sha256": hashlib.sha256(seed).hexdigest(),
        "retrieved": "2026-11-22",
        "rights": "Made for a measurement.",
    }
    page = f"---\n{_yaml(fields)}---\n\n{writer.prose(30)}\n"
    (claims.parent / "index.md").write_text(page, encoding="utf-8")
    for n, quote in enumerate(_quotes(writer, paragraphs), start=1):
        (claims / f"a{n:02d}.md").write_text(_claim(writer, text, quote), encoding="utf-8")


def _quotes(writer: _Writer, paragraphs: list[str]) -> list[_Quote]:
    """Runs of words, apart from each other, two or three in each paragraph."""
    counts = [CLAIMS // PARAGRAPHS + (n < CLAIMS % PARAGRAPHS) for n in range(PARAGRAPHS)]
    writer.chance.shuffle(counts)
    found, start = [], 0
    for paragraph, count in zip(paragraphs, counts, strict=True):
        words, before = paragraph.split(" "), 0
        for end in sorted(writer.chance.sample(range(4, len(words)), count)):
            first = max(before, end - writer.chance.randint(4, 12))
            at = len(" ".join(words[:first])) + (first > 0)
            found.append(_Quote(" ".join(words[first:end]), start + at))
            before = end
        start += len(paragraph) + 2
    return found


def _claim(writer: _Writer, text: str, quote: _Quote) -> str:
    verdicts = list(_VERDICTS)
    verdict = writer.chance.choices(verdicts, [_VERDICTS[v][0] for v in verdicts])[0]
    end = quote.start + len(quote.words)
    fields = {"quote": quote.words}
    if text.count(quote.words) > 1:
        before, after = (
            text[: quote.start][-40:].rsplit("\n", maxsplit=1)[-1],
            text[end:][:40].split("\n", maxsplit=1)[0],
        )
        fields["prefix"], fields["suffix"] = before.partition(" ")[2], after.rpartition(" ")[0]
        fields = {name: words for name, words in fields.items() if words.strip()}
    fields |= {
        "claim": f"It is said that {quote.words}.",
        "source_type": "news-report",
        "verdict": verdict,
        "summary": writer.sentence(14),
    }
    sources = "".join(
        _source(writer, _VERDICTS[verdict][1]) for _ in range(writer.chance.randint(2, 3))
    )
    later = {"would_settle": "A record of the day."} if verdict == "unverified" else {}
    later |= {"single_source_reason": "Few outlets are made up.", "checked": "2026-11-22"}
    context = writer.prose(writer.chance.randint(45, 75))
    return f"---\n{_yaml(fields)}sources:\n{sources}{_yaml(later)}---\n\n{context}\n"


def _source(writer: _Writer, stance: str) -> str:
    chance = writer.chance
    outlet = int(OUTLETS ** chance.random())  # the first ones most often
    fields = {
        "url": f"https://outlet-{outlet}.example/{'/'.join(writer.words(2))}/{chance.randrange(10**6)}",
        "outlet": f"Outlet {outlet}",
        "title": writer.title(chance.randint(4, 9)),
        "date": f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "type": chance.choice(_TYPES),
        "stance": stance,
        "says": writer.sentence(16),
    }
    return "  - " + _yaml(fields).replace("\n", "\n    ").rstrip(" ")


def _yaml(fields: dict[str, str]) -> str:
    return "".join(
        f"{name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in fields.items()
    )
