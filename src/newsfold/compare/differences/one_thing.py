"""Whether two figures count one thing, and are told as one count: what refuses says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsfold.compare.denial_en import negations
from newsfold.compare.differences.counts import ABOARD, Counted, FigurePlace
from newsfold.compare.differences.counts_en import ADDED, is_generic, is_growing, is_of_all
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.things import PEOPLE
from newsfold.compare.differences.values import CURRENCY, MEASURED, SHARES, exclude_each_other, times_apart
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.compare.settings import COUNTS
from newsfold.compare.words import content
from newsfold.language import stem
from newsfold.records import Article, TimeRef
from newsfold.text import words

_STRETCHES = ("second", "minute", "hour", "day", "week", "month", "year")
_STRETCH_WORDS = frozenset(map(stem, (*_STRETCHES, "decade")))
_PASSING = ("hour", "day", "week")  # stretches that grow while an event goes on: "after eight days of riots"
_BY_THE_DAY = ("%", "pp", "pt")  # units of what a market or a poll changes by
_BY_THE_HOUR = ("mph", "km/h", "kn", "°C", "°F")  # units of what is measured anew each hour
_MOMENT_GRAINS = ("second", "minute", "hour")  # grains of a moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely two statements are one claim, and two figures count one thing by the words around them.

    Statements are known by their places in the list, the smaller first; figures by where they stand.
    """

    claims: Mapping[tuple[int, int], float] = field(default_factory=dict)
    counts: Mapping[frozenset[FigurePlace], float] = field(default_factory=dict)


