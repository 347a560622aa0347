"""Hosts that look like other ones are refused, honest names in any script are not."""

from __future__ import annotations

from urllib.parse import urlsplit

import idna
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.text.addresses import ascii_url, fault, host

MIXED, LIKE_LATIN, RESTRICTED = (
    "mixes the letters",
    "look like Latin ones",
    "Unicode advises against",
)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("օրո.com", LIKE_LATIN),  # Armenian
        ("ցօօցե.com", LIKE_LATIN),
        ("ցօօցլէ.com", LIKE_LATIN),
        ("аррӏе.com", LIKE_LATIN),  # Cyrillic
        ("рора.org", LIKE_LATIN),
        ("νου.gr", LIKE_LATIN),  # Greek
        ("ѕсоре.vermögensberater", LIKE_LATIN),
        ("ᴀᴘᴘʟᴇ.com", RESTRICTED),  # small capitals
        ("ɡoogle.com", RESTRICTED),  # U+0261
        ("ɑpple.com", RESTRICTED),
        ("ǃexample.com", RESTRICTED),
        ("ꭺpple.com", RESTRICTED),  # Cherokee
        ("ⲟⲣⲟ.com", RESTRICTED),  # Coptic
        ("exаmple.com", MIXED),
        ("ϲοοp.gr", "its host"),
    ],
)
def test_lookalikes_are_refused(host: str, says: str) -> None:
    """Written in its own script or in punycode, and as part of a longer name."""
    assert says in fault(f"https://{host}/page")
    assert says in fault(f"https://www.{host}/page")
    assert says in fault(f"https://{idna.encode(host, uts46=True).decode()}/page")


@pytest.mark.parametrize(
    "host",
    """
    bücher.de münchen.de straße.de łódź.pl dvořák.cz ığdır.com.tr tiếngviệt.vn azərbaycan.az đại.vn œuvre.fr l·l.cat
    россия.рф россия.com самара.com сор.рф україна.укр српски.срб қазақ.kz ελλάδα.gr αθήνα.gr ἀθῆναι.gr νίκη.com հայաստան.am հայաստան.com երևան.am եվրոպա.com լուրեր.com օրո.հայ
    例え.jp サーバー.jp 人々.jp 한국.kr 中国.中国 אתר.co.il موقع.com مصر.شبكة बिहार.भारत ไทย.ไทย ქართული.ge
    ab--cd.example.org
    """.split(),
)
def test_honest_names_pass(host: str) -> None:
    assert fault(f"https://{host}/page") == ""


_HOSTS = "example.org EXAMPLE.org www.a.example bücher.de a.example:80 a.example:443 a.example:8080".split()
_PARTS = "/ // ? # x=1 & [ ; %20 .. - path ' ~ : + https://".split()


@given(
    st.sampled_from(["https://", "http://", "HTTP://"]),
    st.sampled_from(_HOSTS),
    st.sampled_from(["", *"/?#"]),
    st.lists(st.sampled_from(_PARTS)),
)
def test_an_address_is_published_as_python_splits_it(
    scheme: str, named: str, then: str, parts: list[str]
) -> None:
    """Its host in punycode, without an empty query or fragment; nearly all are as they should be, and pass untouched."""
    url = scheme + named + then + "".join(parts) * bool(then)
    assume(not fault(url))
    split = urlsplit(url)
    name = idna.encode(split.hostname or "", uts46=True).decode()
    authority = f"{name}:{split.port}" if split.port else name
    assert ascii_url(url) == split._replace(netloc=authority).geturl()
    assert host(url) == name.removeprefix("www.")
