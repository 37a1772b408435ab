"""The number grammar: digits, words, scales and fractions, as values with the characters they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfold.extract.numbers import MOST_PIECES, Form, Number
from newsfold.language import either, phrases, table, words

_ROWS = table("numbers")


def _values(kind: str) -> dict[str, float]:
    return {row[1]: float(row[2]) for row in _ROWS if row[0] == kind}


SMALL, ORDINALS = _values("small"), _values("ordinal")
"""The words that add up, and the ordinals, with their values."""

_GROUP_WORDS = _values("group")
SCALE_WORDS, _SHORT_SCALES = _values("scale"), _values("short scale")
SCALES = SCALE_WORDS | _SHORT_SCALES
"""What a word or letter behind a number multiplies it by: "million", "bn"; `SCALE_WORDS` has no letters."""

_MULTIPLIERS = _GROUP_WORDS | SCALE_WORDS
_FRACTION_SIGNS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_PARTS = _values("part") | {w: n for w, n in ORDINALS.items() if 3 <= n <= 20}
_VAGUE: dict[str, tuple[float, float | None]] = {
    row[1]: (float(row[2]), float(row[3]) if len(row) > 3 else None) for row in _ROWS if row[0] == "vague"
}

DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d,])|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+"
    r"|\d+(?:\.\d+)?|\.\d+)"
)
"""A number in digits, as a pattern without groups: "1,200", "3.5", ".001", "12,34,567", "1.234,5"."""

# Marks that English uses otherwise, where what follows settles them: "3,5 per cent", "12.000 people".
_DECIMAL_COMMA = rf"\d{{1,4}},\d{{1,2}}(?=[ ]?(?:%|per\s?cent\b|(?:{either(SCALE_WORDS)})\b|[mb]n\b))"
_THOUSANDS_BY_DOTS = (
    r"[1-9]\d{0,2}\.(?:000(?=\s[a-z]{3})(?!\sper)"
    rf"|\d{{3}}(?=\s(?:{either(words('numbers', 'counted singly'))})\b))"
)

_SMALL_WORD = either(sorted(SMALL, key=len, reverse=True))
_SCALE_WORD = either(SCALE_WORDS)
_AFTER_SCALE = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
_WORD_RUN = rf"(?:[- ](?:{_SMALL_WORD}|{_SCALE_WORD})\b|{_AFTER_SCALE}[- ]and[- ](?:{_SMALL_WORD})\b)"
_MORE = rf"{_WORD_RUN}{{0,{MOST_PIECES}}}"
WORDED = rf"(?:(?:{_SMALL_WORD})\b{_MORE}|an?[- ](?:{_SCALE_WORD})\b{_MORE})"
"""A number in words, as a pattern without groups: "two", "forty-nine", "a hundred and fifty thousand"."""

_ORDINAL_WORD = either(sorted(ORDINALS, key=len, reverse=True))
_TENS = either(word for word, value in SMALL.items() if value >= 20)
_THIRD_TO_TENTH = either(word for word, value in ORDINALS.items() if 3 <= value <= 10)
_FRACTION = rf"(?:(?:{_THIRD_TO_TENTH})s?|quarters?|half|halves)"
_ONE_TO_NINE = either(word for word, value in SMALL.items() if 1 <= value <= 9)
_TWO_TO_TEN = either(word for word, value in SMALL.items() if 2 <= value <= 10)
_VAGUE_WORD = either(word for word in _VAGUE if word != "scores")
_VAGUE_SCALE = either(word for word, (low, _) in _VAGUE.items() if low >= 1000)
_HALF_AFTER = "".join(rf"|(?<=\b{word}\s)half\b" for word in words("numbers", "before a half"))
_HALVED = either(phrases("numbers", "halved"), r"\s")  # "half-mile", "quarter-point"
_OCCASIONS = either(words("numbers", "occasions"))
_SCALE = rf"(?:[- ]?(?:{_SCALE_WORD})\b)+|[ ]?(?:mn|mln|bln|bn|trn|tn|cr)\b|(?:mil|[kKmMbBtT])\b(?!['’/])"
_NUMBER_PATTERN = re.compile(
    rf"""
      (?P<ordinal>(?<![\w.,-])\d{{1,3}}(?:,\d{{3}})*(?:(?<=1)st(?<!11st)|(?<=2)nd(?<!12nd)|(?<=3)rd(?<!13rd)|th)\b
        |\b(?:(?:{_TENS})[- ])?(?:{_ORDINAL_WORD})\b)
    | (?P<mixed>\b(?:{_SMALL_WORD})[- ]and[- ]a[- ](?:half|quarter)\b(?:[- ](?:{_SCALE_WORD})\b)?
        |\b(?:an?|one|two|three|{_SMALL_WORD})[- ](?:{_SCALE_WORD})[- ]and[- ]a[- ]half\b
        |\b(?:a[- ])?half[- ](?:an?[- ])?(?:{_SCALE_WORD})\b
        |\b(?:a|three)[- ]quarters?(?:[- ]of)?[- ]a[- ](?:{_SCALE_WORD})\b)
    | (?P<outof>(?<![\w.,])(?:{_ONE_TO_NINE}|\d{{1,2}})[\s-](?:in|out[\s-]of)(?:\severy)?[\s-]
        (?:{_TWO_TO_TEN}|twenty|fifty|a[\s-]hundred|a[\s-]thousand|a[\s-]million
          |(?!19\d\d|20\d\d)\d{{1,3}}(?:,\d{{3}}|000)*)\b(?!\.\d|,\d|[:%]|\s(?:{_OCCASIONS})\b))
    | (?P<part>\b(?:an?|{_ONE_TO_NINE})[- ]{_FRACTION}(?=\s+(?:of|the|more|less|higher|lower)\b|[,.;:)]|\s*$)
        |\b(?:{_ONE_TO_NINE})[- ](?:thirds?|fifths|fourths|tenths|sixths|eighths)\b)
    | (?P<group>\b(?:(?:a[- ])?half[- ](?:an?[- ])?|an?\s|{WORDED}\s|\d{{1,3}}\s)?dozen\b|\b(?:a|one)\sscore\b
        |\ba\scouple\sof\b)
    | (?P<half>\b(?:a[- ])?(?:half|quarter)(?=[- ](?:{_HALVED})\b)
        |\bhalf\b(?=\s+(?:of|the|its|their|his|her|our|all|that|those|an?)\b){_HALF_AFTER})
    | (?P<vague>\b(?:{_VAGUE_WORD}|scores(?=\s+(?:of|more|dead|killed|injured|wounded|were)\b))
        (?:\s+of\s+(?:{_VAGUE_SCALE}))*\b
        |\b(?:several|a\sfew|few|many)\s(?:dozen|hundred|thousand|million|billion)\b)
    | (?P<digits>(?<!\d)(?<!\d[.,])(?P<sign>(?<!\w)(?<!plus\sor\s)(?:minus[- ]|[-−](?=[\d.])))?
        (?P<body>\d+[- ]\d/\d{{1,2}}(?!\d)|{_DECIMAL_COMMA}|(?P<dotted>{_THOUSANDS_BY_DOTS})
          |\d*[¼½¾⅓⅔⅛]|[1-9]/(?:[2-9]|10|16)(?![\d/])|{DIGITS})
        (?P<power>\s?[×x*]\s?10(?:\^?[-−]?\d{{1,2}}|[⁻⁰¹²³⁴-⁹]+))?
        (?P<scale>{_SCALE})?)
    | (?P<words>\b(?:{WORDED}))
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Groups of three between spaces, "816 000 tonnes": cleaning leaves no other space. A lone group counts where
# it begins with a zero, or where small words go on and no name or hour stands before ("flight 370 239").
_SPACED = re.compile(
    r"(?P<dotted>(?!))?(?P<sign>(?!))?(?P<power>(?!))?"
    r"(?P<body>(?<![\w.,/:-])[1-9]\d{0,2}(?:(?:[ ]\d{3}){2,}|[ ]0\d\d|(?P<alone>[ ][1-9]\d\d))"
    rf"(?:[.,]\d{{1,2}})?(?!\d|[.,:/-]\d))(?(alone)(?=[ ][a-z]{{2}}))(?P<scale>{_SCALE})?",
    re.IGNORECASE,
)
_NO_GROUP_AFTER = re.compile(
    rf"(?:[A-Z][\w.'’-]*|\b(?:{either(words('numbers', 'before a number by itself'))}))\s$"
)

