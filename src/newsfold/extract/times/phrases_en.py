"""Time expressions that stand together read as one: "10 p.m. Wednesday", "the third quarter of 1984"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsfold.extract.times.cues_en import PARTS_OF_DAY
from newsfold.extract.times.patterns_en import SEARCH
from newsfold.extract.times.readers_en import READERS
from newsfold.extract.times.settings import LEANING
from newsfold.extract.times.spec import Expression, Spec
from newsfold.language import calendar_of, either, words

_DAYS = ("date", "weekday", "day", "anaphor", "holiday")
_JOINING_GAP = re.compile(r",?\s+(?:on\s+)?|,?\s+of\s+(?:the\s+)?|['’]s\s+(?:fiscal[- ])?")
_OF_JOIN = re.compile(r"(?:\s+of|\s+in)?\s+|,\s+")
_PART_AFTER = re.compile(rf"\s+({either(PARTS_OF_DAY)})(s)?\b", re.IGNORECASE)
_IN_THE = re.compile(r"\s+(?:in\s+the\s+(morning|afternoon|evening)|at\s+(night))\b", re.IGNORECASE)
_EDGE_BEFORE = re.compile(
    r"\b(?:the\s+(?P<of>end|beginning|start|middle|close|turn)\s+of\s+|(?P<adverb>early|late|mid|earlier"
    r"|later)(?:[\s-]+(?:in\s+|on\s+)?))$",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(r"\b(?:nearly|almost|at\s+least|up\s+to)\s+$", re.IGNORECASE)
_EDGES = {
    **dict.fromkeys(words("times", "at the start"), "START"),
    **dict.fromkeys(words("times", "in the middle"), "MID"),
    **dict.fromkeys(words("times", "at the end"), "END"),
}
_THROUGH = re.compile(r"\s*(?:to|through|and|until|till|or|[-–—])\s*")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_REACH_BEFORE = 32  # characters looked at before an expression


def expressions(text: str) -> list[Expression]:
    """The time expressions of `text`, in order, none overlapping another."""
    joined: list[Expression] = []
    for atom in _atoms(text):
        atom = _with_part(text, atom)
        if joined and (both := _joined_expression(text, joined[-1], atom)):
            joined[-1] = both
        else:
            joined.append(atom)
    floor = 0
    result = []
    for at in reversed(range(len(joined) - 1)):
        joined[at] = _leaning(text, joined[at - 1] if at else None, joined[at], joined[at + 1])
    for expression in joined:
        wide = _widened(text, expression, floor)
        floor = wide.end
        result.append(wide)
    return result


def _atoms(text: str) -> Iterator[Expression]:
    """The simple time expressions of `text`, in order, none overlapping another."""
    floor = 0
    for start, rules in SEARCH.starts(text):
        if start < floor:
            continue
        for name, pattern in rules:
            match = pattern.match(text, start)
            spec = READERS[name](match, text) if match else None
            if match and spec:
                end = match.end() - (match.group()[-1] == "." and _ends_sentence(text, match.end()))
                yield Expression(start, end, spec)
                floor = match.end()
                break


_SHORT_WEEKDAY = either(calendar_of("en").short_weekdays)
_GOES_ON = re.compile(rf"\s+(?:[a-z0-9(]|E[SD]?T|GMT|P[SD]?T|C[SD]?T|M[SD]?T|{_SHORT_WEEKDAY})")


def _ends_sentence(text: str, end: int) -> bool:
    """Whether the full stop of "9 p.m." or "in Dec." is the sentence's own."""
    return not text[end : end + 1].strip() and not _GOES_ON.match(text, end)


def _with_part(text: str, atom: Expression) -> Expression:
    """ "Friday" as "Friday morning", "4" o'clock as "4 in the morning"."""
    kind = atom.spec.kind
    if kind in _DAYS and (match := _PART_AFTER.match(text, atom.end)):
        part = PARTS_OF_DAY[match.group(1).casefold()]
        if match.group(2):
            day = f"XXXX-WXX-{atom.spec.number + 1}" if kind == "weekday" else "XXXX-XX-XX"
            return Expression(atom.start, match.end(), Spec("setof", word=f"{day}T{part}"))
        return Expression(atom.start, match.end(), Spec("part", part=part, base=atom.spec))
    if kind == "setof" and "-WXX-" in atom.spec.word and (match := _PART_AFTER.match(text, atom.end)):
        return Expression(
            atom.start,
            match.end(),
            replace(atom.spec, word=f"{atom.spec.word}T{PARTS_OF_DAY[match.group(1).casefold()]}"),
        )
    if kind == "clock" and (match := _IN_THE.match(text, atom.end)):
        late = (match.group(1) or match.group(2)).casefold() != "morning" and (atom.spec.hour or 0) < 12
        return Expression(atom.start, match.end(), replace(atom.spec, hour=(atom.spec.hour or 0) + 12 * late))
    return atom


