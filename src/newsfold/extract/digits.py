"""Numbers in digits of any script: "1.200,5", "1 200", "12,34,567", "١٢٫٥", "１２３"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = "\u00a0\u2009\u202f"
_DIGIT_MARKS = ".,٫٬،．，'’"
_LONGEST_DIGITS = 40  # characters of a number; longer runs of digits count nothing
_BODY = re.compile(
    rf"[.,]?\d+(?:[{_DIGIT_MARKS}{_SPACES}]\d+)*(?:[/／]\d{{1,2}}(?![\d/])|(?:e[+-]?|\^[+-]{{0,2}})\d{{1,3}}(?!\w))?|[¼-¾⅐-⅞]",
    re.IGNORECASE,
)
_POWER = re.compile(r"(.+?)(e|\^)([+-]{0,2})(\d+)", re.IGNORECASE)
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ ]\d{3}(?!\d))+(?:,\d{1,2}(?!\d))?(?![,.:/-]\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[ ]\d{3}){2,}|\d{1,3}[ ]0")
_PLAIN_SIGNS = str.maketrans(
    {"٫": ".", "．": ".", "，": ",", "／": "/", "٬": "'", "،": "'", "’": "'", **dict.fromkeys(_SPACES, "'")}
)
_DIGIT_GROUPS = re.compile(r"\d{1,3}(?:'\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")

# "14,571", "3.5": what a text with a decimal point has; "1.200", "3,5": what one with a decimal comma has.
_COMMA_GROUP = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,]|\.\d{3}|\s?(?:euros?\b|€|%|por ciento))"
)
_POINT_DECIMAL = re.compile(r"(?<![\d.,:])\d{1,3}\.\d{1,2}(?![\d.,:]|\s?(?:h|horas|hs)\b)")
_POINT_GROUP_OR_COMMA = re.compile(r"(?<![\d.,])(?:[1-9]\d{0,2}(?:\.\d{3})+(?!\d)|\d+,\d{1,2}(?!\d))")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits that ends at `end`; `value` is None for what is none ("1.2.3", an address)."""

    end: int
    value: float | None


def digits_at(text: str, start: int, decimal: str, spaced: bool) -> Digits | None:
    """The number whose first digit stands at `start`; None where none does.

    `decimal` is the language's decimal mark, "," or "."; `spaced` says that a lone group of three digits
    behind a blank belongs to the number ("1 200"), as French and Russian write.
    """
    match = _BODY.match(text, start)
    if match is None:
        return None
    wide = _SPACED.match(text, start)
    if wide and wide.end() > match.end() and (spaced or _GROUPED.match(wide.group())):
        match = wide
    printed = match.group()
    if len(printed) > _LONGEST_DIGITS:
        return Digits(match.end(), None)
    return Digits(match.end(), _digits_value(printed.replace(" ", "'"), decimal))


def _digits_value(printed: str, decimal: str) -> float | None:
    if not any(letter.isdigit() for letter in printed):
        return unicodedata.numeric(printed)
    if power := _POWER.fullmatch(printed):
        return _power(
            _digits_value(power[1], decimal), power[2].casefold(), int(power[4]) * (-1) ** power[3].count("-")
        )
    if printed[0] in ".,":
        return float(f"0.{printed[1:]}") if printed[1:].isdigit() else None
    plain, _, under = printed.translate(_PLAIN_SIGNS).partition("/")
    if under:
        return int(plain) / int(under) if plain.isdigit() and int(under) else None
    head, tail = plain, ""
    last = max(plain.rfind(","), plain.rfind("."))
    if last >= 0 and _is_decimal(plain, last, decimal):
        head, tail = plain[:last], plain[last + 1 :]
        if not tail.isdigit():
            return None
    bare = _ungrouped(head)
    return None if bare is None else float(f"{bare}.{tail or 0}")


def _power(bare: float | None, kind: str, exponent: int) -> float | None:
    """ "1e10" and "2^5"; None where that is beyond all counting."""
    if bare is None or abs(exponent) > 30 or (kind == "^" and (bare > 1e4 or (bare == 0 and exponent < 0))):
        return None
    return float(f"{bare * 10.0**exponent if kind == 'e' else bare**exponent:.15g}")


def _is_decimal(plain: str, at: int, decimal: str) -> bool:
    """Whether the last mark of a number is its decimal mark rather than the last of its group marks."""
    mark, tail, head = plain[at], plain[at + 1 :], plain[:at]
    if mark in head:
        return False
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return True  # groups have three digits, and no group leads with a zero
    return mark == decimal and tail != "000"


def _ungrouped(head: str) -> str | None:
    """The digits before the decimal mark without their group marks; None where they are no groups."""
    marks = {mark for mark in head if mark in ".,'"}
    if not marks:
        return head
    if len(marks) > 1:
        return None
    if _INDIAN.fullmatch(head):
        return head.replace(",", "")
    even = head.translate({ord(mark): "'" for mark in marks})
    return even.replace("'", "") if _DIGIT_GROUPS.fullmatch(even) else None


def has_other_marks(text: str) -> bool:
    """Whether a text of a language with either mark means fifteen hundred by "1,500", as in Guatemala."""
    groups = {match.group() for match in _COMMA_GROUP.finditer(text)}
    if not groups or _POINT_GROUP_OR_COMMA.search(text):
        return False
    return len(groups) > 1 or next(iter(groups)).count(",") > 1 or bool(_POINT_DECIMAL.search(text))
