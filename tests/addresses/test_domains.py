"""Whose an address is."""

from __future__ import annotations

import pytest

from newsfold.addresses import domain, is_opaque


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://www.ledger.example/x", "ledger.example"),
        ("https://www.gov.uk/government/news", "www.gov.uk"),
        ("https://web.archive.org/web/2019/https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("http://127.0.0.1/a", None),
        ("https://localhost/a", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_domain(url: str | None, expected: str | None) -> None:
    assert domain(url) == expected


@pytest.mark.parametrize(
    "url", ["https://archive.ph/aB3dE", "https://perma.cc/AB12-CD34", "https://t.co/aB3dE"]
)
def test_an_address_that_does_not_say_whose_page_it_shows(url: str) -> None:
    assert is_opaque(url)
    assert domain(url) is None


@pytest.mark.parametrize(
    "url", ["https://archive.ph/2019/https://a.example/x", "https://at.co/x", "https://a.example"]
)
def test_an_address_that_says_it(url: str) -> None:
    assert not is_opaque(url)
