"""What a database tells of itself."""

from __future__ import annotations

from pathlib import Path

from newsfold.store import Store
from newsfold.store.schema import SCHEMA_VERSION
from tests import factories, press
from tests.store.test_store import vectors


def test_an_empty_database_has_nothing_to_tell(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    found = store.info()
    assert (found.schema, found.encoder, found.writable) == (SCHEMA_VERSION, None, True)
    assert set(found.counts.values()) == {0, 1} and found.counts["meta"] == 1
    assert (found.first_published, found.undated, found.to_fold) == (None, 0, 0)
    assert found.bytes > 0
    store.close()


def test_counts_sizes_and_what_is_to_do(tmp_path: Path) -> None:
    store = Store(press.database(tmp_path, extra=2))
    with store.transaction():
        store.add_articles([factories.article(id="new")], vectors(1))
        store.put_stories([factories.story("id-2", id=2)], {"id-2": "Post"})
    found = store.info()
    assert found.counts["articles"] == 9 and found.counts["stories"] == 3 and found.counts["claims"] == 7
    assert (found.described, found.to_describe, found.to_describe_first) == (2, 1, 0)
    assert found.to_fold == 1 and found.undated == 2 and found.encoder == "full"
    assert (found.first_published, found.last_published) == ("2019-03-14T09:00:00Z", "2019-03-15T12:00:00Z")
    # every page is somebody's but for the list of what is free
    assert abs(sum(found.sizes.values()) + found.bytes_free - found.bytes) <= 4096
    assert found.sizes["articles"] > found.sizes["rejected"] > 0
    assert not [name for name in found.sizes if name not in found.counts and name not in _OTHERS]
    store.close()


_OTHERS = {"articles_search", "other"}
