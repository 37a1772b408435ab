"""What an outlet reported first, whose text it prints, and how often it stood alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from newsfold.newsroom import Newsroom
from newsfold.profiles import Borrowing
from newsfold.records import Article, Grain, NewsfoldError
from newsfold.store import Store
from tests import press
from tests.factories import article, story

DAY = datetime(2021, 5, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(press.database(tmp_path_factory.mktemp("outlets"), extra=30), create=False) as newsroom:
        yield newsroom


def test_the_first_to_report_is_told_with_who_followed(room: Newsroom) -> None:
    profile = room.outlet("Harbour Courier")
    assert (profile.alone, profile.first, profile.after, profile.hours_until_joined) == (0, 1, 0, 2.0)
    (report,) = profile.first_reports
    assert report.title == "Ferry with 212 aboard sinks off Port Halden"
    assert report.published_at == press.DAY + timedelta(hours=9)
    assert (report.joined_by, report.joined_by_others) == ("Northern Ledger", 3)


def test_whose_text_is_printed_is_counted_both_ways(room: Newsroom) -> None:
    ledger = room.outlet("Northern Ledger")
    assert ledger.takes_from == (
        Borrowing(name="Meridian Wire", kind="agency", articles=1, whole=0, most=1, part=0),
    )
    assert ledger.taken_by == (
        Borrowing(name="Evening Standard-Bearer", kind="outlet", articles=1, whole=1, most=0, part=0),
    )
    assert room.outlet("Evening Standard-Bearer").takes_from[0].name == "Northern Ledger"


def test_stories_that_nobody_joined_are_counted_apart_and_paged(room: Newsroom) -> None:
    profile = room.outlet("Island Post", limit=20)
    assert (profile.alone, profile.first, profile.after) == (30, 0, 1)
    assert len(profile.stories) == 20 and profile.next_offset == 20
    rest = room.outlet("Island Post", limit=20, offset=20)
    assert len(rest.stories) == 11 and rest.next_offset is None
    assert len({s.id for s in (*profile.stories, *rest.stories)}) == 31


def test_outlets_are_listed_by_their_articles_and_found_by_name(room: Newsroom) -> None:
    every = room.outlets()
    assert every.outlets[0].name == "Island Post" and every.outlets[0].articles == 31
    assert every.total == len(every.outlets) == 5 and every.next_offset is None
    assert [o.name for o in room.outlets("LEDGER").outlets] == ["Northern Ledger"]
    part = room.outlets(limit=2, offset=2)
    assert [o.name for o in part.outlets] == [o.name for o in every.outlets[2:4]] and part.next_offset == 4
    assert room.outlets("%").outlets == ()


@pytest.mark.parametrize("name", ["", "Nobody", "pages/undated.html", "' OR 1=1 --", "\0"])
def test_an_outlet_that_is_not_there_is_said(room: Newsroom, name: str) -> None:
    with pytest.raises(NewsfoldError, match="there is no outlet"):
        room.outlet(name)


def test_owners_are_kept_and_taken_away(tmp_path: Path) -> None:
    table = tmp_path / "owners.csv"
    table.write_text("outlet,owner,country\nIsland Post,Reef Group,NO\nNobody,X,Y\n")
    with Newsroom(press.database(tmp_path), create=False) as newsroom:
        assert newsroom.import_owners(table) == (2, 1)
        line = newsroom.outlet("Island Post").outlet
        assert (line.owner, line.country) == ("Reef Group", "NO")
        table.write_text("outlet,owner\nIsland Post,\n")
        assert newsroom.import_owners(table) == (1, 1)
        line = newsroom.outlet("Island Post").outlet
        assert (line.owner, line.country) == ("", "")


def of(outlet: str | None, hours: float | None, grain: Grain = "minute") -> Article:
    return article(
        f"{outlet} {hours}",
        f"{outlet}-{hours}",
        outlet=outlet,
        published_at=None if hours is None else DAY + timedelta(hours=hours),
        published_grain=None if hours is None else grain,
    )


@pytest.mark.parametrize(
    ("articles", "counts"),
    [
        ([of("A", 1), of("B", 2)], (0, 1, 0)),
        ([of("A", 2), of("B", 1)], (0, 0, 1)),
        ([of("A", 1), of("B", 1)], (0, 0, 0)),
        ([of("A", 1), of("A", 5)], (1, 0, 0)),
        ([of("A", 0, "day"), of("B", 7)], (0, 0, 0)),  # the day alone tells nothing of the hours in it
        ([of("A", 0, "day"), of("B", 30)], (0, 1, 0)),
        ([of("A", None), of("B", 1)], (0, 0, 0)),
        ([of("A", 3), of(None, 1)], (0, 0, 1)),
        ([of("A", 3), of("B", 4), of("C", None)], (0, 1, 0)),
    ],
)
def test_who_was_first_is_told_only_where_the_times_tell(
    tmp_path: Path, articles: list[Article], counts: tuple[int, int, int]
) -> None:
    store = Store(tmp_path / "first.db")
    with store.transaction():
        store.add_articles(articles, np.zeros((len(articles), 384), dtype=np.float32))
        store.put_stories([story(*(a.id for a in articles))], {a.id: a.outlet or a.place for a in articles})
    store.close()
    with Newsroom(tmp_path / "first.db") as newsroom:
        profile = newsroom.outlet("A")
        assert (profile.alone, profile.first, profile.after) == counts


def test_no_question_looks_through_all_articles(room: Newsroom) -> None:
    asked: list[str] = []
    database = room._store._db
    database.set_trace_callback(asked.append)
    room.outlet("Island Post")
    database.set_trace_callback(None)
    assert len(asked) >= 6
    for sql in asked:
        plan = " / ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "SCAN articles" not in plan and "SCAN a " not in f"{plan} ", (sql, plan)
