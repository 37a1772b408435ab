"""Date lines of other languages, put into English words, are read as what they say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.clean.date_lines import date_line, dated_byline, is_change_label
from newsfold.clean.dates import parse_date
from newsfold.clean.dates_in import in_english
from newsfold.language import languages, month_forms

DAY = datetime(2021, 2, 2, tzinfo=UTC)
CLOCK = datetime(2021, 2, 2, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Publié le 2 février 2021 à 18h30", CLOCK),
        ("mardi 2 février 2021", DAY),
        ("2, febrero, 2021 6:30 p.m.", CLOCK),
        ("2 febrero, 2021", DAY),
        ("02/02/2021 om 18:30", CLOCK),
        ("Publié le 2 février 2021, 18h30", CLOCK),
        ("2. Februar 2021, 18:30 Uhr", CLOCK),
        ("Stand: 02.02.2021, 18.30 Uhr", CLOCK),
        ("02.02.21, 18:30 Uhr", CLOCK),
        ("2021年2月2日 18时30分", CLOCK),
        ("2021年2月2日(火) 午後6時30分", CLOCK),
        ("2021-02-02 18:30 来源：新桥网", CLOCK),
        ("令和3年2月2日", DAY),
        ("民國110年2月2日", DAY),
        ("Publicado el 2 de febrero de 2021 a las 18:30", CLOCK),
        ("Publicado em 2 de fevereiro de 2021 às 18h30", CLOCK),
        ("Pubblicato il 2 febbraio 2021 alle ore 18:30", CLOCK),
        ("Gepubliceerd op 2 februari 2021 om 18:30 uur", CLOCK),
        ("Опубликовано 2 февраля 2021 г. в 18:30", CLOCK),
        ("الثلاثاء ٢ شباط ٢٠٢١", DAY),
        ("2 فبراير 2021 06:30 م", CLOCK),
        ("20 جمادى الآخرة 1442 هـ - 2 فبراير 2021 م", DAY),
        ("02 फरवरी 2021, शाम 6:30 बजे", CLOCK),
        ("प्रकाशित: 02 फरवरी, 2021 06:30 शाम", CLOCK),
        ("Вторник, 02 Февраля, 2021 18:30", CLOCK),
        ("نُشر: 18:30-2 فبراير 2021 م ـ 20 جمادى الآخِرة 1442 هـ", CLOCK),
        ("2 فبراير/ شباط 2021", DAY),
        ("2021年2月2日18:30新桥网我要评论(0)", CLOCK),
        ("2021年02月02日 18:30　来源：新桥社　参与互动(12)", CLOCK),
        ("2 फ़रवरी 2021", DAY),
    ],
)
def test_a_line_that_is_a_date(line: str, published: datetime) -> None:
    dates = date_line(line)
    assert dates and dates.published
    assert dates.published[0].replace(tzinfo=UTC) == published
    assert dates.published[1] == ("day" if published == DAY else "minute")
    assert dates.modified is None


@pytest.mark.parametrize(
    "line",
    [
        "20 جمادى الآخرة 1442 هـ",  # the Hijri calendar's alone
        "2564年2月2日",  # a Buddhist year
        "2 de febrero",
        "Le 2 février 2021, le maire a ouvert le pont sur la rivière",
        "Am 2. Februar 2021 hat der Bürgermeister die Brücke eröffnet",
        "2021年2月2日，市长为新桥剪彩",
        "32. Februar 2021",
    ],
)
def test_a_line_that_is_none(line: str) -> None:
    assert date_line(line) is None


def test_the_day_comes_before_the_month_where_words_tell_the_language() -> None:
    dates = date_line("Mis à jour le 03/04/2021 à 10h00")
    assert dates and dates.published is None and dates.modified
    assert dates.modified[0].replace(tzinfo=UTC) == datetime(2021, 4, 3, 10, tzinfo=UTC)
    assert date_line("03/04/2021") is None


def test_both_dates_of_a_line() -> None:
    dates = date_line(
        "Publicado el 2 de febrero de 2021 a las 18:30, actualizado el 3 de febrero de 2021 a las 9:00"
    )
    assert dates and dates.published and dates.modified
    assert [d[0].day for d in (dates.published, dates.modified)] == [2, 3]


def test_a_month_spelt_otherwise_than_in_cldr() -> None:
    for line in ("4 सितम्बर 2024", "4 सितंबर 2024"):
        dates = date_line(line)
        assert dates and dates.published == (datetime(2024, 9, 4, tzinfo=UTC), "day")


def test_a_stated_zone_counts() -> None:
    parsed = parse_date("2 февраля 2021, 18:30 (мск)")
    assert parsed and parsed[0].astimezone(UTC) == datetime(2021, 2, 2, 15, 30, tzinfo=UTC)
    assert parse_date("2. Februar 2021, 18:30 Uhr MEZ") == parse_date("2 February 2021 18:30 CET")


def test_author_and_date_on_one_line() -> None:
    byline = dated_byline("Von Jane Roe, 2. Februar 2021, 18:30 Uhr")
    assert byline and byline[0] == ("Jane Roe",) and byline[1].published


@pytest.mark.parametrize("line", ["Mis à jour le", "Aktualisiert:", "更新时间：", "Обновлено"])
def test_the_label_of_a_change_alone(line: str) -> None:
    assert is_change_label(line)


def test_english_lines_stay_as_they_are() -> None:
    for line in (
        "Minh Do on Monday, November 18th, 2019",
        "The mayor opened the bridge on 2 March 2021",
        "12:30",
        "Room 2021",
        "",
        "2021",
    ):
        assert in_english(line) is None


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_names_twelve_months(language: str) -> None:
    if language not in ("zh", "ja"):  # they number them
        assert sorted(set(month_forms(language).values())) == list(range(1, 13))


def test_a_long_line_is_not_looked_at() -> None:
    assert in_english("2021年2月2日" * 10_000) is None


def test_a_full_hour_without_minutes() -> None:
    dates = date_line("Modifié le 2 février 2021 à 12h")
    assert dates and dates.modified and dates.modified[0].hour == 12
