"""All problem codes: how severe each is, why the rule exists, and a bad and a good example.

The contribute page is generated from this table, and every message links to its heading there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One problem code. `bad` and `good` are examples as they stand in a file."""

    code: str
    why: str
    bad: str
    good: str
    severity: str = "error"


_QUOTE = "quote: >-\n  not a significant issue here"
_RULES = (
    # Files
    Rule("unreadable-file", "The tool must be able to open the file.", "a file without read permission", "a plain file"),
    Rule("file-too-large", "A claim file is at most 64 KiB, a seed 5 MiB.", "a claim with the whole article in it", "a claim with a few sentences"),
    Rule("not-utf8", "Only UTF-8 is read the same everywhere.", "caf\\xe9 saved as Latin-1", "café saved as UTF-8"),
    Rule("forbidden-character", "What nobody sees can change what a search, a reader or a tool understands.", "not a signi<U+200B>ficant issue", "not a significant issue"),
    Rule("bad-name", "A claim's file name is its address on the site.", "claims/My Claim.md", "claims/my-claim.md"),
    Rule("same-name-twice", "Windows and macOS take the two for one file.", "claims/Quote.md and claims/quote.md", "claims/quote.md and claims/second-quote.md"),
    Rule("symbolic-link", "A link can publish a file from outside the repository.", "claims/x.md -> ../../../secret", "claims/x.md, a file"),
    Rule("stray-file", "A site generator would publish it.", "docs/articles/slug/CNAME", "docs/articles/slug/claims/name.md"),
    Rule("missing-file", "An article's folder needs its page.", "docs/articles/slug/claims/ alone", "docs/articles/slug/index.md beside it"),
    Rule("missing-seed", "The article's text comes from its seed.", "seed: no-such-file.txt", "seed: niger-airbase-101.txt"),
    Rule("empty-seed", "There is nothing to annotate.", "an empty seeds/article.txt", "the article's paragraphs, divided by blank lines"),
    Rule("seed-too-deep", "Pages nested this deep are made to break parsers.", "300 elements inside each other", "the article's own markup"),
    Rule("seed-changed", "An article that changed after it was checked must be looked at again.", "sha256: (of an older file)", "sha256: (of this file)"),
    # YAML
    Rule("no-front-matter", "The fields stand between two lines of three hyphens.", "quote: words\n\nContext.", "---\nquote: words\n---\nContext."),
    Rule("yaml-syntax", "The fields must be readable as YAML.", 'claim: "He said" so', "claim: >-\n  \"He said\" so"),
    Rule("unquoted-colon", "YAML takes a colon followed by a space for a new key.", 'quote: He said: "no"', 'quote: >-\n  He said: "no"'),
    Rule("yaml-tab", "YAML does not allow tabs for indenting.", "sources:\n\t- url: …", "sources:\n  - url: …"),
    Rule("not-a-mapping", "The fields are `key: value` lines.", "---\njust a sentence\n---", "---\nverdict: supported\n---"),
    Rule("second-document", "Nobody could tell which of two documents is published.", "verdict: mixed\n--- x\nverdict: supported", "verdict: mixed"),
    Rule("yaml-alias", "An alias makes a reviewer look elsewhere for what is said.", "summary: *same", "summary: The sentence itself."),
    Rule("yaml-tag", "Every value is plain text.", "verdict: !!binary c3VwcG9ydGVk", "verdict: supported"),
    Rule("yaml-too-big", "A claim is small; deep or endless structures are made to break parsers.", "[[[[[[[[x]]]]]]]]", "reasons: [misquote]"),
    Rule("duplicate-key", "The second would silently win.", "verdict: mixed\nverdict: supported", "verdict: mixed"),
    Rule("hash-in-value", "YAML takes words after ` #` for a comment and drops them.", "quote: the #1 issue", "quote: >-\n  the #1 issue"),
    # Fields
    Rule("unknown-key", "A misspelt key would be lost.", "verdct: mixed", "verdict: mixed"),
    Rule("missing-key", "Readers are promised every part.", "a claim without `verdict:`", "verdict: mixed"),
    Rule("empty-value", "An empty value says nothing.", "summary:", "summary: The report gives 9,800."),
    Rule("wrong-shape", "Some fields are text, some are lists.", "reasons: misquote", "reasons: [misquote]"),
    Rule("too-long", "Readers, and parsers, have limits.", "a summary of 400 characters", "a summary of at most 240"),
    Rule("unknown-value", "The vocabularies are closed, so that readers can compare claims.", "verdict: false", "verdict: contradicted"),
    Rule("bad-date", "03/05/2024 is two different days.", "date: 03/05/2024", "date: 2024-05-03"),
    Rule("bad-address", "A link must lead where it seems to lead, to a public page.", "url: javascript:alert(1)", "url: https://www.example.org/report"),
    Rule("entity-in-quote", "A quote holds characters, not their codes.", "quote: the council&rsquo;s engineer", "quote: the council’s engineer"),
    # Context
    Rule("no-context", "Every footnote has a context.", "---\n(nothing below)", "---\nThe city counts vehicles at two places."),
    Rule("raw-html", "Contributed text can never run, style or track.", "<b>Wrong</b>", "**Wrong**"),
    Rule("markdown-not-allowed", "The context is prose.", "# A heading", "A sentence, *emphasis*, a [link](https://www.example.org/)."),
    Rule("footnote-in-context", "A footnote reference could imitate one of ours.", "as shown[^other-claim]", "as the claim on the date shows"),
    Rule("attributes-in-context", "An attribute list could style text like a verdict.", "*True*{: .verdict }", "*True*"),
    # Quotes
    Rule("quote-not-found", "A verdict never stands on words that are not there.", "quote: not a big issue here", _QUOTE),
    Rule("quote-ambiguous", "A verdict never stands on a guess between two places.", "quote: the Russians", "quote: the Russians\nprefix: where"),
    Rule("quote-cuts-a-word", "Half a number is another number.", "quote: 000 service members", "quote: 1,000 service members"),
    Rule("same-words-other-verdict", "One statement cannot have two outcomes.", "two files on the same words, one supported, one mixed", "one file"),
    Rule("duplicate-claim", "A claim is counted once.", "two files with the same quote and claim", "one file with the sources of both"),
    # Evidence
    Rule("needs-sources", "A verdict rests on sources.", "verdict: supported\n(no sources)", "verdict: supported\nsources:\n  - url: …"),
    Rule("too-few-origins", "Copies of one report are one report.", "verdict: supported with AP and a copy of AP", "AP and the ministry's statement"),
    Rule("nothing-would-settle", "Readers should know what is missing.", "verdict: unverified", "verdict: unverified\nwould_settle: The ministry's letter of 16 March."),
    Rule("same-source-twice", "A source is listed once.", "the same url twice", "one entry whose `says` covers both"),
    Rule("outlet-spelling", "One outlet has one name, so that its page lists everything.", "outlet: AP News (apnews.com)", "outlet: Associated Press"),
    Rule("outlet-elsewhere", "A copy must not look like the original.", "outlet: Reuters\nurl: https://news.example.com/…", "outlet: Example News\norigin: Reuters"),
    Rule("outlet-two-spellings", "One outlet has one name.", "outlet: The Example, outlet: Example News (same domain)", "one of the two"),
    Rule("unknown-date-order", "A check cannot come before what it checks.", "checked: 2023-01-01 for an article of 2024", "checked: 2026-11-24"),
    Rule("insecure-address", "Anybody on the way can alter an http:// page.", "url: http://example.org/", "url: https://example.org/", "warning"),
    # Words
    Rule("context-length", "Too short leaves questions, too long is not read.", "a context of 8 words", "a context of 30 to 120 words", "warning"),
    Rule("summary-not-a-sentence", "The summary stands alone.", "summary: wrong date", "summary: The conference was on Thursday.", "warning"),
    # History
    Rule("withdrawn-without-history", "Nothing disappears silently.", "withdrawn: Merged with another claim.", "the same, and a `history` entry of the kind `withdrawn`"),
    Rule("history-out-of-step", "The history ends where the claim stands.", "verdict: mixed, last entry `to: supported`", "last entry `to: mixed`"),
    Rule("silent-change", "A changed verdict or source leaves a dated entry that readers see.", "a new verdict and no new `history` entry", "the new verdict and the entry"),
    Rule("history-rewritten", "History is appended, never edited.", "an entry removed or reworded", "a new entry that corrects it"),
    Rule("claim-removed", "A published claim is withdrawn with a reason, not deleted.", "claims/name.md deleted", "withdrawn: The article no longer says it."),
    # The article's page
    Rule("unknown-claim-link", "A link in the summary must lead to a claim.", "[[no-such-claim]]", "[[lede-partial-quote]]"),
    Rule("waiver-not-needed", "An exception that is no longer needed is untrue.", "a waiver on an annotated sentence", "no waiver"),
    Rule("sentence-open", "The page says how much of the article is checked; the aim is all of it.", "a sentence without a claim", "a claim or a waiver for each", "warning"),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}


def severity(code: str) -> str:
    """How severe a problem code is: `error` or `warning`."""
    return RULES[code].severity
