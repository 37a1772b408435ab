"""Lines that claim nothing in articles that are not English."""

from __future__ import annotations

import time

import pytest

from newsfold.compare import statements
from newsfold.compare.asides_in import boilerplate_in, claims_nothing_in
from newsfold.records import Annotations
from newsfold.text import sentences
from tests.factories import article, span

NOTHING = (
    "Lea también: el puente que nadie quería",
    "Foto: Jo Marsh",
    "Lesen Sie auch: Wie die Brücke entstand",
    "Compartir en Facebook",
    "他走了。",
    "Er ging.",
    "¿Quién pagará la reparación del puente?",
    "هل يفتح الجسر غدا أمام السيارات؟",
    "谁来支付修桥的费用呢？这还是一个问题吗？",
    "Zürich 12 Basel 14 Bern 9 Genf 21",
    "https://example.org/puente https://example.org/rio #puente",
)
SOMETHING = (
    "El alcalde inauguró el puente el viernes.",
    "Die Brücke ist seit Freitag wieder offen.",
    "市长星期五为新桥剪彩。",
    "افتتح رئيس البلدية الجسر الجديد يوم الجمعة.",
    "मेयर ने शुक्रवार को नए पुल का उद्घाटन किया।",
    "«¿Quién pagará la reparación?», preguntó el alcalde ante los vecinos.",
    "Foto: el alcalde y los vecinos cruzan el puente nuevo por primera vez.",
)


@pytest.mark.parametrize("line", NOTHING)
def test_lines_that_claim_nothing(line: str) -> None:
    assert claims_nothing_in(line)


@pytest.mark.parametrize("line", SOMETHING)
def test_sentences_that_claim_something(line: str) -> None:
    assert not claims_nothing_in(line)


def test_a_heading_between_sentences_is_none_and_the_points_of_a_list_are_some() -> None:
    template = "La ciudad abrió el puente.\n{}\nEl viejo se cerró en mayo.\nNadie resultó herido en la obra."
    heading = template.format("Un puente para todos")
    assert boilerplate_in(heading) == [span(heading, "Un puente para todos")]
    listed = template.format("Dos carriles de coches\nUna acera ancha a cada lado")
    assert boilerplate_in(listed) == []


def test_sentences_of_another_language_are_statements_and_its_boilerplate_is_none() -> None:
    text = "市长星期五为新桥剪彩。\n分享到微博\n旧桥两年前因洪水关闭，市民只能绕道而行。"
    news = article(text, language="zh")
    listed = statements(news, Annotations(article_id="a", sentences=tuple(sentences(text, "zh"))))
    assert [s.span.of(text) for s in listed] == [
        "市长星期五为新桥剪彩。",
        "旧桥两年前因洪水关闭，市民只能绕道而行。",
    ]
    assert [s.position for s in listed] == [0, 1]


def test_a_language_that_is_not_read_has_no_statements() -> None:
    text = "Borgmästaren öppnade den nya bron över floden på fredagen."
    news = article(text, language="sv")
    assert statements(news, Annotations(article_id="a", sentences=(span(text),))) == []


@pytest.mark.parametrize("text", ["字", "字。", "?", "افتتح", "5 "])
def test_text_without_a_space_costs_what_its_length_does(text: str) -> None:
    def cost(characters: int) -> float:
        line = text * (characters // len(text))
        began = time.process_time()
        claims_nothing_in(line)
        boilerplate_in(line)
        return time.process_time() - began

    cost(1000)
    assert cost(100_000) < 20 * cost(20_000) + 1


def test_a_heading_has_nine_words_in_an_article_of_three_sentences() -> None:
    nine = "un pueblo y dos caminos sobre el viejo río"
    ended = ["La ciudad abrió el puente.", "El viejo se cerró en mayo.", "Nadie resultó herido."]

    def headings(line: str, sentences: int) -> list[str]:
        text = "\n".join([*ended[: sentences - 1], line, ended[-1]])
        return [span.of(text) for span in boilerplate_in(text)]

    assert headings(nine, 3) == [nine]
    assert headings(f"{nine} aquí", 3) == []
    assert headings(nine, 2) == []


def test_half_of_the_words_of_a_row_are_numbers() -> None:
    assert claims_nothing_in("Zürich 12 Basel 14 Bern 9")
    assert not claims_nothing_in("Zürich 12 Basel 14 Bern 9 Genf")
