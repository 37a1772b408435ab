"""Figures of every language: one unit has one name, and hostile text costs no more than its length."""

from __future__ import annotations

import time

import pytest

from newsfold.extract import annotate
from newsfold.extract.figures import figures
from newsfold.language import languages, reads
from newsfold.records import Article

SENTENCES = {
    "en": "It cost 2.5 billion euros, up 3.5 percent, and 40 kilometres of road were built.",
    "es": "Costó 2.500 millones de euros, un 3,5 por ciento más, y se hicieron 40 kilómetros de carretera.",
    "fr": "Il a coûté 2,5 milliards d’euros, soit 3,5 % de plus, et 40 kilomètres de route sont finis.",
    "de": "Es kostete 2,5 Milliarden Euro, 3,5 Prozent mehr, und 40 Kilometer Straße wurden gebaut.",
    "pt": "Custou 2,5 bilhões de euros, 3,5% a mais, e foram construídos 40 quilômetros de estrada.",
    "it": "È costato 2,5 miliardi di euro, il 3,5 per cento in più, e 40 chilometri di strada sono finiti.",
    "nl": "Het kostte 2,5 miljard euro, 3,5 procent meer, en er werd 40 kilometer weg gebouwd.",
    "ru": "Это стоило 2,5 миллиарда евро, на 3,5 процента больше, и построено 40 километров дороги.",
    "ar": "كلف المشروع 2.5 مليار يورو بزيادة 3.5 في المئة وشُيد 40 كيلومترا من الطرق.",
    "zh": "该项目耗资25亿欧元，增长3.5%，修建了40公里的公路。",
    "ja": "費用は25億ユーロで3.5%増、40キロメートルの道路が造られた。",
    "hi": "इस पर 2.5 अरब यूरो खर्च हुए, 3.5 प्रतिशत अधिक, और 40 किलोमीटर सड़क बनी।",
}
PIECES = ["9 ", "5 % ", "3 bis ", "三", "百万円", "و٣ "]


def article(text: str, language: str) -> Article:
    return Article(id="a", place="", text=text, title="", language=language)


@pytest.mark.parametrize("language", languages())
def test_the_same_is_said_in_every_language(language: str) -> None:
    listed = figures(article(SENTENCES[language], language))
    assert [(f.value, f.unit) for f in listed] == [(2.5e9, "EUR"), (3.5, "%"), (40, "km")]


@pytest.mark.parametrize("language", languages())
def test_an_article_is_annotated_with_its_figures(language: str) -> None:
    assert reads("figures", language)
    assert len(annotate(article(SENTENCES[language], language)).figures) == 3


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
@pytest.mark.parametrize("piece", PIECES)
def test_the_cost_of_hostile_text_is_that_of_its_length(language: str, piece: str) -> None:
    def cost(characters: int) -> float:
        text = piece * (characters // len(piece))
        start = time.process_time()
        figures(article(text, language))
        return time.process_time() - start

    cost(500)
    assert cost(16_000) < 12 * cost(4_000) + 0.3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Secondo la polizia, il primo ministro parte il prima possibile, prima della visita."),
        ("it", "Soffiano venti di maestrale sulla costa, secondo quanto riferisce la radio."),
        ("pt", "Segundo ele, o primeiro-ministro chegou na terça-feira (3)."),
        ("fr", "Le Premier ministre est ouvert au débat (1), 24 heures sur 24."),
        ("es", "Un medio de comunicación dijo que el primer ministro espera hasta el 27 de este mes."),
        ("es", "El gobierno pagó Q179 millones."),
        ("de", "Im Viertel der Weber wohnt die Erste Bürgermeisterin.\n1. Weber wohnen hier."),
        ("nl", "De Tweede Kamer wacht op de eerste minister."),
    ],
)
def test_what_only_looks_like_a_number(language: str, text: str) -> None:
    assert figures(article(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Nella seconda partita il secondo gol.", [(2, "", "partita"), (2, "", "gol")]),
        ("pt", "O segundo turno e o segundo lugar.", [(2, "", "turno"), (2, "", "lugar")]),
        ("fr", "Deux ans et demi plus tard, il a cinq enfants.", [(2.5, "year", ""), (5, "", "enfants")]),
        ("es", "Tras dos años y medio hubo tres fiestas.", [(2.5, "year", ""), (3, "", "fiestas")]),
        ("fr", "Condamné à 5 ans de prison, un enfant de 5 ans.", [(5, "year", ""), (5, "year", "age")]),
        ("es", "Un joven de 16 años pide 15 años de prisión.", [(16, "year", "age"), (15, "year", "")]),
        ("de", "Der Rat stimmte mit 13 zu 8 Stimmen zu.", [(13, "", "Stimmen"), (8, "", "Stimmen")]),
        ("pt", "Os dois alinharam as duas maiores listas.", [(2, "", "listas")]),
        ("fr", ">> Les cinq raisons de la crise.", [(5, "", "raisons")]),
        ("fr", "Une perte de 5 millions de dollars de Taïwan.", [(5e6, "TWD", "")]),
        ("fr", "Une amende de 300.000 GNF.", [(300000, "GNF", "")]),
        ("es", "Devolvió G. 160.083.711 en total.", [(160083711, "PYG", "")]),
        ("es", "Pagó 73,320,000 lempiras.", [(73320000, "HNL", "")]),
    ],
)
def test_what_its_grammar_says(language: str, text: str, expected: list[tuple[float, str, str]]) -> None:
    listed = figures(article(text, language))
    assert [(f.value, f.unit, f.what) for f in listed if f.what or f.unit] == expected
    assert all(f.modifier != "more than" for f in listed)


def test_which_mark_parts_thousands_in_spanish_is_told_by_the_whole_text() -> None:
    central = "Hubo 14,571 capturas y 6,787 denuncias."
    assert [f.value for f in figures(article(central, "es"))] == [14571, 6787]
    spain = "El litro cuesta 1,459 euros. Hubo 14.571 capturas, un 3,5 % más."
    assert [f.value for f in figures(article(spain, "es"))] == [1.459, 14571, 3.5]
    assert [f.value for f in figures(article("El litro cuesta 1,459 euros y 1,389 euros.", "es"))] == [
        1.459,
        1.389,
    ]
