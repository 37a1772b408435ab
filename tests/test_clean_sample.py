"""Cleaning the bundled sample gives what is written beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newsfold.addresses import canonical
from newsfold.clean import clean
from newsfold.reading import pages
from newsfold.records import Article, Page, Rejected
from tests.sample import SAMPLE


def _expected() -> list[dict[str, Any]]:
    events = [json.loads(path.read_text("utf-8")) for path in sorted((SAMPLE / "expected").glob("*.json"))]
    return [page for event in events for page in event["pages"]]


def _cleaned(file: str) -> Article | Rejected:
    [page] = pages(SAMPLE / file)
    return clean(page) if isinstance(page, Page) else page


@pytest.mark.parametrize(
    "expected", [p for p in _expected() if not p.get("rejected")], ids=lambda p: p["file"]
)
def test_articles(expected: dict[str, Any]) -> None:
    result = _cleaned(expected["file"])
    assert isinstance(result, Article), result
    assert result.title == expected["title"]
    assert result.outlet == expected["outlet"]
    assert result.language == expected["language"]
    assert result.authors == tuple(expected["authors"])
    if expected["url"]:
        assert (result.address, result.url) == (expected["url"], canonical(expected["url"]))
    if expected["dateline"]:
        assert result.dateline and expected["dateline"].startswith(result.dateline)
    assert result.published_at == _utc(expected["published"])
    assert (result.published_grain == "day") == (len(expected["published"] or "") == 10)
    start = result.text.find(expected["first_words"])
    assert start == 0 or (result.dateline and 0 < start < len(result.dateline) + 40), result.text[:100]
    # An agency's credit may follow: it is kept, since it tells where the report comes from.
    after = result.text[result.text.rindex(expected["last_words"]) + len(expected["last_words"]) :]
    assert len(after.split()) < 20, after
    for words in expected["not_in_text"]:
        assert words not in result.text
    for s in result.origin_map:
        page = result.page_text[s.page_start : s.page_start + s.length]
        assert page == result.text[s.text_start : s.text_start + s.length]


def _utc(published: str | None) -> datetime | None:
    if published is None:
        return None
    when = datetime.fromisoformat(published)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


@pytest.mark.parametrize("expected", [p for p in _expected() if p.get("rejected")], ids=lambda p: p["file"])
def test_rejected(expected: dict[str, Any]) -> None:
    result = _cleaned(expected["file"])
    assert isinstance(result, Rejected)
    reason, _, _ = expected["why"].partition(":")
    reasons = {
        "no article": {"not an article"},
        "unreadable": {"encoding", "binary"},
    }
    assert result.reason in reasons[reason]
