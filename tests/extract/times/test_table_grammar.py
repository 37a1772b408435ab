"""What holds for every language whose times are read by a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.extract.times import expressions, times
from newsfold.language import grammar, languages
from tests.cost import LINEAR, growth
from tests.extract.times.reading import read
from tests.factories import article
from tests.news_in import NEWS

OTHERS = [code for code in languages() if code != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_date_in_digits_is_read_in_every_language(language: str) -> None:
    assert [value for _, value in read("2021-02-02, 14:30.", language)] == ["2021-02-02T14:30"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_which_way_its_verbs_point(language: str) -> None:
    direction = grammar("newsfold.extract.times.direction", language)
    assert direction.__name__.endswith(f"_{language}")
    assert direction.points("", 0, 0) == ""
    assert direction.UP_TO.fullmatch("–")


@pytest.mark.parametrize("language", ["es", "ar", "zh", "hi"])
@pytest.mark.parametrize("unit", ["a", "5 ", "12:", "二", "ا", "3月", "en mayo "])
def test_cost_grows_in_line_with_length(language: str, unit: str) -> None:
    assert growth(lambda text: expressions(text, language), lambda size: unit * size, 1000) < LINEAR


@pytest.mark.parametrize("language", list(NEWS))
def test_without_a_date_nothing_relative_has_bounds(language: str) -> None:
    news = article("\n\n".join(NEWS[language].text), language=language, published_at=None)
    assert all(ref.start is None for ref in times(news) if ref.resolved_against == "nothing")


@pytest.mark.parametrize("language", OTHERS)
def test_bounds_hold_the_day_that_is_said(language: str) -> None:
    text = "2021-02-02"
    news = article(text, language=language, published_at=datetime(2021, 2, 3, tzinfo=UTC))
    (only,) = times(news)
    assert (only.start, only.end) == (datetime(2021, 2, 2, tzinfo=UTC), datetime(2021, 2, 3, tzinfo=UTC))
    assert only.span.of(text) == text


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "Llegó el viernes.", "2021-01-29"),
        ("es", "Llegará el viernes.", "2021-02-05"),
        ("fr", "Il est arrivé vendredi.", "2021-01-29"),
        ("fr", "Il arrivera vendredi.", "2021-02-05"),
        ("de", "Er kam am Freitag.", "2021-01-29"),
        ("de", "Er wird am Freitag kommen.", "2021-02-05"),
        ("pt", "Ele chegou na sexta-feira.", "2021-01-29"),
        ("pt", "Ele chegará na sexta-feira.", "2021-02-05"),
        ("it", "È arrivato venerdì.", "2021-01-29"),
        ("it", "Arriverà venerdì.", "2021-02-05"),
        ("nl", "Hij kwam vrijdag.", "2021-01-29"),
        ("nl", "Hij zal vrijdag komen.", "2021-02-05"),
        ("ru", "Он приехал в пятницу.", "2021-01-29"),
        ("ru", "Суд состоится в пятницу.", "2021-02-05"),
        ("ar", "وصل يوم الجمعة.", "2021-01-29"),
        ("ar", "سيصل يوم الجمعة.", "2021-02-05"),
        ("zh", "他周五抵达了。", "2021-01-29"),
        ("zh", "他将于周五抵达。", "2021-02-05"),
        ("ja", "彼は金曜日に到着した。", "2021-01-29"),
        ("ja", "彼は金曜日に到着する。", "2021-02-05"),
        ("hi", "वह शुक्रवार को आया था।", "2021-01-29"),
        ("hi", "वह शुक्रवार को आएगा।", "2021-02-05"),
    ],
)
def test_a_weekday_is_past_unless_its_verb_points_forward(language: str, text: str, day: str) -> None:
    assert [value for _, value in read(text, language)] == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Jane Roe, de 37 años, y un joven de 20 años."),
        ("fr", "Jane Roe, âgée de 37 ans, et un homme de 20 ans."),
        ("de", "Jane Roe ist 37 Jahre alt."),
        ("pt", "Jane Roe, com 37 anos, e um homem de 20 anos."),
        ("it", "Jane Roe, 37 anni, e un ragazzo di 20 anni."),
        ("nl", "Jane Roe is 37 jaar oud."),
        ("ar", "تبلغ جين من العمر 37 عاما."),
    ],
)
def test_ages_are_no_times(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Guten Morgen, sagte sie. Er ist halb so groß, 12.000 Menschen kamen."),
        ("fr", "La planète Mars est loin, à 80 km/h."),
        ("pt", "A segunda ponte, 1,5 milhões, superior a 20% e tarde demais. Na segunda parte do jogo."),
        ("it", "Un secondo ponte, 80 km/ora."),
        ("ru", "Они берегут окружающую среду."),
        ("ar", "قال آلان إن أب الطفل في سنغافورة."),
        ("zh", "今日头条的女将做第三天的工作，十分满意。"),
        ("ja", "日本の毎日新聞が第3回を報じています。"),
    ],
)
def test_what_only_looks_like_a_time_is_none(language: str, text: str) -> None:
    assert read(text, language) == []
