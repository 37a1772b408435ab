"""A second language is new files: the same functions read names by its word lists."""

from __future__ import annotations

import pytest

from newsfold.extract.entities.lexicon import NamedSpan
from newsfold.extract.entities.names import initials, person_name, same_person, without_article
from newsfold.extract.entities.spans import merged_names
from newsfold.extract.entities.words import given_names, kin_words, name_words, place_words, pronoun_sexes
from newsfold.language import files

GERMAN = "qde"  # a private code: its lists are those below, what they lack (the calendar) is English
LISTS = {
    "qde/names.txt": """
[titles of men]
herr
[titles of women]
frau
[titles of both]
dr
[offices]
kanzler
[before an office]
stellvertretender
[joining an office]
der
[after an office]
justiz
[titles of persons alone]
kanzler
[titles in capitals]
Kanzler
[surnames too]
König
[particles]
von zu
[joined particles]
d
[suffixes]
jun
[suffixes after a comma]
Jun
[endings with a stop]
Jun
[family names first]
kim
[given names too]
kim
[not in initials]
der die das und für
[possessive endings]
s
[articles]
der die das
[before a name]
der die das
[between two persons]
und
[common words too]
essen
""",
    "qde/kin.txt": """
[women]
tochter
[men]
sohn
[beside somebody]
tochter
sohn
""",
    "qde/offices.txt": "[heads of state]\nKanzler\n",
    "qde/pronouns.txt": "[of men]\ner ihn ihm\n[of women]\nsie ihr\n",
    "qde/places.txt": """
[peoples without a state]
Kurden
[sites]
Brücke
[prepositions of place]
in
[prepositions of direction]
nach
[directions]
nord süd
[endings of directions]
lich
[parts]
ober
[far]
fern
[sides of]
Nord
[joining a side]
von
[kinds of area]
stadt
[saint]
st
[saint in full]
sankt
""",
    "qde/halves.tsv": "Norden\tNordkorea\tKP\n",
    "qde/short_names.tsv": "hans\tjohannes\n",
    "qde/first_names.tsv": "m\tOtto Hans\nf\tAnna\n",
    "qde/countries.tsv": "DE\tDeutschland\tdeutsch|Deutsche\n",
    "qde/regions.tsv": "Franken\tDE\t49.5\t11.0\n",
    "qde/capitals.tsv": "wien\tAT\n",
}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> str:
    text = files._file_text
    monkeypatch.setattr(files, "_file_text", lambda path: LISTS[path] if path in LISTS else text(path))
    return GERMAN


def test_names_are_read_by_the_lists_of_their_language(german: str) -> None:
    name = person_name("Herr Dr. Otto von Stein", german)
    assert (name.given, name.family) == (("otto",), "von stein")
    assert person_name("Herr Otto Stein").given == ("herr", "otto")  # no title in English
    assert same_person(person_name("Hans Braun", german), person_name("Johannes Braun", german), german)
    assert not same_person(person_name("Hans Braun"), person_name("Johannes Braun"))
    assert without_article("Die Grünen", german) == "Grünen"
    assert initials("Bund für Umwelt und Naturschutz", german) == "BUN"


def test_a_language_without_lists_takes_the_english_ones() -> None:
    for language in ("qzz", "../en", ""):
        assert name_words(language) == name_words("en")


def test_sexes_come_from_the_lists_of_the_language(german: str) -> None:
    assert pronoun_sexes(german)["ihm"] == "m"
    assert "she" not in pronoun_sexes(german)
    assert given_names(german) == {"otto": "m", "hans": "m", "anna": "f"}
    kin = kin_words(german).before_name.search("seine Tochter ")
    assert kin is not None
    assert kin.group(1).casefold() in kin_words(german).women


def test_places_are_read_by_the_lists_of_their_language(german: str) -> None:
    known = place_words(german)
    assert known.direction.sub("", "nordlich Franken") == "Franken"
    assert known.halves["Norden"].beside == "KP"
    assert known.half is not None
    assert known.half.search("sagte der Norden, ")


def test_spans_lose_what_the_language_puts_around_names(german: str) -> None:
    text = "Kanzler Otto Stein und Frau Anna Braun"
    both = [NamedSpan(0, len(text), "person")]
    parts = merged_names(text, both, [], german)
    assert [text[part.start : part.end] for part in parts] == ["Otto Stein", "Anna Braun"]


def test_titles_are_of_a_man_or_a_woman() -> None:
    titles = name_words("en")
    assert not titles.male_titles & titles.female_titles
    assert titles.courtesy >= titles.male_titles | titles.female_titles
