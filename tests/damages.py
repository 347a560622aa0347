"""How a built site can be damaged: each function does one damage to the sample site, which is whole before it.

They were written down before `annotate check-site`, which must find each of them; what it says of each is in
`cases/damaged/`.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], None]
DAMAGES: list[Damage] = []

ARTICLE = "articles/old-bridge/index.html"
LEDGER = "articles/old-bridge/claims/ledger-figure.html"
CARDS = "articles/old-bridge/claims.json"
FARE = "articles/old-bridge/claims/ferry-fare.html"
COSTS = "articles/old-bridge/claims/repair-costs.html"
OTHER_HOST = "https://tracker.example.com"


def damage(function: Damage) -> Damage:
    DAMAGES.append(function)
    return function


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


def _cut(file: Path, share: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])


def _mark(site: Path, claim: str) -> str:
    found = re.search(
        rf'<mark id="claim-{claim}".*?</mark>(?=<span)', (site / ARTICLE).read_text("utf-8")
    )
    assert found
    return found[0]


def _note(site: Path, claim: str) -> str:
    found = re.search(rf'<li id="fn:{claim}">.*?</li>\n', (site / ARTICLE).read_text("utf-8"), re.S)
    assert found
    return found[0]


def _record(site: Path, claim: str) -> Path:
    """The file that the search index keeps of a claim's page."""
    for file in (site / "pagefind/fragment").iterdir():
        if f"/claims/{claim}.html" in gzip.decompress(file.read_bytes()).decode().split(",")[0]:
            return file
    raise AssertionError(claim)


# Files that are cut, empty or lost


@damage
def an_article_is_cut_in_the_middle(site: Path) -> None:
    _cut(site / ARTICLE, 0.5)


@damage
def a_claims_page_is_cut_near_its_end(site: Path) -> None:
    _cut(site / FARE, 0.98)


@damage
def a_page_of_words_is_cut(site: Path) -> None:
    _cut(site / "methodology/index.html", 0.7)


@damage
def a_claims_page_is_empty(site: Path) -> None:
    _cut(site / FARE, 0)


@damage
def a_script_is_empty(site: Path) -> None:
    _cut(site / "assets/annotate/article.js", 0)


@damage
def a_claims_page_is_lost(site: Path) -> None:
    (site / FARE).unlink()


@damage
def an_articles_page_is_lost(site: Path) -> None:
    (site / ARTICLE).unlink()


@damage
def a_style_sheet_is_lost(site: Path) -> None:
    (site / "assets/annotate/reader.css").unlink()


@damage
def a_script_that_only_scripts_load_is_lost(site: Path) -> None:
    (site / "assets/annotate/explorer-results.js").unlink()


@damage
def a_shared_picture_is_lost(site: Path) -> None:
    (site / "articles/old-bridge/share.png").unlink()


@damage
def a_shared_picture_is_cut(site: Path) -> None:
    _cut(site / "articles/old-bridge/share.png", 0.9)


@damage
def a_drawing_is_cut(site: Path) -> None:
    _cut(site / "assets/annotate/icon.svg", 0.9)


@damage
def a_style_sheet_is_cut(site: Path) -> None:
    _cut(site / "assets/annotate/reader.css", 0.5)


