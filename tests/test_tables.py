"""Tables of a database whose stories are not all described: only what is asked for is, and it is kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsfold import Newsroom, console, export
from tests.command import Run
from tests.rows import rows, write_rows

ALONE = {
    "id": "alone",
    "outlet": "Fell Courier",
    "url": "https://courier.example/goats",
    "date": "2018-02-20T08:00:00Z",
    "title": "Goats clear the dunes of Westerholm",
    "text": "Forty goats were driven onto the dunes of Westerholm on Tuesday to eat the thorns there. "
    "“They finish a hectare in 5 days,” said Marit Ole, who keeps them. The town pays 900 crowns a week.",
}
TABLES = list(export.RECORDS)  # of derivations there are none here


@pytest.fixture
def folded(tmp_path: Path) -> Path:
    """Two stories of two articles, described, and one of one article, which is not."""
    path = tmp_path / "news.db"
    with Newsroom(path) as room:
        room.read(write_rows(tmp_path / "all.jsonl", [*rows(), ALONE]))
        assert len(_waiting(room)) == 1
    return path


def _waiting(room: Newsroom) -> list[int]:
    return [s.story.id for s in room.stories() if not room.is_described(s.story.id)]


def _of(row: dict[str, Any], stories: dict[str, int]) -> int:
    """The story that a row of any table but that of entities is of."""
    if "story_id" in row:
        return int(row["story_id"])
    return stories[row["article_id"]] if "article_id" in row else int(row["id"])


@pytest.mark.parametrize(
    "asked", [{"min_articles": 2}, {"since": date(2018, 3, 1)}, {"query": "ribbon minister"}, {}]
)
def test_a_table_has_the_rows_of_the_stories_asked_for(folded: Path, asked: Any) -> None:
    with Newsroom(folded) as room:
        story_of = {row["id"]: row["story_id"] for row in room.rows("articles", **asked)}
        stories = {row["id"]: row["story_id"] for row in room.rows("articles")}
        for table in TABLES:
            listed, every = list(room.rows(table, **asked)), list(room.rows(table))
            if table == "entities":
                assert all(row in every for row in listed)
            else:
                assert listed == [row for row in every if _of(row, stories) in story_of.values()]
            if every and table != "series":  # which not every story has
                assert listed and (listed == every) == (not asked), table


def test_only_stories_asked_for_are_described(folded: Path) -> None:
    with Newsroom(folded) as room:
        claims = list(room.rows("claims", min_articles=2))
        assert len(_waiting(room)) == 1
        (id,) = _waiting(room)
        assert id not in {claim["story_id"] for claim in claims}
        assert {claim["story_id"] for claim in room.rows("claims", until=date(2018, 2, 20))} == {id}
        assert not _waiting(room)
        assert room.to_arrow("claims", query="goats dunes").num_rows == len(
            [row for row in room.rows("claims") if row["story_id"] == id]
        )


def test_nothing_fits(folded: Path) -> None:
    with Newsroom(folded) as room:
        for asked in ({"min_articles": 3}, {"query": "zeppelin"}, {"since": date(2030, 1, 1)}):
            assert list(room.rows("claims", **asked)) == []
        assert len(_waiting(room)) == 1


def test_what_was_stopped_goes_on(tmp_path: Path) -> None:
    lone = [{**ALONE, "id": f"a{n}", "title": f"{n} goats", "text": f"{ALONE['text']} {word}"}
            for n, word in enumerate(("Rain fell on the sand.", "A bridge was built in 1904."))]  # fmt: skip
    apart = [{**row, "date": f"20{10 + 2 * n}-01-05T00:00:00Z"} for n, row in enumerate(lone)]
    steps: list[tuple[int, int | None]] = []

    def stopping(stage: str, done: int, total: int | None) -> None:
        steps.append((done, total))
        if done == 1:
            raise KeyboardInterrupt

    with Newsroom(tmp_path / "news.db") as room:
        room.read(write_rows(tmp_path / "all.jsonl", apart))
        assert len(_waiting(room)) == 2
        with pytest.raises(KeyboardInterrupt):
            room.rows("claims", progress=stopping)
        assert len(_waiting(room)) == 1
        claims = list(room.rows("claims", progress=lambda _, done, total: steps.append((done, total))))
    assert steps == [(0, 2), (1, 2), (0, 1), (1, 1)]
    assert {claim["story_id"] for claim in claims} == {1, 2}


def test_the_command_says_what_describing_takes(
    folded: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_MANY_STORIES", 1)
    paired = Run(capfd, "export", "claims", "--db", str(folded), "--min-articles", "2", "--jobs", "1")
    assert paired.status == 0 and "described first" not in paired.err
    assert len({json.loads(line)["story_id"] for line in paired.out.splitlines()}) == 2
    every = Run(capfd, "export", "claims", "--db", str(folded), "--jobs", "1")
    assert "To be described first: 1 story, 1 minute of processor or more." in " ".join(every.err.split())
    assert len({json.loads(line)["story_id"] for line in every.out.splitlines()}) == 3
    again = Run(capfd, "export", "claims", "--db", str(folded), "--query", "goats")
    assert "described first" not in again.err and again.out
    refused = Run(capfd, "export", "--all", str(folded) + "-all", "--db", str(folded), "--query", "goats")
    assert refused.status == 2
