"""On either side of each number of `settings`: the search that comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from newsfold.queries import StoryQuery
from newsfold.store import Store
from tests.factories import article, story


@contextmanager
def stored(
    path: Path, *texts: str, title: str = "", vectors: list[list[float]] | None = None
) -> Iterator[Store]:
    """A database of stories 1, 2, 3 … of an article each; `title` is the first one's."""
    store = Store(path / "news.db")
    rows = np.array(vectors or [[1.0, 0.0]] * len(texts), dtype=np.float32)
    with store.transaction():
        store.add_articles(
            [article(text, f"{n}", title=title if n == 1 else "") for n, text in enumerate(texts, 1)], rows
        )
        for n in range(1, len(texts) + 1):
            store.put_stories([story(f"{n}", id=n)], {f"{n}": "Post"})
    yield store
    store.close()


def matching(store: Store, query: str) -> list[int]:
    return [s.story.id for s in store.list_stories(StoryQuery(words=query, single="with", sort="fit"))]


@pytest.mark.parametrize(("word", "form", "matches"), [("port", "ports", True), ("oar", "oared", False)])
def test_a_short_word_stands_for_itself_alone(tmp_path: Path, word: str, form: str, matches: bool) -> None:
    with stored(tmp_path, f"They saw the {form}.") as store:
        assert matching(store, word) == [1] * matches


@pytest.mark.parametrize(("times", "order"), [(3, [1, 2]), (5, [2, 1])])
def test_a_word_in_a_title_counts_as_several_in_a_text(tmp_path: Path, times: int, order: list[int]) -> None:
    others = ["Nobody knows why."] * 6
    words = ["ferry"] * times + ["crane"] * (7 - times)
    with stored(tmp_path, " ".join(["crane"] * 6), " ".join(words), *others, title="Ferry") as store:
        assert matching(store, "ferry") == order


@pytest.mark.parametrize(("stem", "is_taken"), [("canal", True), ("cana", False)])
def test_a_check_takes_forms_of_long_stems_alone(tmp_path: Path, stem: str, is_taken: bool) -> None:
    with stored(tmp_path, f"The {stem} and the {stem}s.") as store:
        assert store.rarest({stem: stem}, 9) == [[stem, f"{stem}s"][: 1 + is_taken]]


@pytest.mark.parametrize(("form", "is_taken"), [("floodable", True), ("floodables", False)])
def test_a_check_takes_forms_that_are_hardly_longer(tmp_path: Path, form: str, is_taken: bool) -> None:
    with stored(tmp_path, f"The {form}.") as store:
        assert store.rarest({"flood": "flood"}, 9) == [[form]] * is_taken


@pytest.mark.parametrize(("likeness", "matches"), [(0.25, True), (0.15, False)])
def test_an_article_unlike_what_is_asked_does_not_mean_it(
    tmp_path: Path, likeness: float, matches: bool
) -> None:
    row = [likeness, (1 - likeness**2) ** 0.5]
    with stored(tmp_path, "The ferry sank.", vectors=[row]) as store:
        query = StoryQuery(meaning="x", single="with")
        page = store.list_stories(query, np.array([1.0, 0.0], dtype=np.float32))
        assert [s.story.id for s in page] == [1] * matches
