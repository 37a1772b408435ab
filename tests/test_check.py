"""What a database says of a sentence, on a small one of our own making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.check import Checking, ranked_sentences
from newsfold.compare import content
from newsfold.compare.differences.discrepancies import discrepancies
from newsfold.extract import annotate
from newsfold.newsroom import Newsroom
from newsfold.present import check_list
from newsfold.present.check import NOTHING
from newsfold.records import Article, Check, NewsfoldError, Page, TooMuchError
from tests.factories import article, page, statement

FERRY = (
    "The ferry Maren sank off the coast of Norway on Tuesday after it struck a rock in thick fog. "
    "Rescuers pulled 41 people from the water near Bergen. "
    "The shipping company Fjordline paid $25 million for the ferry in 2016. "
    "The harbour master, Ola Vik, opened an inquiry into the sinking."
)
AGAIN = (
    "BERGEN, Norway. A passenger ferry, the Maren, went down off Norway's coast on Tuesday in fog. "
    "Lifeboats rescued 41 people from the sea near Bergen, the coast guard said. "
    "Investigators will look at the ship's radar. "
    "Fjordline did not fire the captain of the ferry, its chief executive said."
)
BUDGET = (
    "Parliament in Lisbon passed the budget on Friday after a debate that lasted eleven hours. "
    "The government will spend 300 million euros on new schools. "
    "The opposition voted against the budget and called the schools a waste of public money."
)


def printed(place: str, title: str, text: str, outlet: str) -> Page:
    return page(
        text,
        place,
        media_type="text/plain",
        outlet=outlet,
        title=title,
        published="2021-03-03",
        url=f"https://{outlet.split()[0].lower()}.example/{place}",
    )


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom(tmp_path_factory.mktemp("check") / "check.db") as newsroom:
        newsroom.take_in(
            [
                printed("a", "Ferry Maren sinks off Norway", FERRY, "Harbour Post"),
                printed("b", "Ferry sinks off Norway's coast in fog", AGAIN, "North Ledger"),
                printed("c", "Lisbon passes its budget", BUDGET, "Open Square"),
            ]
        )
        yield newsroom


def only(checks: tuple[Check, ...]) -> Check:
    (check,) = checks
    return check


def test_those_who_say_so_are_found_with_their_claim(room: Newsroom) -> None:
    check = only(room.check("Rescuers pulled 41 people from the sea near Bergen."))
    assert check.claims[0].relation == "says so"
    words = {
        e.span.of(a.text)
        for e in check.claims[0].claim.evidence
        for a in check.articles
        if a.id == e.article_id
    }
    assert any("pulled 41 people" in text for text in words)


def test_another_figure_differs_and_never_says_so(room: Newsroom) -> None:
    check = only(room.check("Fjordline paid $40 million for the ferry in 2016."))
    assert not [c for c in check.claims if c.relation == "says so"]
    differs = next(c for c in check.claims if c.relation == "differs")
    reported = [(d.kind, d.asked, d.reported) for d in differs.discrepancies]
    assert ("figure", "$40 million", "$25 million") in reported


def test_a_denial_differs(room: Newsroom) -> None:
    check = only(room.check("Fjordline fired the captain of the ferry."))
    assert "says so" not in {c.relation for c in check.claims}
    assert "negation" in {d.kind for c in check.claims for d in c.discrepancies}


def test_a_figure_that_nobody_gives_is_no_saying_so(room: Newsroom) -> None:
    check = only(room.check("Parliament in Lisbon passed the budget by 116 votes after a debate."))
    assert "says so" not in {c.relation for c in check.claims}


def test_nothing_is_said_to_speak_of_what_no_article_tells(room: Newsroom) -> None:
    asked = "Two chess players shared the world title in Reykjavik."
    (view,) = check_list(room.check(asked)).checks
    assert (view.answer, view.claims) == (NOTHING, ())


def test_a_story_of_one_article_is_described_when_a_check_needs_it(room: Newsroom) -> None:
    check = only(room.check("The Lisbon government will spend 300 million euros on new schools."))
    assert check.claims[0].relation == "says so"
    assert [o.name for o in check.claims[0].claim.origins]


@pytest.mark.parametrize(
    "asked",
    ["Fjordline", "Norway's coast", "the sinking of the ferry Maren", "Maren Coast Rescue and Relief Board"],
)
def test_a_name_asserts_nothing(room: Newsroom, asked: str) -> None:
    checks = room.check(asked)
    assert not only(checks).asserts
    assert {c.relation for c in only(checks).claims} <= {"mentions"}
    (view,) = check_list(checks).checks
    assert view.answer.startswith("This asserts nothing; ")
    assert "so" not in view.answer.split()


def test_who_mentions_a_name_is_listed_with_the_places(room: Newsroom) -> None:
    (view,) = check_list(room.check("Fjordline")).checks
    assert view.answer == "This asserts nothing; it is mentioned by Harbour Post and North Ledger."
    assert view.claims
    assert all(claim.finding == "mentions it" and claim.compared for claim in view.claims)
    assert all("Fjordline" in passage.text for claim in view.claims for passage in claim.compared)


def test_a_name_that_nobody_mentions_is_said_not_to_be_mentioned(room: Newsroom) -> None:
    (view,) = check_list(room.check("Reykjavik")).checks
    assert (view.answer, view.claims) == (
        "This asserts nothing; nothing here mentions it in these words.",
        (),
    )


@pytest.mark.parametrize(
    "asked",
    [
        "FERRY SANK OFF NORWAY",
        "Ferry Maren sinks off Norway",
        "41 people in the water",
        "Fjordline lied",
        "Maren captain among the boldest liars of the coast",
    ],
)
def test_a_heading_and_a_count_assert_something(room: Newsroom, asked: str) -> None:
    assert only(room.check(asked)).asserts


def test_each_sentence_is_checked_by_itself(room: Newsroom) -> None:
    assert len(room.check("The ferry sank off Norway. The budget passed in Lisbon.")) == 2


@pytest.mark.parametrize("text", ["", " \n", "?!…", "x" * 2001])
def test_what_can_not_be_checked_is_said(room: Newsroom, text: str) -> None:
    with pytest.raises(NewsfoldError, match=r"words|characters"):
        room.check(text)


def test_the_same_is_answered_twice_and_in_capitals(room: Newsroom) -> None:
    asked = "The ferry Maren sank off the coast of Norway."
    assert room.check(asked) == room.check(asked)
    assert room.check(asked.upper())


@given(st.text(max_size=120).filter(lambda t: any(c.isalnum() for c in t)))
@settings(max_examples=15)
def test_any_text_is_answered_with_evidence_or_not_at_all(room: Newsroom, text: str) -> None:
    try:
        checks = room.check(text)
    except NewsfoldError:
        return
    for view in check_list(checks).checks:
        for claim in view.claims:
            assert claim.compared and claim.evidence
            for e in (*claim.compared, *claim.evidence):
                assert e.text == room.article(e.article_id).text[e.start : e.end]


def test_a_search_reads_no_more_articles_as_the_database_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Checking(postings=10, articles=5)
    read: list[int] = []
    with Newsroom(tmp_path / "many.db") as newsroom:
        store = newsroom._store
        articles = store.articles

        def counted(ids: Sequence[str]) -> list[Article]:
            read.append(len(ids))
            return articles(ids)

        monkeypatch.setattr(store, "articles", counted)
        for numbers in (range(10), range(10, 40)):
            newsroom.take_in(
                printed(
                    str(n),
                    f"Council meeting {n}",
                    f"The council met on matter {n} in the town hall again. " * 4,
                    f"Paper {n}",
                )
                for n in numbers
            )
            read.clear()
            # Words that stand in too many places are left out, unless there are no others.
            for asked, outlets in (("The council met on matter 7.", {"Paper 7"}), ("The council met.", None)):
                reached = {passage.article.outlet for passage in ranked_sentences(store, asked, few)}
                assert reached == outlets or (outlets is None and len(reached) <= few.articles)
            assert read and max(read) <= few.articles


FIGURES = [
    # asked, told, what is found: a kind of difference, "missing", or nothing
    ("The flood killed 60 people.", "The flood killed 60 people in the valley.", ""),
    ("The flood killed 60 people.", "The flood killed 12 people in the valley.", "figure"),
    ("The flood killed 60 people.", "The flood killed at least 12 people in the valley.", "missing"),
    ("The flood killed at least 10 people.", "The flood killed 12 people in the valley.", ""),
    (
        "The town will pay up to $9 million for a new bridge.",
        "It will pay up to $2 million for a bridge.",
        "missing",
    ),
    ("The mayor served for 77 years.", "The 77-year-old mayor served for 38 years.", "figure"),
    ("The flood killed 60 people.", "The flood ruined the valley and its people.", "missing"),
    ("The bridge was not closed on Monday.", "The bridge was closed in the evening.", "negation"),
    ("The old stone bridge was closed to all traffic.", "A bridge was not closed by the town.", "negation"),
    ("The bridge was closed.", "The mayor did not say whether the tunnel was open.", "missing"),
]


@pytest.mark.parametrize(("asked", "reported", "expected"), FIGURES)
def test_what_differs_is_told_from_what_is_missing(asked: str, reported: str, expected: str) -> None:
    whole, other = article(asked, "q"), article(reported, "a")
    first, second = (statement(a, figures=annotate(a).figures) for a in (whole, other))
    held = len(content(asked) & content(reported)) / len(content(asked))
    differing, missing = discrepancies(first, whole, second, other, held, 0.7)
    kinds = {str(d.kind) for d in differing} or {"missing" if missing else ""}
    assert kinds == {expected}


def test_only_accounts_with_the_asked_figure_say_so(tmp_path: Path) -> None:
    accounts = {
        "Harbour Post": "The ferry Maren sank off Bergen and 49 people were killed, the coast guard said.",
        "North Ledger": "The ferry Maren sank off Bergen and 51 people were killed, the coast guard said.",
    }
    more = " Divers went on searching the wreck through the night. Relatives waited for news at the harbour."
    with Newsroom(tmp_path / "two.db") as newsroom:
        newsroom.take_in(
            printed(o[:1], "Ferry Maren sinks off Bergen", t + more, o) for o, t in accounts.items()
        )
        check = only(newsroom.check("The ferry Maren sank off Bergen and 49 people were killed."))
    outlets = {a.id: a.outlet for a in check.articles}
    agreeing = [c for c in check.claims if c.relation == "says so"]
    assert {outlets[e.article_id] for c in agreeing for e in c.claim.evidence} == {"Harbour Post"}
    assert not [c for c in check.claims if c.relation == "differs" and c.claim in [a.claim for a in agreeing]]


def test_a_repeated_sentence_is_checked_once(room: Newsroom) -> None:
    once, twice = "The ferry Maren sank.", "Rescuers pulled 41 people from the water."
    checks = room.check(f"{once} {twice} the  ferry Maren sank. {twice}\n{once}")
    assert [check.text for check in checks] == [once, twice]


def test_a_text_has_at_most_twenty_different_sentences(room: Newsroom) -> None:
    sentence = "The ferry sank with {} on it."
    with pytest.raises(TooMuchError, match="at most 20 different sentences, this has 21"):
        room.check(" ".join(sentence.format(number) for number in range(21)))
    with pytest.raises(TooMuchError, match=r"at most 2,000 characters, this has 2,001"):
        room.check("x" * 2001)
