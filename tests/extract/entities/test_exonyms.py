"""Names of places in other languages, led to the gazetteer."""

from __future__ import annotations

import pytest

from newsfold.extract.entities.exonyms import places_called
from newsfold.language import languages


@pytest.mark.parametrize(
    ("language", "name", "place"),
    [
        ("de", "Deutschlands", "Germany"), ("fr", "Allemagne", "Germany"), ("es", "Londres", "London"),
        ("it", "Mosca", "Moscow"), ("pt", "Moscou", "Moscow"), ("nl", "Den Haag", "The Hague"),
        ("ru", "Соединённых Штатах", "United States"),
        ("ru", "Нью-Йорке", "New York"), ("ru", "Южную Корею", "South Korea"),
        ("ru", "Северной Кореи", "North Korea"), ("ru", "Китаем", "China"),
        ("ar", "وسوريا", "Syria"), ("ar", "لندن", "London"),
        ("zh", "华盛顿", "Washington"), ("zh", "北京市", "Beijing"),
        ("ja", "米国", "United States"), ("ja", "ミュンヘン", "Munich"), ("hi", "शंघाई", "Shanghai"),
        ("es", "la Franja de Gaza", "Gaza"),
        ("de", "Kalifornien", "California"), ("de", "Houston", "Houston"),
    ],
)  # fmt: skip
def test_a_name_leads_to_the_place_in_its_language(language: str, name: str, place: str) -> None:
    assert places_called(name, language)[0].name == place


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_knows_its_countries(language: str) -> None:
    france = {
        "en": "France", "es": "Francia", "fr": "France", "de": "Frankreich", "pt": "França", "it": "Francia",
        "nl": "Frankrijk", "ru": "Франции", "ar": "فرنسا", "zh": "法国", "ja": "フランス", "hi": "फ़्रांस",
    }  # fmt: skip
    assert places_called(france[language], language)[0].country == "FR"


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "Нигдеград"), ("ja", "どこにもない"), ("de", "Nirgendheim"), ("zh", "")]
)
def test_an_unknown_name_is_no_place(language: str, name: str) -> None:
    assert places_called(name, language) == ()


def test_a_language_that_is_not_read_is_read_by_english_names() -> None:
    assert places_called("Paris", "sv")[0].country == "FR"
