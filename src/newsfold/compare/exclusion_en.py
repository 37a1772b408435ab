"""Statements that cannot tell of one thing, however alike they read: no evidence for each other.

What was so on Monday does not bear out what was so on Wednesday, and "open" does not bear out "closed". How
many right and wrong pairs each rule takes away stands in docs/claims.md; pairs of words that were as often of
one claim ("won" and "lost", told of the two sides) are left out of the table.
"""

from __future__ import annotations

import re

from newsfold.compare.denial_en import negations, one_denies
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.moments import day_of, is_resolved, meet
from newsfold.compare.settings import EXCLUSION
from newsfold.language import either, table
from newsfold.records import TimeRef
from newsfold.text import names_day

_DAY_GRAINS = ("second", "minute", "hour", "day")  # grains that tell on which day
_OPENING, _CLOSING = re.compile("“"), re.compile("”")
_OPPOSITE_STATES = [
    (
        re.compile(rf"\b(?:{either(one.split())})\b", re.I),
        re.compile(rf"\b(?:{either(other.split())})\b", re.I),
    )
    for one, other in table("states")
]


def exclude(left: EncodedStatement, right: EncodedStatement) -> bool:
    """Whether two statements are no evidence for each other: by a denial, a day or a state of things.

    Where one is not English nothing is said here: what can't be one there has no likelihood
    (`across.differ`).
    """
    if not left.language == right.language == "en":
        return False
    return (
        one_denies(left.text, right.text)
        or days_exclude(left, right)
        or states_exclude(left.text, right.text)
    )


def days_exclude(left: EncodedStatement, right: EncodedStatement) -> bool:
    """Whether each names one day, and these lie `EXCLUSION.fewest_days` to `EXCLUSION.most_days` apart.

    A day inside quotation marks is the speaker's, and an hour alone ("at noon") names none.
    """
    left_day, right_day = _only_day(left), _only_day(right)
    if left_day is None or right_day is None or meet(left_day, right_day):
        return False
    days = day_of(left_day), day_of(right_day)
    return all(days) and EXCLUSION.fewest_days <= abs((days[0] - days[1]).days) <= EXCLUSION.most_days  # type: ignore[operator]


def states_exclude(left: str, right: str) -> bool:
    """Whether one text puts something into a state and the other into its opposite, neither into both.

    Where a text negates ("did not open") nothing is said.
    """
    if any(negations(left)) or any(negations(right)):
        return False
    sides = [(_sides(states, left), _sides(states, right)) for states in _OPPOSITE_STATES]
    return any({left_side, right_side} == {(True, False), (False, True)} for left_side, right_side in sides)


def _sides(states: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> tuple[bool, bool]:
    return bool(states[0].search(text)), bool(states[1].search(text))


def _only_day(said: EncodedStatement) -> TimeRef | None:
    """The one day that a statement names in its own words; None where it names none or several."""
    days = [t for t in said.statement.times if _names_day(t, said)]
    return days[0] if len(days) == 1 else None


def _names_day(time: TimeRef, said: EncodedStatement) -> bool:
    if not is_resolved(time) or time.grain not in _DAY_GRAINS or time.kind not in ("date", "time"):
        return False
    start = said.statement.span.start
    before, words = (
        said.text[: time.span.start - start],
        said.text[time.span.start - start : time.span.end - start],
    )
    opened = len(_OPENING.findall(before)) > len(_CLOSING.findall(before)) or before.count('"') % 2 == 1
    return not opened and (time.kind == "date" or names_day(words))
