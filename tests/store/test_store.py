from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from newsfold.queries import StoryQuery
from newsfold.records import (
    AccountSentence,
    Annotations,
    Article,
    NewsfoldError,
    Rejected,
    StoryDetail,
)
from newsfold.store import Store
from tests import REPOSITORY, strategies
from tests.factories import article, claim, entity, evidence, figure, origin, story

DAY = datetime(2019, 4, 25, tzinfo=UTC)


def vectors(n: int) -> np.ndarray:
    return np.eye(max(n, 1), 4, dtype=np.float32)[:n]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "news.db")
    yield opened
    opened.close()


def test_articles_come_back_with_their_vectors(store: Store) -> None:
    two = [article(id="b", published_at=DAY, page_text="Menu\nThe train left the station."), article(id="a")]
    with store.transaction():
        store.add_articles(two, vectors(2))
    assert store.articles(["a", "b", "c"]) == [two[1], two[0]]
    assert store.vectors(["a", "b"]).tolist() == vectors(2)[::-1].tolist()
    assert store.known(["a", "x"]) == {"a"}
    assert store.unfolded() == ["a", "b"]  # by time, the undated first


@given(news=strategies.articles)
def test_any_article_comes_back(news: Article) -> None:
    store = Store(":memory:")
    with store.transaction():
        store.add_articles([news], vectors(1))
    assert store.article(news.id) == news
    store.close()


def test_an_error_inside_a_transaction_keeps_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.add_articles([article()], vectors(1))
        raise RuntimeError
    assert store.counts()["articles"] == 0


def test_a_killed_process_leaves_whole_batches(tmp_path: Path) -> None:
    script = f"""
        import os
        from newsfold.store import Store
        from tests.factories import article
        from tests.store.test_store import vectors
        store = Store({str(tmp_path / "news.db")!r})
        with store.transaction():
            store.add_articles([article(id="a")], vectors(1))
        store._db.execute("BEGIN IMMEDIATE")
        store.add_articles([article(id="b")], vectors(1))
        os.kill(os.getpid(), 9)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=REPOSITORY)
    assert done.returncode == -9
    store = Store(tmp_path / "news.db")
    assert store.unfolded() == ["a"]
    store.close()


def test_rejected_is_kept_once(store: Store) -> None:
    rejected = Rejected(place="x.jsonl:3", stage="reading", reason="bad line", detail="no closing brace")
    with store.transaction():
        store.add_rejected([rejected, rejected])
    with store.transaction():
        store.add_rejected([rejected])
    assert store.rejected() == [rejected]


def detail() -> StoryDetail:
    news = article(outlet="Harbour Post", published_at=DAY)
    train = evidence(news, "The train")
    post = origin("Harbour Post", "a")
    return StoryDetail(
        story=story("a", title="A train", first_seen=DAY, last_seen=DAY),
        articles=(news,),
        annotations=(
            Annotations(
                article_id="a",
                sentences=(train.span,),
                clauses=(train.span,),
                figures=(figure(news, "The train", 2),),
            ),
        ),
        entities=(entity("Kim"),),
        claims=(claim("The train", train, id="c1", origins=(post,)),),
        account=(AccountSentence(text="The train", evidence=(train,), claim_id="c1"),),
        origins=(post,),
        inferred_dates=(("a", DAY),),
    )


def test_a_detail_comes_back_and_is_replaced_whole(store: Store) -> None:
    first = detail()
    with store.transaction():
        store.add_articles(first.articles, vectors(1))
        store.put_stories([first.story], {"a": "Harbour Post"})
    assert store.stale() == [1]
    for _ in range(2):
        with store.transaction():
            store.put_detail(first)
    assert store.detail(1) == first
    assert store.stale() == []
    assert store.counts()["claims"] == 1
    assert store.list_stories(StoryQuery(single="with"))[0].outlets == ("Harbour Post",)
    page = store.list_stories(StoryQuery(words="train station", single="with"), limit=5)
    assert [s.story.id for s in page] == [1]
    assert not store.list_stories(StoryQuery(words='no "such words', single="with"))


def test_an_entity_collects_spellings_over_stories(store: Store) -> None:
    first = detail()
    second = StoryDetail(
        story=story("b", id=2),
        articles=(article(id="b"),),
        entities=(entity("Kim", aliases=("KIM",)),),
    )
    with store.transaction():
        store.add_articles([*first.articles, *second.articles], vectors(2))
        store.put_stories([first.story, second.story], {"a": "Harbour Post", "b": "B"})
        store.put_detail(first)
        store.put_detail(second)
    (row,) = store.table("entities")
    assert row["aliases"] == '["KIM","Kim"]'
    read = store.detail(1)
    assert read is not None
    assert read.entities[0].aliases == ("Kim",)


def test_ids_of_ended_stories_are_not_used_again(store: Store) -> None:
    with store.transaction():
        store.put_stories([story("a", id=7)], {"a": "Post"})
        store.add_history("merged", 7, 3)
        store.end_story(7)
    assert store.next_story_id() == 8


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="there is no database"):
        Store(tmp_path / "none.db", create=False)
    (tmp_path / "text.db").write_text("not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(NewsfoldError, match="is no database"):
        Store(tmp_path / "text.db")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(NewsfoldError, match="something else"):
        Store(tmp_path / "other.db")


def test_what_a_story_costs_does_not_grow_with_the_articles_that_wait_for_one(tmp_path: Path) -> None:
    def steps(waiting: int) -> int:
        """SQLite's steps, in hundreds, to store a story while others wait."""
        store = Store(tmp_path / f"{waiting}.db")
        articles = [article(f"Text {n}.", id=f"{n:05}") for n in range(waiting)]
        with store.transaction():
            store.add_articles(articles, vectors(waiting))
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        store._db.set_progress_handler(count, 100)
        with store.transaction():
            store.put_stories([story("00000")], {"00000": "Post"})
        store.close()
        return counted

    assert steps(2_000) <= 2 * steps(100) + 5