@damage
def the_style_sheet_of_the_theme_is_cut(site: Path) -> None:
    whole = next((site / "assets/stylesheets").glob("main.*.css")).read_bytes()
    (site / "assets/stylesheets/theme.css").write_bytes(whole[: len(whole) // 2])


@damage
def a_script_is_cut(site: Path) -> None:
    _cut(site / "assets/annotate/card.js", 0.5)


@damage
def a_script_is_cut_near_its_end(site: Path) -> None:
    _cut(site / "assets/annotate/article.js", 0.97)


@damage
def the_script_of_the_theme_is_cut(site: Path) -> None:
    whole = next((site / "assets/javascripts").glob("bundle.*.js")).read_bytes()
    (site / "assets/javascripts/theme.js").write_bytes(whole[: len(whole) // 2])
    (site / "assets/javascripts/theme.js.map").touch()


@damage
def the_claims_files_for_the_form_are_lost(site: Path) -> None:
    (site / "articles/old-bridge/files.json").unlink()


# Marks, notes and claims that do not agree


@damage
def a_claims_page_is_there_twice(site: Path) -> None:
    shutil.copy(site / FARE, site / FARE.replace("fare", "fee"))


@damage
def a_note_is_there_twice(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note * 2)


@damage
def a_mark_is_there_twice(site: Path) -> None:
    mark = _mark(site, "ferry-fare")
    _change(site / ARTICLE, mark, mark * 2)


@damage
def a_mark_has_no_note(site: Path) -> None:
    _change(site / ARTICLE, _note(site, "ferry-fare"), "")


@damage
def a_note_has_no_mark(site: Path) -> None:
    mark = _mark(site, "ferry-fare")
    _change(site / ARTICLE, mark, re.sub(r"</?mark[^>]*>", "", mark))


@damage
def a_mark_is_around_other_words(site: Path) -> None:
    mark = _mark(site, "ferry-fare")
    _change(site / ARTICLE, mark, mark.replace(" dollars.</mark>", "</mark> dollars."))


@damage
def a_mark_leads_to_the_note_of_another_claim(site: Path) -> None:
    _change(site / ARTICLE, 'href="#fn:ferry-fare"', 'href="#fn:repair-costs"')


@damage
def a_note_leads_to_the_page_of_another_claim(site: Path) -> None:
    _change(site / ARTICLE, 'href="claims/ferry-fare.html"', 'href="claims/repair-costs.html"')


@damage
def a_note_leads_to_another_source(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("example.org/fares/2023", "example.org/fares/2022"))


@damage
def a_note_has_the_words_of_another_verdict(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("</span> Outdated", "</span> Supported"))


@damage
def a_note_says_that_a_source_contradicts_which_supports(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("Corroborating outlets", "Contradicting outlets"))


@damage
def a_note_does_not_say_that_the_claim_is_due(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, re.sub(r"<p><strong>Due for review:.*?</p>\n", "", note))


@damage
def a_claims_page_leads_to_the_words_of_another(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    (site / FARE).write_text(text.replace("../#claim-ferry-fare", "../#claim-repair-costs"))


@damage
def a_claims_page_leads_to_no_source(site: Path) -> None:
    _change(
        site / FARE,
        'href="https://council.example.org/fares/2023"',
        'href="https://a.example.org/"',
    )


@damage
def a_claims_page_gives_the_address_of_another(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    other = text.replace('ferry-fare.html">\n<meta', 'repair-costs.html">\n<meta')
    (site / FARE).write_text(other, encoding="utf-8")


@damage
def an_article_gives_the_address_of_another(site: Path) -> None:
    text = (site / ARTICLE).read_text("utf-8")
    (site / ARTICLE).write_text(
        text.replace("checks/articles/old-bridge/", "checks/articles/old-market/")
    )


@damage
def a_claims_page_marks_the_words_with_another_verdict(site: Path) -> None:
    _change(site / FARE, '<mark data-verdict="outdated"', '<mark data-verdict="supported"')


@damage
def a_claims_page_tells_another_verdict_where_it_is_shared(site: Path) -> None:
    _change(site / FARE, 'og:description" content="Outdated', 'og:description" content="Supported')


@damage
def a_claim_is_missing_in_the_list(site: Path) -> None:
    row = re.search(
        r"<tr>(?:(?!</tr>).)*/ferry-fare.html.*?</tr>",
        (site / "claims/index.html").read_text("utf-8"),
        re.S,
    )
    assert row
    _change(site / "claims/index.html", row[0], "")


@damage
def a_claim_is_in_the_list_twice(site: Path) -> None:
    _change(
        site / "claims/index.html",
        '<a href="../articles/old-bridge/claims/ferry-fare.html">',
        '<a href="../articles/old-bridge/claims/ferry-fare.html">Ferry</a> <a href="../articles/old-bridge/claims/ferry-fare.html">',
    )


@damage
def a_mark_is_hidden(site: Path) -> None:
    mark = _mark(site, "ferry-fare")
    _change(site / ARTICLE, mark, mark.replace("<mark ", "<mark hidden ", 1))


@damage
def a_list_of_notes_is_hidden(site: Path) -> None:
    text = (site / ARTICLE).read_text("utf-8")
    hidden = text.replace('<div class="footnote"', '<div style="display: none" class="footnote"')
    (site / ARTICLE).write_text(hidden, encoding="utf-8")


@damage
def a_claims_page_hides_its_verdict(site: Path) -> None:
    _change(site / FARE, '<p class="result"', '<p hidden class="result"')


@damage
def a_claims_page_shows_its_words_among_others(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    other = re.sub(r'(class="words".*?<p><span[^>]*>)', r"\1Nobody said that ", text, flags=re.S)
    (site / FARE).write_text(other, encoding="utf-8")


@damage
def a_claims_page_has_the_title_of_another(site: Path) -> None:
    _change(site / FARE, "<title>A crossing by ferry costs", "<title>Repairs cost")


@damage
def the_bar_counts_other_verdicts(site: Path) -> None:
    text = (site / ARTICLE).read_text("utf-8")
    other = text.replace('<rect data-verdict="supported"', '<rect data-verdict="opinion"', 1)
    (site / ARTICLE).write_text(other, encoding="utf-8")


@damage
def a_short_note_has_another_verdict(site: Path) -> None:
    text = (site / ARTICLE).read_text("utf-8")
    beside = re.sub(r'(class="fc-note"[^>]* data-verdict=")[a-z-]+', r"\1supported", text, count=1)
    (site / ARTICLE).write_text(beside, encoding="utf-8")


# Addresses that lead nowhere


@damage
def an_id_is_there_twice(site: Path) -> None:
    _change(site / "methodology/index.html", "</article>", '<p id="verdict-mixed"></p></article>')


@damage
def a_link_leads_to_no_file(site: Path) -> None:
    _change(site / "about/sample/index.html", "</article>", '<a href="../no-page/">x</a></article>')


@damage
def a_link_leads_to_no_place_on_its_page(site: Path) -> None:
    _change(site / FARE, "methodology/#verdict-outdated", "methodology/#verdict-odd")


@damage
def the_feed_leads_to_no_page(site: Path) -> None:
    text = (site / "corrections.xml").read_text("utf-8")
    (site / "corrections.xml").write_text(text.replace("claims/ferry-fare.html", "claims/no.html"))


@damage
def the_sitemap_leads_to_no_page(site: Path) -> None:
    _change(site / "sitemap.xml", "checks/methodology/<", "checks/method/<")


@damage
def the_sitemap_lacks_an_article(site: Path) -> None:
    _change(site / "sitemap.xml", "checks/articles/old-bridge/<", "checks/articles/<")


@damage
def the_sitemap_is_lost(site: Path) -> None:
    (site / "sitemap.xml").unlink()


@damage
def a_style_sheet_asks_for_no_file(site: Path) -> None:
    _append(site / "assets/annotate/light.css", "@font-face{font-family:x;src:url('../x.woff2')}")


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, encoding="utf-8")


# What is data


@damage
def json_ld_is_cut(site: Path) -> None:
    _change(site / FARE, "}]}</script>", "</script>")


@damage
def json_ld_is_lost(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    changed = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text)
    (site / FARE).write_text(changed, encoding="utf-8")


@damage
def the_claims_data_is_cut(site: Path) -> None:
    _cut(site / CARDS, 0.9)


@damage
def the_claims_data_is_lost(site: Path) -> None:
    (site / CARDS).unlink()


def _change_data(site: Path, change: Callable[[dict[str, dict[str, str]]], object]) -> None:
    data = json.loads((site / CARDS).read_text("utf-8"))
    change(data["claims"])
    (site / CARDS).write_text(json.dumps(data), encoding="utf-8")


@damage
def the_claims_data_has_a_claim_less(site: Path) -> None:
    _change_data(site, lambda claims: claims.pop("ferry-fare"))


@damage
def the_claims_data_has_another_quote(site: Path) -> None:
    _change_data(site, lambda claims: claims["ferry-fare"].update(quote="The ferry costs a lot."))


@damage
def the_claims_data_has_a_claim_twice(site: Path) -> None:
    _change(site / CARDS, '"claims":{', '"claims":{"ferry-fare":{},')


@damage
def json_ld_reviews_other_words(site: Path) -> None:
    _change(site / FARE, '"@type":"Claim","text":"A', '"@type":"Claim","text":"Not a')


@damage
def json_ld_cites_other_sources(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    other = re.sub(r'("@type":"CreativeWork","url":"[^"]*)fares/2024', r"\1fares/1999", text)
    (site / FARE).write_text(other, encoding="utf-8")


@damage
def json_ld_gives_another_number(site: Path) -> None:
    _change(site / LEDGER, '"ratingValue":5', '"ratingValue":4')


@damage
def json_ld_gives_another_day(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    other = re.sub(r'(Review",.*?"datePublished":")[0-9-]+', r"\g<1>2001-01-01", text, count=1)
    (site / FARE).write_text(other, encoding="utf-8")


def _change_feed(site: Path, old: str, new: str) -> None:
    text = (site / "corrections.xml").read_text("utf-8")
    entry = next(e for e in re.findall(r"<entry>.*?</entry>", text, re.S) if "Wording. " in e)
    changed = re.sub(old, new, entry, count=1, flags=re.S)
    (site / "corrections.xml").write_text(text.replace(entry, changed), encoding="utf-8")


@damage
def the_feed_lacks_a_change(site: Path) -> None:
    _change_feed(site, ".*", "")


@damage
def the_feed_tells_a_change_twice(site: Path) -> None:
    _change_feed(site, "(.*)", r"\1\1")


@damage
def the_feed_names_another_claim(site: Path) -> None:
    _change_feed(site, "said twice", "never said")


@damage
def the_feed_tells_another_reason(site: Path) -> None:
    _change_feed(site, "the wrong day", "the right day")


@damage
def the_feed_is_cut(site: Path) -> None:
    _cut(site / "corrections.xml", 0.6)


@damage
def the_packed_sitemap_is_cut(site: Path) -> None:
    _cut(site / "sitemap.xml.gz", 0.6)


@damage
def the_packed_sitemap_is_of_an_older_build(site: Path) -> None:
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset></urlset>"))


@damage
def the_forms_rules_are_lost(site: Path) -> None:
    (site / "assets/annotate/contribute.json").unlink()


@damage
def the_forms_rules_are_cut(site: Path) -> None:
    _cut(site / "assets/annotate/contribute.json", 0.9)


# Requests to another host


@damage
def a_script_comes_from_another_host(site: Path) -> None:
    _change(site / ARTICLE, "</head>", f'<script src="{OTHER_HOST}/x.js"></script></head>')


@damage
def a_picture_comes_from_another_host(site: Path) -> None:
    _change(site / FARE, "</main>", '<img src="//tracker.example.com/x.gif" alt=""></main>')


@damage
def a_picture_for_large_screens_comes_from_another_host(site: Path) -> None:
    picture = f'<img src="data:," srcset="data:,x 1x, {OTHER_HOST}/x.png 2x" alt="">'
    _change(site / "index.html", "</article>", f"{picture}</article>")


@damage
def a_frame_shows_another_host(site: Path) -> None:
    _change(site / "about/sample/index.html", "</article>", f'<iframe src="{OTHER_HOST}/"></iframe></article>')  # fmt: skip


@damage
def a_page_sends_its_readers_to_another_host(site: Path) -> None:
    _change(site / FARE, "</head>", f'<meta http-equiv="Refresh" content="9; url={OTHER_HOST}/"></head>')  # fmt: skip


@damage
def a_style_sheet_imports_one_from_another_host(site: Path) -> None:
    file = site / "assets/annotate/light.css"
    file.write_text(f'@import "{OTHER_HOST}/x.css";\n' + file.read_text("utf-8"), encoding="utf-8")


@damage
def a_style_sheet_takes_a_font_from_another_host(site: Path) -> None:
    _append(site / "assets/annotate/reader.css", f"@font-face{{src:url( {OTHER_HOST}/x.woff2 )}}")


@damage
def a_script_imports_one_from_another_host(site: Path) -> None:
    _append(site / "assets/annotate/card.js", f'import "{OTHER_HOST}/x.js";\n')


@damage
def a_style_in_a_page_asks_another_host(site: Path) -> None:
    _change(site / FARE, "<h1", f"<h1 style='background:url({OTHER_HOST}/x.png)'")


@damage
def a_page_does_not_forbid_other_hosts(site: Path) -> None:
    text = (site / "methodology/index.html").read_text("utf-8")
    changed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    (site / "methodology/index.html").write_text(changed, encoding="utf-8")


@damage
def a_script_in_a_page_asks_another_host(site: Path) -> None:
    _change(site / FARE, "</main>", f'<script>fetch("{OTHER_HOST}/x")</script></main>')


@damage
def a_map_of_imports_names_another_host(site: Path) -> None:
    names = f'{{"imports": {{"x": "{OTHER_HOST}/x.js"}}}}'
    _change(site / FARE, "</head>", f'<script type="importmap">{names}</script></head>')


@damage
def a_page_in_a_page_asks_another_host(site: Path) -> None:
    _change(site / FARE, "</main>", f'<iframe srcdoc="<img src={OTHER_HOST}/x>"></iframe></main>')


@damage
def a_script_tells_another_host(site: Path) -> None:
    _append(site / "assets/annotate/card.js", f'navigator.sendBeacon("{OTHER_HOST}/x");\n')


@damage
def a_script_takes_a_picture_from_another_host(site: Path) -> None:
    _append(site / "assets/annotate/card.js", f"new Image().src = `{OTHER_HOST}/x`;\n")


@damage
def a_drawing_asks_another_host(site: Path) -> None:
    _change(site / "assets/annotate/icon.svg", "</svg>", f'<image href="{OTHER_HOST}/x"/></svg>')


# The search


@damage
def a_claim_has_no_record_in_the_index(site: Path) -> None:
    _record(site, "ferry-fare").unlink()


@damage
def a_claim_has_two_records_in_the_index(site: Path) -> None:
    record = _record(site, "ferry-fare")
    shutil.copy(record, record.with_name("en_0123456.pf_fragment"))


@damage
def a_record_in_the_index_is_cut(site: Path) -> None:
    _cut(_record(site, "ferry-fare"), 0.5)


@damage
def a_part_of_the_index_is_lost(site: Path) -> None:
    next((site / "pagefind/index").iterdir()).unlink()


@damage
def the_program_of_the_search_is_lost(site: Path) -> None:
    (site / "pagefind/pagefind.js").unlink()


@damage
def the_program_of_the_search_is_cut(site: Path) -> None:
    _cut(site / "pagefind/pagefind.js", 0.5)


@damage
def the_search_is_a_file(site: Path) -> None:
    shutil.rmtree(site / "pagefind")
    (site / "pagefind").touch()


@damage
def an_article_has_no_record_in_the_index(site: Path) -> None:
    for file in (site / "pagefind/fragment").iterdir():
        if b'"url":"/articles/old-bridge/"' in gzip.decompress(file.read_bytes()):
            file.unlink()


@damage
def the_index_has_a_page_that_is_gone(site: Path) -> None:
    record = _record(site, "ferry-fare")
    data = gzip.decompress(record.read_bytes())
    record.write_bytes(gzip.compress(data.replace(b"ferry-fare.html", b"ferry-fee.html")))


def _change_record(site: Path, old: bytes, new: bytes) -> None:
    record = _record(site, "ferry-fare")
    data = gzip.decompress(record.read_bytes())
    assert data.count(old) == 1
    record.write_bytes(gzip.compress(data.replace(old, new)))


@damage
def the_search_shows_another_verdict(site: Path) -> None:
    _change_record(site, b'"verdict":"outdated"', b'"verdict":"supported"')


@damage
def the_search_sorts_a_claim_under_another_verdict(site: Path) -> None:
    _change_record(site, b'"verdict":["Outdated"]', b'"verdict":["Supported"]')


@damage
def the_search_shows_another_title(site: Path) -> None:
    _change_record(site, b'"title":"A crossing', b'"title":"No crossing')


@damage
def the_worker_of_the_search_is_lost(site: Path) -> None:
    (site / "pagefind/pagefind-worker.js").unlink()


# Pages of an older build


@damage
def a_claims_page_is_of_an_older_build_with_another_verdict(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    older = text.replace("outdated", "supported").replace("Outdated", "Supported")
    (site / FARE).write_text(older, encoding="utf-8")


@damage
def a_claims_page_is_of_an_older_build_with_another_context(site: Path) -> None:
    text = (site / FARE).read_text("utf-8")
    (site / FARE).write_text(text.replace("on 1 July 2024", "in July 2024"), encoding="utf-8")


@damage
def an_article_is_of_an_older_build_with_another_verdict(site: Path) -> None:
    text = (site / ARTICLE).read_text("utf-8")
    mark = _mark(site, "ferry-fare")
    text = text.replace(mark, mark.replace("outdated", "supported"))
    (site / ARTICLE).write_text(text, encoding="utf-8")


@damage
def an_article_is_of_an_older_build_with_another_summary(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("since July it is three", "it is two still"))


@damage
def an_article_is_of_an_older_build_with_another_context(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("no longer is.", "was wrong."))


@damage
def an_article_is_of_an_older_build_with_another_source(site: Path) -> None:
    note = _note(site, "ferry-fare")
    _change(site / ARTICLE, note, note.replace("1 July 2024, pub", "2 July 2024, pub"))


@damage
def an_article_is_of_an_older_build_without_a_claim(site: Path) -> None:
    mark = _mark(site, "ferry-fare")
    bare = re.sub(r"</?mark[^>]*>", "", mark)
    for old, new in ((mark, bare), (_note(site, "ferry-fare"), "")):
        _change(site / ARTICLE, old, new)
    text = (site / ARTICLE).read_text("utf-8")
    reference = r'<span class="fc-ref"[^>]*><sup id="fnref:ferry-fare">.*?</sup></span>'
    (site / ARTICLE).write_text(re.sub(reference, "", text), encoding="utf-8")


@damage
def a_list_is_of_an_older_build(site: Path) -> None:
    _change(site / "outlets/sampleton-council.html", "8 claims use", "7 claims use")


@damage
def a_list_is_of_an_older_build_with_another_verdict(site: Path) -> None:
    for page in ("claims/index.html", "outlets/sampleton-council.html"):
        text = (site / page).read_text("utf-8")
        older = text.replace("outdated", "supported").replace("Outdated", "Supported")
        (site / page).write_text(older, encoding="utf-8")


@damage
def the_words_of_a_verdict_are_of_another(site: Path) -> None:
    for page in (FARE, "claims/index.html"):
        text = (site / page).read_text("utf-8")
        (site / page).write_text(text.replace("</span> Outdated", "</span> Mixed"), "utf-8")


@damage
def json_ld_is_of_an_older_build_with_another_verdict(site: Path) -> None:
    _change(site / FARE, '"alternateName":"Outdated"', '"alternateName":"Supported"')


@damage
def json_ld_is_of_an_older_build_with_another_summary(site: Path) -> None:
    _change(site / FARE, '"ratingExplanation":"It was', '"ratingExplanation":"It is')


@damage
def the_claims_data_for_the_form_is_of_an_older_build_with_another_verdict(site: Path) -> None:
    file = site / "articles/old-bridge/files.json"
    data = json.loads(file.read_text("utf-8"))
    data["ferry-fare"]["fields"]["verdict"] = "supported"
    file.write_text(json.dumps(data), encoding="utf-8")


@damage
def the_claims_files_are_of_an_older_build_with_another_verdict(site: Path) -> None:
    file = site / "articles/old-bridge/files.json"
    text = file.read_text("utf-8")
    file.write_text(text.replace("verdict: outdated", "verdict: supported"), encoding="utf-8")


@damage
def the_claims_data_has_the_page_of_another_claim(site: Path) -> None:
    _change_data(site, lambda claims: claims["ferry-fare"].update(page="claims/repair-costs.html"))
