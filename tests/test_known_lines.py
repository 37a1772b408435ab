"""Lines of boilerplate in other languages are told by the whole line."""

from __future__ import annotations

import pytest

from newsfold.clean.boilerplate import boilerplate_kind, credit, notice
from newsfold.known_lines import asks, kind_of, tells_of_an_error
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
