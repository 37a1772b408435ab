"""Bylines in every language that is read, by the form of names in their scripts."""

from __future__ import annotations

import pytest

from newsfold.clean.bylines import begins, byline, several


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("Von Jane Roe und John Doe", ("Jane Roe", "John Doe")),
        ("Von Jane Roe, Berlin", ("Jane Roe",)),
        ("Par Jane Roe", ("Jane Roe",)),
        ("Por Jane Roe y John Doe", ("Jane Roe", "John Doe")),
        ("di Jane Roe", ("Jane Roe",)),
        ("Door Jan van der Berg", ("Jan van der Berg",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("بقلم: أحمد علي", ("أحمد علي",)),
        ("记者：王小明", ("王小明",)),
        ("文／田中太郎", ("田中太郎",)),
        ("लेखक: राम कुमार", ("राम कुमार",)),
        ("Von der Redaktion", ()),
        ("Recueilli par Jane Roe.", ("Jane Roe",)),
    ],
)
def test_who_is_named(line: str, people: tuple[str, ...]) -> None:
    assert byline(line) == people


@pytest.mark.parametrize(
    "line",
    ["Von wegen", "di più", "Por favor", "De 10 à 12 heures", "记者在现场看到许多市民", "文化部长访问",
     "记者：明天会下雨吗，路上怎么样？", "المحرر: هل ستفتح الطريق غدا؟",
     "Par", "Автор: ", "Por la noche llegaron los primeros coches."],
)  # fmt: skip
def test_what_is_no_byline(line: str) -> None:
    assert not byline(line)


def test_long_lines_are_no_bylines() -> None:
    assert byline("Von " + "Jane Roe, " * 10_000) is None
    assert not begins("Von " * 10_000)


def test_a_list_of_names_without_a_word_before_it() -> None:
    assert several("Jane Roe, Ana Poe y Juan Soe Doe") == ("Jane Roe", "Ana Poe", "Juan Soe Doe")
    assert several("Jane Roe und John Doe") == ("Jane Roe", "John Doe")
    assert several("Jane Roe y Soe") is None  # a name of two families
    assert several("By JANE ROE, AP Auto Writer") is None and several("Jane Roe, Ana Poe") is None
