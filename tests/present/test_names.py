"""Bodies under the name that the sources print, with the full name marked as inferred."""

from __future__ import annotations

from newsfold.present import story_view, with_full_name
from tests.factories import article, described

SAID = "Agents of the FBI searched the port of Harnwick. The FBI said it took away 40 boxes of papers."


def test_a_body_is_shown_as_printed_with_its_full_name_beside_it() -> None:
    view = story_view(described([article(SAID, outlet="Courier")]))
    (quote,) = view.quotes
    assert (quote.speaker, quote.speaker_full_name) == ("FBI", "Federal Bureau of Investigation")
    (body,) = (e for e in view.entities if e.kind == "organisation")
    assert (body.name, body.full_name) == ("FBI", "Federal Bureau of Investigation")
    assert with_full_name(body.name, body.full_name) == "FBI (Federal Bureau of Investigation, inferred)"


def test_nothing_is_inferred_where_the_full_name_is_printed() -> None:
    full = SAID.replace("Agents of the FBI", "Agents of the Federal Bureau of Investigation (FBI)")
    view = story_view(described([article(full, outlet="Courier")]))
    assert all(entity.full_name is None for entity in view.entities)
    assert all(quote.speaker_full_name is None for quote in view.quotes)
    assert with_full_name("FBI", None) == "FBI"


def test_an_agency_that_is_printed_in_short_is_an_origin_under_that_name() -> None:
    view = story_view(described([article(f"HARNWICK (PA) - {SAID}", outlet="Courier")]))
    (origin,) = view.origins
    assert (origin.name, origin.full_name) == ("PA", "PA Media")
    assert origin.why == "Courier prints PA"
