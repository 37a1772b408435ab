from __future__ import annotations

from dataclasses import replace

from newsfold.present import (
    StoryView,
    claim_detail,
    difference_detail,
    difference_in_words,
    series_of,
    story_view,
)
from tests import press


def view() -> StoryView:
    return story_view(press.detail())


def test_passages_stand_as_they_were_published_each_once() -> None:
    story = view()
    sank = next(c for c in story.claims if c.id == "c-sank")
    twice = replace(sank, evidence=(*reversed(sank.evidence), sank.evidence[0]))
    detail = claim_detail(story, twice, "http://x/claims/1")
    assert [p.article.id for p in detail.passages] == [
        "id-courier", "id-ledger", "id-evening", "id-tribune", "id-undated",
    ]  # fmt: skip
    assert [(p.how, p.via) for p in detail.passages][:2] == [
        ("own words", None),
        ("relayed", "Meridian Wire"),
    ]
    assert detail.passages[0].live is not None and detail.passages[-1].live is None


def test_a_claim_is_told_what_differs_from_it() -> None:
    story = view()
    aboard = next(c for c in story.claims if c.id == "c-aboard")
    (difference,) = claim_detail(story, aboard, "http://x").differences
    assert difference.about == "people aboard"
    assert [c.id for c in difference_detail(story, difference, "http://x").claims] == ["c-aboard"]


def test_a_difference_in_figures_has_the_reports_of_what_it_counts() -> None:
    story = view()
    aboard, died = story.differences
    for difference in (aboard, died):
        series = series_of(story, difference)
        assert series is not None and series.what == difference.about
        named = replace(difference, about="those on the ferry")
        assert series_of(story, named) == series
    assert series_of(story, replace(aboard, kind="negation")) is None
    assert series_of(replace(story, series=()), aboard) is None
    assert difference_in_words(aboard) == "people aboard: 212 and 230"
