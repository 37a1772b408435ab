from __future__ import annotations

from dataclasses import replace

from newsfold.present import ClaimView, OutletView, StoryView, story_view
from newsfold.web.flows import MOST_BOXES, claim_flow, layered
from tests import press


def story_and_claim(id: str) -> tuple[StoryView, ClaimView]:
    story = story_view(press.detail())
    return story, next(claim for claim in story.claims if claim.id == id)


def test_a_claim_goes_from_its_agency_by_who_took_it() -> None:
    flow = claim_flow(*story_and_claim("c-sank"))
    assert flow is not None
    x = {box.name: box.x for box in flow.boxes}
    assert x["Meridian Wire"] < x["Northern Ledger"] < x["Evening Standard-Bearer"]
    notes = {box.name: box.note for box in flow.boxes}
    assert notes["Meridian Wire"] == "agency"
    assert notes["Northern Ledger"] == "relays it · 14 March 2019"
    assert notes["undated.html"] == "own words"
    assert all(line.x1 < line.x2 for line in flow.lines)


def test_a_named_source_stands_before_those_who_quote_it() -> None:
    flow = claim_flow(*story_and_claim("c-dead"))
    assert flow is not None
    (source,) = [box for box in flow.boxes if not box.is_outlet]
    assert (source.name, source.note, source.x) == ("the coast guard", "named source", 2)
    assert {line.how for line in flow.lines} == {"quotes a source"}


def test_what_one_outlet_says_of_its_own_is_no_picture() -> None:
    assert claim_flow(*story_and_claim("c-denied")) is None


def test_of_hundreds_of_outlets_some_are_drawn() -> None:
    story, claim = story_and_claim("c-sank")
    cells = tuple(
        OutletView(outlet=f"Outlet {n}", how="own words", via=None, numbers=(n,)) for n in range(400)
    )
    flow = claim_flow(story, replace(claim, outlets=cells, origins=()))
    assert flow is not None
    assert len(flow.boxes) == MOST_BOXES and flow.left_out == 400 - MOST_BOXES


def test_a_circle_of_copies_ends() -> None:
    assert sorted(map(len, layered(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")]))) == [1, 1, 1]
