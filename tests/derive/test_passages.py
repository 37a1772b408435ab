"""Runs of words that two texts share, and how they become passages."""

from __future__ import annotations

import pytest

from newsfold.derive.passages import hashed_words, shared_passages


def row(prefix: str, number: int) -> str:
    """So many words that stand nowhere else."""
    return " ".join(f"{prefix}{at}" for at in range(number))


def lengths(left: str, right: str, least: int = 3) -> list[int]:
    """How many words of the left text each passage has."""
    return [len(p.left) for p in shared_passages(hashed_words(left), hashed_words(right), least)]


FIRST, SECOND = "alfa bravo carlo", "delta echo foxtrot"


def test_three_words_in_a_row_are_a_run() -> None:
    assert lengths(f"x1 {FIRST} x2", f"y1 {FIRST} y2") == [3]
    assert lengths("x1 alfa bravo x2 delta echo", "y1 alfa bravo y2 delta echo", 2) == []


@pytest.mark.parametrize(("changed", "expected"), [(6, [6]), (7, [3, 3])])
def test_six_changed_words_do_not_end_a_passage(changed: int, expected: list[int]) -> None:
    assert (
        lengths(f"{FIRST} {row('x', changed)} {SECOND}", f"{FIRST} {row('y', changed)} {SECOND}") == expected
    )


@pytest.mark.parametrize(("inserted", "expected"), [(8, [6]), (9, [3, 3])])
def test_a_run_moves_by_eight_words_in_one_passage(inserted: int, expected: list[int]) -> None:
    assert lengths(f"{FIRST} {SECOND}", f"{FIRST} {row('y', inserted)} {SECOND}") == expected


@pytest.mark.parametrize(("times", "passages"), [(6, True), (7, False)])
def test_a_run_that_stands_often_says_nothing(times: int, passages: bool) -> None:
    often = " ".join(f"{FIRST} {row(f'y{at}z', 20)}" for at in range(times))
    assert bool(lengths(f"x1 {FIRST} x2", often)) is passages


def test_shingles_have_five_words() -> None:
    assert len(hashed_words(row("x", 6)).shingles()) == 2
