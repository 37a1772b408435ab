"""Figures of every language: one unit has one name, and hostile text costs no more than its length."""

from __future__ import annotations

import time

import pytest

from newsfold.extract import annotate
from newsfold.extract.figures import figures
from newsfold.language import languages, reads
from newsfold.records import Article

TOLD = {
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
    found = figures(article(TOLD[language], language))
    assert [(f.value, f.unit) for f in found] == [(2.5e9, "EUR"), (3.5, "%"), (40, "km")]


@pytest.mark.parametrize("language", languages())
def test_an_article_is_annotated_with_its_figures(language: str) -> None:
    assert reads("figures", language)
    assert len(annotate(article(TOLD[language], language)).figures) == 3


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
