"""Links become stories: what hangs together, and the groups in it, as a newsroom groups them.

Articles that links of `join` or more connect are a part, and no story reaches over one; so parts are grouped
on their own, those that begin in one bucket of time together, and a bucket whose articles and links are as
they were is left as it is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsfold.archive.crowds import crowd_changes
from newsfold.archive.days import rows_of
from newsfold.archive.engines import Row
from newsfold.archive.folder import UNDATED, ArchiveState, Folder, key_of
from newsfold.archive.linking import UNTOLD
from newsfold.codec import from_row, to_jsonable
from newsfold.compare import outlet_name
from newsfold.fold import Folding, Link, assign_story_ids, groups
from newsfold.records import Article

STORIES = pa.schema(
    [
        ("id", pa.string()),  # of its first article
        ("title", pa.string()),
        ("first_seen", pa.string()),
        ("last_seen", pa.string()),
        ("articles", pa.int64()),
        ("outlets", pa.list_(pa.string())),
        ("article_ids", pa.list_(pa.string())),
        ("segments", pa.list_(pa.string())),  # and where the row of each article is
        ("rows", pa.list_(pa.int64())),
    ]
)
_SHOWN_COLUMNS = ["id", "title", "key", "place", "url", "outlet", "domain", "published_at"]

Ids = NDArray[np.bytes_]
Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Nodes:
    """All articles, sorted by id, each once: when it was published (inf: unknown), and where its row is."""

    ids: Ids
    times: Reals
    segment: NDArray[np.int32]
    rows: Ints


@dataclass(frozen=True, slots=True)
class Edges:
    """All links, each once: the places of their articles in `Nodes`."""

    left: Ints
    right: Ints
    likelihood: Reals


def nodes(folder: Folder, segments: Sequence[tuple[str, ArchiveState]]) -> Nodes:
    """The articles of all segments; of one that stands in two, the row published first."""
    ids, times, places, rows = [], [], [], []
    for place, (_, state) in enumerate(segments):
        table = pq.read_table(folder.path(state["file"]), columns=["id", "position"])
        ids.append(np.array(table.column("id").to_pylist(), dtype=np.bytes_))
        times.append(np.nan_to_num(table.column("position").to_numpy().astype(np.float64), nan=np.inf))
        places.append(np.full(len(table), place, np.int32))
        rows.append(np.arange(len(table)))
    if not ids:
        return Nodes(np.zeros(0, "S20"), np.zeros(0), np.zeros(0, np.int32), np.zeros(0, np.int64))
    every, when, where, row = (np.concatenate(some) for some in (ids, times, places, rows))
    order = np.lexsort((row, where, when, every))
    first = order[crowd_changes(every[order])]
    return Nodes(every[first], when[first], where[first], row[first])


def edges(folder: Folder, links: Mapping[str, ArchiveState], of: Nodes) -> Edges:
    """The links in all files; of a pair with two, its articles' dates being two, the likelier."""
    lefts, rights, odds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for file in (state["file"] for state in links.values() if state["file"]):
        table = pq.read_table(folder.path(file))  # one at a time: as words, all links would fill the memory
        lefts.append(_node_numbers(of, table.column("left")))
        rights.append(_node_numbers(of, table.column("right")))
        odds.append(table.column("likelihood").to_numpy())
    left, right, likelihood = np.concatenate(lefts), np.concatenate(rights), np.concatenate(odds)
    order = np.lexsort((-likelihood, right, left))
    left, right, likelihood = left[order], right[order], likelihood[order]
    new = crowd_changes(left, right)
    return Edges(left[new], right[new], likelihood[new])


def _node_numbers(of: Nodes, ids: Any) -> Ints:
    return np.searchsorted(of.ids, np.array(ids.to_pylist(), dtype=of.ids.dtype))


def components(of: Nodes, edges: Edges, join: float) -> Ints:
    """For each article the place of the first one, by time and id, of the part it is in."""
    strong = edges.likelihood >= join
    size = len(of.ids)
    graph = coo_array(
        (np.ones(strong.sum(), np.int8), (edges.left[strong], edges.right[strong])), (size, size)
    )
    _, labels = connected_components(graph, directed=False) if size else (0, np.zeros(0, np.int64))
    order = np.lexsort((np.arange(size), of.times))
    first = np.full(size, -1, dtype=np.int64)
    first[labels[order[::-1]]] = order[::-1]  # the last written is the earliest
    return first[labels]


def inputs(
    folder: Folder,
    segments: Sequence[tuple[str, ArchiveState]],
    links: Mapping[str, ArchiveState],
    width: float,
) -> Iterator[tuple[Row, pa.Table, pa.Table]]:
    """Units, each with its articles and links: a bucket of time, with the parts that begin in it."""
    of = nodes(folder, segments)
    links_between = edges(folder, links, of)
    first = components(of, links_between, Folding().join)
    keys = np.array([key for key, _ in segments])
    begun = np.floor(of.times[first] / width)  # inf: no article of the part has a time
    inner = first[links_between.left] == first[links_between.right]
    link_begun = np.where(inner, begun[links_between.left], np.nan)
    for value, members, within in zip(*_by_value(begun, link_begun), strict=True):
        articles = pa.table(
            {
                "part": first[members],
                "id": of.ids[members].astype(str),
                "segment": keys[of.segment[members]],
                "row": of.rows[members],
            }
        )
        linked = pa.table(
            {
                "part": first[links_between.left[within]],
                "left": of.ids[links_between.left[within]].astype(str),
                "right": of.ids[links_between.right[within]].astype(str),
                "likelihood": links_between.likelihood[within],
            }
        )
        bucket = UNDATED if np.isinf(value) else str(int(value))
        parted = (table.drop_columns(["part"]) for table in (articles, linked))
        key = key_of("stories", bucket, *map(_table_digest, parted), Folding().join)
        yield {"key": key, "bucket": bucket}, articles, linked


