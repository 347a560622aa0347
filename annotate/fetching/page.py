"""Fetch one page of the open net: redirects by hand, robots respected, size and time limited."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from ..text import addresses
from .doors import Answer, FetchError, Resolver, Transport, ask, is_public, resolve

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 10
MAX_SECONDS = 60.0
AGENT = "annotate"
USER_AGENT = f"{AGENT} (fetches single pages at a person's request, to check them)"
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.5"}
_HEADERS |= {"Accept-Encoding": "identity"}
# A parser may stop there (RFC 9309, 2.5).
_MAX_ROBOTS = 500 * 1024


class Fetched(NamedTuple):
    """A page: the address that answered in the end, its bytes, and what the server said they are."""

    address: str
    body: bytes
    media_type: str = ""
    charset: str = ""


def fetch(
    address: str,
    progress: Callable[[int], None] = lambda _: None,
    resolver: Resolver = resolve,
    transport: Transport = ask,
) -> Fetched:
    """Fetch a page.

    Args:
        address: an `http` or `https` address.
        progress: is told how many bytes have arrived.
        resolver: how a host becomes IP addresses.
        transport: how an IP address is asked.

    Raises:
        FetchError: the address leads to no public host, robots.txt forbids it, the server answers
            anything but a page, or it is too large or too slow.
    """
    with ExitStack() as opened:
        visit = _Visit(progress, resolver, transport, opened)
        final, answer = visit.follow(_encoded(address))
        if answer.status != 200:
            raise FetchError(f"{final} answers with status {answer.status}.")
        body = b"".join(visit.body(final, answer.parts, MAX_BYTES))
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Fetched(final, body, kind.strip().lower(), charset)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit, its pages and redirects and robots together within the time."""

    progress: Callable[[int], None]
    resolver: Resolver
    transport: Transport
    opened: ExitStack
    until: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)

    def follow(self, start: str, asks_robots: bool = True) -> tuple[str, Answer]:
        """The answer at the end of all redirects, with its address."""
        address, origin = start, ""
        for _ in range(MAX_REDIRECTS + 1):
            is_new, origin = _origin(address) != origin, _origin(address)
            try:
                answer = self._ask(address, is_new and asks_robots)
            except FetchError as error:
                before = "" if address == start else f"{start} redirects. "
                raise FetchError(f"{before}{error}") from error
            place = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not place:
                return address, answer
            address = _encoded(urljoin(address, place))
        raise FetchError(f"{start} redirects more than {MAX_REDIRECTS} times.")

    def respect_robots(self, address: str) -> None:
        """Refuse an address that its site's robots.txt forbids (RFC 9309)."""
        place = urljoin(address, "/robots.txt")
        final, answer = self.follow(place, asks_robots=False)
        if 400 <= answer.status < 500:
            return  # there are no rules
        rules = RobotFileParser(place)
        if answer.status == 200:
            text = b"".join(self.body(final, answer.parts, _MAX_ROBOTS, cut=True))
            rules.parse(text.decode("utf-8", "replace").splitlines())
        if answer.status != 200 or not rules.can_fetch(AGENT, address):
            raise FetchError(f"{place} does not allow programs to fetch {address}.")

    def body(
        self, address: str, parts: Iterator[bytes], limit: int, cut: bool = False
    ) -> Iterator[bytes]:
        """The parts of an answer as they arrive, up to a limit; beyond it they are cut or refused."""
        size = 0
        try:
            for part in parts:
                size += len(part)
                if size > limit and cut:
                    return
                if size > limit:
                    raise FetchError(f"{address} is larger than {limit // 1024 // 1024} MiB.")
                if time.monotonic() > self.until:
                    raise FetchError(f"{address} takes longer than {MAX_SECONDS:g} seconds.")
                self.progress(size)
                yield part
        except OSError as error:
            raise FetchError(f"{address} broke off: {error}.") from error

    def _ask(self, address: str, asks_robots: bool) -> Answer:
        if wrong := addresses.fault(address):
            raise FetchError(f"{address!a} cannot be fetched: {wrong}.")
        if asks_robots:
            self.respect_robots(address)
        parts = urlsplit(addresses.ascii_url(address))
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = self.resolver(host, port)
        except OSError as error:
            raise FetchError(f"The host {host} is not found.") from error
        if not found or not all(map(is_public, found)):
            told = f"The host {host} is not public"
            raise FetchError(f"{told}; only pages of the open net are fetched.")
        if time.monotonic() > self.until:
            raise FetchError(f"{address} takes longer than {MAX_SECONDS:g} seconds.")
        reasons = ""
        for ip in found:
            try:
                answer = self.transport(parts, ip, _HEADERS)
            except OSError as error:
                reasons = str(error)
            else:
                self.opened.callback(answer.close)
                return answer
        raise FetchError(f"{address} cannot be reached: {reasons}.")


def _origin(address: str) -> str:
    return address.partition("://")[0] + address.partition("://")[2].partition("/")[0]


def _encoded(address: str) -> str:
    """An address whose letters beyond ASCII are percent-encoded after the host, as browsers send them."""
    scheme, divider, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + divider + host + slash + quote(path, safe="/?#[]@!$&'()*+,;=:%~")
