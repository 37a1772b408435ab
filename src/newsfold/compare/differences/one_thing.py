"""Whether two figures count one thing, and are told as one count: what refuses says why."""

from __future__ import annotations

from collections.abc import Mapping

from newsfold.compare.differences.counts import Counted
from newsfold.compare.differences.counts_en import ADDED, is_growing
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.values import SHARES, exclude_each_other, times_apart
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.compare.words import content

_DISPUTED = 3.0  # values further apart than this, as a ratio, count two things
_MOVED = 20.0  # but a toll may grow as much from report to report
_NEXT = 12  # characters between an age and the name that it is of
_LEADS = 4  # statements at an article's start in which a toll is the story's own
_ALIGNED = 0.5  # likelihood of one claim from which the sentences themselves vouch for one thing
_SAME = 0.8  # from which a sentence that names no place speaks of the other's
_SURE = 0.65  # from which a broader noun may stand for a narrower ("states" for "blue states")
_BY_THE_HOUR = ("mph", "km/h", "kn", "°C", "°F")  # units of what is measured anew each hour
_HOURS = ("second", "minute", "hour")  # grains of a moment
_SHARE_ALIKE = 0.5  # share of the fewer words around a percentage that stand around the other
_TOLD_ALIKE = 0.25  # and around another count

Likelihood = Mapping[tuple[int, int], float]  # of one claim, for two statements by their places in the list


def incomparable(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two figures do not count one thing; `likelihood` is that of their statements being one claim."""
    a, b = left.figure, right.figure
    if a.unit != b.unit:
        return "other unit"
    if a.ordinal or b.ordinal:
        return "an ordinal"
    if a.change and b.change and a.change != b.change:
        return "a rise and a fall"
    apart = times_apart(a, b)
    if apart > _MOVED:
        return "values too far apart"
    lone = _lone_amounts(left, right, likelihood)
    if apart > _DISPUTED and (lone or not (left.is_toll and right.is_toll)):
        return "values too far apart"
    if not lone and (refusal := _other_thing(left, right, likelihood)):
        return refusal
    if not _in_one_place(left, right, likelihood):
        return "other place"
    shared = left.thing & right.thing
    vouched = likelihood >= _ALIGNED or left.is_toll or len(shared) > 1 or left.around & right.around
    return None if lone or vouched else "nothing else in common"


def _other_thing(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two nouns are not one, or one the other's broader word in sentences that are surely one claim."""
    shared = left.thing & right.thing
    if not shared or shared not in (left.thing, right.thing):
        return "other thing"
    if likelihood < _SURE and left.thing != right.thing:
        return "other thing"
    return "perhaps ages of two people" if likelihood < _SURE and "age" in shared else None


def _lone_amounts(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether each is the one amount of its unit in sentences alike, with a word behind it that both have.

    "$5 billion for a wall" and "$5.7 billion for the border wall" need no noun.
    """
    if not left.figure.unit or left.figure.unit in SHARES or likelihood < _SAME:
        return False
    own = [[f for f in one.statement.figures if f.unit == left.figure.unit] for one in (left, right)]
    return len(own[0]) == len(own[1]) == 1 and bool(left.behind & right.behind)


def _in_one_place(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether neither names a place of its own, or both one.

    "There", or nothing, is where sentences alike are.
    """
    if likelihood >= _ALIGNED and {"there"} in (left.places, right.places):
        return True
    if likelihood >= _SAME and not (left.places and right.places):
        return True
    return left.places == right.places or bool(left.places & right.places)


def unvouched(left: Counted, right: Counted, likelihood: Likelihood) -> Refusal | None:
    """Why two figures of one thing are not told as one count, on days that agree: no more can be asked."""
    if not is_near(left, right, likelihood):
        return "two claims"
    if refusal := _other_scope(left, right) or _other_moment(left, right):
        return refusal
    if not told_alike(left, right, likelihood):
        return "other words around"
    mine, theirs = (
        [t for t in one.statement.times if t.grain == "day" and is_resolved(t)] for one in (left, right)
    )
    # What came on top is counted day by day: another day's is another count.
    if ADDED & (left.around | right.around):
        same = [(t.start, t.end) for t in mine] == [(t.start, t.end) for t in theirs]
        return None if same else "added on other days"
    return "other days" if mine and theirs and not any_meet(mine, theirs) else None


def _other_scope(left: Counted, right: Counted) -> Refusal | None:
    """Why two counts other than tolls are not of the very same noun, or what beside them says otherwise.

    "43 runs in 54 games" and "121 runs in 157 games" are of two stretches; "rifles" and "assault rifles" may
    be two counts of one haul.
    """
    if left.is_toll and right.is_toll:
        return None
    if left.thing != right.thing:
        return "broader or narrower noun"
    if len({_whose(left), _whose(right)} - {None}) > 1:
        return "ages of two people"
    mine, theirs = ([f for f in one.statement.figures if f != one.figure] for one in (left, right))
    other = any(
        f.unit == g.unit and content(f.what) & content(g.what) and exclude_each_other(f, g)
        for f in mine
        for g in theirs
    )
    return "other counts beside" if other else None


def _whose(age: Counted) -> str | None:
    """Whom an age stands before: "16-year-old Orla Venn"."""
    end = age.figure.span.end
    named = (m for m in age.statement.mentions if m.kind == "person" and 0 <= m.span.start - end <= _NEXT)
    return next((m.entity_id for m in named if "age" in age.thing), None)


def _other_moment(left: Counted, right: Counted) -> Refusal | None:
    """Why both values may be true, each at its hour: "at 11 p.m.", or an undated toll that rose."""
    mine, theirs = (
        [t for t in one.statement.times if t.grain in _HOURS and is_resolved(t)] for one in (left, right)
    )
    changing = left.figure.unit in _BY_THE_HOUR
    if (changing or (mine and theirs)) and not any_meet(mine, theirs):
        return "other hours"
    dated = left.article.published_at and right.article.published_at
    texts = (one.statement.span.of(one.article.text) for one in (left, right))
    growing = not dated and left.is_toll and any(is_growing(text) for text in texts)
    return "a toll that was growing" if growing else None


def is_near(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two figures stand in sentences that are likely one claim, or in two leads that tell one toll.

    Of one thing that several words name, in one place, no more is asked.
    """
    leads = left.is_toll and max(left.statement.position, right.statement.position) < _LEADS
    exact = left.thing == right.thing and len(left.thing) > 1 and bool(left.places & right.places)
    return leads or exact or likelihood_of(left, right, likelihood) >= _ALIGNED


def told_alike(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two figures of one noun are told as one count: much the same is said around both.

    Of 70 and of 30 % of the land other things may be said, however alike the sentences. A toll, or a count
    in sentences that are surely one claim, needs no more.
    """
    fewer = min(len(left.around), len(right.around))
    shared = len(left.around & right.around)
    if left.figure.unit in SHARES:
        return bool(fewer) and shared >= _SHARE_ALIKE * fewer
    if left.is_toll or likelihood_of(left, right, likelihood) >= _SURE:
        return True
    return bool(fewer) and shared >= _TOLD_ALIKE * fewer


def likelihood_of(left: Counted, right: Counted, likelihood: Likelihood) -> float:
    """How likely the statements of two figures are one claim."""
    return likelihood.get((min(left.at, right.at), max(left.at, right.at)), 0.0)
