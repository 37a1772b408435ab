"""What can't have been written is noticed, whatever it is; what was written is not."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from newsfold.newsroom import Newsroom
from newsfold.records import DamagedError
from tests import press


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("integrity"), extra=2)


def test_what_was_written_is_as_it_was(sound: Path, sample_newsroom: Newsroom) -> None:
    with Newsroom(sound, create=False) as room:
        room.check_integrity()
    sample_newsroom.check_integrity()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE articles SET page_text = x'00ff' WHERE row = 1", "can't be read"),
        ("UPDATE articles SET published_at = 'the day before' WHERE row = 1", "can't be read"),
        ("UPDATE claims SET evidence = substr(evidence, 3) WHERE row = 1", "can't be read"),
        ("UPDATE claims SET origins = '[{\"kind\": 1}]' WHERE row = 1", "can't be read"),
        ("UPDATE claims SET status = CAST(x'ff' AS TEXT) WHERE row = 1", "damaged"),
        ("UPDATE figures SET records = '[[[9,3],2.0]]'", "can't be read"),
        ("UPDATE stories SET article_ids = '[\"other\"]' WHERE id = 1", "speaks of the article other"),
        (
            "UPDATE mentions SET article_id = 'other' WHERE rowid = 1",
            "speaks of the article other",
        ),
        ("UPDATE claims SET story_id = 99 WHERE row = 1", "speaks of the story 99"),
        ("DROP TABLE timeline", "no such table: timeline"),
    ],
)
def test_what_can_not_have_been_written_is_damage(sound: Path, tmp_path: Path, change: str, why: str) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sound, path)
    db = sqlite3.connect(path)
    assert db.execute(change).rowcount != 0
    db.commit()
    db.close()
    with Newsroom(path, create=False) as room, pytest.raises(DamagedError, match=why):
        room.check_integrity()


def test_json_of_another_shape_is_damage_where_it_is_looked_at(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sound, path)
    db = sqlite3.connect(path)
    db.execute("UPDATE stories SET outlets = ?, article_ids = ?", ["{", "["])
    db.commit()
    db.close()
    with Newsroom(path, create=False) as room:
        with pytest.raises(DamagedError, match="restore it from a copy"):
            room.stories()
        with pytest.raises(DamagedError, match="restore it from a copy"):
            room.story(1)
