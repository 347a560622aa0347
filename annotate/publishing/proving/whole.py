"""All files of a built site, each read once, and what must be so between them and in the index of its search."""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser as Tree

from ...text.wording import grouped
from ..indexing import FOLDER
from . import built_page as page_of
from .agreement import article_faults, is_published
from .built_page import ASSETS, HOST, MEND, UNREADABLE, Built, Fault, PageFacts, lead, parse_json

SEARCH = f"{FOLDER}/"
FEED, _ATOM = "corrections.xml", "{http://www.w3.org/2005/Atom}"
_INDEX = re.compile(rf"{SEARCH}(?:[0-9]+/)?")  # a large site has several
_ARTICLE, _CLAIM = re.compile("articles/[^/]+/index.html"), re.compile("articles/[^/]+/claims/")
_DATA = (ASSETS, SEARCH, "articles/", "schema/", "search/")
_NEVER_EMPTY = (".html", ".json", ".xml", ".gz", ".png", ".svg")
_PARTS = (".pf_fragment", ".pf_index", ".pf_filter")
_PACKED = (*_PARTS, ".pf_meta", ".pagefind", ".gz")
# In which braces need not be closed.
_QUOTED = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_NOWHERE = "http://localhost/"
# Fewer files than this one process has read before others have started.
_MANY = 2_000


class Report(NamedTuple):
    """What is wrong with a site, how many pages and claims were read, and whether there is a search index."""

    faults: list[Fault]
    pages: int
    claims: int
    has_index: bool


def check_site(folder: Path) -> Report:
    """Read a built site and find what is not whole in it.

    Args:
        folder: the site's.

    Returns:
        the faults, sorted, and what was read.
    """
    paths = sorted(_walk(folder))
    site = Built(folder, _base(folder))
    broken = dict.fromkeys((p for p in paths if not site.has(p)), "It is no file that can be read.")
    filled = (p for p in paths if p.endswith(_NEVER_EMPTY) or p.startswith((ASSETS, SEARCH)))
    broken |= {FOLDER: "It is no folder."} if FOLDER in paths else {}
    broken |= {p: "It is empty." for p in filled if p not in broken and not (folder / p).stat().st_size}  # fmt: skip
    read_first = (path for path in paths if path not in broken and path.endswith(".html"))
    groups = grouped(read_first, lambda path: re.sub("^(articles/[^/]+/).*", r"\1", path))
    read = _on_all_cores(partial(_read_pages, site), list(groups.items()), len(paths))
    others = _on_all_cores(partial(_read_file, site), sorted({*paths} - broken.keys()), len(paths))
    pages = {page.path: page for group in read for page in group[0]}
    # Where none is closed, the site goes without closing tags.
    whole = {path: page for path, page in pages.items() if page.is_closed} or pages
    broken |= dict.fromkeys(pages.keys() - whole, "It breaks off before its end.")
    claims = [claim for group in read for claim in group[1]]
    records = [record for _, record in others if record and record.page not in broken]
    indexes = grouped(filter(None, map(_INDEX.match, paths)), lambda found: found[0])
    faults = [*chain(*(group[2] for group in read)), *chain(*(faults for faults, _ in others))]
    faults += _page_faults(whole, records)
    for index, parts in indexes.items():
        faults += _index_faults(site, index, [part.string for part in parts])
    faults += _claim_faults(site, whole, claims, [r.page for r in records] if indexes else None)
    faults += _feed_faults(site, whole)
    is_guest = any(not (page.is_ours or page.is_bound) for page in whole.values())
    theirs = {p for p in paths if is_guest and p.endswith(".css") and not p.startswith(ASSETS)}
    told = {f for f in faults if f.path not in broken and not (f.todo == HOST and f.path in theirs)}
    told |= {Fault(path, found) for path, found in broken.items()}
    return Report(sorted(told), len(pages), len(claims), bool(indexes))


def _walk(folder: Path) -> Iterator[str]:
    """The files of a site; hidden ones belong to git and to servers."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        up = Path(root).relative_to(folder)
        yield from ((up / name).as_posix() for name in names if not name.startswith("."))


def _base(folder: Path) -> str:
    """The address at which the home page says that it is."""
    home = folder / "index.html"
    tree = Tree(home.read_text("utf-8", "replace") if home.is_file() else "")
    canonical = tree.css_first("link[rel=canonical]")
    address = canonical.attributes.get("href") if canonical else ""
    try:
        return urljoin(urljoin(_NOWHERE, address or ""), "./")
    except ValueError:
        return _NOWHERE  # what the page has there is told as all that leads nowhere


def _on_all_cores(read: Callable[[Any], Any], items: list[Any], files: int) -> list[Any]:
    if files < _MANY:
        return list(map(read, items))
    with ProcessPoolExecutor() as pool:
        return list(pool.map(read, items, chunksize=50))


def _read_pages(site: Built, group: tuple[str, list[str]]) -> tuple[list[PageFacts], list[str], list[Fault]]:  # fmt: skip
    """Read a page, or an article's with those of its claims: what they have, which claims are published, what is wrong."""
    folder, paths = group
    texts = {path: site.read(path) for path in paths}
    trees = {path: Tree(text) for path, text in texts.items()}
    claims = {p: tree for p, tree in trees.items() if p.startswith(f"{folder}claims/")}
    is_article = any(tree.css_first(".fc-head[data-slug]") for tree in trees.values()) or claims
    named = {Path(path).stem: tree for path, tree in claims.items()}
    faults = list(article_faults(site, folder, named)) if is_article else []
    published = [path for path, tree in claims.items() if is_published(tree)]
    pages = [page_of.read_page(site, path, texts[path], tree) for path, tree in trees.items()]
    return pages, published, [*faults, *chain(*(page.faults for page in pages))]


