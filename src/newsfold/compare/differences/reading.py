"""Two figures of which the words around them may tell one count, read together with their values made equal.

Statements whose values clash are rarely found to be one claim, since the value is a part of what they say. So
the words around the two figures are read together (`encode.cross_encoder_logits`) as if both gave the same
number: what is asked is then whether they count one thing, and the rest of a long sentence does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from newsfold.compare.alignment import PairReader
from newsfold.compare.differences.counts import Counted, FigurePlace
from newsfold.compare.differences.one_thing import Likelihood, incomparable_in_english, likelihood_of
from newsfold.compare.differences.things import PEOPLE
from newsfold.compare.differences.values import exclude_each_other, times_apart
from newsfold.compare.settings import COUNTS, READ_COUNTS
from newsfold.text import collapse, tokens

# Bounds the time, some 20 ms a pair: pairs of figures of a story that are read, the closest values first. The
# others count one thing only where their statements are likely one claim.
_MOST_COUNTS = 60

Read = tuple[Counted, Counted, float]  # two figures, and the likelihood that they count one thing


def read_as_one(
    counts: Mapping[str, Sequence[Counted]], likelihood: Likelihood, reader: PairReader
) -> dict[frozenset[FigurePlace], float]:
    """For pairs of figures that are read as one count, by their places, how likely they are, 0..1.

    Only figures of different articles are read whose values exclude each other, and which nothing but the
    likelihood of their statements keeps from being of one thing. A figure that reads like several of another
    article, of other values, is none of them beyond doubt. The order of the articles changes nothing.
    """
    able = [pair for pair in _near_in_value(counts) if _worth_reading(*pair, likelihood)]
    able.sort(key=lambda pair: (times_apart(pair[0].figure, pair[1].figure), pair[0].place, pair[1].place))
    able = able[:_MOST_COUNTS]
    odds = (
        reader(
            [(_counted_phrase(a, _figure_words(a)), _counted_phrase(b, _figure_words(a))) for a, b in able]
        )
        if able
        else ()
    )
    read = [
        (a, b, READ_COUNTS.placed if value >= READ_COUNTS.one_place else READ_COUNTS.vouched)
        for (a, b), value in zip(able, odds, strict=True)
        if _are_close(a, b) or value >= _least(a, b)
    ]
    return {frozenset((a.place, b.place)): probability for a, b, probability in _unambiguous(read)}


def _least(left: Counted, right: Counted) -> float:
    """The log-odds from which two figures are read as one count."""
    far = times_apart(left.figure, right.figure) > READ_COUNTS.apart
    return READ_COUNTS.surely if far or PEOPLE in left.noun_key & right.noun_key else READ_COUNTS.one_thing


def _are_close(left: Counted, right: Counted) -> bool:
    """Whether two exact counts of one noun are so close that they hardly count two things: "220 talks"."""
    values = left.figure.value, right.figure.value
    exact = not left.figure.unit and min(values) >= READ_COUNTS.fewest and any(value % 10 for value in values)
    named = (
        left.noun_key == right.noun_key and left.noun_key not in ({PEOPLE}, frozenset()) and not left.is_toll
    )
    return exact and named and times_apart(left.figure, right.figure) <= READ_COUNTS.close


def _unambiguous(read: Sequence[Read]) -> list[Read]:
    """The pairs of which neither figure is read as one with several values of the other's article."""
    values: dict[tuple[FigurePlace, str], set[float]] = defaultdict(set)
    for left, right, _ in read:
        values[left.place, right.article.id].add(right.figure.value)
        values[right.place, left.article.id].add(left.figure.value)
    return [
        (a, b, likelihood)
        for a, b, likelihood in read
        if len(values[a.place, b.article.id]) == len(values[b.place, a.article.id]) == 1
    ]


def _near_in_value(counts: Mapping[str, Sequence[Counted]]) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of figures of different articles, of one unit, whose values are not far apart; by article."""
    by_unit: dict[str, list[Counted]] = defaultdict(list)
    for count in (count for id in sorted(counts) for count in counts[id] if count.figure.value > 0):
        by_unit[count.figure.unit].append(count)
    for unit, of_unit in sorted(by_unit.items()):
        farthest = READ_COUNTS.apart if unit else READ_COUNTS.far
        of_unit.sort(key=lambda count: (count.figure.value, count.place))
        for n, count in enumerate(of_unit):
            for other in islice(of_unit, n + 1, None):
                if other.figure.value > farthest * count.figure.value:
                    break
                if count.article.id != other.article.id:
                    yield (count, other) if count.article.id < other.article.id else (other, count)


def _worth_reading(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    """Whether two figures are worth reading: else other things keep them apart, or nothing does already."""
    versions = left.article.url is not None and left.article.url == right.article.url
    if (
        versions
        or "age" in left.noun_key | right.noun_key
        or not exclude_each_other(left.figure, right.figure)
    ):
        return False
    vouched = likelihood_of(left, right, likelihood) >= COUNTS.sure
    return not vouched and incomparable_in_english(left, right, READ_COUNTS.placed) is None


def _figure_words(count: Counted) -> str:
    """The words of a figure."""
    return count.figure.span.of(count.article.text)


def _counted_phrase(count: Counted, number: str) -> str:
    """The words next to a figure inside its statement, with `number` in its place."""
    text, said = count.article.text, count.statement.span
    before, after = text[said.start : count.figure.span.start], text[count.figure.span.end : said.end]
    first, last = tokens(before)[-READ_COUNTS.words :], tokens(after)[: READ_COUNTS.words]
    start = first[0].start if first else len(before)
    end = last[-1].end if last else 0
    return collapse(f"{before[start:]}{number}{after[:end]}")
