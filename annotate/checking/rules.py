"""All problem codes: how severe each is, why the rule exists, and a bad and a good example.

The page of messages is generated from this table, and every message links to its heading there.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One problem code. `bad` and `good` are examples as they stand in a file, or words in parentheses."""

    code: str
    why: str
    bad: str
    good: str
    severity: str = "error"


_SOURCES = "sources:\n  - url: https://www.africom.mil/posture\n    outlet: US Africa Command\n    type: official-statement\n    stance: supports\n    says: Names the base."
_OTHER = _SOURCES.replace("US Africa Command", "AFRICOM")
_ENTRY = "history:\n  - {date: 2026-11-24, kind: verdict, from: supported, to: mixed, why: The ministry gave another figure.}"
_GONE = "withdrawn: Merged with another claim."
_GONE_ENTRY = "history:\n  - {date: 2026-11-24, kind: withdrawn, why: Merged with another claim.}"
_ARTICLE = "history:\n  - {date: 2026-11-24, kind: article, from: It is a big issue., to: It is not a big issue., why: The publisher changed the text.}"
_REVIEWED = "  - {date: 2026-11-25, kind: reviewed, why: The transcript has the new words.}"
_QUOTE = "quote: not a significant issue here"

# A table, one rule a line.
# fmt: off
_RULES = (
    # Files
    Rule("unreadable-file", "The tool must be able to open the file.", "(a file without permission to read it)", "(a plain file)"),
    Rule("file-too-large", "A claim file has at most 256 KiB, a seed 5 MiB of text.", "(a claim with the whole article in it)", "(a claim with a few sentences)"),
    Rule("not-utf8", "Only UTF-8 is read the same everywhere.", "(café, saved as Latin-1 or UTF-16)", "(café, saved as UTF-8)"),
    Rule("forbidden-character", "What nobody sees can change what a search, a reader or a tool understands.", 'quote: "not a signi\\u200Bficant issue here"', _QUOTE),
    Rule("bad-name", "A claim's file name is its address on the site.", "claims/My Claim.md", "claims/my-claim.md"),
    Rule("same-name-twice", "Windows and macOS take the two for one file.", "claims/quote.md and claims/Quote.md", "claims/quote.md and claims/second-quote.md"),
    Rule("symbolic-link", "A link could publish a file from outside the repository.", "claims/x.md -> ../../../secret", "claims/x.md (a file)"),
    Rule("stray-file", "A site generator would publish it.", "docs/articles/my-article/CNAME", "docs/articles/my-article/claims/name.md"),
    Rule("hidden-file", "A name that begins with a dot is hidden, and the file is not read.", "claims/.my-claim.md", "claims/my-claim.md", "warning"),
    Rule("missing-file", "An article's folder needs its page.", "docs/articles/my-article/claims/ (alone)", "docs/articles/my-article/index.md (beside it)"),
    Rule("missing-seed", "The article's text comes from its seed.", "seed: no-such-file.txt", "seed: niger-airbase-101.txt"),
    Rule("unused-seed", "A text without a page is in the repository, but on no page of the site.", "seeds/bridge.txt (alone)", "docs/articles/bridge/index.md with `seed: bridge.txt`", "warning"),
    Rule("empty-seed", "There is nothing to annotate.", "(an empty seeds/article.txt)", "(the article's paragraphs, divided by blank lines)"),
    Rule("not-an-article", "A seed is text or a web page; what is inside other files is not read.", "(a PDF document with the name article.html)", "(the article as plain text or as a web page)"),
    Rule("seed-too-deep", "Pages nested this deep are made to break parsers.", "(300 elements inside each other)", "(the article's own markup)"),
    Rule("seed-loses", "Readers must know what of the article they do not see.", "(a film in a saved page)", "(its words in the editor's summary, if they matter)", "warning"),
    Rule("seed-hides", "What nobody sees can change what is read, found or copied.", "(a mark that turns the letters after it around)", "(the same words without it; or leave it: the page shows where it stands)", "warning"),
    Rule("seed-changed", "An article that changed after it was checked must be looked at again.", "sha256: (of an older file)", "sha256: (of this file; `annotate rebase` writes it)"),
    # The form of the front matter
    Rule("no-front-matter", "The fields stand between two lines of three hyphens.", "quote: words\n\nContext.", "---\nquote: words\n---\nContext."),
    Rule("yaml-syntax", "The fields must be readable as YAML.", 'claim: "No" is what he said.', 'claim: >-\n  "No" is what he said.'),
    Rule("unquoted-colon", "YAML takes a colon followed by a space for a new field.", 'claim: He said: "No."', 'claim: >-\n  He said: "No."'),
    Rule("yaml-tab", "YAML does not allow tabs for indenting.", "sources:\n\t- url: https://www.africom.mil/posture", _SOURCES),
    Rule("not-a-mapping", "The fields are `key: value` lines.", "---\njust a sentence\n---\nContext.", "---\nverdict: supported\n---\nContext."),
    Rule("second-document", "Nobody could tell which of two documents is published.", "---\nverdict: mixed\n--- x\nverdict: supported\n---\nContext.", "---\nverdict: mixed\n---\nContext."),
    Rule("yaml-alias", "A reference makes a reviewer look elsewhere for what is said.", "summary: *same", "summary: The sentence itself."),
    Rule("yaml-tag", "Every value is plain text.", "verdict: !!binary c3VwcG9ydGVk", "verdict: supported"),
    Rule("yaml-too-big", "A claim is small; deep or endless structures are made to break parsers.", "reasons: [[[[[[[[misquote]]]]]]]]", "reasons: [misquote]"),
    Rule("duplicate-key", "The second would silently win.", "verdict: mixed\nverdict: supported", "verdict: supported"),
    Rule("hash-in-value", "YAML takes the words after ` #` for a comment and drops them.", "claim: It was the #1 issue.", "claim: >-\n  It was the #1 issue."),
    # Fields
    Rule("unknown-key", "A misspelt field would be lost.", "claiment: Lloyd Austin", "claimant: Lloyd Austin"),
    Rule("missing-key", "Readers are promised every part.", "(a claim without `verdict:`)", "verdict: supported"),
    Rule("empty-value", "An empty value says nothing.", "summary:", "summary: The transcript has these words."),
    Rule("wrong-shape", "Some fields are text, some are lists.", "reasons: misquote", "reasons: [misquote]"),
    Rule("too-long", "Readers, and parsers, have limits.", "(a summary of 400 characters)", "summary: The transcript has these words."),
    Rule("unknown-value", "The vocabularies are closed, so that readers can compare claims.", "verdict: true", "verdict: supported"),
    Rule("bad-date", "03/05/2024 is two different days.", "checked: 03/05/2024", "checked: 2024-05-03"),
    Rule("bad-address", "A link must lead where it seems to lead, to a public page.", _SOURCES.replace("https://www.africom.mil/posture", "javascript:alert(1)"), _SOURCES),
    Rule("entity-in-quote", "A quote holds characters, not their codes.", "quote: America&rsquo;s troops", "quote: America’s troops"),
    # The context
    Rule("no-context", "Every footnote has a context.", "---\nverdict: supported\n---", "---\nverdict: supported\n---\nThe full sentence is in paragraph 7."),
    Rule("raw-html", "Contributed text can never run, style or track.", "<b>Wrong</b>", "**Wrong**"),
    Rule("markdown-not-allowed", "The context is prose.", "# A heading", "A sentence, *emphasis*, a [link](https://www.example.org/)."),
    Rule("footnote-in-context", "A footnote reference could imitate one of ours.", "As shown[^other-claim].", "As the claim on the date shows."),
    Rule("attributes-in-context", "An attribute list could style text like a verdict.", "*True*{: .verdict }", "*True*"),
    # Quotes
    Rule("quote-not-found", "A verdict never stands on words that are not there.", "quote: not a big issue here", _QUOTE),
    Rule("quote-ambiguous", "A verdict never stands on a guess between two places.", "quote: the Russians", "quote: the Russians\nprefix: Airbase 101, where"),
    Rule("quote-cuts-a-word", "Half a number is another number, and a binding vote is no non-binding one.", "quote: 000 service members", "quote: 1,000 service members"),
    Rule("quote-leaves-a-unit", "A figure without its unit may be anything.", "(“a share of 15”, of “a share of 15%”)", "(“a share of 15%”)", "warning"),
    Rule("same-words-other-verdict", "One statement cannot have two outcomes.", "(two files on the same words, one supported, one mixed)", "(one file)"),
    Rule("duplicate-claim", "A claim is counted once.", "(two files with the same quote and claim)", "(one file with the sources of both)"),
    # Evidence
    Rule("needs-sources", "A verdict rests on sources.", "sources: []", _SOURCES),
    Rule("too-few-origins", "Copies of one report are one report.", _SOURCES.replace("official-statement", "news"), _SOURCES),
    Rule("state-media-alone", "A state's own media cannot vouch for what the state says.", _SOURCES.replace("official-statement", "state-media"), _SOURCES),
    Rule("nothing-would-settle", "Readers should know what is missing.", "verdict: unverified", "verdict: unverified\nwould_settle: The ministry's letter of 16 March."),
    Rule("same-source-twice", "A source is listed once.", _SOURCES + _SOURCES.removeprefix("sources:"), _SOURCES),
    Rule("outlet-spelling", "One outlet has one name, so that its page lists everything.", _OTHER, _SOURCES),
    Rule("outlet-elsewhere", "A copy must not look like the original.", _SOURCES.replace("www.africom.mil", "copies.example.org"), _SOURCES.replace("www.africom.mil", "copies.example.org").replace("outlet:", "outlet: Copies\n    origin:")),
    Rule("outlet-two-spellings", "One outlet has one name.", "outlet: The Example (in one file)\noutlet: Example News (in another, on the same domain)", "outlet: The Example (in both)"),
    Rule("checked-too-early", "A check cannot come before what it checks.", "checked: 2023-01-01", "checked: 2026-11-24"),
    Rule("date-in-future", "Nothing was checked, published or changed on a day that has not come.", "checked: 2199-11-24", "checked: 2026-11-24"),
    Rule("insecure-address", "Anybody on the way can alter an http:// page.", _SOURCES.replace("https:", "http:"), _SOURCES, "warning"),
    Rule("reviewer-is-author", "To look again takes somebody else.", "authors: A. Example\nreviewers: A. Example", "authors: A. Example\nreviewers: B. Example"),
    # Words
    Rule("context-length", "Too short leaves questions, too long is not read.", "Eight words are too few for a context.", "(30 to 120 words)", "warning"),
    Rule("summary-not-a-sentence", "The summary stands alone.", "summary: wrong date", "summary: The conference was on Thursday.", "warning"),
    # History
    Rule("withdrawn-without-history", "Nothing disappears silently.", _GONE, f"{_GONE}\n{_GONE_ENTRY}"),
    Rule("history-out-of-step", "The history ends where the claim stands.", f"verdict: disputed\n{_ENTRY}", f"verdict: mixed\n{_ENTRY}"),
    Rule("history-says-too-little", "Readers are told why something was changed, and which source.", "history:\n  - {date: 2026-11-24, kind: wording, why: Updated.}", "history:\n  - {date: 2026-11-24, kind: wording, why: The summary named the wrong day.}"),
    Rule("review-needed", "A verdict is published for the words that it was given for.", f"{_ARTICLE}", f"{_ARTICLE}\n{_REVIEWED}"),
    Rule("review-due", "Somebody should look at the claim again; until then readers are told so.", "review_by: 2025-01-31", "review_by: 2199-01-31", "warning"),
    Rule("silent-change", "A changed verdict or source leaves a dated entry that readers see.", "verdict: mixed", f"verdict: mixed\n{_ENTRY}"),
    Rule("confirm-editorial", "What readers are told is worded anew only where somebody answers for it.", "(a claim in other words)", "(the line `Editorial: CLAIM REASON` in a commit's message)"),
    Rule("cannot-compare", "A file that was broken then would let any change of it pass.", "(a base at which the claim cannot be read)", "(an earlier base, at which it can)"),
    Rule("history-rewritten", "History is appended, never edited.", "(an entry removed or reworded)", "(a new entry that corrects it)"),
    Rule("claim-removed", "A published claim is withdrawn with a reason, not deleted.", "(claims/name.md deleted)", f"{_GONE}\n{_GONE_ENTRY}"),
    # The article's page
    Rule("unknown-claim-link", "A link in a summary or a context must lead to a claim.", "[[no-such-claim]]", "[[lede-partial-quote]]"),
    # The site's own pages
    Rule("unknown-part", "A part that does not exist would leave a hole in the page.", "<!-- annotate: correction --> (on a page)", "<!-- annotate: corrections --> (on a page)"),
    Rule("path-taken", "Of two pages with one address, one would be lost.", "docs/claims.md", "docs/about-the-claims.md"),
    Rule("foreign-content", "With `strict_content` no file below `docs/` can run, style or redirect.", "docs/menu.js", "docs/about.md"),
    Rule("waiver-not-needed", "An exception that is no longer needed is untrue.", "(a waiver for a sentence that is annotated)", "(no waiver)"),
    Rule("sentence-open", "The page says how much of the article is checked; the aim is all of it.", "(a sentence without a claim)", "(a claim or a waiver for each)", "warning"),
)
# fmt: on

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}


def severity(code: str) -> str:
    """How severe a problem code is: `error` or `warning`."""
    return RULES[code].severity
