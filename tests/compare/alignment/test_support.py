"""What the other pairs of a story tell of a pair, each feature by its name."""

from __future__ import annotations

import pytest

from newsfold.compare.alignment.support import Support
from tests.factories import article, statement

# Two articles of five statements, 0 to 4 and 5 to 9, and a third of one, 10.
SAID = [
    statement(article(id=id), position=n)
    for id, number in (("a", 5), ("b", 5), ("c", 1))
    for n in range(number)
]
LIKELY = {
    (2, 7): 0.8,  # the pair that is asked about
    (1, 6): 0.6,  # both one back
    (3, 8): 0.5,  # both one on
    (1, 8): 0.3,  # one back, one on
    (4, 9): 0.4,  # both two on
    (2, 6): 0.2,  # one stays: its second best in the other article
    (3, 7): 0.25,
    (2, 10): 0.7,  # the third article's, with both
    (7, 10): 0.9,
}
EXPECTED = {
    "ahead": 0.8 - 0.2,
    "least ahead": 0.8 - 0.25,
    "share least": 0.8 / (0.8 + 0.25 + 0.05),
    "share most": 0.8 / (0.8 + 0.2 + 0.05),
    "next to it": 0.6,
    "crossed": 0.3,
    "further on": 0.4,
    "one beside": 0.25,
    "near by": (0.6 + 0.5 + 0.3 + 0.4 + 0.2 + 0.25) / 24,
    "third": 0.7 * 0.9,
    "third against": 0.9 * (1 - 0.7),
}


def test_each_feature_is_what_its_name_says() -> None:
    support = Support(SAID, LIKELY)
    assert support.of(2, 7) == pytest.approx(EXPECTED)
    assert support.of(7, 2) == pytest.approx(EXPECTED)


def test_a_pair_that_stands_alone_has_only_its_own_likelihood() -> None:
    alone = Support(SAID[:1] + SAID[5:6], {(0, 1): 0.6}).of(0, 1)
    likely = {"ahead": 0.6, "least ahead": 0.6, "share least": 0.6 / 0.65, "share most": 0.6 / 0.65}
    assert alone == pytest.approx({**dict.fromkeys(EXPECTED, 0.0), **likely})


@pytest.mark.parametrize(("before", "third"), [(7, 0.25), (8, 0.0)])
def test_eight_counterparts_in_third_articles_are_asked(before: int, third: float) -> None:
    """Each of the two has so many likelier counterparts before the one that they have in common."""
    said = [statement(article(id=chr(ord("a") + at))) for at in range(20)]
    likely = {(0, 1): 0.5, (0, 2): 0.5, (1, 2): 0.5}
    likely |= {(0, 3 + at): 0.9 for at in range(before)} | {(1, 11 + at): 0.9 for at in range(before)}
    assert Support(said, likely).of(0, 1)["third"] == third
