"""Lists of stories hold what plain Python finds in the same stories, in its order, each story once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.queries import Facet, QueryError, Single, Sort, StoryPage, StoryQuery
from newsfold.records import Article, Entity, Evidence, Span, StoryDetail, TimelineEntry
from newsfold.store import Store
from newsfold.web.narrowing import narrowed
from tests import factories
from tests.factories import entity

DAY = datetime(2019, 4, 1, 12, tzinfo=UTC)
OUTLETS = ("Post", "Ledger", "Courier")
NAMES = (entity("Ada Quill"), entity("Bo Quill"), entity("Meridian Line", "organisation"))
PLACES = (entity("Port Halden", "place"), entity("Ostrand", "place"))
WORDS = ("ferry", "ferries", "sank", "port", "bridge")
WIDTH = 8


@dataclass(frozen=True)
class StoryPlan:
    """A story as a test makes it; `articles` are (outlet, day, words, same page as the one before)."""

    articles: tuple[tuple[str, int | None, str, bool], ...]
    entities: tuple[Entity, ...]
    differences: int
    happened: tuple[int, ...]
    described: bool


plans = st.builds(
    StoryPlan,
    st.lists(
        st.tuples(
            st.sampled_from(OUTLETS),
            st.none() | st.integers(0, 9),
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    st.lists(st.sampled_from([*NAMES, *PLACES]), unique=True, max_size=3).map(tuple),
    st.integers(0, 2),
    st.lists(st.integers(0, 9), max_size=2).map(tuple),
    st.sampled_from([True, True, False]),
)
days = st.none() | st.integers(0, 9).map(lambda n: (DAY + timedelta(days=n)).date())


stretches = st.tuples(days, days).map(lambda pair: sorted_days(*pair))
CONDITIONS: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "words": st.sampled_from(["ferry", "port sank", '"ferry sank"', "bri*", "sank OR bridge"]).map(
        lambda words: {"words": words}
    ),
    "who": st.sampled_from(["quill", "Ada Quill", "meridian"]).map(lambda name: {"who": (name,)}),
    "place": st.sampled_from(["halden", "Ostrand"]).map(lambda name: {"places": (name,)}),
    "outlets": st.lists(st.sampled_from([*OUTLETS, "post", "None"]), unique=True, min_size=1, max_size=2).map(
        lambda names: {"outlets": tuple(names)}
    ),
    "published": stretches.map(lambda pair: {"since": pair[0], "until": pair[1]}),
    "happened": stretches.map(lambda pair: {"happened_since": pair[0], "happened_until": pair[1]}),
    "changed": days.map(lambda day: {"changed_since": day}),
    "size": st.sampled_from([(1, 1), (1, 3), (2, 3), (2, None)]).map(
        lambda pair: {"min_articles": pair[0], "max_articles": pair[1]}
    ),
    "differences": st.just({"differences": True}),
    "corrections": st.just({"corrections": True}),
}
SORTS: tuple[Sort, ...] = ("newest", "outlets", "changed", "disputed", "fit")
SINGLES: tuple[Single, ...] = ("apart", "with", "only")


@st.composite
def queries(draw: st.DrawFn) -> StoryQuery:
    """A query of two conditions at most, since most stories meet no more of them."""
    chosen = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), unique=True, max_size=2))
    asked: dict[str, object] = {
        "single": draw(st.sampled_from(SINGLES)),
        "sort": draw(st.sampled_from(SORTS[:4])),
    }
    for name in chosen:
        asked |= draw(CONDITIONS[name])
    return StoryQuery(**asked)  # type: ignore[arg-type]


def sorted_days(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    return (last, first) if first and last and first > last else (first, last)


def put(store: Store, id: int, plan: StoryPlan) -> None:
    """Store a story."""
    store.add_articles(articles(id, plan), vectors(id, plan))
    story = factories.story(
        *sorted(a.id for a in articles(id, plan)),
        id=id,
        title=f"Story {id}",
        last_seen=max(seen(id, plan), default=None),
    )
    store.put_stories([story], {a.id: a.outlet or "" for a in articles(id, plan)})
    if plan.described:
        evidence = (Evidence(article_id=f"{id}-0", span=Span(start=0, end=3)),)
        side = {"one": evidence, "two": evidence}
        store.put_detail(
            StoryDetail(
                story=story,
                articles=tuple(articles(id, plan)),
                entities=plan.entities,
                differences=(factories.difference(side),) * plan.differences,
                timeline=tuple(
                    TimelineEntry(
                        start=begin(day), end=begin(day + 1), grain="day", text="so", evidence=evidence
                    )
                    for day in plan.happened
                ),
            )
        )


def begin(day: int) -> datetime:
    return (DAY + timedelta(days=day)).replace(hour=0)


def articles(id: int, plan: StoryPlan) -> list[Article]:
    """The articles of a story; each is of another text."""
    made: list[Article] = []
    for n, (outlet, day, words, same) in enumerate(plan.articles):
        url = made[-1].url if same and made else f"https://example.org/{id}/{n}"
        published = None if day is None else DAY + timedelta(days=day)
        made.append(factories.article(words, f"{id}-{n}", url=url, outlet=outlet, published_at=published))
    return made


def vectors(id: int, plan: StoryPlan) -> np.ndarray:
    return np.random.default_rng(id).standard_normal((len(plan.articles), WIDTH)).astype(np.float32)


def seen(id: int, plan: StoryPlan) -> list[datetime]:
    return [a.published_at for a in articles(id, plan) if a.published_at]


# ── the reference ─────────────────────────────────────────────────────────────────────────────────


def fits(id: int, plan: StoryPlan, query: StoryQuery) -> bool:
    """Whether a story meets a query, whatever its outlets."""
    written = articles(id, plan)
    names = [e.name.casefold() for e in plan.entities if e.kind != "place"] if plan.described else []
    places = [e.name.casefold() for e in plan.entities if e.kind == "place"] if plan.described else []
    outlets = {a.outlet for a in written}
    return (
        (not query.words or any(has(a.text, query.words) for a in written))
        and all(any(who.casefold() in name for name in names) for who in query.who)
        and all(any(place.casefold() in name for name in places) for place in query.places)
        and all(outlet in outlets or (outlet == "post" and "Post" in outlets) for outlet in query.outlets)
        and within([t.date() for t in seen(id, plan)], query.since, query.until)
        and within(
            [begin(d).date() for d in plan.happened] if plan.described else [],
            query.happened_since,
            query.happened_until,
        )
        and (query.changed_since is None or any(t.date() >= query.changed_since for t in seen(id, plan)))
        and query.min_articles <= len(written) <= (query.max_articles or 99)
        and (not query.differences or (plan.described and plan.differences > 0))
        and (not query.corrections or corrections(id, plan) > 0)
    )


def has(text: str, asked: str) -> bool:
    words = text.split()
    match asked:
        case "ferry":
            return "ferry" in words or "ferries" in words
        case "port sank":
            return {"port", "sank"} <= set(words)
        case '"ferry sank"':
            return "ferry sank" in text
        case "bri*":
            return "bridge" in words
        case _:
            return "sank" in words or "bridge" in words


def within(dates: list[date], since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return any((since or date.min) <= day <= (until or date.max) for day in dates)


def corrections(id: int, plan: StoryPlan) -> int:
    return len(plan.articles) - len({a.url for a in articles(id, plan)})


def outlets_of(plan: StoryPlan) -> int:
    return len({outlet for outlet, *_ in plan.articles})


def expected(every: dict[int, StoryPlan], query: StoryQuery) -> tuple[list[int], int]:
    """The ids that a list has, in order, and how many of a single outlet are left out."""
    matches = {id for id, plan in every.items() if fits(id, plan, query)}
    alone = {id for id in matches if outlets_of(every[id]) < 2}
    shown = {"apart": matches - alone, "with": matches, "only": alone}[query.single]

    def key(id: int) -> tuple[int, float, int]:
        plan = every[id]
        last = max((t.timestamp() for t in seen(id, plan)), default=float("-inf"))
        differ = plan.differences if plan.described else 0
        by = {"outlets": outlets_of(plan), "changed": corrections(id, plan), "disputed": differ}
        return by.get(query.order, 0), last, id

    return sorted(shown, key=key, reverse=True), len(alone) if query.single == "apart" else 0


def ids(page: StoryPage) -> list[int]:
    return [summary.story.id for summary in page]


def through(store: Store, query: StoryQuery, limit: int) -> Iterator[StoryPage]:
    """The parts of a list, by cursors."""
    cursor = None
    while True:
        page = store.list_stories(query, limit=limit, cursor=cursor)
        yield page
        assert page.next is None or page.next != cursor
        if (cursor := page.next) is None:
            return


@settings(max_examples=60, deadline=None)
@given(st.lists(plans, min_size=2, max_size=12), queries(), st.integers(1, 5), st.data())
def test_a_list_is_what_plain_python_finds(
    stories: list[StoryPlan], query: StoryQuery, limit: int, data: st.DataObject
) -> None:
    store = Store(":memory:")
    every = dict(enumerate(stories, start=508))  # so that they lie in two chunks
    with store.transaction():
        for id, plan in every.items():
            put(store, id, plan)
    order, apart = expected(every, query)
    pages = list(through(store, query, limit))
    assert [id for page in pages for id in ids(page)] == order
    assert {(page.total, page.apart) for page in pages} == {(len(order), apart)}
    assert [page.start for page in pages] == [limit * n for n in range(len(pages))]
    for before, page in pairwise(pages):
        assert page.previous is not None
        assert ids(store.list_stories(query, limit=limit, cursor=page.previous)) == ids(before)
    page = pages[0]
    assert page.described == sum(every[id].described for id in order)
    assert page.articles == sum(len(every[id].articles) for id in order)
    for facet in page.facets:
        for value in facet.values:
            asked = narrowed(query, facet.name, value.value)
            assert store.list_stories(asked).total == value.stories, (facet.name, value)
    if order:  # what describing and removing change is seen at once
        id = data.draw(st.sampled_from(order))
        with store.transaction():
            store.end_story(id)
        assert ids(store.list_stories(query)) == [other for other in order if other != id]
    store.close()


# ── single things ─────────────────────────────────────────────────────────────────────────────────


def many(tmp_path: Path, number: int = 30) -> Store:
    store = Store(tmp_path / "news.db")
    with store.transaction():
        for id in range(1, number + 1):
            put(store, id, two(id))
    return store


def two(day: int) -> StoryPlan:
    parts = (("Post", day, "ferry", False), ("Ledger", day, "bridge", False))
    return StoryPlan(parts, (NAMES[0],), day % 2, (day,), described=True)


def test_a_cursor_goes_on_though_new_articles_have_come(tmp_path: Path) -> None:
    store = many(tmp_path)
    first = store.list_stories(StoryQuery(), limit=10)
    with store.transaction():
        for id in range(31, 40):
            put(store, id, two(35))
        store.end_story(ids(first)[-1])  # the place itself is gone
    rest = store.list_stories(StoryQuery(), limit=100, cursor=first.next)
    assert ids(first) == list(range(30, 20, -1)) and ids(rest) == list(range(20, 0, -1))
    assert (rest.start, rest.total) == (18, 38)
    store.close()


def test_a_cursor_of_something_else_is_refused(tmp_path: Path) -> None:
    store = many(tmp_path, 5)
    (tmp_path / "other").mkdir()
    other = many(tmp_path / "other", 5)
    cursor = store.list_stories(StoryQuery(), limit=2).next
    assert cursor is not None
    with pytest.raises(QueryError, match="of another database"):
        other.list_stories(StoryQuery(), cursor=cursor)
    with pytest.raises(QueryError, match="of another search"):
        store.list_stories(StoryQuery(words="ferry"), cursor=cursor)
    wrong = ["", "x", "ü", "W10", "A" * 100_000, "\x00", "bnVsbA", "W1tbW1tb"]
    for nonsense in (*wrong, cursor[:-4], cursor + "A"):
        with pytest.raises(QueryError, match="no cursor"):
            store.list_stories(StoryQuery(), cursor=nonsense)
    store.close()
    other.close()


@given(st.text())
def test_no_text_breaks_a_list(text: str) -> None:
    store = Store(":memory:")
    with store.transaction():
        put(store, 1, two(1))
    for query in (
        StoryQuery(words=text[:1000]),
        StoryQuery(who=(text[:1000],), places=(text[:1000],), outlets=(text[:1000],)),
        StoryQuery(languages=(text[:1000],)),
    ):
        try:
            store.list_stories(query)
        except QueryError as error:
            assert "two letters" in str(error) or "40 words" in str(error)
    with pytest.raises(QueryError):
        store.list_stories(StoryQuery(), cursor=text)
    store.close()


@pytest.mark.parametrize(
    "title",
    [
        '"',
        "NEAR(a b)",
        "a AND b OR",
        "'; DROP TABLE stories; --",
        "x" * 100_000,
        "\u202e\0 gone",
        "*" * 50,
    ],
)
def test_hostile_titles_and_names_are_listed_and_found(tmp_path: Path, title: str) -> None:
    store = Store(tmp_path / "news.db")
    plan = replace(two(1), entities=(entity(title[:5000], id="person-x"),))
    with store.transaction():
        store.add_articles(
            [
                factories.article("the ferry", f"1-{n}", title=title.replace("\0", " "), outlet=f"{title}{n}")
                for n in range(2)
            ],
            vectors(1, plan),
        )
        story = factories.story("1-0", "1-1", id=1, title=title.replace("\0", " "))
        outlets = {f"1-{n}": f"{title.replace(chr(0), ' ')}{n}" for n in range(2)}
        store.put_stories([story], outlets)
    page = store.list_stories(StoryQuery(words="ferry"))
    assert page[0].story.title == story.title
    (facet,) = [facet for facet in page.facets if facet.name == "outlet"]
    assert {value.value for value in facet.values} == set(outlets.values())
    store.close()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"who": "Ada"}, "give a tuple"),
        ({"who": ("a",) * 21}, "at most 20"),
        ({"outlets": ("a" * 1001,)}, "at most 1,000 characters"),
        ({"since": date(2019, 2, 1), "until": date(2019, 1, 1)}, "turn them round"),
        ({"min_articles": 0}, "no range"),
        ({"min_articles": 5, "max_articles": 4}, "no range"),
    ],
)
def test_a_query_that_can_not_be_asked(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        StoryQuery(**wrong)  # type: ignore[arg-type]


def test_meaning_leads_to_the_nearest_of_those_that_meet_all_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    chance = np.random.default_rng(3)
    centres = chance.standard_normal((40, 64)).astype(np.float32)
    with store.transaction():
        for id in range(1, 41):
            plan = two(id)
            rows = centres[id - 1] + 0.05 * chance.standard_normal((2, 64)).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            store.add_articles(articles(id, plan), rows.astype(np.float32))
            story = factories.story(f"{id}-0", f"{id}-1", id=id)
            store.put_stories([story], {f"{id}-{n}": str(n) for n in (0, 1)})
    asked = centres[6] / np.linalg.norm(centres[6])
    page = store.list_stories(StoryQuery(meaning="x"), asked)
    assert ids(page)[0] == 7
    all_but = store.list_stories(StoryQuery(meaning="x", since=(DAY + timedelta(days=8)).date()), asked)
    assert 7 not in ids(all_but)
    assert not store.list_stories(StoryQuery(meaning="x"))  # nothing to hold against
    assert not store.list_stories(StoryQuery(meaning="x"), asked[:32])  # of another encoder
    store.close()


def test_what_is_changed_is_marked_in_the_same_transaction_and_made_anew_once(tmp_path: Path) -> None:
    store = many(tmp_path, 3)
    assert marks(store) == 1
    store.list_stories(StoryQuery())
    assert marks(store) == 0
    with pytest.raises(RuntimeError), store.transaction():
        store.end_story(1)
        raise RuntimeError
    assert marks(store) == 0 and store.list_stories(StoryQuery()).total == 3
    store.close()


def marks(store: Store) -> int:
    (row,) = sqlite3.connect(store.path).execute("SELECT count(*) FROM catalogue WHERE part = 'changed'")
    return int(row[0])


def test_a_database_that_is_held_or_can_not_be_written_is_listed_all_the_same(tmp_path: Path) -> None:
    store = many(tmp_path)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page = store.list_stories(StoryQuery(who=("Quill",), outlets=("post",)))
    assert page.total == 30 and marks(store) == 1
    assert facet(page, "who").values[0].label == "Ada Quill"
    other.execute("ROLLBACK")
    other.close()
    assert store.list_stories(StoryQuery(who=("Quill",), outlets=("post",))) == replace(page, next=None)
    assert marks(store) == 0
    store.close()


def facet(page: StoryPage, name: str) -> Facet:
    return next(each for each in page.facets if each.name == name)


def test_what_was_removed_leaves_no_name_behind(tmp_path: Path) -> None:
    store = many(tmp_path, 2)
    with store.transaction():
        put(store, 3, replace(two(3), articles=(("Secret Herald", 1, "port", False),), entities=(NAMES[2],)))
    store.renew()
    with store.transaction():
        store.remove_articles(["3-0"])
    store.forget_unused()
    db = sqlite3.connect(store.path)
    values = {row[0] for row in db.execute("SELECT value FROM catalogue_values")}
    assert values == {"Post", "Ledger", "en", NAMES[0].id}
    assert {row[0] for row in db.execute("SELECT word FROM entity_words")} == {"ada", "quill"}
    db.close()
    store.close()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("single", SINGLES)
def test_a_database_of_none_and_of_one(tmp_path: Path, sort: Sort, single: Single) -> None:
    store = Store(tmp_path / "news.db")
    query = StoryQuery(sort=sort, single=single, words="ferry", who=("quill",))
    assert store.list_stories(query) == StoryPage(
        stories=(), start=0, total=0, articles=0, apart=0, described=0
    )
    with store.transaction():
        put(store, 1, two(1))
    assert store.list_stories(query).total == (single != "only")
    store.close()


@pytest.mark.parametrize(
    ("first", "last", "listed"), [(3, 3, [3]), (2, 3, [3, 2]), (3, None, [5, 4, 3]), (None, 1, [1])]
)
def test_what_happened_on_a_day_is_of_that_day_alone(
    tmp_path: Path, first: int | None, last: int | None, listed: list[int]
) -> None:
    store = many(tmp_path, 5)
    since, until = (None if n is None else begin(n).date() for n in (first, last))
    assert ids(store.list_stories(StoryQuery(happened_since=since, happened_until=until))) == listed
    store.close()
