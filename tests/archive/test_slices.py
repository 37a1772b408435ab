"""A part of an archive is an ordinary newsroom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scipy", reason="archives need scipy: pip install 'newsfold[scale]'")

from newsfold.archive import archive, open_slice
from newsfold.newsroom import Newsroom
from newsfold.records import NewsfoldError
from tests.archive.test_building import read
from tests.archive.test_building import stories as archived
from tests.archive.writing import rows, written
from tests.command import Run


@pytest.fixture(scope="module")
def news() -> list[dict[str, Any]]:
    return rows(16)


@pytest.fixture(scope="module")
def made(news: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    archive([written(folder / "news.jsonl", news)], folder / "archive", runner="plain")
    return folder / "archive"


def stories_in(db: Path) -> set[tuple[str, ...]]:
    with Newsroom(db, create=False) as room:
        return {summary.story.article_ids for summary in room.stories()}


def test_all_of_it_is_the_newsroom_that_reading_makes(
    made: Path, news: list[dict[str, Any]], tmp_path: Path
) -> None:
    opened = open_slice(made, tmp_path / "slice.db")
    assert opened.articles == len(news)
    before, linked = read(tmp_path / "read.db", str(made.parent / "news.jsonl"))
    assert stories_in(tmp_path / "slice.db") == before
    with Newsroom(tmp_path / "slice.db") as room, Newsroom(tmp_path / "read.db") as other:
        ids = sorted(id for story in before for id in story)
        assert {(a.left, a.right): a.likelihood for a in room._store.links(ids)} == linked
        for id in ids[:5]:
            ours, theirs = room.article(id), other.article(id)
            assert ours == theirs
        room.check_integrity()


def test_words_and_days_choose_whole_stories(made: Path, news: list[dict[str, Any]], tmp_path: Path) -> None:
    day = date(2019, 3, 4)
    opened = open_slice(made, tmp_path / "slice.db", query="FERRY harbour", since=day, until=date(2019, 3, 9))
    assert opened.stories
    for story in stories_in(tmp_path / "slice.db"):
        assert story in archived(made)
    with Newsroom(tmp_path / "slice.db") as room:
        for summary in room.stories():
            articles = [room.article(id) for id in summary.story.article_ids]
            assert any(
                {"ferry", "harbour"} <= set(f"{a.title} {a.text}".lower().replace(".", " ").split())
                and a.published_at is not None and a.published_at.date() >= day
                for a in articles
            )  # fmt: skip


def test_stories_are_described_when_looked_at_and_reading_goes_on(
    made: Path, news: list[dict[str, Any]], tmp_path: Path
) -> None:
    db = tmp_path / "slice.db"
    open_slice(made, db, query=news[0]["title"])
    with Newsroom(db) as room:
        (story,) = room.stories()
        assert not room.is_described(story.story.id)
        assert room.story(story.story.id).claims
        again = room.read(written(tmp_path / "news.jsonl", news[:1]))
        assert (again.new, again.known) == (0, 1)
        later = {**news[0], "id": "later", "url": "https://other.example/later"}
        room.read(written(tmp_path / "later.jsonl", [later]))
        (story,) = room.stories()
        assert story.articles == len([row for row in news if row["id"].startswith("0-")]) + 1


def test_what_is_there_is_not_written_over(made: Path, tmp_path: Path) -> None:
    db = tmp_path / "slice.db"
    db.write_text("notes")
    with pytest.raises(NewsfoldError, match="is there already"):
        open_slice(made, db)
    assert [path.name for path in tmp_path.iterdir()] == ["slice.db"]


def test_nothing_that_fits_makes_nothing(made: Path, tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match=r"no article of .* fits"):
        open_slice(made, tmp_path / "slice.db", query="zeppelin")
    assert not list(tmp_path.iterdir())


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="there is no archive at"):
        open_slice(tmp_path / "none", tmp_path / "slice.db")


def test_the_commands(
    news: list[dict[str, Any]],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, out, db = written(tmp_path / "news.jsonl", news), tmp_path / "archive", tmp_path / "slice.db"
    asked = ("archive", source, "--out", str(out), "--runner", "plain", "--jobs", "1")
    first = Run(capfd, *asked, "--until", "2019-03-08")
    assert first.status == 0
    assert "articles of other days, kept for later" in first.out
    second = Run(capfd, *asked)
    assert second.status == 0
    assert "pieces of input, known already" in second.out
    opened = Run(capfd, "open", str(out), "--since", "2019-03-02", "--db", str(db), "--jobs", "1")
    assert opened.status == 0
    assert f"newsfold stories --db {db}" in opened.out
    again = Run(capfd, "open", str(out), "--db", str(db))
    assert again.status == 2
    assert "is there already" in again.err
    wrong = Run(capfd, "archive", source, "--out", str(out), "--since", "March")
    assert wrong.status == 2