# What is counted by multiples: "sixfold", where the unit is "fold".
_FOLDS = {f"{word}fold": word for word in (*SMALL, "hundred", "thousand")}

# Every number begins with one of these; looking there alone is what makes the search fast.
_FIRST_WORDS = frozenset(
    (*SMALL, *ORDINALS, *_VAGUE, "a", "an", "half", "quarter", "several", "few", "many", "minus")
)
_NUMBER_TOKEN = re.compile(r"([^\W\d_]+)|(?:(?<!\w)[-−])?\.?\d+|[¼½¾⅓⅔⅛]")

_SHARE_OF = re.compile(r"[1-9]/(?:[2-9]|10)|[¼½¾⅓⅔⅛]")
_OUT_OF = re.compile(r"[\s-](?:in|out[\s-]of)(?:\severy)?[\s-]")


def numbers(text: str) -> Iterator[Number]:
    """The numbers of `text`, in order, none overlapping another."""
    floor = 0
    for token in _NUMBER_TOKEN.finditer(text):
        if token.start() < floor:
            continue
        word = (token.group(1) or "").casefold()
        if times := _FOLDS.get(word):
            value = SMALL.get(times) or SCALE_WORDS[times]
            yield Number(token.start(), token.start() + len(times), value, "words")
            continue
        if word and word not in _FIRST_WORDS:
            continue
        match = _spaced(text, token.start()) or _NUMBER_PATTERN.match(text, token.start())
        if match is None:
            continue
        floor = match.end()
        start, printed = match.start(), match.group()
        if match.re is _SPACED or match.group("digits") is not None:
            yield _from_digits(match)
        elif (kind := match.lastgroup) == "words":
            yield from _from_words(printed, start)
        elif kind == "ordinal":
            yield Number(start, match.end(), ordinal_value(printed), "ordinal")
        elif kind in ("part", "outof", "half"):
            yield Number(start, match.end(), _part_value(printed.casefold()), "part")
        elif kind == "vague":
            low, high = _vague_bounds(printed.casefold())
            yield Number(start, match.end(), low, "vague", low, high)
        else:
            yield Number(start, match.end(), _mixed_value(printed.casefold()), "words")


