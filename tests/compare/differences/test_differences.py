"""Figures, dates and denials that differ, and the many that only seem to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.compare.alignment import Pair
from newsfold.compare.denial_en import denies, negations
from newsfold.compare.differences import negation_differences
from newsfold.compare.differences.clashes import negation_difference
from newsfold.compare.differences.counts import counted_figure, no_count
from newsfold.compare.differences.figures import (
    compared_counts,
    figure_differences,
    no_difference,
    series,
)
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.values import bounds, exclude_each_other
from newsfold.records import Article, Difference, Figure, Span, Statement, TimeRef
from tests.factories import Modifier, article, date, figure, mention, span, statement

NOON = datetime(2015, 4, 25, 12, tzinfo=UTC)


def count(
    value: float,
    words: str = "",
    text: str = "",
    what: str = "people killed",
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    modifier: Modifier = "",
    change: Literal["", "up", "down"] = "",
) -> Figure:
    """What `words` of `text` count; for comparing values alone, without either."""
    return figure(
        article(text), words, value, what, unit=unit, low=low, high=high, modifier=modifier, change=change
    )


# (one, other, whether no value fits both)
EXCLUDING = [
    (count(49), count(51), True),
    (count(49, modifier="at least"), count(51), False),
    (count(51, modifier="at least"), count(49), True),
    (count(51, modifier="more than"), count(49, modifier="at most"), True),
    (count(2000, modifier="about"), count(1987), False),
    (count(2000, modifier="about"), count(2600), True),
    (count(50, low=40, high=60), count(57), False),
    (count(50, low=40, high=60), count(70), True),
    # a large round number is rounded, a small one is counted
    (count(1_200_000), count(1_230_000), False),
    (count(50), count(51), True),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), EXCLUDING)
def test_values_that_exclude_each_other(left: Figure, right: Figure, expected: bool) -> None:
    assert exclude_each_other(left, right) is expected
    assert exclude_each_other(right, left) is expected


@given(
    st.floats(-1e12, 1e12), st.sampled_from(["", "about", "at least", "at most", "more than", "less than"])
)
def test_a_figure_never_excludes_itself(value: float, modifier: Modifier) -> None:
    counted = count(value, modifier=modifier)
    low, high = bounds(counted)
    assert low <= value <= high
    assert not exclude_each_other(counted, counted)


# (what one article counts, in its words; the other's)
SAME_THING = [
    ("people killed", "51 people killed", "deaths", "49 deaths"),
    ("people", "51 people are known to have died", "", "the toll rose to 49"),
    ("injured people", "51 injured people", "people", "49 people were wounded"),
    ("houses", "51 houses", "house", "49 house fires"),
]


@pytest.mark.parametrize(("what", "text", "other_what", "other_text"), SAME_THING)
def test_words_for_one_counted_thing(what: str, text: str, other_what: str, other_text: str) -> None:
    left = story(text, figures=[[count(51, "51", text, what=what)]], hours=(0,))
    right = story(other_text, figures=[[count(49, "49", other_text, what=other_what)]], hours=(0,))
    first, second = (counted_figure(0, s[0], s[0].figures[0], a["a0"]) for s, a in (left, right))
    assert first.noun_key == second.noun_key != frozenset()


def story(
    *texts: str, figures: list[list[Figure]], hours: tuple[int | None, ...] = (0, 0)
) -> tuple[list[Statement], dict[str, Article]]:
    """One statement an article, with its figures; `hours` after noon is when each was published."""
    articles, said = {}, []
    for i, (text, hour) in enumerate(zip(texts, hours, strict=False)):
        when = None if hour is None else NOON + timedelta(hours=hour)
        news = articles[f"a{i}"] = article(text, f"a{i}", outlet=f"Outlet {i}", published_at=when)
        said.append(statement(news, figures=tuple(figures[i])))
    return said, articles


PAIR = [Pair(left=0, right=1, score=0.9, cosine=0.9)]
AT_LEAST_51 = "At least 51 people were killed when the ferry sank off the island."
KILLED_49 = "The ferry sank off the island and killed 49 people."
TOLL = [[count(51, "51", AT_LEAST_51, modifier="at least")], [count(49, "49", KILLED_49)]]


def test_a_toll_that_two_outlets_give_at_one_time_differs() -> None:
    (difference,) = figure_differences(compared_counts(*story(AT_LEAST_51, KILLED_49, figures=TOLL), PAIR))
    assert [v.text for v in difference.values] == ["at least 51", "49"]
    assert not difference.updated


def test_a_toll_that_grows_with_the_hours_is_updated() -> None:
    (difference,) = figure_differences(
        compared_counts(*story(AT_LEAST_51, KILLED_49, figures=TOLL, hours=(6, 0)), PAIR)
    )
    assert [v.text for v in difference.values] == ["49", "at least 51"]
    assert difference.updated


def test_undated_reports_are_not_taken_for_an_update() -> None:
    (difference,) = figure_differences(
        compared_counts(*story(AT_LEAST_51, KILLED_49, figures=TOLL, hours=(6, None)), PAIR)
    )
    assert not difference.updated


def refusal(
    said: Sequence[Statement], articles: Mapping[str, Article], likely: float = 0.9
) -> Refusal | None:
    """Why the first figures of two statements, which are one claim as likely as given, make no difference."""
    for s in said:
        if refused := no_count(s, s.figures[0], articles[s.article_id]):
            return refused
    pair = Pair(left=0, right=1, score=likely, cosine=likely)
    compared = compared_counts(said, articles, [pair])
    left, right = (compared.counts[s.article_id][0] for s in said)
    refused = no_difference(left, right, compared)
    assert bool(figure_differences(compared)) == (refused is None)
    return refused


def test_other_things_counted_do_not_differ() -> None:
    boats = [[count(51, "51", AT_LEAST_51)], [count(49, "49", KILLED_49, what="boats")]]
    assert refusal(*story(AT_LEAST_51, KILLED_49, figures=boats)) == "other thing"
    euros = [[count(51, "51", AT_LEAST_51)], [count(49, "49", KILLED_49, unit="EUR")]]
    assert refusal(*story(AT_LEAST_51, KILLED_49, figures=euros)) == "other unit"
    many = [[count(51, "51", AT_LEAST_51)], [count(49_000, "49", KILLED_49)]]
    assert refusal(*story(AT_LEAST_51, KILLED_49, figures=many)) == "values too far apart"


def test_values_that_may_be_one_do_not_differ() -> None:
    least = [[count(51, "51", AT_LEAST_51)], [count(49, "49", KILLED_49, modifier="at least")]]
    assert refusal(*story(AT_LEAST_51, KILLED_49, figures=least)) == "one value fits both"


def test_counts_of_other_places_do_not_differ() -> None:
    said, articles = story(AT_LEAST_51, KILLED_49, figures=TOLL)

    def placed(statement: Statement, place: str) -> Statement:
        last = Span(start=statement.span.end - 6, end=statement.span.end - 1)
        return replace(statement, mentions=(mention(articles[statement.article_id], last, place),))

    assert refusal([placed(said[0], "nepal"), placed(said[1], "india")], articles) == "other place"
    # "The island" is where sentences alike are.
    assert refusal([placed(said[0], "nepal"), said[1]], articles, 0.4) == "other place"
    assert refusal([placed(said[0], "nepal"), said[1]], articles, 0.6) is None
    assert refusal([placed(s, "nepal") for s in said], articles) is None


def test_counts_of_other_days_and_hours_do_not_differ() -> None:
    said, articles = story(AT_LEAST_51, KILLED_49, figures=TOLL)
    days = [replace(s, times=(dated(AT_LEAST_51, "ferry", n),)) for n, s in enumerate(said, 21)]
    assert refusal(days, articles) == "other days"
    hours = [replace(s, times=(replace(s.times[0], grain="hour"),)) for s in days]
    assert refusal(hours, articles) == "other hours"
    assert refusal([days[0], replace(days[1], times=days[0].times)], articles) is None


def test_a_series_runs_by_publication_and_undated_comes_last() -> None:
    said, articles = story(AT_LEAST_51, KILLED_49, figures=TOLL, hours=(None, 0))
    (toll,) = series(compared_counts(said, articles))
    assert [p.figure.value for p in toll.points] == [49, 51]


def dated(text: str, words: str, day: int) -> TimeRef:
    start = NOON.replace(day=day, hour=0)
    return date(article(text), words, f"2015-04-{day}", start, start + timedelta(days=1))


def test_a_denial_differs_from_what_it_denies() -> None:
    left, right = "The dam held through the night.", "The dam did not hold through the night."
    said, articles = story(left, right, figures=[[], []])
    (difference,) = negation_differences(said, articles, PAIR)
    assert {v.text for v in difference.values} == {left, right}
    assert negation_difference(said[0], said[1], articles, 0.6) == "two claims"
    assert negation_difference(said[0], said[0], articles, 0.9) == "nothing denied"
    assert negation_difference(said[1], said[1], articles, 0.9) == "both deny"


# (one account, the other, why they do not differ): alike, one with a denying word, and yet no conflict
NO_DENIALS: list[tuple[str, str, Refusal]] = [
    # another thing is denied
    (
        "The ferry sank and did not reach the island.",
        "The ferry sank off the island.",
        "other things told",
    ),
    # more than one thing, not none
    (
        "The mayor spoke for the victims, not only the town.",
        "The mayor spoke for the victims of the town.",
        "nothing denied",
    ),
    # the same, torn apart on one side
    ("The dam didn't hold through the night.", "The dam didn ’ t hold through the night.", "both deny"),
    ("The dam didn ’ t hold all night, they say.", "The dam didn't hold through the night.", "both deny"),
    # the same, denied by a verb
    (
        "The dam failed to hold through the night.",
        "The dam did not hold through the night.",
        "denied in other words",
    ),
    # words cut from a quotation
    ("“The dam held. We don’t know why,” she said.", "“The dam held,” she said.", "in quotation marks"),
    # the denied thing, and another beside it
    (
        "The old dam did not hold.",
        "The old dam will hold, and the mill below the weir of Orlen is safe.",
        "more is told",
    ),
]


@pytest.mark.parametrize(("left", "right", "why"), NO_DENIALS)
def test_what_is_no_denial(left: str, right: str, why: Refusal) -> None:
    said, articles = story(left, right, figures=[[], []])
    assert negation_difference(said[0], said[1], articles, 0.9) == why
    assert negation_differences(said, articles, PAIR) == []


def test_one_wording_without_its_apostrophe_denies_nothing() -> None:
    said, articles = story("The dam didnt hold.", "The dam didn't hold.", figures=[[], []])
    assert isinstance(negation_difference(said[0], said[1], articles, 0.9), str)


POSSIBLE = "The premier said that the toll could reach 10,000."
DOZENS = "The ferry sank and killed dozens of people."
CORRECTED = "An earlier version of this article gave 35 people killed."


# (a text with a figure that is no count, its words and value, why it is none)
NO_COUNTS: list[tuple[str, str, float, Refusal]] = [
    (POSSIBLE, "10,000", 10_000, "only possible"),
    (DOZENS, "dozens", 24, "no exact number"),
    (CORRECTED, "35", 35, "taken back"),
    ("Officials denied that 35 people were killed.", "35", 35, "denied"),
    ("The wall costs £80 ($107).", "$107", 107, "another value in another unit"),
    ("The flood reached 1, 600 houses.", "600", 600, "a piece of a number"),
    ("The flood reached 1, 600 houses.", "1", 1, "a piece of a number"),
    ("Updated 5: 40 p. m. by the ferry desk", "40", 40, "an hour of the clock"),
    ("The bill needs 60 votes to pass the chamber.", "60", 60, "only possible"),
    ("The club averages some 30 to 51 goals a season.", "51", 51, "a part, a rest or a rate"),
    ("The club had 7.2 rebounds on its road.", "7.2", 7.2, "a part, a rest or a rate"),
    ("He served 41 / 2 months on the island.", "2", 2, "a piece of a number"),
    ("The clinic counted 51 deaths/100,000 of the island.", "51", 51, "a part, a rest or a rate"),
]


@pytest.mark.parametrize(("text", "words", "value", "why"), NO_COUNTS)
def test_what_is_no_count_differs_from_none(text: str, words: str, value: float, why: Refusal) -> None:
    unit = "USD" if "$" in words else ""
    figures = [[count(51, "51", AT_LEAST_51)], [count(value, words, text, unit=unit)]]
    assert refusal(*story(AT_LEAST_51, text, figures=figures)) == why


def test_what_was_counted_before_the_event_differs_only_from_a_count_of_the_same_time() -> None:
    said, articles = story(AT_LEAST_51, KILLED_49, figures=TOLL)
    earlier = replace(said[0], times=(dated(AT_LEAST_51, "ferry", 2),))

    def why(left: Statement, right: Statement, likely: float) -> Refusal | None:
        pair = Pair(left=0, right=1, score=likely, cosine=likely)
        compared = compared_counts([left, right], articles, [pair], NOON)
        return no_difference(compared.counts["a0"][0], compared.counts["a1"][0], compared)

    same = replace(said[1], times=(dated(KILLED_49, "ferry", 2),))
    assert why(earlier, said[1], 0.9) == "of an earlier time"
    assert why(earlier, replace(said[1], times=(dated(KILLED_49, "ferry", 3),)), 0.9) == "of an earlier time"
    assert why(earlier, same, 0.6) == "of an earlier time"
    assert why(earlier, same, 0.9) is None
    compared = compared_counts([earlier, same], articles, PAIR, NOON)
    assert [d.updated for d in figure_differences(compared)] == [False]
    assert series(compared) == []


def test_a_number_behind_a_year_is_whole() -> None:
    text = "The file says that by 2008, 300 boats had been seized."
    said, articles = story(text, figures=[[count(300, "300", text, what="boats")]], hours=(0,))
    assert no_count(said[0], said[0].figures[0], articles["a0"]) is None


# (what one account counts, what the other does, how likely they are one claim, why they do not differ)
GROUPS: list[tuple[str, str, float, Refusal | None]] = [
    ("women killed", "soldiers killed", 0.95, "another group"),
    ("civilians killed", "people killed", 0.8, "another group"),
    ("civilians killed", "people killed", 0.95, None),
    ("civilians killed", "civilians killed", 0.8, None),
]


@pytest.mark.parametrize(("left", "right", "likely", "why"), GROUPS)
def test_tolls_of_other_groups_do_not_differ(
    left: str, right: str, likely: float, why: Refusal | None
) -> None:
    figures = [[count(51, "51", AT_LEAST_51, what=left)], [count(49, "49", KILLED_49, what=right)]]
    assert refusal(*story(AT_LEAST_51, KILLED_49, figures=figures), likely) == why


FIRST = "Within the first two hours the chamber had filed 44 changes to the harbour bill."
LATER = "In the first 48 hours the chamber had filed 90 changes to the harbour bill."


def test_counts_of_other_stretches_of_time_do_not_differ() -> None:
    figures = [[count(n, str(n), text, what="changes")] for n, text in ((44, FIRST), (90, LATER))]
    said, articles = story(FIRST, LATER, figures=figures)
    stretches = [
        replace(dated(text, words, 25), kind="duration", value=value)
        for text, words, value in ((FIRST, "two hours", "PT2H"), (LATER, "48 hours", "PT48H"))
    ]
    timed = [replace(s, times=(stretch,)) for s, stretch in zip(said, stretches, strict=True)]
    assert refusal(timed, articles) == "another stretch of time"
    assert refusal([timed[0], replace(timed[1], times=(stretches[0],))], articles) is None


def test_a_total_and_the_count_of_one_night_do_not_differ() -> None:
    left = "In all 51 people were arrested on the island."
    right = "On Tuesday night 49 people were arrested on the island."
    figures = [[count(n, str(n), text, what="people arrested")] for n, text in ((51, left), (49, right))]
    said, articles = story(left, right, figures=figures)
    night = replace(dated(right, "Tuesday", 25), kind="time", grain="hour")
    assert refusal([said[0], replace(said[1], times=(night,))], articles) == "one is of all"
    assert refusal(said, articles) is None


def test_a_market_moves_anew_each_day() -> None:
    left, right = "The harbour index fell 2.4%.", "The harbour index fell 3.1%."
    figures = [
        [count(n, words, text, what="harbour index", unit="%", change="down")]
        for n, words, text in ((2.4, "2.4%", left), (3.1, "3.1%", right))
    ]
    said, articles = story(left, right, figures=figures)
    assert refusal(said, articles) == "measured anew each day"
    day = [
        replace(s, times=(dated(text, "harbour", 25),)) for s, text in zip(said, (left, right), strict=True)
    ]
    assert refusal(day, articles) is None


def test_tolls_of_pages_without_a_date_of_their_own_do_not_differ() -> None:
    given = (("published_at", "given alone"),)
    said, articles = story(AT_LEAST_51, KILLED_49, figures=TOLL)
    crawled = {id: replace(a, found_in=given) for id, a in articles.items()}
    assert refusal(said, crawled) == "dates that are only the latest"
    assert refusal(said, {**crawled, "a0": articles["a0"]}) is None
    assert (
        refusal(*story(AT_LEAST_51, KILLED_49, figures=TOLL, hours=(None, None)))
        == "dates that are only the latest"
    )
    boats = [[count(51, "51", AT_LEAST_51, what="boats")], [count(49, "49", KILLED_49, what="boats")]]
    assert refusal(said=story(AT_LEAST_51, KILLED_49, figures=boats)[0], articles=crawled) is None


def test_only_what_is_counted_up_is_updated() -> None:
    left, right = "The ferry carried eight crew members.", "The ferry carried nine crew members."
    figures = [
        [count(n, words, text, what="crew members")]
        for n, words, text in ((8, "eight", left), (9, "nine", right))
    ]
    (difference,) = figure_differences(
        compared_counts(*story(left, right, figures=figures, hours=(0, 6)), PAIR)
    )
    assert not difference.updated


# (what one outlet says, the value and its noun; the other; why they do not differ)
ON_BOARD: list[tuple[str, str, str, str, Refusal | None]] = [
    ("carrying 212 people", "people", "with 208 passengers and crew", "passengers and crew", None),
    ("with 212 people aboard", "people", "carrying 208 people", "people", None),
    ("carrying 212 people", "people", "with 108 people aboard", "people", "values too far apart"),
    ("carrying 212 people", "people", "with 208 passengers", "passengers", "other thing"),
    ("carrying 212 people", "people", "that had hurt 208 people", "people", "other thing"),
]


@pytest.mark.parametrize(("left", "left_noun", "right", "right_noun", "why"), ON_BOARD)
def test_all_who_are_on_board_are_counted_by_one_word(
    left: str, left_noun: str, right: str, right_noun: str, why: Refusal | None
) -> None:
    texts = (f"A ferry {left} sank off Verden.", f"The Sea Lark, {right} from the isle of Orlen, sank.")
    numbers = [next(word for word in text.split() if word.isdigit()) for text in texts]
    figures = [
        [count(int(n), n, text, what=what)]
        for n, text, what in zip(numbers, texts, (left_noun, right_noun), strict=True)
    ]
    said, articles = story(*texts, figures=figures)
    placed = replace(said[1], mentions=(mention(articles["a1"], "Orlen", "orlen"),))
    assert refusal([said[0], placed], articles, 0.4) == why


def test_who_came_to_a_hospital_is_not_who_was_hurt() -> None:
    texts = ("The crash injured 14 people.", "The clinic admitted 11 people, none with bad injuries.")
    figures = [[count(14, "14", texts[0], what="people")], [count(11, "11", texts[1], what="people")]]
    assert refusal(*story(*texts, figures=figures)) == "other thing"


def test_people_of_whom_nothing_more_is_said_need_sentences_that_are_one_claim() -> None:
    texts = ("Some 140 people came to the rally.", "The rally drew 120 people.")
    figures = [[count(n, str(n), t, what="people")] for n, t in zip((140, 120), texts, strict=True)]
    said, articles = story(*texts, figures=figures)
    assert refusal(said, articles, 0.6) == "other thing"
    assert refusal(said, articles, 0.7) is None
    more = count(9, "120", texts[1], what="people hurt")
    assert refusal([said[0], replace(said[1], figures=(*said[1].figures, more))], articles) == "other thing"


def test_what_two_amounts_are_for_is_no_stretch_of_time() -> None:
    texts = ("The plan saves some $119 billion over 10 years.", "The plan cuts $130 billion over 10 years.")
    figures = [
        [count(n * 1e9, f"${n} billion", t, what="", unit="USD")]
        for n, t in zip((119, 130), texts, strict=True)
    ]
    assert refusal(*story(*texts, figures=figures)) == "other thing"
    wall = [text.replace("over 10 years", "for the wall") for text in texts]
    assert refusal(*story(*wall, figures=figures), 0.9) is None


HURT = "At least 14 people were hurt when the ferry ran aground off the island."
MORE = "Seventeen people were hurt when the ferry ran aground off the island."


def grown(*hours: int | None, least: float = 14) -> list[Difference]:
    """What differs of a bound and a later count of the hurt, on pages of these hours."""
    figures = [
        [count(least, "14", HURT, what="people hurt", low=least, modifier="at least")],
        [count(17, "Seventeen", MORE, what="people hurt")],
    ]
    return figure_differences(compared_counts(*story(HURT, MORE, figures=figures, hours=hours), PAIR))


def test_a_toll_that_is_told_higher_later_is_updated_though_the_bound_still_holds() -> None:
    (difference,) = grown(0, 4)
    assert difference.updated and [v.text for v in difference.values] == ["at least 14", "Seventeen"]
    # At once, the other way round, or on a page without a date, "at least 14" and 17 are both true.
    assert grown(0, 0) == grown(4, 0) == grown(0, None) == grown(None, None) == []
    rounded = [count(70, "14", HURT, what="people hurt", modifier="about")]
    other = [count(69, "Seventeen", MORE, what="people hurt")]
    given = story(HURT, MORE, figures=[rounded, other], hours=(4, 0))
    assert figure_differences(compared_counts(*given, PAIR)) == []  # about 70 are 69
    figures = [
        [count(14, "14", HURT, what="people hurt", low=14, modifier="at least")],
        [count(17, "Seventeen", MORE, what="people hurt")],
    ]
    said, articles = story(HURT, MORE, figures=figures, hours=(0, 4))
    assert figure_differences(compared_counts(said, articles, PAIR)) != []
    named = [replace(s, mentions=(mention(articles[s.article_id], "ferry", "orlen"),)) for s in said]
    placed = [replace(s, position=9) for s in named]  # a place of its own, not the story's
    assert figure_differences(compared_counts(placed, articles, PAIR)) == []
    assert grown(0, 4, least=6) == []  # so far apart they may be of two scopes


def test_an_undated_copy_of_a_dated_value_does_not_hide_an_update() -> None:
    figures = [
        [count(14, "14", HURT, what="people hurt", low=14, modifier="at least")],
        [count(17, "Seventeen", MORE, what="people hurt")],
    ]
    texts = (HURT, MORE, HURT)
    copies = [Pair(left=i, right=j, score=0.9, cosine=0.9) for i, j in ((0, 1), (1, 2), (0, 2))]

    def updated(value: float) -> list[bool]:
        copy = [count(value, "14", HURT, what="people hurt")]
        given = story(*texts, figures=[*figures, copy], hours=(0, 4, None))
        return [d.updated for d in figure_differences(compared_counts(*given, copies))]

    assert updated(14) == [True]
    assert True not in updated(15)  # whose value is told nowhere else: who knows when


def test_counts_side_by_side_that_differ_a_little_are_of_one_thing() -> None:
    texts = ("The ferry had 8 crew and 139 riders aboard.", "The ferry had 9 crew and 136 riders aboard.")
    values = ((8, 139), (9, 136))
    figures = [
        [count(n, str(n), text, what=what) for n, what in zip(pair, ("crew", "riders"), strict=True)]
        for pair, text in zip(values, texts, strict=True)
    ]
    differences = figure_differences(compared_counts(*story(*texts, figures=figures), PAIR))
    assert {v.text for d in differences for v in d.values} == {"8", "9", "139", "136"}
    far = [figures[0], [figures[1][0], count(270, "136", texts[1], what="riders")]]
    assert refusal(*story(*texts, figures=far)) == "other counts beside"


def test_one_of_several_is_no_count_of_all() -> None:
    left, right = "The captain was charged with harming one woman.", "The captain harmed two women."
    figures = [[count(1, "one", left, what="women")], [count(2, "two", right, what="women")]]
    assert refusal(*story(left, right, figures=figures)) == "one of several"


def test_the_denied_side_of_an_amount_is_no_other_amount() -> None:
    right = DYKE.replace("has", "has not")
    asserted = count(5e9, "$5 billion", WALL, what="", unit="USD")
    denied = count(5.7e9, "$5.7 billion", right, what="", unit="USD")
    assert refusal(*story(WALL, right, figures=[[asserted], [denied]])) == "one is denied"


def test_amounts_of_other_people_are_no_one_thing() -> None:
    texts = (
        "Orla Venn ended the spring with $8 million in the bank.",
        "Ida Moor ended the spring with $15 million in the bank.",
    )
    figures = [
        [count(n, words, text, what="", unit="USD")]
        for n, words, text in ((8e6, "$8 million", texts[0]), (15e6, "$15 million", texts[1]))
    ]
    said, articles = story(*texts, figures=figures)
    assert refusal(said, articles) is None

    def of(ids: tuple[str, str]) -> list[Statement]:
        names = ("Orla Venn", "Ida Moor")
        return [
            replace(s, mentions=(mention(articles[s.article_id], name, id, "person"),))
            for s, name, id in zip(said, names, ids, strict=True)
        ]

    assert refusal(of(("venn", "moor")), articles) == "other thing"
    assert refusal(of(("venn", "venn")), articles) is None


def test_amounts_without_a_noun_stand_with_their_words() -> None:
    wall = count(5e9, "$5 billion", WALL, what="", unit="USD")
    dyke = count(5.7e9, "$5.7 billion", DYKE, what="", unit="USD")
    (difference,) = figure_differences(compared_counts(*story(WALL, DYKE, figures=[[wall], [dyke]]), PAIR))
    assert [v.text for v in difference.values] == [
        "$5 billion for the promised sea wall",
        "$5.7 billion for the wall",
    ]
    assert difference.about == "for the promised sea wall"


def test_figures_of_sentences_that_are_no_claim_do_not_differ() -> None:
    left, right = "The firm owns 51 ferries.", "It rented out 49 ferries last year."
    figures = [[count(51, "51", left, what="ferries")], [count(49, "49", right, what="ferries")]]
    assert refusal(*story(left, right, figures=figures), 0.1) == "nothing else in common"
    fleet = [[replace(f, what="harbour ferries") for f in each] for each in figures]
    assert refusal(*story(left, right, figures=fleet), 0.1) == "two claims"


def test_an_article_that_has_both_values_differs_from_none() -> None:
    both = "The ferry sank and killed 49 people, or 51 by another count."
    figures = [[count(51, "51", AT_LEAST_51)], [count(49, "49", both), count(51, "51", both)]]
    assert refusal(*story(AT_LEAST_51, both, figures=figures)) == "another value is nearer"
    wounded = [[count(51, "51", AT_LEAST_51)], [count(49, "49", both), count(51, "51", both, what="boats")]]
    assert refusal(*story(AT_LEAST_51, both, figures=wounded)) == "an article has both values"
    # The same number of something else, elsewhere in the article, is no second value.
    said, articles = story(
        AT_LEAST_51, KILLED_49, f"{KILLED_49} It had 51 cabins.", figures=[*TOLL, []], hours=(0, 0, 0)
    )
    cabins = count(51, "51", articles["a2"].text, what="cabins")
    other = replace(
        said[2],
        article_id="a1",
        span=span(articles["a2"].text, "It had 51 cabins."),
        position=1,
        figures=(cabins,),
    )
    articles = {"a0": articles["a0"], "a1": replace(articles["a2"], id="a1")}
    assert len(figure_differences(compared_counts([*said[:2], other], articles, PAIR))) == 1


def test_a_sentence_that_has_both_values_differs_from_none_whatever_they_count() -> None:
    texts = ("Six ferries of the firm were searched.", "Police searched six of the firm's eight ferries.")
    six = [count(6, "Six", texts[0], what="ferries")]
    eight = count(8, "eight", texts[1], what="ferries")
    assert refusal(*story(*texts, figures=[six, [eight]])) is None
    said, articles = story(*texts, figures=[six, [eight, count(6, "six", texts[1], what="")]])
    compared = compared_counts(said, articles, PAIR)
    assert figure_differences(compared) == []
    left, right = compared.counts["a0"][0], compared.counts["a1"][0]
    assert no_difference(left, right, compared) == "an article has both values"


def test_an_article_that_has_the_others_number_of_people_tells_of_two_events() -> None:
    """One tells of both ships, and counts the one's people as dead."""
    lost = "The Sea Lark sank, and 157 people died."
    other = "All 189 people onboard the Blue Finch were lost in May."
    texts = ("The Sea Lark had 157 people aboard.", f"{other} {lost}")
    lark, finch = (count(n, str(n), t, what="people") for n, t in ((157, texts[0]), (189, texts[1])))
    said, articles = story(*texts, figures=[[lark], [finch]])
    first = replace(said[1], span=span(texts[1], other))
    second = replace(
        said[1],
        span=span(texts[1], lost),
        position=1,
        figures=(count(157, "157", texts[1], what="people"),),
    )

    def why(*statements: Statement) -> Refusal | None:
        compared = compared_counts(statements, articles, PAIR)
        left, right = (next(c for c in compared.counts[id] if c.at == n) for n, id in enumerate(articles))
        return no_difference(left, right, compared)

    assert why(said[0], first) is None
    assert why(said[0], first, second) in ("an article has both values", "another value is nearer")


