"""Every rule about what a repository says, one generator each; a rule's code is its function's name.

A check takes the whole `Library` and yields problems. Rules about how a file is written (YAML, fields,
limited Markdown) are reported earlier, where the file is read. `annotate.rules` lists all codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotate import addresses, coverage, prose
from annotate.anchoring import Anchor, AnchorError, QuoteAmbiguous, TextQuoteSelector, nearest
from annotate.anchoring import QuoteNotFound as NotFound
from annotate.model import (
    AnnotatedArticle,
    Annotation,
    ChangeKind,
    Library,
    Location,
    Outlet,
    Source,
    Stance,
    Verdict,
)
from annotate.problems import Problem
from annotate.rules import severity

Check = Callable[[Library], Iterator[Problem]]

CHECKS: list[Check] = []

SUMMARY_ENDS = (".", "!", "?", "”", '"', ")")
CONTEXT_WORDS = (20, 150)


def check(function: Check) -> Check:
    """Register a rule."""
    CHECKS.append(function)
    return function


def run(library: Library) -> Iterator[Problem]:
    """Apply every rule.

    Yields:
        all problems, in the order of the rules.
    """
    for function in CHECKS:
        yield from function(library)


def _problem(function: Check, location: Location, message: str, hint: str = "") -> Problem:
    code = function.__name__.replace("_", "-")
    return Problem(location, code, message, hint, severity(code))


def _annotations(library: Library) -> Iterator[Annotation]:
    for article in library.articles:
        yield from article.annotations


@check
def quote_not_found(library: Library) -> Iterator[Problem]:
    """The quote's words are not in the article."""
    for article in library.articles:
        for location, quote, error in _failures(article):
            if isinstance(error, NotFound):
                yield _problem(quote_not_found, location, _not_found(error), _nearest(article, quote, error))


@check
def quote_ambiguous(library: Library) -> Iterator[Problem]:
    """The quote's words stand at several places of the article."""
    for article in library.articles:
        for location, _, error in _failures(article):
            if isinstance(error, QuoteAmbiguous):
                text = article.article.text
                places = "\n".join(
                    f"  … {text[max(0, c.start - 30) : c.start]}[{text[c.start : c.end]}]{text[c.end : c.end + 30]} …".replace("\n", " ")
                    for c in error.candidates[:5]
                )
                yield _problem(
                    quote_ambiguous,
                    location,
                    f"These words stand {len(error.candidates)} times in the article.",
                    f"{places}\nQuote more words, or add `prefix:` or `suffix:` with the words directly before or after the place you mean.",
                )


@check
def quote_cuts_a_word(library: Library) -> Iterator[Problem]:
    """The quote begins or ends inside a word or a number, which changes what it says."""
    for article in library.articles:
        text = article.article.text
        for annotation in article.published:
            place = article.place(annotation)
            if _cuts(text, place.start) or _cuts(text, place.end):
                whole = _whole_words(text, place)
                yield _problem(
                    quote_cuts_a_word,
                    annotation.at("quote"),
                    f"The quote “{_short(annotation.quote.exact)}” begins or ends inside a word or number of the article.",
                    f"Quote whole words: “{_short(text[whole.start : whole.end])}”.",
                )


@check
def same_words_other_verdict(library: Library) -> Iterator[Problem]:
    """Two claims on exactly the same words have different verdicts."""
    for article in library.articles:
        first: dict[Anchor, Annotation] = {}
        for annotation in article.published:
            other = first.setdefault(article.place(annotation), annotation)
            if other.verdict is not annotation.verdict:
                yield _problem(
                    same_words_other_verdict,
                    annotation.at("quote"),
                    f"The claim `{other.id}` is about the same words and says {other.verdict.label}, not {annotation.verdict.label}.",
                    "Merge the two, or quote for each the words that it is about.",
                )