class _Record(NamedTuple):
    """Of a record of the search its page, a number for the words, and those for what is shown with them."""

    page: str
    words: int
    shown: dict[str, int]


def _read_file(site: Built, path: str) -> tuple[list[Fault], _Record | None]:
    """Read a file that is no page: what is wrong in it, and what of the search it is."""
    try:
        if path.endswith(_PACKED):
            text = gzip.decompress((site.folder / path).read_bytes()).removeprefix(b"pagefind_dcd")
            if path == "sitemap.xml.gz" and text != (site.folder / path[:-3]).read_bytes():
                raise ValueError("it is of another build")
            if path.endswith(_PARTS[0]):
                record = parse_json(text.decode())
                url, words = record["url"], page_of.hash_words(record["content"])
                shown = [(f"meta {name}", value) for name, value in record.get("meta", {}).items()]
                shown += [
                    (f"filter {n}", v) for n, of in record.get("filters", {}).items() for v in of
                ]
                _, path, file, _ = lead(site, "", f".{url}") or ("", url, "", "")
                return [], _Record(file or path, words, page_of.hash_shown(shown))
        elif path.endswith(".json") and path.startswith(_DATA):
            parse_json(site.read(path))
        else:
            return list(_asked(site, path, _in_file(site, path))), None
    except UNREADABLE as error:
        return [Fault(path, f"It cannot be read: {error}.")], None
    return [], None


def _in_file(site: Built, path: str) -> Iterator[tuple[str, bool]]:
    """The addresses in a style sheet, a script of ours, a feed or a sitemap, and whether a browser loads them.

    Raises:
        ValueError: it, another script or a picture breaks off.
    """
    is_cut, is_ours = False, path.startswith(ASSETS)
    if path.endswith(".css") or (path.endswith(".js") and is_ours):
        text = site.read(path)
        yield from page_of.asked_for(
            text, page_of.STYLE if path.endswith(".css") else page_of.SCRIPT
        )
        if text.count("{") > text.count("}"):  # seldom: to look for quotes takes long
            text = _QUOTED.sub("", text)
            is_cut = text.count("{") > text.count("}")
    if path.endswith((".css", ".js")):
        has_map = path.startswith("assets/javascripts/") and site.has(f"{path}.map")  # Material's
        end = site.read(path)[-300:] if has_map or path.startswith((ASSETS, SEARCH)) else "\n"
        is_cut |= not end.endswith(("\n", ";", "}", ")", "*/"))
        is_cut |= has_map and "sourceMappingURL=" not in end
    elif path.endswith(".png"):
        is_cut = b"IEND" not in (site.folder / path).read_bytes()[-64:]
    elif path.endswith(".svg"):
        for element in ElementTree.fromstring(site.read(path)).iter():
            links = (text for name, text in element.items() if name.endswith("href"))
            yield from ((text, not element.tag.endswith("}a")) for text in links)
    elif path.endswith(".xml") and "/" not in path:
        for element in ElementTree.fromstring(site.read(path)).iter():
            address = element.text if element.tag.endswith("}loc") else element.get("href")
            yield address or ".", False
    if is_cut:
        raise ValueError("it breaks off before its end")


def _asked(site: Built, path: str, addresses: Iterable[tuple[str, bool]]) -> Iterator[Fault]:
    for address, is_loaded in addresses:
        host, target, file, _ = lead(site, path, address) or ("", "", path, "")
        if host and is_loaded:
            yield Fault(path, f"It loads a file from another host, {host}.", HOST)
        elif not (host or file):
            yield Fault(path, f"It leads to {target}, which is not there.", MEND)


