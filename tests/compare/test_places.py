"""Where an event was, from datelines, titles and what leads put somewhere; none where that is not clear."""

from __future__ import annotations

import pytest

from newsfold.compare.places import place
from newsfold.extract import annotate_all, link
from newsfold.records import Annotations
from tests.factories import article


def where(*told: tuple[str, str]) -> str | None:
    """The place of a story whose articles have these titles and texts."""
    articles = [article(text, str(n), title=title) for n, (title, text) in enumerate(told)]
    found = {one.article_id: one for one in annotate_all(articles)}
    people, mentions = link([(a, found[a.id].mentions) for a in articles])
    linked = [
        (
            a,
            Annotations(article_id=a.id, sentences=found[a.id].sentences, mentions=tuple(mentions[a.id])),
        )
        for a in articles
    ]
    return place(linked, None, people)


def test_what_leads_and_titles_put_somewhere() -> None:
    quake = (
        "Quake shakes Nepal",
        "An earthquake shook Nepal on Saturday. Hundreds died in Nepal, police said.",
    )
    assert where(quake, ("Hundreds die in quake", "Hundreds of people died in Nepal on Saturday.")) == "Nepal"


@pytest.mark.parametrize("head", ["KATHMANDU, Nepal — ", "KATHMANDU (AP) - ", "Kathmandu (CNN) "])
def test_a_dateline_is_enough(head: str) -> None:
    assert (
        where(("Quake", f"{head}An earthquake shook the valley on Saturday.")) or ""
    ).title() == "Kathmandu"


@pytest.mark.parametrize(
    "told",
    [
        # named, and nothing put there
        [("Deal with Iran", "Iran and the mayor spoke."), ("The deal", "A deal that Iran wants is near.")],
        # one of many
        [("Schools close", "Schools close in France, Italy, Spain, Norway and Kenya on Monday.")],
        # two countries, as much for the one as for the other
        [("Talks", "Talks went on in Norway on Monday."), ("Talks", "Talks went on in Kenya on Monday.")],
        # no place, a storm; a party and a state
        [("Hurricane Florence", "Boats left before Hurricane Florence came. Hurricane Florence is strong.")],
        [("The vote", "Sen. Anna Holt, R-Ohio, voted for the bill. The senators of Texas did not.")],
    ],
)
def test_none_where_it_is_not_clear(told: list[tuple[str, str]]) -> None:
    assert where(*told) is None


def test_the_order_of_articles_changes_nothing() -> None:
    told = [
        ("Fire in Boston", "A fire broke out in Boston on Monday."),
        ("Fire", "BOSTON — Firemen came from all over the town."),
        ("Fire", "Nobody was hurt in Chicago, where an alarm rang."),
    ]
    assert (where(*told) or "").title() == (where(*reversed(told)) or "").title() == "Boston"