def _joined_expression(text: str, left: Expression, right: Expression) -> Expression | None:
    """The two as one expression, or None where they are two."""
    gap = text[left.end : right.start]
    if len(gap) > 12 or not _JOINING_GAP.fullmatch(gap):
        return None
    spec = _combined(left.spec, right.spec, " ".join(gap.split()))
    return Expression(left.start, right.end, spec) if spec else None


def _leaning(
    text: str, before: Expression | None, expression: Expression, following: Expression
) -> Expression:
    """A clock time or a month that the date after it completes, in one sentence.

    "10:35 a.m. (0735 GMT) Friday": both are Friday's, unless a day stands before; "January to March 2018".
    """
    spec, gap = expression.spec, text[expression.end : following.start]
    if spec.kind == "date" and spec.month and spec == Spec("date", month=spec.month, day=spec.day):
        later = following.spec
        if later.kind == "date" and later.month and later.year and _THROUGH.fullmatch(gap):
            return replace(expression, spec=replace(spec, year=later.year - (spec.month > later.month)))
    if spec.kind != "clock" or spec.base or len(gap) > LEANING.clock or _SENTENCE_END.search(gap):
        return expression
    led = (
        before and before.spec.kind in _DAYS and not _SENTENCE_END.search(text[before.end : expression.start])
    )
    day = following.spec if following.spec.kind in _DAYS else following.spec.base
    if led or day is None or day.kind not in _DAYS or not _is_day(day):
        return expression
    return replace(expression, spec=replace(spec, base=day))


def _combined(left: Spec, right: Spec, gap: str) -> Spec | None:
    is_adjacent = gap in ("", ",")
    if left.kind == "weekday" and right.kind == "date" and right.day and is_adjacent:
        return right
    if left.kind == "date" and left.day and right.kind == "weekday" and is_adjacent and right.offset is None:
        return left
    if (
        left.kind == "clock"
        and left.base is None
        and right.kind in _DAYS
        and (is_adjacent or gap == "on")
        and _is_day(right)
    ):
        return replace(left, base=right)
    if left.kind == "clock" and left.base is None and right.kind == "part" and (is_adjacent or gap == "on"):
        late = right.part in ("AF", "EV", "NI") and (left.hour or 0) < 12
        return replace(left, hour=(left.hour or 0) + 12 * late, base=right.base)
    if (
        left.kind == "clock"
        and left.base
        and left.base.kind == "weekday"
        and _is_dated(right)
        and is_adjacent
    ):
        return replace(left, base=right)  # "3 p.m. on Tuesday, 5 March"
    if left.kind == "part" and left.base and left.base.offset is None and gap == "of" and _is_day(right):
        return replace(left, base=right) if right.kind in _DAYS else None  # "the morning of 25 April"
    if left.kind == "part" and left.base is not None and right.kind == "date" and right.day and is_adjacent:
        return replace(left, base=right)
    if (
        left.kind == "date"
        and left.year is None
        and left.offset is None
        and right.kind == "unit"
        and right.unit == "year"
    ):
        return replace(left, base=right) if gap in ("", "of", ",") and right.word != "the" else None
    if (
        left.kind in ("quarter", "halfof", "season")
        and left.year is None
        and gap in ("", "of", "of the", ",")
    ):
        return (
            replace(left, base=right)
            if right.kind in ("unit", "date", "decade") and not right.month
            else None
        )
    if (
        left.kind == "unit"
        and left.unit == "year"
        and gap.startswith(("'s", "’s"))
        and right.kind in ("quarter", "season", "yearquarter")
    ):
        return replace(right, base=left)
    return None


def _is_dated(spec: Spec) -> bool:
    return spec.kind == "date" and bool(spec.day)


def _is_day(spec: Spec) -> bool:
    return spec.kind != "date" or bool(spec.day)


def _widened(text: str, expression: Expression, floor: int) -> Expression:
    """With the words before it that belong to it: "the end of 1994", "early December", "nearly two years"."""
    before = text[max(floor, expression.start - _REACH_BEFORE) : expression.start]
    spec = expression.spec
    if spec.kind in ("duration", "ago") and (match := _ABOUT_BEFORE.search(before)):
        return replace(expression, start=expression.start - len(match.group()))
    if spec.kind in ("setof", "setevery", "vague", "clock", "duration", "ago", "yearago") or not before:
        return expression
    match = _EDGE_BEFORE.search(before)
    if not match:
        return expression
    word = (match.group("of") or match.group("adverb")).casefold()
    if word in ("earlier", "later") and spec.kind not in ("unit", "day", "anaphor"):
        return expression
    return Expression(
        expression.start - len(match.group()), expression.end, replace(spec, part=spec.part or _EDGES[word])
    )
