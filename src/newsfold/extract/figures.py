"""How much: the figures of an article, each with its unit and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsfold.extract.figure_context import CHANGE_WORDS, change_of, is_label, is_score, modifier_of, what_of
from newsfold.extract.nouns import counted_noun, is_plural, words_after
from newsfold.extract.numbers import Number, numbers
from newsfold.extract.time_phrases import expressions
from newsfold.extract.units import Unit, dollar_of, units
from newsfold.records import Article, Figure, Span

# What an expression of time keeps its digits from being a figure; lengths of time are figures.
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
_LENGTHS = re.compile(
    r"long|tall|high|wide|deep|thick|apart|away|distance|race|sprint|freestyle|dash|hurdles|from|below|above"
)
_PER = re.compile(
    r"(?:\s?/\s?|\s+per\s+|\s+an?\s+|\s+each\s+|-an?-|-per-)(?P<what>[A-Za-z]+(?:²|2)?)(?![\w])",
    re.IGNORECASE,
)
_PER_A = frozenset("share barrel day week month year hour minute second gallon ton tonne head person night ounce litre "
                   "liter pound kilo kilogram household vote mile unit game".split())  # fmt: skip
_MEASURES = frozenset(("length", "area", "volume", "mass", "time", "power", "energy", "money", "data"))
_RATES = {("mi", "gal"): "mpg", ("mi", "hour"): "mph", ("km", "hour"): "km/h", ("m", "second"): "m/s"}
_JOIN = re.compile(r"\s?[-–—]\s?|\s+to\s+(?:about\s+|around\s+|nearly\s+)?|\s+or\s+|\s+and\s+|\s?,\s+or\s+")
_FROM_TO = re.compile(
    r"(?:\s+(?:in\s+)?[\w.%]+){0,4}?\s+to\s+(?:about\s+|around\s+|nearly\s+|just\s+|a\s+\w+\s+)?"
)
_MOVED_BY = re.compile(
    r"\b(?:by|" + "|".join(CHANGE_WORDS) + r")\s+(?:(?:by|about|nearly|more\s+than|another)\s+)*$"
)
_AGE_AFTER = re.compile(
    r"[\s-]*(?P<unit>years?|months?|weeks?|days?)[\s-](?:old|of\s+age)s?\b", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|turned|turning|turns)\s+$|\bages?\s+of\s+$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w'’.-]+,\s+$")
_MISSING_DOLLAR = re.compile(r"(?:minus[- ]|-)$")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with the unit beside it; `end` covers the unit, `low` and `high` a range."""

    start: int
    end: int
    number_end: int
    value: float
    low: float | None
    high: float | None
    unit: Unit | None
    form: str
    per: str = ""
    age: bool = False
    apart: bool = True  # False in "15-member": a hyphen ties the noun to the number


def figures(article: Article, doc: object = None) -> list[Figure]:
    """The figures of `article.text`, in order, none overlapping another.

    `value` is as printed, in the printed unit (scales applied: "1.2 million" is 1200000): ISO 4217 for
    money, "%" for shares ("a third" is 33.3 "%"), short names otherwise ("km", "mph", "USD/barrel",
    "year"), "" for counts. A range has both `low` and `high`, and its middle as value; a range that
    something moved through ("rose from 20 to 29") has its end. "Hundreds" has low 100, high 1000 and
    its low as value. A bare "$" is the dollar of the outlet's domain, else USD. Ages have unit "year"
    (or "month" …) and what "age". Dates, years, clock times, scores, phone numbers, and numbers that
    are part of a name are left out. Never raises.
    """
    text = article.text
    amounts = _amounts(text, dollar_of(article.domain))
    return [figure for amount in amounts if (figure := _figure(article.id, text, amount))]


def _figure(article_id: str, text: str, amount: _Amount) -> Figure | None:
    share = amount.form == "part" and amount.unit is None
    scale = 100.0 if share else 1.0
    code = "%" if share else amount.unit.code if amount.unit else ""
    code = f"{code}/{amount.per}" if amount.per else code
    ordinal = amount.form == "ordinal"
    what = (
        "age" if amount.age else what_of(text, amount.start, amount.end, amount.value, code, ordinal, share)
    )
    if (ordinal and not what) or (not code and not what and not amount.age and amount.form == "words"):
        return None
    modifier = "" if ordinal else modifier_of(text, amount.start, amount.end)
    change = "" if ordinal or amount.age else change_of(text, amount.start, amount.end)
    low, high, value = amount.low, amount.high, amount.value
    if low is not None and high is not None and amount.form != "vague":
        value = (
            (high if change == "up" else low)
            if moved_through(text, amount.start) and change
            else (low + high) / 2
        )
    elif low is None and modifier in ("at least", "more than"):
        low = value
    elif high is None and low is None and modifier in ("at most", "less than"):
        high = value
    return Figure(
        article_id=article_id,
        span=Span(start=amount.start, end=amount.end),
        value=value * scale,
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        unit=code,
        what=what,
        modifier=modifier,
        change=change,
        ordinal=ordinal,
    )


