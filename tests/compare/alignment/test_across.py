"""Statements that are not both English, held against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from newsfold.compare import EncodedStatement
from newsfold.compare.alignment import pairs
from newsfold.compare.alignment.across import (
    SentenceFeatures,
    across,
    differ,
    digit_numbers,
    features,
    likelihoods,
    pair_features,
)
from newsfold.encode import encode_sentences
from newsfold.language import language_relation
from newsfold.learned import Table
from newsfold.records import Statement
from tests.factories import article, figure, span

EN = (
    "Nine workers died while the tunnel was built.",
    "The bakery on the square sells bread in the shape of an engine.",
    "Trains are to run from December 11.",
)
DE = (
    "Züge sollen ab dem 11. Dezember fahren.",
    "Neun Arbeiter kamen beim Bau des Tunnels ums Leben.",
    "Der Stadtrat berät am Montag über die Preise im Hallenbad.",
)
ZH = ("九名工人在隧道施工中丧生。", "市立图书馆下周起延长开放时间。")


def said(id: str, language: str, texts: tuple[str, ...]) -> list[EncodedStatement]:
    rows = encode_sentences(texts, [language] * len(texts))
    none = np.zeros(0, dtype=np.float32)
    return [
        EncodedStatement(
            statement=Statement(article_id=id, span=span(text), position=at),
            text=text,
            vector=none,
            tokens=none.reshape(0, 0).astype(np.float16),
            language=language,
            meaning=row,
        )
        for at, (text, row) in enumerate(zip(texts, rows, strict=True))
    ]


def joined(statements: list[EncodedStatement]) -> set[frozenset[str]]:
    return {
        frozenset((statements[p.left].text, statements[p.right].text))
        for p in across(statements)
        if p.score >= 0.6
    }


def test_what_two_languages_say_alike_is_joined_and_nothing_else() -> None:
    statements = said("a", "en", EN) + said("b", "de", DE) + said("c", "zh", ZH)
    sure = {frozenset((EN[0], DE[1])), frozenset((EN[2], DE[0])), frozenset((EN[0], ZH[0]))}
    matches = joined(statements)
    assert sure <= matches <= sure | {frozenset((DE[1], ZH[0]))}
    assert joined(statements[::-1]) == joined(statements)


def test_statements_of_one_article_are_no_pair_and_those_without_a_meaning_are_in_none() -> None:
    statements = said("a", "de", DE)
    assert across(statements) == []
    other = [replace(s, meaning=None) for s in said("b", "en", EN)]
    assert across(statements + other) == []


def test_english_statements_are_compared_as_if_the_others_were_not_there() -> None:
    def never(texts: object) -> np.ndarray:
        raise AssertionError("nothing English is held against anything")

    statements = said("a", "en", EN) + said("b", "de", DE)
    scored = pairs(statements, never)
    assert scored == sorted(across(statements), key=lambda p: (-p.score, p.left, p.right))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5 million people, 12 dead", {"35", "12"}),
        ("3 500 000 personas y 12 muertos", {"35", "12"}),
        ("350万人，12人死亡", {"35", "12"}),
        ("٣٫٥ مليون شخص و١٢ قتيلا", {"35", "12"}),
        ("35 लाख लोग, १२ मौतें", {"35", "12"}),
        ("12.200 millones", {"122"}),
        ("12,2 Milliarden", {"122"}),
        ("le 5 mai, 7 blessés", set()),
        ("in 2018 16.5 to 10.5", {"2018", "165", "105"}),
    ],
)
def test_numbers_are_alike_however_they_are_written(text: str, expected: set[str]) -> None:
    assert digit_numbers(text) == expected


def test_numbers_tell_apart_and_words_of_one_script_are_shared() -> None:
    left = SentenceFeatures.of("Citigroup gewann 9,7 Prozent, Ford 3,2 Prozent", "de")
    right = SentenceFeatures.of("Citigroup perdió un 9,7 % y Chrysler un 11,7 %", "es")
    features = pair_features(left, right)
    assert features == pair_features(right, left)
    assert (features["numbers apart"], features["numbers clash"]) == (1, 0)
    assert features["words"] > 0


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("de", "de", "one language"),
        ("en", "pt", "one script"),
        ("en", "ru", "two scripts"),
        ("zh", "ja", "two scripts"),
    ],
)
def test_kinds_of_pairs(left: str, right: str, expected: str) -> None:
    assert language_relation(left, right) == language_relation(right, left) == expected


def test_another_figure_or_another_day_is_no_evidence() -> None:
    news = article("x", id="a")
    bare = Statement(article_id="a", span=span("x"), position=0)
    nine, ten = (replace(bare, figures=(figure(news, "x", value),)) for value in (9.0, 10.0))
    assert differ(nine, ten) and differ(ten, nine)
    assert not differ(nine, nine) and not differ(nine, bare)
    money = replace(bare, figures=(figure(news, "x", 10.0, unit="EUR"),))
    assert not differ(nine, money)


def test_sentences_near_in_meaning_are_candidates() -> None:
    """Of three directions, the second is at a cosine of .31 from the first and the third at .29."""
    rows = [(1.0, 0.0), (0.31, (1 - 0.31**2) ** 0.5), (0.29, -((1 - 0.29**2) ** 0.5))]
    each = [*said("a", "en", EN[:1]), *said("b", "de", DE[:1]), *said("c", "zh", ZH[:1])]
    turned = [replace(s, meaning=np.array(row, np.float32)) for s, row in zip(each, rows, strict=True)]
    assert features(turned)[0] == [(0, 1)]


def test_a_far_pair_without_a_number_in_common_is_doubtful() -> None:
    row = {
        "cosine": 0.47,
        "ahead": 2.0,
        "least ahead": 1.0,
        "numbers": 0.0,
        "numbers clash": 0.0,
        "numbers apart": 0.0,
        "numbers one": 0.0,
        "shorter": 2.5,
        "words": 0.0,
    }
    rows = [row, {**row, "cosine": 0.49}, {**row, "numbers": 0.7}]
    far, close, numbered = likelihoods("two scripts", Table.of_records(rows, np.float64)).tolist()
    assert far == 0.5
    assert close > 0.8
    assert numbered > 0.8


def test_words_of_four_letters_are_shared() -> None:
    assert SentenceFeatures.of("Ola Rio Oslo 2021", "es").words == {"oslo"}
