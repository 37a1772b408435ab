"""Lines of boilerplate in other languages are told by the whole line."""

from __future__ import annotations

import pytest

from newsfold.clean.boilerplate import boilerplate_kind, bracketed_pointer, credit, notice
from newsfold.known_lines import asks, is_pointer, kind_of, tells_of_an_error
from newsfold.language import languages, phrases
from tests.news_in import NEWS


@pytest.mark.parametrize("language", sorted(NEWS))
def test_the_boilerplate_of_every_language(language: str) -> None:
    assert all(boilerplate_kind(line) for line in NEWS[language].boilerplate)
    assert not any(boilerplate_kind(line) or notice(line) or credit(line) for line in NEWS[language].text)
    assert boilerplate_kind(NEWS[language].title) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Auf WhatsApp teilen", "share"),
        ("1.234 Kommentare", "comments"),
        ("Lesen Sie auch: Was die Brücke kostet", "navigation"),
        ("責任编辑", None),
        ("责任编辑：李华", "navigation"),
        ("Die Kommentare der Zeitungen waren freundlich", None),
        ("À LIRE AUSSI", "navigation"),
        ("إقرأ أيضًا: المدينة تفتح الجسر", "navigation"),
        ("Комментариев: 12", "comments"),
    ],
)
def test_a_whole_line(line: str, kind: str | None) -> None:
    assert kind_of(line) == kind


def test_other_kinds_of_lines() -> None:
    assert credit("Foto: Jane Roe") and credit("写真：田中太郎")
    assert notice("Ihr Browser unterstützt dieses Video nicht.")
    assert asks("Wir verwenden Cookies, um Ihnen die Seite zu zeigen.")
    assert tells_of_an_error("Página no encontrada | El Puente")


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_every_language_has_the_same_sections(language: str) -> None:
    for section in (
        "share",
        "comments",
        "navigation",
        "credits of pictures",
        "notices",
        "walls",
        "error pages",
    ):
        assert phrases("boilerplate", section, language)
    for section in ("before names", "joined by", "nobody"):
        assert phrases("bylines", section, language)
    for section in ("published", "updated", "small words"):
        assert phrases("page_dates", section, language)


@pytest.mark.parametrize(
    "line",
    [
        "À lire aussi » Qui paie le pont, et pour combien de temps ?",
        "Lire aussi. LE PONT. « Rien ne bouge » : la ville attend",
        "Te puede interesar: ¿Quién paga el puente?",
        "Lesen Sie auch: Wer zahlt für die Brücke?",
        "Leia também: Quem paga a ponte?",
        "Leggi anche: Chi paga il ponte?",
        "Lees ook: Wie betaalt de brug?",
        "Tekst gaat verder onder de foto.",
    ],
)
def test_a_pointer_may_be_a_sentence(line: str) -> None:
    assert is_pointer(line) and boilerplate_kind(line) == "navigation"


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussitôt le contrat était son seul souci, dit le maire de la ville.",
        "Auch interessant ist, wer für die Brücke zahlt.",
        "Passend dazu hat die Stadt einen Plan vorgelegt.",
        "Lee también poesía cuando el puente está cerrado.",
        "Mehr über die Brücke weiß nur der Bürgermeister selbst.",
    ],
)
def test_a_sentence_that_begins_alike_is_no_pointer(line: str) -> None:
    assert not is_pointer(line) and boilerplate_kind(line) is None


def test_what_a_page_says_of_itself_and_its_readers() -> None:
    assert notice("Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.")
    assert notice("Der Brief am Abend sagt Ihnen alles auf einen Blick. Hier geht’s zur Anmeldung!")
    assert notice("Puede escribirnos a la redacción o seguirnos en las redes.")
    assert notice("Über dieses Thema berichtete das Radio am Montag um 17 Uhr.")
    assert not notice("Il reste 57 % des travaux à payer, dit le maire, qui réserve la suite aux élus.")
    assert not notice("Über dieses Dach wird seit Jahren gestritten.")


def test_what_a_program_left_unfilled() -> None:
    assert boilerplate_kind("[[(image) BRIDGE-OPENING]]") == boilerplate_kind("false") == "other"
    assert boilerplate_kind("[Das Tor] steht offen") is None and boilerplate_kind("False hopes") is None


def test_a_pointer_in_brackets_at_the_end_of_a_line() -> None:
    line = "De brug is sinds 2019 dicht."
    assert bracketed_pointer(f"{line} (Tekst gaat verder onder de foto.)") == len(line)
    assert bracketed_pointer(f"{line} (Lees ook: wie betaalt de brug)") == len(line)
    assert bracketed_pointer(whole := f"{line} (De foto is van maandag.)") == len(whole)
    assert bracketed_pointer(whole := "(Lees ook: wie betaalt de brug)") == len(whole)
