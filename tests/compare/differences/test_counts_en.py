"""How English words a count, and what only looks like one."""

from __future__ import annotations

import pytest

from newsfold.compare.differences import counts_en as counts
from newsfold.language import stem


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("The crash killed at least ", "at least "),
        ("It hit no fewer than ", "no fewer than "),
        ("It cost an estimated $", "an estimated $"),
        ("They found about another ", "about another "),
        ("At least, they said, ", ""),  # not in front of the number
        ("They found ", ""),
    ],
)
def test_hedge(before: str, expected: str) -> None:
    assert counts.hedge(before) == expected


@pytest.mark.parametrize(
    ("before", "after", "noun", "unit", "expected"),
    [
        ("in another ", " states", "states", "", True),
        ("", " more boats sank", "boats", "", True),
        ("", " of the bodies", "", "", True),
        ("", " of the land", "land", "%", False),  # a share is of something
        ("", " boats a day", "boats", "", True),
        ("", " miles hourly", "miles", "", True),
        ("one in ", " boats", "boats", "", True),
        ("some ", " boats sank", "boats", "", False),
    ],
)
def test_part(before: str, after: str, noun: str, unit: str, expected: bool) -> None:
    assert counts.is_part(before, after, noun, unit) is expected


def test_predicates() -> None:
    assert counts.is_vague("dozens") and not counts.is_vague("two dozen")
    assert counts.is_bare_toll("raised the number of dead to ") and not counts.is_bare_toll("a number ")
    assert counts.is_possible("could reach ") and not counts.is_possible("reached ")
    assert counts.is_clock("a.m", "") and not counts.is_clock("miles", "at 9: 53 ")
    assert counts.is_clock("p. m", "") and counts.is_clock("", "9: ")
    assert counts.is_torn("of 1, ", "") and counts.is_torn("", ", 600") and not counts.is_torn("2008, ", "")
    assert counts.is_of_all("in all 51") and not counts.is_of_all("all 51")
    assert counts.is_generic("People") and not counts.is_generic("boys")
    assert counts.is_converted("some 5 million (£") and not counts.is_converted("some 5 million, ")
    assert counts.takes_back("An earlier version said 40.") and not counts.takes_back("A version said 40.")
    assert counts.speaks_of_that_place("in the country") and not counts.speaks_of_that_place("in a country")
    assert counts.is_growing("the toll climbed") and not counts.is_growing("the toll was 40")


# (the words before a number, its noun, the words behind it, whether it is of all on board)
ABOARD = [
    ("A ferry carrying ", "people", " people ran aground.", True),
    ("It carried all ", "people", " people to the island.", True),
    ("A ferry with ", "", " aboard ran aground.", True),
    ("There were ", "people", " people on board.", True),
    ("It had ", "passengers and crew", " passengers and crew from the island.", True),
    ("A ferry carrying ", "cars", " cars ran aground.", False),
    ("It had ", "passengers", " passengers, and a crew of nine.", False),
    ("It hurt ", "people", " people.", False),
    ("The fire went on, killing ", "people", " people aboard.", False),
]


@pytest.mark.parametrize(("before", "noun", "after", "expected"), ABOARD)
def test_all_on_board(before: str, noun: str, after: str, expected: bool) -> None:
    assert counts.is_aboard(before, noun, after) is expected


def test_nouns_for_one_thing() -> None:
    assert counts.SAME_NOUN[stem("soldiers")] == counts.SAME_NOUN[stem("troops")] == "troops"
    assert counts.SAME_NOUN[stem("killed")] == "dead"
    assert stem("additional") in counts.ADDED
