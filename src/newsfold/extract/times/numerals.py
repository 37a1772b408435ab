"""Numbers written in Chinese characters, as dates and lengths of time have them."""

from __future__ import annotations

_DIGIT_VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "兩": 2, "元": 1, "半": 0.5, "廿": 20,
}  # fmt: skip
_POWERS_OF_TEN = {"十": 10, "百": 100, "千": 1000}

NUMERAL_SIGNS = "".join((*_DIGIT_VALUES, *_POWERS_OF_TEN))
"""Every character of such a number."""


def numeral(text: str) -> float | None:
    """The value of "二十三", "二〇二一" or "半"; None where `text` holds anything else, or nothing."""
    if not text or any(sign not in NUMERAL_SIGNS for sign in text):
        return None
    if len(text) > 1 and not any(sign in _POWERS_OF_TEN for sign in text):
        digits = [_DIGIT_VALUES[sign] for sign in text]
        return float("".join(f"{digit:g}" for digit in digits)) if 0.5 not in digits else None
    total, digit = 0.0, 0.0
    for sign in text:
        if sign in _POWERS_OF_TEN:
            total, digit = total + (digit or 1) * _POWERS_OF_TEN[sign], 0.0
        else:
            digit = _DIGIT_VALUES[sign]
    return total + digit
