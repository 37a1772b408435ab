from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsfold.records import (
    AccountSentence,
    Annotations,
    Article,
    Claim,
    Difference,
    Evidence,
    Origin,
    Span,
    Story,
    TimeRef,
    Value,
)
from newsfold.tell.account import account, unsupported
from newsfold.tell.timeline import timeline, title
from newsfold.text import sentences, words

DAY = datetime(2016, 6, 1, tzinfo=UTC)
STORY = Story(id=1, article_ids=("a", "b"), event_start=DAY, event_end=DAY + timedelta(days=1))
A = "The rail tunnel under the pass opened on Wednesday. He was pleased with the work. It cost 12 billion."
B = "A tunnel below the Alps opened to trains on Wednesday. Nine workers died while it was dug."


def article(id: str, text: str, title: str = "", outlet: str = "") -> Article:
    return Article(id=id, place=id, text=text, title=title, language="en", outlet=outlet or None)


ARTICLES = {"a": article("a", A), "b": article("b", B)}
OUTLETS = {"a": "Harbour Post", "b": "North Ledger"}


def evidence(id: str, words_: str) -> Evidence:
    at = ARTICLES[id].text.index(words_)
    return Evidence(article_id=id, span=Span(start=at, end=at + len(words_)))


def claim(*where: Evidence, origins: int = 1, background: bool = False) -> Claim:
    return Claim(
        id=repr(where),
        story_id=1,
        text=where[0].span.of(ARTICLES[where[0].article_id].text),
        evidence=where,
        origins=tuple(
            Origin(kind="outlet", name=str(i), article_ids=("a",), why="reports it") for i in range(origins)
        ),
        status="corroborated" if origins > 1 else "single origin",
        sayings=origins,
        background=background,
    )


OPENED = claim(
    evidence("a", "The rail tunnel under the pass opened on Wednesday."),
    evidence("b", "A tunnel below the Alps opened to trains on Wednesday."),
    origins=2,
)
PLEASED = claim(evidence("a", "He was pleased with the work."))
DIED = claim(evidence("b", "Nine workers died while it was dug."))


def test_corroborated_comes_first_and_leaning_sentences_stay_out() -> None:
    told = account(ARTICLES, [PLEASED, DIED, OPENED], [], OUTLETS)
    # Of the two sentences that say so, the one that tells more of the story.
    assert [s.text for s in told] == ["A tunnel below the Alps opened to trains on Wednesday.", DIED.text]
    assert set(told[0].evidence) == set(OPENED.evidence)


def test_a_difference_is_told_side_by_side() -> None:
    difference = Difference(
        claim_ids=(),
        kind="figure",
        about="workers",
        values=(
            Value(text="Nine", evidence=(DIED.evidence[0],)),
            Value(text="12 billion", evidence=(evidence("a", "It cost 12 billion."),)),
        ),
    )
    told = account(ARTICLES, [], [difference], OUTLETS)
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
    articles = {str(i): article(str(i), text) for i, text in enumerate(texts)}
    outlets = dict.fromkeys(articles, "Harbour Post")
    claims = []
    for id, one in articles.items():
        for span in sentences(one.text):
            where = (Evidence(article_id=id, span=span),)
            claims.append(
                Claim(
                    id=repr(where),
                    story_id=1,
                    text=span.of(one.text),
                    evidence=where,
                    origins=(),
                    status="single origin",
                    sayings=1,
                )
            )
    for sentence in account(articles, claims, [], outlets):
        assert sentence.evidence
        assert unsupported(sentence, articles, outlets) == []


def test_the_timeline_is_in_order_and_tells_background_apart() -> None:
    at = A.index("Wednesday")
    day = TimeRef(
        article_id="a",
        span=Span(start=at, end=at + 9),
        kind="date",
        value="2016-06-01",
        start=DAY,
        end=DAY + timedelta(days=1),
        grain="day",
        resolved_against="story",
    )
    died = B.index("Nine")
    old = TimeRef(
        article_id="b",
        span=Span(start=died, end=died + 4),
        kind="date",
        value="2001",
        start=DAY.replace(year=2001, month=1),
        end=DAY.replace(year=2002, month=1),
        grain="year",
        resolved_against="itself",
    )
    found = [Annotations(article_id="a", times=(day,)), Annotations(article_id="b", times=(old,))]
    entries = timeline(STORY, ARTICLES, found, [OPENED, DIED, PLEASED])
    assert [(e.text, e.background, e.inferred) for e in entries] == [
        (DIED.text, True, False),
        (OPENED.text, False, True),
    ]


def test_the_title_is_the_one_the_others_support() -> None:
    one = article("a", A, "Rail tunnel under the pass opens")
    two = article("b", B, "What a day")
    three = article("c", A, "Long rail tunnel opens")
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
    texts = {"a": early, "b": f"{late} {other}"}
    articles = {id: article(id, text) for id, text in texts.items()}

    def whole(id: str, words_: str) -> Evidence:
        at = texts[id].index(words_)
        return Evidence(article_id=id, span=Span(start=at, end=at + len(words_)))

    def said(*where: Evidence) -> Claim:
        text = where[0].span.of(texts[where[0].article_id])
        origin = Origin(kind="outlet", name="x", article_ids=("a",), why="reports it")
        return Claim(
            id=text,
            story_id=1,
            text=text,
            evidence=where,
            origins=(origin,),
            status="updated",
            sayings=1,
        )

    before, after = whole("a", early), whole("b", late)
    values = (Value(text="449", evidence=(before,)), Value(text="4,349", evidence=(after,)))
    moved = Difference(claim_ids=(), kind="figure", about="people killed", values=values, updated=True)
    apart = [said(before), said(after), said(whole("b", other))]
    for claims in (apart, [said(before, after), said(whole("b", other))]):
        news = [s.text for s in account(articles, claims, [moved], OUTLETS) if s.role == "news"]
        assert late in news and early not in news