def incomparable_in_english(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two figures do not count one thing; `likelihood` is that of their statements being one claim."""
    a, b = left.figure, right.figure
    if a.unit != b.unit:
        return "other unit"
    if a.ordinal or b.ordinal:
        return "an ordinal"
    if a.change and b.change and a.change != b.change:
        return "a rise and a fall"
    apart = times_apart(a, b)
    if apart > COUNTS.moved:
        return "values too far apart"
    if left.earlier != right.earlier or (left.earlier and not _of_one_time(left, right, likelihood)):
        return "of an earlier time"
    if left.forecast != right.forecast:
        return "one is a forecast"
    lone = lone_amounts(left, right, likelihood)
    if apart > COUNTS.disputed and (lone or not (left.is_toll and right.is_toll)):
        return "values too far apart"
    if not lone and (refusal := _other_thing(left, right, likelihood)):
        return refusal
    if _other_group(left, right, likelihood):
        return "another group"
    if (
        left.noun_key == right.noun_key == {ABOARD}
    ):  # "from Carrick Island": where they came from tells nothing
        return None if apart <= COUNTS.little else "values too far apart"
    if not (lone and not (left.places and right.places)) and not is_in_one_place(left, right, likelihood):
        return "other place"
    shared = left.noun_key & right.noun_key
    vouched = likelihood >= COUNTS.aligned or left.is_toll or len(shared) > 1 or left.context & right.context
    return None if lone or vouched else "nothing else in common"


def _other_thing(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two nouns are not one, or one the other's broader word in sentences that are surely one claim."""
    shared = left.noun_key & right.noun_key
    if not shared or shared not in (left.noun_key, right.noun_key):
        return "other thing"
    if likelihood < COUNTS.sure and left.noun_key != right.noun_key:
        return "other thing"
    if shared == {PEOPLE} and not (
        likelihood >= COUNTS.sure and _counts_people(left) == _counts_people(right) == 1
    ):
        return "other thing"
    if "age" in shared and (likelihood < COUNTS.grouped or _ages(left) != 1 or _ages(right) != 1):
        return "perhaps ages of two people"
    # "One woman" is not how many there were.
    return "one of several" if 1 in (left.figure.value, right.figure.value) and not left.is_toll else None


def _ages(count: Counted) -> int:
    """How many ages a sentence tells."""
    return sum(f.what == "age" for f in count.statement.figures)


def _counts_people(count: Counted) -> int:
    """How many figures of a sentence count people: of two groups each may have its own."""
    return sum(is_generic(word) for f in count.statement.figures for word in words(f.what))


def is_of_others(left: Counted, right: Counted) -> bool:
    """Whether both sentences name people, or bodies, and share none: each has its own amount."""
    named = [
        {
            kind: {m.entity_id for m in count.statement.mentions if m.kind == kind}
            for kind in ("person", "organisation")
        }
        for count in (left, right)
    ]
    both = [(named[0][kind], named[1][kind]) for kind in named[0]]
    apart = any(
        left_ids and right_ids and not (left_ids & right_ids - {None}) for left_ids, right_ids in both
    )
    return apart and not any(left_ids & right_ids - {None} for left_ids, right_ids in both)


def _of_one_time(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether two counts from before the event are of one time, in sentences that are likely one claim."""
    left_times, right_times = (
        [t for t in count.statement.times if is_resolved(t)] for count in (left, right)
    )
    return likelihood >= COUNTS.sure and any_meet(left_times, right_times)


def _other_group(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether two tolls count other people: women and soldiers, or only one of them people in general.

    In sentences that are surely one claim the broader word stands for the narrower one.
    """
    if not (left.is_toll and right.is_toll):
        return False
    if left.group and right.group:
        return left.group.isdisjoint(right.group)
    return left.group != right.group and likelihood < COUNTS.grouped


def lone_amounts(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether each is the one amount of its unit in sentences alike, with words around that both have.

    "$5 billion for a wall" and "$5.7 billion for the border wall" need no noun. A stretch of time is told of
    many things, so it needs much the same words around.
    """
    unit = left.figure.unit
    if "age" in left.noun_key | right.noun_key or is_of_others(left, right):
        return False
    may_stand_alone = (
        # other units ("GHz") tell models of one thing apart
        CURRENCY.fullmatch(unit) or unit in MEASURED or (unit in _STRETCHES and unit not in _PASSING)
    )
    if not may_stand_alone or likelihood < COUNTS.lone:
        return False
    amounts = [[f for f in count.statement.figures if f.unit == unit] for count in (left, right)]
    if not len(amounts[0]) == len(amounts[1]) == 1:
        return False
    behind = (left.behind & right.behind) - _STRETCH_WORDS  # "$5 billion over 10 years" says not for what
    around = (left.context | left.noun_key) & (right.context | right.noun_key)
    if unit in _STRETCHES:
        return bool(behind) and 2 * len(around) >= min(len(left.context), len(right.context))
    if likelihood >= COUNTS.placed:
        return bool(behind)
    return len(around) >= (COUNTS.shared if behind else COUNTS.shared + 1)


def is_in_one_place(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether neither names a place of its own, or both one.

    "There", or nothing, is where sentences alike are.
    """
    if likelihood >= COUNTS.aligned and {"there"} in (left.places, right.places):
        return True
    if likelihood >= COUNTS.placed and not (left.places and right.places):
        return True
    return left.places == right.places or bool(left.places & right.places)


def unvouched_in_english(left: Counted, right: Counted, likelihood: Likelihood) -> Refusal | None:
    """Why two figures of one thing are not told as one count, on days that agree: no more can be asked."""
    if not is_near(left, right, likelihood):
        return "two claims"
    lone = lone_amounts(left, right, likelihood_of(left, right, likelihood))
    if refusal := _other_scope(left, right, lone) or _other_moment(left, right):
        return refusal
    if not told_alike(left, right, likelihood):
        return "other words around"
    # What came on top is counted day by day: another day's is another count.
    if ADDED & (left.context | right.context):
        left_days, right_days = ([(t.start, t.end) for t in _named_days(count)] for count in (left, right))
        return None if left_days == right_days else "added on other days"
    return "other days" if on_other_days(left, right) else None


def _named_days(count: Counted) -> list[TimeRef]:
    """The days that the statement of a count names."""
    return [t for t in count.statement.times if t.grain == "day" and is_resolved(t)]


def on_other_days(left: Counted, right: Counted) -> bool:
    """Whether both statements name days, and none of them is one."""
    left_days, right_days = _named_days(left), _named_days(right)
    return bool(left_days and right_days) and not any_meet(left_days, right_days)


def _other_scope(left: Counted, right: Counted, lone: bool) -> Refusal | None:
    """Why two counts other than tolls are not of the very same noun, or what beside them says otherwise.

    "43 runs in 54 games" and "121 runs in 157 games" are of two stretches, eight crew and 139 passengers and
    nine crew and 136 passengers are of one train; "rifles" and "assault rifles" may
    be two counts of one haul.
    """
    if is_of_another_stretch(left, right):
        return "another stretch of time"
    if left.is_toll and right.is_toll:
        return None
    if lone or left.figure.unit in SHARES:
        texts = [count.statement.span.of(count.article.text) for count in (left, right)]
        if len({any(negations(text)) for text in texts}) > 1:
            return "one is denied"
    if not lone and left.noun_key != right.noun_key:
        return "broader or narrower noun"
    if len({_whose(left), _whose(right)} - {None}) > 1:
        return "ages of two people"
    left_others, right_others = (
        [f for f in count.statement.figures if f != count.figure] for count in (left, right)
    )
    beside = [
        times_apart(f, g)
        for f in left_others
        for g in right_others
        if f.unit == g.unit and content(f.what) & content(g.what) and exclude_each_other(f, g)
    ]
    # Counts that all differ a little are told otherwise; that differ by much, of something else.
    far = max((*beside, times_apart(left.figure, right.figure))) > COUNTS.little
    return "other counts beside" if beside and far else None


def is_of_another_stretch(left: Counted, right: Counted) -> bool:
    """Whether two counts are of two stretches of time: "in the first two hours", "within 48 hours"."""
    left_lengths, right_lengths = (
        {t.value for t in count.statement.times if t.kind == "duration" and any(c.isdigit() for c in t.value)}
        for count in (left, right)
    )
    return (
        left.figure.unit not in _STRETCHES
        and bool(left_lengths and right_lengths)
        and left_lengths.isdisjoint(right_lengths)
    )


def _one_is_total(left: Counted, right: Counted) -> bool:
    """Whether one is a total, and the other of one night."""
    return any(
        is_of_all(count.words_around)
        and not is_of_all(other.words_around)
        and any(t.kind == "time" for t in other.statement.times)
        for count, other in ((left, right), (right, left))
    )


def _whose(age: Counted) -> str | None:
    """Whom an age stands before: "16-year-old Orla Venn"."""
    end = age.figure.span.end
    named = (
        m for m in age.statement.mentions if m.kind == "person" and 0 <= m.span.start - end <= COUNTS.next_to
    )
    return next((m.entity_id for m in named if "age" in age.noun_key), None)


def _other_moment(left: Counted, right: Counted) -> Refusal | None:
    """Why both values may be true, each at its hour: "at 11 p.m.", or an undated toll that rose."""
    if is_of_other_hours(left, right):
        return "other hours"
    if _changes_daily(left, right):
        return "measured anew each day"
    if not left.is_counted_up:
        return None
    if _one_is_total(left, right):
        return "one is of all"
    dates = [is_dated(count.article) for count in (left, right)]
    texts = (count.statement.span.of(count.article.text) for count in (left, right))
    if not all(dates) and any(is_growing(text) for text in texts):
        return "a toll that was growing"
    return None if any(dates) else "dates that are only the latest"


def is_of_other_hours(left: Counted, right: Counted) -> bool:
    """Whether both name hours, and none of them is one; what is measured anew each hour must name one."""
    left_times, right_times = (
        [t for t in count.statement.times if t.grain in _MOMENT_GRAINS and is_resolved(t)]
        for count in (left, right)
    )
    changing = left.figure.unit in _BY_THE_HOUR
    return (changing or bool(left_times and right_times)) and not any_meet(left_times, right_times)


def _changes_daily(left: Counted, right: Counted) -> bool:
    """Whether both tell how far a market or a poll went up or down, and no day says that it is one move."""
    if left.figure.unit not in _BY_THE_DAY or not (left.figure.change or right.figure.change):
        return False
    left_times, right_times = (
        [t for t in count.statement.times if is_resolved(t)] for count in (left, right)
    )
    return not any_meet(left_times, right_times)


def is_dated(article: Article) -> bool:
    """Whether its page says when it was published: a date of the input alone may be that of a crawl."""
    given = dict(article.found_in).get("published_at", "")
    return article.published_at is not None and not given.startswith("given alone")


def is_near(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two figures stand in sentences that are likely one claim, or in two leads that tell one toll.

    Of one thing that several words name, in one place, no more is asked.
    """
    told_first = left.is_toll or left.noun_key == {ABOARD}
    leads = told_first and max(left.statement.position, right.statement.position) < COUNTS.leads
    exact = left.noun_key == right.noun_key and len(left.noun_key) > 1 and bool(left.places & right.places)
    return leads or exact or likelihood_of(left, right, likelihood) >= COUNTS.aligned


def told_alike(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two figures of one noun are told as one count: much the same is said around both.

    Of 70 and of 30 % of the land other things may be said, however alike the sentences. A toll, a count of
    all on board, or one in sentences that are surely one claim, needs no more.
    """
    fewer = min(len(left.context), len(right.context))
    shared = len(left.context & right.context)
    if left.figure.unit in SHARES:
        return bool(fewer) and shared >= COUNTS.share_alike * fewer
    if left.is_toll or left.noun_key == {ABOARD} or likelihood_of(left, right, likelihood) >= COUNTS.sure:
        return True
    return bool(fewer) and shared >= COUNTS.count_alike * fewer


def likelihood_of(left: Counted, right: Counted, likelihood: Likelihood) -> float:
    """How likely the statements of two figures are one claim, or the figures count one thing."""
    claim = likelihood.claims.get((min(left.at, right.at), max(left.at, right.at)), 0.0)
    return max(claim, likelihood.counts.get(frozenset((left.place, right.place)), 0.0))
