"""Nothing is shown without evidence, whatever a story is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.compare import outlet_name
from newsfold.records import Article, Evidence, Span, StoryDetail
from newsfold.tell.account import account, unsupported
from newsfold.text import collapse, sentences, words
from tests.factories import article, claim, described, evidence, origin

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


def numbered(number: int, text: str, published: datetime | None = DAY) -> Article:
    return article(
        text,
        f"{number:03}",
        title=text.split(".")[0][:80],
        outlet=f"Paper {number % 7}",
        published_at=published,
        published_grain="day" if published else None,
    )


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
    for c in detail.claims:
        assert collapse(c.text) == of(c.evidence)[0]
        assert c.origins
    for difference in detail.differences:
        for value in difference.values:
            # "At least 14", where a sentence begins with it
            shown = collapse(value.text).casefold()
            assert any(shown in text.casefold() for text in of(value.evidence))
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
    is_all_shown_with_evidence(described([numbered(n, " ".join(s), day) for n, (s, day) in enumerate(parts)]))


def test_a_story_of_one_article() -> None:
    detail = described([numbered(0, " ".join(SENTENCES[:4]))])
    is_all_shown_with_evidence(detail)
    assert detail.account
    assert {c.status for c in detail.claims} == {"single origin"}


def test_a_story_of_copies_has_one_origin() -> None:
    text = "\n".join(SENTENCES[i] for i in (0, 2, 3, 7))
    detail = described([numbered(n, text) for n in range(4)])
    is_all_shown_with_evidence(detail)
    assert {len(c.origins) for c in detail.claims} == {1}
    texts = [sentence.text for sentence in detail.account]
    assert len(texts) == len(set(texts))


def test_without_dates_nothing_is_dated_but_what_dates_itself() -> None:
    detail = described([numbered(0, SENTENCES[0], None), numbered(1, f"{SENTENCES[2]} {SENTENCES[7]}", None)])
    is_all_shown_with_evidence(detail)
    assert [entry.text for entry in detail.timeline] in ([], [SENTENCES[7]])


def test_a_dateline_is_no_part_of_what_happened() -> None:
    detail = described([numbered(0, SENTENCES[6])])
    assert [s.text.split()[0] for s in detail.account] == ["Divers"]


def test_another_outlet_s_denial_is_told_with_who_denies() -> None:
    detail = described([numbered(0, f"{SENTENCES[0]} {SENTENCES[4]}"), numbered(1, SENTENCES[0])])
    is_all_shown_with_evidence(detail)
    denials = [s for s in detail.account if "denied" in s.text]
    assert all(s.text == SENTENCES[4] for s in denials)


@pytest.mark.parametrize("count", [1, 500])
def test_an_account_of_any_size_stays_short(count: int) -> None:
    articles = {
        a.id: a
        for a in (numbered(n, f"{SENTENCES[0]} Paper {n} says that {n} boats came.") for n in range(count))
    }
    claims = [
        claim(span.of(a.text), evidence(a, span), origins=(origin(a.id, a.id),))
        for a in articles.values()
        for span in sentences(a.text)
    ]
    shown = account(articles, claims, [], {id: f"Paper {id}" for id in articles})
    assert 1 <= len(shown) <= 8
    assert all(set(words(s.text)) <= set(words(articles[s.evidence[0].article_id].text)) for s in shown)
    assert all(s.evidence[0].span.start < s.evidence[0].span.end for s in shown)
    assert Span(start=0, end=0) not in {e.span for s in shown for e in s.evidence}