@check
def duplicate_claim(library: Library) -> Iterator[Problem]:
    """Two files of one article make the same claim about the same words."""
    for article in library.articles:
        first: dict[tuple[object, str], Annotation] = {}
        for annotation in article.published:
            key = (article.place(annotation), " ".join(annotation.claim.casefold().split()))
            other = first.setdefault(key, annotation)
            if other is not annotation:
                yield _problem(
                    duplicate_claim,
                    annotation.at("claim"),
                    f"The file {other.path} makes the same claim about the same words.",
                    "Keep one of the two files; add your sources to it.",
                )


@check
def needs_sources(library: Library) -> Iterator[Problem]:
    """A claim that is not an opinion cites no source."""
    for annotation in _annotations(library):
        if not annotation.sources and annotation.verdict is not Verdict.OPINION:
            yield _problem(
                needs_sources,
                annotation.at("sources"),
                f"A claim with the verdict `{annotation.verdict.id}` needs at least one source.",
                "Add a source under `sources:` with url, outlet, type, stance and says.",
            )


@check
def too_few_origins(library: Library) -> Iterator[Problem]:
    """`supported` or `contradicted` rests on a single report."""
    for annotation in _annotations(library):
        if annotation.verdict not in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
            continue
        origins = annotation.origins()
        if len(origins) >= 2 or annotation.rests_on_primary or annotation.single_source_reason:
            continue
        stance = annotation.bearing[0].id
        found = f"one origin ({', '.join(origins)})" if origins else "none"
        yield _problem(
            too_few_origins,
            annotation.at("verdict"),
            f"`{annotation.verdict.id}` needs sources with the stance `{stance}` from two distinct origins; there is {found}.",
            "Add a source of another origin or a first-hand one (transcript, official statement, government report, "
            "legislation, dataset), say in `single_source_reason` why one is enough, or choose a weaker verdict.",
        )


@check
def nothing_would_settle(library: Library) -> Iterator[Problem]:
    """An `unverified` claim does not say what would settle it."""
    for annotation in _annotations(library):
        if annotation.verdict is Verdict.UNVERIFIED and not annotation.would_settle:
            yield _problem(
                nothing_would_settle,
                annotation.at("verdict"),
                "An `unverified` claim must say what evidence would settle it.",
                "Add `would_settle:` with one sentence.",
            )


@check
def same_source_twice(library: Library) -> Iterator[Problem]:
    """A claim cites one address twice with the same stance."""
    for annotation in _annotations(library):
        first: dict[tuple[str, Stance], Source] = {}
        for source in annotation.sources:
            other = first.setdefault((source.url, source.stance), source)
            if other is not source:
                yield _problem(
                    same_source_twice,
                    source.location,
                    f"This address is cited already on line {other.location.line}, with the same stance.",
                    "Merge the two entries.",
                )


@check
def outlet_spelling(library: Library) -> Iterator[Problem]:
    """An outlet is spelled otherwise than in `docs/outlets.yml`, or not as its domain says."""
    by_domain = {domain: outlet for outlet in library.outlets for domain in outlet.domains}
    for annotation in _annotations(library):
        for source in annotation.sources:
            listed = _by_host(by_domain, addresses.host(source.url))
            if listed and source.outlet != listed.name:
                yield _problem(
                    outlet_spelling,
                    source.location,
                    f"The address belongs to {listed.name}, and `outlet` is “{source.outlet}”.",
                    f"Write `outlet: {listed.name}`; who reported it first goes into `origin`.",
                )


@check
def outlet_elsewhere(library: Library) -> Iterator[Problem]:
    """The outlet has domains of its own, and the address is on none of them."""
    by_name = {outlet.name: outlet for outlet in library.outlets}
    by_domain = {domain: outlet for outlet in library.outlets for domain in outlet.domains}
    for annotation in _annotations(library):
        for source in annotation.sources:
            listed = by_name.get(source.outlet)
            where = addresses.host(source.url)
            if listed and not _by_host(by_domain, where):
                yield _problem(
                    outlet_elsewhere,
                    source.location,
                    f"{where} is not a domain of {source.outlet} ({', '.join(listed.domains)}).",
                    f"If the page is a copy, name the site that carries it as `outlet` and {source.outlet} as `origin`.",
                )


