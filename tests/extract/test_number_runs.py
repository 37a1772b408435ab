"""Numbers of every language: hostile text costs no more than its length, and nothing overlaps."""

from __future__ import annotations

import time
from importlib import import_module
from itertools import pairwise

import pytest

from newsfold.language import has_grammar, languages

LANGUAGES = [code for code in languages() if code != "en"]
PIECES = [
    "1",
    "1 ",
    "1.000.",
    "1/2 ",
    "a",
    "-",
    "un ",
    "dos mil ",
    "cien mil dos y ",
    "fünfund",
    "сто ",
    "ثلاثة و",
    "三",
    "百万",
    "3万",
]


def test_every_language_reads_numbers() -> None:
    assert all(has_grammar("newsfold.extract.numbers", code) for code in languages())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES)
def test_the_cost_of_hostile_text_is_that_of_its_length(language: str, piece: str) -> None:
    numbers = import_module(f"newsfold.extract.numbers_{language}").numbers

    def cost(characters: int) -> float:
        text = piece * (characters // len(piece))
        start = time.process_time()
        parsed = list(numbers(text))
        assert all(left.end <= right.start for left, right in pairwise(parsed))
        return time.process_time() - start

    cost(1000)
    assert cost(80_000) < 12 * cost(20_000) + 0.3


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "cinco y un cuarto", 5.25),
        ("fr", "trois et trois quarts", 3.75),
        ("de", "fünf und drei Viertel", 5.75),
        ("it", "due e un mezzo", 2.5),
        ("ar", "مائة وثلاثة أرباع", 100.75),
    ],
)
def test_a_part_adds_to_the_number_before_it(language: str, text: str, value: float) -> None:
    [number] = import_module(f"newsfold.extract.numbers_{language}").numbers(text)
    assert (text[number.start : number.end], number.value) == (text, value)
