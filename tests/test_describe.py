"""A story told anew when it has grown says what it says when it is told at once."""

from __future__ import annotations

import pytest

from newsfold import describe as module
from newsfold.describe import describe
from newsfold.newsroom import Newsroom
from tests.factories import article, story


def test_what_was_found_before_changes_nothing(sample_newsroom: Newsroom) -> None:
    smallest = min(sample_newsroom.stories(), key=lambda s: (s.articles, s.story.id))
    detail = sample_newsroom.story(smallest.story.id)
    before = describe(detail.story, detail.articles[:2], {})
    known = {note.article_id: note for note in before.annotations}
    assert describe(detail.story, detail.articles, known) == detail
    assert describe(detail.story, detail.articles[::-1], {}) == detail


def test_a_story_of_one_article_asks_for_no_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(texts: list[str]) -> None:
        raise AssertionError("vectors were asked for")

    monkeypatch.setattr(module, "encode_words", refused)
    news = article("The council of Orlen voted 9 to 2 on Tuesday to close the old harbour.")
    assert len(describe(story(news.id), [news], {}).claims) == 1
    with pytest.raises(AssertionError, match="vectors"):
        describe(story("a", "b"), [news, article("Orlen's harbour is closed, the mayor said.", id="b")], {})
