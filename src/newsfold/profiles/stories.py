"""A story as profiles list it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsfold.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileStory:
    """A story with its times and how many outlets and articles it has."""

    id: int
    title: str
    first_seen: datetime | None
    last_seen: datetime | None
    outlets: int
    articles: int


def profile_stories(store: Store, ids: Sequence[int]) -> tuple[ProfileStory, ...]:
    """These stories, in this order."""
    rows = store.story_rows(ids)
    return tuple(
        ProfileStory(
            id=id,
            title=rows[id]["title"],
            first_seen=time(rows[id]["first_seen"]),
            last_seen=time(rows[id]["last_seen"]),
            outlets=rows[id]["outlets"],
            articles=rows[id]["articles"],
        )
        for id in ids
        if id in rows
    )


def time(text: str | None) -> datetime | None:
    """A stored time."""
    return datetime.fromisoformat(text) if text else None
