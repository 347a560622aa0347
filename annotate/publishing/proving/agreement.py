"""Whether an article's page, its claims' pages and their data tell the same: each claim once, with the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from ...model.vocabulary import Verdict
from ...text.wording import grouped
from ..exports import cards, files
from .built_page import UNREADABLE, Built, Fault, parse_json, squeezed

_RATINGS = {verdict.label: verdict.rating for verdict in Verdict}
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])")


def is_published(tree: Tree) -> bool:
    """Whether a claim's page is that of a claim which has not been withdrawn."""
    return tree.css_first(".withdrawn") is None


def article_faults(site: Built, folder: str, pages: Mapping[str, Tree]) -> Iterator[Fault]:
    """Find what does not agree in an article.

    Args:
        site: the site.
        folder: the article's, with a slash at the end.
        pages: its claims' pages by their ids.
    """
    own = f"{folder}index.html"
    needed = [own, folder + cards.NAME, folder + files.NAME]
    if lost := [Fault(f, "It is missing.") for f in needed if not site.has(f)]:
        yield from lost
        return
    try:
        claims, kept = (parse_json(site.read(path)) for path in needed[1:])
        told = {id_: _read_card(card, kept.get(id_)) for id_, card in claims["claims"].items()}
    except UNREADABLE:
        yield Fault(folder + cards.NAME, "It cannot be read as the data of claims.")
        return
    shown = _shown(Tree(site.read(own)))
    published = {id_ for id_, tree in pages.items() if is_published(tree)}
    links = {card.page.removeprefix("claims/").removesuffix(".html") for card in told.values()}
    every = {"links": links, "marks": shown.marks, "notes": shown.notes, "pages": published, files.NAME: kept}  # fmt: skip
    for what, ids in every.items():
        for id_ in sorted(told.keys() ^ set(ids)):
            yield Fault(own, f"The claim {id_} is not in both {what} and {cards.NAME}.")
    counts = Counter(card.filed[-1] for card in told.values() if card.filed)
    if shown.bar and shown.bar != {verdict: str(count) for verdict, count in counts.items()}:
        yield Fault(own, "Its bar counts other verdicts than its claims have.")
    for id_, card in told.items():
        yield from _note_faults(own, id_, card, shown, pages.get(id_, Tree("")))
        if id_ in pages:
            yield from _page_faults(f"{folder}claims/{id_}.html", card, pages[id_])


class _Card(NamedTuple):
    """What the data says of a claim.

    That is its page, its verdict by its file, its quote, what note and page say, what the note says of sources, their
    addresses.
    """

    page: str
    filed: list[str]
    quote: str
    told: list[str]
    cited: list[str]
    links: set[str]


def _read_card(card: Any, kept: Any) -> _Card:
    filed = re.findall(r"(?m)^verdict:\W*([\w-]+)", kept["text"] if kept else "")[:1]
    filed += [str(kept["fields"]["verdict"])] if kept else []
    told = [card["summary"], card["sourceType"], card["context"], *(t for _, t in card["replies"])]
    told += card.get("due", ())
    firsts = ((group["label"], group["reports"][0]) for group in card["groups"])
    cited = [f"{label} {first['before']} {first['pages'][0][0]}" for label, first in firsts]
    reports = (report for group in card["groups"] for report in group["reports"])
    sources = [page for report in reports for page in report["pages"]]
    cited += [f"{outlet} {details}" for outlet, _, details in sources]
    return _Card(card["page"], filed, str(card["quote"]), list(map(str, told)), cited, {str(link) for _, link, _ in sources})  # fmt: skip


class _Shown(NamedTuple):
    """An article's marks, notes and short ones beside it by claim, how many of its numbers lead to which place, its words.

    `bar` counts its claims by verdict.
    """

    marks: dict[str, list[Node]]
    notes: dict[str, list[Node]]
    beside: dict[str, list[Node]]
    numbers: Counter[str | None]
    bar: dict[str, str]
    words: bytes


def _shown(article: Tree) -> _Shown:
    """Read an article's page; a claim's note is the item of a list that leads to its page, whatever made it."""
    numbers = Counter(a.attributes["href"] for a in article.css(".fc-ref a[href]"))
    for reference in article.css(".fc-ref"):
        reference.decompose()  # a number is no word of the article
    marks, notes = defaultdict[str, list[Node]](list), defaultdict[str, list[Node]](list)
    for mark in article.css("mark[data-claim]"):
        marks[mark.attributes["data-claim"] or ""].append(mark)
    for link in article.css('li a[href^="claims/"]'):
        if link.parent and link.parent.parent:
            id_ = (link.attributes["href"] or "").removeprefix("claims/").removesuffix(".html")
            notes[id_].append(link.parent.parent)
    beside = grouped(
        article.css(".fc-note[data-claim]"), lambda n: n.attributes["data-claim"] or ""
    )
    parts = (rect.attributes for rect in article.css(".fc-bar rect"))
    bar = {part["data-verdict"] or "": part["width"] or "" for part in parts}
    words = squeezed(article.body.text() if article.body else "")
    return _Shown(marks, notes, beside, numbers, bar, words)


