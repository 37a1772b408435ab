"""Stories that meet a query: its meaning becomes a vector, all else is the database's business."""

from __future__ import annotations

from newsfold.queries import StoryPage, StoryQuery
from newsfold.store import Store


def stories(store: Store, query: StoryQuery | str | None, limit: int | None, cursor: str | None) -> StoryPage:
    """What `Newsroom.stories` answers."""
    if not isinstance(query, StoryQuery):
        query = StoryQuery(words=query or "", single="with")
    vector = None
    if query.meaning.strip() and (encoder := store.encoder()):
        from newsfold.encode import encode  # loads models

        (vector,) = encode([query.meaning], encoder)
    return store.list_stories(query, vector, limit=limit, cursor=cursor)
