"""Names without endings, clitics and articles."""

from __future__ import annotations

from newsfold.extract.entities.forms import (
    bases,
    keys_of,
    name_key,
    parts_of,
    possible_bases,
    without_articles,
)


def test_a_word_is_a_form_of_the_shortest_that_it_can_be() -> None:
    words = ["Путина", "Путин", "Путиным", "Иванов", "Иван"]
    assert bases([[word] for word in words], "ru") == {
        "Путин": "Путин", "Путина": "Путин", "Путиным": "Путин", "Иван": "Иван", "Иванов": "Иванов",
    }  # fmt: skip
    assert bases([["Angela", "Merkels"], ["Merkel"]], "de")["Merkels"] == "Merkel"
    assert bases([["Johns"], ["John"]], "en") == {"Johns": "Johns", "John": "John"}


def test_a_surname_is_no_form_of_a_given_name() -> None:
    assert bases([["Winnie", "Peters"], ["Peter", "Holt"], ["Peters"]], "de")["Peters"] == "Peters"
    assert bases([["Владимира", "Путина"], ["Владимир", "Путин"]], "ru")["Владимира"] == "Владимир"


def test_a_name_stays_three_letters_long() -> None:
    assert possible_bases("Ким", "ru") == ("Ким",)
    assert possible_bases("ван", "ar") == ("ван",)


def test_parts_stand_between_blanks_and_dots() -> None:
    assert parts_of("弗拉基米尔·普京") == ["弗拉基米尔", "普京"]
    assert parts_of("アンゲラ・メルケル") == ["アンゲラ", "メルケル"]
    assert parts_of(" Jean-Claude  Juncker ") == ["Jean-Claude", "Juncker"]


def test_marks_of_voiced_kana_stay_and_accents_go() -> None:
    assert name_key("パリス") != name_key("ハリス")
    assert name_key("Müller") == name_key("MULLER") == "muller"


def test_an_article_goes_unless_nothing_else_is_left() -> None:
    assert without_articles("la ONU", "es") == "ONU"
    assert without_articles("l'Otan", "fr") == "Otan"
    assert without_articles("La", "es") == "La"
    assert without_articles("The Hague", "de") == "The Hague"
    assert "onu" in keys_of("La ONU", "es")
