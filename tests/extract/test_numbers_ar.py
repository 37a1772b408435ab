"""Arabic numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_ar import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خمس نساء", [("خمس", 5, "words")]),
        ("خمس السكان", [("خمس", 0.2, "part")]),
        ("خُمس سكان المدينة", [("خُمس", 0.2, "part")]),
        ("14½ نقطة", [("14½", 14.5, "digits")]),
        ("خمسة وعشرون", [("خمسة وعشرون", 25, "words")]),
        ("ثلاثة آلاف ومئتان وخمسة وعشرون", [("ثلاثة آلاف ومئتان وخمسة وعشرون", 3225, "words")]),
        ("مائة وستة صفحات", [("مائة وستة", 106, "words")]),
        ("١٢٫٥", [("١٢٫٥", 12.5, "digits")]),
        ("١٬٢٠٠", [("١٬٢٠٠", 1200, "digits")]),
        ("نصف مليون", [("نصف مليون", 500000, "words")]),
        ("مليونين ونصف", [("مليونين ونصف", 2500000, "words")]),
        ("خمسة عشر", [("خمسة عشر", 15, "words")]),
        ("ثلاثمائة", [("ثلاثمائة", 300, "words")]),
        ("ثلثا", [("ثلثا", 0.666667, "part")]),
        ("ال١٩٢", [("١٩٢", 192, "digits")]),
        ("آلاف الأشخاص", [("آلاف", 1000, "vague")]),
        ("عشرات الآلاف", [("عشرات الآلاف", 10000, "vague")]),
        ("ثلاث مائة وواحد وثلاثون", [("ثلاث مائة وواحد وثلاثون", 331, "words")]),
        ("٣/٤ الكأس", [("٣/٤", 0.75, "digits")]),
        ("5 ملايين", [("5 ملايين", 5000000, "digits")]),
        ("مئة ألف", [("مئة ألف", 100000, "words")]),
        ("الحادي عشر", [("الحادي عشر", 11, "ordinal")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
