"""Look-alike events are told apart, and one event in other words is not. All texts were written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsfold.encode import article_text, encode
from newsfold.fold import article_features, fold, links
from newsfold.fold.apart import weakened
from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.links import link_features
from newsfold.learned import Table
from newsfold.records import Article
from tests.factories import article
from tests.fold.test_links import article_features as traits
from tests.fold.test_links import sparse_vector

HERE = Path(__file__).parent
TUESDAY = datetime(2021, 2, 2, 17, tzinfo=UTC)


def pairs(file: str) -> list[tuple[Article, Article]]:
    """The pairs of a file: a line of time and title, then a line of text, twice."""
    listed = []
    for block in (HERE / file).read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        head, text, other_head, other_text = block.splitlines()
        listed.append((_read("a", head, text), _read("b", other_head, other_text)))
    return listed


def _read(id: str, head: str, text: str) -> Article:
    when, title = head.removeprefix("@ ").split(" ", 1)
    return dated(text, id, title, datetime.fromisoformat(when).replace(tzinfo=UTC))


def dated(text: str, id: str, title: str, when: datetime | None) -> Article:
    return article(text, id, title=title, published_at=when, published_grain="minute" if when else None)


def likelihood(left: Article, right: Article) -> float:
    rows = encode([article_text(left), article_text(right)])
    there = links([article_features(left, rows[0])], [article_features(right, rows[1])], 14, 1e-9)
    back = links([article_features(right, rows[1])], [article_features(left, rows[0])], 14, 1e-9)
    assert there == back
    return there[0].likelihood if there else 0.0


def stories(articles: Sequence[Article]) -> set[tuple[str, ...]]:
    result = fold(articles, encode([article_text(a) for a in articles]))
    return {story.article_ids for story in result.stories}


@pytest.mark.parametrize(("left", "right"), pairs("look_alikes.txt"))
def test_look_alike_events_are_apart(left: Article, right: Article) -> None:
    assert likelihood(left, right) < 0.25


@pytest.mark.parametrize(("left", "right"), pairs("retellings.txt"))
def test_one_event_in_other_words_is_one(left: Article, right: Article) -> None:
    assert likelihood(left, right) > 0.8


MONDAY_REPORT = (
    "Shares in Ostland closed 0.8% higher on Monday, led by mining firms. The OX40 index rose 0.8% to 6,120 "
    "points, and some 310 million shares were traded. The mark was little changed against the euro. Traders "
    "were waiting for the central bank, which meets on Thursday of next week."
)
TUESDAY_REPORT = MONDAY_REPORT.translate(str.maketrans("81", "79")).replace("Monday", "Tuesday")
OTHER_OUTLET = (
    "Mining shares lifted the OX40 index in Ostland by 0.7% on Tuesday. It ended at 6,920 points, a second "
    "day of gains, with 390 million shares traded. Investors wait for the central bank next week."
)


def reports(shift: timedelta | None) -> list[Article]:
    days = [None] * 3 if shift is None else [TUESDAY - timedelta(1) + shift, TUESDAY + shift, TUESDAY + shift]
    printed = [
        ("Ostland shares close higher", MONDAY_REPORT),
        ("Ostland shares close higher again", TUESDAY_REPORT),
        ("Miners lift Ostland shares", OTHER_OUTLET),
    ]
    return [dated(text, id, title, day) for id, (title, text), day in zip("mtu", printed, days, strict=True)]


@pytest.mark.parametrize("shift", [timedelta(), timedelta(hours=9), timedelta(hours=-12), None])
def test_reports_of_two_days_are_two_stories_whatever_the_clock(shift: timedelta | None) -> None:
    assert stories(reports(shift)) == {("m",), ("t", "u")}


def test_a_report_printed_a_day_later_with_its_figures_is_the_same() -> None:
    first = reports(timedelta())[0]
    later = replace(first, id="z", published_at=TUESDAY, text=first.text.replace("on Monday", "yesterday"))
    assert likelihood(first, later) > 0.8


def test_reports_of_one_weekday_a_week_apart_are_two() -> None:
    first = reports(timedelta())[1]
    week = replace(reports(timedelta(days=7))[0], text=MONDAY_REPORT.replace("Monday", "Tuesday"))
    assert likelihood(first, replace(week, published_at=TUESDAY + timedelta(days=7))) < 0.25


def test_headlines_have_too_few_names_to_be_told_apart_by_them() -> None:
    left, right = (replace(report, text="") for report in pairs("look_alikes.txt")[5])
    rows = encode([article_text(left), article_text(right)])
    table = link_features(article_features(left, rows[0]), [article_features(right, rows[1])])
    assert weakened(article_features(left, rows[0]), [article_features(right, rows[1])], table).tolist() == [
        1.0
    ]


def test_a_case_that_the_other_cites_does_not_tell_them_apart() -> None:
    left, right = pairs("look_alikes.txt")[-1]
    cites = replace(right, text=f"{right.text} Some see a likeness to Calloway v. Marsh Energy.")
    assert likelihood(left, right) < 0.25
    assert likelihood(left, cites) > 0.3


def test_names_that_one_start_gives_may_stand_anywhere_in_the_other() -> None:
    """The rule asks for either article to know the other's names, not for the same names in both starts."""
    left, right = pairs("look_alikes.txt")[0]
    assert likelihood(left, right) < 0.25
    more = replace(
        right,
        text=f"{right.text} Off Vellmar the Ardent Crest, bound for Hadley Sound, lost boxes too, said "
        "Captain Jorun Helm.",
    )
    assert likelihood(left, more) > 0.3


