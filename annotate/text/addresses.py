"""Web addresses that contributors may cite: public, plain, and what every browser takes them for."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

MAX_LENGTH = 2_000

ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})"
)
# What `urlsplit` and `geturl` would leave as it is, with its host: nearly every address.
_USUAL = re.compile(r"https?://([a-z0-9.-]+)(?:/[^?#]*)?(?:\?[^#]+)?(?:#.+)?")
PRIVATE_ENDINGS = tuple("localhost local internal lan home intranet onion test invalid".split())


def fault(url: str) -> str:
    """Say why an address may not be cited.

    Args:
        url: the address as contributed.

    Returns:
        one sentence without a full stop, or "" if the address is fine. The rules keep an address from
        being read in two ways: the host that Python sees is the host that a browser (WHATWG URL) opens.
    """
    if len(url) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH} characters"
    begin = re.match(r"https?://([^/?#]*)", url, re.IGNORECASE)
    if not begin:
        return "it does not begin with https:// or http://"
    if "@" in begin[1]:
        return "it carries a user name before the host"
    if wrong := ALLOWED.sub("", url[begin.end() :]):
        return f"it contains {_name(wrong[0])}, which must be percent-encoded"
    return _authority_fault(begin[1])


@lru_cache(maxsize=200_000)
def host(url: str) -> str:
    """The host of an accepted address in ASCII (punycode), lower-case, without `www.`."""
    usual = _USUAL.fullmatch(url)
    name = usual[1] if usual else _ascii(urlsplit(url).hostname or "")
    return name.removeprefix("www.")


def ascii_url(url: str) -> str:
    """An accepted address with its host in punycode, as it is published."""
    if _USUAL.fullmatch(url):
        return url
    parts = urlsplit(url)
    authority = _ascii(parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return parts._replace(netloc=authority).geturl()


@lru_cache(maxsize=1024)  # a page links to few hosts, often
def _authority_fault(authority: str) -> str:
    if authority.startswith("["):
        return "its host is a number, not a public name"
    name, colon, port = authority.partition(":")
    if colon and port not in ("80", "443"):
        return "its port is neither 80 nor 443"
    return _host_fault(name)


def _host_fault(name: str) -> str:
    if re.search(r"[。．｡]", name):
        return "its host contains a full stop of another script"
    try:
        ascii_name = _ascii(name)
        labels = [_unicode(label) for label in ascii_name.split(".")]
    except UnicodeError:  # as all errors of `idna` are
        return "its host is not a valid name"
    if not HOST.fullmatch(ascii_name):
        return "its host is not a public name such as www.example.org"
    if ascii_name.rpartition(".")[2] in PRIVATE_ENDINGS:
        return "its host is not public"
    if all(map(str.isascii, labels)):
        return ""
    from .lookalikes import label_fault

    return next(filter(None, (label_fault(label, labels[-1]) for label in labels)), "")


def _ascii(name: str) -> str:
    """The name in punycode."""
    name = name.lower()
    if name.isascii():
        return name
    import idna

    return idna.encode(name, uts46=True).decode("ascii")


def _unicode(label: str) -> str:
    """A label of a host's name in Unicode, with an error where it is no valid punycode."""
    if not label.startswith("xn--"):
        return label
    import idna

    return idna.decode(label)


def _name(character: str) -> str:
    if character.isspace() or not character.isprintable() or not character.isascii():
        return f"the character U+{ord(character):04X}"
    return f"the character {character}"
