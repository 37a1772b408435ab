"""What a star of statements becomes: its line, its status, and when "corroborated" is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.compare import compare, encoded, statements
from newsfold.encode import cross, encode_words
from newsfold.extract import annotate_all
from newsfold.records import Article, Claim
from tests.factories import article, story

PUBLISHED = datetime(2019, 6, 8, 12, tzinfo=UTC)
VOTE = "The city council of Orlen voted 9 to 2 on Tuesday to close the old harbour."
VOTED = "Orlen's city council voted 9 to 2 on Tuesday to close the town's old harbour for good."
SAID = "The harbour will reopen in May, the mayor said."
TOLD = "The mayor said that the harbour will reopen in May."


def claims(*texts: str) -> list[Claim]:
    articles = [
        article(text, id=str(n), outlet=f"Outlet {n}", place=f"place-{n}", published_at=PUBLISHED)
        for n, text in enumerate(texts)
    ]
    found = {one.article_id: one for one in annotate_all(articles)}
    said = [s for a in articles for s in statements(a, found[a.id])]
    words = [s.span.of(_text(articles, s.article_id)) for s in said]
    read = encoded(said, words, *encode_words(words))
    return list(compare(story(*(a.id for a in articles)), articles, read, cross, []).claims)


def _text(articles: list[Article], id: str) -> str:
    return next(a.text for a in articles if a.id == id)


def test_a_public_act_in_two_wordings_has_two_origins() -> None:
    (claim,) = claims(VOTE, VOTED)
    assert len(claim.origins) == 2
    assert claim.status == ("corroborated" if claim.origins_clear else "origins not clear")
    assert claim.text in (VOTE, VOTED)


def test_what_one_speaker_said_has_one_origin_and_that_is_clear() -> None:
    (claim,) = claims(SAID, TOLD)
    assert (claim.status, claim.origins_clear) == ("single origin", True)


@pytest.mark.parametrize("texts", [(VOTE, VOTED), (SAID, TOLD), (VOTE, VOTED, SAID)])
def test_nothing_is_corroborated_without_two_origins(texts: tuple[str, ...]) -> None:
    for claim in claims(*texts):
        assert claim.status != "corroborated" or (len(claim.origins) > 1 and claim.origins_clear)
        assert claim.status != "origins not clear" or (len(claim.origins) > 1 and not claim.origins_clear)
        assert claim.evidence[0].span.of(texts[int(claim.evidence[0].article_id)]) == claim.text


def test_what_differs_in_a_figure_is_no_evidence() -> None:
    found = claims(
        "The fire in Orlen destroyed 40 homes on Monday.", "The fire in Orlen destroyed 70 homes on Monday."
    )
    assert sorted(len(claim.evidence) for claim in found) == [1, 1]


def test_what_was_so_on_another_day_or_in_another_state_is_no_evidence() -> None:
    for texts in (
        ("The old harbour of Orlen was closed on Monday.", "The old harbour of Orlen was closed on Friday."),
        ("The old harbour of Orlen was closed all day.", "The old harbour of Orlen was open all day."),
    ):
        assert sorted(len(claim.evidence) for claim in claims(*texts)) == [1, 1]
    (same,) = claims(
        "The old harbour of Orlen was closed on Monday.", "Orlen's old harbour was closed on Monday."
    )
    assert len(same.evidence) == 2
