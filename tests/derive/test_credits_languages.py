"""Where agencies stand beyond English: datelines, brackets, credit lines. All texts are our own."""

from __future__ import annotations

import pytest

from newsfold.derive.credits import credits
from tests.factories import article

PRINTED = [
    ("es", "Lugo, 2 feb (EFE).- El puente abre hoy.", "EFE"),
    ("es", "El puente abre hoy.\nCon información de EFE", "EFE"),
    ("de", "Kiel (dpa/lno) – Die Brücke öffnet heute.", "dpa"),
    ("de", "Die Brücke öffnet heute.\nQuelle: dpa", "dpa"),
    ("fr", "BREST, 2 fév (AFP) – Le pont ouvre.", "AFP"),
    ("it", "(ANSA) - ROMA, 02 FEB - Il ponte apre.", "ANSA"),
    ("pt", "Porto, 02 fev 2021 (Lusa) – A ponte abre.", "Lusa"),
    ("nl", "GOUDA (ANP) - De brug gaat open.", "ANP"),
    ("ru", "ПСКОВ, 2 февраля. /ТАСС/. Мост открыт.", "TASS"),
    ("ru", "ПСКОВ, 2 фев — РИА Новости. Мост открыт.", "RIA Novosti"),
    ("ru", "Мост открыт.\nИсточник: ТАСС", "TASS"),
    ("zh", "新华社南京2月2日电（记者李明）大桥今天开放。", "Xinhua"),
    ("zh", "大桥今天开放。（新华社）", "Xinhua"),
    ("zh", "大桥今天开放。\n来源：新华社", "Xinhua"),
    ("ja", "【仙台共同】橋が開通した。", "Kyodo"),
    ("ja", "橋が開通した。（共同）", "Kyodo"),
    ("ja", "［仙台 2日 ロイター］ - 橋が開通した。", "Reuters"),
    ("hi", "पटना, दो फरवरी (भाषा) पुल खुल गया।", "PTI"),
    ("ar", "القاهرة (رويترز) - افتتح الجسر.", "Reuters"),
    ("ar", "افتتح الجسر.\nالمصدر: رويترز", "Reuters"),
]


@pytest.mark.parametrize(("language", "text", "agency"), PRINTED)
def test_an_agency_is_one_name_whatever_language_credits_it(language: str, text: str, agency: str) -> None:
    (found,) = credits(article(text, language=language), {}, language)
    assert (found.name, found.agency) == (agency, True)
    assert found.span is not None and found.span.of(text).strip()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "両国は共同で橋を建てた。"),
        ("hi", "उनकी भाषा हिंदी है।"),
        ("ru", "Мост, о котором писал ТАСС, открыт для всех жителей города."),
        ("zh", "新华社的记者参观了大桥。"),
    ],
)
def test_a_name_in_a_sentence_is_no_credit(language: str, text: str) -> None:
    assert credits(article(text, language=language), {}, language) == []
