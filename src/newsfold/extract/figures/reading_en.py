"""English figures: amounts with what the words around them say, and with what a sentence leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsfold.extract.figures.amount import Amount, Tags
from newsfold.extract.figures.amounts_en import amounts, rate_after
from newsfold.extract.figures.context_en import FATES, change_of, counted, measured, modifier_of, ranked
from newsfold.extract.figures.units import units
from newsfold.extract.numbers_en import ORDINALS
from newsfold.language import either
from newsfold.records import Figure, Span

_POINTS_BACK = re.compile(
    r"\b(?:the|these|those|all|both|other|its|their|his|her|of|top|bottom)\s$", re.IGNORECASE
)

_NAMED_RANK = re.compile(  # "the First Lady"
    rf"(?:{either(word.title() for word, rank in ORDINALS.items() if rank <= 7)})\s[A-Z]"
)
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
_FATE = re.compile(rf"\s(?:{either(FATES)})$")
_KEPT = frozenset(("time", "money", "share", "points"))  # what goes on after them is seldom the same


def read(article_id: str, text: str, printed: str, domain: str | None, tags: Tags) -> Iterator[Figure]:
    """The figures of `text` in order. `printed` is the text with its capitals, `domain` its page's.

    Each is what `figures` promises; words that count nothing here yield none.
    """
    before: Figure | None = None
    for amount in amounts(text, domain, tags, printed):
        figure = _figure(article_id, text, amount, tags)
        if figure and before and not (figure.unit or figure.what):
            figure = _elided(text, before, figure)
        if figure:
            before = figure
            yield figure


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
    return replace(figure, unit=before.unit, what=_FATE.sub("", before.what))


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
