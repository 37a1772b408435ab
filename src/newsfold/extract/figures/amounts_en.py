"""Numbers with the unit beside them, and ranges of two, before anyone asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsfold.extract.figures.amount import Amount, Tags
from newsfold.extract.figures.context_en import HEDGE
from newsfold.extract.figures.no_figures_en import is_bare_year, is_label, is_score
from newsfold.extract.figures.nouns_en import counted_noun, is_plural, words_after
from newsfold.extract.figures.settings import FIGURES
from newsfold.extract.figures.units import RATES, Unit, dollar_of, units
from newsfold.extract.numbers import Number
from newsfold.extract.numbers_en import DIGITS, SCALES, numbers
from newsfold.extract.times import expressions
from newsfold.language import either, words

# A time expression of these kinds keeps its digits from being a figure; lengths of time are figures.
_NO_FIGURES = frozenset(
    (
        "date",
        "clock",
        "quarter",
        "decade",
        "century",
        "halfof",
        "yearquarter",
        "part",
        "season",
        "holiday",
        "yearago",
    )
)
_LENGTHS = re.compile(rf"{either(words('figures', 'lengths'))}|in\b|by\b")
_PER = re.compile(
    r"(?:\s?/\s?|\s+per\s+|\s+an?\s+|\s+each\s+|\s+every\s+|-an?-|-per-)(?P<what>[A-Za-z]+[23²³]?)(?!\w|\s+(?:ago"
    r"|earlier|later|before))",
    re.IGNORECASE,
)
_PER_A = frozenset(words("figures", "per a"))
_MEASURES = frozenset(
    ("length", "area", "volume", "mass", "time", "power", "energy", "money", "data", "torque")
)
_HEDGED = rf"(?:(?:{either(words('figures', 'between two numbers'))})\s+)?"
_JOIN = re.compile(
    rf"\s?[-–—]\s?|-(?:to|or)-|\s+to\s+{_HEDGED}|\s+or\s+{_HEDGED}|\s+and\s+{_HEDGED}|\s?,\s+or\s+"
)
_FROM_TO = re.compile(rf"(?:\s+(?:in\s+)?[\w.%]+){{0,4}}?\s+to\s+{_HEDGED}(?:a\s+\w+\s+)?")
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s+(?:\w+\s+)?$", re.IGNORECASE)
_MOVED_BY = re.compile(
    rf"\b(?:by|{either(words('figures', 'moved by'))}"
    rf"|(?:{either(words('figures', 'beginnings of moved by'))})\w*)\s+"
    rf"(?:(?:by|{HEDGE}|another)\s+)*$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]*(?P<unit>year|yr|month|week|day)s?[\s-](?:old|of\s+age)s?\b", re.IGNORECASE)
_PEOPLE = f"(?:{either(words('figures', 'people of an age'))})"
_AGE_BEFORE = re.compile(
    rf"\b{_PEOPLE}\s+(?:aged\s+)?(?:under|over|below|above)\s+$"
    r"|\b(?:aged?|ages|turned|turning|turns|ages?\s+of|(?:older|younger)\s+than|under\s+the\s+age\s+of)\s+$"
    r"|\b(?:he|she)\s+(?:is|was|will\s+be|would\s+be|turns|turned)\s+(?:only\s+|just\s+|now\s+)?$"
    r"|\b(?:when\s+(?:he|she|I)\s+was|who\s+(?:is|was|turned)|(?:died|dies)\s+at)\s+$",
    re.IGNORECASE,
)
_AND_OLDER = re.compile(r"\s(?:and|or)\s(?:older|younger)\b")
_COUNTS_ON = re.compile(
    r"\s+(?:(?!was\b|is\b|has\b|as\b)[a-z]+s\b|of\b|to\b(?!\s\d)|-|percent|per\b|more|points?"
    r"|under|over|up|down|ahead|behind|for|away|short|[A-Z])|[%,.]\d|-(?!\d\d\b)"
)
_NAME_AND_COMMA = re.compile(r"[A-Z][\w'’.-]+,\s+$")
_AFTER_AGE = re.compile(r"[,.;)](?!\s+\d|\d)")
_MINUS = re.compile(r"(?<!plus or )(?:minus[- ]|(?<!\w)[-−])$")
_MONTH_DAY = re.compile(r"[a-z]{3}\.?\s\d{1,2}(?:st|nd|rd|th)?$")
_DAY_AFTER = re.compile(
    r"(?:,\s\d{1,2})*,?\s(?:and|or|to)\s(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?=[,.;)]|\s(?:in|at|to|on|for)\b)"
)
_MONEY_BEFORE = re.compile(r"[$€£¥]\s?[\d.,]+[mbk]?n?\s?(?:[-–]|to)\s?$")
_DAY_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2}")
_DAY_BEFORE = re.compile(r"(?<![\w.,$€£])(?:[12]?\d|3[01])(?:st|nd|rd|th)?\s(?:and|or|to)\s$")
_OF_STUFF = re.compile(r"\s+of\s+[a-z-]+(?:\s[a-z-]+)?(?=\s+(?:per|an?)\s)")
_OF_A = re.compile(r"\s(?:of\s)?an?(?=\s)")
_MILLIONS = re.compile(r"\s?MM(?!\w)")
_OF_MANY = re.compile(
    rf"\s+of\s+(?:{either(words('figures', 'before what is many'))})\s+(?:\w+\s+){{0,2}}?[a-z]+s\b"
)
_COMPOUNDS = {("st", "lb"): 14, ("ft", "in"): 12, ("lb", "oz"): 16}  # how many of the second make the first
_SPACED_LETTER = re.compile(r"\s([mMbBkK])(?=[\s,.;)]|$)")
_FEET_INCHES = re.compile(r"['’′]\s?(?=\d{1,2}(?:[\"”″]|''|\b))")
_MASS = re.compile(r"weigh|\blost\b|heavy|\blift|overweight|\bdrop", re.IGNORECASE)
_OF_AMOUNT = re.compile(
    rf"\s+of\s+(?:(?:the|its|their)\s+{DIGITS}(?:\s(?:thousand|million|billion|trillion)|[mb]n?)?\s+)?"
)
_SCALE_END = re.compile(r"(hundred|thousand|million|billion|trillion|[mb]n?|tn|k)\s*$", re.IGNORECASE)


def amounts(text: str, domain: str | None, tags: Tags, printed: str = "") -> list[Amount]:
    """The amounts of `text` in order: every number that is no date, clock time, label or score.

    `printed` is the text as printed, in which the dates are found, where its capitals were changed.
    """
    dollar = dollar_of(domain)
    listed: list[Amount] = []
    for number in _unmasked(text, printed or text):
        if listed and number.start < listed[-1].end:
            continue
        amount = _with_unit(text, number, dollar, tags)
        if listed and amount.start < listed[-1].end:  # "5 $ 6": the sign is the first number's
            amount = replace(amount, start=number.start)
        joined = _joined_amounts(text, listed[-1], amount, tags) if listed else None
        if joined:
            listed[-1] = joined
        else:
            listed.append(amount)
    return [amount for amount in listed if _is_figure(text, amount, tags)]


def _unmasked(text: str, printed: str) -> Iterator[Number]:
    """The numbers of `text` outside its dates and clock times."""
    dates = (e for e in expressions(printed) if e.spec.kind in _NO_FIGURES)
    masks = [(_start_of_days(printed, e.start), _last_day(printed, e.end)) for e in dates]
    at = 0
    for number in numbers(text):
        while at < len(masks) and masks[at][1] <= number.start:
            at += 1
        if at == len(masks) or masks[at][0] >= number.end:
            yield number


def _start_of_days(text: str, start: int) -> int:
    """Where a date begins with the days that share its month ("28 and 29 July")."""
    day = _DAY_BEFORE.search(text, max(0, start - 14), start)
    return day.start() if day and _DAY_MONTH.match(text, start) else start


def _last_day(text: str, end: int) -> int:
    """Where a date ends with the days that share its month ("July 28 and 29")."""
    day = _DAY_AFTER.match(text, end)
    return day.end() if day and _MONTH_DAY.search(text, max(0, end - 14), end) else end


def _is_figure(text: str, amount: Amount, tags: Tags) -> bool:
    if amount.age or amount.form in ("vague", "part"):
        return True
    if is_label(text, amount.start, amount.end, amount.unit is not None, tags):
        return False
    if amount.unit is not None and amount.unit.kind != "time":
        return True
    bare = amount.unit is None and amount.form == "digits"
    return not is_score(text, amount.start, amount.end, tags) and not (
        bare and is_bare_year(text, amount.start, amount.end, tags)
    )


# ── a number and its unit ─────────────────────────────────────────────────────────────────────────


def _with_unit(text: str, number: Number, dollar: str, tags: Tags) -> Amount:
    plain = Amount(
        number.start, number.end, number.end, number.value, number.form, low=number.low, high=number.high
    )
    if number.form == "ordinal":
        return plain
    sign = units().before(text, number.start)
    if sign is None:
        return _aged(text, plain, number) or _measured(text, plain, number, tags)
    unit, start = sign
    if unit.code == "USD" and text[start] == "$":
        unit = units().by_code[dollar]
    value = -plain.value if _MINUS.search(text, max(0, start - 14), start) else plain.value
    last = number.end
    if number.form == "digits" and (letter := _SPACED_LETTER.match(text, last)):  # "$1.5 B"
        value, last = value * SCALES[letter.group(1).casefold()], letter.end()
    elif number.form == "digits" and (millions := _MILLIONS.match(text, last)):  # "$1.5MM"
        value, last = value * SCALES["m"], millions.end()
    number_end = last
    after = _unit_after(text, last, True)  # "$5 million Canadian dollars", "$1.25 sterling"
    if after and after[0].kind == "money":
        unit, last = (after[0] if unit.code == "USD" else unit), after[1]
    per, last = rate_after(text, last, unit.kind)
    return replace(plain, start=start, end=last, number_end=number_end, value=value, unit=unit, per=per)


def _aged(text: str, amount: Amount, number: Number) -> Amount | None:
    """ "a 20-year-old", "aged 5", "Ms Ansari, 45, said"; None where the number is no age."""
    if number.form == "part":
        return None
    if match := _AGE_AFTER.match(text, number.end):
        unit = units().by_form[match.group("unit").casefold()]
        return replace(amount, end=match.end(), unit=unit, age=True)
    if not 0 < amount.value <= FIGURES.oldest or amount.value % 1 or units().after(text, number.end, True):
        return None
    says_age = bool(
        _AGE_BEFORE.search(text, max(0, number.start - 30), number.start)
        and not _COUNTS_ON.match(text, number.end)
    )
    says_age = says_age or bool(_AND_OLDER.match(text, number.end))
    bare = (
        text[number.start : number.end].isdigit()
        and _AFTER_AGE.match(text, number.end)
        and _NAME_AND_COMMA.search(text, max(0, number.start - 24), number.start)
    )
    return replace(amount, unit=units().by_code["year"], age=True) if says_age or bare else None


def _measured(text: str, amount: Amount, number: Number, tags: Tags) -> Amount:
    """The number with the unit that follows it, if one does."""
    value, end = _letter(text, number, tags) if number.letter else (amount.value, number.end)
    if number.form == "part":
        unit_found = _unit_of_part(text, end)
    elif feet := _FEET_INCHES.match(text, end):  # 6'2"
        unit_found = units().by_code["ft"], feet.end()
    else:
        unit_found = _unit_after(text, end, number.form == "digits")
    if unit_found is None and number.form in ("digits", "words"):
        unit_found = _unit_in_noun(text, end, value, tags)
    unit, last = unit_found or (None, end)
    per, last = rate_after(text, last, unit.kind) if unit else ("", last)
    if unit and not per and (of := _OF_STUFF.match(text, last)):  # "300 barrels of oil a day"
        per = rate_after(text, of.end(), unit.kind)[0]
    if unit and (rate := RATES.get((unit.code, per))):
        unit, per = units().by_code[rate], ""
    return replace(amount, end=last, number_end=end, value=value, unit=unit, per=per)


def _letter(text: str, number: Number, tags: Tags) -> tuple[float, int]:
    """Whether "5m" is five million or five metres: million where a counted noun follows."""
    words = [text[a:b] for a, b in words_after(text, number.end, tags, 4)]
    bare = number.value / SCALES[number.letter]
    if _MONEY_BEFORE.search(text, max(0, number.start - 12), number.start):
        return number.value, number.end  # "€5-6m"
    money = units().after(text, number.end, True)
    if _OF_MANY.match(text, number.end) or (money and money[0].kind == "money"):
        return number.value, number.end  # "35m of its devices", "1,234.5m yen"
    length = _LENGTHS.match(text, number.end + 1)
    counted = any(is_plural(word) for word in words) and not length
    if number.letter == "k" or counted or text[number.end - 1] == "M":
        return number.value, number.end
    return round(bare, 9), number.bare_end


def _unit_after(text: str, end: int, digits: bool) -> tuple[Unit, int] | None:
    unit_found = units().after(text, end, digits)
    if unit_found is None and (
        of := _OF_AMOUNT.match(text, end)
    ):  # "millions of dollars", "2m of the 5m euros"
        unit_found = units().after(text, of.end() - 1, digits)
        if unit_found and of.group().strip() != "of":
            return unit_found[0], end
    if unit_found is None:
        return None
    unit, last = unit_found
    if unit.code == "GBP" and text[end:last].strip(" -").casefold() in ("pound", "pounds"):
        context = text[max(0, end - 60) : last + 20]
        if (
            text[end : end + 1] == "-"
            or _MASS.search(context)
            or re.match(r"\s+of\s+[a-z]", text[last : last + 8])
        ):
            return units().by_code["lb"], last
    return unit, last


def _unit_of_part(text: str, end: int) -> tuple[Unit, int] | None:
    """ "half a mile", "three-quarters of an inch", "a quarter-point": a part of one unit."""
    of = _OF_A.match(text, end)
    return units().after(text, of.end() if of else end, False)


def _unit_in_noun(text: str, end: int, value: float, tags: Tags) -> tuple[Unit, int] | None:
    """ "517 rushing yards": the unit that a noun phrase of two or three words ends in."""
    noun = counted_noun(text, end, abs(value) != 1, tags) if text[end : end + 1] == " " else None
    if noun is None or not 1 <= noun[0].count(" ") <= 2:
        return None
    head = noun[0].rpartition(" ")[2]
    unit = units().by_form.get(head)
    return (unit, noun[1]) if unit and len(head) > 3 and unit.kind in _MEASURES else None


def rate_after(text: str, end: int, kind: str) -> tuple[str, int]:
    """What a rate is per ("a share", "per mmBTU", "/h") after a unit of this kind, and where it ends.

    ("", end) where there is none.
    """
    match = _PER.match(text, end)
    if match is None:
        return "", end
    word, link = match.group("what"), match.group().casefold().strip()
    if re.match(r"(?:an?|each|every)\s", link) and word.casefold() not in _PER_A:
        return "", end
    if kind in ("time", "share") and not link.startswith(("/", "per")):
        return "", end
    below = units().after(text, match.start("what"), True)  # "per square foot" has two words
    if below and below[0].kind != "money":
        return below[0].code, below[1]
    return word.casefold(), match.end()


def _joined_amounts(text: str, left: Amount, right: Amount, tags: Tags) -> Amount | None:
    """The two as one measure or one range; None where they are two."""
    return _compound(text, left, right) or _ranged(text, left, right, tags)


def _compound(text: str, left: Amount, right: Amount) -> Amount | None:
    """ "10st 4lb" as one amount, in the first unit; None where the two are no such measure."""
    if left.unit is None or right.unit is None or text[left.end : right.start].strip():
        return None
    many = _COMPOUNDS.get((left.unit.code, right.unit.code))
    if many is None or not 0 <= right.value < many or left.value % 1 or left.low is not None:
        return None
    return replace(left, end=right.end, number_end=right.end, value=left.value + right.value / many)


# ── ranges ────────────────────────────────────────────────────────────────────────────────────────


def _ranged(text: str, left: Amount, right: Amount, tags: Tags) -> Amount | None:
    """ "5 to 7 per cent", "between $62 and $68", "from 20 in May to 29" as one amount; None where two."""
    gap = text[left.end : right.start]
    single = left.low is None and right.low is None and not (left.age and left.end != left.number_end)
    if len(gap) > 40 or not single or left.form == "ordinal" or right.form == "ordinal":
        return None
    if (left.form == "part") != (right.form == "part"):
        return None
    before = text[max(0, left.start - 24) : left.start]
    moved = bool(_FROM.search(before) and _FROM_TO.fullmatch(gap))
    if not moved and not _JOIN.fullmatch(gap):
        return None
    link = "to" if moved else re.split(r"[\s-]", gap.strip(), maxsplit=1)[0].casefold() or gap.strip()
    if link == "and" and not _BETWEEN_BEFORE.search(before):
        return None
    if not _same_unit(text, left, right, link, moved, tags):
        return None
    alike = (left.unit is None) == (right.unit is None)
    if link == "to" and (alike or left.unit) and _MOVED_BY.search(before):
        return None  # "rose 7% to 12%", "rose by 12 to 348", "fell 0.4 per cent to 13,176" are two figures
    low = _scaled_like(text, left, right) if left.unit is None or left.unit.kind == "money" else left.value
    high = right.value
    if (
        low >= high
        and not moved
        and link != "and"
        and not (link == "to" and right.unit and right.unit.kind != "share")
    ):
        return None
    return replace(
        right, start=left.start, low=min(low, high), high=max(low, high), unit=right.unit or left.unit,
        per=right.per or left.per, age=left.age or right.age, moved=moved, falling=low > high,
    )  # fmt: skip


def _same_unit(text: str, left: Amount, right: Amount, link: str, moved: bool, tags: Tags) -> bool:
    if left.unit is not None and right.unit is not None:
        return left.unit == right.unit and left.per in ("", right.per)
    if left.unit is None or left.unit.kind == "money" or left.age or moved:
        return True
    return link in ("to", "-", "–", "—") and counted_noun(text, right.end, right.value != 1, tags) is None


def _scaled_like(text: str, left: Amount, right: Amount) -> float:
    """ "3 to 5 million" says three million: the scale of the second number holds for a bare first."""
    scale = _SCALE_END.search(text[right.start : right.number_end])
    written = text[left.start : left.number_end]
    if scale is None or left.value >= 1000 or left.form not in ("digits", "words") or left.form != right.form:
        return left.value
    if _SCALE_END.search(written) or (left.form == "digits" and re.search(r"[a-zA-Z]$", written)):
        return left.value
    return left.value * SCALES[scale.group(1).casefold()]