def factor(first: ArticleFeatures, second: ArticleFeatures, body: float = 0.0, numbers: float = 0.0) -> float:
    """What is left of a likelihood of one event, where words and figures are so alike."""
    table = Table.of_columns({"body": [body], "numbers": [numbers]})
    (left,) = weakened(first, [second], table).tolist()
    (right,) = weakened(second, [first], table).tolist()
    assert left == right
    return float(left)


def about(id: str, code: int, held: float = 0.0, **parts: object) -> ArticleFeatures:
    """An article whose start names one of these, and for the share `held` what both texts have."""
    names = sparse_vector({code: (1 - held) * 16, 9: held * 16})
    return traits(
        id, **{"lead_names": names, "body": sparse_vector({9: 1.0}), "named": 16.0, "size": 30, **parts}
    )


@pytest.mark.parametrize(
    ("parts", "numbers", "left"),
    [
        ({}, 0.0, 0.2),
        ({"named": 15.9}, 0.0, 1.0),
        ({"size": 29}, 0.0, 1.0),
        ({"held": 0.36}, 0.0, 1.0),
        ({"held": 0.34}, 0.0, 0.2),
        ({}, 0.36, 1.0),  # figures alike
        ({}, 0.34, 0.2),
    ],
)
def test_how_much_names_tell_events_apart(parts: dict[str, float], numbers: float, left: float) -> None:
    assert factor(about("a", 5, parts.get("held", 0.0)), about("b", 6, **parts), numbers=numbers) == left


MARKET = {"market": 5, "figures": 3}


@pytest.mark.parametrize(
    ("parts", "body", "left"),
    [
        (MARKET, 0.5, 0.2),
        (MARKET, 0.49, 1.0),
        ({**MARKET, "market": 4}, 0.5, 1.0),
        ({**MARKET, "figures": 2}, 0.5, 1.0),
        ({**MARKET, "day": 100.4}, 0.5, 1.0),  # the same day
        # full of figures, and the same but for these
        ({"share": 0.3}, 0.91 * 0.7, 0.2),
        ({"share": 0.3}, 0.89 * 0.7, 1.0),
        ({"share": 0.29}, 0.95 * 0.7, 1.0),
    ],
)
def test_how_much_reports_of_two_days_are_of_one_kind(
    parts: dict[str, float], body: float, left: float
) -> None:
    first = traits("a", day=100.0, share=0.3, **MARKET)
    assert factor(first, traits("b", **{"day": 101.0, **parts}), body) == left


@pytest.mark.parametrize(("hour", "left"), [(10.5, 1.0), (9.5, 0.2)])
def test_a_weekday_may_be_that_of_a_clock_fourteen_hours_ahead(hour: float, left: float) -> None:
    """1970 began on a Thursday, whose Friday begins at ten where the clock is most ahead."""
    friday = traits("a", day=1.5, weekday=4, **MARKET)
    assert factor(friday, traits("b", day=hour / 24, weekday=4, **MARKET), 0.9) == left