@check
def outlet_two_spellings(library: Library) -> Iterator[Problem]:
    """One domain is named in two ways, and `docs/outlets.yml` does not list it."""
    by_domain = {domain: outlet for outlet in library.outlets for domain in outlet.domains}
    first: dict[str, Source] = {}
    for annotation in _annotations(library):
        for source in annotation.sources:
            where = addresses.host(source.url)
            if _by_host(by_domain, where):
                continue
            other = first.setdefault(where, source)
            if other.outlet != source.outlet:
                yield _problem(
                    outlet_two_spellings,
                    source.location,
                    f"The outlet of {where} is “{source.outlet}” here and “{other.outlet}” in {other.location.path}.",
                    "Use one spelling for both.",
                )


@check
def unknown_date_order(library: Library) -> Iterator[Problem]:
    """A claim was checked, or a page read, before the day on which it can have been."""
    for article in library.articles:
        for annotation in article.annotations:
            if annotation.checked < article.page.published:
                yield _problem(
                    unknown_date_order,
                    annotation.at("checked"),
                    f"The claim was checked on {annotation.checked}, before the article was published on {article.page.published}.",
                    "Correct the date.",
                )


@check
def insecure_address(library: Library) -> Iterator[Problem]:
    """A source's address is http://, which anybody between the reader and the site can alter."""
    for annotation in _annotations(library):
        for source in annotation.sources:
            if source.url.lower().startswith("http://"):
                yield _problem(
                    insecure_address,
                    source.location,
                    f"The address of {source.outlet} begins with http://.",
                    "Use https:// if the page answers there; the page marks the link as not secure.",
                )


@check
def context_length(library: Library) -> Iterator[Problem]:
    """The context is shorter or longer than readers can use."""
    low, high = CONTEXT_WORDS
    for annotation in _annotations(library):
        words = annotation.context.words
        if not low <= words <= high:
            yield _problem(
                context_length,
                annotation.at("checked"),
                f"The context has {words} words; {low} to {high} are expected.",
                "Say what a reader should also know, and leave the rest to the sources.",
            )


@check
def summary_not_a_sentence(library: Library) -> Iterator[Problem]:
    """The summary does not end like a sentence."""
    for annotation in _annotations(library):
        if not annotation.summary.endswith(SUMMARY_ENDS):
            yield _problem(
                summary_not_a_sentence,
                annotation.at("summary"),
                "The summary does not end with a full stop.",
                "Write one whole sentence.",
            )


@check
def withdrawn_without_history(library: Library) -> Iterator[Problem]:
    """A withdrawn claim has no dated entry that tells readers so."""
    for annotation in _annotations(library):
        if annotation.withdrawn and not any(c.kind is ChangeKind.WITHDRAWN for c in annotation.history):
            yield _problem(
                withdrawn_without_history,
                annotation.at("withdrawn"),
                "A withdrawn claim needs a `history` entry of the kind `withdrawn`.",
                "Append `{date: …, kind: withdrawn, why: …}` to `history:`.",
            )


@check
def history_out_of_step(library: Library) -> Iterator[Problem]:
    """The newest verdict in the history is not the claim's verdict, or the dates run backwards."""
    for annotation in _annotations(library):
        verdicts = [c for c in annotation.history if c.kind is ChangeKind.VERDICT]
        if verdicts and verdicts[-1].after != annotation.verdict.id:
            yield _problem(
                history_out_of_step,
                verdicts[-1].location,
                f"The last entry says `to: {verdicts[-1].after}`, and the verdict is `{annotation.verdict.id}`.",
                "Append an entry for the latest change; do not edit older ones.",
            )
        days = [c.date for c in annotation.history]
        if days != sorted(days):
            yield _problem(
                history_out_of_step,
                annotation.at("history"),
                "The entries are not in the order of their dates.",
                "Append new entries at the end.",
            )


