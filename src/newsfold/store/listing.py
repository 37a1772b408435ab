"""Lists of stories: narrowed, sorted, counted and cut into parts, by the columns of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from newsfold.codec import from_row
from newsfold.queries import StoryPage, StoryQuery
from newsfold.records import Story, StorySummary
from newsfold.store.articles import ArticleRecords
from newsfold.store.catalogue import CatalogueColumns
from newsfold.store.catalogue_parts import DAY_MICROSECONDS, DTYPES, SIGNS, days_since
from newsfold.store.cursors import CursorPlace, cursor, place_in
from newsfold.store.database import as_dict
from newsfold.store.entities import EntityRecords
from newsfold.store.errors import decoding
from newsfold.store.facets import facets
from newsfold.store.nearest import agreeing
from newsfold.store.search import Search
from newsfold.store.settings import FITS

# Bound the time of a list that is sorted by `fit`.
_RANKED = 8_000  # articles whose words are counted: the newest of more
_COMMON_FROM = 40_000  # articles that have the words from which on none are counted: none fits better then
_NEAREST = 200  # bounds a list that is asked by meaning: its stories, the nearest
_SORTED_BY = {"outlets": "outlets", "changed": "changes", "disputed": "differences"}

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Listing(ArticleRecords, EntityRecords, Search):
    """A database whose stories can be listed."""

    @decoding
    def list_stories(
        self,
        query: StoryQuery,
        vector: Floats | None = None,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        with_facets: bool = True,
    ) -> StoryPage:
        """The stories that meet a query, sorted: `limit` of them, or all, from a cursor on.

        `vector` is that of the query's meaning. Raises QueryError for a cursor that is of no such list, and
        for words that can't be looked for.
        """
        with self.columns(_parts_read(query, with_facets)) as columns:
            database = self.database_id()
            begin = place_in(cursor, database, query) if cursor is not None else None
            narrowed = _Narrowed(self, columns, query, vector)
            shown, apart = narrowed.shown(), narrowed.apart()
            order, keys = narrowed.order(shown)
            start = _count_up_to(columns, order, keys, begin) if begin else 0
            part = order[start : None if limit is None else start + limit]
            stories = columns.stories
            listed_facets = [*facets(columns, shown, query, self._labels)] if with_facets else []
            return StoryPage(
                stories=tuple(self._summaries(columns, part)),
                start=start,
                total=len(order),
                articles=int(stories["articles"][shown].sum()),
                apart=apart,
                described=int(np.count_nonzero(stories["described"][shown])),
                facets=tuple(listed_facets),
                names=tuple(self.entity_names((*query.who, *query.places)).items()),
                database=database,
                **_cursors_beside(columns, order, keys, start, limit, database, query),
            )

    def _summaries(self, columns: CatalogueColumns, rows: NDArray[np.int64]) -> Iterator[StorySummary]:
        """The stories of these rows of the catalogue, in their order."""
        records = columns.stories[rows]
        ids = [int(id) for id in records["id"]]
        stored = {row["id"]: row for row in self._in("SELECT * FROM stories WHERE id IN ({})", ids)}
        for id, values in zip(ids, records, strict=True):
            story = from_row(Story, as_dict(stored[id]))
            yield StorySummary(
                story=story,
                outlets=tuple(json.loads(stored[id]["outlets"])),
                articles=len(story.article_ids),
                origins=stored[id]["origin_count"],
                differences=int(values["differences"]) if values["described"] else None,
                corrections=int(values["corrections"]),
            )

    def _labels(self, part: str, numbers: list[int]) -> Mapping[int, tuple[str, str]]:
        """The value and the label of the numbers of a part of the catalogue."""
        values = self.values_of(numbers)
        if part in ("outlet", "language"):
            return {number: (value, value) for number, value in values.items()}
        names = self.entity_names(values.values())
        return {number: (id, names[id]) for number, id in values.items() if id in names}

    def exact_vectors(self, rows: Iterable[int]) -> dict[int, bytes]:
        """The vectors of articles, by row."""
        stored = self._in("SELECT row, vector FROM articles WHERE row IN ({})", [int(row) for row in rows])
        return {row["row"]: row["vector"] for row in stored}


def _parts_read(query: StoryQuery, with_facets: bool) -> set[str]:
    """The parts of the catalogue that a query looks at."""
    needed = {"articles", "outlet", "language", "person", "place"} if with_facets else set[str]()
    for part, asked in (
        ("outlet", query.outlets),
        ("language", query.languages),
        ("person", query.who),
        ("name", query.who),
        ("place", query.places),
        ("times", query.happened_since or query.happened_until),
        ("articles", query.since or query.until or query.words.strip() or query.meaning.strip()),
        (SIGNS, query.meaning.strip()),
    ):
        if asked:
            needed.add(part)
    return needed


class _Narrowed:
    """Which stories of the catalogue meet a query, and how well they fit it."""

    def __init__(
        self, store: Listing, columns: CatalogueColumns, query: StoryQuery, vector: Floats | None
    ) -> None:
        self._store = store
        self._columns = columns
        self._query = query
        self._fit: NDArray[np.float64] = np.zeros(len(columns))
        self._kept = self._by_counts()
        self._by_values()
        self._by_days()
        if query.words.strip():
            self._by_words(query.words)
        if query.meaning.strip():
            self._by_meaning(vector)

    def shown(self) -> Mask:
        """The stories of the list."""
        single = self._columns.stories["outlets"] < 2
        match self._query.single:
            case "apart":
                return self._kept & ~single
            case "only":
                return self._kept & single
            case _:
                return self._kept

    def apart(self) -> int:
        """How many stories of a single outlet are left out."""
        if self._query.single != "apart":
            return 0
        return int(np.count_nonzero(self._kept & (self._columns.stories["outlets"] < 2)))

    def order(self, shown: Mask) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The rows of the stories of a mask, sorted, and the key of each of all stories."""
        stories, sort = self._columns.stories, self._query.order
        keys = np.zeros(len(stories))
        if sort in _SORTED_BY:
            keys = stories[_SORTED_BY[sort]].astype(np.float64)
        elif sort == "fit":
            keys = self._fit
        rows = np.flatnonzero(shown)
        return rows[np.lexsort((stories["id"][rows], stories["last"][rows], keys[rows]))[::-1]], keys

    def _by_counts(self) -> Mask:
        stories, query = self._columns.stories, self._query
        mask = stories["articles"] >= query.min_articles
        if query.max_articles is not None:
            mask &= stories["articles"] <= query.max_articles
        if query.differences:
            mask &= stories["differences"] > 0
        if query.corrections:
            mask &= stories["corrections"] > 0
        if query.changed_since is not None:
            mask &= stories["changed"] >= days_since(query.changed_since) * DAY_MICROSECONDS
        return np.asarray(mask)

    def _by_values(self) -> None:
        """What is asked for by name."""
        query, store = self._query, self._store
        for outlet in query.outlets:
            self._keep_numbers(["outlet"], store.outlet_numbers(outlet))
        for language in query.languages:
            self._keep_numbers(["language"], store.numbers_of("language", [language.lower()]))
        for name in query.who:
            kinds = store.entities_named(name)
            ids = [id for id, kind in kinds.items() if kind != "place"]
            self._keep_numbers(["person", "name"], store.numbers_of("entity", ids))
        for name in query.places:
            ids = [id for id, kind in store.entities_named(name).items() if kind == "place"]
            self._keep_numbers(["place"], store.numbers_of("entity", ids))

    def _keep_numbers(self, parts: list[str], numbers: list[int]) -> None:
        having = np.zeros(len(self._columns), dtype=bool)
        for part in parts if numbers else []:
            rows = self._columns.part(part)
            wanted = np.isin(rows["number"], np.array(numbers, dtype=np.uint32), kind="table")
            having[self._columns.of(part, rows)[wanted]] = True
        self._kept &= having

    def _by_days(self) -> None:
        query, columns = self._query, self._columns
        for part, since, until in (
            ("articles", query.since, query.until),
            ("times", query.happened_since, query.happened_until),
        ):
            if since is None and until is None:
                continue
            rows = columns.part(part)
            names = DTYPES[part].names or ()
            first, last = ("first", "last") if "first" in names else ("day", "day")
            held = rows[first] >= (days_since(since) if since else np.iinfo(np.int32).min + 1)
            if until is not None:
                held &= rows[last] <= days_since(until)
            having = np.zeros(len(columns), dtype=bool)
            having[columns.of(part, rows)[held]] = True
            self._kept &= having

    def _by_words(self, words: str) -> None:
        asked = self._store.expression(words)
        rows = self._columns.part("articles")
        stories = self._columns.of("articles", rows)
        story = np.full(int(rows["row"].max(initial=0)) + 1, -1, dtype=np.int64)
        story[rows["row"]] = stories
        matching = self._store.having(asked) if asked else np.zeros(0, dtype=np.int64)
        matching = matching[matching < len(story)]
        matching = matching[story[matching] >= 0]
        having = np.zeros(len(self._columns), dtype=bool)
        having[story[matching]] = True
        self._kept &= having
        if self._query.order == "fit" and asked and len(matching) <= _COMMON_FROM:
            matching = matching[self._kept[story[matching]]]
            if len(matching) > _RANKED:
                last = self._columns.stories["last"][story[matching]]
                matching = matching[np.lexsort((matching, last))[::-1][:_RANKED]]
            for row, fit in self._store.fits(asked, matching.tolist()).items():
                self._fit[story[row]] = max(self._fit[story[row]], fit)

    def _by_meaning(self, vector: Floats | None) -> None:
        """The stories that have the articles nearest to the vector, of those that meet all else."""
        rows = self._columns.part("articles")
        stories = self._columns.of("articles", rows)
        held = np.flatnonzero(self._kept[stories])
        self._kept[:] = False
        self._fit[:] = 0
        if vector is None or not len(held):
            return
        closest = held[agreeing(self._columns.signs()[held], vector)]
        exact = self._store.exact_vectors(rows["row"][closest])
        wide = vector.nbytes
        likeness: dict[int, float] = {}
        for at in closest:
            blob = exact.get(int(rows["row"][at])) or b""
            if len(blob) == wide:
                like = float(np.frombuffer(blob, dtype=np.float32) @ vector)
                story = int(stories[at])
                likeness[story] = max(like, likeness.get(story, -1.0))
        best = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
        for story, like in best:
            if like >= FITS.likeness:
                self._kept[story] = True
                self._fit[story] = round(like, 6)


