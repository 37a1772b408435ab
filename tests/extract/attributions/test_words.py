"""How a text points at who speaks is read by the word lists of its language."""

from __future__ import annotations

import pytest

from newsfold.extract.attributions.in_story import named
from newsfold.extract.attributions.words import speaker_words
from newsfold.language import files
from tests.factories import article, attribution, entity, mention

GERMAN = "qds"  # a private code, with these lists and none other
LISTS = """
[open pronouns]
man manche
[titles of men]
herr
[titles of women]
frau
[bodies]
behörde
[firms]
firma
[short for an outlet]
Anzeiger
[statements]
erklärung
[before an author]
von
[before a statement]
in
[verbs of putting out]
veröffentlichen
[definite articles]
der die das
[pronouns for a body]
es
[descriptions of a person]
-Jährige
früher
[lower case in a name to show]
Der Die Das
[determiners of an apposition]
der die das
[conjunctions]
und
[prepositions before somebody]
von für
"""
VENN = entity("Orla Venn")


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> str:
    text = files._file_text
    monkeypatch.setattr(files, "_file_text", lambda path: LISTS if path == "qds/speakers.txt" else text(path))
    return GERMAN


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a name after the article is the source
        ("Die Orla Venn", "Orla Venn"),
        # a name after "für" is not
        ("Ein Sprecher für Orla Venn", "Ein Sprecher für Orla Venn"),
    ],
)
def test_sources_are_read_by_the_lists_of_their_language(german: str, source: str, expected: str) -> None:
    text = f"{source} stimmte zu."
    said = attribution(article(text), text[0], "indirect", source=source, speaker=source)
    (result,) = named(
        text, [said], [mention(article(text), "Orla Venn", VENN.id, "person")], [VENN], {}, german
    )
    assert result.speaker == expected


def test_an_office_is_known_without_its_article(german: str) -> None:
    text = "Die Ministerin stimmte zu."
    said = attribution(article(text), text[0], "indirect", source="Die Ministerin", speaker="Die Ministerin")
    offices = {"ministerin": VENN.id}
    (result,) = named(text, [said], [], [VENN], offices, german)
    assert result.speaker == "Orla Venn"
    (english,) = named(text, [said], [], [VENN], offices)
    assert english.speaker == "Die Ministerin"


def test_an_apposition_is_read_by_the_lists_of_its_language(german: str) -> None:
    after = ", die neue Ministerin, "
    office = speaker_words(german).apposition.match(after)
    assert office is not None
    assert office.group(1) == "neue Ministerin"
    assert speaker_words("en").apposition.match(after) is None