# (a text with a figure that is no count of all, the figure)
NO_TOTALS = [
    ("Officials said another 49 people were killed when the ferry sank.", "49"),
    ("The ferry sank and killed 49 more people.", "49"),
    ("The ferries of the island killed 49 people a year.", "49"),
    ("The ferry sank, and of every 49 people one was killed.", "49"),
]


@pytest.mark.parametrize(("text", "words"), NO_TOTALS)
def test_a_rest_and_a_rate_are_no_counts(text: str, words: str) -> None:
    figures = [[count(51, "51", AT_LEAST_51)], [count(49, words, text)]]
    assert refusal(*story(AT_LEAST_51, text, figures=figures)) == "a part, a rest or a rate"


WALL = "The chamber passed a bill with $5 billion for the promised sea wall."
DYKE = "A new bill that the chamber passed has $5.7 billion for the wall."


# (how likely the sentences are one claim, the other sentence, why the amounts do not differ)
AMOUNTS: list[tuple[float, str, Refusal | None]] = [
    (0.9, DYKE, None),
    (0.55, DYKE, None),
    (0.45, DYKE, "other thing"),
    (0.9, AT_LEAST_51, "other thing"),
]


@pytest.mark.parametrize(("likely", "other", "why"), AMOUNTS)
def test_one_amount_in_sentences_alike_needs_no_noun(likely: float, other: str, why: Refusal | None) -> None:
    amount = "$5.7 billion" if other is DYKE else "51"
    wall = count(5e9, "$5 billion", WALL, what="", unit="USD")
    beside = count(5.7e9, amount, other, what="", unit="USD")
    assert refusal(*story(WALL, other, figures=[[wall], [beside]]), likely) == why


