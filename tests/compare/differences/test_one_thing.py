"""Whether two figures count one thing, on both sides of each number that decides it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from newsfold.compare.differences.counts import ABOARD, Counted, by_article, counted_figure
from newsfold.compare.differences.one_thing import (
    Likelihood,
    _whose,
    incomparable_in_english,
    is_near,
    lone_amounts,
    told_alike,
)
from newsfold.extract.figures import figures
from newsfold.records import Span
from tests.factories import article, figure, mention, statement

TEXT = "They counted 5 homes."
SHARED = ("storm", "coast")
NOTHING = Likelihood()


def counted(
    value: float,
    noun: str = "home",
    *,
    id: str = "a",
    unit: str = "",
    position: int = 0,
    context: Iterable[str] = SHARED,
    behind: Iterable[str] = (),
    places: Iterable[str] = (),
) -> Counted:
    """A figure by what stands around it."""
    news = article(TEXT, id)
    count = figure(news, "5", value, noun, unit=unit)
    return Counted(
        at=ord(id) - ord("a"),
        statement=statement(news, position=position, figures=(count,)),
        figure=count,
        article=news,
        noun_key=frozenset({noun}),
        context=frozenset(context),
        behind=frozenset(behind),
        places=frozenset(places),
        group=frozenset(),
    )


@pytest.mark.parametrize(
    ("noun", "value", "apart"),
    [
        ("home", 300, False),  # three times
        ("home", 301, True),
        ("dead", 2000, False),  # a toll may grow to twenty times
        ("dead", 2001, True),
        (ABOARD, 125, False),  # all on board by a quarter
        (ABOARD, 126, True),
    ],
)
def test_values_far_apart_count_two_things(noun: str, value: float, apart: bool) -> None:
    why = incomparable_in_english(counted(100, noun), counted(value, noun, id="b"), 0.95)
    assert why == ("values too far apart" if apart else None)


@pytest.mark.parametrize(("likelihood", "why"), [(0.8, None), (0.79, "other place")])
def test_a_sentence_without_a_place_speaks_of_the_others(likelihood: float, why: str | None) -> None:
    placed = counted(49, places=["place-orlen"], id="b")
    assert incomparable_in_english(counted(51), placed, likelihood) == why


@pytest.mark.parametrize(("position", "within"), [(3, True), (4, False)])
def test_a_toll_in_two_leads_is_the_storys(position: int, within: bool) -> None:
    left, right = counted(51, "dead"), counted(49, "dead", id="b", position=position)
    assert is_near(left, right, NOTHING) is within


@pytest.mark.parametrize(
    ("around", "behind", "lone"),
    [
        (("storm", "wall"), ["wall"], True),
        (("wall",), ["wall"], False),
        (("storm", "wall", "coast"), [], True),
        (("storm", "wall"), [], False),
    ],
)
def test_an_amount_without_a_noun_needs_words_around(
    around: tuple[str, ...], behind: list[str], lone: bool
) -> None:
    left, right = (
        replace(
            counted(value, id=id, unit="USD", context={*around, other}, behind=behind), noun_key=frozenset()
        )
        for value, id, other in ((5, "a", "left"), (6, "b", "right"))
    )
    assert lone_amounts(left, right, 0.6) is lone


@pytest.mark.parametrize(
    ("unit", "shared", "of", "alike"),
    [("%", 2, 4, True), ("%", 1, 4, False), ("", 1, 4, True), ("", 1, 5, False)],
)
def test_how_much_is_said_alike_around_two_counts(unit: str, shared: int, of: int, alike: bool) -> None:
    left, right = (
        counted(
            value, id=id, unit=unit, context=[f"w{at if at < shared else id + str(at)}" for at in range(of)]
        )
        for value, id in ((30, "a"), (70, "b"))
    )
    assert told_alike(left, right, NOTHING) is alike


@pytest.mark.parametrize(("between", "whose"), [(12, "person-venn"), (13, None)])
def test_an_age_stands_next_to_its_name(between: int, whose: str | None) -> None:
    news = article(f"A 16{'-' * between}Venn sang.")
    age = figure(news, "16", 16, "age")
    said = statement(news, figures=(age,), mentions=(mention(news, "Venn", "person-venn", "person"),))
    assert _whose(counted_figure(0, said, age, news)) == whose


@pytest.mark.parametrize(("position", "places"), [(1, set()), (2, {"place-orlen"})])
def test_the_places_that_most_articles_name_first_are_the_storys(position: int, places: set[str]) -> None:
    articles = {id: article("In Orlen 51 homes burned.", id) for id in "ab"}
    said = [
        statement(
            news,
            position=position,
            figures=(figure(news, "51", 51, "homes"),),
            mentions=(mention(news, "Orlen", "place-orlen"),),
        )
        for news in articles.values()
    ]
    (count,) = by_article(said, articles, None)["a"]
    assert count.places == places


def test_six_words_behind_an_amount_say_what_it_is_for() -> None:
    news = article("They paid 51 alfa bravo carlo delta echo foxtrot golf.")
    money = figure(news, "51", 51, unit="USD")
    count = counted_figure(0, statement(news, figures=(money,)), money, news)
    assert "foxtrot" in count.behind
    assert "golf" not in count.behind
    assert Span(start=10, end=12) == count.figure.span


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The debt hit $22 trillion.", False),
        ("In a few years the debt will be at $30 trillion.", True),
        ("The projected debt is $30 trillion.", True),
        ("The tour will make 75 stops.", False),  # what is planned is compared with what is planned
        ("It will be a tour like none before it with 75 stops.", False),  # too far before the number
    ],
)
def test_what_is_forecast_is_no_count_of_what_is(text: str, ahead: bool) -> None:
    news = article(text, "a")
    [count] = figures(news)
    read = counted_figure(0, statement(news, figures=(count,)), count, news)
    assert read.forecast == ahead
    other = replace(counted(22e12, "debt", id="b", unit=count.unit), noun_key=read.noun_key)
    refusal = incomparable_in_english(replace(read, figure=replace(count, value=23e12)), other, 0.9)
    assert (refusal == "one is a forecast") == ahead
