"""What reading costs must not grow with what was read before; what is removed was never there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold import Newsroom
from newsfold.describing import silent
from newsfold.encode import article_text, encode
from newsfold.newsroom import _Tally
from newsfold.records import Article
from tests.factories import article
from tests.rows import rows, write_rows

# Asked once of a whole database, to show it, or of what is no table of ours.
# A removal asks which names no story has any more, and for that goes through the names.
LOOKED_THROUGH = re.compile(
    r"count\(\*\)|LIMIT \d+$|FROM temp\.|articles_search MATCH|^SELECT number FROM catalogue_values$"
)
SCAN = re.compile(r"SCAN (?!json_each|CONSTANT)")


def test_no_question_of_reading_or_removing_looks_through_a_table(tmp_path: Path) -> None:
    asked: set[str] = set()
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        database = room._store._db
        database.set_trace_callback(asked.add)
        addressed = [row | {"url": f"https://news.example/{row['id']}"} for row in rows()]
        room.read(write_rows(tmp_path / "some.jsonl", addressed[:3]))
        room.read(write_rows(tmp_path / "all.jsonl", addressed))
        assert room.check("Seven workers lost their lives.")
        room.remove([addressed[0]["url"]])
        database.set_trace_callback(None)
        for sql in asked:
            if re.match("SELECT|UPDATE|DELETE", sql) and not LOOKED_THROUGH.search(sql):
                plan = [row["detail"] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")]
                assert not any(map(SCAN.match, plan)), (sql, plan)
    assert len(asked) > 60


START = datetime(2018, 2, 5, 8, tzinfo=UTC)
NEWS = [
    (
        "Dam above {0} cracks",
        "Engineers found a crack in the dam above {0}. Some {1} people were told to leave.",
    ),
    ("{0} told to leave below cracked dam", "Police told {1} people in {0} to leave after a dam cracked."),
    ("Bakers of {0} strike over pay", "Bakers in {0} stopped work for {1} hours over pay and night shifts."),
]
TOWNS = ["Merle", "Oxholm", "Teviot", "Sandray"]


def numbered(at: int, day: float | None) -> Article:
    """Articles by threes: two on a dam and one on a strike in one town."""
    town = TOWNS[at // 3 % len(TOWNS)]
    title, text = (template.format(town, 300 + at // 3) for template in NEWS[at % 3])
    return article(
        text,
        f"{at:03}",
        title=title,
        outlet=f"Outlet {at % 5}",
        published_at=None if day is None else START + timedelta(days=day),
    )


@cache
def vector(text: str) -> tuple[float, ...]:
    return tuple(encode([text], "static")[0].tolist())


def fold(room: Newsroom, articles: Sequence[Article]) -> None:
    with room._store.transaction():
        rows = [vector(article_text(a)) for a in articles]
        room._store.add_articles(articles, np.array(rows, dtype=np.float32))
    room._fold(_Tally(), silent)


def held(room: Newsroom) -> tuple[object, ...]:
    """Stories, links and entities, ids of stories aside."""
    ids = [a.id for a in room._store.articles([f"{at:03}" for at in range(12)])]
    stories = {summary.story.article_ids for summary in room.stories()}
    return stories, room._store.links(ids), sorted(row["id"] for row in room._store.table("entities"))


@settings(deadline=None, max_examples=10)
@given(
    st.lists(st.sampled_from([0.0, 0.5, 2.0, 9.0, 13.0, 20.0, None]), min_size=4, max_size=12),
    st.sets(st.integers(0, 11), min_size=1, max_size=6),
    st.integers(1, 5),
)
def test_what_is_removed_was_never_there(days: list[float | None], gone: set[int], size: int) -> None:
    articles = [numbered(at, day) for at, day in enumerate(days)]
    left = [a for at, a in enumerate(articles) if at not in gone]
    with TemporaryDirectory() as folder:
        with Newsroom(Path(folder) / "all.db", encoder="static") as room:
            for at in range(0, len(articles), size):
                fold(room, articles[at : at + size])
            room._describing.stale(silent)
            room.remove([a.id for a in articles if a not in left])
            rest = held(room)
        with Newsroom(Path(folder) / "left.db", encoder="static") as room:
            if left:
                fold(room, left)
                room._describing.stale(silent)
            assert held(room) == rest


@settings(deadline=None, max_examples=25)
@given(
    st.permutations(range(12)),
    st.lists(st.integers(1, 5), min_size=1, max_size=12),
    st.lists(st.sampled_from([0.0, 0.3, 2.0, 9.0, 13.5, 20.0, None]), min_size=12, max_size=12),
    st.sets(st.integers(0, 11), max_size=3),
    st.sampled_from([(1, 50), (3, 50), (500, 4), (2, 4)]),
)
def test_stories_are_a_function_of_the_set_where_bounds_are_met(
    order: list[int], cuts: list[int], days: list[float | None], gone: set[int], bounds: tuple[int, int]
) -> None:
    """Cut and shuffled, with some that are read and removed again: the same links and stories."""
    articles = {at: retold(at, day) for at, day in enumerate(days)}
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(import_module("newsfold.fold.crowds"), "CROWD", bounds[0])
        patch.setattr(import_module("newsfold.nearby"), "WINDOW_ARTICLES", bounds[1])
        patch.setattr(import_module("newsfold.nearby"), "_PIECE", 3)
        with Newsroom(Path(folder) / "cut.db", encoder="static") as room:
            left = list(order)
            for size in [*cuts, len(order)]:
                if left:
                    fold(room, [articles[at] for at in left[:size]])
                left = left[size:]
            if gone:
                room.remove([articles[at].id for at in gone])
            stories = held(room)[:2]
        with Newsroom(Path(folder) / "whole.db", encoder="static") as room:
            fold(room, [articles[at] for at in order if at not in gone])
            assert held(room)[:2] == stories


def retold(at: int, day: float | None) -> Article:
    """Eight articles on one town's dam and strike, four on another's."""
    return replace(numbered(at % 3 + 3 * (at > 7), day), id=f"{at:03}", title=f"{at} days: {TOWNS[at > 7]}")


def test_a_newsroom_holds_no_more_than_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nearby, parts = import_module("newsfold.nearby"), import_module("newsfold.fold.parts")
    monkeypatch.setattr(nearby, "_MOST_FEATURES", 40)
    monkeypatch.setattr(parts, "MOST_LINKS", 3000)
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        most = 0
        for at in range(0, 480, 8):
            # For six days there is news, then none for a fortnight.
            fold(room, [numbered(n, n // 24 * 20 + n % 24 / 4) for n in range(at, at + 8)])
            known = room._nearby
            assert len(known._features) <= 40 + 8
            assert known._inside == known._window.ids()
            assert len(known._window) <= 72
            assert known.parts._held == sum(10 + len(row) for row in known.parts._rows.values())
            most = max(most, len(known.parts._rows))
        assert 40 < most < 200
        assert room.counts()["articles"] == 480
    words = import_module("newsfold.fold.article_features")
    for cached in (words.idf, words._name_share, words.form, words.code):
        assert cached.cache_info().maxsize
