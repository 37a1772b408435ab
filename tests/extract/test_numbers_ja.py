"""Japanese numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_ja import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四十九兆九千五百九十二億円", [("四十九兆九千五百九十二億", 49959200000000, "words")]),
        ("1兆2000億円", [("1兆2000億", 1200000000000, "digits")]),
        ("14億1402万1100人", [("14億1402万1100", 1414021100, "digits")]),
        ("３分の１", [("３分の１", 0.333333, "part")]),
        ("3割の人", [("3割", 0.3, "part")]),
        ("数十万人", [("数十万", 100000, "vague")]),
        ("二番目", [("二番目", 2, "ordinal")]),
        ("第三回", [("第三", 3, "ordinal")]),
        ("一つ", [("一", 1, "words")]),
        ("西九条", []),
        ("三重県", []),
        ("十分", []),
        ("マイナス5度", [("マイナス5", -5, "digits")]),
        ("-10000", [("-10000", -10000, "digits")]),
        ("五人が死亡", [("五", 5, "words")]),
        ("1，234人", [("1，234", 1234, "digits")]),
        ("７０％", [("７０", 70, "digits")]),
        ("半数", [("半数", 0.5, "part")]),
        ("数人", []),
        ("約3万5000人", [("3万5000", 35000, "digits")]),
        ("二％減", [("二", 2, "words")]),
        ("60カ国", [("60", 60, "digits")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
