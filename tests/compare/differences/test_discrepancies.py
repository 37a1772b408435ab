"""When a statement differs from a sentence somebody asks about, on both sides of each number that decides."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.discrepancies import discrepancies
from tests.factories import Modifier, article, figure, mention, statement

ASKED = "The bridge was closed."
DENIED = "The bridge was not closed."


@pytest.mark.parametrize(
    ("held", "likelihood", "differs"),
    [(0.5, 0.0, True), (0.49, 0.0, False), (0.0, 0.65, True), (0.0, 0.64, False)],
)
def test_a_denial_is_of_what_was_asked(held: float, likelihood: float, differs: bool) -> None:
    whole, news = article(ASKED, "q"), article(DENIED)
    listed, missing = discrepancies(statement(whole), whole, statement(news), news, held, likelihood)
    assert [d.kind for d in listed] == (["negation"] if differs else [])
    assert bool(missing) is not differs


@pytest.mark.parametrize(("value", "lacks"), [(110, False), (112, True)])
def test_a_value_within_a_tenth_is_the_asked_one(value: float, lacks: bool) -> None:
    modifier: Modifier = "at least"
    whole, news = article("It cost 5.", "q"), article("It cost 7.")
    asked = statement(whole, figures=(figure(whole, "5", value, unit="USD"),))
    given = statement(news, figures=(figure(news, "7", 100, unit="USD", modifier=modifier),))
    listed, missing = discrepancies(asked, whole, given, news, 1.0, 1.0)
    assert (bool(listed), bool(missing)) == (False, lacks)


@pytest.mark.parametrize(
    ("text", "differs"),
    [("Holt alfa bravo carlo xeno yoke.", True), ("Holt alfa bravo xeno yoke zulu.", False)],
)
def test_another_name_beside_most_of_the_same_words(text: str, differs: bool) -> None:
    """Three of five words beside the name, and two of five."""
    whole, news = article("Venn alfa bravo carlo delta echo.", "q"), article(text)
    asked = statement(whole, mentions=(mention(whole, "Venn", "person-venn", "person"),))
    given = statement(news, mentions=(mention(news, "Holt", "person-holt", "person"),))
    listed, _ = discrepancies(asked, whole, given, news, 0.5, 0.0)
    assert [d.kind for d in listed] == (["name"] if differs else [])
