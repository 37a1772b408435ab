from __future__ import annotations

from math import log

import pytest

from newsfold.learned import linear_model
from newsfold.tell.opening import Opening, may_open
from newsfold.text import sentences
from tests.factories import article, evidence

CLOSED = "The council of Westerholm closed the harbour on Monday."


def test_a_plain_sentence_may_open() -> None:
    assert may_open(CLOSED)
    assert may_open("Mayor Anna Holt called the storm “the worst in years” as she closed the harbour.")


@pytest.mark.parametrize(
    "text",
    [
        "The announcement was made in parliament on Monday.",  # which one?
        "The latest move comes a day after the storm.",
        "The decision, announced on Monday, closes the harbour of Westerholm.",
        "While on stage, Anna Holt signed the order.",
        "When she spoke on Monday, Anna Holt closed the harbour.",
        "“We close the harbour,” Anna Holt said on Monday.",
        "Anna Holt said that “the wind is too strong for every boat and for every ferry that we have”.",
        "Has the council of Westerholm closed the harbour?",
        "We saw the council of Westerholm close the harbour.",
        "UPDATE: The council of Westerholm closed the harbour.",
        "THE COUNCIL OF WESTERHOLM CLOSED THE HARBOUR.",
    ],
)
def test_what_may_not_open(text: str) -> None:
    assert not may_open(text)


def test_a_noun_that_says_what_it_is_does_not_point_elsewhere() -> None:
    assert may_open("The decision to close the harbour of Westerholm came on Monday.")


CAPTION = "Boats lie in the harbour of Westerholm on Monday. (Anna Holt/Reuters)"
FEES = "Fishermen in the north of the country have waited years for lower fees."
REACTION = "Ferry owners called the decision of the council a mistake."
ARTICLES = {
    "a": article(f"{CAPTION}\n{FEES}\n{CLOSED}", "a", title="Westerholm closes harbour"),
    "b": article(f"{REACTION}\n{FEES}", "b", title="Ferry owners angry as Westerholm closes harbour"),
}
OPENING = Opening(ARTICLES, {id: sentences(a.text) for id, a in ARTICLES.items()})


def test_candidates_are_the_first_sentences_that_are_no_captions() -> None:
    shown = [e.span.of(ARTICLES[e.article_id].text) for e in OPENING.candidates()]
    assert shown == [FEES, CLOSED, REACTION, FEES]


def test_the_sentence_with_most_of_titles_and_openings_is_worth_most() -> None:
    best = max(OPENING.candidates(), key=OPENING.worth)
    assert best.span.of(ARTICLES[best.article_id].text) == CLOSED


def test_traits_by_name() -> None:
    """Stems without the commonest words: council, westerholm, close, harbour, monday."""
    where = evidence(ARTICLES["a"], CLOSED)
    features = OPENING.features(where)
    assert features == pytest.approx(
        {
            "own title": 1.0,
            "titles": 3 / 6,  # of ferry, owners, angry, westerholm, closes, harbour
            "leads": 4 / 5,  # all but Monday stand in the other's title and sentences
            "first": 0.0,
            "length": log(1 + 9),
            "too long": 0.0,
            "too short": 5 / 14,
            "day": 1.0,
            "names": 2 / 9,
        }
    )
    assert OPENING.worth(where) == pytest.approx(linear_model("opening").value(features), abs=1e-8)


def test_every_weight_of_the_model_that_ships_counts() -> None:
    values = {
        "own title": 0.5,
        "titles": 0.4,
        "leads": 0.3,
        "first": 1.0,
        "length": 3.0,
        "too long": 0.2,
        "too short": 0.1,
        "day": 1.0,
        "names": 0.2,
    }
    assert linear_model("opening").value(values) == pytest.approx(0.3041, abs=1e-4)


def test_a_story_of_one_article_has_an_opening_too() -> None:
    only = {"a": ARTICLES["a"]}
    opening = Opening(only, {"a": sentences(only["a"].text)})
    features = opening.features(evidence(only["a"], CLOSED))
    assert features["titles"] == features["leads"] == 0.0
    assert features["own title"] == 1.0


def test_an_empty_article_has_no_candidates() -> None:
    assert Opening({"a": article("", "a")}, {}).candidates() == []


@pytest.mark.parametrize(("outside", "opens"), [(5, True), (4, False)])
def test_half_of_an_opening_is_outside_of_quotation_marks(outside: int, opens: bool) -> None:
    words_outside = "Anna Holt called on Monday".split()[:outside]
    inside = "the wind is far too strong".split()[: 10 - outside]
    assert may_open(f"{' '.join(words_outside)} “{' '.join(inside)}”.") is opens


def test_three_sentences_lead_and_two_stand_foremost() -> None:
    text = " ".join(f"The council of Westerholm closed the harbour in year {at}." for at in range(1990, 1995))
    only = {"a": article(text, "a")}
    opening = Opening(only, {"a": sentences(text)})
    assert len(opening.candidates()) == 3
    assert len(opening.leading()) == 2


@pytest.mark.parametrize(
    ("words_in_all", "long", "short"), [(13, 0, 1 / 14), (14, 0, 0), (35, 0, 0), (42, 0.2, 0)]
)
def test_how_long_and_short_sentences_are(words_in_all: int, long: float, short: float) -> None:
    text = " ".join(["Harbour", *["boats"] * (words_in_all - 1)]) + "."
    only = {"a": article(text, "a")}
    features = Opening(only, {"a": sentences(text)}).features(evidence(only["a"]))
    assert (features["too long"], features["too short"]) == pytest.approx((long, short))
