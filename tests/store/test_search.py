"""The index of words: which articles have a word, whatever is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.store import Store, search, terms
from tests.factories import article, story
from tests.store.test_store import vectors


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    found = Store(tmp_path_factory.mktemp("search") / "news.db")
    with found.transaction():
        found.add_articles(
            [
                article("The co-operative café at Port Halden shut in 2017.", "a"),
                article("A port for ferries; Halden is far.", "b", title="Café"),
            ],
            vectors(2),
        )
        found.put_stories([story("a", id=1), story("b", id=2)], {"a": "Post", "b": "Post"})
    return found


@pytest.mark.parametrize(
    ("query", "stories"),
    [
        ("Port Halden", [1, 2]),
        ("co-operative", [1]),
        ("cafe", [1, 2]),
        ("CAFÉ 2017", [1]),
        ('"port halden"', [1, 2]),
        ("port AND ferries", []),  # each of them is a word
        ("ferr*", []),
        ("halden's", []),
        ("–", []),
        ("", []),
    ],
)
def test_stories_with_all_words_of_a_query(store: Store, query: str, stories: list[int]) -> None:
    assert sorted(found.story.id for found in store.summaries(None, 0, query)) == stories


@given(query=st.text())
def test_any_query_is_answered(store: Store, query: str) -> None:
    store.summaries(None, 0, query)
    words = terms(query)
    assert store.with_terms([words], 5) is not None
    store.spread(words)


def test_letters_that_the_index_may_cut_are_passed_over(store: Store) -> None:
    assert terms("ferry a\u19b0b") == ["ferry"]
    assert store.summaries(None, 0, "a\u19b0b") == []


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


def test_where_many_fit_those_with_most_and_rarest_terms_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "news.db")
    texts = ["The ferry sank."] * 30 + ["The ferry port sank."] * 10 + ["The ferry port of Halden sank."] * 3
    with store.transaction():
        store.add_articles([article(text, f"{n:02}") for n, text in enumerate(texts)], vectors(len(texts)))
    groups = [["ferry"], ["port", "ports"], ["halden"]]
    every = store.with_terms(groups, 100)
    assert len(every) == 43 and set(every[:3]) == {"40", "41", "42"}
    monkeypatch.setattr(search, "_LOOKED_AT", 5)
    assert store.with_terms(groups, 100) == every[:13]  # those that tie with the fifth, too
    assert store.with_terms(groups, 4) == every[:4]
    store.close()
