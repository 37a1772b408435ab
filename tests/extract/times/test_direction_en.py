"""Which way the verbs of a sentence point, in an article of Thursday 25 April 2019."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.extract.times import times
from tests.cost import LINEAR, growth
from tests.factories import article

AHEAD = (
    "The battery could be empty by Saturday.",
    "The closure has since been extended into Saturday.",
    "The House vote is set for Saturday.",
    "The senators, she hopes, could vote Saturday.",
    "The bill must pass by Saturday.",
    "She expected the storm to hit late Saturday.",
    "The committee meets Saturday to work on the bill.",
    "The order was for repairs by Saturday.",
    "The ministry called for new checks by Saturday.",
    "The trial was postponed to Saturday.",
    "He said it may rain Saturday.",
    "They might have to vote on Saturday.",
    "The strike will have ended by Saturday.",
    "The talks run into Saturday.",
    "Mr. Holt hopes that the Rev. Venn, who fell ill, can travel on Saturday.",
)
BACK = (
    "By Saturday the toll had risen to 12.",
    "Mr. Holt told Mrs. Venn, a mayor, on Saturday that the law would not be part of it.",
    "Holt was asked to leave on Saturday.",
    "He agreed Saturday to extend the talks.",
    "She may have left on Saturday.",
    "It could have begun on Saturday.",
    "He must have known on Saturday.",
    "The plane should not have landed on Saturday.",
    "The shutdown, which began on Saturday, could cost millions.",
    "Rescuers reached the village by Saturday.",
    "He was arrested for robbery by Saturday.",
    "The storm pushed into Ohio on Saturday.",
    "On Saturday Holt tore up his plans for the trip to Celle.",
    "The move follows Saturday's statement by the mayor, which could split the council.",
)


@pytest.mark.parametrize(
    ("text", "day"), [*((text, "2019-04-27") for text in AHEAD), *((text, "2019-04-20") for text in BACK)]
)
def test_a_weekday_lies_where_the_verbs_point(text: str, day: str) -> None:
    published = datetime(2019, 4, 25, 12, tzinfo=UTC)
    read = [t.value for t in times(article(text, published_at=published)) if "Saturday" in t.span.of(text)]
    assert read == [day]


@pytest.mark.parametrize("part", ["was extended ", "called for repairs ", "expected ", "would have "])
def test_the_cost_grows_with_the_text(part: str) -> None:
    published = datetime(2019, 4, 25, 12, tzinfo=UTC)
    made = lambda n: article(part * n + "by Saturday", published_at=published)  # noqa: E731
    assert growth(times, made, 2000) < LINEAR
