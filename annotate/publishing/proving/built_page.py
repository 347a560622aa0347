"""One page of a built site, read as a browser reads it: its ids, where it leads, what it loads, what it says to machines."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path
from string import punctuation
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser as Tree

from ...text.wording import grouped
from ..policy import POLICY

AGAIN = "Build the site again: all that is published must come from one build."
MEND = "Correct the address, or put there what it leads to."
HOST = "Put the file on the site itself: readers ask no other host."
ASSETS = "assets/annotate/"
# What reading a file may raise whose bytes, or whose form, are not those that it was written with.
UNREADABLE = (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, RecursionError, zlib.error)  # fmt: skip
# What Pagefind leaves out of a page.
_UNINDEXED = (
    "[data-pagefind-ignore],head,style,script,noscript,label,form,svg,footer,nav,iframe,template"
)
_CANDIDATES = re.compile(r"(?:^|,)\s*([^\s,](?:\S*[^\s,])?)")  # of a `srcset`
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE = re.compile(r"(?i)https?://[^\[\]]*$")  # most links, to sources; brackets need a look
_LOADING_LINK = re.compile("(?i)stylesheet|icon|pre|manifest")  # `rel`; others wait to be asked
_POINTS = punctuation.encode()
_REFRESH = re.compile(r"(?i)^[\d.\s]*[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)")
# Where a style has an address, in one kind of quotes, the other, or none; with a resolution after it, in `image-set`.
STYLE = re.compile(r"""(?i)(?:@import\s*(?=["'])|\burl\(\s*|(?=["'][^"'\n]*["']\s+[\d.]+(?:x|dp)))(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"')(;]+))""")  # fmt: skip
_STYLED = ("style", "fill", "stroke", "filter", "mask", "clip-path")
# What a script loads: another of the site's, or something of another host.
SCRIPT = re.compile(
    r'(?:from|import\(?) ?"([./\w:-]+)"|new URL\("([^"]+\.\w+)", import\.meta\.url'
    r"""|(?:\b(?:fetch|import|importScripts|sendBeacon|Worker|EventSource|WebSocket)\s*\(|\.src\s*=)\s*["'`]((?:\w+:)?//[^"'`\s]+)"""
)
_LISTED = re.compile(r'"((?:https?:)?//[^"\s]+)"')
_LOADING = dict.fromkeys(("", "module", "text/javascript", "application/javascript"), SCRIPT)
_LOADING |= dict.fromkeys(("importmap", "speculationrules"), _LISTED)


class Fault(NamedTuple):
    """What is wrong with a file of a built site: its path, what was found, what to do."""

    path: str
    found: str
    todo: str = AGAIN


@dataclass(frozen=True, eq=False)
class Built:
    """A built site as it is now: its folder, and the address at which its pages say that they are."""

    folder: Path
    base: str

    def has(self, path: str) -> bool:
        """Whether there is a file that can be read: no link to nothing, nor a pipe."""
        # A name may be too long for `is_file`.
        return os.path.isfile(self.folder / path) and os.access(self.folder / path, os.R_OK)  # noqa: PTH113

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")


class PageFacts(NamedTuple):
    """What other files must agree with, of a page.

    `leads` are its links to places on pages, in lists of claims all, by file and id. `hosts` are others', from which it
    loads; `is_bound` says that it lets browsers load nothing from them, `is_ours` that it wears our styles. `words` is a
    number for what a search finds on it, `shown` such numbers for what it shows with that, by name, `changes` those for
    the entries of its history. `verdicts` are its own, or those of the claims that it lists, by their pages.
    """

    path: str
    is_closed: bool
    ids: frozenset[str]
    leads: Counter[tuple[str, str]]
    hosts: frozenset[str]
    is_bound: bool
    is_ours: bool
    words: int
    shown: dict[str, int]
    changes: tuple[int, ...]
    verdicts: frozenset[tuple[str, str]]
    faults: list[Fault]


@lru_cache(maxsize=1 << 16)
def lead(site: Built, folder: str, address: str) -> tuple[str, str, str, str] | None:
    """Follow an address: to another host, or to a path, the file there, "" if there is none, and a place on it."""
    try:
        url, home = urlsplit(urljoin(site.base + folder, address.strip())), urlsplit(site.base)
    except ValueError:
        return "", address, "", ""
    if url.scheme not in ("http", "https") or (url.netloc == home.netloc and not url.path.startswith(home.path)):  # fmt: skip
        return None  # no page, or one beside the site
    if url.netloc != home.netloc:
        return url.netloc, "", "", ""
    path = unquote(url.path[len(home.path) :])
    names = (n for n in (path, f"{path}/index.html".lstrip("/")) if n and not n.endswith("/"))
    file = next((name for name in names if site.has(name)), "").replace("//", "/")
    return "", path or "./", file, _place(url.fragment)


def _place(fragment: str) -> str:
    """The id that a fragment names; one that only finds words, or the top, names none."""
    place = unquote(fragment.partition(":~:")[0])
    return "" if place.lower() == "top" else place


def asked_for(text: str, pattern: re.Pattern[str] = STYLE) -> Iterator[tuple[str, bool]]:
    """The addresses that a style sheet, or a style in a page, asks for; by another pattern, a script."""
    return (("".join(found), True) for found in pattern.findall(_COMMENT.sub("", text)) if any(found))  # fmt: skip


def squeezed(text: str) -> bytes:
    """A text without spaces and points: what different ways of setting it leave alike."""
    # Pagefind keeps no zero-width space, either.
    plain = "".join(text.replace("\u200b", "").split())
    return plain.encode("utf-8", "replace").translate(None, _POINTS)


def hash_words(text: str) -> int:
    """A number for the words of a text, the same in all processes that read a site."""
    return zlib.crc32(squeezed(text))


def hash_shown(values: Iterable[tuple[str, str]]) -> dict[str, int]:
    """A number for all texts of a name."""
    named = grouped(values, itemgetter(0))
    return {name: hash_words("".join(sorted(t for _, t in pairs))) for name, pairs in named.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands in it twice")
    return dict(pairs)


# Raises a ValueError where it is not JSON, and where a name stands twice in an object.
parse_json = partial(json.loads, object_pairs_hook=_once)


def read_page(site: Built, path: str, text: str, tree: Tree) -> PageFacts:
    """Gather what a page has, with its faults; its tree loses what a search does not find."""
    leads: Counter[tuple[str, str]] = Counter()
    hosts, faults = set(), set(_data_faults(path, tree))
    for address, is_loaded in _addresses(tree):
        if not is_loaded and _ELSEWHERE.match(address) and not address.startswith(site.base):
            continue
        if address[0] == "#":
            leads[path, _place(address[1:])] += 1
            continue
        own = path if address[0] == "?" else path.rpartition("/")[0] + "/"
        host, target, file, place = lead(site, own.lstrip("/"), address) or ("", "", path, "")
        if host and is_loaded:
            hosts.add(host)
        elif not (host or file):
            faults.add(Fault(path, f"It leads to {target}, which is not there.", MEND))
        elif not is_loaded and (place or path.startswith("claims/")):
            leads[file, place] += 1
    own = path.removesuffix("index.html") if tree.css_first(".result, .fc-head") else ""
    for node in tree.css("link[rel=canonical], meta[property='og:url']"):
        address = node.attributes.get("href") or node.attributes.get("content") or ""
        if not address.removesuffix("index.html").endswith(own):
            faults.add(Fault(path, f"It says that its address is {address}"))
    ids = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    faults |= {Fault(path, f"The id {i} is there {n} times.") for i, n in ids.items() if n > 1}
    names = {node.attributes["name"] or "" for node in tree.css("a[name]")}
    bodies, verdicts = tree.css("[data-pagefind-body]"), frozenset(_verdicts(site, path, tree))
    shown, changes = hash_shown(_shown(tree) if own else ()), tuple(_changes(tree))
    is_bound = tree.css_matches(f'head > [http-equiv="Content-Security-Policy" i][content="{POLICY}"]')  # fmt: skip
    for node in tree.css(_UNINDEXED):
        node.decompose()
    return PageFacts(
        path, _is_closed(text), frozenset(ids.keys() | names), leads, frozenset(hosts), is_bound, ASSETS in text,
        hash_words("".join(body.text() for body in bodies)), shown, changes, verdicts, list(faults),
    )  # fmt: skip


def _addresses(tree: Tree) -> Iterator[tuple[str, bool]]:
    """Each address on a page, and whether a browser asks for it by itself."""
    for node in tree.css(f"[href],[src],[srcset],[imagesrcset],[poster],[background],object[data],[{'],['.join(_STYLED)}]"):  # fmt: skip
        tag, has = node.tag, node.attributes
        is_loaded = tag not in ("a", "area")
        if tag == "link":
            is_loaded = bool(_LOADING_LINK.search(has.get("rel") or ""))
        for name in ("href", "xlink:href", "src", "poster", "data", "background"):
            if address := has.get(name):
                yield address, is_loaded
        srcset = has.get("srcset") or has.get("imagesrcset") or ""
        yield from ((address, True) for address in _CANDIDATES.findall(srcset))
        yield from asked_for("\n".join(has.get(name) or "" for name in _STYLED))
    for node in tree.css("style"):
        yield from asked_for(node.text())
    for node in tree.css("script:not([src])"):
        if pattern := _LOADING.get((node.attributes.get("type") or "").lower()):
            yield from asked_for(node.text(), pattern)
    for node in tree.css("iframe[srcdoc]"):
        yield from _addresses(Tree(node.attributes["srcdoc"] or ""))
    for node in tree.css("meta[http-equiv=refresh i]"):
        yield from ((a, True) for a in _REFRESH.findall(node.attributes.get("content") or ""))
    for node in tree.css("meta[property='og:image']"):
        yield node.attributes.get("content") or "#", False


def _shown(tree: Tree) -> Iterator[tuple[str, str]]:
    """What a search shows with a page, or sorts it by, where an element of the page has it."""
    for kind in ("meta", "filter"):
        for node in tree.css(f"[data-pagefind-{kind}]"):
            name = node.attributes[f"data-pagefind-{kind}"] or ""
            if name.isidentifier():  # others have their value in an attribute
                yield f"{kind} {name}", node.text()


def _changes(tree: Tree) -> Iterator[int]:
    """The entries of a claim's history, without their days."""
    for heading in tree.css("h2"):
        listed = heading.next if heading.text() == "History" else None
        while listed is not None and listed.tag == "-text":
            listed = listed.next
        for entry in listed.css("li") if listed is not None and listed.tag == "ul" else ():
            days = "".join(day.text() for day in entry.css("time"))
            yield hash_words(entry.text().removeprefix(days))


def _verdicts(site: Built, path: str, tree: Tree) -> Iterator[tuple[str, str]]:
    """The verdicts in a list of claims, with their words, by the claims' pages; or a claim's own."""
    for row in tree.css("li, tr" if path.startswith(("claims/", "outlets/")) else ".result"):
        link = row.css_first('a[href*="/claims/"]')
        followed = link and lead(site, f"{path.rpartition('/')[0]}/", link.attributes["href"] or "")
        for shown in row.css(".fc-verdict")[:1]:
            yield followed[2] if followed else path, f"{shown.attributes.get('data-verdict')} {shown.text()}"  # fmt: skip


def _is_closed(text: str) -> bool:
    """Whether a page goes on to its end; what never was a whole page counts as one."""
    _, end, rest = text.rpartition("</html>")
    whole = bool(end) and not re.sub(r"<!--.*?-->|\s", "", rest, flags=re.DOTALL)
    return whole or not re.search("<!doctype|<html", text[:1000], re.IGNORECASE)


def _data_faults(path: str, tree: Tree) -> Iterator[Fault]:
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            parse_json(node.text())
        except (ValueError, RecursionError) as error:
            yield Fault(path, f"Its JSON-LD cannot be read: {error}.")
