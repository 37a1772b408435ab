"""Times: expressions found and resolved, in sentences written for this test."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract.times import times
from newsfold.extract.times.calendars import easter, nth_weekday
from newsfold.records import TimeRef
from tests.cost import LINEAR, growth
from tests.factories import article

THURSDAY = datetime(2019, 4, 25, 9, 30, tzinfo=UTC)


def times_in(text: str, published: datetime | None = THURSDAY) -> list[TimeRef]:
    return times(article(text, published_at=published))


def read(text: str, published: datetime | None = THURSDAY) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in times_in(text, published)]


# (text, [(expression, value)]), in an article published on Thursday 25 April 2019
CASES = [
    ("The duo meet today.", [("today", "2019-04-25")]),
    ("She left yesterday and lands tomorrow.", [("yesterday", "2019-04-24"), ("tomorrow", "2019-04-26")]),
    # weekdays: the nearest past one, today included, unless the verbs point forward
    ("They met on Thursday.", [("Thursday", "2019-04-25")]),
    ("He arrived on Wednesday.", [("Wednesday", "2019-04-24")]),
    ("The court will rule on Monday.", [("Monday", "2019-04-29")]),
    (
        "The hearing is due to begin Friday, the clerk said Tuesday.",
        [("Friday", "2019-04-26"), ("Tuesday", "2019-04-23")],
    ),
    ("Last Thursday it rained.", [("Last Thursday", "2019-04-18")]),
    ("See you next Tuesday.", [("next Tuesday", "2019-04-30")]),
    ("The Sunday Times was sold on Good Friday.", [("Good Friday", "2019-04-19")]),
    ("He said United crews reached it on Wednesday.", [("Wednesday", "2019-04-24")]),
    ("This Friday the fair begins.", [("This Friday", "2019-04-26")]),
    ("Rain fell Monday through Wednesday.", [("Monday", "2019-04-22"), ("Wednesday", "2019-04-24")]),
    ("He left the day before yesterday.", [("the day before yesterday", "2019-04-23")]),
    # months and days without a year
    ("The fair begins in May.", [("May", "2019-05")]),
    ("It rose from January to March 2018.", [("January", "2018-01"), ("March 2018", "2018-03")]),
    ("The talks failed in February.", [("February", "2019-02")]),
    ("The talks failed last November.", [("last November", "2018-11")]),
    ("The dam will open in September.", [("September", "2019-09")]),
    ("It burned on April 3.", [("April 3", "2019-04-03")]),
    ("It burned on 28 December.", [("28 December", "2018-12-28")]),
    ("It burned on Monday, April 1.", [("Monday, April 1", "2019-04-01")]),
    ("Mrs May may march on; April Jones left.", []),
    # full dates
    ("Thursday 25 April 2019", [("Thursday 25 April 2019", "2019-04-25")]),
    ("On March 1, 2011, it shook.", [("March 1, 2011", "2011-03-01")]),
    ("From the 5th of May 1990.", [("the 5th of May 1990", "1990-05-05")]),
    ("Filed 2019-04-02.", [("2019-04-02", "2019-04-02")]),
    ("Filed 17/3/2018.", [("17/3/2018", "2018-03-17")]),
    ("The fair ran April 12-14, 2018.", [("April 12-14, 2018", "2018-04-12/2018-04-14")]),
    # years and what is longer
    ("It is the first since 2011.", [("2011", "2011")]),
    ("Pay fell this year and rose last year.", [("this year", "2019"), ("last year", "2018")]),
    ("Ties cooled in the 1980s.", [("the 1980s", "198")]),
    ("Ties cooled in the early 1990s.", [("the early 1990s", "199")]),
    ("A 19th-century fort stands.", [("19th-century", "18")]),
    ("In recent years it changed.", [("recent years", "PAST_REF")]),
    ("They met half a century ago.", [("half a century ago", "1969")]),
    ("The towers fell on 9/11.", [("9/11", "2001-09-11")]),
    ("It was so decades ago.", [("decades ago", "PAST_REF")]),
    ("By the end of the decade it will be done.", [("the end of the decade", "201")]),
    ("Sales fell in 2017, from a peak the year before.", [("2017", "2017"), ("the year before", "2016")]),
    # months, weeks, weekends, quarters, seasons
    ("Exports rose last month.", [("last month", "2019-03")]),
    ("They split last week.", [("last week", "2019-W16")]),
    ("Fires spread over the weekend.", [("the weekend", "2019-W16-WE")]),
    ("Sales fell in the first quarter.", [("the first quarter", "2019-Q1")]),
    ("Sales fell in the third quarter of 2017.", [("the third quarter of 2017", "2017-Q3")]),
    ("It flooded last summer.", [("last summer", "2018-SU")]),
    ("A vote is set for early next year.", [("early next year", "2020")]),
    ("By the end of 2018 it was gone.", [("the end of 2018", "2018")]),
    # from here, from there
    ("The mill shut two years ago.", [("two years ago", "2017")]),
    ("The mill shut three weeks ago.", [("three weeks ago", "2019-W14")]),
    ("The mill shut nearly 10 days ago.", [("nearly 10 days ago", "2019-04-15")]),
    ("It opened in 1968. Two years later it shut.", [("1968", "1968"), ("Two years later", "1970")]),
    (
        "It opened on 3 May 1968. The next day it shut.",
        [("3 May 1968", "1968-05-03"), ("The next day", "1968-05-04")],
    ),
    # clock times
    ("Doors opened at 10:30 a.m.", [("10:30 a.m", "2019-04-25T10:30")]),
    ("It blew at 10:35 a.m. (0735 GMT) Friday.", [
        ("10:35 a.m.", "2019-04-19T10:35"), ("0735 GMT", "2019-04-19T07:35"), ("Friday", "2019-04-19"),
    ]),
    ("It blew at 9 o'clock on Monday night.", [("9 o'clock on Monday night", "2019-04-22T21:00")]),
    ("It blew at 4 in the morning.", [("4 in the morning", "2019-04-25T04:00")]),
    ("It blew on the morning of April 3.", [("the morning of April 3", "2019-04-03TMO")]),
    ("It struck at 4 p.m. on Wednesday.", [("4 p.m. on Wednesday", "2019-04-24T16:00")]),
    ("It struck at noon Tuesday.", [("noon Tuesday", "2019-04-23T12:00")]),
    ("It struck on Tuesday morning.", [("Tuesday morning", "2019-04-23TMO")]),
    ("It struck last night.", [("last night", "2019-04-24TNI")]),
    # lengths of time, repeated times
    ("He ruled for 23 years.", [("23 years", "P23Y")]),
    ("A two-week truce held.", [("two-week", "P2W")]),
    ("The year-long inquiry and a daylong sitting.", [("year-long", "P1Y"), ("daylong", "P1D")]),
    ("Sales for the year ended March 31 fell.", [("the year", "P1Y"), ("March 31", "2019-03-31")]),
    ("A quarter-century passed.", [("A quarter-century", "P25Y")]),
    ("A half-hour is left.", [("A half-hour", "PT30M")]),
    ("He came in the early hours.", []),
    ("It took two and a half hours.", [("two and a half hours", "PT2H30M")]),
    ("In the past two months it fell.", [("the past two months", "P2M")]),
    ("Several months passed.", [("Several months", "PXM")]),
    ("They pray every Monday.", [("every Monday", "XXXX-WXX-1")]),
    ("The market opens daily.", [("daily", "P1D")]),
    ("The 27-year-old clerk, aged 27 years old, left.", []),  # ages are no times
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] or "empty" for c in CASES])
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


UNDATED = [
    ("They met on Thursday.", "XXXX-WXX-4", "nothing"),
    ("The talks failed in February.", "XXXX-02", "nothing"),
    ("It burned on April 3.", "XXXX-04-03", "nothing"),
    ("Exports rose last month.", "XXXX-XX", "nothing"),
    ("Pay fell this year.", "XXXX", "nothing"),
    ("She left yesterday.", "XXXX-XX-XX", "nothing"),
    ("Fires spread over the weekend.", "XXXX-WXX-WE", "nothing"),
    ("On March 1, 2011, it shook.", "2011-03-01", "itself"),
    ("It is the first since 2011.", "2011", "itself"),
    ("Ties cooled in the 1980s.", "198", "itself"),
]


@pytest.mark.parametrize(("text", "value", "source"), UNDATED, ids=[u[0] for u in UNDATED])
def test_without_a_date_only_full_dates_are_resolved(text: str, value: str, source: str) -> None:
    (ref,) = times_in(text, None)
    assert (ref.value, ref.resolved_against) == (value, source)
    assert (ref.start is None) == (source == "nothing")


def test_an_anchor_can_be_given() -> None:
    (ref,) = times(article("They met on Wednesday."), anchor=THURSDAY, anchor_kind="story")
    assert ref.value == "2019-04-24"
    assert ref.resolved_against == "story"
    (ref,) = times(article("They met today.", published_at=datetime(2001, 1, 1, tzinfo=UTC)), anchor=THURSDAY)
    assert ref.value == "2019-04-25"


def test_bounds_are_half_open_days_in_utc() -> None:
    (ref,) = times_in("They met on Wednesday.")
    assert (ref.start, ref.end) == (datetime(2019, 4, 24, tzinfo=UTC), datetime(2019, 4, 25, tzinfo=UTC))
    assert (ref.grain, ref.kind, ref.resolved_against) == ("day", "date", "published")
    (ref,) = times_in("Exports fell over the past two months.")
    assert (ref.start, ref.end) == (datetime(2019, 2, 25, tzinfo=UTC), datetime(2019, 4, 25, tzinfo=UTC))
    assert (ref.grain, ref.kind) == ("month", "duration")


def test_background_keeps_its_distance() -> None:
    text = (
        "The two presidents meet for the first time today. Their ties go back to 1948, cooled in the 1980s, "
        "and broke in 1991. It is the first such visit since 2011, after a summit in February failed."
    )
    this_week = [t.span.of(text) for t in times_in(text) if t.start and abs((THURSDAY - t.start).days) < 7]
    assert this_week == ["today"]


def test_a_year_earlier_is_that_of_the_quarter_reported() -> None:
    text = "Profit fell to $5m in the third quarter of 2018 from $7m a year earlier."
    assert read(text)[-1] == ("a year earlier", "2017-Q3")


def test_holidays() -> None:
    assert easter(2019).isoformat() == "2019-04-21"
    assert easter(2000).isoformat() == "2000-04-23"
    assert nth_weekday(2019, 11, 3, 4).isoformat() == "2019-11-28"
    assert nth_weekday(2019, 5, 0, -1).isoformat() == "2019-05-27"
    assert read("It snowed on Christmas Day.") == [("Christmas Day", "2018-12-25")]


PIECES = st.sampled_from(
    ["Monday", "Fri.", "May", "march", "Sept.", "31", "1", "1999", "0001", "9999", "19th", "the",
     "last", "next", "this",
     "two", "a", "few", "years", "month", "century", "ago", "later", "earlier", "10:30", "p.m.",
     "GMT", ",", "-", "–", "'",
     "80s", "1980s", "quarter", "third", "fiscal", "every", "daily", "weekend", "summer", "fall",
     "of", "in", "on", "end",
     "early", "morning", "night", "today", "now", "Easter", "2019-02-31", "30/02/2019", "Feb. 29",
     "99999999 years ago",
     "9999 centuries later", "ſunday", "K", "\n", "٣", "half", "and a half", "old", "past", "that",
     "same", "day", "week"]
)  # fmt: skip
ANCHORS = st.none() | st.datetimes(timezones=st.just(UTC))


@settings(deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text()), ANCHORS)
def test_any_text_and_date_have_spans_in_order(text: str, published: datetime | None) -> None:
    ends = 0
    for ref in times_in(text, published):
        assert ends <= ref.span.start < ref.span.end <= len(text)
        assert ref.value
        assert (ref.start is None) == (ref.end is None)
        assert ref.start is None or ref.end is None or ref.start <= ref.end
        ends = ref.span.end
    assert times_in(text, published) == times_in(text, published)


@pytest.mark.parametrize(
    "unit",
    [
        "They met on Thursday, two weeks after the March 3 vote, for the first time since 2011. ",
        "the ",
        "May 1 ",
        "the year ",
        "a",
        "9",
        " ",
        "Monday ",
        "two years ",
        "5 a.m. (",
        "on Monday a day later ",
    ],
)
def test_cost_grows_in_line_with_length(unit: str) -> None:
    assert growth(times_in, lambda n: unit * n, 100) < LINEAR