def _spaced(text: str, start: int) -> re.Match[str] | None:
    """A number whose groups stand between spaces."""
    match = _SPACED.match(text, start)
    if match and match.group("alone") and _NO_GROUP_AFTER.search(text, max(0, start - 24), start):
        return None
    return match


def digits_value(printed: str) -> float:
    """The value of a number written in digits, group marks and all: "1,200.5" is 1200.5, "1.234,5" 1234.5."""
    if re.fullmatch(r"\d{1,4},\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", printed):
        return float(printed.replace(".", "").replace(",", "."))
    plain = re.sub(r"[,\u00a0\u2009\u202f]|(?<=\d) (?=\d{3})", "", printed)
    if sign := re.search(r"[¼½¾⅓⅔⅛]", plain):
        return float(plain[: sign.start()] or 0) + _FRACTION_SIGNS[sign.group()]
    if "/" in plain:
        whole, _, rest = plain.replace("-", " ").rpartition(" ")
        over, _, under = rest.partition("/")
        return float(whole or 0) + (int(over) / int(under) if int(under) else 0.0)
    return float(plain)


def words_value(printed: str) -> float:
    """The value of a number in words ("forty-nine", "a dozen", "2.5 million"); the first of several."""
    first = next(iter(numbers(printed)), None)
    return first.value if first else 0.0


def ordinal_value(printed: str) -> float:
    """The rank that an ordinal states: "1st" is 1, "twenty-first" is 21."""
    if printed[0].isdigit():
        return float(re.sub(r"\D", "", printed))
    tens, _, last = re.sub("[- ]", " ", printed.casefold()).rpartition(" ")
    return float(SMALL.get(tens, 0) + ORDINALS[last])


