"""What a star of statements becomes: its line, its status, and when "corroborated" is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.compare import EncodedStatement, compare, encoded, statements, unencoded
from newsfold.compare.alignment import Pair, Star
from newsfold.compare.claims import Wording, headed, needs_another
from newsfold.compare.claims import claim as star_claim
from newsfold.compare.origins import Provenance
from newsfold.encode import cross_encoder_logits, encode_words
from newsfold.extract import annotate_all
from newsfold.records import Article, Claim, Value
from tests.factories import article, claim, evidence, statement, story

PUBLISHED = datetime(2019, 6, 8, 12, tzinfo=UTC)
VOTE = "The city council of Orlen voted 9 to 2 on Tuesday to close the old harbour."
VOTED = "Orlen's city council voted 9 to 2 on Tuesday to close the town's old harbour for good."
SAID = "The harbour will reopen in May, the mayor said."
REPORTED = "The mayor said that the harbour will reopen in May."


def read_all(*texts: str) -> tuple[list[Article], list[EncodedStatement]]:
    """Articles "0", "1" and so on of these texts, and their statements."""
    articles = [
        article(text, id=str(n), outlet=f"Outlet {n}", place=f"place-{n}", published_at=PUBLISHED)
        for n, text in enumerate(texts)
    ]
    notes = {note.article_id: note for note in annotate_all(articles)}
    said = [s for a in articles for s in statements(a, notes[a.id])]
    words = [s.span.of(_text(articles, s.article_id)) for s in said]
    return articles, encoded(said, words, *encode_words(words))


def claims(*texts: str) -> list[Claim]:
    articles, read = read_all(*texts)
    return list(compare(story(*(a.id for a in articles)), articles, read, cross_encoder_logits, []).claims)


def _text(articles: list[Article], id: str) -> str:
    return next(a.text for a in articles if a.id == id)


def test_a_public_act_in_two_wordings_has_two_origins() -> None:
    (only,) = claims(VOTE, VOTED)
    assert len(only.origins) == 2
    assert only.status == ("corroborated" if only.origins_clear else "origins not clear")
    assert only.text in (VOTE, VOTED)


def test_what_one_speaker_said_has_one_origin_and_that_is_clear() -> None:
    (only,) = claims(SAID, REPORTED)
    assert (only.status, only.origins_clear) == ("single origin", True)


@pytest.mark.parametrize("texts", [(VOTE, VOTED), (SAID, REPORTED), (VOTE, VOTED, SAID)])
def test_nothing_is_corroborated_without_two_origins(texts: tuple[str, ...]) -> None:
    for each in claims(*texts):
        assert each.status != "corroborated" or (len(each.origins) > 1 and each.origins_clear)
        assert each.status != "origins not clear" or (len(each.origins) > 1 and not each.origins_clear)
        assert each.evidence[0].span.of(texts[int(each.evidence[0].article_id)]) == each.text


def test_what_differs_in_a_figure_is_no_evidence() -> None:
    listed = claims(
        "The fire in Orlen destroyed 40 homes on Monday.", "The fire in Orlen destroyed 70 homes on Monday."
    )
    assert sorted(len(c.evidence) for c in listed) == [1, 1]


def test_what_was_so_on_another_day_or_in_another_state_is_no_evidence() -> None:
    for texts in (
        ("The old harbour of Orlen was closed on Monday.", "The old harbour of Orlen was closed on Friday."),
        ("The old harbour of Orlen was closed all day.", "The old harbour of Orlen was open all day."),
    ):
        assert sorted(len(c.evidence) for c in claims(*texts)) == [1, 1]
    (same,) = claims(
        "The old harbour of Orlen was closed on Monday.", "Orlen's old harbour was closed on Monday."
    )
    assert len(same.evidence) == 2


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("But the council voted to close the old harbour.", True),
        ("This closed the old harbour of Orlen.", True),
        ("On Tuesday he voted to close the old harbour.", True),
        ("On Tuesday Anna Holt said she would close the old harbour.", False),
        ("The bill would close the old harbour if it passes.", False),
        ("Nine workers lost their lives before they saw the harbour.", False),
    ],
)
def test_a_line_that_needs_the_sentence_before_it(text: str, needs: bool) -> None:
    (_, (said, *_)) = read_all(text)
    assert needs_another(said) == needs


def test_a_line_that_stands_alone_heads_a_claim_before_one_that_does_not() -> None:
    leaning = "But on Tuesday the city council of Orlen voted 9 to 2 to close the old harbour."
    for texts in ((leaning, VOTE), (VOTE, leaning), (leaning, VOTED, VOTE)):
        heads = [c.text for c in claims(*texts) if len(c.evidence) > 1]
        assert heads
        assert leaning not in heads


def test_the_newest_value_heads_an_updated_claim() -> None:
    articles, said = read_all(
        "The quake in Orlen killed 876 people.", "It killed 1,805 people.", "The quake killed 1,805 people."
    )
    first, leaning, last = (evidence(a) for a in articles)
    by_place = {evidence(articles[n]): s for n, s in enumerate(said)}
    old = claim(articles[0].text, first, leaning, last)
    new = headed(old, Value(text="1,805", evidence=(leaning, last)), by_place)
    assert (new.text, new.evidence) == (articles[2].text, (last, first, leaning))
    assert headed(old, Value(text="2,000", evidence=()), by_place) == old


def test_one_article_is_compared_without_vectors() -> None:
    articles, read = read_all(f"{VOTE} {SAID} The fire killed 9 people. {VOTE}")
    bare = unencoded([s.statement for s in read], [s.text for s in read])
    compared = [compare(story("0"), articles, said, cross_encoder_logits, []) for said in (read, bare)]
    assert compared[0] == compared[1]
    assert len(compared[0].claims) == 3


STEMS = "alfa bravo carlo delta"


@pytest.mark.parametrize(
    ("other", "likelihood", "status"),
    [
        ("alfa bravo xeno yoke", 0.85, "corroborated"),
        ("alfa bravo xeno yoke", 0.849, "origins not clear"),
        ("alfa xeno yoke zulu", 0.85, "origins not clear"),  # a quarter of the words of either
    ],
)
def test_a_line_is_corroborated_by_one_that_has_half_of_its_words(
    other: str, likelihood: float, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsfold.compare.claims.corroborates", lambda pair, left, right: likelihood)
    articles = [
        article(text, id, outlet=id, language="es", place=id) for id, text in (("a", STEMS), ("b", other))
    ]
    wordings = [
        Wording(said=s, copies=(s.statement,))
        for s in unencoded([statement(a) for a in articles], [a.text for a in articles])
    ]
    pair = Pair(left=0, right=1, score=0.9, cosine=0.9, features={})
    star, provenance = Star(centre=0, around=(1,)), Provenance.of(articles, [])
    assert star_claim(story("a", "b"), star, wordings, {(0, 1): pair}, provenance).status == status
