"""Statements that make one claim, as stars."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.compare.alignment import Alignment, Star, stars
from tests.factories import article, statement

Places = tuple[int, int]

ARTICLES = "aabcd"  # of each statement
# (likelihoods by the statements' places; the stars' members)
GROUPS: list[tuple[dict[Places, float], list[tuple[int, ...]]]] = [
    ({(0, 2): 0.9, (2, 3): 0.8, (0, 3): 0.7}, [(0, 2, 3), (1,), (4,)]),
    # a statement between two that are not alike stands in a star with the stronger, and the other has its own
    ({(0, 2): 0.9, (2, 3): 0.8}, [(0, 2), (2, 3), (1,), (4,)]),
    ({(0, 2): 0.9, (2, 3): 0.8, (0, 3): 0.3}, [(0, 2, 3), (1,), (4,)]),
    # two statements of one article may both say what the centre says
    ({(0, 2): 0.9, (1, 2): 0.8}, [(0, 1, 2), (3,), (4,)]),
    # no chain: the first and the last have nothing in common
    ({(0, 2): 0.9, (2, 3): 0.9, (3, 4): 0.9}, [(0, 2), (2, 3), (3, 4), (1,)]),
]


def grouped(scores: dict[Places, float], articles: str = ARTICLES) -> list[Star]:
    return stars([statement(article(id=id)) for id in articles], scores, Alignment(threshold=0.5, least=0.2))


@pytest.mark.parametrize(("scores", "expected"), GROUPS)
def test_stars_hold_what_is_alike_to_their_centre(
    scores: dict[Places, float], expected: list[tuple[int, ...]]
) -> None:
    assert sorted(star.members for star in grouped(scores)) == sorted(expected)


@st.composite
def likelihoods(draw: st.DrawFn) -> tuple[str, dict[Places, float]]:
    articles = draw(st.text("abcde", min_size=1, max_size=12))
    across = [(i, j) for i, j in combinations(range(len(articles)), 2) if articles[i] != articles[j]]
    return articles, {places: draw(st.floats(0, 1)) for places in across}


@given(likelihoods())
def test_all_statements_are_covered_and_nothing_chains(drawn: tuple[str, dict[Places, float]]) -> None:
    articles, scores = drawn
    stars = grouped(scores, articles)
    assert {i for star in stars for i in star.members} == set(range(len(articles)))
    assert len({star.members for star in stars}) == len(stars)
    for star in stars:
        assert all(scores[min(i, star.centre), max(i, star.centre)] >= 0.5 for i in star.around)
        for i, j in combinations(star.around, 2):
            assert articles[i] == articles[j] or scores[i, j] >= 0.2


@given(likelihoods())
def test_the_order_in_which_likelihoods_come_changes_nothing(drawn: tuple[str, dict[Places, float]]) -> None:
    articles, scores = drawn
    assert grouped(scores, articles) == grouped(dict(reversed(scores.items())), articles)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({(0, 2): 0.6}, [(0, 2), (1,), (3,), (4,)]),
        ({(0, 2): 0.599}, [(0,), (1,), (2,), (3,), (4,)]),
        ({(0, 2): 0.9, (2, 3): 0.8, (0, 3): 0.3}, [(0, 2, 3), (1,), (4,)]),
        ({(0, 2): 0.9, (2, 3): 0.8, (0, 3): 0.299}, [(0, 2), (1,), (2, 3), (4,)]),
    ],
)
def test_what_ships_joins_from_likelihoods_on(
    scores: dict[Places, float], expected: list[tuple[int, ...]]
) -> None:
    listed = stars([statement(article(id=id)) for id in ARTICLES], scores)
    assert sorted(star.members for star in listed) == expected
