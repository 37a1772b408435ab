"""Where an event was, from datelines, titles and what leads put somewhere; none where that is not clear."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from newsfold.compare.places import place
from newsfold.extract import annotate_all, link
from newsfold.records import Annotations, Article, Span
from newsfold.text import sentences
from tests.factories import article, date, entity, mention


def where(*printed: tuple[str, str]) -> str | None:
    """The place of a story whose articles have these titles and texts."""
    articles = [article(text, str(n), title=title) for n, (title, text) in enumerate(printed)]
    notes = {note.article_id: note for note in annotate_all(articles)}
    people, mentions = link([(a, notes[a.id].mentions) for a in articles])
    linked = [
        (
            a,
            Annotations(article_id=a.id, sentences=notes[a.id].sentences, mentions=tuple(mentions[a.id])),
        )
        for a in articles
    ]
    return place(linked, None, people)


def test_what_leads_and_titles_put_somewhere() -> None:
    quake = (
        "Quake shakes Nepal",
        "An earthquake shook Nepal on Saturday. Hundreds died in Nepal, police said.",
    )
    assert where(quake, ("Hundreds die in quake", "Hundreds of people died in Nepal on Saturday.")) == "Nepal"


@pytest.mark.parametrize("head", ["KATHMANDU, Nepal — ", "KATHMANDU (AP) - ", "Kathmandu (CNN) "])
def test_a_dateline_is_enough(head: str) -> None:
    assert (
        where(("Quake", f"{head}An earthquake shook the valley on Saturday.")) or ""
    ).title() == "Kathmandu"


@pytest.mark.parametrize(
    "printed",
    [
        # named, and nothing put there
        [("Deal with Iran", "Iran and the mayor spoke."), ("The deal", "A deal that Iran wants is near.")],
        # one of many
        [("Schools close", "Schools close in France, Italy, Spain, Norway and Kenya on Monday.")],
        # two countries, as much for the one as for the other
        [("Talks", "Talks went on in Norway on Monday."), ("Talks", "Talks went on in Kenya on Monday.")],
        # no place, a storm; a party and a state
        [("Hurricane Florence", "Boats left before Hurricane Florence came. Hurricane Florence is strong.")],
        [("The vote", "Sen. Anna Holt, R-Ohio, voted for the bill. The senators of Texas did not.")],
    ],
)
def test_none_where_it_is_not_clear(printed: list[tuple[str, str]]) -> None:
    assert where(*printed) is None


def test_the_order_of_articles_changes_nothing() -> None:
    printed = [
        ("Fire in Boston", "A fire broke out in Boston on Monday."),
        ("Fire", "BOSTON — Firemen came from all over the town."),
        ("Fire", "Nobody was hurt in Chicago, where an alarm rang."),
    ]
    assert (where(*printed) or "").title() == (where(*reversed(printed)) or "").title() == "Boston"


CITIES = {"Boston": "US", "Chicago": "US", "Nairobi": "KE", "Oslo": "NO"}
DAY = datetime(2021, 3, 10, tzinfo=UTC)
PUT, NAMED, DATELINE = "A fire broke out in Boston.", "Boston looked on.", "Boston — A fire broke out."
ELSEWHERE = "A fire broke out in Nairobi."
BEFORE = "In 2011 a fire broke out in Boston."


def read(text: str, at: int, title: str = "", before: timedelta | None = None) -> tuple[Article, Annotations]:
    """An article; the years that it names end so long before the event's day."""
    news = article(text, str(at), title=title)
    mentions = tuple(
        mention(news, Span(start=m.start(), end=m.end()), entity(m.group(), "place").id)
        for m in re.finditer("|".join(CITIES), text)
    )
    times = tuple(
        date(
            news, Span(start=m.start(), end=m.end()), "2011", DAY - timedelta(days=400), DAY - before, "year"
        )
        for m in re.finditer("2011", text)
        if before is not None
    )
    return news, Annotations(
        article_id=news.id, sentences=tuple(sentences(text)), mentions=mentions, times=times
    )


def voted(*texts: str, titles: int = 0, before: timedelta = timedelta(days=3)) -> str | None:
    """The place by articles of these texts, of which the last so many have Boston in their title."""
    cities = [entity(name, "place", country=country) for name, country in CITIES.items()]
    said = [
        read(text, at, "Fire in Boston" if at >= len(texts) - titles else "", before)
        for at, text in enumerate(texts)
    ]
    return place(said, DAY, cities)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # what leads name and put nowhere counts a quarter, and two votes are enough
        ([PUT, *[NAMED] * 4], "Boston"),
        ([PUT, *[NAMED] * 3], None),
        # of many articles, a quarter has to put it there
        ([*[PUT] * 3, *["It burned."] * 9], "Boston"),
        ([*[PUT] * 2, *[NAMED] * 3, *["It burned."] * 7], None),
        # a dateline counts two
        ([DATELINE, "It burned."], "Boston"),
        ([DATELINE, ELSEWHERE, ELSEWHERE], None),
        # half as many again as the next
        ([*[PUT] * 3, *[ELSEWHERE] * 2], "Boston"),
        ([*[PUT] * 2, *[ELSEWHERE] * 2], None),
        ([*[PUT] * 3, *["A fire broke out in Chicago."] * 2], "Boston"),
        ([*[PUT] * 4, *["A fire broke out in Chicago."] * 3], None),
        # three places are no list
        ([f"A fire in Boston was seen from Oslo and Nairobi. {NAMED}"] * 2, "Boston"),
        ([f"A fire in Boston was seen from Oslo, Chicago and Nairobi. {NAMED}"] * 2, None),
        # the fourth sentence is of the lead
        ([f"It burned. It rained. It snowed. {PUT}"] * 2, "Boston"),
        ([f"It burned. It rained. It snowed. It froze. {PUT}"] * 2, None),
        # what is told of an earlier time counts a quarter
        ([PUT, *[BEFORE] * 4], "Boston"),
        ([PUT, *[BEFORE] * 3], None),
    ],
)
def test_what_each_vote_counts_and_how_many_are_enough(texts: list[str], expected: str | None) -> None:
    assert voted(*texts) == expected


def test_a_title_counts_half() -> None:
    assert voted(PUT, "It burned.", titles=2) == "Boston"
    assert voted(NAMED, PUT, titles=1) is None


def test_what_ended_two_days_before_is_of_the_event() -> None:
    assert voted(BEFORE, BEFORE, before=timedelta(days=2)) == "Boston"
    assert voted(BEFORE, BEFORE, before=timedelta(days=2, hours=1)) is None