LAND = "The plan would give the villages control of 70% of the valley."
CLAIM = "Under the plan the settlers must drop claims to 30% of the valley."


def test_shares_of_one_thing_told_in_two_ways_do_not_differ() -> None:
    share = count(70, "70%", LAND, what="valley", unit="%")
    rest = count(30, "30%", CLAIM, what="valley", unit="%")
    assert refusal(*story(LAND, CLAIM, figures=[[share], [rest]])) == "other words around"
    same = LAND.replace("70", "30")
    other = count(30, "30%", same, what="valley", unit="%")
    assert refusal(*story(LAND, same, figures=[[share], [other]])) is None


def test_an_undated_toll_that_had_risen_differs_from_none() -> None:
    risen = "The toll of the ferry had risen to 49 people killed."
    figures = [[count(51, "51", AT_LEAST_51)], [count(49, "49", risen)]]
    undated = story(AT_LEAST_51, risen, figures=figures, hours=(0, None))
    assert refusal(*undated) == "a toll that was growing"
    assert refusal(*story(AT_LEAST_51, risen, figures=figures, hours=(0, 0))) is None


def test_what_is_fatal_counts_the_dead_beside_the_wounded() -> None:
    text = "The gunman fatally shot 58 people and wounded hundreds."
    said, articles = story(text, figures=[[count(58, "58", text, what="people")]], hours=(0,))
    assert counted_figure(0, said[0], said[0].figures[0], articles["a0"]).noun_key == {"dead"}


