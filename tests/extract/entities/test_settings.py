"""An input on either side of each number in `settings`, by its name: the two come out differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from newsfold.extract import annotate
from newsfold.extract.entities import link, mentions, settings
from newsfold.extract.entities.bounds import bounded
from newsfold.extract.entities.companies import company_likeness, company_sounds
from newsfold.extract.entities.exonyms import places_called
from newsfold.extract.entities.forms import keys_of
from newsfold.extract.entities.tagger import Tagged
from newsfold.records import EntityKind
from tests.extract.entities.named_in import naming
from tests.factories import article

LIND = "Tove Lind came. Tove Lind sang. Tove Lind ran."
# (number, text, whom the last pronoun means)
PRONOUNS: list[tuple[str, str, str | None]] = [
    (
        "other_role",
        "Holt left. The boats were for Anna Holt. They named the boat Tove Lind. She left.",
        "Anna Holt",
    ),
    ("other_role", "The boats were for Anna Holt. They named the boat Tove Lind. She left.", "Tove Lind"),
    ("fade", "Holt left. Tove Lind saw Anna Holt. She left.", "Anna Holt"),
    ("fade", "Lind left. They named the boat Anna Holt. She left.", "Anna Holt"),
    ("back", "Anna Holt came. The boats left. The boats left. She sang.", "Anna Holt"),
    ("back", "Anna Holt came. The boats left. The boats left. The boats left. She sang.", None),
    ("clause", "They named the boat Anna Holt. Anna Holt met Tove Lind before she left.", None),
    ("clause", "Holt left. Anna Holt met Tove Lind before she left.", "Anna Holt"),
    ("outward", f"{LIND} Tove Lind said that Anna Holt knew that she was late.", "Anna Holt"),
    (
        "outward",
        f"{LIND} Tove Lind said she knew that Anna Holt saw that she was late.",
        None,
    ),
    ("unknown", "Tove Lind saw Anna Holt. The crowd cheered when she left.", "Tove Lind"),
    ("unknown", "Lind left. They named the boat Anna Holt. She left.", "Anna Holt"),
    ("quoted", "The crowd met Anna Holt. “Tove Lind sang,” the crowd said. She left.", None),
    ("quoted", "The boats were for Anna Holt. “Tove Lind sang,” the crowd said. She left.", "Tove Lind"),
    ("clear", "The boats left. Anna Holt met Tove Lind before she left.", None),
    ("clear", "Holt left. Tove Lind saw Anna Holt. She left.", "Anna Holt"),
]

# (number, names of an English article, language and names of another, how many persons they are)
PERSONS: list[tuple[str, tuple[str, ...], str, tuple[str, ...], int]] = [
    ("SOUNDS.first", ("Ivanov",), "ja", ("イワノフ",), 2),
    ("SOUNDS.first", ("Orban",), "ar", ("أوربان",), 1),
    ("SOUNDS.opening", ("Mbappé",), "ja", ("エムバペ",), 2),
    ("SOUNDS.opening", ("Estrada",), "ru", ("Страда",), 1),
    ("JOINING.full", ("Shinzo Abe",), "ru", ("Синдзо Абэ",), 2),
    ("JOINING.full", ("Theresa May",), "zh", ("特雷莎·梅",), 1),
    ("JOINING.alone", ("Jeff Flake",), "zh", ("弗雷克杰夫",), 2),
    ("JOINING.alone", ("Gary Holt",), "ru", ("Холта",), 1),
    ("JOINING.family", ("Park Jin",), "ru", ("Пак Чин",), 2),
    ("JOINING.family", ("Gary Holt",), "ja", ("ガリー・ホルト",), 1),
    ("JOINING.given", ("Matthew Albence",), "ja", ("マシュー アルベンス",), 2),
    ("JOINING.given", ("Theresa May",), "zh", ("特雷莎·梅",), 1),
    ("JOINING.rest", ("Cho Kuk",), "ru", ("Чо Гук",), 2),
    ("JOINING.rest", ("Ri Yong Ho",), "ru", ("Ри Ён Хо",), 1),
    ("JOINING.rest_sounds", ("Li Tae",), "ru", ("Ли Тхэ",), 2),
    ("JOINING.rest_sounds", ("Ri Yong Ho",), "ru", ("Ри Ён Хо",), 1),
    ("JOINING.clear", ("Gary Holt", "Gary Hklt"), "ru", ("Гари Холта",), 3),
    ("JOINING.clear", ("Gary Holt", "Gary Hart"), "ru", ("Гари Холта",), 2),
    ("JOINING.alone_sounds", ("Jack Ross",), "ja", ("ロス",), 2),
    ("JOINING.alone_sounds", ("Gary Holt",), "ja", ("ホルト",), 1),
    ("JOINING.together_sounds", ("Neal Baer",), "zh", ("尼尔贝尔",), 2),
    ("JOINING.together_sounds", ("Gary Holt",), "ar", ("جاريهولت",), 1),
]

# (number, a Russian company, an English one, whether they are one)
COMPANIES = [
    ("COMPANIES.alike", "Норметал", "Nordmetall", False),
    ("COMPANIES.alike", "Нордверк", "Nordwerk", True),
    ("COMPANIES.long", "Тавата", "Tavoto", False),
    ("COMPANIES.long", "Модикан", "Madokan", True),
    ("COMPANIES.short", "Рона", "Rona", False),
    ("COMPANIES.short", "Тавото", "Tavoto", True),
    ("COMPANIES.vowels", "Тавата", "Tavoto", False),
    ("COMPANIES.vowels", "Тавота", "Tavoto", True),
]

# (number, language, a city's name, the city that it leads to)
CITIES = [
    ("CITIES.known", "ru", "Вайнгайм", None),  # Weinheim, 43,000
    ("CITIES.known", "ru", "Ваймар", "Weimar"),  # 65,000
    ("CITIES.known_latin", "es", "Borbetomagus", None),  # Worms, 81,000
    ("CITIES.known_latin", "es", "Ratisbon", "Regensburg"),  # 151,000
]

# (number, a city that an English article names, what the name alone is in a French one)
LARGE: list[tuple[str, str, set[EntityKind]]] = [
    ("CITIES.large", "Halifax", {"person", "place"}),  # 470,000
    ("CITIES.large", "Hamilton", {"place"}),  # 570,000
]

# (number, sentences before "The president left.", whom that means)
OFFICES = [
    ("OFFICES.clear", "President Carl Orre met President Ulf Dahl. Orre smiled.", "Carl Orre"),
    ("OFFICES.clear", "President Carl Orre met President Ulf Dahl. Orre smiled. Dahl sang. Orre ran.", None),
]

FORMS: list[tuple[str, str, tuple[str, ...]]] = [
    ("FORMS.stem", "Кия", ("кия",)),
    ("FORMS.stem", "Кима", ("кима", "ким")),
]

# (number, an Arabic name, the parts that are left of it)
BOUNDS = [
    ("FORMS.joined", "حلب ويد", ["حلب ويد"]),
    ("FORMS.joined", "حلب وحمص", ["حلب", "وحمص"]),
    ("FORMS.people", "اسية", ["اسية"]),
    ("FORMS.people", "ليبية", []),
]


@pytest.mark.parametrize(("number", "text", "person"), [(f"PRONOUNS.{n}", *rest) for n, *rest in PRONOUNS])
def test_whom_a_pronoun_means(number: str, text: str, person: str | None) -> None:
    listed = mentions(article(text))
    chain = [m.chain for m in listed if m.form == "pronoun"][-1]
    names = [m.span.of(text) for m in listed if m.form == "name" and m.chain == chain is not None]
    assert max(names, key=len, default=None) == person, number


@pytest.mark.parametrize(("number", "names", "language", "others", "persons"), PERSONS)
def test_who_is_one(
    number: str, names: tuple[str, ...], language: str, others: tuple[str, ...], persons: int
) -> None:
    entities, _ = link([naming("en", *names), naming(language, *others)])
    assert len(entities) == persons, number


@pytest.mark.parametrize(("number", "name", "other", "same"), COMPANIES)
def test_which_companies_are_one(number: str, name: str, other: str, same: bool) -> None:
    likeness = company_likeness(company_sounds([name], "ru"), company_sounds([other], "en"))
    assert bool(likeness) == same, number


@pytest.mark.parametrize(("number", "language", "name", "city"), CITIES)
def test_which_city_a_name_means(number: str, language: str, name: str, city: str | None) -> None:
    assert next((place.name for place in places_called(name, language)), None) == city, number


@pytest.mark.parametrize(("number", "city", "kinds"), LARGE)
def test_which_city_of_another_language_is_no_person(number: str, city: str, kinds: set[EntityKind]) -> None:
    entities, _ = link([naming("en", city, kind="place"), naming("fr", city)])
    assert {entity.kind for entity in entities} == kinds, number


@pytest.mark.parametrize(("number", "before", "person"), OFFICES)
def test_whom_an_office_means(number: str, before: str, person: str | None) -> None:
    news = article(f"{before} The president left.")
    entities, linked = link([(news, annotate(news).mentions)])
    office = [m for m in linked[news.id] if m.form == "office"][-1]
    assert next((e.name for e in entities if e.id == office.entity_id), None) == person, number


@pytest.mark.parametrize(("number", "name", "keys"), FORMS)
def test_what_stays_of_a_name(number: str, name: str, keys: tuple[str, ...]) -> None:
    assert keys_of(name, "ru") == keys, number


@pytest.mark.parametrize(("number", "name", "parts"), BOUNDS)
def test_what_is_left_of_an_arabic_name(number: str, name: str, parts: list[str]) -> None:
    text = f"زار أمس {name} ثم عاد."
    start = text.index(name)
    cut = bounded(text, [Tagged(start, start + len(name), "place")], "ar")
    assert [text[piece.start : piece.end] for piece in cut] == parts, number


def test_every_number_has_an_input_on_either_side() -> None:
    others = (*PERSONS, *COMPANIES, *CITIES, *LARGE, *OFFICES, *FORMS, *BOUNDS)
    rows = Counter([row[0] for row in others] + [f"PRONOUNS.{row[0]}" for row in PRONOUNS])
    records = {name: record for name, record in vars(settings).items() if name.isupper()}
    assert rows == {f"{name}.{f.name}": 2 for name, record in records.items() for f in fields(record)}
