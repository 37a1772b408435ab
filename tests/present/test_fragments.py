from __future__ import annotations

import pytest

from newsfold.present.fragments import live_url

PAGE = "https://paper.example/a?b=1"


@pytest.mark.parametrize(
    ("passage", "directive"),
    [
        ("The ferry sank.", "The%20ferry%20sank."),
        ("well-known, she said & left", "well%2Dknown%2C%20she%20said%20%26%20left"),
        (
            "The ferry Morning Tern sank two miles off Port Halden on Thursday with 212 aboard.",
            "The%20ferry%20Morning%20Tern%20sank,on%20Thursday%20with%20212%20aboard.",
        ),
        ("One block\nand another", "One%20block,and%20another"),
        ("turned\u202e round\x1b", "turned%20round"),
    ],
)
def test_a_passage_is_named_in_the_address(passage: str, directive: str) -> None:
    assert live_url(PAGE, passage) == f"{PAGE}#:~:text={directive}"


def test_an_anchor_stays_and_another_directive_goes() -> None:
    assert live_url(f"{PAGE}#top", "It sank.") == f"{PAGE}#top:~:text=It%20sank."
    assert live_url(f"{PAGE}#top:~:text=else", "It sank.") == f"{PAGE}#top:~:text=It%20sank."


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_not_linked(address: str | None) -> None:
    assert live_url(address, "It sank.") is None


def test_without_words_it_is_the_page() -> None:
    assert live_url(PAGE, " \n") == PAGE
