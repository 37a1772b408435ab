"""How much: the figures of an article, each with its unit and what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from newsfold.extract.figures.amounts import Amount, amounts, rate_after
from newsfold.extract.figures.context import change_of, counted, measured, modifier_of, ranked
from newsfold.extract.figures.nouns import Tags
from newsfold.extract.figures.units import units
from newsfold.extract.parse import Parsed
from newsfold.records import Article, Figure, Span

__all__ = [
    "figures",
]

_POINTS_BACK = re.compile(
    r"\b(?:the|these|those|all|both|other|its|their|his|her|of|top|bottom)\s$", re.IGNORECASE
)

_WORD_END = re.compile(r"\w+|\W")
_SHOUTED = re.compile(r"(?<![\w$€£])[A-Z][A-Z'’-]+(?!\w)")
_NAMED_RANK = re.compile(r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh)\s[A-Z]")  # "the First Lady"
_PARALLEL = re.compile(
    r"(?:\band|,|;|\bbut|\bor|\bversus|\bvs\.?|\bfrom|\bthan|\bcompared\s(?:with|to)|\bby)\s+"
    r"(?:(?:about|around|some|nearly|almost|only|just|another|over|(?:more|fewer|less)\sthan|at\sleast|up\sto"
    r"|an\sestimated)\s+)*$"
)
_LEFT_OUT = re.compile(
    r"\s+(?:in|for|from|on|last|this|next|are|is|were|was|have|has|had|would|will|could|may|of\s(?:them|which|whom)"
    r"|a\s(?:year|month|week|decade)\s(?:ago|earlier|before))\b|[,.;)](?!\d)|$"
)
_BREAK = re.compile(r"[.!?]\s|\n|[:“”\"]")
_FATE_OF = re.compile(
    r"\s(?:killed|injured|missing|arrested|infected|displaced|evacuated|rescued|hospitalised)$"
)
_KEPT = frozenset(("time", "money", "share", "points"))  # what goes on after them is seldom the same


def figures(article: Article, parsed: Parsed | None = None) -> list[Figure]:
    """The figures of `article.text`, in order, none overlapping another.

    `value` is as printed, in the printed unit (scales applied: "1.2 million" is 1200000): ISO 4217 for
    money ("cent" and "penny" for the small change), "%" for shares ("a third" is 33.3 "%"), short names
    otherwise ("km", "mph", "USD/bbl", "year"), "" for counts, "/day" for counts by the day. A range has
    both `low` and `high`, and its middle as value; one that something moved through ("rose from 20 to
    29") has where it ended. "Hundreds" has low 100, high 1000, and its low as value. A bare "$" is the
    dollar of the outlet's country by its domain, else USD. Ages have unit "year" (or "month" …) and what
    "age". Left out: dates, years, clock times, scores, votes, phone numbers, numbers inside names.

    `parsed` is `parse(article.text)` where it is at hand: its tags sharpen `what`, never the values.
    Never raises.
    """
    printed = {} if parsed is None else {token.idx + len(token): token.tag_ for token in parsed}
    text, tags = _in_small_letters(article.text, printed)
    found: list[Figure] = []
    for amount in amounts(text, article.domain, tags, article.text):
        figure = _figure(article.id, text, amount, tags)
        if figure and found and not (figure.unit or figure.what):
            figure = _elided(text, found[-1], figure)
        if figure:
            found.append(figure)
    return found


def _in_small_letters(text: str, tags: Tags) -> tuple[str, Tags]:
    """The text with its lines in capitals in small letters, but for codes, and without those lines' tags.

    Capitals tell names from words, and in such lines ("QUAKE KILLS 51") tell nothing.
    """
    pieces: list[str] = []
    kept, at = dict(tags), 0
    for line in text.splitlines(keepends=True):
        shouted = line.isupper() and " " in line.strip()
        pieces.append(_SHOUTED.sub(_lowered, line) if shouted else line)
        if shouted and kept:
            for word in _WORD_END.finditer(line):
                kept.pop(at + word.end(), None)
        at += len(line)
    return "".join(pieces), kept


def _lowered(word: re.Match[str]) -> str:
    found = word.group()
    return found if found in units().by_code or len(found.lower()) != len(found) else found.lower()


def _figure(article_id: str, text: str, amount: Amount, tags: Tags) -> Figure | None:
    """The amount as a record; None for words that count nothing here ("the two met", "first heard")."""
    if _NAMED_RANK.match(text, amount.start) and text[max(0, amount.start - 2) : amount.start - 1].islower():
        return None
    ordinal, share = amount.form == "ordinal", amount.form == "part" and amount.unit is None
    unit, what, end = _unit_and_what(text, amount, tags)
    if not what and not unit and (ordinal or _points_back(text, amount)):
        return None
    modifier = "" if ordinal else modifier_of(text, amount.start, amount.end)
    change = "" if ordinal or amount.age else change_of(text, amount.start, amount.end)
    if amount.moved and not change:
        change = "down" if amount.falling else "up"
    low, high, value = amount.low, amount.high, amount.value
    if amount.form != "vague" and low is not None and high is not None:
        value = (low + high) / 2 if not amount.moved else low if amount.falling else high
    elif low is None and modifier in ("at least", "more than"):
        low = value
    elif low is None and modifier in ("at most", "less than"):
        high = value
    scale = 100.0 if share else 1.0
    return Figure(
        article_id=article_id,
        span=Span(start=amount.start, end=end),
        value=value * scale,
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        unit=unit,
        what=what,
        modifier=modifier,
        change=change,
        ordinal=ordinal,
    )


def _elided(text: str, before: Figure, figure: Figure) -> Figure:
    """A bare figure with the unit and noun of the one before it, where the sentence leaves them out.

    "20 cars in May and 30 in June", "eight proposals, only three of them new"; not "up 8% to 3.65".
    """
    gap = text[before.span.end : figure.span.start]
    kind = units().by_code[before.unit].kind if before.unit in units().by_code else ""
    plain = not (before.ordinal or before.what == "age" or kind in _KEPT)
    if (
        not plain
        or not _PARALLEL.search(gap)
        or _BREAK.search(gap)
        or not _LEFT_OUT.match(text, figure.span.end)
    ):
        return figure
    return replace(figure, unit=before.unit, what=_FATE_OF.sub("", before.what))


def _points_back(text: str, amount: Amount) -> bool:
    """Whether a number in words points back at those counted before ("the two", "all three"), or is "one"."""
    before = text[max(0, amount.start - 12) : amount.start]
    return amount.form == "words" and (amount.value == 1 or bool(_POINTS_BACK.search(before)))


def _unit_and_what(text: str, amount: Amount, tags: Tags) -> tuple[str, str, int]:
    """The unit's code, what is counted or measured, and where the figure ends."""
    if amount.form == "ordinal":
        return "", ranked(text, amount.end, tags), amount.end
    if amount.age and amount.unit:
        return amount.unit.code, "age", amount.end
    if amount.unit:
        code = f"{amount.unit.code}/{amount.per}" if amount.per else amount.unit.code
        return code, measured(text, amount.start, amount.end, amount.unit.kind, tags), amount.end
    if amount.form == "part":
        return "%", measured(text, amount.start, amount.end, "share", tags), amount.end
    what, last = counted(text, amount.start, amount.end, amount.value, tags)
    per, _ = rate_after(text, last, "count") if what else ("", last)
    return (f"/{per}" if per else ""), what, amount.end
