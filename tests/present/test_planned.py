"""Entries of a timeline that lie ahead of their article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsfold.present import story_view
from newsfold.records import TimelineEntry
from tests import press
from tests.factories import evidence


@pytest.mark.parametrize(
    ("key", "days", "planned"),
    [
        ("post", -1, False),
        ("post", 0, False),
        ("post", 5, True),
        ("undated", 5, False),
    ],
)
def test_an_entry_later_than_its_article_is_planned(key: str, days: int, planned: bool) -> None:
    article = press.article(key)
    start = (article.published_at or press.DAY).replace(hour=0, minute=0) + timedelta(days=days)
    entry = TimelineEntry(
        start=start, end=start + timedelta(days=1), grain="day", text="The inquiry opens.",
        evidence=(evidence(article, article.text),),
    )  # fmt: skip
    shown = story_view(replace(press.detail(), timeline=(entry,))).timeline
    assert [entry.planned for entry in shown] == [planned]
