"""Resolve a host to public addresses, and ask one of them for a page: what `fetch` uses by default."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import SplitResult

TIMEOUT = 20.0
# How one request is made, and its answer read in parts.
_PLAIN: dict[str, Any] = {"redirect": False, "retries": False, "preload_content": False}


class FetchError(Exception):
    """A page that was not fetched; the text says why, and what to do."""


class Answer(NamedTuple):
    """What a server answered: the status, the headers with lower-case names, the body in parts as it arrives, its end."""

    status: int
    headers: Mapping[str, str]
    parts: Iterator[bytes]
    close: Callable[[], None] = lambda: None


Resolver = Callable[[str, int], list[str]]
"""Takes a host and a port, gives its IP addresses; raises OSError."""

Transport = Callable[[SplitResult, str, Mapping[str, str]], Answer]
"""Asks one IP address for an address, with these headers, and follows nothing; raises OSError."""


def resolve(host: str, port: int) -> list[str]:
    """All IP addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open net: not private, loopback, link-local, multicast or a way to such."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip.is_site_local:
            return False
    special = any(ip in network for network in _SPECIAL if network.version == ip.version)
    return ip.is_global and not special and not ip.is_multicast


# IPv4 addresses written as IPv6 ones, of old and for translators (RFC 4291, 6052, 8215); of protocols (RFC 6890).
_SPECIAL = [ipaddress.ip_network(text) for text in ("::/96", "64:ff9b::/32", "192.0.0.0/24")]


def ask(address: SplitResult, ip: str, headers: Mapping[str, str]) -> Answer:
    """Ask over HTTP. The connection goes to the IP address that was judged, never to what a second look-up says.

    Raises:
        OSError: no connection, no valid certificate, or no answer in time.
    """
    import certifi
    import urllib3

    host, timeout = address.hostname or "", urllib3.Timeout(connect=TIMEOUT, read=TIMEOUT)
    tls = {"ca_certs": certifi.where(), "server_hostname": host, "assert_hostname": host}
    options = {"timeout": timeout, **(tls if address.scheme == "https" else {})}
    pool = urllib3.PoolManager().connection_from_host(ip, address.port, address.scheme, options)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    asked = {"Host": address.netloc, **headers}
    try:
        response = pool.request("GET", target, headers=asked, **_PLAIN)
    except urllib3.exceptions.HTTPError as error:
        raise OSError(_reason(error)) from error
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, _parts(response), response.close)


def _parts(response: object) -> Iterator[bytes]:
    import urllib3

    assert isinstance(response, urllib3.HTTPResponse)
    try:
        # As much as has come: whoever reads must be able to look at the clock.
        while part := response.read1(65_536, decode_content=True):
            yield part
    except urllib3.exceptions.HTTPError as error:
        raise OSError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """What went wrong, in words."""
    from urllib3 import exceptions

    if isinstance(error, exceptions.NewConnectionError):
        return "nothing answers there"
    if isinstance(error, exceptions.TimeoutError):
        return f"no answer within {TIMEOUT:g} seconds"
    if isinstance(error, exceptions.SSLError):
        said = getattr(error.args[0], "verify_message", "")
        return f"it cannot prove that it is this host ({said or 'no valid certificate'})"
    return "what it sends is no whole answer"
