"""Whether two figures count one thing where not both are English, in one language or in two.

Nothing here compares words of two languages: what is counted has a key (`things`), places have theirs, and
how likely two statements tell one thing is read from their meanings, as if neither printed a figure. The
rules are those of English (`one_thing`) where they rest on what holds in every language, and refuse more
where English rests on words: a missed difference is better than a false one.
"""

from __future__ import annotations

from newsfold.compare.differences.counts import Counted
from newsfold.compare.differences.counts_in import is_of_all_in
from newsfold.compare.differences.one_thing import (
    Likelihood,
    is_dated,
    is_in_one_place,
    is_of_another_stretch,
    is_of_other_hours,
    is_of_others,
    likelihood_of,
    on_other_days,
)
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.things import PEOPLE, TOLLS
from newsfold.compare.differences.values import CURRENCY, MEASURED, SHARES, times_apart
from newsfold.compare.moments import any_meet
from newsfold.compare.settings import COUNTS, COUNTS_ACROSS

_INDEX_POINTS = ("pt",)  # of an index


def incomparable_across(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two figures do not count one thing; `likelihood` is that of their statements, figures aside."""
    a, b = left.figure, right.figure
    if a.unit != b.unit:
        return "other unit"
    if not _are_one_thing(left, right, likelihood):
        return "other thing"
    if a.change and b.change and a.change != b.change:
        return "a rise and a fall"
    if left.earlier or right.earlier:
        return "of an earlier time"
    if 1 in (a.value, b.value):
        return "one of several"
    if times_apart(a, b) > (COUNTS_ACROSS.lone_apart if a.unit else COUNTS_ACROSS.apart):
        return "values too far apart"
    if not is_in_one_place(left, right, likelihood):
        return "other place"
    if not _are_vouched(left, right, likelihood):
        return "two claims"
    return "perhaps another amount" if a.unit and not _are_lone(left, right) else None


def _are_one_thing(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether both count one thing; what became of it may stand in one alone where no toll is meant."""
    one, other = left.thing, right.thing
    if one is None or other is None or one.noun != other.noun:
        return False
    either = one.fate or other.fate
    open_ = "" in (one.fate, other.fate) and either not in TOLLS and likelihood >= COUNTS_ACROSS.sure
    return one.fate == other.fate or open_


def _are_vouched(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether the statements are likely enough one claim, or two leads that tell one toll."""
    thing = left.thing
    if left.figure.unit:
        return likelihood >= COUNTS_ACROSS.lone
    leads = max(left.statement.position, right.statement.position) < COUNTS.leads
    toll = thing is not None and thing.is_toll and thing.noun == PEOPLE
    return likelihood >= (COUNTS_ACROSS.least_of_leads if leads and toll else COUNTS_ACROSS.least)


def _are_lone(left: Counted, right: Counted) -> bool:
    """Whether each statement has one amount of that unit (money, a share, a measure), and both move alike."""
    unit = left.figure.unit
    listed = unit in (*SHARES, *MEASURED, *_INDEX_POINTS) or CURRENCY.fullmatch(unit) is not None
    return (
        listed
        and left.figure.change == right.figure.change
        and all(
            sum(f.unit == count.figure.unit for f in count.statement.figures) == 1 for count in (left, right)
        )
    )


def unvouched_across(left: Counted, right: Counted, likelihood: Likelihood) -> Refusal | None:
    """Why two figures of one thing do not exclude each other beyond doubt."""
    if is_of_another_stretch(left, right):
        return "another stretch of time"
    if _one_is_to_date(left, right):
        return "one is of all"
    if not left.is_toll and _has_counts_beside(left, right):
        return "other counts beside"
    if is_of_other_hours(left, right):
        return "other hours"
    if left.is_counted_up and not (is_dated(left.article) and is_dated(right.article)):
        return "a toll that was growing"
    if not left.is_toll and is_of_others(left, right):
        return "other people named"
    return "other days" if on_other_days(left, right) else None


def _one_is_to_date(left: Counted, right: Counted) -> bool:
    """Whether one is of all until now ("desde enero"), and the other not, nor of a time that both name."""
    of_all = {is_of_all_in(c.statement, c.figure, c.article) for c in (left, right)}
    return len(of_all) > 1 and not any_meet(left.statement.times, right.statement.times)


def _has_counts_beside(left: Counted, right: Counted) -> bool:
    """Whether a statement has another bare number, or an age, beside a count that is no toll.

    Of a list ("one aged 17, two aged 18 and one aged 20") the wrong number may be held against the other's.
    """
    return not left.figure.unit and any(
        (not f.unit or f.what == "age") and not f.ordinal and f != count.figure
        for count in (left, right)
        for f in count.statement.figures
    )


def told_as_one(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two counts that move on are told of one thing."""
    return incomparable_across(left, right, likelihood_of(left, right, likelihood)) is None
