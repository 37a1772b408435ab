"""A newsroom of articles in several languages: what they fold into depends on them alone, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsfold import Newsroom
from newsfold.encode import languages
from tests.news_in import NEWS
from tests.rows import write_rows
from tests.test_nearby import stories

FERRY = (
    "A ferry with 80 people on board ran aground off Ostermouth in thick fog. Nobody was hurt, the coast "
    "guard said; tugs were to pull it free at high tide. The council of Ostermouth meets on Friday."
)
BRIDGE = (
    "The mayor opened the new bridge over the river on Tuesday, two years after the old one was closed, "
    "damaged by a flood. Some three hundred people gathered on the bank to see the first cars cross and to "
    "hear the band."
)


def row(key: str, title: str, text: str, language: str) -> dict[str, str]:
    return {
        "id": key,
        "outlet": f"Outlet {key}",
        "title": title,
        "text": text,
        "language": language,
        "published": "2021-02-02T17:30:00Z",
    }


ENGLISH = [
    row("ferry", "Ferry runs aground off Ostermouth", FERRY, "en"),
    row("bridge-en", "Mayor opens the new bridge over the river", BRIDGE, "en"),
]
OTHERS = [
    row(f"bridge-{language}", NEWS[language].title, "\n".join(NEWS[language].text * 2), language)
    for language in ("es", "de", "ru")
]
EXPECTED = {("ferry",), ("bridge-de", "bridge-en", "bridge-es", "bridge-ru")}


def read(folder: Path, batches: Sequence[Sequence[dict[str, str]]], jobs: int = 1) -> Newsroom:
    room = Newsroom(folder / "news.db", jobs=jobs)
    for at, batch in enumerate(batches):
        room.read(write_rows(folder / f"{at}.jsonl", batch))
    return room


@pytest.mark.parametrize(
    "batches",
    [
        [ENGLISH + OTHERS],
        [ENGLISH, OTHERS],
        [OTHERS, ENGLISH],
        [[a] for a in OTHERS[1:] + ENGLISH + OTHERS[:1]],
    ],
    ids=["at once", "English first", "English last", "one by one"],
)
def test_articles_in_any_language_fold_the_same_in_any_order(
    tmp_path: Path, batches: Sequence[Sequence[dict[str, str]]]
) -> None:
    with read(tmp_path, batches) as room:
        assert stories(room) == EXPECTED


def test_an_article_of_another_language_leaves_as_if_it_had_never_been_read(tmp_path: Path) -> None:
    with read(tmp_path, [ENGLISH + OTHERS]) as room:
        keys = {row["key"]: row["id"] for row in room.rows("articles")}
        room.remove([keys["bridge-es"], keys["bridge-en"]])
        assert stories(room) == {("ferry",), ("bridge-de", "bridge-ru")}
        room.read(write_rows(tmp_path / "again.jsonl", [ENGLISH[1], OTHERS[0]]))
        assert stories(room) == EXPECTED


def test_meanings_outlast_the_newsroom_and_are_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(tmp_path, [ENGLISH + OTHERS[:2]]).close()
    asked: list[str] = []
    mean_state = languages.mean_state

    def counted(text: str) -> languages.Floats:
        asked.append(text)
        return mean_state(text)

    monkeypatch.setattr(languages, "mean_state", counted)
    with Newsroom(tmp_path / "news.db") as room:
        room.read(write_rows(tmp_path / "more.jsonl", OTHERS[2:]))
        assert stories(room) == EXPECTED
    assert [text.partition("\n")[0] for text in asked] == [OTHERS[2]["title"]]


def test_a_database_of_english_alone_asks_for_no_meanings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the multilingual encoder was asked")

    monkeypatch.setattr(languages, "mean_state", asked)
    with read(tmp_path, [ENGLISH]) as room:
        assert stories(room) == {("ferry",), ("bridge-en",)}
    with Newsroom(tmp_path / "static.db", encoder="static") as room:
        room.read(write_rows(tmp_path / "all.jsonl", ENGLISH + OTHERS))
        assert ("bridge-en",) in stories(room)