def _note_faults(own: str, id_: str, card: _Card, shown: _Shown, page: Tree) -> Iterator[Fault]:
    marks, notes = shown.marks.get(id_, []), shown.notes.get(id_, [])
    if squeezed("".join(mark.text() for mark in marks)) != squeezed(card.quote):
        yield Fault(own, f"The mark of the claim {id_} is around other words than its quote.")
    if any(map(_is_hidden, (*marks, *notes, *page.css(".result")))):
        yield Fault(own, f"Mark, note or verdict of the claim {id_} is hidden.")
    for note in notes:
        if shown.numbers[f"#{note.attributes.get('id')}"] != 1:
            yield Fault(own, f"Not one number leads to the note of the claim {id_}.")
        said = [*card.told, *card.cited, *_context(page)]
        yield from _unsaid(own, f"the note of the claim {id_}", said, note.text())
        # The note leads to a page, the card to the words on it.
        led = tuple(a.attributes["href"] or own for a in note.css("a[href]"))
        for link in [link for link in sorted(card.links) if not link.startswith(led)][:1]:
            yield Fault(own, f"The note of the claim {id_} does not lead to the source {link}")
    for passage in page.css(".words"):
        if squeezed(passage.text().replace("…", "")) not in shown.words:
            yield Fault(own, f"The page of the claim {id_} shows its words among others.")
    heads = (note.css_first(".fc-verdict") for note in notes)
    badges = [*filter(None, heads), *page.css(".result .fc-verdict")]
    judged = [*marks, *shown.beside.get(id_, ()), *badges, *page.css(".result, mark[data-verdict]")]
    ids = {*card.filed, *(node.attributes.get("data-verdict") for node in judged)}
    if len(ids) > 1 or len({squeezed(badge.text()) for badge in badges}) > 1:
        yield Fault(own, f"Mark, note, page and file of the claim {id_} have other verdicts.")


def _is_hidden(node: Node | None) -> bool:
    """Whether readers are not shown an element, since it or what it stands in is hidden."""
    while node is not None and node.tag != "-document":
        if "hidden" in node.attributes or _HIDING.search(node.attributes.get("style") or ""):
            return True
        node = node.parent
    return False


def _context(page: Tree) -> Iterator[str]:
    """What a claim's page says as context, piece by piece."""
    for heading in page.css("h2"):
        piece = heading.next if heading.text() == "Context" else None
        while piece is not None and piece.tag != "h2":
            yield piece.text()
            piece = piece.next


def _unsaid(path: str, what: str, said: Iterable[str], text: str) -> Iterator[Fault]:
    there = squeezed(text)
    unsaid = [words for words in said if squeezed(words) not in there]
    for words in unsaid[:1]:  # one tells enough of a text that is another
        yield Fault(path, f"What is said elsewhere is not in {what}: “{words.strip()}”")


def _page_faults(path: str, card: _Card, page: Tree) -> Iterator[Fault]:
    body = page.body.text() if page.body else ""
    yield from _unsaid(path, "it", [card.quote, *card.told], body)
    links = {a.attributes["href"] or "" for a in page.css("main a[href]")}
    for link in sorted(card.links - links):
        yield Fault(path, f"It does not lead to the source {link}")
    own = f"#claim-{path.rpartition('/')[2].removesuffix('.html')}"
    marks = (link for link in links if link.startswith("../") and "#claim-" in link)
    if not all(link.endswith(own) for link in marks):
        yield Fault(path, "It leads to the article's words of another claim.")
    verdict = "".join(node.text() for node in page.css(".result .fc-verdict")).partition(" ")[2]
    heading, reviews = page.css_first("h1"), page.css('script[type="application/ld+json"]')
    claim = heading.text() if heading else ""
    for about in page.css("meta[name=description], meta[property='og:description']"):
        if not (about.attributes.get("content") or "").startswith(verdict):
            yield Fault(path, "It tells those who share it another verdict.")
    for title in page.css("head > title, meta[property='og:title']"):
        yield from _unsaid(
            path, "its title", [claim], title.attributes.get("content") or title.text()
        )
    days = {time.attributes.get("datetime") for time in page.css("dl time")}
    try:
        (review,) = (parse_json(node.text()) for node in reviews)
        told = [review["@type"], review["claimReviewed"], review["itemReviewed"]["text"]]
        told += map(review["reviewRating"].get, ("alternateName", "ratingExplanation"))
        told += [review["datePublished"] in days, review["reviewRating"].get("ratingValue")]
        told.append(review["url"][-len(path) :])
        cited = tuple(str(work["url"]) for work in review["citation"])
    except UNREADABLE:
        told, cited = [], ()
    is_cited = all(link.startswith(cited) for link in card.links)
    right = ["ClaimReview", claim, claim, verdict, card.told[0], True, _RATINGS.get(verdict), path]
    if told != right or not is_cited:
        yield Fault(path, "Its JSON-LD is not one ClaimReview of its claim.")
