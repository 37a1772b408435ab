"""How likely two accounts have one root: each feature by its name, and what the model makes of them."""

from __future__ import annotations

import pytest

from newsfold.compare.origins.dependence import SourcedStatement, dependence_features, likelihood
from newsfold.learned import logistic_models
from newsfold.records import NewsfoldError
from tests.factories import article, attribution, figure, statement


def account(
    text: str,
    *,
    position: int = 5,
    said: str = "",
    source: str | None = None,
    counts: float | None = None,
    relayed: bool = False,
    act: float = 0.0,
) -> SourcedStatement:
    """What one outlet writes; `said` are the words that it gives to `source`."""
    news = article(text)
    written = statement(
        news,
        position=position,
        attribution=attribution(news, said) if said else None,
        figures=(figure(news, None, counts),) if counts else (),
    )
    return SourcedStatement.of(written, news, source, relayed, act)


BILL = account(
    "“The bill will cost the towns 40 ferries,” the mayor said on Monday.",
    said="The bill will cost the towns 40 ferries",
    source="the mayor",
    counts=40,
    relayed=True,
    act=-2.0,
)
PLAN = account(
    "The towns would lose 40 ferries by the proposal, she warned.", source="the mayor", counts=40, act=-1.0
)
FALL = account("The old bridge at Orlen fell into the river on Tuesday.", position=0, act=2.0)
SWEPT = account("On Tuesday the bridge at Orlen collapsed and was swept away.", position=1, act=1.0)
LOOPHOLES = account("The bill would also close two loopholes that let rich families pay less.", act=-1.0)
CLOSED = account("His proposal would close loopholes in the law that rich families use.", act=-1.0)
WASTE = account("She called the audit “a waste of time” and the board “blind.”")
DISMISSED = account("The mayor dismissed the board’s audit as “a waste of time”.")

# (two accounts, their features)
PAIRS = [
    (
        BILL,
        PLAN,
        {
            "both name a source": 1.0,
            "one source": 1.0,
            "attributed": 1 / 2,  # all of what they share in one, in the other nothing is marked as said
            "words in a row": 2 / 10,  # "the towns", "40 ferries"
            "words in common": 3 / 6,  # town, 40, ferri
            "quotation": 1.0,
            "document": 2.0,  # bill, proposal
            "speech": 2.0,  # said, warned
            "wish or plan": 1.0,  # will, would
            "figure": 1.0,
            "dated": 1.0,  # Monday
            "past": 1 / 10,  # warned
            "relayed": 1.0,
            "early": 0.0,
            "act": -1.5,
            "act least": -2.0,
            "sources named": 2.0,
        },
    ),
    (
        FALL,
        SWEPT,
        {
            "both name a source": 0.0,
            "one source": 0.0,
            "attributed": 0.0,
            "words in a row": 3 / 10,  # "bridge at Orlen"
            "words in common": 3 / 6,
            "quotation": 0.0,
            "document": 0.0,
            "speech": 0.0,
            "wish or plan": 0.0,
            "figure": 0.0,
            "dated": 2.0,
            "past": 2 / 10,  # collapsed, was
            "relayed": 0.0,
            "early": 2.0,
            "act": 1.5,
            "act least": 1.0,
            "sources named": 0.0,
        },
    ),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_each_feature_is_what_its_name_says(
    left: SourcedStatement, right: SourcedStatement, expected: dict[str, float]
) -> None:
    assert dependence_features(left, right) == pytest.approx(expected)
    assert dependence_features(right, left) == pytest.approx(expected)


# (two accounts, how likely they have one root, the feature that speaks most for it)
ROOTS = [
    (BILL, PLAN, 0.99, "act"),  # one speaker on a plan
    (FALL, SWEPT, 0.06, "act least"),  # a fall that each can have seen
    (LOOPHOLES, CLOSED, 0.53, "act"),  # what a bill holds, and nobody is named
    (WASTE, DISMISSED, 0.48, "quotation"),  # words in quotation marks
]


@pytest.mark.parametrize(("left", "right", "expected", "feature"), ROOTS)
def test_how_likely_two_accounts_have_one_root(
    left: SourcedStatement, right: SourcedStatement, expected: float, feature: str
) -> None:
    likely, reason = likelihood(left, right)
    assert likely == pytest.approx(expected, abs=0.006)
    assert reason == feature
    assert likelihood(right, left) == (likely, reason)


# A pair written feature by feature, none of them at its mean, so that every weight counts.
EVERY_FEATURE = {
    "act": -0.4,
    "act least": -1.1,
    "attributed": 0.66,
    "both name a source": 0.0,
    "dated": 0.0,
    "document": 0.0,
    "early": 0.0,
    "figure": 0.0,
    "one source": 0.0,
    "past": 0.19,
    "quotation": 1.0,
    "relayed": 0.0,
    "sources named": 0.0,
    "speech": 1.0,
    "wish or plan": 0.0,
    "words in a row": 0.2,
    "words in common": 0.61,
}


def test_every_weight_of_the_model_that_ships_counts() -> None:
    model = logistic_models("origins")["one root"]
    assert model.likelihood(EVERY_FEATURE) == pytest.approx(0.5327, abs=1e-4)


def test_a_feature_too_few_is_refused() -> None:
    fewer = {name: value for name, value in EVERY_FEATURE.items() if name != "dated"}
    with pytest.raises(NewsfoldError, match=r"models/origins/weights.json .* 'dated' is not computed"):
        logistic_models("origins")["one root"].likelihood(fewer)


def test_a_number_from_ten_on_was_counted() -> None:
    ten, nine = (account("The town lost some ferries.", counts=value) for value in (10.0, 9.0))
    assert dependence_features(ten, ten)["figure"] == 1
    assert dependence_features(ten, nine)["figure"] == 0


@pytest.mark.parametrize(("words", "share"), [(9, 0.9), (10, 1.0), (12, 1.0)])
def test_ten_words_in_a_row_are_as_telling_as_more(words: int, share: float) -> None:
    row = "alfa bravo carlo delta echo foxtrot golf hotel india juliet kilo lima".split()
    left, right = account(" ".join(row)), account(" ".join(row[:words]))
    assert dependence_features(left, right)["words in a row"] == share
