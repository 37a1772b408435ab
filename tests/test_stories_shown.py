"""Nothing is shown without evidence, whatever a story is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.compare import outlet_name
from newsfold.describe import describe
from newsfold.records import Article, Claim, Evidence, Origin, Span, Story, StoryDetail
from newsfold.tell.account import account, unsupported
from newsfold.text import collapse, sentences, words

DAY = datetime(2021, 3, 3, 9, tzinfo=UTC)
SENTENCES = (
    "The ferry Maren sank off Norway on Tuesday after it struck a rock.",
    "THE FERRY MAREN SANK OFF NORWAY ON TUESDAY, KILLING 12 PEOPLE.",
    "At least 14 people died when the ferry sank, the coast guard said.",
    "“Nobody warned us,” said Ola Vik, the harbour master of Bergen.",
    "Harbour Post denied that its reporter had been aboard, North Ledger wrote.",
    "The ferry did not sink, its owner Fjordline said on Monday.",
    "BERGEN, Norway (AP) — Divers searched the wreck for a third day on 1 January 1999.",
    "In 2016 the company paid $25 million for the ship.",
    "He said that it would happen again; nobody asked him why.",
    "12 + 14 = ?",
)


def article(number: int, text: str, published: datetime | None = DAY) -> Article:
    return Article(
        id=f"{number:03}",
        place=f"{number}.txt",
        text=text,
        title=text.split(".")[0][:80],
        language="en",
        outlet=f"Paper {number % 7}",
        published_at=published,
        published_grain="day" if published else None,
    )


def told(articles: list[Article]) -> StoryDetail:
    return describe(Story(id=1, article_ids=tuple(sorted(a.id for a in articles))), articles, {})


def is_all_shown_with_evidence(detail: StoryDetail) -> None:
    articles = {a.id: a for a in detail.articles}
    outlets = {a.id: outlet_name(a) for a in detail.articles}

    def of(evidence: tuple[Evidence, ...]) -> list[str]:
        assert evidence
        assert all(e.span.end <= len(articles[e.article_id].text) for e in evidence)
        return [collapse(e.span.of(articles[e.article_id].text)) for e in evidence]

    for sentence in detail.account:
        behind = of(sentence.evidence)
        assert unsupported(sentence, articles, outlets) == []
        if sentence.role != "difference":
            assert sentence.text in behind
            for quote in re.findall(r"“([^“”]+)”", sentence.text):
                assert any(quote in text for text in behind)
    for entry in detail.timeline:
        assert entry.text in of(entry.evidence)
        assert entry.start < entry.end
    for claim in detail.claims:
        assert collapse(claim.text) == of(claim.evidence)[0]
        assert claim.origins
    for difference in detail.differences:
        for value in difference.values:
            assert any(collapse(value.text) in text for text in of(value.evidence))
    assert len(detail.account) <= 8


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
            st.sampled_from([None, DAY, DAY - timedelta(days=8000), DAY + timedelta(days=1)]),
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=12)
def test_nothing_is_shown_without_evidence(parts: list[tuple[list[str], datetime | None]]) -> None:
    is_all_shown_with_evidence(told([article(n, " ".join(s), day) for n, (s, day) in enumerate(parts)]))


def test_a_story_of_one_article() -> None:
    detail = told([article(0, " ".join(SENTENCES[:4]))])
    is_all_shown_with_evidence(detail)
    assert detail.account
    assert {claim.status for claim in detail.claims} == {"single origin"}


def test_a_story_of_copies_has_one_origin() -> None:
    text = "\n".join(SENTENCES[i] for i in (0, 2, 3, 7))
    detail = told([article(n, text) for n in range(4)])
    is_all_shown_with_evidence(detail)
    assert {len(claim.origins) for claim in detail.claims} == {1}
    texts = [sentence.text for sentence in detail.account]
    assert len(texts) == len(set(texts))


def test_without_dates_nothing_is_dated_but_what_dates_itself() -> None:
    detail = told([article(0, SENTENCES[0], None), article(1, f"{SENTENCES[2]} {SENTENCES[7]}", None)])
    is_all_shown_with_evidence(detail)
    assert [entry.text for entry in detail.timeline] in ([], [SENTENCES[7]])


def test_a_dateline_is_no_part_of_what_happened() -> None:
    detail = told([article(0, SENTENCES[6])])
    assert [s.text.split()[0] for s in detail.account] == ["Divers"]


def test_another_outlet_s_denial_is_told_with_who_denies() -> None:
    detail = told([article(0, f"{SENTENCES[0]} {SENTENCES[4]}"), article(1, SENTENCES[0])])
    is_all_shown_with_evidence(detail)
    denials = [s for s in detail.account if "denied" in s.text]
    assert all(s.text == SENTENCES[4] for s in denials)


@pytest.mark.parametrize("count", [1, 500])
def test_an_account_of_any_size_stays_short(count: int) -> None:
    articles = {
        a.id: a
        for a in (article(n, f"{SENTENCES[0]} Paper {n} says that {n} boats came.") for n in range(count))
    }
    claims = [
        Claim(
            id=f"{a.id}-{span.start}",
            story_id=1,
            text=span.of(a.text),
            evidence=(Evidence(article_id=a.id, span=span),),
            origins=(Origin(kind="outlet", name=a.id, article_ids=(a.id,), why="reports it"),),
            status="single origin",
            sayings=1,
        )
        for a in articles.values()
        for span in sentences(a.text)
    ]
    found = account(articles, claims, [], {id: f"Paper {id}" for id in articles})
    assert 1 <= len(found) <= 8
    assert all(set(words(s.text)) <= set(words(articles[s.evidence[0].article_id].text)) for s in found)
    assert all(s.evidence[0].span.start < s.evidence[0].span.end for s in found)
    assert Span(start=0, end=0) not in {e.span for s in found for e in s.evidence}
