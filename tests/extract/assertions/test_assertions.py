"""What a sentence asserts: predicates, what hangs on them, of what they are said, and how surely."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract import assertions
from newsfold.records import Assertion, Span
from tests.factories import article


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


@cache
def of(text: str) -> dict[str, Assertion]:
    """The assertions of a text by the head of their predicate."""
    return {assertion.predicate.of(text): assertion for assertion in assertions(article(text))}


TRAM = "A tram tipped over at the Merle stop, which was reopened on Friday, and its driver was arrested."


def test_a_sentence_with_three_facts_has_three_assertions() -> None:
    parts = {head: words(TRAM, assertion.parts) for head, assertion in of(TRAM).items()}
    assert parts["tipped"].startswith("A tram tipped over at the Merle stop")
    assert parts["reopened"] == "which was reopened on Friday"
    assert parts["arrested"] == "its driver was arrested"


def test_a_relative_clause_is_said_of_the_noun_that_it_hangs_on() -> None:
    assert words(TRAM, of(TRAM)["reopened"].subject) == "the Merle stop"


def test_a_joined_verb_has_the_subject_of_the_one_before() -> None:
    text = "Police searched the flat and found two rifles."
    assert words(text, of(text)["found"].subject) == "Police"


# (a text, the head of one of its predicates, how far that holds)
SURENESS = [
    ("The council closed the bridge.", "closed", "asserted"),
    ("The council will close the bridge.", "close", "planned"),
    ("The council plans to close the bridge.", "plans", "planned"),
    ("The bridge may collapse.", "collapse", "possible"),
    ("The mayor urged drivers to leave.", "urged", "demanded"),
    ("Trains stop if the river rises.", "rises", "conditional"),
]


@pytest.mark.parametrize(("text", "head", "modality"), SURENESS)
def test_what_is_planned_possible_or_demanded_is_told_apart(text: str, head: str, modality: str) -> None:
    assert of(text)[head].modality == modality


def test_a_denied_predicate_is_negated() -> None:
    assert of("The dam did not break.")["break"].negated
    assert not of("The dam broke.")["broke"].negated


PIECES = ["The mayor", "closed", "who", "said", "that", ",", "“", "”", ".", "\n", "will", "if", "Ørsund", "7"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_every_part_is_a_stretch_of_the_text_and_apart_from_the_others(text: str) -> None:
    for assertion in assertions(article(text)):
        ends = [0, *(end for part in assertion.parts for end in (part.start, part.end)), len(text)]
        assert ends == sorted(ends) and all(part.of(text).strip() for part in assertion.parts)
        assert assertion.predicate.of(text)
