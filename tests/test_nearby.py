"""The window kept over the store: it changes no answer, and where it is bounded it says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from newsfold import Newsroom
from newsfold.records import NewsfoldError
from tests.rows import write_rows

START = datetime(2019, 5, 6, 9, tzinfo=UTC)
EVENTS = [
    ("Ferry runs aground off {}", "A ferry with {} people on board ran aground off {} in thick fog."),
    ("Mill in {} burns down", "Fire destroyed a paper mill in {1}, where {0} people used to work."),
    ("Voters in {} turn down bypass", "In a referendum {0} voters in {1} turned down the bypass road."),
]
PLACES = ["Ostermouth", "Kellin", "Varrow", "Tamsey", "Brugh", "Lindale"]


def rows(days: Sequence[float | None]) -> list[dict[str, str]]:
    """Two articles on each of some events, told some days apart; None: without a date."""
    listed = []
    for at, day in enumerate(days):
        title, text = EVENTS[at // 2 % len(EVENTS)]
        place = PLACES[at // 2 % len(PLACES)]
        more = ["Nobody was hurt, the police said.", "Police said that no one had been hurt."][at % 2]
        row = {
            "id": f"r{at}",
            "outlet": f"Outlet {at % 2}",
            "title": title.format(place),
            "text": f"{text.format(40 + at // 2, place)} {more} The council of {place} meets on Friday to "
            f"talk about it, the mayor told the {place} Gazette. It is the talk of the town.",
        }
        listed.append(row | ({} if day is None else {"published": (START + timedelta(days=day)).isoformat()}))
    return listed


def read(path: Path, some: Sequence[dict[str, str]], room: Newsroom) -> tuple[str, ...]:
    """Warnings of reading some rows, but for that on rows without a date."""
    said = room.read(write_rows(path, some)).warnings
    return tuple(warning for warning in said if "without a date" not in warning)


def stories(room: Newsroom) -> set[tuple[str, ...]]:
    keys = {row["id"]: row["key"] for row in room.rows("articles")}
    return {tuple(sorted(keys[id] for id in row["article_ids"])) for row in room.rows("stories")}


DAYS = {
    "in order": [0, 0.5, 3, 3.2, 9, 9.1, 20, 21, 40, 40.5, 61, 62],
    "late and early": [40, 40.5, 0, 0.5, 61, 62, 3, 3.2, 20, 21, 9, 9.1],
    "some without a date": [0, None, 3, 3.2, None, None, 20, None, 40, 40.5, 61, 62],
}


def test_one_by_one_as_all_at_once_where_the_input_dates_late(tmp_path: Path) -> None:
    """Each second article is given a date weeks behind the day that it tells."""
    news = rows([0, 0.5, 3, 3.2, 9, 9.1, 20, 21, 40, 40.5, 61, 62])
    for at, row in enumerate(news):
        if at % 2:
            day = datetime.fromisoformat(row["published"])
            row["text"] = f"It was on {day:%B} {day.day}. {row['text']}"
            row["published"] = (day + timedelta(days=20 + 3 * at)).isoformat()
    with Newsroom(tmp_path / "at once.db", encoder="static") as room:
        read(tmp_path / "rows.jsonl", news, room)
        expected = stories(room)
    assert {("r0", "r1"), ("r10", "r11")} <= expected
    for name, order in (("forth", news), ("back", news[::-1]), ("late first", news[1::2] + news[::2])):
        with Newsroom(tmp_path / f"{name}.db", encoder="static") as room:
            for row in order:
                read(tmp_path / "rows.jsonl", [row], room)
            assert stories(room) == expected


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS.keys())
def test_one_by_one_as_all_at_once(days: list[float | None], tmp_path: Path) -> None:
    news = rows(days)
    with Newsroom(tmp_path / "at once.db", encoder="static") as room:
        assert read(tmp_path / "rows.jsonl", news, room) == ()
        expected = stories(room)
    assert 3 < len(expected) < len(news)
    with Newsroom(tmp_path / "kept.db", encoder="static") as room, Newsroom(tmp_path / "kept.db") as other:
        for at, row in enumerate(news):  # every third is read by another connection
            read(tmp_path / "rows.jsonl", [row], other if at % 3 == 2 else room)
        assert stories(room) == expected


def test_what_a_window_too_full_passes_in_pieces_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("newsfold.nearby"), "WINDOW_ARTICLES", 4)
    monkeypatch.setattr(import_module("newsfold.nearby"), "_PIECE", 3)
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        news = rows([None] * 12)
        warnings = [read(tmp_path / "rows.jsonl", news[at::6], room) for at in range(6)]
        assert warnings[0] == ()
        assert "gone through anew" in warnings[-1][0]
        expected = {tuple(sorted(f"r{at + n}" for n in (0, 1, 6, 7))) for at in (0, 2, 4)}
        assert stories(room) == expected


def test_a_database_keeps_its_encoder(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Newsroom(path, encoder="static") as room:
        read(tmp_path / "rows.jsonl", rows([0, 0.5]), room)
    with pytest.raises(NewsfoldError, match="made with the static encoder"):
        Newsroom(path, encoder="full")
    with Newsroom(path) as room:  # goes on with its own
        read(tmp_path / "rows.jsonl", rows([0, 0.5, 1, 1.5]), room)
        assert len(stories(room)) == 2
    with Newsroom(tmp_path / "other.db") as room:
        read(tmp_path / "rows.jsonl", rows([0, 0.5]), room)
    with pytest.raises(NewsfoldError, match="made with the full encoder"):
        Newsroom(tmp_path / "other.db", encoder="static")


def test_undated_articles_leave_the_window_with_their_neighbours(tmp_path: Path) -> None:
    days: list[float | None] = [0, None, 0.2, 0.3, 0.4, 0.5, 90, None, 90.2, 90.3, 90.4, 90.5]
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        for part in (slice(0, 6), slice(6, 12)):
            read(tmp_path / "rows.jsonl", rows(days)[part], room)
        articles = [room.article(row["id"]) for row in room.rows("articles")]
        undated = [a for a in articles if a.published_at is None]
        assert sorted((a.key, a.window_at) for a in undated) == [
            ("r1", START + timedelta(days=0.3)),
            ("r7", START + timedelta(days=90.3)),
        ]
        later = {a.id for a in articles if str(a.key) in {f"r{at}" for at in range(6, 12)}}
        assert room._nearby._window.ids() == later
        assert {("r0", "r1"), ("r6", "r7")} <= stories(room)


@pytest.mark.parametrize("many", [2, 100])
def test_after_the_undated_a_window_holds_what_is_near(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has no window is held against all there is; many dated ones after it are not looked for there."""
    monkeypatch.setattr(import_module("newsfold.nearby"), "_MANY", many)
    monkeypatch.setattr(import_module("newsfold.newsroom"), "_FOLDED_AT_ONCE", 2)
    news = rows([None, 0.5, 3, 3.2, 30, 30.1, 60, 61, 90, None, 120, 121])
    with Newsroom(tmp_path / "at once.db", encoder="static") as room:
        read(tmp_path / "rows.jsonl", news, room)
        held = len(room._nearby._window)
        assert held == 12 if many > 2 else held < 9
        expected = stories(room)
    with Newsroom(tmp_path / "one by one.db", encoder="static") as room:
        for row in news:
            read(tmp_path / "rows.jsonl", [row], room)
        assert stories(room) == expected
