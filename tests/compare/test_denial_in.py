"""Who says that something is not so, in every language that is read."""

from __future__ import annotations

import pytest

from newsfold.compare.denial_in import asserts, denies_that, negates, one_denies
from newsfold.language import languages

# of each language: who denies, who says so, who says that it was not so
SAID = {
    "en": (
        "The firm denied that forty miners died in the collapse.",
        "Forty miners died in the collapse.",
        "Forty miners did not die in the collapse.",
    ),
    "es": (
        "La empresa negó que cuarenta mineros murieran en el derrumbe.",
        "Cuarenta mineros murieron en el derrumbe.",
        "Cuarenta mineros no murieron en el derrumbe.",
    ),
    "fr": (
        "L'entreprise a démenti que quarante mineurs soient morts dans l'effondrement.",
        "Quarante mineurs sont morts dans l'effondrement.",
        "Quarante mineurs ne sont pas morts dans l'effondrement.",
    ),
    "de": (
        "Die Firma bestreitet, dass vierzig Bergleute bei dem Einsturz starben.",
        "Vierzig Bergleute starben bei dem Einsturz.",
        "Vierzig Bergleute starben nicht bei dem Einsturz.",
    ),
    "it": (
        "L'azienda ha smentito che quaranta minatori siano morti nel crollo.",
        "Quaranta minatori sono morti nel crollo.",
        "Quaranta minatori non sono morti nel crollo.",
    ),
    "nl": (
        "Het bedrijf ontkent dat veertig mijnwerkers omkwamen bij de instorting.",
        "Veertig mijnwerkers kwamen om bij de instorting.",
        "Veertig mijnwerkers kwamen niet om bij de instorting.",
    ),
    "pt": (
        "A empresa negou que quarenta mineiros tenham morrido no desabamento.",
        "Quarenta mineiros morreram no desabamento.",
        "Quarenta mineiros não morreram no desabamento.",
    ),
    "ru": (
        "Компания опровергла, что сорок шахтёров погибли при обрушении.",
        "Сорок шахтёров погибли при обрушении.",
        "Сорок шахтёров не погибли при обрушении.",
    ),
    "ar": (
        "نفت الشركة أن يكون أربعون عامل منجم قد لقوا حتفهم في الانهيار.",
        "لقي أربعون عامل منجم حتفهم في الانهيار.",
        "لم يمت أربعون عامل منجم في الانهيار.",
    ),
    "hi": (
        "कंपनी ने इनकार किया कि खदान के ढहने में चालीस खनिक मारे गए।",
        "खदान के ढहने में चालीस खनिक मारे गए।",
        "खदान के ढहने में चालीस खनिक नहीं मारे गए।",
    ),
    "zh": (
        "该公司否认四十名矿工在坍塌中丧生。",
        "四十名矿工在坍塌中丧生。",
        "四十名矿工没有在坍塌中丧生。",
    ),
    "ja": (
        "同社は、崩落で40人の鉱員が死亡したことを否定した。",
        "崩落で40人の鉱員が死亡した。",
        "崩落で40人の鉱員は死亡していない。",
    ),
}

# sentences that only look like a denial of what stands in them, or that say nothing flatly
NO_DENIALS = [
    ("en", "The minister denied the allegations of fraud."),
    ("es", "El ministro negó las acusaciones de fraude."),
    ("fr", "Le vol devait démentir les critiques."),
    ("de", "Der Minister weist die Vorwürfe zurück."),
    ("it", "Il volo doveva smentire le critiche."),
    ("nl", "De theorie werd de volgende dag ontkend."),
    ("pt", "O ministro nega as acusações de fraude."),
    ("ru", "Министр отрицает обвинения в мошенничестве."),
    ("hi", "उन्होंने आरोपों से इनकार किया।"),
]


def test_every_language_that_is_read_has_its_words() -> None:
    assert sorted(SAID) == sorted(languages())


@pytest.mark.parametrize("language", sorted(SAID))
def test_who_denies_who_asserts_and_who_negates(language: str) -> None:
    denying, asserting, negating = SAID[language]
    assert denies_that(denying, language) and not asserts(denying, language)
    assert asserts(asserting, language) and not denies_that(asserting, language)
    assert negates(negating, language) and not asserts(negating, language)
    assert not denies_that(negating, language)


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_denial_and_what_it_denies_cannot_say_the_same_in_any_two_languages(language: str) -> None:
    denying = SAID[language][0]
    for other, (also_denying, asserting, negating) in SAID.items():
        assert one_denies(denying, language, asserting, other)
        assert one_denies(asserting, other, denying, language)
        assert not one_denies(denying, language, also_denying, other)
        assert not one_denies(denying, language, negating, other)


@pytest.mark.parametrize(("language", "text"), NO_DENIALS)
def test_what_denies_an_accusation_denies_no_event(language: str, text: str) -> None:
    assert not denies_that(text, language)
    assert not asserts(text, language)


def test_no_negation_stands_in_words_that_deny_a_part() -> None:
    assert not negates("No solo llovió, también nevó.", "es")
    assert not negates("Nicht nur Regen fiel.", "de")
    assert not negates("不仅下雨，还下雪。", "zh")


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_text_without_a_blank_is_read_in_a_moment(language: str) -> None:
    asserting = SAID[language][1]
    assert asserts(asserting + "," * 100_000, language)
    assert not denies_that(asserting + "," * 100_000, language)


@pytest.mark.parametrize(("share", "denies"), [(0.38, False), (0.42, True)])
def test_what_is_denied_is_two_fifths_of_its_sentence(share: float, denies: bool) -> None:
    opening = "La empresa negó el viernes ante los periodistas en el puerto que"
    denied = " los mineros murieran al derrumbarse el túnel viejo."
    text = opening + denied[: round(len(opening) * share / (1 - share))]
    assert denies_that(text, "es") is denies


@pytest.mark.parametrize(("characters", "denies"), [(58, True), (62, False)])
def test_what_is_denied_begins_within_sixty_characters_of_the_verb(characters: int, denies: bool) -> None:
    between = " el viernes ante los periodistas en el puerto de la ciudad".ljust(characters - 4, "o")
    behind = f"{between[: characters - 4]} que"
    assert len(behind) == characters
    denied = " cuarenta mineros murieran al derrumbarse el túnel de la mina vieja en la montaña."
    assert denies_that(f"La empresa negó{behind}{denied}", "es") is denies
