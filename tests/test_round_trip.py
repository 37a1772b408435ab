"""What is exported comes back: articles by every format, and with them dates and stories."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from newsfold import Newsroom, export
from newsfold.clean import clean
from newsfold.codec import article_id
from newsfold.reading import Summary, pages
from newsfold.records import Article, Grain, Page
from newsfold.store import Store
from tests.strategies import instants, texts

FORMATS = get_args(export.Format)
# An empty text and none are the same in CSV, and no input gives an empty one.
given_texts = st.one_of(
    st.sampled_from(["=1+1", "'@ferry", "''-1", "\t=1", ' pier, "shut"\r\n', "null"]), texts
)
filled = given_texts.filter(bool)
optional = st.none() | filled


def _article(values: dict[str, object]) -> Article:
    made = Article(id="", **values)  # type: ignore[arg-type]
    values["id"] = article_id(made.url, made.key, made.place, made.text)
    return Article(**values)  # type: ignore[arg-type]


adversarial = st.fixed_dictionaries(
    {
        "place": filled, "text": filled.filter(str.strip), "title": given_texts, "language": filled,
        "key": optional, "url": optional, "address": optional, "outlet": optional, "domain": optional,
        "authors": st.lists(filled, max_size=3).map(tuple), "dateline": optional,
        "published_at": st.none() | instants, "published_grain": st.none() | st.sampled_from(get_args(Grain)),
        "utc_offset": st.none() | st.integers(-900, 900), "modified_at": st.none() | instants,
        "fetched_at": st.none() | instants, "window_at": st.none() | instants,
        "section": optional, "image": optional, "kind": optional, "paywalled": st.none() | st.booleans(),
        "found_in": st.lists(st.tuples(filled, filled), max_size=3).map(tuple),
    }
).map(_article)  # fmt: skip


def exported(store: Store, format: export.Format) -> bytes:
    out = io.BytesIO()
    export.write(export.rows(store, "articles"), "articles", format, out)
    return out.getvalue()


def without_page(article: Article) -> dict[str, object]:
    omitted = ("page_text", "origin_map", "boilerplate")
    return {name: getattr(article, name) for name in Article.__slots__ if name not in omitted}


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, deadline=None)
@given(articles=st.lists(adversarial, min_size=1, max_size=3, unique_by=lambda article: article.id))
def test_articles_come_back_from_every_format(format: export.Format, articles: Sequence[Article]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"articles.{format}"
        store = Store(":memory:")
        with store.transaction():
            store.add_articles(articles, np.zeros((len(articles), 4), np.float32))
        path.write_bytes(exported(store, format))
        store.close()
        summary = Summary()
        items = list(pages(path, summary=summary))
    assert summary.exported == len(articles), items
    back = [clean(page) for page in items if isinstance(page, Page)]
    assert [without_page(a) for a in back if isinstance(a, Article)] == [*map(without_page, articles)]


EVENTS = (
    (
        "Ferry to Skerry Isle stays shut",
        "The ferry to Skerry Isle was shut on Monday after its engine failed, the harbour office said. About "
        "340 people waited at the pier of Port Ellery, and a lifeboat took 12 of them across.",
    ),
    (
        "Mayor of Westerholm resigns over bridge",
        "Jon Areld, the mayor of Westerholm, resigned after auditors found that the bridge over the Holm had "
        "cost 14 million crowns more than the council had been told.",
    ),
    (
        "Storm leaves 9,000 homes without power",
        "A storm cut the power of 9,000 homes in the Vale on Sunday night. Crews of the network Valegrid "
        "worked until noon, and two schools in Ember stayed closed.",
    ),
)
DAY = datetime(2019, 3, 4, 7, tzinfo=UTC)
rows = st.fixed_dictionaries(
    {
        "event": st.sampled_from(range(len(EVENTS))),
        "outlet": st.sampled_from(["Harbour Courier", "National Ledger", "Vale Times"]),
        "hours": st.none() | st.integers(0, 30),
        "first": st.sampled_from(["", "Officials confirmed it. ", "There was no comment from the office. "]),
    }
)


def _stories(room: Newsroom) -> set[tuple[object, ...]]:
    return {(s.story.article_ids, s.story.title, s.story.first_seen, s.outlets) for s in room.stories()}


# Describing stories takes seconds, so there are few examples, and none is made smaller.
@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(drawn=st.lists(rows, min_size=4, max_size=6), format=st.sampled_from(FORMATS))
def test_dates_and_stories_come_back(drawn: list[dict[str, Any]], format: export.Format) -> None:
    with TemporaryDirectory() as folder:
        here = Path(folder)
        drawn_pages = [
            Page(
                place=f"{number}", key=f"{number}", media_type="text/plain", charset="utf-8",
                title=EVENTS[row["event"]][0], outlet=str(row["outlet"]),
                body=f"{row['first']}{EVENTS[row['event']][1]} ({number})".encode(),
                published=None if row["hours"] is None else str(DAY + timedelta(hours=row["hours"])),
            )
            for number, row in enumerate(drawn)
        ]  # fmt: skip
        with (
            Newsroom(here / "one.db", encoder="static") as original,
            Newsroom(here / "two.db", encoder="static") as copy,
        ):
            assert original.take_in(drawn_pages).new == len(drawn)
            file = here / f"articles.{format}"
            export.write_file(original.rows("articles"), "articles", format, file)
            reading = copy.read(file)
            assert (reading.new, reading.rejected, reading.warnings) == (len(drawn), {}, ())
            ids = [row["id"] for row in original.rows("articles")]
            assert [without_page(copy.article(id)) for id in ids] == [
                without_page(original.article(id)) for id in ids
            ]
            assert _stories(copy) == _stories(original)
            assert copy.read(file).known == len(drawn)
