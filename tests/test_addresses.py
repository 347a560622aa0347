"""Hosts that look like other ones are refused, honest names in any script are not."""

from __future__ import annotations

import idna
import pytest

from annotate.text.addresses import fault

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
