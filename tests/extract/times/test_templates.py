"""Templates of time expressions become patterns, and tell the words that they begin with."""

from __future__ import annotations

import pytest

from newsfold.extract.times.templates import BLANKS, NO_BLANKS, compiled, listed

SLOTS = {
    "unit": listed(frozenset(("day", "days", "working_day")), BLANKS),
    "count": listed(frozenset(("two", "three")), BLANKS),
}


@pytest.mark.parametrize(
    ("template", "fits", "fails"),
    [
        (
            "in <count> <unit>",
            ["in two days", "IN  Three working day"],
            ["in two", "in two daysx", "intwo days"],
        ),
        ("the? <unit> after|before", ["day after", "the days before"], ["the after", "day"]),
        ("<unit> ago?", ["days", "days ago"], ["days  agox"]),
        ("<count>~ - <unit>", ["two- days", "two- day"], ["two - days"]),
        ("d'|of <unit>", ["d'day", "d’day", "of days"], ["d"]),
        ("day_after tomorrow", ["day after tomorrow"], ["day tomorrow", "day_after tomorrow"]),
    ],
)
def test_templates_fit_what_they_say(template: str, fits: list[str], fails: list[str]) -> None:
    pattern, _ = compiled(template, SLOTS, BLANKS)
    assert all(pattern.fullmatch(text.replace("’", "'")) for text in fits)
    assert not any(pattern.match(text) and pattern.match(text).group() == text for text in fails)  # type: ignore[union-attr]


def test_first_words_are_those_of_all_that_may_stand_first() -> None:
    assert compiled("the? <count> <unit>", SLOTS, BLANKS)[1] == {"the", "two", "three"}
    assert compiled("<unit>|next_day after", SLOTS, BLANKS)[1] == {"day", "days", "working", "next"}
    assert compiled("今天|昨天", {}, NO_BLANKS)[1] == {"今", "昨"}


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        compiled("<nothing>", SLOTS, BLANKS)


def test_where_words_are_not_parted_a_blank_may_stand() -> None:
    pattern, _ = compiled("今天 上午", {}, NO_BLANKS)
    assert pattern.match("今天上午") and pattern.match("今天 上午")
