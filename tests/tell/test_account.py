from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.learned import linear_model
from newsfold.records import AccountSentence, Annotations, Claim, Evidence
from newsfold.tell.account import Told, account, unsupported
from newsfold.tell.timeline import timeline, title
from newsfold.text import sentences, words
from tests.factories import article, claim, date, difference, evidence, origin, story

DAY = datetime(2016, 6, 1, tzinfo=UTC)
STORY = story("a", "b", event_start=DAY, event_end=DAY + timedelta(days=1))
A = "The rail tunnel under the pass opened on Wednesday. He was pleased with the work. It cost 12 billion."
B = "A tunnel below the Alps opened to trains on Wednesday. Nine workers died while it was dug."


ARTICLES = {"a": article(A, "a"), "b": article(B, "b")}
OUTLETS = {"a": "Harbour Post", "b": "North Ledger"}


def said(*where: Evidence, origins: int = 1) -> Claim:
    """A claim of this evidence, with so many origins."""
    text = where[0].span.of(ARTICLES[where[0].article_id].text)
    return claim(text, *where, origins=tuple(origin(str(i), "a") for i in range(origins)))


OPENED = said(
    evidence(ARTICLES["a"], "The rail tunnel under the pass opened on Wednesday."),
    evidence(ARTICLES["b"], "A tunnel below the Alps opened to trains on Wednesday."),
    origins=2,
)
PLEASED = said(evidence(ARTICLES["a"], "He was pleased with the work."))
DIED = said(evidence(ARTICLES["b"], "Nine workers died while it was dug."))


def test_what_a_sentence_tells_of_its_story_by_name() -> None:
    """Words of four letters or more count, and numbers: six, three and five in the three sentences."""
    opening = "The rail tunnel under the pass opened on Wednesday."
    articles = {
        "a": article(f"{opening} It cost 12 billion.", "a", title="Tunnel opens under the pass"),
        "b": article("A tunnel below the Alps opened on Wednesday.", "b", title="Alps tunnel opens"),
    }
    first = evidence(articles["a"], opening)
    other, cost = evidence(articles["b"]), evidence(articles["a"], "It cost 12 billion.")
    opened = claim("", first, other, origins=(origin("A", "a"), origin("B", "b")))
    told = Told(articles, [opened, claim("", cost)], {})
    found = told.traits(first, opened)
    assert found == pytest.approx(
        {
            "titles": 4 / 7,  # tunnel in both titles, under, pass; of seven
            "story": 9 / 14,  # tunnel, opened and Wednesday twice, rail, under, pass; of fourteen
            "leads": 9 / (6 * 2),  # the same, of six words in two articles
            "shared": 3 / 6,  # tunnel, opened, Wednesday
            "length": log(1 + 9),
            "too long": 0.0,
            "first": 1.0,
            "corroborated": 1.0,
        }
    )
    assert told.worth(first, opened) == pytest.approx(linear_model("account").value(found), abs=1e-8)


def test_every_weight_of_the_model_that_ships_counts() -> None:
    sentence = {
        "titles": 0.5,
        "story": 0.4,
        "leads": 0.7,
        "shared": 0.3,
        "length": 3.0,
        "too long": 0.2,
        "first": 1.0,
        "corroborated": 1.0,
    }
    assert linear_model("account").value(sentence) == pytest.approx(0.3133, abs=1e-4)


def test_corroborated_comes_first_and_leaning_sentences_stay_out() -> None:
    told = account(ARTICLES, [PLEASED, DIED, OPENED], [], OUTLETS)
    # Of the two sentences that say so, the one that tells more of the story.
    assert [s.text for s in told] == ["A tunnel below the Alps opened to trains on Wednesday.", DIED.text]
    assert set(told[0].evidence) == set(OPENED.evidence)


def test_a_difference_is_told_side_by_side() -> None:
    cost = evidence(ARTICLES["a"], "It cost 12 billion.")
    sides = difference({"Nine": DIED.evidence, "12 billion": [cost]}, "workers")
    told = account(ARTICLES, [], [sides], OUTLETS)
    assert [s.text for s in told] == ["Workers: Nine (North Ledger); 12 billion (Harbour Post)"]
    assert told[0].role == "difference"


def test_what_is_not_in_the_evidence_is_found() -> None:
    made_up = AccountSentence(text="Ten workers died while it was dug.", evidence=DIED.evidence)
    assert unsupported(made_up, ARTICLES, OUTLETS)
    assert unsupported(AccountSentence(text="Nine workers", evidence=()), ARTICLES, OUTLETS)
    side = AccountSentence(text="Ten (North Ledger)", evidence=DIED.evidence, role="difference")
    assert unsupported(side, ARTICLES, OUTLETS) == ["ten"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=4))
def test_nothing_is_shown_without_evidence(texts: list[str]) -> None:
    articles = {str(i): article(text, str(i)) for i, text in enumerate(texts)}
    outlets = dict.fromkeys(articles, "Harbour Post")
    claims = [
        claim(span.of(one.text), evidence(one, span))
        for one in articles.values()
        for span in sentences(one.text)
    ]
    for sentence in account(articles, claims, [], outlets):
        assert sentence.evidence
        assert unsupported(sentence, articles, outlets) == []


def test_the_timeline_is_in_order_and_tells_background_apart() -> None:
    day = date(
        ARTICLES["a"], "Wednesday", "2016-06-01", DAY, DAY + timedelta(days=1), resolved_against="story"
    )
    start, end = (DAY.replace(year=year, month=1) for year in (2001, 2002))
    old = date(ARTICLES["b"], "Nine", "2001", start, end, "year", "itself")
    found = [Annotations(article_id="a", times=(day,)), Annotations(article_id="b", times=(old,))]
    entries = timeline(STORY, ARTICLES, found, [OPENED, DIED, PLEASED])
    assert [(e.text, e.background, e.inferred) for e in entries] == [
        (DIED.text, True, False),
        (OPENED.text, False, True),
    ]


def test_the_title_is_the_one_the_others_support() -> None:
    one = article(A, title="Rail tunnel under the pass opens")
    two = article(B, "b", title="What a day")
    three = article(A, "c", title="Long rail tunnel opens")
    assert title([one, two, three]) == "Rail tunnel under the pass opens"
    assert title([three, two, one]) == title([one, two, three])
    assert title([]) == ""


def test_words_of_an_account_are_words_of_its_evidence() -> None:
    told = account(ARTICLES, [OPENED, DIED], [], OUTLETS)
    for sentence in told:
        known = {w for e in sentence.evidence for w in words(e.span.of(ARTICLES[e.article_id].text))}
        assert set(words(sentence.text)) <= known


def test_where_news_moved_on_the_latest_report_is_told() -> None:
    early, late = "At least 449 people were killed in the north.", "The toll in the north rose to 4,349 dead."
    other = "Rescuers reached the last of the villages on Tuesday."
    articles = {"a": article(early, "a"), "b": article(f"{late} {other}", "b")}
    before, after = evidence(articles["a"], early), evidence(articles["b"], late)
    moved = difference({"449": [before], "4,349": [after]}, "people killed", updated=True)
    aside = claim(other, evidence(articles["b"], other))
    apart = [claim(early, before), claim(late, after), aside]
    both = claim(early, before, after, status="updated")
    for claims in (apart, [both, aside]):
        news = [s.text for s in account(articles, claims, [moved], OUTLETS) if s.role == "news"]
        assert late in news and early not in news