def _page_faults(pages: Mapping[str, PageFacts], records: Iterable[_Record]) -> Iterator[Fault]:  # fmt: skip
    """Places that are not there, files of hosts that the site's own pages do not ask, either, an index of other words."""
    is_own = any(p in pages and pages[p].is_bound for p in ("404.html", "index.html"))
    given = {path: verdict for path, page in pages.items() for of, verdict in page.verdicts if of == path}  # fmt: skip
    theirs = [page for page in pages.values() if not (page.is_ours or page.is_bound)]
    asked = {host for page in theirs for host in page.hosts}
    for path, page in pages.items():
        for file, place in page.leads:
            if place and file in pages and place not in pages[file].ids:
                yield Fault(path, f"It leads to {place} on {file}, which is not there.", MEND)
        for host in page.hosts - (set() if page.is_bound else asked):
            yield Fault(path, f"It loads a file from another host, {host}.", HOST)
        yield from (Fault(path, f"It tells another verdict than {of}.") for of, verdict in page.verdicts if given.get(of, verdict) != verdict)  # fmt: skip
        if is_own and page.is_ours and not page.is_bound:
            yield Fault(path, "It does not tell browsers to load nothing from other hosts.")
    for path, words, shown in records:
        if path not in pages:
            yield Fault(SEARCH, f"There is a record of {path}, which is not there.")
        elif pages[path].words not in (0, words) or not pages[path].shown.items() <= shown.items():
            yield Fault(path, "The search index was made when it had other words.")


def _claim_faults(
    site: Built, pages: Mapping[str, PageFacts], claims: list[str], records: list[str] | None
) -> Iterator[Fault]:
    """Claims that are not listed once, and with articles whatever a search or the engines of others cannot find."""
    lists = [page.leads for path, page in pages.items() if path.startswith("claims/")]
    articles = [p for p, page in pages.items() if page.is_ours and _ARTICLE.fullmatch(p)]
    counted = Counter(file for leads in lists for file, _ in leads.elements())
    counts = {"listed on claims/": (claims, counted)}
    if records is not None:
        counts["in the search index"] = [*claims, *articles], Counter(records)
    text = site.read("sitemap.xml") if site.has("sitemap.xml") else ""
    addresses = re.findall(r"<url>\s*<loc>\s*([^<\s]+)", text)
    named = Counter((lead(site, "", address) or "   ")[2] for address in addresses)
    if not named.keys().isdisjoint(articles):  # plugins of others leave out all that is generated
        counts["in sitemap.xml"] = articles, named
    for where, (those, count) in counts.items():
        for path in (path for path in those if count[path] != 1):
            yield Fault(path, f"It is {where} {count[path]} times, not once.")


def _feed_faults(site: Built, pages: Mapping[str, PageFacts]) -> Iterator[Fault]:
    """Changes of claims that the feed tells otherwise than the claims' pages, not at all, or twice."""
    told = defaultdict[str, list[tuple[int, int]]](list)
    try:
        for entry in ElementTree.fromstring(site.read(FEED)).iter(f"{_ATOM}entry"):
            address = next(iter(link.get("href", "") for link in entry.iter(f"{_ATOM}link")))
            _, _, file, _ = lead(site, "", address) or ("", "", "", "")
            title, words = (entry.findtext(f"{_ATOM}{tag}", "") for tag in ("title", "summary"))
            about = page_of.hash_words(title.partition(": ")[2])
            told[file].append((about, page_of.hash_words(words)))
    except UNREADABLE:
        return  # which is told of it, or it is none of ours
    if set(told) == {""}:
        return  # it was made for another address
    for path, page in pages.items():
        changes = [(page.shown.get("meta title"), change) for change in page.changes]
        if _CLAIM.match(path) and sorted(changes) != sorted(told[path]):
            yield Fault(FEED, f"It does not tell of the changes of {path} as that does.")


def _index_faults(site: Built, folder: str, paths: Iterable[str]) -> Iterator[Fault]:
    """What of an index is lost, or not named by it and so never loaded."""
    entry = f"{folder}pagefind-entry.json"
    program, worker, named = f"{folder}pagefind.js", "pagefind-worker.js", Counter[str]()
    needed = {program}
    if site.has(program) and worker in site.read(program):
        needed.add(folder + worker)
    try:
        for language, told in parse_json(site.read(entry))["languages"].items():
            meta = f"{folder}pagefind.{told['hash']}.pf_meta"
            needed |= {meta, urljoin(entry, f"wasm.{told['wasm'] or 'unknown'}.pagefind")}
            data = gzip.decompress((site.folder / meta).read_bytes()).decode("latin-1")
            named.update(re.findall(rf"{re.escape(language)}_[0-9a-f]+", data))
    except UNREADABLE as error:
        yield Fault(entry, f"The search index cannot be read: {error}.")
        return
    yield from (Fault(path, "It is missing, and the search needs it.") for path in needed if not (site.folder / path).is_file())  # fmt: skip
    parts = Counter(Path(path).stem for path in paths if path.endswith(_PARTS))
    for name in parts.keys() | named.keys():
        if not parts[name] == named[name] == 1:
            count = f"{named[name]} times, and has it {parts[name]} times"
            yield Fault(entry, f"The index names its part {name} {count}.")
