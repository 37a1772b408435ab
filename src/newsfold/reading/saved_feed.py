"""Saved feeds and lists of feeds; nothing is fetched for a file."""

from __future__ import annotations

from collections.abc import Iterator

from newsfold.reading import feed, opml
from newsfold.reading.held import Held
from newsfold.records import Page, Rejected


def articles(held: Held, body: bytes, limit: int) -> Iterator[Page | Rejected]:
    """The articles that a saved feed holds itself; of what it only names, that it is not fetched."""
    if len(body) > limit:
        yield held.rejected("too large", f"more than {limit:,} bytes")
        return
    kind = feed.feed_kind(body)
    if kind == "opml":
        listed_feeds = opml.outlines(body)
        if not listed_feeds:
            yield held.rejected("empty", "the OPML list names no feed")
        for url in listed_feeds or []:
            yield Rejected(
                place=url, stage="reading", reason="not fetched", detail=f"listed in {held.place}", url=url
            )
        return
    listed = feed.items(body, most=None) if kind == "feed" else None
    if listed is None:
        yield held.rejected("unsupported" if body.strip() else "empty", "neither a feed nor an OPML list")
        return
    if not listed:
        yield held.rejected("empty", "the feed has no entries")
    for number, item in enumerate(listed, 1):
        where = f"{held.place}:{number}"
        if item.html:
            yield item.page(where)
        elif not (item.url or item.key or item.title):
            yield Rejected(place=where, stage="reading", reason="bad line", detail="an entry without a name")
        else:
            yield Rejected(
                place=where, stage="reading", reason="not fetched", detail="the feed has a summary only",
                key=item.key, url=item.url,
            )  # fmt: skip
