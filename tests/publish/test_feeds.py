"""A feed as feed readers read it: by feedparser, and by the rules of its format."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from xml.etree import ElementTree

import feedparser
import pytest

from newsfold.publish import Feed, atom, entry, json_feed
from newsfold.publish.feeds import ATOM
from newsfold.records import StoryDetail
from tests import press

DETAIL: StoryDetail = press.detail()
PAGE = "http://localhost/stories/1"
ENTRY = entry(DETAIL, "db", PAGE)
FEED = Feed(
    id="urn:newsfold:db:stories:",
    title="Newsfold",
    url="http://localhost/feeds/stories.atom",
    page_url="http://localhost/",
    entries=(ENTRY,),
)


def test_feedparser_reads_it_without_complaint() -> None:
    parsed = feedparser.parse(atom(FEED))
    assert not parsed.bozo and parsed.version == "atom10"
    (read,) = parsed.entries
    assert read.id == ENTRY.id and read.title == DETAIL.story.title and read.link == PAGE
    assert {author.name for author in read.authors} == set(ENTRY.outlets)
    related = [link.href for link in read.links if link.rel == "related"]
    assert related == list(ENTRY.sources)
    for source in related:
        assert escape(source) in read.content[0].value
    for sentence in DETAIL.account:
        assert sentence.text.split("“")[0].split("'")[0][:40] in read.content[0].value


def test_atom_has_what_its_rules_ask_for() -> None:
    """RFC 4287: each feed and entry has one id, title and updated, and an entry an author."""
    root = ElementTree.fromstring(atom(FEED))
    for element in (root, *root.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{{{ATOM}}}{name}")) == 1
    assert root.find(f"{{{ATOM}}}entry/{{{ATOM}}}author/{{{ATOM}}}name") is not None
    assert [link.get("rel") for link in root.findall(f"{{{ATOM}}}link")] == ["self", "alternate"]


def test_json_feed_has_what_its_rules_ask_for() -> None:
    feed = json.loads(json_feed(FEED))
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    (item,) = feed["items"]
    assert isinstance(item["id"], str) and item["content_html"] and item["url"] == PAGE
    assert item["date_published"] <= item["date_modified"]


@pytest.mark.parametrize("written", [atom, json_feed])
def test_a_hostile_story_stays_text(written: object) -> None:
    hostile = f"{press.HOSTILE} ]]> \ufffe\uffff\ud800 \x00"
    story = replace(DETAIL.story, title=hostile)
    articles = tuple(
        replace(a, title=hostile, outlet=hostile, address='javascript:alert("x")') for a in DETAIL.articles
    )
    feed = replace(FEED, entries=(entry(replace(DETAIL, story=story, articles=articles), "db", PAGE),))
    text = written(feed)  # type: ignore[operator]
    assert b"javascript:" not in text
    if written is atom:
        assert b"<script>" not in text
        read = feedparser.parse(text)
        assert not read.bozo and "<script" not in read.entries[0].content[0].value
    else:
        assert "<script" not in json.loads(text)["items"][0]["content_html"]


def test_an_entry_is_the_same_entry_when_its_story_grows() -> None:
    less = entry(replace(DETAIL, articles=DETAIL.articles[:-1]), "db", PAGE)
    assert less.id == ENTRY.id and less.updated <= ENTRY.updated
    assert entry(DETAIL, "other", PAGE).id != ENTRY.id


def test_a_feed_of_nothing() -> None:
    empty = replace(FEED, entries=())
    assert feedparser.parse(atom(empty)).entries == [] and json.loads(json_feed(empty))["items"] == []
