"""An archive gives the stories that a newsroom gives, whatever way its input comes and whatever fails."""

from __future__ import annotations

import errno
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

pytest.importorskip("scipy", reason="archives need scipy: pip install 'newsfold[scale]'")

from newsfold import fold
from newsfold.archive import Archived, archive, days, linking, nearest, open_slice, sources
from newsfold.archive import articles as articles_module
from newsfold.archive.folder import Folder
from newsfold.clean import clean
from newsfold.newsroom import Newsroom
from newsfold.records import BusyError, DatabaseError, NewsfoldError, Page
from newsfold.store import file_lock
from tests.archive.writing import rows, shuffled, written

Stories = set[tuple[str, ...]]


def built(*files: str, out: Path, **options: Any) -> Archived:
    return archive(files, out, runner="plain", **options)


def stories(out: Path) -> Stories:
    """The articles of each story."""
    folder = Folder(out)
    files = [state["file"] for state in folder.states("stories").values()]
    return {tuple(row["article_ids"]) for file in files for row in pq.read_table(out / file).to_pylist()}


def links(out: Path) -> dict[tuple[str, str], float]:
    files = [state["file"] for state in Folder(out).states("links").values() if state["file"]]
    tables = [row for file in files for row in pq.read_table(out / file).to_pylist()]
    return {(row["left"], row["right"]): row["likelihood"] for row in tables}


def read(db: Path, *files: str) -> tuple[Stories, dict[tuple[str, str], float]]:
    """The same as a newsroom has them, without describing the stories."""
    with Newsroom(db, encoder="static") as room:
        room._describing.stale = lambda *_, **__: {}  # type: ignore[method-assign]
        room.read(list(files))
        groups = {summary.story.article_ids for summary in room.stories()}
        ids = sorted(id for story in groups for id in story)
        return groups, {(link.left, link.right): link.likelihood for link in room._store.links(ids)}


@pytest.fixture(scope="module")
def news() -> list[dict[str, Any]]:
    return rows(24)


