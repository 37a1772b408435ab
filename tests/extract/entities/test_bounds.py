"""What lists of words know better than the tagger. All texts were written for these tests."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.extract.entities.bounds import bounded, without_nouns
from newsfold.extract.entities.tagger import Tagged
from newsfold.records import EntityKind


def names(text: str, *parts: tuple[str, EntityKind]) -> list[Tagged]:
    return [Tagged(text.index(part), text.index(part) + len(part), kind) for part, kind in parts]


@pytest.mark.parametrize(
    ("name", "kind", "parts"),
    [
        ("سوريا ولبنان", "place", ["سوريا", "ولبنان"]),
        ("حلب وحمص ودمشق", "place", ["حلب", "وحمص", "ودمشق"]),
        ("قرية وادي النعام", "place", ["قرية وادي النعام"]),
        ("محمد وليد", "person", ["محمد وليد"]),
        ("كريم والحسن", "person", ["كريم", "والحسن"]),
        ("وزارة التربية والتعليم", "organisation", ["وزارة التربية والتعليم"]),
        ("الرئيس كريم منصور", "person", ["كريم منصور"]),
        ("للدكتور كريم منصور", "person", ["كريم منصور"]),
        ("الحسين عليه السلام", "person", ["الحسين"]),
        ("عليه السلام", "person", []),
        ("كريم منصور Karim Mansour", "person", ["كريم منصور", "Karim Mansour"]),
        ("السورية", "place", []),
        ("الليبيين", "person", []),
        ("سوريا", "place", ["سوريا"]),
        ("السعودية", "place", ["السعودية"]),
        ("س", "place", []),
    ],
)
def test_arabic_names_end_where_their_words_do(name: str, kind: EntityKind, parts: list[str]) -> None:
    text = f"زار أمس {name} ثم عاد."
    cut = bounded(text, names(text, (name, kind)), "ar")
    assert [text[start:end] for start, end, _ in cut] == parts
    assert all(piece.kind == kind for piece in cut)


def test_a_language_without_a_list_keeps_the_names() -> None:
    text = "Ana y Luis"
    assert bounded(text, names(text, (text, "person")), "es") == names(text, (text, "person"))


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Der älteste Bergmann stieg aus.", "Bergmann"),
        ("de", "Gestern kamen zwei Chilenen an.", "Chilenen"),
        ("fr", "Hier, les Chiliens sont sortis.", "Chiliens"),
        ("es", "Ayer, los Chilenos salieron.", "Chilenos"),
        ("pt", "Ontem, três Mineiros saíram.", "Mineiros"),
        ("it", "Ieri gli Invasori uscirono.", "Invasori"),
        ("nl", "Gisteren kwamen de Chilenen aan.", "Chilenen"),
    ],
)
def test_a_word_behind_an_article_is_no_person(language: str, text: str, name: str) -> None:
    assert without_nouns(text, names(text, (name, "person")), language) == []
    assert without_nouns(text, names(text, (name, "organisation")), language) != []


def test_a_surname_stays_that_a_full_name_has_or_that_no_article_stands_before() -> None:
    text = "Karl Bergmann kam. Der 63-jährige Bergmann sprach."
    both = [*names(text, ("Karl Bergmann", "person")), Tagged(34, 42, "person")]
    assert without_nouns(text, both, "de") == both
    text = "Am Montag kam Bergmann an."
    assert without_nouns(text, names(text, ("Bergmann", "person")), "de") != []
    text = "la Merkel arriva"
    assert without_nouns(text, names(text, ("Merkel", "person")), "it") != []


@given(st.text("سوريولبنانال ab,", max_size=80))
def test_names_stay_inside_what_was_tagged(text: str) -> None:
    whole = [Tagged(0, len(text), "place")] if text.strip() else []
    cut = bounded(text, whole, "ar")
    assert all(0 <= start < end <= len(text) for start, end, _ in cut)
    assert all(left.end <= right.start for left, right in pairwise(cut))


def test_long_names_cost_little() -> None:
    text = "ولبنان " * 20_000
    began = time.process_time()
    bounded(text, [Tagged(0, len(text), "place")], "ar")
    assert time.process_time() - began < 5
