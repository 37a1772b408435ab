"""What is read in which language, and which way each is written."""

from __future__ import annotations

import pytest

from newsfold.language import (
    STAGES,
    direction,
    has_file,
    has_grammar,
    language_name,
    languages,
    learned,
    reads,
)
from newsfold.language.languages import WORD_FILES


def test_twelve_languages_are_read_english_first() -> None:
    assert list(languages()) == ["en", "es", "fr", "de", "pt", "it", "nl", "ru", "ar", "zh", "ja", "hi"]
    assert all(language_name(code) == name for code, name in languages().items())


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_says_of_every_stage_whether_it_reads_it(language: str) -> None:
    for stage, module in STAGES.items():
        by_words = stage in WORD_FILES and has_file(WORD_FILES[stage], language)
        ways = [has_grammar(module, language), by_words, learned(stage, language)]
        assert reads(stage, language) == any(ways)
        assert not (ways[0] and ways[2])
    assert language != "en" or all(reads(stage, "en") for stage in STAGES)


def test_a_stage_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        reads("poems", "en")


def test_no_path_is_taken_for_a_language() -> None:
    assert not any(reads("times", code) for code in ("", "../en", "en.x", "sv"))


def test_directions_are_those_of_the_script() -> None:
    assert direction("ar") == direction("ar-EG") == direction("he") == "rtl"
    assert {direction(code) for code in languages() if code != "ar"} == {"ltr"}
    assert direction("zxx") == direction("no such language") == direction("") == "auto"
