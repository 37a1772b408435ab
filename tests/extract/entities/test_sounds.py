"""How alike names sound over scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.extract.entities.sounds import likeness, script_of, sounds


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Łukasz", "Latn"), ("Зеленский", "Cyrl"), ("ميركل", "Arab"), ("默克尔", "Hani"),
        ("メルケル", "Kana"),
        ("मर्केल", "Deva"), ("Ελλάδα", "other"), ("", "other"), ("123", "other"), ("安倍シンゾウ", "Kana"),
    ],
)  # fmt: skip
def test_the_script_is_that_of_most_letters(name: str, script: str) -> None:
    assert script_of(name) == script


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ru", "Меркель"),
        ("ar", "ميركل"),
        ("zh", "默克尔"),
        ("ja", "メルケル"),
        ("hi", "मर्केल"),
        ("fr", "Merkel"),
    ],
)
def test_one_name_sounds_alike_in_every_script_and_another_does_not(language: str, name: str) -> None:
    sound = sounds(name, language)
    assert likeness(sounds("Merkel", "en"), sound) >= 0.9
    assert likeness(sounds("Johnson", "en"), sound) < 0.6


def test_what_a_change_costs_is_the_scripts() -> None:
    """Arabic has no p and writes b; in Russian the two are two sounds."""
    putin = sounds("Putin", "en")
    assert likeness(putin, sounds("بوتين", "ar")) == 1
    assert likeness(putin, sounds("Бутин", "ru")) < 0.9


def test_japanese_characters_say_no_sounds_but_those_of_a_chinese_name() -> None:
    assert likeness(sounds("Abe", "en"), sounds("安倍", "ja")) == 0
    assert likeness(sounds("XiJinping", "en"), sounds("習近平", "ja")) == 1
    assert likeness(sounds("安倍晋三", "zh"), sounds("安倍晋三", "ja")) == 1


def test_a_name_of_any_length_is_read_as_far_as_names_go() -> None:
    assert len(sounds("Москва" * 10_000, "ru").consonants) <= 40
    assert likeness(sounds("к" * 100_000, "ru"), sounds("Putin", "en")) == 0


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "ru", "ja", "zh", "ar", "hi"]))
def test_likeness_is_a_share_that_no_order_changes(name: str, other: str, language: str) -> None:
    left, right = sounds(name, language), sounds(other, "en")
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, right) == likeness(right, left)
    assert not left.consonants or likeness(left, left) == 1