def _by_value(begun: Reals, link_begun: Reals) -> tuple[list[float], list[Ints], list[Ints]]:
    """The different values, and where each stands in the first array and in the second."""
    values = np.unique(begun)
    orders: list[list[Ints]] = []
    for array in (begun, link_begun):
        order = np.argsort(array, kind="stable")
        starts = np.searchsorted(array[order], values, "left")
        stops = np.searchsorted(array[order], values, "right")
        orders.append([np.sort(order[a:b]) for a, b in zip(starts, stops, strict=True)])
    return values.tolist(), orders[0], orders[1]


def _table_digest(table: pa.Table) -> str:
    digest = blake2b(digest_size=16)
    for column in table.combine_chunks().columns:
        digest.update(json.dumps(column.to_pylist()).encode())
    return digest.hexdigest()


def write_input(folder: Folder, row: Row, articles: pa.Table, linked: pa.Table) -> None:
    """Put a unit's input into files."""
    for name, table in (("articles", articles), ("links", linked)):
        with folder.writing(_input(folder, row["key"], name)) as file:
            pq.write_table(table, file, compression="zstd")


def _input(folder: Folder, key: str, name: str) -> Path:
    return folder.path("work", f"{key}-{name}.parquet")


# ── one unit ──────────────────────────────────────────────────────────────────────────────────────


def group_stories(rows: list[Row], root: str, files: Mapping[str, str]) -> Row:
    """Units: the stories of some buckets, each in a file. `files` are those of the segments."""
    folder = Folder(Path(root))
    counts = [_group_stories(folder, row, files) for row in rows]
    return {"stories": sum(counts)}


def _group_stories(folder: Folder, row: Row, files: Mapping[str, str]) -> int:
    key, bucket = row["key"], row["bucket"]
    articles = pq.read_table(_input(folder, key, "articles")).to_pylist()
    linked = pq.read_table(_input(folder, key, "links")).to_pylist()
    ids, links = defaultdict[int, list[str]](list), defaultdict[int, list[Link]](list)
    for row_of in articles:
        ids[row_of["part"]].append(row_of["id"])
    for row_of in linked:
        links[row_of["part"]].append(Link(row_of["left"], row_of["right"], row_of["likelihood"]))
    groups_made = [group for part in sorted(ids) for group in groups(ids[part], links[part], Folding().join)]
    shown = _shown_articles(folder, files, articles)
    where = {row_of["id"]: (row_of["segment"], row_of["row"]) for row_of in articles}
    stories = [_story_row(group, shown, where) for group in groups_made]
    path = folder.path("stories", f"{bucket}-{key}.parquet")
    ordered = sorted(stories, key=lambda story: (story["first_seen"] or "~", story["id"]))
    with folder.writing(path) as file:
        pq.write_table(pa.Table.from_pylist(ordered, schema=STORIES), file, compression="zstd")
    state = {"key": key, "file": str(path.relative_to(folder.root)), "stories": len(stories)}
    folder.commit("stories", bucket, state)
    for name in ("articles", "links"):
        _input(folder, key, name).unlink(missing_ok=True)
    return len(stories)


def _shown_articles(folder: Folder, files: Mapping[str, str], articles: Sequence[Row]) -> dict[str, Article]:
    """What is shown of articles in a list of stories."""
    rows: dict[str, list[int]] = defaultdict(list)
    for article in articles:
        rows[article["segment"]].append(article["row"])
    read = (
        row
        for segment, numbers in sorted(rows.items())
        for row in rows_of(folder.path(files[segment]), sorted(numbers), _SHOWN_COLUMNS)
    )
    return {row["id"]: from_row(Article, UNTOLD | row) for row in read}


def _story_row(
    group: tuple[str, ...], articles: Mapping[str, Article], where: Mapping[str, tuple[str, int]]
) -> dict[str, Any]:
    (story,), _ = assign_story_ids([group], articles, [], 1)
    dated = [(article.published_at, id) for id in group if (article := articles[id]).published_at]
    return {
        "id": min(dated)[1] if dated else group[0],
        "title": story.title,
        "first_seen": to_jsonable(story.first_seen) if story.first_seen else None,
        "last_seen": to_jsonable(story.last_seen) if story.last_seen else None,
        "articles": len(group),
        "outlets": sorted({outlet_name(articles[id]) for id in group}),
        "article_ids": list(group),
        "segments": [where[id][0] for id in group],
        "rows": [where[id][1] for id in group],
    }
