"""The number grammar: digits, words, scales and fractions, as values with the characters they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_SHORT_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9,
    "t": 1e12, "tn": 1e12, "trn": 1e12, "cr": 1e7,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SIGNS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_PARTS = {"half": 2, "halve": 2, "quarter": 4, **{w: n for w, n in _ORDINALS.items() if 3 <= n <= 20}}
# What a plural scale word says when no number stands before it: its lowest and highest reading.
# "Dozens" and "scores" have no agreed top.
_VAGUE: dict[str, tuple[float, float | None]] = {
    "tens": (10, 100), "dozens": (12, None), "scores": (20, None), "hundreds": (1e2, 1e3),
    "thousands": (1e3, 1e4), "lakhs": (1e5, 1e6), "crores": (1e7, 1e8), "millions": (1e6, 1e7),
    "billions": (1e9, 1e10), "trillions": (1e12, 1e13),
}  # fmt: skip

DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+"
    r"|\d+(?:\.\d+)?|\.\d+)"
)
"""A number in digits, as a pattern without groups: "1,200", "3.5", ".001", "12,34,567"."""

_SMALL_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
_SCALE_WORD = "|".join(_SCALES)
_AFTER_SCALE = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
_RUN = rf"(?:[- ](?:{_SMALL_WORD}|{_SCALE_WORD})\b|{_AFTER_SCALE}[- ]and[- ](?:{_SMALL_WORD})\b)"
WORDS = rf"(?:(?:{_SMALL_WORD})\b{_RUN}*|an?[- ](?:{_SCALE_WORD})\b{_RUN}*)"
"""A number in words, as a pattern without groups: "two", "forty-nine", "a hundred and fifty thousand"."""

_ORDINAL_WORD = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_PART = r"(?:thirds?|quarters?|half|halves|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_VAGUE_WORD = "tens|hundreds|dozens|thousands|lakhs|crores|millions|billions|trillions"
_HALF_AFTER = "".join(rf"|(?<=\b{word}\s)half\b" for word in "by in than over about nearly almost to".split())
_HALVED = (
    r"(?:hours?|minutes?|seconds?|miles?|inch(?:es)?|feet|foot|kilomet(?:er|re)s?|met(?:er|re)s?|acres?|pounds?"
    r"|tons?|tonnes?|pints?|gallons?|percentage|points?|percent|per\scent|degrees?|days?|decades?|century)"
)  # "half-mile", "quarter-point"
_OCCASIONS = r"(?:games|matches|starts|appearances|outings|days|weeks|months|years|hours|minutes|seasons)"
_NUMBER = re.compile(
    rf"""
      (?P<ordinal>(?<![\w.,-])\d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)\b
        |\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:{_ORDINAL_WORD})\b)
    | (?P<mixed>\b(?:{_SMALL_WORD})[- ]and[- ]a[- ](?:half|quarter)\b(?:[- ](?:{_SCALE_WORD})\b)?
        |\b(?:an?|one|two|three|{_SMALL_WORD})[- ](?:{_SCALE_WORD})[- ]and[- ]a[- ]half\b
        |\b(?:a[- ])?half[- ](?:an?[- ])?(?:{_SCALE_WORD})\b
        |\b(?:a|three)[- ]quarters?(?:[- ]of)?[- ]a[- ](?:{_SCALE_WORD})\b)
    | (?P<outof>(?<![\w.,])(?:{_ONE_TO_NINE}|\d{{1,2}})[\s-](?:in|out[\s-]of)(?:\severy)?[\s-]
        (?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a[\s-]hundred|a[\s-]thousand|a[\s-]million
          |(?!19\d\d|20\d\d)\d{{1,3}}(?:,\d{{3}}|000)*)\b(?!\.\d|,\d|[:%]|\s{_OCCASIONS}\b))
    | (?P<part>\b(?:an?|{_ONE_TO_NINE})[- ]{_PART}(?=\s+(?:of|the|more|less|higher|lower)\b|[,.;:)]|\s*$)
        |\b(?:{_ONE_TO_NINE})[- ](?:thirds?|fifths|fourths|tenths|sixths|eighths)\b)
    | (?P<group>\b(?:(?:a[- ])?half[- ](?:an?[- ])?|an?\s|{WORDS}\s|\d{{1,3}}\s)?dozen\b|\b(?:a|one)\sscore\b
        |\ba\scouple\sof\b)
    | (?P<half>\b(?:a[- ])?(?:half|quarter)(?=[- ]{_HALVED}\b)
        |\bhalf\b(?=\s+(?:of|the|its|their|his|her|our|all|that|those|an?)\b){_HALF_AFTER})
    | (?P<vague>\b(?:{_VAGUE_WORD}|scores(?=\s+(?:of|more|dead|killed|injured|wounded|were)\b))
        (?:\s+of\s+(?:thousands|lakhs|crores|millions|billions|trillions))*\b
        |\b(?:several|a\sfew|few|many)\s(?:dozen|hundred|thousand|million|billion)\b)
    | (?P<digits>(?<!\d)(?<!\d[.,])(?P<sign>(?<!\w)(?<!plus\sor\s)(?:minus[- ]|[-−](?=[\d.])))?
        (?P<body>\d+[- ]\d/\d{{1,2}}(?!\d)|\d*[¼½¾⅓⅔⅛]|[1-9]/(?:[2-9]|10|16)(?![\d/])|{DIGITS})
        (?P<power>\s?[×x*]\s?10(?:\^?[-−]?\d{{1,2}}|[⁻⁰¹²³⁴-⁹]+))?
        (?P<scale>(?:[- ]?(?:{_SCALE_WORD})\b)+
          |[ ]?(?:mn|mln|bln|bn|trn|tn)\b|(?:mil|[kKmMbBtT])\b(?!['’/]))?)
    | (?P<words>\b(?:{WORDS}))
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Every number begins with one of these; looking there alone is what makes the search fast.
_FIRST_WORDS = frozenset(
    (*_SMALL, *_ORDINALS, *_VAGUE, "a", "an", "half", "quarter", "several", "few", "many", "minus")
)
_TOKEN = re.compile(r"([^\W\d_]+)|(?:(?<!\w)[-−])?\.?\d+|[¼½¾⅓⅔⅛]")

_SHARE_OF = re.compile(r"[1-9]/(?:[2-9]|10)|[¼½¾⅓⅔⅛]")
_OUT_OF = re.compile(r"[\s-](?:in|out[\s-]of)(?:\severy)?[\s-]")

Form = Literal["digits", "words", "part", "vague", "ordinal"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) of a text. `low` and `high` are set for vague ones ("hundreds").

    `letter` is the single letter that was read as a scale ("m" in "5m"), since it may be a unit instead;
    `bare_end` is where the number ends without it. A part ("a third") has its value in 0..1.
    """

    start: int
    end: int
    value: float
    form: Form
    low: float | None = None
    high: float | None = None
    letter: str = ""
    bare_end: int = 0


def numbers(text: str) -> Iterator[Number]:
    """The numbers of `text`, in order, none overlapping another."""
    floor = 0
    for token in _TOKEN.finditer(text):
        if token.start() < floor or (token.group(1) and token.group(1).casefold() not in _FIRST_WORDS):
            continue
        match = _NUMBER.match(text, token.start())
        if match is None:
            continue
        floor = match.end()
        kind = match.lastgroup if match.lastgroup not in ("sign", "body", "scale", "power") else "digits"
        start, found = match.start(), match.group()
        if match.group("digits") is not None:
            yield _from_digits(match)
        elif kind == "words":
            yield from _from_words(found, start)
        elif kind == "ordinal":
            yield Number(start, match.end(), ordinal_value(found), "ordinal")
        elif kind in ("part", "outof", "half"):
            yield Number(start, match.end(), _part_value(found.casefold()), "part")
        elif kind == "vague":
            low, high = _vague_bounds(found.casefold())
            yield Number(start, match.end(), low, "vague", low, high)
        else:
            yield Number(start, match.end(), _mixed_value(found.casefold()), "words")


def digits_value(found: str) -> float:
    """The value of a number written in digits, group marks and all: "1,200.5" is 1200.5."""
    plain = re.sub(r"[,\u00a0\u2009\u202f]", "", found)
    if sign := re.search(r"[¼½¾⅓⅔⅛]", plain):
        return float(plain[: sign.start()] or 0) + _SIGNS[sign.group()]
    if "/" in plain:
        whole, _, rest = plain.replace("-", " ").rpartition(" ")
        over, _, under = rest.partition("/")
        return float(whole or 0) + (int(over) / int(under) if int(under) else 0.0)
    return float(plain)


def words_value(found: str) -> float:
    """The value of a number in words ("forty-nine", "a dozen", "2.5 million"); the first, if there are "
    "two."""
    first = next(iter(numbers(found)), None)
    return first.value if first else 0.0


def ordinal_value(found: str) -> float:
    """The rank that an ordinal states: "1st" is 1, "twenty-first" is 21."""
    if found[0].isdigit():
        return float(re.sub(r"\D", "", found))
    tens, _, last = re.sub("[- ]", " ", found.casefold()).rpartition(" ")
    return float(_SMALL.get(tens, 0) + _ORDINALS[last])


def _from_digits(match: re.Match[str]) -> Number:
    value = digits_value(match.group("body"))
    scale, letter = (match.group("scale") or "").strip(" -").casefold(), ""
    if scale in _SHORT_SCALES:
        letter = scale if len(scale) == 1 else ""
        value *= _SHORT_SCALES[scale]
    for word in re.findall(_SCALE_WORD, scale):
        value *= _SCALES[word]
    if power := match.group("power"):
        value *= 10.0 ** int(power.translate(_SUPERSCRIPTS).partition("10")[2].lstrip("^"))
    if match.group("sign"):
        value = -value
    value = float(f"{value:.12g}")
    form: Form = (
        "part"
        if _SHARE_OF.fullmatch(match.group()) and match.string.startswith(" of ", match.end())
        else "digits"
    )
    return Number(match.start(), match.end(), value, form, letter=letter, bare_end=match.end("body"))


def _from_words(found: str, start: int) -> Iterator[Number]:
    """Numbers in a run of number words: "nineteen ninety" is two, "two hundred and six" one."""
    total = current = 0.0
    top = float("inf")
    first = last = -1
    for word in re.finditer(r"[a-z]+", found.casefold()):
        token = word.group()
        if token == "and":
            continue
        fits, scale = _fits(token, current, top, first >= 0)
        if not fits:
            if last > 0:
                yield Number(start + first, start + last, total + current, "words")
            total = current = 0.0
            top, first = float("inf"), -1
        if first < 0:
            first = word.start()
        if token in ("a", "an"):
            current = 1.0
        elif token == "hundred":
            current = (current or 1) * 100
        elif scale:
            total, current, top = total + (current or 1) * scale, 0.0, scale
        else:
            current += _SMALL[token]
        last = word.end()
    if first >= 0:
        yield Number(start + first, start + last, total + current, "words")


def _fits(token: str, current: float, top: float, started: bool) -> tuple[bool, float]:
    """Whether a word can go on the number so far, and its scale if it is one."""
    scale = _SCALES.get(token, 0.0)
    if token in ("a", "an"):
        return not started, 0.0
    if token == "hundred":
        return 0 < current < 100, 0.0
    if scale:
        return current > 0 and scale < top, scale
    value = _SMALL[token]
    if value >= 10:
        return current % 100 == 0 and (current > 0 or not started or top < float("inf")), 0.0
    ones_free = current % 10 == 0 and (current % 100 == 0 or current % 100 >= 20)
    return ones_free and (value > 0 or not started) and (
        current > 0 or not started or top < float("inf")
    ), 0.0


def _part_value(found: str) -> float:
    if found.endswith("half"):
        return 0.5
    if found in ("quarter", "a quarter", "a-quarter"):
        return 0.25
    if ratio := _OUT_OF.search(found):
        over, under = found[: ratio.start()], found[ratio.end() :]
        below = _count(under)
        return _count(over) / below if below else 0.0
    over, part = re.split(r"[- ]", found, maxsplit=1)
    singular = "half" if part == "halves" else part.rstrip("s")
    return _count(over) / _PARTS[singular]


def _count(found: str) -> float:
    if found[0].isdigit():
        return digits_value(found)
    return {"a hundred": 1e2, "a thousand": 1e3, "a million": 1e6}.get(found.replace("-", " ")) or float(
        _SMALL.get(found, 1)
    )


def _vague_bounds(found: str) -> tuple[float, float | None]:
    parts = found.split()
    if parts[0] not in _VAGUE:
        unit = {"dozen": 12.0, **_SCALES}[parts[-1]]
        return (2 if parts[0] == "several" else 1) * unit * (3 if parts[0] == "a" else 1), None
    low, high = _VAGUE[parts[0]]
    for part in parts[2::2]:
        scale = _VAGUE[part][0]
        low, high = low * scale, high * scale if high else None
    return low, high


def _mixed_value(found: str) -> float:
    """ "half a dozen", "two and a half million", "a couple of", "two dozen"."""
    words = re.findall(r"[a-z]+|\d+", found)
    scale = 1.0
    for word in words:
        scale *= {"dozen": 12.0, "score": 20.0, "couple": 2.0, **_SCALES}.get(word, 1.0)
    if words[0] == "half" or words[:2] == ["a", "half"]:
        return 0.5 * scale
    if words[1] in ("quarter", "quarters"):
        return (3 if words[0] == "three" else 1) * 0.25 * scale
    plain = [w for w in words if w in _SMALL or w.isdigit()]
    value = sum(float(w) if w.isdigit() else _SMALL[w] for w in plain) if plain else 1.0
    if "half" in words:
        value += 0.5
    elif "quarter" in words:
        value += 0.25
    return value * scale
