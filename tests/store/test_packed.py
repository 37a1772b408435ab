"""What is packed comes back, and what was not packed is refused."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.codec import to_jsonable
from newsfold.records import Article, Segment
from newsfold.store.packed import packed_map, packed_page, unpacked_map, unpacked_page
from tests import press, strategies

numbers = st.integers(0, 10**6)


@given(news=strategies.articles)
def test_any_article_s_page_and_map_come_back(news: Article) -> None:
    assert unpacked_page(packed_page(news.page_text, news.text), news.text) == news.page_text
    assert unpacked_map(packed_map(news.origin_map)) == to_jsonable(news.origin_map)


@given(page=st.text(), text=st.text())
def test_any_texts_come_back(page: str, text: str) -> None:
    assert unpacked_page(packed_page(page, text), text) == page


@given(st.lists(st.builds(Segment, text_start=numbers, page_start=numbers, length=numbers)))
def test_any_map_comes_back(segments: list[Segment]) -> None:
    """Also one whose segments are in no order."""
    assert unpacked_map(packed_map(segments)) == to_jsonable(segments)


def test_a_page_costs_little_beside_its_article() -> None:
    text = "\n".join(article for _, _, article, _ in press.TEXTS.values())
    page = f"Menu\nHome\n{text}\nShare this"
    assert len(packed_page(page, text)) < len(zlib.compress(page.encode())) / 5


def test_a_text_longer_than_a_dictionary_can_be() -> None:
    text = "The ferry sank off Port Halden. " * 2000
    assert unpacked_page(packed_page(text, text), text) == text


@pytest.mark.parametrize("cut", [1, 5, 12])
def test_what_was_not_packed_is_refused(cut: int) -> None:
    text = press.FERRY
    packed, whole = (
        packed_page(text + "and more", text),
        packed_map([Segment(text_start=0, page_start=0, length=5)]),
    )
    with pytest.raises((ValueError, zlib.error)):
        unpacked_page(packed[:-cut], text)
    with pytest.raises((ValueError, zlib.error)):
        unpacked_page(packed, text[:-1])  # of another text
    with pytest.raises((ValueError, zlib.error)):
        unpacked_map(whole[:-cut])
    with pytest.raises((ValueError, zlib.error)):
        unpacked_map(zlib.compress(json.dumps([1, 2]).encode()))
