"""A story told anew when it has grown says what it says when it is told at once."""

from __future__ import annotations

from newsfold.describe import describe
from newsfold.newsroom import Newsroom


def test_what_was_found_before_changes_nothing(sample_newsroom: Newsroom) -> None:
    smallest = min(sample_newsroom.stories(), key=lambda s: (s.articles, s.story.id))
    detail = sample_newsroom.story(smallest.story.id)
    before = describe(detail.story, detail.articles[:2], {})
    known = {found.article_id: found for found in before.annotations}
    assert describe(detail.story, detail.articles, known) == detail
    assert describe(detail.story, detail.articles[::-1], {}) == detail
