"""Addresses that open at words of a page, as text; `browser/test_passages.py` opens them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from annotate.text import addresses
from annotate.text.passages import at_passage

URL = "https://www.example.org/a"
LONG = " ".join(f"word{n}" for n in range(60))


@pytest.mark.parametrize(
    ("passage", "directive"),
    [
        ("No words, so far.", "No%20words%2C%20so%20far"),
        ("a well-known & free 5 %", "a%20well%2Dknown%20%26%20free%205"),
        ("we will leave it … when all is done", "we%20will%20leave%20it,when%20all%20is%20done"),
        ("[w]e will leave it now", "will%20leave%20it%20now"),
        ("yes … we will leave it now", "we%20will%20leave%20it%20now"),
        (
            LONG,
            "word0%20word1%20word2%20word3%20word4%20word5,word54%20word55%20word56%20word57%20word58%20word59",
        ),
        ("桥", "%E6%A1%A5"),
    ],
)
def test_a_passage_becomes_a_directive(passage: str, directive: str) -> None:
    assert at_passage(URL, passage) == f"{URL}#:~:text={directive}"


def test_the_fragment_of_the_address_is_kept() -> None:
    assert at_passage(f"{URL}#part-2", "some words") == f"{URL}#part-2:~:text=some%20words"


@pytest.mark.parametrize("passage", ["", "…", "[…]", "“”"])
def test_without_words_the_address_stays(passage: str) -> None:
    assert at_passage(URL, passage) == URL


def test_a_directive_of_the_address_stays() -> None:
    assert at_passage(f"{URL}#:~:text=old", "new words") == f"{URL}#:~:text=old"


@given(some.text(max_size=300))
def test_any_passage_leaves_a_plain_address(passage: str) -> None:
    """No character of it can end the address, or begin another part of the directive."""
    url = at_passage(URL, passage)
    assert addresses.ALLOWED.fullmatch(url.removeprefix("https://www.example.org"))
    ends = url.removeprefix(URL).removeprefix("#:~:text=").split(",")
    assert len(ends) <= 2
    assert all("-" not in end and "&" not in end for end in ends)
    assert all(unquote(end) in passage for end in ends)