def _count_up_to(
    columns: CatalogueColumns, order: NDArray[np.int64], keys: NDArray[np.float64], begin: CursorPlace
) -> int:
    """How many stories of a list are not behind a place in it, which may be gone from there."""
    key, last, id = keys[order], columns.stories["last"][order], columns.stories["id"][order]
    same = (last > begin.last) | ((last == begin.last) & (id >= begin.id))
    return int(np.count_nonzero((key > begin.key) | ((key == begin.key) & same)))


def _cursors_beside(
    columns: CatalogueColumns,
    order: NDArray[np.int64],
    keys: NDArray[np.float64],
    start: int,
    limit: int | None,
    database: str,
    query: StoryQuery,
) -> dict[str, str | None]:
    """The cursors that lead on and back."""

    def at(position: int) -> CursorPlace:
        row = order[position]
        return CursorPlace(
            float(keys[row]), int(columns.stories["last"][row]), int(columns.stories["id"][row])
        )

    if limit is None:
        return {"next": None, "previous": cursor(database, query, None) if start else None}
    following = at(start + limit - 1) if start + limit < len(order) else None
    before = at(start - limit - 1) if start > limit else None
    return {
        "next": cursor(database, query, following) if following else None,
        "previous": cursor(database, query, before) if start else None,
    }
