"""Hindi figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000 से ज़्यादा और 1500 से कम लोग", [("1000 से ज़्यादा और 1500", 1250, "", "लोग", "")]),
        ("1500 से अधिक लोग", [("1500", 1500, "", "लोग", "more than")]),
        ("$10 बिलियन पहले ही", [("$10 बिलियन", 10000000000, "USD", "", "")]),
        ("5 मई 2019 को कम से कम 20 लोग मारे गए", [("20", 20, "", "लोग", "at least")]),
        ("3.2 अरब रुपये", [("3.2 अरब रुपये", 3200000000, "INR", "", "")]),
        ("2.5 प्रतिशत", [("2.5 प्रतिशत", 2.5, "%", "", "")]),
        ("45 वर्षीय व्यक्ति", [("45 वर्षीय", 45, "year", "age", "")]),
        ("300 से 400 पुलिसकर्मी", [("300 से 400", 350, "", "पुलिसकर्मी", "")]),
        ("शाम 6:30 बजे", []),
        ("डेढ़ लाख लोगों", [("डेढ़ लाख", 150000, "", "लोगों", "")]),
        ("50 लाख से अधिक लोग", [("50 लाख", 5000000, "", "लोग", "more than")]),
        ("₹500 करोड़", [("₹500 करोड़", 5000000000, "INR", "", "")]),
        ("10 डिग्री सेल्सियस", [("10 डिग्री सेल्सियस", 10, "°C", "", "")]),
        ("तीन लोग", [("तीन", 3, "", "लोग", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="hi"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