def test_a_rise_and_a_fall_do_not_differ() -> None:
    rose, fell = "The index rose 510 points on the day.", "The index fell 490 points on the day."
    gain = count(510, "510", rose, what="index points", change="up")
    down = count(490, "490", fell, what="index points", change="down")
    up = replace(down, change="up")
    assert refusal(*story(rose, fell, figures=[[gain], [down]])) == "a rise and a fall"
    assert refusal(*story(rose, fell, figures=[[gain], [up]])) is None


def test_not_until_and_not_only_deny_nothing() -> None:
    assert not list(negations("It was not until May that the name was given."))
    assert denies("The name was not given.") and not denies("Not only the name was given.")


RUNS = "Orla Venn had 43 runs in 54 games for the Gulls."
SEASON = "Orla Venn had 121 runs in 157 games for both clubs."
FEWER = "Orla Venn had 41 runs for the Gulls."


def test_counts_over_two_stretches_do_not_differ() -> None:
    gulls = [count(43, "43", RUNS, what="runs"), count(54, "54", RUNS, what="games")]
    both_clubs = [count(121, "121", SEASON, what="runs"), count(157, "157", SEASON, what="games")]
    assert refusal(*story(RUNS, SEASON, figures=[gulls, both_clubs])) == "other counts beside"
    assert refusal(*story(RUNS, FEWER, figures=[gulls, [count(41, "41", FEWER, what="runs")]])) is None


