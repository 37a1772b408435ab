"""What a watch remembers: whatever happens in whatever order, each version of an entry comes out once."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.reading.feed import Item
from newsfold.records import NewsfoldError, Page, Rejected
from newsfold.watch.state import WatchedEntry, WatchedFeed, WatchState

FEED = "https://a.example/feed"
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("look"), st.sets(st.tuples(st.integers(0, 3), st.sampled_from("xy")))),
        st.tuples(st.sampled_from(["fetch", "fail", "take", "restart"]), st.just(set[tuple[int, str]]())),
    ),
    max_size=10,  # so that no entry has more versions than are looked at
)


def entry(number: int, stamp: str) -> WatchedEntry:
    place = f"https://a.example/{number}"
    item = Item(url=place, key=None, title=stamp, published=None, outlet=None)
    held = item.page(place) if number == 0 else None
    return WatchedEntry(identity=place, place=place, host="a.example", item=item, stamp=stamp, held=held)


@given(STEPS)
@settings(max_examples=60)
def test_each_version_comes_out_once(steps: list[tuple[str, set[tuple[int, str]]]]) -> None:
    """A model in a few lines beside it: what was last seen of each entry, and what must come out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state"
        state = WatchState(path)
        seen: dict[int, str] = {}
        wanted: Counter[str] = Counter()
        got: Counter[str] = Counter()
        waiting: dict[str, str] = {}  # to be fetched: a newer version takes the place of an older one

        def take() -> None:
            numbers = state.inbox(100)
            got.update(f"{record.place} {record.title}" for record in map(page, numbers))
            state.taken(numbers)

        def page(number: int) -> Page:
            record = state.received(number)
            assert isinstance(record, Page)
            return record

        for step, looked in steps:
            due = state.next_entry(time.time(), ())
            if step == "look":
                # a feed lists an entry once
                listed = dict(sorted(looked))
                changed = {n: s for n, s in listed.items() if seen.get(n) != s}
                assert state.answered(FEED, WatchedFeed(), [entry(n, s) for n, s in listed.items()]) == len(
                    changed
                )
                seen |= changed
                for number, stamp in changed.items():
                    item = entry(number, stamp)
                    if number == 0:
                        wanted[f"{item.place} {stamp}"] += 1
                    else:
                        waiting[item.place] = stamp
            elif step == "fetch" and due is not None:
                assert waiting.pop(due.place) == due.item.title
                state.fetched(due, due.item.page(due.place))
                wanted[f"{due.place} {due.item.title}"] += 1
            elif step == "fail" and due is not None:
                state.put_off(due, 0.0)
            elif step == "take":
                take()
            elif step == "restart":
                state.__exit__()
                state = WatchState(path)
        take()
        while (due := state.next_entry(time.time(), ())) is not None:
            assert waiting.pop(due.place) == due.item.title
            state.fetched(due, due.item.page(due.place))
        state.__exit__()
        assert got == wanted and not waiting


def test_an_entry_changed_while_it_was_fetched_is_fetched_again(tmp_path: Path) -> None:
    with WatchState(tmp_path / "state") as state:
        state.answered(FEED, WatchedFeed(), [entry(1, "x")])
        due = state.next_entry(time.time(), ())
        assert due is not None and state.next_entry(time.time(), {"a.example"}) is None
        state.answered(FEED, WatchedFeed(), [entry(1, "y")])
        state.fetched(due, due.item.page(due.place))
        again = state.next_entry(time.time(), ())
        assert again is not None and again.stamp == "y"


def test_a_feed_that_always_calls_its_entries_changed_is_not_followed_for_ever(tmp_path: Path) -> None:
    with WatchState(tmp_path / "state") as state:
        new = [state.answered(FEED, WatchedFeed(), [entry(1, str(look))]) for look in range(15)]
    assert new == [1] * 10 + [0] * 5


def test_what_failed_is_kept_with_its_feed(tmp_path: Path) -> None:
    rejected = Rejected(place=FEED, stage="reading", reason="not fetched", detail="HTTP 500", url=FEED)
    known = WatchedFeed(etag='"1"', last_modified="now", next_at=5.5, failures=2)
    with WatchState(tmp_path / "state") as state:
        assert state.feed(FEED) == WatchedFeed()
        state.failed(FEED, known, rejected)
    with WatchState(tmp_path / "state") as state:
        assert state.feed(FEED) == known
        assert [state.received(number) for number in state.inbox(10)] == [rejected]


def test_a_file_of_another_version_is_named(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "state"
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(NewsfoldError, match="another version of Newsfold; remove it"):
        WatchState(path)
