from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.extract.entities.governments_en import governments
from newsfold.extract.entities.places import country_of, is_capital, located, people_of, readings
from newsfold.extract.parse import parse

COUNTRIES = [
    # the spellings of one country lead to it
    ("US", "US"),
    ("U.S.", "US"),
    ("the United States", "US"),
    ("America", "US"),
    ("UK", "GB"),
    ("Britain", "GB"),
    ("DPRK", "KP"),
    ("South Korea", "KR"),
    ("the Netherlands", "NL"),
    ("Côte d'Ivoire", "CI"),
    ("Burma", "MM"),
    ("Swaziland", "SZ"),
]


@pytest.mark.parametrize(("name", "iso"), COUNTRIES)
def test_countries_have_one_code_in_every_spelling(name: str, iso: str) -> None:
    place = country_of(name)
    assert place is not None
    assert place.country == iso


def test_every_country_lies_somewhere_on_earth() -> None:
    for name in ("Chad", "Fiji", "Vatican City", "Nauru", "Iceland", "Kosovo"):
        place = country_of(name)
        assert place is not None and place.latitude is not None and place.longitude is not None
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180


def test_peoples_lead_to_their_country() -> None:
    assert people_of("Russian") == "RU"
    assert people_of("North Koreans") == "KP"
    assert people_of("Dutch") == "NL"
    assert people_of("Filipino") == "PH"
    assert people_of("Kurdish") == ""  # a people without a state of that name
    assert people_of("Martian") is None


CITIES = [
    # name, countries the story mentions, ISO of the one meant
    ("Paris", {}, "FR"),  # the largest
    ("Paris", {"FR": 3}, "FR"),
    ("Birmingham", {"GB": 4}, "GB"),
    ("Birmingham", {"US": 5}, "US"),
    ("Cambridge", {"US": 2}, "US"),
    ("Cambridge", {"GB": 2}, "GB"),
    ("Vladivostok", {}, "RU"),
    ("Saint Petersburg", {"RU": 1}, "RU"),
    ("Georgia", {"GE": 1}, "GE"),  # the country before the state …
    ("Georgia", {"US": 6}, "US"),  # … unless the story is American
    ("Valencia", {"VE": 5}, "VE"),
]


@pytest.mark.parametrize(("name", "countries", "iso"), CITIES)
def test_a_name_means_the_place_that_the_story_is_near(
    name: str, countries: dict[str, int], iso: str
) -> None:
    place = located(name, countries)
    assert place is not None
    assert place.country == iso


def test_regions_and_former_states_have_coordinates() -> None:
    for name in ("Korean Peninsula", "Soviet Union", "USSR", "Middle East", "Crimea", "eastern Siberia"):
        place = located(name, {})
        assert place is not None and place.latitude is not None, name


def test_spellings_of_a_former_state_are_one_place() -> None:
    assert located("USSR", {}) == located("the Soviet Union", {})


def test_unknown_names_are_unknown() -> None:
    assert located("Zzyzxquux", {}) is None
    assert located("", {}) is None
    assert readings("\n") == ()


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(name: str) -> None:
    place = located(name, {"US": 1})
    assert place is None or place.name
    assert isinstance(is_capital(name), bool)


GOVERNING = [
    # capitals and countries that speak or act stand for their governments
    ("Moscow said the ships had left port.", {"Moscow"}),
    ("Talks between Washington and Pyongyang have stalled.", {"Washington", "Pyongyang"}),
    ("Beijing accused Tokyo of breaking the agreement.", {"Beijing", "Tokyo"}),
    ("Pyongyang's nuclear programme worries its neighbours.", {"Pyongyang"}),
    ("Ankara was a crucial ally of Berlin for decades.", {"Ankara", "Berlin"}),
    # places where things happen don't
    ("He arrived in Moscow on Wednesday.", set()),
    ("Thousands marched through Paris.", set()),
    ("The train from Beijing to Shanghai was late.", set()),
    ("Moscow is a large city on a river.", set()),
]


@pytest.mark.parametrize(("text", "expected"), GOVERNING)
def test_capitals_stand_for_governments(text: str, expected: set[str]) -> None:
    doc = parse(text)
    names = ("Moscow", "Washington", "Pyongyang", "Beijing", "Tokyo", "Ankara", "Berlin", "Paris", "Shanghai")
    spans = [(text.index(n), text.index(n) + len(n)) for n in names if n in text]
    assert {text[a:b] for a, b in governments(doc, spans)} == expected
