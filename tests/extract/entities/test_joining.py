"""Persons, bodies and places that a story names in several languages and scripts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract.entities import link
from newsfold.records import EntityKind
from tests.extract.entities.named_in import Named, by_name, naming


def entities_of(*annotated: Named) -> set[frozenset[str]]:
    """The names of each entity."""
    _, linked = link(annotated)
    names_by_id: dict[str | None, set[str]] = defaultdict(set)
    for name, id in by_name(annotated, linked).items():
        names_by_id[id].add(name)
    assert None not in names_by_id
    return {frozenset(names) for names in names_by_id.values()}


def test_a_person_is_one_in_every_script_and_each_spelling_stays() -> None:
    spelt = {
        "en": "Vladimir Putin", "ru": "Путин", "ar": "بوتين", "zh": "普京", "ja": "プーチン", "hi": "पुतिन",
        "fr": "Poutine", "de": "Putin",
    }  # fmt: skip
    [entity], _ = link([naming(language, name) for language, name in spelt.items()])
    assert entity.id == "person-vladimir-putin"
    assert entity.name == "Vladimir Putin"
    assert entity.aliases == tuple(sorted(set(spelt.values())))


@pytest.mark.parametrize(
    ("kind", "name", "spelt"),
    [
        ("place", "place-munich", {"en": "Munich", "de": "München", "ru": "Мюнхене", "zh": "慕尼黑"}),
        ("place", "place-germany", {"en": "Germany", "fr": "l'Allemagne", "ru": "Германией", "ja": "ドイツ"}),
        ("place", "place-united-states", {"en": "US", "ru": "США", "nl": "VS", "zh": "美国", "hi": "अमेरिका"}),
        (
            "organisation",
            "organisation-united-nations",
            {"en": "UN", "ru": "ООН", "fr": "ONU", "zh": "联合国"},
        ),
        ("organisation", "organisation-nato", {"en": "NATO", "es": "la OTAN", "nl": "NAVO", "ar": "الناتو"}),
        ("organisation", "organisation-airbus", {"en": "Airbus", "de": "Airbus", "es": "Airbus"}),
    ],
)
def test_places_and_bodies_are_one_by_what_they_are(
    kind: EntityKind, name: str, spelt: dict[str, str]
) -> None:
    [entity], _ = link([naming(language, name, kind=kind) for language, name in spelt.items()])
    assert entity.id == name
    assert set(spelt.values()) <= set(entity.aliases)


@pytest.mark.parametrize("language", ["en", "ru", "zh", "ar", "hi"])
def test_an_id_of_a_place_or_a_body_is_the_same_in_a_story_of_any_language(language: str) -> None:
    spelt = {"en": "Moscow", "ru": "Москве", "zh": "莫斯科", "ar": "موسكو", "hi": "मॉस्को"}
    bodies = {
        "en": "World Bank",
        "ru": "Всемирного банка",
        "zh": "世界银行",
        "ar": "البنك الدولي",
        "hi": "विश्व बैंक",
    }
    [place], _ = link([naming(language, spelt[language], kind="place")])
    [body], _ = link([naming(language, bodies[language], kind="organisation")])
    assert (place.id, body.id) == ("place-moscow", "organisation-world-bank")
    assert place.aliases == (spelt[language],)  # what no article prints is no spelling


def test_two_persons_of_one_family_stay_two() -> None:
    assert entities_of(
        naming("en", "Kim Jong Un", "Kim Yo Jong"),
        naming("ru", "Ким Чен Ын", "Ким Ё Чжон"),
    ) == {
        frozenset({"Kim Jong Un", "Ким Чен Ын"}),
        frozenset({"Kim Yo Jong", "Ким Ё Чжон"}),
    }
    assert entities_of(
        naming("en", "Donald Trump", "Melania Trump"),
        naming("ja", "メラニア・トランプ", "ドナルド・トランプ"),
    ) == {
        frozenset({"Donald Trump", "ドナルド・トランプ"}),
        frozenset({"Melania Trump", "メラニア・トランプ"}),
    }


def test_a_surname_that_two_bear_is_nobodys() -> None:
    assert entities_of(naming("en", "Donald Trump", "Melania Trump"), naming("ru", "Трамп")) == {
        frozenset({"Donald Trump"}),
        frozenset({"Melania Trump"}),
        frozenset({"Трамп"}),
    }
    father_and_son = naming("en", "George H. W. Bush", "George W. Bush")
    assert frozenset({"Джордж Буш"}) in entities_of(father_and_son, naming("ru", "Джордж Буш"))


def test_names_that_merely_resemble_each_other_stay_apart() -> None:
    for language, name in (
        ("ru", "Байден"),
        ("ar", "بايدن"),
        ("zh", "拜登"),
        ("ja", "バイデン"),
        ("hi", "बाइडेन"),
    ):
        assert len(entities_of(naming("en", "Vladimir Putin"), naming(language, name))) == 2
    assert len(entities_of(naming("en", "May"), naming("ru", "Мэй"))) == 2  # one consonant says nothing
    assert len(entities_of(naming("en", "Abe"), naming("zh", "安倍晋三"))) == 2  # too many are read like it


def test_an_inflected_surname_in_a_chain_of_its_own_is_the_one_persons() -> None:
    article, mentions = naming("ru", "Владимир Путин", "Путина")
    chained = [replace(mention, chain=number) for number, mention in enumerate(mentions)]
    assert len(link([(article, chained)])[0]) == 1


def test_kinds_must_agree() -> None:
    _, linked = link([naming("en", "Washington", kind="person"), naming("ru", "Вашингтон", kind="place")])
    assert len({m.entity_id for mentions in linked.values() for m in mentions}) == 2


def test_cases_and_clitics_are_one_name_in_their_language() -> None:
    assert entities_of(
        naming("ru", "Владимир Путин", "Владимира Путина", "Путиным"), naming("de", "Merkel", "Merkels")
    ) == {frozenset({"Владимир Путин", "Владимира Путина", "Путиным"}), frozenset({"Merkel", "Merkels"})}
    assert entities_of(naming("ar", "بوتين", "وبوتين")) == {frozenset({"بوتين", "وبوتين"})}
    assert len(entities_of(naming("ru", "Людмила Путина", "Владимир Путин"))) == 2


def test_marks_of_voiced_kana_tell_names_apart() -> None:
    entities, _ = link([naming("ja", "カマラ・ハリス", "カマラ・パリス")])
    assert len(entities) == 2


def test_one_language_alone_links_as_ever() -> None:
    assert entities_of(naming("en", "Angela Merkel", "Merkel")) == {frozenset({"Angela Merkel", "Merkel"})}


NAMES = {
    "en": ["Kim Jong Un", "Kim Yo Jong", "Putin", "Vladimir Putin", "Biden", "Trump", "Melania Trump"],
    "ru": ["Ким Чен Ын", "Путиным", "Путин", "Байден", "Дональд Трамп", "Трамп"],
    "zh": ["普京", "拜登", "特朗普", "金正恩", "梅拉尼娅·特朗普"],
    "ar": ["بوتين", "بايدن", "ترامب", "ميلانيا ترامب"],
    "de": ["Putin", "Putins", "Wladimir Putin", "Trumps"],
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_articles_changes_nothing(data: st.DataObject) -> None:
    articles = [
        naming(
            language,
            *data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=5)),
            id=f"{language}{i}",
        )
        for language, names in NAMES.items()
        for i in range(data.draw(st.integers(0, 2)))
    ]
    shuffled = data.draw(st.permutations(articles))
    assert link(articles) == link(shuffled)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["en", "ru", "ja", "zh", "ar", "hi", "de"]), st.text(min_size=1, max_size=30)
        )
    )
)
def test_any_characters_are_a_name_in_any_language(rows: list[tuple[str, str]]) -> None:
    annotated = [
        naming(language, name, kind=kind, id=f"{i}{kind}")
        for i, (language, name) in enumerate(rows)
        for kind in ("person", "place", "organisation")
        if name.strip()
    ]
    entities, linked = link(annotated)
    ids = {m.entity_id for mentions in linked.values() for m in mentions}
    assert {e.id for e in entities} == ids - {None}


def test_vowels_of_hindi_are_part_of_an_id() -> None:
    entities, _ = link([naming("hi", "कोलोन", "कालेन")])
    assert sorted(entity.id for entity in entities) == ["person-कालेन", "person-कोलोन"]


def test_what_tables_know_is_of_its_kind_whatever_it_was_taken_for() -> None:
    _, linked = link([naming("en", "Turkey", kind="place"), naming("zh", "土耳其", kind="person")])
    assert {m.entity_id for mentions in linked.values() for m in mentions} == {"place-turkey"}
    [mention] = link([naming("ru", "ЕС", kind="place")])[1]["ru-place"]
    assert (mention.kind, mention.entity_id) == ("organisation", "organisation-european-union")
    [mention] = link([naming("ru", "Вашингтон", kind="person")])[1]["ru-person"]  # Denzel, or the city
    assert mention.kind == "person"
    [mention] = link([naming("de", "Kreml", kind="person")])[1]["de-person"]
    assert (mention.kind, mention.entity_id) == ("organisation", "organisation-kremlin")
    [mention] = link([naming("es", "Israel", kind="person")])[1]["es-person"]
    assert mention.kind == "person"


def test_titles_and_honorifics_are_no_part_of_a_name() -> None:
    assert (
        len(
            entities_of(
                naming("ru", "Пак Бён Сок", "Г-н Пак"), naming("fr", "M. Park", "Mme Merkel", "Merkel")
            )
        )
        == 3
    )
    assert len(entities_of(naming("ja", "パク・ビョンセグ", "パク・ビョンセグ氏"))) == 1


def test_a_name_written_together_is_the_one_written_in_parts() -> None:
    assert (
        len(
            entities_of(
                naming("en", "Brett Kavanaugh"), naming("ja", "ブレット・カバノー", "ブレットカバノー")
            )
        )
        == 1
    )


def test_foreign_names_that_differ_by_a_vowel_are_one_person() -> None:
    assert len(entities_of(naming("hi", "स्कॉट रॉबिन्सन", "स्कोट रॉबिन्सन"), naming("en", "Scott Robinson"))) == 1
    assert len(entities_of(naming("ru", "Елена Орлова", "Алина Орлова"))) == 2
    assert len(entities_of(naming("ar", "محمد سعيد", "محمد سعد"))) == 2
    assert len(entities_of(naming("en", "Brett Kavanaugh", "Bratt Kavanaugh"))) == 2


def test_a_language_that_prints_a_name_in_two_scripts_has_one_person() -> None:
    assert len(entities_of(
        naming("zh", "格奥尔基·伊万诺夫", "Gjorge Ivanov"),
        naming("en", "Gjorge Ivanov"),
        naming("ru", "Георге Иванов"),
    )) == 1  # fmt: skip


def test_a_city_that_other_languages_name_is_no_person() -> None:
    city = naming("en", "Seoul", kind="place")
    [place] = link([city, naming("fr", "Séoul", kind="person")])[0]
    assert (place.id, place.kind) == ("place-seoul", "place")
    [alone] = link([naming("fr", "Séoul", kind="person")])[0]
    assert alone.kind == "person"
    singer = naming("es", "Whitney Houston", "Houston", kind="person")
    entities, linked = link([naming("en", "Houston", kind="place"), singer])
    assert {entity.kind for entity in entities} == {"person", "place"}
    assert len({m.entity_id for m in linked["es-person"]}) == 1