def moved_through(text: str, start: int) -> bool:
    """Whether "from" stands before a range."""
    return bool(re.search(r"\bfrom\s+(?:\w+\s+)?$", text[max(0, start - 20) : start], re.IGNORECASE))


# ── numbers with their units, and ranges ──────────────────────────────────────────────────────────


def _amounts(text: str, dollar: str) -> list[_Amount]:
    masks = [(e.start, e.end) for e in expressions(text) if e.spec.kind in _NO_FIGURES]
    found: list[_Amount] = []
    at = floor = 0
    for number in numbers(text):
        while at < len(masks) and masks[at][1] <= number.start:
            at += 1
        if number.start < floor or (at < len(masks) and masks[at][0] < number.end):
            continue
        amount = _with_unit(text, number, dollar, floor)
        if amount is None:
            continue
        if found and (both := _ranged(text, found[-1], amount)):
            found[-1] = both
        else:
            found.append(amount)
        floor = amount.end
    return [amount for amount in found if _counts(text, amount)]


def _with_unit(text: str, number: Number, dollar: str, floor: int) -> _Amount | None:
    if number.form == "ordinal":
        return _Amount(number.start, number.end, number.end, number.value, None, None, None, "ordinal")
    table = units()
    start, end, value, unit = number.start, number.end, number.value, None
    if sign := table.before(text, number.start):
        unit, start = sign
        if unit.code == "USD" and text[start] == "$":
            unit = table.by_code[dollar]
        if start and _MISSING_DOLLAR.search(text, max(0, start - 6), start):
            value = -value
    if (
        unit is None
        and number.form != "part"
        and value < 120
        and _AGE_BEFORE.search(text, max(0, start - 12), start)
    ):
        return _Amount(
            start, end, end, value, number.low, number.high, table.by_code["year"], number.form, age=True
        )
    if unit is None and _is_bare_age(text, number):
        return _Amount(start, end, end, value, None, None, table.by_code["year"], number.form, age=True)
    if number.letter and unit is None:
        value, end = _letter(text, number)
    if age := _AGE_AFTER.match(text, end):
        code = age.group("unit").lower().removesuffix("s")
        return _Amount(
            start, age.end(), end, value, number.low, number.high, table.by_code[code], number.form, age=True
        )
    after = _unit_after(text, end, number.form == "digits")
    if after and unit is not None and after[0].kind != "money":
        after = None
    if after:
        unit = after[0] if unit is None or after[0].code != "USD" else unit
    last = after[1] if after else end
    if unit is None and number.form in ("digits", "words") and (inside := _unit_in_noun(text, end, value)):
        unit, last = inside
    per, last = _per(text, last, unit)
    if unit and (rate := _RATES.get((unit.code, per))):
        unit, per = table.by_code[rate], ""
    return _Amount(max(start, floor), last, end, value, number.low, number.high, unit, number.form, per)


def _is_bare_age(text: str, number: Number) -> bool:
    """ "Ms Ansari, 45, said": a whole number between a name's comma and another mark."""
    if (
        number.form != "digits"
        or not 1 <= number.value <= 115
        or not text[number.start : number.end].isdigit()
    ):
        return False
    return (
        text[number.end : number.end + 1] in (",", ".", ";", ")")
        and bool(_NAME_BEFORE.search(text, max(0, number.start - 24), number.start))
        and not re.match(r",\s+\d|\.\d", text[number.end : number.end + 4])
    )


def _unit_in_noun(text: str, end: int, value: float) -> tuple[Unit, int] | None:
    """ "517 rushing yards": the unit that a noun phrase of two or three words ends in."""
    noun = counted_noun(text, end, abs(value) != 1) if text[end : end + 1] == " " else None
    if noun is None or not 1 <= noun[0].count(" ") <= 2:
        return None
    head = noun[0].rpartition(" ")[2]
    unit = units().by_form.get(head)
    return (unit, noun[1]) if unit and len(head) > 3 and unit.kind in _MEASURES else None


