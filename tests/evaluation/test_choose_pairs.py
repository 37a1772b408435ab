"""Pairs whose values may clash are told by kind, claims sampled evenly, and no story fills a set."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from evaluation.choose_pairs import CLASHES, Candidate, candidates, clashes, pick
from newsfold.compare import EncodedStatement
from newsfold.compare.alignment import Pair
from newsfold.records import EntityKind, Statement
from tests.factories import article, date, figure, mention, statement

DAY = datetime(2020, 5, 1, tzinfo=UTC)


def said(
    text: str,
    id: str,
    *names: tuple[str, EntityKind],
    count: tuple[str, float] | None = None,
    day: str = "",
    after: int = 0,
) -> EncodedStatement:
    news = article(text, id)
    worded: Statement = statement(
        news,
        mentions=tuple(mention(news, name, f"{kind}-{name}", kind) for name, kind in names),
        figures=(figure(news, count[0], count[1], "people"),) if count else (),
        times=(date(news, day, "", DAY + timedelta(after), DAY + timedelta(after + 1)),) if day else (),
    )
    return EncodedStatement(
        statement=worded, text=text, vector=np.zeros(1, np.float32), tokens=np.zeros((1, 1), np.float16)
    )


FIRE = "A fire destroyed the old grain store in Kalby"


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        (
            said(f"{FIRE}.", "a", ("Kalby", "place")),
            said(FIRE.replace("Kalby", "Norrsund"), "b", ("Norrsund", "place")),
            {"name", "look-alike"},
        ),
        (
            said("It hurt 12 people.", "a", count=("12", 12)),
            said("It hurt 14 people.", "b", count=("14", 14)),
            {"figure"},
        ),
        (said("It hurt 12 people.", "a", count=("12", 12)), said("12 people.", "b", count=("12", 12)), set()),
        (
            said("The grain store in the harbour burned down on Monday.", "a", day="Monday"),
            said("The grain store in the harbour burned down on Tuesday.", "b", day="Tuesday", after=1),
            {"time"},
        ),
        (said("The mayor resigned.", "a"), said("The mayor has not resigned.", "b"), {"denial"}),
        (said("The mayor resigned.", "a"), said("It was not raining.", "b"), set()),
    ],
)
def test_how_values_may_clash(left: EncodedStatement, right: EncodedStatement, kinds: set[str]) -> None:
    assert set(clashes(left, right)) == set(clashes(right, left)) == kinds


def test_a_look_alike_is_no_claim_and_copies_are_left_out() -> None:
    first = said(f"{FIRE}.", "a", ("Kalby", "place"))
    others = [
        said(FIRE.replace("Kalby", "Norrsund"), "b", ("Norrsund", "place")),
        said(f"{FIRE}.", "c", ("Kalby", "place")),
    ]

    def kinds(score: float, outlets: str = "XYZ") -> list[tuple[str, ...]]:
        pairs = [Pair(left=0, right=at, score=score, cosine=0.9) for at in (1, 2)]
        return [c.kinds for c in candidates([first, *others], pairs, outlets)]

    assert kinds(0.4) == [("name", "look-alike")]
    assert kinds(0.95) == [("name", "origin 3")]
    assert kinds(0.95, "XXX") == [("name",)]


def test_as_many_of_each_kind_over_many_stories_and_one_pair_a_claim() -> None:
    kinds = (*CLASHES, *(f"origin {part}" for part in range(4)))
    listed = [
        Candidate(left=n, right=n + 100, score=0.5, rank=n / 90, kinds=(kinds[n % 9],), claim=n // 18)
        for n in range(90)
    ]
    by_story = {f"s{n}": listed for n in range(8)}
    chosen = pick(by_story, 50, 40)
    assert chosen == pick(dict(reversed(by_story.items())), 50, 40)
    taken = Counter(kind for pairs in chosen.values() for both in pairs.values() for kind in both)
    assert taken == dict.fromkeys(CLASHES, 10) | {"origin": 40}
    for pairs in chosen.values():
        claims = [left // 18 for (left, _), both in pairs.items() if "origin" in both]
        assert len(claims) == len(set(claims)) > 0
        assert all(Counter(kind for both in pairs.values() for kind in both)[kind] <= 2 for kind in CLASHES)
