"""The index of words: which articles have a word, whatever is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.queries import QueryError, StoryQuery
from newsfold.store import Store, terms
from tests.factories import article, story
from tests.store.test_store import vectors


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    filled = Store(tmp_path_factory.mktemp("search") / "news.db")
    with filled.transaction():
        filled.add_articles(
            [
                article("The co-operative café at Port Halden shut in 2017.", "a"),
                article("A port for ferries; Halden is far.", "b", title="Café"),
            ],
            vectors(2),
        )
        filled.put_stories([story("a", id=1), story("b", id=2)], {"a": "Post", "b": "Post"})
    return filled


def matching(store: Store, query: str) -> list[int]:
    return sorted(s.story.id for s in store.list_stories(StoryQuery(words=query, single="with")))


@pytest.mark.parametrize(
    ("query", "stories"),
    [
        ("Port Halden", [1, 2]),
        ("co-operative", [1]),
        ("cafe", [1, 2]),
        ("CAFÉ 2017", [1]),
        ('"port halden"', [1]),
        ('"halden port"', []),
        ('"port halden', [1]),  # what is not closed ends with the search
        ("port AND ferries", [2]),
        ("shut OR far", [1, 2]),
        ("shut OR far port OR 2018", [1, 2]),
        ("OR shut OR", [1]),
        ("shut or far", []),  # in small letters it is a word
        ("ferr*", [2]),
        ("ferr* shut", []),
        ("ferry", [2]),  # other forms of a word
        ("shutting", []),
        ("ports", [1, 2]),
        ('"ports"', [1, 2]),  # a single word is itself in quotation marks, too
        ("co-operatives", []),  # one word of several parts stands as it does
        ("halden's", []),
        ("NEAR(port halden)", []),
        ("title:port", []),
        ("-port", [1, 2]),
        ("–", []),
        ("", [1, 2]),  # nothing is asked
    ],
)
def test_stories_with_all_words_of_a_query(store: Store, query: str, stories: list[int]) -> None:
    assert matching(store, query) == stories


@given(query=st.text())
def test_any_query_is_answered(store: Store, query: str) -> None:
    matching(store, query)
    words = terms(query)
    assert store.with_terms([words], 5) is not None
    store.spread(words)


def test_letters_that_the_index_may_cut_are_passed_over(store: Store) -> None:
    assert terms("ferry a\u19b0b") == ["ferry"]
    assert matching(store, "a\u19b0b") == []


def test_a_removed_article_is_found_no_more(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    with store.transaction():
        store.add_articles([article("The ferry sank.", "a"), article("The ferry sails.", "b")], vectors(2))
        store.put_stories([story("a", id=1), story("b", id=2)], {"a": "Post", "b": "Post"})
    assert store.spread(["ferry", "sank"]) == {"ferry": 2, "sank": 1}
    with store.transaction():
        store.remove_articles(["b"])
        store.add_articles([article("A bridge.", "c")], vectors(1))  # in the place of the other
    assert store.spread(["ferry", "sails", "bridge"]) == {"ferry": 1, "sails": 0, "bridge": 1}
    assert store.with_terms([["ferry"], ["bridge"]], 9) == ["c", "a"]
    assert not list(store.problems())
    store.close()


def test_those_with_most_and_rarest_terms_come_first_however_many_fit(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    texts = ["The ferry sank."] * 600 + ["The ferry port sank."] * 10 + ["The ferry port of Halden sank."] * 3
    with store.transaction():
        store.add_articles([article(text, f"{n:03}") for n, text in enumerate(texts)], vectors(4)[[0] * 613])
    groups = [["ferry"], ["port", "ports"], ["halden"]]
    every = store.with_terms(groups, 1000)
    assert len(every) == 613 and set(every[:3]) == {"610", "611", "612"}
    assert set(every[3:13]) == {f"{n:03}" for n in range(600, 610)}
    assert store.with_terms(groups, 4) == every[:4]
    store.close()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("a*", "two letters"),
        ("port " * 41, "at most 40 words"),
        ('"' + "port " * 41 + '"', "at most 40 words"),
        ("a" * 1001, "at most 1,000 characters"),
        ("port " * 20_000, "at most 1,000 characters"),
    ],
)
def test_a_search_that_asks_for_too_much_says_so(store: Store, query: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        matching(store, query)
