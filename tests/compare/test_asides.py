"""Lines among sentences that claim nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.compare import statements
from newsfold.compare.asides import capitals, claims_nothing
from newsfold.records import Annotations
from tests.factories import article, span

NOTHING = (
    "— Orla Venn (@orlavenn) May 26, 2019",
    "#dam pic.twitter.com/Ab12Cd34 — Harbour Council (@harbourcouncil) June 3, 2020",
    "(Jo Marsh, Harbour Post via AP)",
    "(AP Photo/Jo Marsh)",
    "Enlarge this image Jo Marsh/Getty Images",
    "READ: The dam that nobody wanted",
    "Related: How the harbour town voted on its dam",
    "HARBOUR COUNCIL SAYS THE DAM WILL BE BUILT",
    "Get the day's stories delivered to your inbox.",
    "This site is protected by reCAPTCHA",
    "Sign up for our weekly newsletter on dams.",
    "Turn on notifications to get breaking news from Harbour Post.",
    "Enlarge this image toggle caption Jo Marsh for Harbour Post",
    "Video provided by Harbour Post",
    "( PHOTOS: The dam in the harbour on the day it gave way)",
    "He left.",
    "Why was the dam built so close to the harbour?",
)
SOMETHING = (
    "The harbour council voted for the dam on Monday. — Orla Venn (@orlavenn) May 26, 2019",
    "“We never sent it to your house,” Venn (@orlavenn) wrote on Monday.",
    "A picture by Jo Marsh of Reuters shows the broken dam in the harbour on the day it gave way.",
    "Read the report before you vote, Venn told the council.",
    "THE DAM WILL BE BUILT!",
    "“Who has ever seen a dam that holds?” Venn asked.",
    "Venn asked the council: “Who has ever seen a dam that holds?”",
    "The AP reported that the dam had been closed.",
    "They watched: nobody left the hall.",
)


@pytest.mark.parametrize("line", NOTHING)
def test_lines_that_claim_nothing(line: str) -> None:
    assert claims_nothing(line)


@pytest.mark.parametrize("line", SOMETHING)
def test_sentences_that_look_a_little_like_them(line: str) -> None:
    assert not claims_nothing(line)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert 0 <= capitals(text) <= 1
    assert claims_nothing(text, loud=True) <= claims_nothing(text)


def test_a_signature_is_no_statement_and_an_article_in_capitals_keeps_its_own() -> None:
    def said(*lines: str) -> list[str]:
        text = "\n".join(lines)
        found = Annotations(article_id="a", sentences=tuple(span(text, line) for line in lines))
        return [s.span.of(text) for s in statements(article(text), found)]

    quiet = "The council of the harbour town voted for the new dam on Monday."
    assert said(quiet, NOTHING[0], NOTHING[7]) == [quiet]
    loud = ("THE COUNCIL VOTED FOR THE DAM", "THE HARBOUR WILL BE CLOSED")
    assert said(*loud) == list(loud)
