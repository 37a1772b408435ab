"""How alike two statements are in what they say, each feature by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log, sqrt

import pytest

from newsfold.compare.alignment.pair_features import Words, pair_features
from newsfold.compare.words import content
from newsfold.records import Statement
from tests.factories import article, attribution, date, figure, mention, statement

LEFT = "Orla Venn opened the bridge on Monday."
RIGHT = "The bridge was not opened by Orla Venn."
FIRST, SECOND = article(LEFT, "a"), article(RIGHT, "b")
MONDAY = datetime(2014, 3, 3, tzinfo=UTC)
DAY = timedelta(days=1)
RARITY = dict.fromkeys(content(LEFT) | content(RIGHT), 1.0)  # orla, venn, open, bridge; Monday in one alone

LEFT_SAID = statement(
    FIRST,
    position=1,
    mentions=(mention(FIRST, "Orla Venn", "venn", "person"), mention(FIRST, "bridge", "bridge")),
    figures=(figure(FIRST, None, 50), figure(FIRST, None, 3), replace(figure(FIRST, None, 2), ordinal=True)),
    times=(date(FIRST, "Monday", "2014-03-03", MONDAY, MONDAY + DAY),),
    attribution=attribution(FIRST, speaker="the mayor", speaker_id="mayor"),
)
RIGHT_SAID = statement(
    SECOND,
    position=4,
    mentions=(mention(SECOND, "Orla Venn", "venn", "person"), mention(SECOND, "bridge", "river")),
    figures=(
        figure(SECOND, None, 50),
        figure(SECOND, None, 9),
        replace(figure(SECOND, None, 3), ordinal=True),
    ),
    times=(date(SECOND, "bridge", "2014-W10", MONDAY - DAY, MONDAY + DAY, "week"),),
    attribution=attribution(SECOND, speaker="Ida Moor", speaker_id="mayor"),
)
EXPECTED = {
    "cosine": 0.75,
    "tfidf": 4 / (sqrt(5) * sqrt(4)),
    "overlap": 4 / 5,
    "shared": log(1 + 4),
    "held": 4 / 5,
    "held most": 1.0,
    "run": log(1 + 2),  # "Orla Venn", "the bridge"
    "negation": 1.0,
    "shorter": log(1 + 7),
    "longer": log(1 + 8),
    "first": log(1 + 1),
    "apart": log(1 + 3),
    "leads": 0.0,
    "names": log(1 + 1),
    "names share": 1 / 3,
    "names clash": 1.0,
    "figures": 1.0,
    "figures clash": 0.0,
    "figures one": 0.0,
    "ordinals": 0.0,
    "ordinals clash": 1.0,
    "times": 1.0,
    "times clash": 0.0,
    "speakers": 1.0,
    "speakers clash": 0.0,
    "spoken one": 0.0,
}


def features(left: Statement, right: Statement, right_text: str = RIGHT) -> dict[str, float]:
    return pair_features(Words.of(left, LEFT, RARITY), Words.of(right, right_text, RARITY), 0.75, RARITY)


def test_each_feature_is_what_its_name_says() -> None:
    assert features(LEFT_SAID, RIGHT_SAID) == pytest.approx(EXPECTED)
    both = Words.of(RIGHT_SAID, RIGHT, RARITY), Words.of(LEFT_SAID, LEFT, RARITY)
    assert pair_features(*both, 0.75, RARITY) == pytest.approx(EXPECTED)


OTHER_SPEAKER = attribution(SECOND, speaker="Ida Moor", speaker_id="moor")
LATER = date(SECOND, "bridge", "2014-03-04", MONDAY + DAY, MONDAY + 2 * DAY)
# (what the right statement has otherwise, the features that this changes)
CHANGES: list[tuple[Mapping[str, object], dict[str, float]]] = [
    ({"position": 0}, {"first": 0.0, "apart": log(2), "leads": 1.0}),
    ({"mentions": ()}, {"names": 0.0, "names share": 0.0, "names clash": 0.0}),
    ({"mentions": LEFT_SAID.mentions}, {"names": log(1 + 2), "names share": 1.0, "names clash": 0.0}),
    ({"figures": ()}, {"figures": 0.0, "figures one": 1.0, "ordinals clash": 0.0}),
    ({"figures": (figure(SECOND, None, 9),)}, {"figures": 0.0, "figures clash": 1.0, "ordinals clash": 0.0}),
    ({"figures": LEFT_SAID.figures}, {"figures": 2.0, "ordinals": 1.0, "ordinals clash": 0.0}),
    ({"times": (LATER,)}, {"times": 0.0, "times clash": 1.0}),
    ({"times": ()}, {"times": 0.0}),
    ({"attribution": OTHER_SPEAKER}, {"speakers": 0.0, "speakers clash": 1.0}),
    ({"attribution": None}, {"speakers": 0.0, "spoken one": 1.0}),
]


@pytest.mark.parametrize(("change", "changed"), CHANGES)
def test_a_change_moves_the_features_it_is_about(
    change: Mapping[str, object], changed: dict[str, float]
) -> None:
    measured = features(LEFT_SAID, replace(RIGHT_SAID, **change))  # type: ignore[arg-type]
    assert measured == pytest.approx({**EXPECTED, **changed})


@pytest.mark.parametrize(("position", "leads"), [(2, 1.0), (3, 0.0)])
def test_the_first_three_statements_lead(position: int, leads: float) -> None:
    left, right = (Words.of(replace(LEFT_SAID, position=at), LEFT, RARITY) for at in (2, position))
    assert pair_features(left, right, 0.5, RARITY)["leads"] == leads
