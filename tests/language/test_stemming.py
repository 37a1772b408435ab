"""Stems, and the one stop list."""

from __future__ import annotations

import pytest

from newsfold.language import stem, stop_words, words

SECTIONS = ("commonest", "common", "of statements", "of noun phrases")


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("elects elected electing", "elect"),
        ("bridge bridges bridged", "bridg"),
        ("deny denies", None),  # a short word stays, and so the two are not one
        ("shipment shipments", "ship"),
        ("reportedly reports reporting", "report"),
        ("bus bus", "bus"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, expected: str | None) -> None:
    stems = {stem(form) for form in forms.split()}
    assert stems == {expected} if expected else len(stems) > 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("storms", "storm"),
        ("cities", "city"),
        ("ties", "tie"),
        ("gas", "gas"),  # three letters
        ("class", "class"),
        ("virus", "virus"),
        ("crisis", "crisis"),
        ("elected", "elected"),
    ],
)
def test_a_plural_loses_its_ending_alone(word: str, expected: str) -> None:
    assert stem(word, "plural") == expected


def test_each_stop_word_stands_in_one_section() -> None:
    listed = [word for section in SECTIONS for word in words("stop_words", section)]
    assert len(listed) == len(set(listed))
    assert stop_words(*SECTIONS) == set(listed)


def test_what_tells_the_language_is_on_the_stop_list() -> None:
    assert stop_words("of this language alone") < stop_words("commonest", "common")
