"""Nothing is shown without evidence, whatever the articles say: random stories through all that shows them.

Articles are made of news (tolls, quotations, denials, dates, capitals, datelines), of marks that break
sentences, of characters that are hard to handle and of markup, and some copy others. What comes out is held
against the articles' characters by this file's own means, not by the code that made it.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lxml.html
import numpy as np
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsfold import console
from newsfold.invisible import visible
from newsfold.newsroom import Newsroom
from newsfold.present import story_view
from newsfold.records import Article, Evidence, StoryDetail
from newsfold.store import Store
from newsfold.text import collapse, words
from newsfold.web.app import create_app
from tests.factories import article, described

NEWS = [
    "The ferry Aurora sank off Port Ellery on Thursday night and 40 people died, the coast guard said.",
    "The passenger ferry Aurora went down off Port Ellery late on Thursday, killing 43 people.",
    "THE FERRY AURORA SANK OFF PORT ELLERY AND AT LEAST 43 PEOPLE DIED.",
    "PORT ELLERY, March 12 (AP) — The ferry Aurora sank off Port Ellery on Wednesday, 12 March 2021.",
    "The North Ledger denied that 40 people died.",
    "The Harbour Post reported that 40 people died, citing the coast guard.",
    "“The doors were open when we left the quay that night,” said Maria Holt, the captain.",
    "“The doors were open when we left the quay that night,” Jon Areld told CNN.",
    "The doors were not open when the ferry left the quay.",
    "The doors were open when the ferry left the quay.",
    "Transport minister Jon Areld promised $40 million and some €3.5m on Friday; he said so twice.",
    "The ferry was built in Norway in 1987. It failed an inspection in 2019.",
    "The ferry was built in Poland in 1987.",
    "He said it would not happen again at 5 p.m.",
    "More than 7,500 people have been injured, officials said.",
]
ODD = [
    "“", "”", '"', "’", "—", " - ", "…", "\n", "\n\n", "\t", "\u200b", "\u202e", "e\u0301", "👍🏽", "市長は",
    "\x0b", "\u2028", "\ufeff", "ﬁ", "İ", "ß", " | ", "<b>", "</p>", "<script>alert(1)</script>", "&lt;",
    "&amp;", "<img src=x onerror=y>", "{{ 7 * 7 }}", "{% raw %}", "[1]", "[bold]", "\\", "javascript:x",
    "1e400", "½", "٣٤",
]  # fmt: skip
OUTLETS = [None, "Harbour Post", "North Ledger", "Valley <b>Times</b>", "Old \u202eGazette", '"Wire" & Co']

pieces = st.one_of(st.sampled_from(NEWS), st.sampled_from(NEWS), st.sampled_from(ODD), st.text(max_size=12))
bodies = st.lists(pieces, min_size=1, max_size=9).map(" ".join)
dates = st.none() | st.datetimes(datetime(2021, 3, 1), datetime(2021, 3, 20), timezones=st.just(UTC))


outlets = st.sampled_from(OUTLETS)
titles = st.sampled_from(["", "Ferry sinks, 40 dead", "<u>Ferry</u> {{ 1 }}"])
gaps = st.sampled_from(["", " ", "\n"])


@st.composite
def stories(draw: st.DrawFn) -> list[Article]:
    """One to four articles of a story; some of them print an earlier one's text, with more behind it."""
    articles: list[Article] = []
    for number in range(draw(st.integers(1, 4))):
        text = draw(bodies)
        copied = draw(st.integers(-4, number - 1))
        if copied >= 0:
            text = articles[copied].text + draw(gaps) + text
        published = draw(dates)
        articles.append(
            article(
                re.sub(r"[\x00\ud800-\udfff]", "", text),
                f"a{number}",
                place=f"{number}<i>.html",
                title=draw(titles),
                outlet=draw(outlets),
                url=draw(st.sampled_from([None, "https://one.example/", "javascript:alert(1)"])),
                published_at=published,
                published_grain="minute" if published else None,
            )
        )
    return articles


def ink(text: str) -> str:
    """What of a text is seen: no controls, no spaces, and none of the dots that mark a cut."""
    return "".join(visible(text).split()).replace("…", "")


def of(evidence: Evidence, texts: dict[str, str]) -> str:
    assert 0 <= evidence.span.start < evidence.span.end <= len(texts[evidence.article_id])
    return texts[evidence.article_id][evidence.span.start : evidence.span.end]


def check_records(detail: StoryDetail) -> None:
    """Account, differences, claims, timeline and series, as they are stored."""
    texts = {a.id: a.text for a in detail.articles}
    outlet = {a.id: a.outlet or a.domain or a.key or a.place for a in detail.articles}
    for sentence in detail.account:
        behind = [collapse(of(e, texts)) for e in sentence.evidence]
        assert behind
        if sentence.role == "difference":
            known = {w for text in behind for w in words(text)}
            known |= {w for e in sentence.evidence for w in words(outlet[e.article_id])}
            assert set(words(sentence.text)) <= known
        else:
            assert sentence.text in behind[0]
    for claim in detail.claims:
        behind = [of(e, texts) for e in claim.evidence]
        assert claim.text == behind[0] and all(text.strip() for text in behind)
        printing = {e.article_id for e in claim.evidence}
        assert claim.origins and all(set(o.article_ids) <= printing for o in claim.origins)
        assert {id for o in claim.origins for id in o.article_ids} == printing
        assert claim.status != "corroborated" or len(claim.origins) > 1
        assert 1 <= claim.sayings <= len(claim.evidence)
        assert {c.article_id for c in claim.carriers} == printing
    for difference in detail.differences:
        assert len(difference.values) > 1
        for value in difference.values:
            assert value.text and value.evidence
            if difference.kind != "agent":  # a speaker's full name may stand elsewhere in the story
                passages = [collapse(of(e, texts)).casefold() for e in value.evidence]
                assert any(collapse(value.text).casefold() in text for text in passages)
    for entry in detail.timeline:
        assert entry.text == collapse(of(entry.evidence[0], texts))
    for series in detail.series:
        assert len({p.figure.article_id for p in series.points}) > 1
        assert all(p.figure.span.of(texts[p.figure.article_id]).strip() for p in series.points)


