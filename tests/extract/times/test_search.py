"""Rules are tried where they can begin, in order of preference, and gaps in them are bounded."""

from __future__ import annotations

from newsfold.extract.times.search import APOSTROPHE, DIGIT, PatternSearch


def expressions(search: PatternSearch, text: str) -> list[tuple[str, str]]:
    """The first rule that fits at each place where one may begin, with what it covers."""
    matched = []
    for start, rules in search.starts(text):
        fits = ((name, match.group()) for name, pattern in rules if (match := pattern.match(text, start)))
        matched += [first] if (first := next(fits, None)) else []
    return matched


def test_where_several_rules_fit_the_first_wins() -> None:
    search = PatternSearch({"long": r"last\s+May", "short": r"last"}, {"long": ("last",), "short": ("last",)})
    assert expressions(search, "LAST may, and at last") == [("long", "LAST may"), ("short", "last")]


def test_a_rule_is_tried_at_its_first_words_alone() -> None:
    search = PatternSearch({"any": r"\S+"}, {"any": ("may", DIGIT, APOSTROPHE)})
    assert expressions(search, "Maybe May 25th of the '90s, $5") == [
        ("any", "May"),
        ("any", "25th"),
        ("any", "'90s,"),
    ]


def test_a_long_run_of_spaces_is_no_gap() -> None:
    search = PatternSearch({"day": r"1\s+May"}, {"day": (DIGIT,)})
    assert expressions(search, "1     May") == [("day", "1     May")]
    assert expressions(search, "1      May") == []
