"""Who and what stories speak of, across them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsfold.newsroom import Newsroom
from newsfold.profiles.entities import _days_by_period
from newsfold.records import NewsfoldError
from newsfold.store import Store
from tests import factories, press

QUILL = "person:ada quill"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(press.database(tmp_path_factory.mktemp("entities")), create=False) as newsroom:
        yield newsroom


def test_an_entity_has_its_spellings_words_claims_and_stories(room: Newsroom) -> None:
    profile = room.entity(QUILL)
    assert profile.entity.aliases == ("Ada Quill", "Ms. Quill")
    assert profile.total == 1 and [s.id for s in profile.stories] == [1]
    assert profile.spread == (("2019-03-15", 1),) and profile.spread_by == "day"
    texts = {a.id: a.text for a in profile.articles}
    ((story_id, quote),) = profile.quotes
    assert story_id == 1 and quote.content[0].of(texts[quote.article_id]).startswith("“We ask every family")
    assert [c.claim.id for c in profile.claims] == ["c-inquiry"]
    named = profile.claims[0].claim.evidence[0]
    assert "Ada Quill" in named.span.of(texts[named.article_id])


def test_entities_are_listed_and_found_by_any_spelling_and_kind(room: Newsroom) -> None:
    assert {line.entity.id for line in room.entities().entities} == {QUILL, "place:port halden"}
    assert [line.entity.id for line in room.entities("ms. q").entities] == [QUILL]
    assert room.entities("zebra").entities == () and room.entities('"').entities == ()
    first = room.entities(limit=1)
    assert len(first.entities) == 1 and first.next_offset == 1
    assert room.entities(limit=1, offset=1).next_offset is None


def test_an_entity_of_many_stories_is_paged_newest_first(tmp_path: Path) -> None:
    path = press.database(tmp_path, extra=30)
    store = Store(path)
    entity = factories.entity("Ada Quill", id=QUILL)
    with store.transaction():
        for id in range(2, 32):
            store.put_entities(id, [entity])
    store.close()
    with Newsroom(path, create=False) as newsroom:
        profile = newsroom.entity(QUILL, limit=10)
        assert profile.total == 31 and profile.next_offset == 10
        times = [s.last_seen for s in profile.stories if s.last_seen]
        assert times == sorted(times, reverse=True) and len(times) == 10
        assert sum(number for _, number in profile.spread) == 31
        assert newsroom.entities().entities[0].stories == 31


@pytest.mark.parametrize("id", ["", "person:nobody", "' OR 1=1 --"])
def test_an_entity_that_is_not_there_is_said(room: Newsroom, id: str) -> None:
    with pytest.raises(NewsfoldError, match="there is no entity"):
        room.entity(id)


def test_time_is_counted_in_as_few_bars_as_fit() -> None:
    days = [(press.DAY + timedelta(days=n)).isoformat()[:10] for n in range(400)]
    assert _days_by_period(days[:60])[0] == "day" and _days_by_period(days)[0] == "month"
    by, bars = _days_by_period([f"{1900 + n}-01-01" for n in range(100)])
    assert by == "year" and len(bars) == 100
    assert _days_by_period([]) == ("day", ())


def test_an_entity_that_a_story_in_one_language_has_apart_is_shown_beside(tmp_path: Path) -> None:
    path = press.database(tmp_path, extra=3)
    names = ("Vladimir Putin", "Владимир Путин", "Путин")
    joined = factories.entity("Vladimir Putin", id="person-vladimir-putin", aliases=names)
    russian = factories.entity("Владимир Путин", id="person-владимир-путин")
    namesake = factories.entity("Путин", id="person-путин")  # a surname alone says nothing
    body = factories.entity("Владимир Путин", id="organisation-владимир-путин", kind="organisation")
    store = Store(path)
    with store.transaction():
        store.put_entities(2, [joined])
        store.put_entities(3, [russian, namesake, body])
        store.put_entities(4, [russian])
    store.close()
    with Newsroom(path, create=False) as newsroom:
        [same] = newsroom.entity(joined.id).same_name
        assert (same.entity.id, same.name, same.stories) == (russian.id, "Владимир Путин", 2)
        assert [line.entity.id for line in newsroom.entity(russian.id).same_name] == [joined.id]
        assert newsroom.entity(namesake.id).same_name == ()
