"""Addresses: a page, a feed with its articles, or an OPML list of feeds."""

from __future__ import annotations

from collections.abc import Iterator

from newsfold.reading import feed, opml
from newsfold.reading.fetch import Fetched, Fetcher
from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Reason, Rejected

_TEXT_TYPES = (
    "text/",
    "application/xhtml+xml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/rdf",
)


def is_address(source: str) -> bool:
    """Whether `source` is an http or https URL."""
    return source.lower().startswith(("http://", "https://"))


def from_address(url: str, fetcher: Fetcher) -> Iterator[Page | Rejected]:
    """What is behind `url`: itself, a feed's articles, or those of every feed in an OPML list."""
    answer = fetcher.fetch(url)
    if isinstance(answer, Rejected):
        yield answer
        return
    kind = feed.feed_kind(answer.body)
    if kind == "opml":
        listed = opml.outlines(answer.body, answer.url, answer.charset)
        if not listed:
            what = "the OPML list names no feed"
            yield Rejected(place=url, stage="reading", reason="empty", detail=what, url=answer.url)
        for address in listed or []:
            yield from from_feed(address, fetcher)
    elif kind == "feed":
        yield from articles(answer, fetcher)
    else:
        yield page(answer)


def from_feed(url: str, fetcher: Fetcher) -> Iterator[Page | Rejected]:
    """The articles of the feed at `url`."""
    answer = fetcher.fetch(url)
    if isinstance(answer, Rejected):
        yield answer
    elif feed.feed_kind(answer.body) != "feed":
        yield _rejected_item(url, "no feed is there")
    else:
        yield from articles(answer, fetcher)


def articles(answer: Fetched, fetcher: Fetcher) -> Iterator[Page | Rejected]:
    """A feed's articles, each once; fetched where the feed has no full text."""
    listed = feed.items(answer.body, answer.url, charset=answer.charset)
    if listed is None:
        yield _rejected_item(answer.asked, "the feed can't be parsed")
        return
    if not listed:
        yield Rejected(
            place=answer.asked, stage="reading", reason="empty", detail="the feed has no entries",
            key=answer.asked, url=answer.url,
        )  # fmt: skip
    for item in feed.unrepeated_items(listed, answer.asked):
        where = item.place(answer.asked)
        held = from_item(item, where)
        if held is None:
            assert item.url is not None  # what from_item leaves has an address
            got = fetcher.fetch(item.url)
            held = got if isinstance(got, Rejected) else page(got, item)
        yield held


def from_item(item: feed.Item, where: str) -> Page | Rejected | None:
    """What a feed's entry alone gives: the article it holds, or why it leads nowhere; None: fetch it."""
    if item.html:
        return item.page(where)
    if item.url:
        return None
    if item.refused:
        detail = f"not an http or https address: {item.refused}"[:200]
        return Rejected(place=where, stage="reading", reason="not fetched", detail=detail, key=item.key)
    return _rejected_item(where, "an entry without text or address")


def page(answer: Fetched, item: feed.Item | None = None) -> Page | Rejected:
    """What was fetched, as a page, with what its feed said of it."""
    if not answer.media_type.startswith(_TEXT_TYPES):
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
        # A page names its outlet better than a feed's title ("Outlet: World news") does.
        outlet=item.source if item else None,
        title=item.title if item else None,
        published=item.published if item else None,
        authors=item.authors if item else (),
    )


def _rejected_item(place: str, detail: str) -> Rejected:
    return Rejected(
        place=place, stage="reading", reason="bad line", detail=detail, key=place, url=place.split("#")[0]
    )
