"""Addresses: a page, a feed with its articles, or an OPML list of feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from newsfold.reading import feed
from newsfold.reading.fetch import Fetched, Fetcher
from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Reason, Rejected

_TEXTS = (
    "text/",
    "application/xhtml+xml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/rdf",
)


def is_address(source: str) -> bool:
    """Whether `source` is an http or https URL."""
    return source.startswith(("http://", "https://"))


def from_address(url: str, fetcher: Fetcher) -> Iterator[Page | Rejected]:
    """What is behind `url`: itself, a feed's articles, or those of every feed in an OPML list."""
    answer = fetcher.fetch(url)
    if isinstance(answer, Rejected):
        yield answer
        return
    found = feed.kind(answer.body)
    if found == "opml":
        for listed in feed.outlines(answer.body, answer.url) or []:
            yield from from_feed(listed, fetcher)
    elif found == "feed":
        yield from articles(answer, fetcher)
    else:
        yield page(answer)


def from_feed(url: str, fetcher: Fetcher) -> Iterator[Page | Rejected]:
    """The articles of the feed at `url`."""
    answer = fetcher.fetch(url)
    if isinstance(answer, Rejected):
        yield answer
    elif feed.kind(answer.body) != "feed":
        yield _rejected(url, "no feed is there")
    else:
        yield from articles(answer, fetcher)


def articles(answer: Fetched, fetcher: Fetcher, known: Collection[str] = ()) -> Iterator[Page | Rejected]:
    """A feed's articles but those in `known`; fetched where the feed has no full text."""
    listed = feed.items(answer.body, answer.url)
    if listed is None:
        yield _rejected(answer.asked, "the feed can't be parsed")
        return
    seen = set(known)
    for number, item in enumerate(listed, 1):
        where = item.url or f"{answer.asked}#{item.key or number}"
        if where in seen:
            continue
        seen.add(where)
        if item.html:
            yield item.page(where)
        elif item.url is None:
            yield _rejected(where, "an entry without text or address")
        else:
            got = fetcher.fetch(item.url)
            yield got if isinstance(got, Rejected) else page(got, item)


def page(answer: Fetched, item: feed.Item | None = None) -> Page | Rejected:
    """What was fetched, as a page, with what its feed said of it."""
    if not answer.media_type.startswith(_TEXTS):
        return Rejected(
            place=answer.asked,
            stage="reading",
            reason="unsupported",
            detail=answer.media_type,
            url=answer.url,
        )
    if not answer.body.strip() or is_binary(answer.body):
        reason: Reason = "binary" if answer.body.strip() else "empty"
        return Rejected(place=answer.asked, stage="reading", reason=reason, key=answer.asked, url=answer.url)
    return Page(
        place=answer.asked,
        body=answer.body,
        media_type="text/plain" if answer.media_type == "text/plain" else "text/html",
        charset=answer.charset,
        key=(item and item.key) or answer.asked,
        url=answer.url,
        fetched_at=answer.fetched_at,
        outlet=item.outlet if item else None,
        title=item.title if item else None,
        published=item.published if item else None,
        authors=item.authors if item else (),
    )


def _rejected(place: str, detail: str) -> Rejected:
    return Rejected(
        place=place, stage="reading", reason="bad line", detail=detail, key=place, url=place.split("#")[0]
    )
