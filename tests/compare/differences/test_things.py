"""What figures count has one key in every language, and its fate is read from the same clause alone."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.counts import as_told, by_article, counted_in
from newsfold.compare.differences.counts_in import no_count_in
from newsfold.compare.differences.things import Thing, clause, neighbours, thing_of
from newsfold.compare.listed_forms import keyed
from newsfold.extract import figures
from newsfold.language import languages, table
from newsfold.records import Article, Statement
from tests.factories import article, span

OTHERS = sorted(set(languages()) - {"en"})

# a sentence of each language with a toll of the dead, and of the hurt, and its first value with its hedge
TOLLS = {
    "en": ("At least 14 people died and 35 were injured when the ferry sank.", ""),
    "es": ("Al menos 14 personas murieron y 35 resultaron heridas al hundirse el ferri.", "Al menos 14"),
    "fr": ("Au moins 14 personnes sont mortes et 35 ont été blessées dans le naufrage.", "Au moins 14"),
    "de": ("Mindestens 14 Menschen kamen ums Leben und 35 wurden verletzt.", "Mindestens 14"),
    "it": ("Almeno 14 persone sono morte e 35 sono rimaste ferite nel naufragio.", "Almeno 14"),
    "nl": ("Minstens 14 mensen kwamen om en 35 raakten gewond toen de veerboot zonk.", "Minstens 14"),
    "pt": ("Pelo menos 14 pessoas morreram e 35 ficaram feridas no naufrágio.", "Pelo menos 14"),
    "ru": ("По меньшей мере 14 человек погибли и 35 получили ранения.", "По меньшей мере 14"),
    "ar": ("قتل ما لا يقل عن 14 شخصا وأصيب 35 شخصا عندما غرقت العبارة.", "ما لا يقل عن 14"),
    "hi": ("नौका डूबने से कम से कम 14 लोगों की मौत हो गई और 35 घायल हो गए।", "कम से कम 14"),
    "zh": ("渡轮沉没，造成至少14人死亡，35人受伤。", "至少14"),
    "ja": ("フェリーが沈没し、少なくとも14人が死亡、35人が負傷した。", "少なくとも14"),
}

# (language, sentence, what its only figure counts)
COUNTED = [
    ("es", "La policía detuvo a 52 manifestantes en el centro.", ("protesters", "arrested")),
    ("es", "El naufragio dejó 14 muertos.", ("people", "dead")),
    ("es", "En el ataque murieron 9 soldados.", ("troops", "dead")),
    ("es", "Votaron a favor 52 diputados.", ("es:diputados", "")),
    ("fr", "L'attaque a tué 9 soldats.", ("troops", "dead")),
    ("fr", "Le feu a détruit 31 maisons.", ("homes", "destroyed")),
    ("de", "Das Feuer zerstörte 31 Häuser.", ("homes", "destroyed")),
    ("de", "Es gab 14 Tote.", ("people", "dead")),
    ("it", "Il fuoco ha distrutto 31 case.", ("homes", "destroyed")),
    ("nl", "De politie arresteerde 52 betogers.", ("protesters", "arrested")),
    ("pt", "A polícia deteve 52 manifestantes.", ("protesters", "arrested")),
    ("ru", "Полиция задержала 52 демонстрантов.", ("protesters", "arrested")),
    ("ar", "اعتقلت الشرطة 52 متظاهرا.", ("protesters", "arrested")),
    ("hi", "आग ने 31 घरों को नष्ट कर दिया।", ("homes", "destroyed")),
    ("zh", "警方逮捕了52名示威者。", ("protesters", "arrested")),
    ("zh", "大火烧毁了31栋房屋。", ("homes", "destroyed")),
    ("ja", "火災は住宅31棟を全焼した。", ("homes", "destroyed")),
    ("ja", "警察は兵士9人を逮捕した。", ("troops", "arrested")),
]

# sentences whose figures count nothing that all accounts must give
NO_COUNTS = [
    ("es", "Podrían morir 14 personas.", "only possible"),
    ("es", "Otras 14 personas murieron.", "a part, a rest or a rate"),
    ("es", "Mueren 14 personas al día.", "a part, a rest or a rate"),
    ("es", "No murieron 14 personas.", "denied"),
    ("fr", "Le bilan pourrait atteindre 14 morts.", "only possible"),
    ("fr", "En moyenne, 14 personnes meurent.", "a part, a rest or a rate"),
    ("de", "Es könnten 14 Menschen sterben.", "only possible"),
    ("de", "Weitere 14 Menschen starben.", "a part, a rest or a rate"),
    ("de", "Der Minister bestreitet, dass 14 Menschen bei dem Einsturz starben.", "denied"),
    ("it", "Altre 14 persone sono morte.", "a part, a rest or a rate"),
    ("nl", "Er sterven gemiddeld 14 mensen.", "a part, a rest or a rate"),
    ("pt", "Outras 14 pessoas morreram.", "a part, a rest or a rate"),
    ("ru", "Могли погибнуть 14 человек.", "only possible"),
    ("ar", "وقد يموت 14 شخصا.", "only possible"),
    ("hi", "14 लोग मर सकते हैं।", "only possible"),
    ("zh", "可能有14人死亡。", "only possible"),
    ("zh", "另有14人死亡。", "a part, a rest or a rate"),
    ("ja", "14人が死亡した可能性がある。", "only possible"),
]


def read(text: str, language: str) -> tuple[Article, Statement]:
    whole = article(text, language=language)
    said = Statement(article_id="a", span=span(text), position=0, figures=tuple(figures(whole)))
    return whole, said


@pytest.mark.parametrize("language", sorted(TOLLS))
def test_the_dead_and_the_hurt_have_one_key_in_every_language(language: str) -> None:
    text, first = TOLLS[language]
    whole, said = read(text, language)
    things = [(f.value, thing_of(said, f, whole)) for f in said.figures]
    assert things == [(14, Thing(noun="people", fate="dead")), (35, Thing(noun="people", fate="hurt"))]
    if language != "en":
        assert as_told(counted_in(0, said, said.figures[0], whole)) == first


@pytest.mark.parametrize(("language", "text", "thing"), COUNTED)
def test_what_is_counted(language: str, text: str, thing: tuple[str, str]) -> None:
    whole, said = read(text, language)
    assert [thing_of(said, f, whole) for f in said.figures] == [Thing(noun=thing[0], fate=thing[1])]
    assert no_count_in(said, said.figures[0], whole) is None


@pytest.mark.parametrize(("language", "text", "refusal"), NO_COUNTS)
def test_what_may_be_what_is_left_and_what_is_denied_is_no_count(
    language: str, text: str, refusal: str
) -> None:
    whole, said = read(text, language)
    assert [no_count_in(said, f, whole) for f in said.figures] == [refusal]


def test_two_fates_in_one_clause_are_none() -> None:
    whole, said = read("La policía detuvo a 12 personas heridas.", "es")
    assert [thing_of(said, f, whole) for f in said.figures] == [None]


def test_a_part_of_a_whole_is_no_count_and_neither_is_the_whole() -> None:
    whole, said = read("Murieron 3 de los 12 pasajeros.", "es")
    assert {no_count_in(said, f, whole) for f in said.figures} == {"a part, a rest or a rate"}


def test_english_figures_have_a_key_only_beside_another_language() -> None:
    text = "At least 14 people died."
    whole, said = read(text, "en")
    alone = by_article([said], {"a": whole}, None)["a"]
    assert [count.thing for count in alone] == [None]
    other = article("Murieron 14 personas.", "b", language="es")
    beside = by_article([said], {"a": whole, "b": other}, None)["a"]
    assert [count.thing for count in beside] == [Thing(noun="people", fate="dead")]


@pytest.mark.parametrize("language", OTHERS)
def test_tables_of_all_languages_have_the_keys_of_english(language: str) -> None:
    english = {(kind, key) for kind, key, _ in table("counted")}
    rows = table("counted", language)
    assert {(kind, key) for kind, key, _ in rows} <= english
    assert {"dead", "hurt", "missing", "arrested"} <= {key for kind, key, _ in rows if kind == "fate"}
    forms = [form for _, _, row in rows for form in row.split("|")]
    assert len(forms) == len(set(forms))
    assert len(keyed("counted", language, "persons")) > 10


def test_the_figures_next_to_one() -> None:
    whole, said = read("Murieron 12 personas, 35 resultaron heridas y 8 siguen desaparecidas.", "es")
    first, second, third = said.figures
    assert neighbours(said, first) == (None, second)
    assert neighbours(said, second) == (first, third)
    assert neighbours(said, third) == (second, None)
    assert clause(said, second, whole) == (" ", " resultaron heridas ")


def test_a_line_of_five_thousand_numbers_is_read_in_a_moment() -> None:
    whole, said = read("造成12人死亡35人受伤" * 2500, "zh")
    assert len(by_article([said], {"a": whole}, None)["a"]) == 5000


# (sentence, why its last figure is no count, what that counts): just within a setting, and just beyond
REACHES = [
    # `fate`: seven words between, and eight
    ("Murieron el viernes en el puerto viejo 14 personas.", None, Thing(noun="people", fate="dead")),
    ("Murieron el viernes en el viejo puerto pesquero 14 personas.", None, Thing(noun="people")),
    # `rest`: the second word before, and the third
    ("Ayer murieron otras casi 14 personas.", "a part, a rest or a rate", Thing(noun="people", fate="dead")),
    ("Otras mujeres contaron 14 muertos.", None, Thing(noun="people", fate="dead")),
    # `part`: twelve characters between, and thirteen
    (
        "Murieron 3 mujeres de 12 rescatadas.",
        "a part, a rest or a rate",
        Thing(noun="people", fate="rescued"),
    ),
    ("Murieron 3 personas de 12 pueblos.", None, Thing(noun="es:pueblos")),
    # `before`: 39 characters from the number to the bracket, and 41
    (
        "El puente cuesta 410 millones de dólares estadounidenses (350 millones de euros).",
        "another value in another unit",
        Thing(),
    ),
    ("El puente cuesta 410 millones de dólares de la isla de Man (350 millones de euros).", None, Thing()),
]


@pytest.mark.parametrize(("text", "refusal", "thing"), REACHES)
def test_how_far_from_a_figure_words_are_of_it(text: str, refusal: str | None, thing: Thing) -> None:
    whole, said = read(text, "es")
    last = said.figures[-1]
    assert (no_count_in(said, last, whole), thing_of(said, last, whole)) == (refusal, thing)
