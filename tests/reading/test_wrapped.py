"""Lines that only a width ends are put together, in bounded time."""

from __future__ import annotations

import textwrap

import pytest

from newsfold.reading.wrapped import lines_joined
from tests.reading.making import SENTENCES

PARAGRAPH = " ".join(SENTENCES)


@pytest.mark.parametrize("width", [50, 65, 78])
def test_paragraphs_come_back(width: int) -> None:
    other = PARAGRAPH.replace("Monday", "Sunday")
    broken = "\n\n".join(textwrap.fill(text, width) for text in (PARAGRAPH, other))
    assert lines_joined(broken) == f"{PARAGRAPH}\n{other}"
    assert lines_joined(broken.replace("\n", "\r\n")) == f"{PARAGRAPH}\n{other}"


def test_lines_that_sentences_end_stay() -> None:
    assert lines_joined("\n".join(SENTENCES)) == "\n".join(SENTENCES)
    assert lines_joined("Ferry\nPier\nBoat") == "Ferry\nPier\nBoat"
    assert lines_joined("") == ""


def test_a_hyphen_goes_where_the_width_put_it() -> None:
    lines = (
        "The harbour office said that the co-operation of both towns went on, and har-",
        "bour dues were paid by the co-",
        "operation of the towns alone, as it had been agreed in the year 1987 by both",
    )
    assert lines_joined("\n".join(lines)) == (
        "The harbour office said that the co-operation of both towns went on, and harbour dues were paid by "
        "the co-operation of the towns alone, as it had been agreed in the year 1987 by both"
    )


@pytest.mark.parametrize("line", ["a" * 2_000_000, "a-" * 1_000_000, "word and another wo-\n" * 100_000])
def test_time_grows_with_the_text_alone(line: str) -> None:
    assert len(lines_joined(f"{line}\nand so on")) > 1_000_000
