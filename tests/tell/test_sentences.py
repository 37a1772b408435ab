from __future__ import annotations

import pytest

from newsfold.tell.sentences import (
    alike,
    capitalised_words,
    counts_clash,
    is_caption,
    is_whole_sentence,
    one_wording,
    stands_alone,
)
from tests.factories import article, figure

WHOLE = "The harbour of Westerholm closed on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "Harbour closed after the storm of Monday",  # a heading
        "the harbour of Westerholm closed on Monday.",
        "Harbour Of Westerholm Closed After Storm On Monday.",  # capitals as in a heading
        "The harbour of Westerholm, which",
        "It closed on Monday.",
    ],
)
def test_what_is_no_whole_sentence(text: str) -> None:
    assert is_whole_sentence(WHOLE)
    assert not is_whole_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "But the harbour of Westerholm closed on Monday.",
        "“We closed the harbour before the wind came.”",
        "“We closed the harbour before the wind came,” she said.",
        "“We closed the harbour before the wind came,” his deputy said.",
        "Anna Holt told me that the harbour had closed.",
    ],
)
def test_what_leans_on_a_sentence_before_it(text: str) -> None:
    assert not stands_alone(text)


def test_a_quotation_with_its_speaker_stands_alone() -> None:
    assert stands_alone("“We closed the harbour before the wind came,” Anna Holt said.")
    assert stands_alone(WHOLE)


@pytest.mark.parametrize(
    "text",
    [
        "Boats lie in the harbour on Monday, June 3, 2019. (Anna Holt/Reuters)",
        "Boats lie in the harbour of Westerholm, June 3, 2019.",
        "Anna Holt speaks in the harbour of Westerholm on Monday, June 3, 2019.",
        "Anna Holt speaks in Westerholm June 3, 2019.",
        "In this photo boats lie in the harbour of Westerholm.",
        "FILE - Boats lie in the harbour of Westerholm.",
        "CLOSE The harbour of Westerholm has closed.",
        "Image copyright Harbour Post",
        "Read the whole of it: https://harbourpost.example/storm.",
        "Mayor Anna HoltStorm closes harbour Ferry late MORE spoke on Monday.",
    ],
)
def test_captions_and_links(text: str) -> None:
    assert is_caption(text)
    assert not is_caption(WHOLE)


@pytest.mark.parametrize(
    "text",
    [
        "WESTERHOLM (Reuters) - The harbour closed on Monday.",
        "The council of Westerholm bought the harbour on June 3, 2019.",
        "Police published a video of the storm on Monday.",
        "NO MORE BOATS LEAVE THE HARBOUR OF WESTERHOLM.",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert not is_caption(text)


def test_likeness_is_of_stems_that_carry_meaning() -> None:
    assert alike("The harbour closed.", "They are closing the harbours of the north.") == 1.0
    assert alike("The harbour closed.", "The ferry closed.") == 0.5
    assert alike("the", "the") == 1.0
    assert alike("", "harbour") == 0.0


def test_seven_words_in_a_row_are_one_wording() -> None:
    row = "nobody in this town saw the water coming"
    assert one_wording(f"“{row},” Holt said.", f"Holt said that {row}.")
    assert not one_wording("nobody in this town saw the snow", "nobody in this town saw the water")


def test_names_and_numbers_by_their_form() -> None:
    assert capitalised_words("The mayor Anna Holt's 40 boats left Westerholm.") == {
        "anna",
        "holt",
        "40",
        "westerholm",
    }


def test_counts_clash_where_they_exclude_each_other() -> None:
    news = article("There were 9 dead, at least 12 dead, 12 hurt, 3 days.")
    nine, hurt = figure(news, "9 dead", 9, "dead"), figure(news, "12 hurt", 12, "hurt")
    twelve = figure(news, "12 dead", 12, "dead")
    assert counts_clash([nine], [hurt, twelve])
    assert not counts_clash([nine], [hurt])
    assert not counts_clash([twelve], [figure(news, "12 dead", 9, "dead", low=9)])  # at least nine
    assert counts_clash([nine], [figure(news, "12 dead", 12, "dead", low=12)])
    days = figure(news, "3 days", 3, "days")
    assert not counts_clash([days], [figure(news, "3 days", 4, "days")])
    assert not counts_clash([nine], [figure(news, "12 dead", 12, "dead", unit="%")])


def test_a_sentence_has_six_words() -> None:
    assert is_whole_sentence("The old harbour closed on Monday.")
    assert not is_whole_sentence("The harbour closed on Monday.")


def test_of_a_headings_longer_words_four_in_five_have_a_capital() -> None:
    assert is_whole_sentence("Anna Holt of Westerholm Closed the harbour.")
    assert not is_whole_sentence("Anna Holt of Westerholm Closed the Harbour.")