@check
def unknown_claim_link(library: Library) -> Iterator[Problem]:
    """The editor's summary links to a claim that does not exist or is not published."""
    for article in library.articles:
        known = {a.id for a in article.published}
        for id_ in prose.claim_ids(article.page.summary):
            if id_ not in known:
                yield _problem(
                    unknown_claim_link,
                    Location(article.page.path),
                    f"[[{id_}]] is not the id of a published claim of this article.",
                    "The id is the claim file's name without `.md`.",
                )


@check
def waiver_not_needed(library: Library) -> Iterator[Problem]:
    """A waiver's sentence carries an annotation, so the waiver says something untrue."""
    for article in library.articles:
        used = {s.waiver for s in coverage.measure(article).of("waived")}
        for waiver, place in zip(article.page.waivers, article.waived, strict=True):
            if isinstance(place, Anchor) and waiver not in used:
                yield _problem(
                    waiver_not_needed,
                    waiver.location,
                    f"The sentence “{_short(waiver.quote.exact)}” is annotated or waived already.",
                    "Delete this waiver.",
                )


@check
def sentence_open(library: Library) -> Iterator[Problem]:
    """A sentence of the article has neither an annotation nor a waiver."""
    for article in library.articles:
        left = coverage.measure(article).of("open")
        if left:
            yield _problem(
                sentence_open,
                Location(article.page.path),
                f"{len(left)} of the article's sentences carry neither an annotation nor a waiver; the first: “{_short(left[0].text)}”",
                f"`annotate coverage {article.page.slug}` lists them.",
            )


def _failures(article: AnnotatedArticle) -> Iterator[tuple[Location, TextQuoteSelector, AnchorError]]:
    """Quotes and waivers that have no one place, with where they are written."""
    for annotation in article.annotations:
        place = article.places.get(annotation.id)
        if isinstance(place, AnchorError):
            yield annotation.at("quote"), annotation.quote, place
    for waiver, place in zip(article.page.waivers, article.waived, strict=True):
        if isinstance(place, AnchorError):
            yield waiver.location, waiver.quote, place


def _not_found(error: NotFound) -> str:
    return {
        "crosses-paragraph": "The quote joins the end of one paragraph with the beginning of the next.",
        "context": "The quote is in the article, but not with this `prefix` and `suffix`.",
        "blank": "The quote has no words.",
    }.get(error.reason, "These words are not in the article.")


def _nearest(article: AnnotatedArticle, quote: TextQuoteSelector, error: NotFound) -> str:
    if error.reason == "crosses-paragraph":
        return "Leave a blank line in the quote where the paragraph ends, or quote the two parts in two claims."
    found = nearest(article.article.text, quote)
    if not found:
        return "Copy the words from the article: nothing like them stands there."
    line = article.article.text.count("\n\n", 0, found.start) + 1
    risks = f" They differ in: {', '.join(found.risks)}." if found.risks else ""
    return (
        f"The quote:          “{_short(quote.exact, 200)}”\n"
        f"The article (¶ {line}): “{_short(article.article.text[found.start : found.end], 200)}”\n"
        f"Copy the article's words exactly.{risks}"
    )


def _by_host(by_domain: dict[str, Outlet], host: str) -> Outlet | None:
    """The outlet whose domain is this host or a parent of it."""
    labels = host.split(".")
    return next(
        (by_domain[name] for n in range(len(labels)) if (name := ".".join(labels[n:])) in by_domain),
        None,
    )


def _cuts(text: str, at: int) -> bool:
    """Whether a place stands between two letters or digits, or inside a number such as 1,000."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return before.isascii() == after.isascii()
    number = text[max(0, at - 2) : at + 2]
    return len(number) == 4 and (
        (after in ".," and before.isdigit() and number[3].isdigit())
        or (before in ".," and after.isdigit() and number[0].isdigit())
    )


def _whole_words(text: str, place: Anchor) -> Anchor:
    start, end = place
    while _cuts(text, start):
        start -= 1
    while _cuts(text, end):
        end += 1
    return Anchor(start, end)


def _short(text: str, limit: int = 90) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