def test_a_broader_noun_and_another_persons_age_are_other_counts() -> None:
    left, right = "The island lost 51 blue ferries.", "The island lost 49 ferries."
    figures = [[count(51, "51", left, what="blue ferries")], [count(49, "49", right, what="ferries")]]
    assert refusal(*story(left, right, figures=figures), 0.6) == "other thing"
    assert refusal(*story(left, right, figures=figures), 0.7) == "broader or narrower noun"
    orla, ida = "The judge jailed 16-year-old Orla Venn.", "The judge jailed 17-year-old Ida Moor."
    ages = [[count(16, "16", orla, what="age")], [count(17, "17", ida, what="age")]]
    said, articles = story(orla, ida, figures=ages)
    assert refusal(said, articles, 0.6) == "perhaps ages of two people"
    names = (("Orla Venn", "venn"), ("Ida Moor", "moor"))
    named = [
        replace(s, mentions=(mention(articles[s.article_id], name, id, "person"),))
        for s, (name, id) in zip(said, names, strict=True)
    ]
    assert refusal(named, articles) == "ages of two people"


def test_what_came_on_top_is_counted_day_by_day() -> None:
    left, right = "Another day brought 51 new cases.", "The day brought 49 new cases."
    figures = [[count(51, "51", left, what="cases")], [count(49, "49", right, what="cases")]]
    said, articles = story(left, right, figures=figures)
    assert (
        refusal([replace(said[0], times=(dated(left, "day", 21),)), said[1]], articles)
        == "added on other days"
    )
    assert refusal(said, articles) is None


def test_a_part_of_a_set_is_no_count_of_it() -> None:
    whole, part = "Two of the harbour's ferries sank.", "One of the harbour's ferries sank."
    figures = [[count(2, "Two", whole, what="ferries")], [count(1, "One", part, what="ferries")]]
    assert refusal(*story(whole, part, figures=figures)) == "a part, a rest or a rate"
