"""Bodies known the world over, by their names in each language."""

from __future__ import annotations

import pytest

from newsfold.extract.entities.bodies import body_called
from newsfold.language import has_file, languages, table

FOREIGN = [language for language in languages() if language != "en"]


@pytest.mark.parametrize("language", FOREIGN)
def test_each_language_names_the_same_bodies(language: str) -> None:
    assert has_file("bodies.tsv", language)
    assert [body for body, _ in table("bodies", language)] == [body for body, _ in table("bodies", "es")]


@pytest.mark.parametrize("language", FOREIGN)
def test_no_name_is_of_two_bodies(language: str) -> None:
    for body, names in table("bodies", language):
        assert {body_called(name, language) for name in names.split("|")} == {body}


@pytest.mark.parametrize(
    ("language", "name", "body"),
    [
        ("ru", "Всемирной организации здравоохранения", "World Health Organization"),
        ("ru", "Совете Безопасности ООН", "UN Security Council"),
        ("ar", "للأمم المتحدة", "United Nations"),
        ("es", "la ONU", "United Nations"),
        ("zh", "FBI", "Federal Bureau of Investigation"),
        ("sv", "NATO", "NATO"),
    ],
)
def test_cases_articles_and_english_names_are_read(language: str, name: str, body: str) -> None:
    assert body_called(name, language) == body


def test_an_unknown_name_is_no_body() -> None:
    assert body_called("Bäckerei Schulze", "de") is None
