"""Companies under their forms in law and in several scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.extract.entities import link
from newsfold.extract.entities.companies import company_likeness, company_sounds, without_legal_form
from tests.extract.entities.named_in import naming


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Nordwerk GmbH", "Nordwerk"),
        ("Nordwerk GmbH & Co. KG", "Nordwerk"),
        ("Nordwerk AG", "Nordwerk"),
        ("Aceros del Sur, S.A. de C.V.", "Aceros del Sur"),
        ("Ferro S.p.A.", "Ferro"),
        ("Lumière SA", "Lumière"),
        ("Holt Mining Co., Ltd.", "Holt Mining"),
        ("Holt Inc", "Holt"),
        ("ООО «Ромашка»", "Ромашка"),
        ("ПАО Сеть", "Сеть"),
        ("株式会社山田製作所", "山田製作所"),
        ("山田製作所株式会社", "山田製作所"),
        ("东方电子有限公司", "东方电子"),
        ("东方电子股份有限公司", "东方电子"),
        ("شركة النور", "النور"),
        ("सूर्या लिमिटेड", "सूर्या"),
        ("SA", "SA"),
        ("有限公司", "有限公司"),
        ("Saga", "Saga"),
        ("Banco SAntander", "Banco SAntander"),
        ("Nordwerk ag", "Nordwerk ag"),
    ],
)
def test_a_form_in_law_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_legal_form(name) == bare


@given(st.text("SA. GmbH株式会社有限公司ООО «»شركة", max_size=40))
def test_something_of_a_name_stays(name: str) -> None:
    assert bool(without_legal_form(name)) == bool(name)


def test_a_company_is_one_in_both_spellings_of_a_story() -> None:
    [entity], _ = link(
        [
            naming("de", "Nordwerk GmbH", kind="organisation"),
            naming("en", "Nordwerk", kind="organisation"),
            naming("ru", "ООО «Нордверк»", kind="organisation"),
        ]
    )
    assert set(entity.aliases) == {"Nordwerk GmbH", "Nordwerk", "ООО «Нордверк»"}


@pytest.mark.parametrize(
    ("language", "name", "other", "spelt"),
    [
        ("ru", "Мотордром", "en", "Motordrom"),
        ("ru", "Тавото", "en", "Tavoto"),
        ("ja", "ナカムテック", "en", "Nakamtek"),
        ("hi", "मोटरडोम", "en", "Motordom"),
        ("ar", "موتوردروم", "en", "Motordrom"),
    ],
)
def test_names_in_two_scripts_are_one_by_their_sounds(
    language: str, name: str, other: str, spelt: str
) -> None:
    assert company_likeness(company_sounds([name], language), company_sounds([spelt], other)) >= 0.9


@pytest.mark.parametrize(
    ("language", "name", "other", "spelt"),
    [
        ("ru", "Банк Севера", "en", "Bank of the North"),  # translated
        ("ru", "Рона", "en", "Rona"),  # two consonants
        ("ru", "ВТБК", "en", "VTBK"),  # letters by their names
        ("zh", "东方电子", "en", "Dongfang Dianzi"),  # a meaning, too
        ("ar", "بنك", "en", "Bonaka"),  # no vowels
        ("de", "Nordwerk", "en", "Nordwirk"),  # one script
        ("ru", "Норметал", "en", "Nordmetall"),
    ],
)
def test_what_is_not_sure_stays_apart(language: str, name: str, other: str, spelt: str) -> None:
    assert company_likeness(company_sounds([name], language), company_sounds([spelt], other)) == 0


def test_a_name_that_two_resemble_joins_neither() -> None:
    entities, _ = link(
        [
            naming("en", "Mortenix", "Martenix", kind="organisation"),
            naming("ru", "Мортеникс", kind="organisation"),
        ]
    )
    assert len(entities) == 3
