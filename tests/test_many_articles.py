"""A story of hundreds of articles: it fits a terminal and a page, and what is left out is told."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsfold import console
from newsfold.compare.differences import merged_differences
from newsfold.present import lead, sayings, story_view
from newsfold.present.wording import brief, printed_time
from newsfold.records import (
    Annotations,
    Carrier,
    FigureSeries,
    Grain,
    SeriesPoint,
    StoryDetail,
    TimelineEntry,
)
from newsfold.tell.account import account
from newsfold.web.charts import series_charts
from newsfold.web.story_page import story_page
from tests.factories import (
    article,
    attribution,
    claim,
    derivation,
    difference,
    evidence,
    figure,
    origin,
    story,
)

MANY = 300
MORNING = datetime(2022, 5, 4, 6, tzinfo=UTC)


def many() -> StoryDetail:
    """A toll that grows through the reports of 300 outlets, each of which copies the one before."""
    texts = [f"At least {20 + n // 3} people died when the dam above Velmora burst." for n in range(MANY)]
    articles = tuple(
        article(
            text,
            f"a{n:03}",
            title=text,
            outlet=f"Outlet {n:03}",
            published_at=MORNING + timedelta(minutes=10 * n),
        )
        for n, text in enumerate(texts)
    )
    places = tuple(evidence(a) for a in articles)
    figures = [figure(a, str(20 + n // 3), 20 + n // 3, "people died") for n, a in enumerate(articles)]
    quotes = [attribution(a, kind="indirect", speaker=a.id) for a in articles]
    origins = tuple(origin(a.outlet or "", a.id) for a in articles)
    burst = claim(
        texts[0],
        *places,
        id="c",
        origins=origins,
        status="updated",
        carriers=tuple(Carrier(article_id=a.id, how="own words") for a in articles),
    )
    values = {str(20 + n): places[3 * n : 3 * n + 3] for n in range(MANY // 3)}
    toll = difference(values, "people died", claim_ids=("c",), updated=True)
    by_id = {a.id: a for a in articles}
    return StoryDetail(
        story=story(*by_id, title="Dam bursts"),
        articles=articles,
        claims=(burst,),
        differences=(toll,),
        account=tuple(account(by_id, [burst], [toll], {a.id: a.outlet or "" for a in articles})),
        annotations=tuple(
            Annotations(article_id=figure.article_id, figures=(figure,), attributions=(quote,))
            for figure, quote in zip(figures, quotes, strict=True)
        ),
        series=(
            FigureSeries(
                what="people died",
                unit="",
                points=tuple(
                    SeriesPoint(figure=f, outlet=a.outlet or "", published_at=a.published_at)
                    for f, a in zip(figures, articles, strict=True)
                ),
            ),
        ),
        timeline=(
            TimelineEntry(
                start=MORNING, end=MORNING + timedelta(days=1), grain="day", text=texts[0], evidence=places
            ),
        ),
        derivations=tuple(derivation(b.id, a.id) for a, b in pairwise(articles)),
        origins=origins,
    )


@pytest.fixture(scope="module")
def detail() -> StoryDetail:
    return many()


def test_side_by_side_has_the_first_and_the_last_values(detail: StoryDetail) -> None:
    (side,) = [s for s in detail.account if s.role == "difference"]
    assert side.text.startswith("People died: 20 (Outlet 000, Outlet 001, Outlet 002); 21 (")
    assert "; …; " in side.text and side.text.endswith("119 (Outlet 297, Outlet 298, Outlet 299)")
    assert len(side.text) < 500 and len(side.evidence) < 30


def test_a_terminal_shows_the_first_of_everything_and_how_many_more(detail: StoryDetail) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        console.story(story_view(detail))
    text = " ".join(out.getvalue().split())
    assert out.getvalue().count("\n") < 450
    for more in (
        "[8] and 292 more",
        "and 92 more values (--json has all)",
        "and 288 more in their own words",
        "and 260 reports between these (--json has all)",
        "and 259 more (--json has all)",  # derivations
        "and 260 more (--json has all)",  # articles, origins, speakers
    ):
        assert more in text, more


def test_a_page_shows_the_first_of_everything_and_how_many_more(detail: StoryDetail) -> None:
    page = story_page(story_view(detail))
    assert len(page) < 700_000
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for more in (
        "+294",
        "96 more",
        "and 288 more in their own words",
        "284 outlets that carry the least",
        "262 reports between these are in the story's JSON",
        "239 cases more in the story's JSON",
        "276 more articles",
        "240 origins more in the story's JSON",
        "260 sayings more in the story's JSON",
    ):
        assert more in text, more


def test_a_thinned_chart_keeps_its_ends_and_its_extremes(detail: StoryDetail) -> None:
    (chart,) = series_charts(story_view(detail).series)
    shown = [report.point.figure.value for report in chart.reports]
    assert len(shown) + chart.left_out == MANY and len(shown) <= 40
    assert (shown[0], shown[-1]) == (20, 119)
    assert all(value == int(value) for value in (20, 119)) and "." not in "".join(t for _, t in chart.ticks)


def test_one_conflict_of_many_statements_is_one_difference() -> None:
    places = [evidence(article(id=f"a{number}")) for number in range(120)]
    pairs = [
        difference(
            {"Tuesday": [places[i]], "wednesday" if j % 2 else "Wednesday": [places[100 + j]]},
            "The dam burst.",
            "figure",
        )
        for i in range(20)
        for j in range(20)
    ]
    (merged,) = merged_differences(pairs)
    assert [v.text.casefold() for v in merged.values] == ["tuesday", "wednesday"]
    assert [len(v.evidence) for v in merged.values] == [20, 20]
    other = replace(pairs[0], kind="negation", about="")
    assert len(merged_differences([*pairs, other])) == 2


def test_words_that_many_print_are_shown_once(detail: StoryDetail) -> None:
    quotes = story_view(detail).quotes
    same = [q for q in quotes if q.text == quotes[0].text]
    assert len(same) == 3
    ((_, (saying,)),) = sayings(replace(quote, speaker="the mayor") for quote in same)
    assert len(saying.places) == 3


def test_a_bare_number_is_no_saying(detail: StoryDetail) -> None:
    quote = story_view(detail).quotes[0]
    assert (
        sayings([replace(quote, text="1,805"), replace(quote, text="1,805 died")])[0][1][0].quote.text
        == "1,805 died"
    )
    assert not sayings([replace(quote, text="1,805")])


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("denied", "that 40 people died", "denied"),
        ("told reporters", "he would resign", "told reporters"),
        ("told", "that he would resign", "told …"),
        ("has denied", "The dam leaked", "has denied"),
        ("said", "The dam leaked", ""),
        ("According to", "the two leaders will meet", ""),
    ],
)
def test_how_it_was_said(detail: StoryDetail, cue: str, text: str, expected: str) -> None:
    assert lead(replace(story_view(detail).quotes[0], cue=cue, text=text)) == expected


@pytest.mark.parametrize(
    ("hours", "length", "grain", "text"),
    [
        (18, 12, "hour", "4 May 2022, night"),
        (6, 6, "hour", "4 May 2022, morning"),
        (12, 1, "hour", "4 May 2022, about 12:00"),
        (11.5, 1 / 60, "minute", "4 May 2022, 11:30 as printed"),
        (0, 24, "day", "4 May 2022"),
    ],
)
def test_a_text_s_clock_is_not_called_utc(hours: float, length: float, grain: Grain, text: str) -> None:
    start = MORNING.replace(hour=0) + timedelta(hours=hours)
    assert printed_time(start, grain, start + timedelta(hours=length)) == text


def test_long_reasons_are_cut_visibly() -> None:
    assert brief("short") == "short"
    assert brief("word " * 200, 30) == "word word word word word word …"
