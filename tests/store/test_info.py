"""What a database tells of itself."""

from __future__ import annotations

from pathlib import Path

from newsfold.store import Store
from newsfold.store.schema import SCHEMA_VERSION
from tests import factories, press
from tests.store.test_store import vectors


def test_an_empty_database_has_nothing_to_tell(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    info = store.info()
    assert (info.schema, info.encoder, info.writable) == (SCHEMA_VERSION, None, True)
    assert set(info.counts.values()) == {0, 1} and info.counts["meta"] == 1
    assert (info.first_published, info.undated, info.to_fold) == (None, 0, 0)
    assert info.bytes > 0
    store.close()


def test_counts_sizes_and_what_is_to_do(tmp_path: Path) -> None:
    store = Store(press.database(tmp_path, extra=2))
    with store.transaction():
        store.add_articles([factories.article(id="new")], vectors(1))
        store.put_stories([factories.story("id-2", id=2)], {"id-2": "Post"})
    info = store.info()
    assert info.counts["articles"] == 9 and info.counts["stories"] == 3 and info.counts["claims"] == 7
    assert (info.described, info.to_describe, info.to_describe_first) == (2, 1, 0)
    assert info.to_fold == 1 and info.undated == 2 and info.encoder == "full"
    assert (info.first_published, info.last_published) == ("2019-03-14T09:00:00Z", "2019-03-15T12:00:00Z")
    # every page is somebody's but for the list of what is free
    assert abs(sum(info.sizes.values()) + info.bytes_free - info.bytes) <= 4096
    assert info.sizes["articles"] > info.sizes["rejected"] > 0
    assert not [name for name in info.sizes if name not in info.counts and name not in _OTHERS]
    store.close()


_OTHERS = {"articles_search", "other"}
