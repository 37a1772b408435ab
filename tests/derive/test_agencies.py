"""Agencies under the name that the articles of a story print."""

from __future__ import annotations

import pytest

from newsfold.derive import PrintedNames, as_printed, derivations
from newsfold.records import Article
from tests.factories import article, attribution

BODY = "The old pier was closed after a storm tore off its last forty metres of planks."

# (articles of a story, a name of an agency, how the story shows it, its name in full where that is inferred)
PRINTED = [
    ([article(f"HARNWICK (PA) - {BODY}")], "PA Media", "PA", "PA Media"),
    ([article(f"{BODY}\n\n(PA)"), article(f"{BODY} PA Media said so.", "b")], "PA", "PA Media", None),
    ([article(f"{BODY}\n\n(Associated Press)")], "AP", "Associated Press", None),
    ([article(f"{BODY}\n\n(Associated Press)"), article("(AP)", "b")], "Associated Press", "AP", None),
    # an agency that is itself an outlet of the story has its outlet's name
    ([article(BODY, outlet="The AP"), article("(AP)", "b")], "AP", "The AP", None),
    ([article(BODY, authors=("XINHUA NEWS AGENCY",))], "Xinhua News Agency", "Xinhua", None),
    ([article("VIENNA (Austria Presse Agentur) - So.")], "APA (Austria)", "Austria Presse Agentur", None),
    ([article(BODY)], "Meridian Wire", "Meridian Wire", None),
]


@pytest.mark.parametrize(("articles", "name", "shown", "full"), PRINTED)
def test_an_agency_is_shown_as_the_story_prints_it(
    articles: list[Article], name: str, shown: str, full: str | None
) -> None:
    for order in (articles, articles[::-1]):
        names = PrintedNames(order)
        assert (names.of(name), names.of(shown), names.in_full(shown)) == (shown, shown, full)


def test_a_credit_and_a_relay_name_an_agency_alike() -> None:
    credited = article(f"{BODY}\n\n(Associated Press)")
    relaying = article("Ann Holt told the AP that she would wait.", "b")
    said = attribution(relaying, "she would wait", speaker="Ann Holt", relayed_by="Associated Press")
    (shown,) = as_printed([said], PrintedNames([credited, relaying]))
    (copied,) = derivations([credited, relaying])
    assert shown.relayed_by == copied.from_agency == "AP"
    assert shown.speaker == "Ann Holt"


def test_an_agency_that_speaks_itself_has_one_name_as_speaker_and_as_relay() -> None:
    saying = article("The pier is shut, Agence France-Presse said.")
    said = attribution(saying, "The pier is shut", "indirect", speaker="AFP", relayed_by="AFP")
    (shown,) = as_printed([said], PrintedNames([saying]))
    assert shown.speaker == shown.relayed_by == "Agence France-Presse"


def test_agencies_that_are_not_one_are_not_shown_as_one() -> None:
    (copied,) = derivations([article(f"KYIV (UNIAN) - {BODY}")])
    assert copied.from_agency == "UNIAN"