@pytest.fixture(scope="module")
def whole(news: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """All of it in one file, and its archive."""
    folder = tmp_path_factory.mktemp("whole")
    file = written(folder / "news.jsonl", news)
    built(file, out=folder / "archive")
    return file, folder / "archive"


def files_of(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


# ── the same stories ──────────────────────────────────────────────────────────────────────────────


def test_the_stories_and_links_are_those_of_a_newsroom(whole: tuple[str, Path], tmp_path: Path) -> None:
    file, out = whole
    groups, linked = read(tmp_path / "news.db", file)
    assert stories(out) == groups
    assert links(out) == linked
    assert {len(story) for story in groups} >= {2, 3, 4}


@pytest.mark.parametrize("seed", [1, 2])
def test_cut_and_shuffled_input_in_several_calls_gives_the_same(
    whole: tuple[str, Path], news: list[dict[str, Any]], tmp_path: Path, seed: int
) -> None:
    order = shuffled(news, seed)
    for number, at in enumerate(range(0, len(order), 29)):
        built(written(tmp_path / f"{number}.jsonl", order[at : at + 29]), out=tmp_path / "archive")
    assert stories(tmp_path / "archive") == stories(whole[1])
    assert links(tmp_path / "archive") == links(whole[1])


def test_small_blocks_pieces_and_units_give_the_same(
    whole: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a day of a million articles is held in parts, never as a whole."""
    for module, name, value in (
        (sources, "PIECE", 11), (sources, "TOGETHER", 1), (nearest, "_MOST_WAITING_PAIRS", 90),
        (articles_module, "_ARTICLES_READ", 4), (days, "GROUP", 3), (days, "_ARTICLES_A_UNIT", 5),
        (days, "_READ", 2), (nearest, "_BLOCK_ARTICLES", 5), (nearest, "_PANEL", 2),
        (nearest, "_PAIRS_A_UNIT", 60),
        (nearest, "_MOST_ARTICLES_A_UNIT", 7), (linking, "_PAIRS", 3),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    report = built(whole[0], out=tmp_path / "archive")
    assert report.pieces > 5
    assert stories(tmp_path / "archive") == stories(whole[1])
    assert links(tmp_path / "archive") == links(whole[1])


def test_articles_that_name_an_earlier_day_and_undated_ones_are_linked_as_in_a_newsroom(
    news: list[dict[str, Any]], tmp_path: Path
) -> None:
    """A date that the input alone gives may be of a late fetch."""
    for at, row in enumerate(news):
        if at % 5 == 0:
            row = dict(row, published="2019-04-20", text=f"{row['published']}. {row['text']}", id=f"late{at}")
            news = [*news, dict(row, url=f"{row['url']}-late")]
        if at % 7 == 0:
            news = [*news, {**row, "published": None, "url": f"{row['url']}-undated", "id": f"undated{at}"}]
    halves = [written(tmp_path / f"{n}.jsonl", news[n::2]) for n in (0, 1)]
    groups, linked = read(tmp_path / "news.db", *halves)
    built(halves[1], out=tmp_path / "archive")
    built(halves[0], out=tmp_path / "archive")
    assert any(state["stated"] for state in Folder(tmp_path / "archive").states("segments").values())
    assert links(tmp_path / "archive") == linked
    assert stories(tmp_path / "archive") == groups


@pytest.mark.parametrize("crowd", [1, 2])
def test_crowds_are_cut_as_in_a_newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crowd: int) -> None:
    """Whatever order and pieces the input comes in; of events so near in time that many are in crowds."""
    monkeypatch.setattr(import_module("newsfold.fold.crowds"), "CROWD", crowd)
    monkeypatch.setattr(fold, "CROWD", crowd)
    for name, value in (
        ("_BLOCK_ARTICLES", 5),
        ("_PANEL", 2),
        ("_PAIRS_A_UNIT", 200),
        ("_MOST_WAITING_PAIRS", 20),
    ):
        monkeypatch.setattr(nearest, name, value)
    news = [*rows(18, days=0.5), *rows(6, seed=3, days=5)]
    news = [dict(row, id=f"{at}", url=f"{row['url']}/{at}") for at, row in enumerate(news)]
    for at in range(0, len(news), 9):
        news[at] = dict(news[at], published=None)
    groups, linked = read(tmp_path / "news.db", written(tmp_path / "all.jsonl", news))
    third = [written(tmp_path / f"{n}.jsonl", news[n::3]) for n in range(3)]
    decided: list[tuple[str, str]] = []
    deciding: Callable[..., Any] = getattr(linking, "_compared")  # noqa: B009 (not its own)

    def noting(known: Any, pairs: list[dict[str, Any]]) -> Any:
        decided.extend((pair["id"], pair["other"]) for pair in pairs)
        return deciding(known, pairs)

    monkeypatch.setattr(linking, "_compared", noting)
    for name, files in {"whole": [third], "parts": [third[2:], third[:1], third[1:]]}.items():
        decided.clear()
        made = [built(*some, out=tmp_path / name) for some in files]
        assert len(decided) == len(set(decided)) == sum(unit.decided for unit in made)
        before = Counter(later for later, _ in decided)
        if name == "whole":
            assert max(before.values()) == crowd
        else:  # what comes late takes the place of others, and not all of a unit's list is among all nearest
            assert max(before.values()) > crowd
            assert len(decided) < sum(unit.pairs for unit in made)
    read_in_thirds = read(tmp_path / "thirds.db", *third)
    for name in ("whole", "parts"):
        assert (stories(tmp_path / name), links(tmp_path / name)) == read_in_thirds
    open_slice(tmp_path / "parts", tmp_path / "slice.db")
    with Newsroom(tmp_path / "slice.db") as room:
        ids = sorted(id for story in groups for id in story)
        assert {tuple(link[:2]) for link in room._store.links(ids)} == read_in_thirds[1].keys()
    assert linked.keys() != {}


def test_a_second_call_does_nothing_and_a_copy_of_a_file_is_known(
    whole: tuple[str, Path], tmp_path: Path
) -> None:
    file, out = whole
    before = files_of(out)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(file).read_bytes())
    report = built(file, str(copy), out=out)
    assert (report.pieces, report.articles, report.pairs, report.links) == (0, 0, 0, 0)
    assert report.known == 1
    after = files_of(out)
    assert {name for name in after if after[name] != before.get(name)} == after.keys() - before.keys()
    assert all(name.startswith("state/sources/") for name in after.keys() - before.keys())


def test_a_new_day_leaves_the_files_of_older_ones_alone(news: list[dict[str, Any]], tmp_path: Path) -> None:
    old = [row for row in news if row["published"] < "2019-03-12"]
    out = tmp_path / "archive"
    built(written(tmp_path / "old.jsonl", old), out=out)
    before = files_of(out)
    later = [dict(row, published="2019-06-01", url=row["url"] + "-again", id="x" + row["id"]) for row in old]
    report = built(written(tmp_path / "new.jsonl", later), out=out)
    after = files_of(out)
    assert report.articles == len(later)
    gone = {name for name in before if after.get(name) != before[name]}
    assert all(name.startswith(("recurring/", "state/recurring/")) for name in gone)


def test_days_that_were_not_asked_for_wait(whole: tuple[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "archive"
    first = built(whole[0], out=out, since=date(2019, 3, 5), until=date(2019, 3, 9))
    assert first.articles and first.waiting
    day = {path.parent.name for path in (out / "articles").rglob("*.parquet")}
    assert min(day) >= "day=2019-03-05" and max(day) <= "day=2019-03-09"
    second = built(out=out)
    assert (second.articles, second.waiting) == (first.waiting, 0)
    assert stories(out) == stories(whole[1])


def test_an_empty_day_and_no_input_at_all(whole: tuple[str, Path], tmp_path: Path) -> None:
    report = built(whole[0], out=tmp_path / "a", since=date(2001, 1, 1), until=date(2001, 1, 1))
    assert (report.articles, report.stories, report.lost.total()) == (0, 0, 0)
    empty = written(tmp_path / "empty.jsonl", [])
    assert built(empty, out=tmp_path / "b").rejected == {"empty": 1}


def test_the_lines_of_an_outlet_that_recur_are_found_and_are_a_range_of_an_article(
    whole: tuple[str, Path],
) -> None:
    out = whole[1]
    states = Folder(out).states("recurring").values()
    ranges = [row for state in states for row in pq.read_table(out / state["file"]).to_pylist()]
    texts = {
        row["id"]: row["text"]
        for path in (out / "articles").rglob("*.parquet")
        for row in pq.ParquetFile(path).read(["id", "text"]).to_pylist()
    }
    lines = {texts[row["article_id"]][row["start"] : row["end"]] for row in ranges}
    assert lines == {f"Write to the editors of the {name}." for name in (
        "Harbour Courier", "Northern Ledger", "The Beacon", "Valley Post")}  # fmt: skip


# ── what fails ────────────────────────────────────────────────────────────────────────────────────


def test_a_poisoned_record_costs_itself_alone(
    whole: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, news: list[dict[str, Any]]
) -> None:
    def breaking(page: Page, *options: Any) -> Any:
        if page.key == "3-1":
            raise RecursionError("too deep")
        return clean(page, *options)

    monkeypatch.setattr(articles_module, "clean", breaking)
    report = built(whole[0], out=tmp_path / "archive")
    assert report.articles == len(news) - 1
    assert report.rejected == {"failed": 1}
    (file,) = (tmp_path / "archive" / "rejected").iterdir()
    (row,) = pq.read_table(file).to_pylist()
    assert row["detail"] == "RecursionError: too deep"


class Crash(BaseException):
    """What no code catches."""


def test_after_a_crash_at_any_point_the_next_call_goes_on(
    whole: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before one of the steps' commits, or behind it."""
    commit = Folder.commit
    done: list[str] = []

    def noting(self: Folder, kind: str, *given: Any) -> None:
        done.append(kind)
        commit(self, kind, *given)

    monkeypatch.setattr(Folder, "commit", noting)
    built(whole[0], out=tmp_path / "uncrashed")
    assert set(done) == set(KINDS)
    for number in (*range(0, len(done), 9), len(done) - 1):
        out, count = tmp_path / f"archive{number}", iter(range(1000))

        def crashing(self: Folder, *given: Any, number: int = number, count: Any = count) -> None:
            at = next(count)
            if at == number and number % 2:
                raise Crash
            commit(self, *given)
            if at == number:
                raise Crash

        monkeypatch.setattr(Folder, "commit", crashing)
        with pytest.raises(Crash):
            built(whole[0], out=out)
        monkeypatch.setattr(Folder, "commit", commit)
        built(whole[0], out=out)
        assert stories(out) == stories(whole[1])
        assert links(out) == links(whole[1])
        assert not list(out.rglob("*.part"))


KINDS = ("sources", "parts", "segments", "pairs", "blocks", "links", "stories", "recurring")


@pytest.mark.parametrize("step", ["parts", "articles", "pairs", "links", "stories", "recurring"])
def test_a_full_disk_is_said_and_what_was_done_stays(
    whole: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    writing: Callable[..., Any] = Folder.writing

    def full(self: Folder, path: Path) -> Any:
        if step in path.relative_to(self.root).parts[:-1]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return writing(self, path)

    monkeypatch.setattr(Folder, "writing", full)
    out = tmp_path / "archive"
    with pytest.raises(DatabaseError, match="there is no room left"):
        built(whole[0], out=out)
    left = files_of(out)
    monkeypatch.setattr(Folder, "writing", writing)
    built(whole[0], out=out)
    after = files_of(out)
    assert stories(out) == stories(whole[1])
    assert {name for name in left if name not in after} <= {
        n for n in left if n.startswith(("parts/", "work/"))
    }


def test_an_archive_that_is_cut_in_the_middle_gives_what_is_before_the_cut(tmp_path: Path) -> None:
    records = []
    for row in rows(6):
        paragraphs = "".join(f"<p>{line}</p>" for line in row["text"].split("\n"))
        title = row["title"]
        body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}"
        block = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + f"{body}</article></body></html>".encode()
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {row['url']}\r\n"
            f"WARC-Date: 2019-03-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "one.warc.gz").write_bytes(b"".join(records)[: -len(records[-1]) // 2])
    (tmp_path / "crawl" / "two.warc.gz").write_bytes(b"".join(records[:2]))
    (tmp_path / "warc.paths").write_text("crawl/one.warc.gz\ncrawl/two.warc.gz\n")
    report = built(str(tmp_path / "warc.paths"), out=tmp_path / "archive")
    assert report.pieces == 2
    assert report.articles == len(records) - 1
    assert report.rejected.total() == 1


def test_a_part_that_is_lost_is_counted_and_tried_again(
    whole: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, news: list[dict[str, Any]]
) -> None:
    halves = [written(tmp_path / f"{n}.jsonl", news[n::2]) for n in (0, 1)]
    vectors: Callable[..., Any] = getattr(articles_module, "vectors")  # noqa: B009 (not its own)

    calls = iter(range(1000))

    def failing(articles: list[Any], encoder: Any) -> Any:
        if next(calls) == 1:
            raise MemoryError
        return vectors(articles, encoder)

    monkeypatch.setattr(articles_module, "vectors", failing)
    first = built(*halves, out=tmp_path / "archive")
    assert first.lost == {"articles: MemoryError": 1}
    assert first.articles == len(news[0::2])
    monkeypatch.setattr(articles_module, "vectors", vectors)
    second = built(*halves, out=tmp_path / "archive")
    assert (second.known, second.pieces, second.lost.total()) == (1, 1, 0)
    assert stories(tmp_path / "archive") == stories(whole[1])


# ── wrong calls ───────────────────────────────────────────────────────────────────────────────────


def test_an_archive_keeps_the_settings_it_was_made_with(whole: tuple[str, Path]) -> None:
    with pytest.raises(NewsfoldError, match="was made with encoder static, and now it is full"):
        built(whole[0], out=whole[1], encoder="full")
    with pytest.raises(NewsfoldError, match="was made with fast off, and now it is on"):
        built(whole[0], out=whole[1], fast=True)


def test_a_folder_of_something_else_is_left_alone(whole: tuple[str, Path], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NewsfoldError, match="is no archive"):
        built(whole[0], out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_another_format_is_refused(whole: tuple[str, Path], tmp_path: Path) -> None:
    (tmp_path / "archive.json").write_text(json.dumps({"format": 0, "encoder": "static", "fast": False}))
    with pytest.raises(NewsfoldError, match="another version"):
        built(whole[0], out=tmp_path)


def test_a_missing_source_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="no such file"):
        built(str(tmp_path / "none.jsonl"), out=tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


def test_days_in_the_wrong_order_are_refused(whole: tuple[str, Path], tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="--since 2019-03-05 is after --until 2019-03-01"):
        built(whole[0], out=tmp_path / "a", since=date(2019, 3, 5), until=date(2019, 3, 1))


def test_one_writer_at_a_time(whole: tuple[str, Path]) -> None:
    with (
        file_lock(whole[1] / "archive", BusyError("first")),
        pytest.raises(BusyError, match="is writing into"),
    ):
        built(whole[0], out=whole[1])