def _from_digits(match: re.Match[str]) -> Number:
    body = match.group("body")
    value = digits_value(body.replace(".", "") if match.group("dotted") else body)
    scale, letter = (match.group("scale") or "").strip(" -").casefold(), ""
    if scale in _SHORT_SCALES:
        letter = scale if len(scale) == 1 else ""
        value *= _SHORT_SCALES[scale]
    for word in re.findall(_SCALE_WORD, scale):
        value *= SCALE_WORDS[word]
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


def _from_words(printed: str, start: int) -> Iterator[Number]:
    """Numbers in a run of number words: "nineteen ninety" is two, "two hundred and six" one."""
    total = current = 0.0
    top = float("inf")
    first = last = -1
    for word in re.finditer(r"[a-z]+", printed.casefold()):
        token = word.group()
        if token == "and":
            continue
        fits, scale = _token_fits(token, current, top, first >= 0)
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
            current += SMALL[token]
        last = word.end()
    if first >= 0:
        yield Number(start + first, start + last, total + current, "words")


def _token_fits(token: str, current: float, top: float, started: bool) -> tuple[bool, float]:
    """Whether a word can go on the number so far, and its scale if it is one."""
    scale = SCALE_WORDS.get(token, 0.0)
    if token in ("a", "an"):
        return not started, 0.0
    if token == "hundred":
        return 0 < current < 100, 0.0
    if scale:
        return current > 0 and scale < top, scale
    value = SMALL[token]
    if value >= 10:
        return current % 100 == 0 and (current > 0 or not started or top < float("inf")), 0.0
    ones_free = current % 10 == 0 and (current % 100 == 0 or current % 100 >= 20)
    return ones_free and (value > 0 or not started) and (
        current > 0 or not started or top < float("inf")
    ), 0.0


def _part_value(printed: str) -> float:
    if printed.endswith("half"):
        return 0.5
    if printed in ("quarter", "a quarter", "a-quarter"):
        return 0.25
    if ratio := _OUT_OF.search(printed):
        over, under = printed[: ratio.start()], printed[ratio.end() :]
        below = _count_of(under)
        return _count_of(over) / below if below else 0.0
    over, part = re.split(r"[- ]", printed, maxsplit=1)
    singular = "half" if part == "halves" else part.rstrip("s")
    return _count_of(over) / _PARTS[singular]


def _count_of(printed: str) -> float:
    if printed[0].isdigit():
        return digits_value(printed)
    return {"a hundred": 1e2, "a thousand": 1e3, "a million": 1e6}.get(printed.replace("-", " ")) or float(
        SMALL.get(printed, 1)
    )


def _vague_bounds(printed: str) -> tuple[float, float | None]:
    parts = printed.split()
    if parts[0] not in _VAGUE:
        unit = _MULTIPLIERS[parts[-1]]
        return (2 if parts[0] == "several" else 1) * unit * (3 if parts[0] == "a" else 1), None
    low, high = _VAGUE[parts[0]]
    for part in parts[2::2]:
        scale = _VAGUE[part][0]
        low, high = low * scale, high * scale if high else None
    return low, high


def _mixed_value(printed: str) -> float:
    """ "half a dozen", "two and a half million", "a couple of", "two dozen"."""
    parts = re.findall(r"[a-z]+|\d+", printed)
    scale = 1.0
    for word in parts:
        scale *= _MULTIPLIERS.get(word, 1.0)
    if parts[0] == "half" or parts[:2] == ["a", "half"]:
        return 0.5 * scale
    if parts[1] in ("quarter", "quarters"):
        return (3 if parts[0] == "three" else 1) * 0.25 * scale
    plain = [w for w in parts if w in SMALL or w.isdigit()]
    value = sum(float(w) if w.isdigit() else SMALL[w] for w in plain) if plain else 1.0
    if "half" in parts:
        value += 0.5
    elif "quarter" in parts:
        value += 0.25
    return value * scale