def passages(answer: Any) -> Iterator[dict[str, Any]]:
    """Every passage in a JSON answer, wherever it stands."""
    if isinstance(answer, dict):
        if {"article_id", "start", "end", "text"} <= answer.keys():
            yield answer
        for value in answer.values():
            yield from passages(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from passages(value)


def check_json(answer: Any, texts: dict[str, str]) -> None:
    for passage in passages(answer):
        assert passage["text"] == texts[passage["article_id"]][passage["start"] : passage["end"]] != ""
    for name in ("account", "claims", "timeline", "quotes"):
        assert all(part["evidence"] for part in answer.get(name, []))
    for claim in answer.get("claims", []):
        assert claim["text"] in claim["evidence"][0]["text"]
        numbers = {e["number"] for e in claim["evidence"]}
        assert all(set(cell["numbers"]) <= numbers for cell in claim["outlets"])


SOURCED = (
    "//*[contains(@class, 'claim-text') or @class='sentence'] | //blockquote "
    "| //blockquote/*[@class='quiet'] | //q | //ol//p[@dir] | //td[@dir]"
)
LED = (
    "//li[@class='claim'] | //li[blockquote] | //ol[contains(@class, 'timeline')]/li "
    "| //figure[not(@class='spread')]//ol/li | //tr[td[@dir]]"
)


_LEADS = ("/articles/", "/api/", "#claim-", "/claims/", "/differences/")


def check_page(page: str, articles: Iterable[Article]) -> None:
    """What a page shows of the articles stands in them, with a way there; no markup of theirs is its own."""
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath("//script[not(@src)] | //img | //i | //u | //*[@onerror]")
    assert not [url for url in tree.xpath("//@href | //@src") if "javascript:" in url.split("?")[0]]
    for row in tree.xpath(LED):
        links = row.xpath(".//a[contains(@class, 'cite') or contains(@class, 'source')]/@href")
        other = [url for url in links if not url.startswith(_LEADS)]
        assert links and not other, other
    shown = {ink(part) for a in articles for part in (a.text, a.title)}
    known = {w for a in articles for text in (a.text, a.title, a.outlet or a.place) for w in words(text)}
    for element in tree.xpath(SOURCED):
        for label in element.xpath(".//*[contains(@class, 'cites') or @class='tag' or @class='quiet']"):
            label.drop_tree()
        text = element.text_content()
        if not all(any(ink(part) in line for line in shown) for part in text.split("…")):
            # Only a difference, side by side, is put together, with the names of its outlets.
            assert element.get("class") == "sentence" and set(words(text)) <= known, text


def check_terminal(detail: StoryDetail) -> None:
    """Nothing of a source steers the terminal."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        console.story(story_view(detail))
    assert all(line == visible(line) for line in shown.getvalue().split("\n"))


@settings(max_examples=25)
@given(stories())
@example([])
def test_nothing_is_shown_without_evidence(articles: list[Article]) -> None:
    if not articles:  # the plainest case: all the news, in two outlets
        both = (" ".join(NEWS), "Harbour Post"), (" ".join(reversed(NEWS)), "North Ledger")
        articles = [article(text, f"a{n}", outlet=outlet) for n, (text, outlet) in enumerate(both)]
    detail = described(articles)
    texts = {a.id: a.text for a in articles}
    check_records(detail)
    check_terminal(detail)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "news.db"
        store = Store(db)
        names = {a.id: a.outlet or a.place for a in articles}
        with store.transaction():
            store.add_articles(articles, np.zeros((len(articles), 384), dtype=np.float32))
            store.put_stories([detail.story], names)
            store.put_detail(detail)
        store.close()
        with Newsroom(db, create=False) as room:
            assert room.story(1) == detail
            for row in room.rows("claims"):
                spans = [(e["article_id"], e["span"]["start"], e["span"]["end"]) for e in row["evidence"]]
                assert row["text"] == texts[spans[0][0]][spans[0][1] : spans[0][2]]
                assert all(texts[id][start:end].strip() for id, start, end in spans)
            for name in ("attributions", "figures", "times"):
                for row in room.rows(name):
                    if "span_start" in row:
                        assert row["text"] == texts[row["article_id"]][row["span_start"] : row["span_end"]]
        client = TestClient(create_app(lambda: Newsroom(db, create=False)), base_url="http://127.0.0.1")
        check_json(client.get("/api/stories/1?include=all").json(), texts)
        page = client.get("/stories/1")
        assert page.status_code == 200
        check_page(page.text, articles)
