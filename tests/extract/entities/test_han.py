"""Names in Chinese characters and their Japanese and Korean readings."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.extract.entities import link
from newsfold.extract.entities.han import is_han, read_as
from newsfold.extract.entities.sounds import Script
from newsfold.language import common_table
from tests.extract.entities.named_in import naming

READ: list[tuple[str, str, Script]] = [
    ("山田太郎", "Taro Yamada", "Latn"),
    ("山田太郎", "Yamada Tarō", "Latn"),
    ("山田太郎", "Таро Ямада", "Cyrl"),
    ("大島洋子", "Yoko Ohshima", "Latn"),
    ("黑田东彦", "Haruhiko Kuroda", "Latn"),  # simplified
    ("石川さゆり", "Sayuri Ishikawa", "Latn"),
    ("吉川純一", "Jun'ichi Kikkawa", "Latn"),
    ("小林順三", "Дзюндзо Кобаяси", "Cyrl"),
    ("朴智星", "Park Ji-sung", "Latn"),
    ("朴智星", "Ji-sung Park", "Latn"),
    ("李英哲", "Ri Yong Chol", "Latn"),
    ("卢武铉", "Roh Moo-hyun", "Latn"),
    ("金英哲", "Ким Ён Чхоль", "Cyrl"),
]


@pytest.mark.parametrize(("name", "spelt", "script"), READ)
def test_a_name_is_read_as_its_characters_are(name: str, spelt: str, script: Script) -> None:
    assert read_as(name, spelt.split(), "zh", script)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("山田太郎", "Jiro Yamada"),
        ("山田太郎", "Taro Yamamoto"),
        ("山田太郎", "Yamada"),  # a name alone
        ("山田太郎", "Taro"),
        ("朴智星", "Park Ji-hoon"),
        ("朴智星", "Kim Ji-sung"),
        ("金正恩", "Kim Jong Nam"),
        ("やまだ", "Yama Da"),  # no Chinese character
        ("山", "Ya Ma"),
    ],
)
def test_what_does_not_fit_from_end_to_end_is_no_reading(name: str, spelt: str) -> None:
    assert not read_as(name, spelt.split(), "zh", "Latn")


def test_a_chinese_name_in_a_japanese_paper_is_read_in_pinyin() -> None:
    assert read_as("習近平", ("Xi", "Jinping"), "ja", "Latn")
    assert not read_as("習近平", ("Xi", "Zhongxun"), "ja", "Latn")


def test_readings_of_all_pairs_of_a_list_fit_only_their_own() -> None:
    spelt = {name: words for name, words, script in READ if script == "Latn"}
    for name in spelt:
        assert [other for other in spelt if read_as(name, spelt[other].split(), "zh", "Latn")] == [name]


def test_persons_are_one_over_characters_and_letters_and_relatives_stay_apart() -> None:
    entities, _ = link(
        [
            naming("en", "Taro Yamada", "Jiro Yamada", "Park Ji-sung"),
            naming("ru", "Таро Ямада", "Дзиро Ямада"),
            naming("zh", "山田太郎", "山田次郎", "朴智星"),
            naming("ja", "山田太郎", "山田次郎"),
        ]
    )
    assert {frozenset(entity.aliases) for entity in entities} == {
        frozenset({"Taro Yamada", "Таро Ямада", "山田太郎"}),
        frozenset({"Jiro Yamada", "Дзиро Ямада", "山田次郎"}),
        frozenset({"Park Ji-sung", "朴智星"}),
    }


def test_a_reading_that_two_names_have_joins_neither() -> None:
    entities, _ = link([naming("en", "Jiro Yamada"), naming("ja", "山田次郎", "山田二郎")])
    assert len(entities) == 3


@given(st.text("山田太郎朴李an ー・", max_size=300), st.lists(st.text("anokimr", max_size=40), max_size=4))
def test_any_text_is_answered(name: str, parts: list[str]) -> None:
    assert read_as(name, parts, "ja", "Latn") in (True, False)
    assert not is_han(name) or 2 <= len(name) <= 6


def test_long_names_cost_little() -> None:
    began = time.process_time()
    for _ in range(100):
        read_as("生生生生生生", ("seisho" * 200, "iki" * 200), "ja", "Latn")
    assert time.process_time() - began < 2


def test_every_sound_of_the_tables_can_be_spelt() -> None:
    readings = {key for kind, key, _ in common_table("han_readings") if kind == "ko"}
    assert all("가" <= hangul <= "힣" and len(hangul) == 1 for hangul in readings)
    for script in ("Latn", "Cyrl"):
        of = {
            kind: [r for r in common_table("romanised") if r[:2] == (script, kind)]
            for kind in ("initial", "vowel")
        }
        assert [len(of["initial"]), len(of["vowel"])] == [19, 21]
