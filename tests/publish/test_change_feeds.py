"""Entries of changes, whatever words, names and addresses a source has."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.publish import Feed, atom, change_entry, json_feed
from newsfold.records import Change
from tests import factories

CHANGE = Change(
    cursor="0123456789abcdef.7", at=datetime(2021, 3, 2, tzinfo=UTC), kind="difference", story_id=3
)
FEED = Feed(
    id="urn:newsfold:db:changes", title="Newsfold", url="http://a/f", page_url="http://a/", entries=()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=40), st.text(max_size=60))
def test_any_words_make_a_feed_that_is_read(words: list[str], outlet: str, address: str) -> None:
    article = replace(factories.article("Text."), outlet=outlet, address=address)
    entry = change_entry(replace(CHANGE, words=tuple(words)), article, "http://a/stories/3")
    feed = replace(FEED, entries=(entry,))
    (element,) = ElementTree.fromstring(atom(feed)).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(element.findall("{http://www.w3.org/2005/Atom}title")) == 1
    (item,) = json.loads(json_feed(feed))["items"]
    assert item["id"] == "urn:newsfold:0123456789abcdef:change:7"
    assert "<script" not in entry.html and "javascript:" not in "".join(entry.sources)


def test_a_change_without_an_article_and_with_very_many_values() -> None:
    entry = change_entry(replace(CHANGE, words=tuple(map(str, range(100)))), None, "http://a/stories/3")
    assert entry.outlets == entry.sources == () and "and 60 values more" in entry.html
    read = feedparser.parse(atom(replace(FEED, entries=(entry,))))
    assert not read.bozo and read.feed.author == "Newsfold"
    assert change_entry(replace(CHANGE, words=("x" * 9000,)), None, "http://a").title.endswith("…")


def test_a_merger_says_into_which_story() -> None:
    entry = change_entry(replace(CHANGE, kind="merged", other_id=9), None, "http://a/changes?story=3")
    assert entry.title == "Merged: Story 3, into story 9"
