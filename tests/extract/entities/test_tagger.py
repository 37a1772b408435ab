"""Names in eleven languages. All sentences were written for these tests; their people are invented."""

from __future__ import annotations

import time

import numpy as np
import pytest

from newsfold import multilingual
from newsfold.extract.entities import tagger
from newsfold.extract.entities.tagger import LABELS, Tagged, tagged
from newsfold.extract.entities.viterbi import best_path
from newsfold.language import languages, reads
from newsfold.multilingual import PIECES, pieces_of
from newsfold.records import Span
from newsfold.text import sentences

# A person, a place and a body that sentences of each language name.
SAID = {
    "es": ("La ministra Lucía Montero habló en Sevilla con la Unión Europea.", "Lucía Montero", "Sevilla"),
    "fr": ("Selon Claire Dumont, la grève à Marseille va durer.", "Claire Dumont", "Marseille"),
    "de": ("Am Montag reiste Jürgen Hartmann nach München.", "Jürgen Hartmann", "München"),
    "pt": ("O deputado Paulo Teixeira visitou Lisboa na segunda-feira.", "Paulo Teixeira", "Lisboa"),
    "it": ("Ieri Marco Bellini è arrivato a Milano.", "Marco Bellini", "Milano"),
    "nl": ("Volgens Pieter de Graaf is het rustig in Rotterdam.", "Pieter de Graaf", "Rotterdam"),
    "ru": ("Иван Соколов приехал в Казань.", "Иван Соколов", "Казань"),
    "ar": ("وصل أحمد منصور إلى القاهرة يوم الاثنين.", "أحمد منصور", "القاهرة"),
    "zh": ("市长李建国星期二访问了上海。", "李建国", "上海"),
    "ja": ("山田太郎は火曜日に大阪を訪れた。", "山田太郎", "大阪"),
    "hi": ("राजेश शर्मा सोमवार को दिल्ली पहुंचे।", "राजेश शर्मा", "दिल्ली"),
}


def kinds_in(text: str, language: str) -> dict[str, str]:
    return {text[a:b]: kind for a, b, kind in tagged(text, sentences(text, language))}


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_person_and_a_place_in_every_language(language: str) -> None:
    text, person, place = SAID[language]
    names = kinds_in(text, language)
    assert (names.get(person), names.get(place)) == ("person", "place"), names


def test_the_languages_of_the_tagger_are_those_that_the_table_names() -> None:
    assert set(SAID) == {code for code in languages() if reads("names", code)} - {"en"}


def test_a_sentence_of_none_has_none() -> None:
    assert tagged("Es regnet seit heute früh, und morgen wird es wärmer.", [Span(start=0, end=53)]) == []
    assert tagged("", []) == [] and tagged("… 12 %", [Span(start=0, end=6)]) == []


@pytest.mark.parametrize("language", sorted(SAID))
def test_each_sentence_is_read_alone(language: str) -> None:
    text = SAID[language][0]
    twice = f"{text}\n{text}"
    alone = tagged(text, [Span(start=0, end=len(text))])
    moved = [Tagged(a + len(text) + 1, b + len(text) + 1, kind) for a, b, kind in alone]
    assert tagged(twice, sentences(twice, language)) == alone + moved


def test_a_sentence_longer_than_the_encoder_reads_goes_through_in_windows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "gestern und heute, " * 80 + "sagte Jürgen Hartmann in München"
    read: list[int] = []
    states_of = multilingual.states_of

    def counted(ids: list[int]) -> tagger.Floats:
        read.append(len(ids))
        return states_of(ids)

    monkeypatch.setattr(tagger, "states_of", counted)
    names = [text[a:b] for a, b, _ in tagged(text, [Span(start=0, end=len(text))])]
    assert names == ["Jürgen Hartmann", "München"]
    assert len(pieces_of(text).ids) > 2 * PIECES and max(read) == PIECES
    assert sum(read) < 2 * len(pieces_of(text).ids)


def test_the_best_path_keeps_its_rules() -> None:
    steps = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    steps[:, LABELS.index("I-PER")] = -1e4
    steps[LABELS.index("B-PER"), LABELS.index("I-PER")] = 0
    begin = np.where([label[0] == "I" for label in LABELS], -1e4, 0).astype(np.float32)
    odds = np.zeros((2, len(LABELS)), dtype=np.float32)
    odds[:, LABELS.index("I-PER")] = 3  # the likeliest alone, but a name has a beginning
    assert [LABELS[at] for at in best_path(odds, begin, steps)] == ["B-PER", "I-PER"]


def test_text_without_a_space_costs_what_its_length_does() -> None:
    def cost(text: str) -> float:
        began = time.process_time()
        tagged(text, sentences(text, "zh"))
        return time.process_time() - began

    cost("桥" * 100)
    assert cost("王小桥在北京" * 500) < 12 * max(0.02, cost("王小桥在北京" * 100))
