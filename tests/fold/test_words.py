"""Words of articles that are not English, as folding compares them."""

from __future__ import annotations

import pytest

from newsfold.fold.words import code, idf_in, read_in


def words(text: str, language: str, limit: int = 400) -> list[str]:
    return [token.word for token in read_in(text, limit, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El puente de Talvia costó 1.234,5 millones", {"puente", "talvia", "1,234.5", "millone"}),
        ("ru", "Мост в Тальвии открыли в 2021 году", {"мост", "2021", "открыли"}),
        ("hi", "तालविया में पुल खुला", {"पुल"}),
        ("ar", "افتتح الجسر عام ٢٠٢١", {"2021", "الجسر"}),
    ],
)
def test_words_are_whole_and_numbers_are_written_as_in_english(
    language: str, text: str, expected: set[str]
) -> None:
    assert expected <= set(words(text, language))


def test_scripts_without_spaces_are_read_by_overlapping_pairs() -> None:
    assert words("塔尔维亚", "zh") == ["塔尔", "尔维", "维亚"]
    assert set(words("塔尔维亚", "zh")) <= set(words("在塔尔维亚", "zh"))


def test_what_every_text_has_says_nothing_and_is_left_out() -> None:
    assert words("de la que el", "es") == []
    assert idf_in(code("de"), "es") == 0 < idf_in(code("puente"), "es") < idf_in(code("talvia"), "es")
    assert idf_in(code("de"), "sv") == idf_in(code("talvia"), "es")  # a language without a table


def test_no_more_than_the_limit_is_read() -> None:
    assert len(words("塔尔维亚" * 1000, "zh", 60)) == 60
    assert len(words("puente " * 1000, "es", 60)) == 60


def test_a_sentence_s_first_word_is_no_sign_of_a_name() -> None:
    tokens = read_in("Ayer Talvia. Puente", 10, "es")
    assert [(token.word, token.capital, token.opening) for token in tokens] == [
        ("ayer", True, True),
        ("talvia", True, False),
        ("puente", True, True),
    ]
