from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.present import ClaimView, story_view
from newsfold.present.lasting import lasting_ids, led_to, place_id, places_of
from newsfold.records import Evidence, Span, StoryDetail
from tests import press


def at(article: str, start: int, end: int) -> Evidence:
    return Evidence(article_id=article, span=Span(start=start, end=end))


def claims(detail: StoryDetail) -> dict[str, ClaimView]:
    return {claim.id: claim for claim in story_view(detail).claims}


def led(asked: str, detail: StoryDetail, words: str = "") -> str | None:
    match = led_to(asked, list(claims(detail).values()), lambda claim: claim.evidence, words)
    return match.id if match else None


@given(st.lists(st.tuples(st.text("abc-9", min_size=1, max_size=6), st.integers(0, 50)), max_size=4))
def test_an_address_names_its_passages(places: list[tuple[str, int]]) -> None:
    passages = [at(article, start, start + 3) for article, start in places]
    assert list(places_of("~".join(map(place_id, passages)))) == passages


@pytest.mark.parametrize("id", ["", "a", "a-1", "a-3-3", "a-9-3", "-1-3", "a-1-9999999999", "x" * 3000])
def test_what_is_no_address_names_nothing(id: str) -> None:
    assert places_of(id) == ()


@given(st.lists(st.lists(st.builds(at, st.sampled_from("abc"), st.just(0), st.integers(1, 3)), min_size=1)))
def test_no_two_have_one_address(groups: list[list[Evidence]]) -> None:
    ids = lasting_ids(groups)
    assert len({*ids}) == len(ids)
    for group, id in zip(groups, ids, strict=True):
        assert {*places_of(id)} <= {*group} and places_of(id)


def test_the_first_report_names_a_claim() -> None:
    by_id = claims(press.detail())
    first = press.line("courier", 0)
    assert by_id["c-sank"].lasting_id == f"id-courier-{first.start}-{first.end}"
    assert by_id["c-inquiry"].lasting_id.startswith("id-ledger-")


def test_an_address_stays_when_articles_join_or_go() -> None:
    detail = press.detail()
    sank = next(c for c in detail.claims if c.id == "c-sank")
    fewer = replace(sank, id="another", evidence=sank.evidence[:2])
    later = replace(detail, claims=(fewer, *(c for c in detail.claims if c.id != "c-sank")))
    address = claims(detail)["c-sank"].lasting_id
    assert claims(later)["another"].lasting_id == address
    assert led(address, later) == "another"


def test_an_address_leads_on_to_where_its_passage_went() -> None:
    detail = press.detail()
    other = detail.claims[0].evidence[2]
    assert led(place_id(other), detail) == "c-sank"
    part = f"{other.article_id}-{other.span.start + 4}-{other.span.end - 6}"
    assert led(part, detail) == "c-sank"
    assert led("id-tribune-2-4", replace(detail, claims=())) is None


def test_the_same_words_in_a_later_version_are_found() -> None:
    detail = press.detail()
    words = press.TEXTS["courier"][2].split("\n")[3]
    assert led("id-older-10-60", detail, words.upper() + " ") == "c-denied"
    assert led("id-older-10-60", detail, "Nothing of it.") is None
    assert led("id-older-10-60", detail) is None