def _unit_after(text: str, end: int, digits: bool) -> tuple[Unit, int] | None:
    found = units().after(text, end, digits)
    if found is None:
        of = re.compile(r"\s+of\s+").match(text, end)
        found = units().after(text, of.end() - 1, digits) if of else None
    if found is None:
        return None
    unit, last = found
    if unit.code == "GBP" and re.search(
        r"weigh|\blost\b|heavy|\blift", text[max(0, end - 60) : last + 20], re.IGNORECASE
    ):
        return units().by_code["lb"], last
    if unit.code == "GBP" and (
        text[end : end + 1] == "-" or re.match(r"\s+of\s+[a-z]", text[last : last + 8])
    ):
        return units().by_code["lb"], last
    if unit.code == "CAD" and text[end:last].strip(" -") == "C":
        return None
    return unit, last


def _letter(text: str, number: Number) -> tuple[float, int]:
    """Whether "5m" is five million or five metres: million where a counted noun follows."""
    after = words_after(text, number.end, 4)
    words = [text[a:b] for a, b in after]
    bare = number.value / {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}[number.letter]
    counted = any(is_plural(word) for word in words) and not (words and _LENGTHS.match(words[0].lower()))
    if number.letter == "k" or counted or text[number.end - 1] == "M":
        return number.value, number.end
    return round(bare, 9), number.bare_end


def _per(text: str, end: int, unit: Unit | None) -> tuple[str, int]:
    """What a rate is per: "a share", "per mmBTU", "/h"."""
    if unit is None:
        return "", end
    match = _PER.match(text, end)
    if match is None:
        return "", end
    word, link = match.group("what"), match.group().lower()
    if re.match(r"\s+(?:an?|each)\s", link) and word.lower() not in _PER_A:
        return "", end
    if unit.kind in ("time", "share") and not link.lstrip().startswith("/") and "per" not in link:
        return "", end
    below = units().by_form.get(word) or units().by_form.get(word.lower())
    return (below.code if below and below.kind != "money" else word.lower()), match.end()


def _ranged(text: str, left: _Amount, right: _Amount) -> _Amount | None:
    """ "5 to 7 per cent", "between $62 and $68", "three or four years" as one amount."""
    gap = text[left.end : right.start]
    if (
        len(gap) > 40
        or "ordinal" in (left.form, right.form)
        or left.low is not None
        or right.low is not None
        or left.age
    ):
        return None
    moved = moved_through(text, left.start) and _FROM_TO.fullmatch(gap)
    if not (moved or _JOIN.fullmatch(gap)) or (left.form == "part") != (right.form == "part"):
        return None
    link = "to" if moved else gap.strip().lower()
    before = text[max(0, left.start - 24) : left.start].lower()
    if link == "and" and not re.search(r"\bbetween\s+(?:\w+\s+)?$", before):
        return None
    if (
        left.unit is not None
        and right.unit is not None
        and (left.unit != right.unit or left.per not in ("", right.per))
    ):
        return None
    if link == "to" and left.unit is not None and _MOVED_BY.search(before):
        return None
    if left.unit is not None and right.unit is None and left.unit.kind != "money" and not moved:
        noun = counted_noun(text, right.end, right.value != 1)
        if noun or link not in ("to", "-", "–", "—"):
            return None
    low, high = left.value, right.value
    if left.unit is None and right.number_end - right.start < 24 and 0 < low < high:
        low = _scaled_like(text, left, right, low)
    if link in ("-", "–", "—", "or") and low >= high:
        return None
    unit = right.unit or left.unit
    return replace(
        right, start=left.start, low=min(low, high), high=max(low, high), unit=unit, per=right.per or left.per
    )


def _scaled_like(text: str, left: _Amount, right: _Amount, low: float) -> float:
    """ "3 to 5 million" says three million: the scale of the second number holds for a bare first."""
    if re.search(r"[a-zA-Z]", text[left.start : left.number_end]) and left.form == "digits":
        return low
    scale = re.search(
        r"(hundred|thousand|million|billion|trillion|[mb]n?|k)\s*$",
        text[right.start : right.number_end],
        re.IGNORECASE,
    )
    if scale is None or low >= 1000:
        return low
    word = scale.group(1).lower()
    return low * {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9,
                  "b": 1e9, "bn": 1e9, "trillion": 1e12}[word]  # fmt: skip


# ── what is no figure ─────────────────────────────────────────────────────────────────────────────


def _counts(text: str, amount: _Amount) -> bool:
    """Whether an amount is a figure: not part of a name, a score, a label, a phone number."""
    if amount.age or amount.form in ("vague", "part"):
        return True
    if amount.unit is not None and amount.unit.kind != "time":
        return not is_label(text, amount.start, amount.end, True)
    return not is_label(text, amount.start, amount.end, amount.unit is not None) and not is_score(
        text, amount.start, amount.end
    )
