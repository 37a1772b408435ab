"""Spanish numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_es import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dos mil millones", [("dos mil millones", 2000000000, "words")]),
        (
            "tres millones dos mil trescientos cuarenta y siete",
            [("tres millones dos mil trescientos cuarenta y siete", 3002347, "words")],
        ),
        ("un millón y medio de personas", [("un millón y medio", 1500000, "words")]),
        ("1.234.567,5", [("1.234.567,5", 1234567.5, "digits")]),
        ("1,200.5", [("1,200.5", 1200.5, "digits")]),
        ("12.000", [("12.000", 12000, "digits")]),
        ("3,5 millones de euros", [("3,5 millones", 3500000, "digits")]),
        ("dos tercios", [("dos tercios", 0.666667, "part")]),
        ("la mitad", [("mitad", 0.5, "part")]),
        ("uno de cada tres", [("uno de cada tres", 0.333333, "part")]),
        ("cientos de miles", [("cientos de miles", 100000, "vague")]),
        ("veintidós personas", [("veintidós", 22, "words")]),
        ("entre veinte y treinta", [("veinte", 20, "words"), ("treinta", 30, "words")]),
        ("2 millones 500 mil", [("2 millones 500 mil", 2500000, "digits")]),
        ("media docena", [("media docena", 6, "words")]),
        ("-5,2 grados", [("-5,2", -5.2, "digits")]),
        ("menos 3", [("menos 3", -3, "digits")]),
        ("192.168.1.2", []),
        ("1 200 personas", [("1 200", 1200, "digits")]),
        ("3.º puesto", [("3.º", 3, "ordinal")]),
        ("en 2019 mil personas", [("2019", 2019, "digits"), ("mil", 1000, "words")]),
        (
            "tres billones cuatrocientos cincuenta y cinco mil millones",
            [("tres billones cuatrocientos cincuenta y cinco mil millones", 3455000000000, "words")],
        ),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
