"""Lines among sentences that claim nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.compare import statements
from newsfold.compare.asides import boilerplate, capitals, claims_nothing
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
    "Jo Marsh and Orla Venn of Harbour Post contributed to this report.",
    "– Orla Venn contributed from Westerholm",
    "Contributing: Jo Marsh, Orla Venn",
    "Follow Orla Venn on Twitter @orlavenn",
    "Copyright © 2019 Harbour Post, LLC.",
    "© 2020 by Harbour Features",
    "[Editor's note: The original version of this story misspelled Orla Venn's name.]",
    "This story has been updated with more from the council.",
    "Updated at 5:30 p.m.",
    "By signing up, you agree to our Privacy Policy",
    "Story highlights The dam gave way on Monday Nobody was hurt",
    "REUTERS/Jo Marsh/File Photo",
    "Hide Caption 2 of 4",
    "Friday 16 April 10,400 28,000 37%",
    "Senator, I agree with that.",
    "'It gave way like paper': how the dam of the harbour town broke Read more",
    "Play Video 1:02 Water runs through the harbour town",
    "Yes, Mr. Chairman, thank you.",
    "I do not know that, sir.",
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
    "The fund contributed 40 million to this report's findings.",
    "Mr. Venn has also contributed to the council.",
    "We follow the dam, and nothing else, Venn said.",
    "The council has updated its privacy policy.",
    "The number was updated to 40 at 5:30 p.m.",
    "I agree with the council that the dam must go.",
    "Play videos of the dam in the hall, Venn told the council.",
    "On 16 April 2019 the dam of 1904 gave way, and 12 people died.",
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
        notes = Annotations(article_id="a", sentences=tuple(span(text, line) for line in lines))
        return [s.span.of(text) for s in statements(article(text), notes)]

    quiet = "The council of the harbour town voted for the new dam on Monday."
    assert said(quiet, NOTHING[0], NOTHING[7]) == [quiet]
    loud = ("THE COUNCIL VOTED FOR THE DAM", "THE HARBOUR WILL BE CLOSED")
    assert said(*loud) == list(loud)


def test_headings_and_bylines_claim_nothing_where_an_article_has_sentences() -> None:
    body = [
        "The council of the harbour town voted for the new dam on Monday.",
        "It will be built by 2022, the mayor said.",
        "Nobody spoke against it in the hall.",
    ]
    points = ["Replace the old dam by a new one of stone", "Keep the old bridge for those who walk"]
    lines = [
        "Jo Marsh and Orla Venn",
        body[0],
        "A town in doubt",
        body[1],
        *points,
        body[2],
        "About our paper",
    ]
    text = "\n".join(lines)
    assert [line.of(text) for line in boilerplate(text)] == [lines[0], lines[2], lines[7]]
    assert boilerplate("\n".join(points)) == []


CREDITED = "View of the dam in the harbour {}by Jo via AP"
NUMBERED = "dam 12 town 9 hall 40"
NOTE = "Editor's note: {}"


@pytest.mark.parametrize(
    ("nothing", "something"),
    [
        # a credit of eleven words, and of twelve
        (CREDITED.format(""), CREDITED.format("seen ")),
        # a note of forty words, and of forty-one
        (NOTE.format("dam " * 38), NOTE.format("dam " * 39)),
        # half of the words are numbers, and less
        (NUMBERED, f"{NUMBERED} bridge"),
        # of twenty letters one is small, and two
        ("ABCDE FGHIJ KLMNO PQRSt", "ABCDE FGHIJ KLMNO PQRst"),
    ],
)
def test_how_long_and_how_full_a_line_that_claims_nothing_is(nothing: str, something: str) -> None:
    assert claims_nothing(nothing)
    assert not claims_nothing(something)


def test_a_heading_has_nine_words_in_an_article_of_three_sentences() -> None:
    nine = "one town and two ways over the old river"
    ended = ["The council voted for the new dam on Monday.", "It will be built by 2022.", "Nobody spoke."]

    def headings(line: str, sentences: int) -> list[str]:
        text = "\n".join([*ended[: sentences - 1], line, ended[-1]])
        return [span.of(text) for span in boilerplate(text)]

    assert headings(nine, 3) == [nine]
    assert headings(f"{nine} here", 3) == []
    assert headings(nine, 2) == []
