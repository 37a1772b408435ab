"""Differences between accounts of which not both are English: what is shown, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsfold.compare.alignment import Pair
from newsfold.compare.differences import compared_counts, denial_differences, figure_differences
from newsfold.compare.differences.across import incomparable_across
from newsfold.compare.differences.figures import no_difference, series
from newsfold.describe import describe
from newsfold.extract import figures, times
from newsfold.records import Article, Difference, Statement, Story
from tests.factories import article, mention, span

NOON = datetime(2021, 2, 5, 12, tzinfo=UTC)
# one sentence with a toll, in each language, and the same with another number
DEAD = {
    "es": "El viernes murieron {} personas al hundirse un ferri frente a Altea.",
    "fr": "Le naufrage d'un ferry au large d'Altea a tué {} personnes vendredi.",
    "de": "Am Freitag starben {} Menschen, als vor Altea eine Fähre sank.",
    "it": "Venerdì sono morte {} persone nel naufragio di un traghetto al largo di Altea.",
    "nl": "Vrijdag stierven {} mensen toen voor Altea een veerboot zonk.",
    "pt": "Na sexta-feira morreram {} pessoas no naufrágio de um ferry ao largo de Altea.",
    "ru": "В пятницу у берегов Альтеи затонул паром, погибли {} человек.",
    "ar": "قتل {} شخصا يوم الجمعة في غرق عبارة قبالة ألتيا.",
    "hi": "शुक्रवार को अल्तेआ के पास नौका डूबने से {} लोगों की मौत हो गई।",
    "zh": "周五，一艘渡轮在阿尔特亚附近沉没，造成{}人死亡。",
    "ja": "金曜日、アルテア沖でフェリーが沈没し、{}人が死亡した。",
    "en": "On Friday {} people died when a ferry sank off Altea.",
}


def account(text: str, language: str, id: str, published: datetime | None = NOON) -> Article:
    return article(text, id, language=language, outlet=f"Outlet {id}", published_at=published)


def said(news: Article, position: int = 0) -> Statement:
    return Statement(
        article_id=news.id,
        span=span(news.text),
        position=position,
        figures=tuple(figures(news)),
        times=tuple(times(news)),
    )


def differences(left: Article, right: Article, likely: float = 0.9, position: int = 0) -> list[Difference]:
    statements = [said(left, position), said(right, position)]
    pair = Pair(left=0, right=1, score=0.0, cosine=0.7, figures_aside=likely)
    articles = {left.id: left, right.id: right}
    return figure_differences(compared_counts(statements, articles, [pair]))


@pytest.mark.parametrize("language", sorted(set(DEAD) - {"en"}))
def test_two_tolls_differ_within_a_language_and_beside_english(language: str) -> None:
    text = DEAD[language]
    left = account(text.format(49), language, "a")
    for right in (
        account(text.format(51), language, "b"),
        account(DEAD["en"].format(51), "en", "b"),
    ):
        (difference,) = differences(left, right)
        assert difference.kind == "figure" and not difference.updated
        assert [v.text for v in difference.values] == ["49", "51"]
        for value in difference.values:
            (evidence,) = value.evidence
            whole = {"a": left, "b": right}[evidence.article_id].text
            assert value.text in evidence.span.of(whole)
    same = account(DEAD["en"].format(49), "en", "b")
    assert not differences(left, same)


def test_two_languages_differ_and_the_order_changes_nothing() -> None:
    left, right = account(DEAD["de"].format(49), "de", "a"), account(DEAD["ja"].format(51), "ja", "b")
    assert differences(left, right) == differences(left, right)
    (difference,) = differences(left, right)
    assert difference.about == "Menschen starben" or difference.about == "人死亡"
    other_way = account(DEAD["de"].format(49), "de", "b"), account(DEAD["ja"].format(51), "ja", "a")
    (turned,) = differences(*other_way[::-1])
    assert {v.text for v in turned.values} == {v.text for v in difference.values}


def test_a_toll_that_grows_with_publication_is_updated() -> None:
    earlier = account(DEAD["es"].format(49), "es", "a")
    later = account(DEAD["zh"].format(51), "zh", "b", NOON + timedelta(hours=5))
    (difference,) = differences(earlier, later)
    assert difference.updated and [v.text for v in difference.values] == ["49", "51"]
    fewer = account(DEAD["zh"].format(47), "zh", "b", NOON + timedelta(hours=5))
    assert [d.updated for d in differences(earlier, fewer)] == [False]


def test_a_bound_excludes_no_higher_value() -> None:
    least = account(DEAD["es"].format("al menos 49"), "es", "a")
    assert not differences(least, account(DEAD["fr"].format(51), "fr", "b"))
    (difference,) = differences(least, account(DEAD["fr"].format(45), "fr", "b"))
    assert {v.text for v in difference.values} == {"al menos 49", "45"}


REFUSED = [
    # the dead and the hurt
    (DEAD["es"].format(49), "es", "Beim Untergang einer Fähre vor Altea wurden 51 Menschen verletzt.", "de"),
    # soldiers and people in general
    (DEAD["es"].format(49), "es", "On Friday 51 soldiers died when a ferry sank off Altea.", "en"),
    # what may be, and the rest
    (DEAD["es"].format(49), "es", "Vor Altea könnten 51 Menschen gestorben sein.", "de"),
    (DEAD["es"].format(49), "es", "D'autres passagers, soit 51 autres personnes, sont morts vendredi.", "fr"),
    # of all until now, and of one day
    (DEAD["es"].format(49), "es", "Seit Januar starben vor Altea insgesamt 51 Menschen auf Fähren.", "de"),
    # too far apart
    (DEAD["es"].format(49), "es", DEAD["fr"].format(490), "fr"),
    # an article that has both values
    (DEAD["es"].format(49), "es", DEAD["fr"].format(51) + " Le bilan précédent était de 49 morts.", "fr"),
    # a noun that no table has, in two languages
    ("Votaron a favor 52 diputados.", "es", "Em favor votaram 61 deputados.", "pt"),
    # a list of people by their ages
    (
        "La policía detuvo a 2 jóvenes de 18 años y a un menor de 17 años.",
        "es",
        "La police a arrêté 4 jeunes âgés de 17 à 20 ans.",
        "fr",
    ),
    # other days
    (
        "El 3 de febrero de 2021 murieron 49 personas frente a Altea.",
        "es",
        "Le 9 février 2021, 51 personnes sont mortes au large d'Altea.",
        "fr",
    ),
]


@pytest.mark.parametrize(("left", "language", "right", "other"), REFUSED)
def test_what_may_be_two_things_is_no_difference(left: str, language: str, right: str, other: str) -> None:
    assert not differences(account(left, language, "a"), account(right, other, "b"))


def test_statements_must_be_likely_one_claim() -> None:
    left, right = account(DEAD["es"].format(49), "es", "a"), account(DEAD["fr"].format(51), "fr", "b")
    assert differences(left, right, likely=0.5)  # two leads that tell a toll
    assert not differences(left, right, likely=0.5, position=9)
    assert not differences(left, right, likely=0.2)
    nouns = (
        account("El fuego destruyó 31 viviendas.", "es", "a"),
        account("Le feu a détruit 24 maisons.", "fr", "b"),
    )
    assert differences(*nouns, likely=0.7) and not differences(*nouns, likely=0.6)


def test_undated_tolls_are_left_out() -> None:
    undated = account(DEAD["es"].format(49), "es", "a", None)
    assert not differences(undated, account(DEAD["fr"].format(51), "fr", "b"))


def test_other_places_are_other_things() -> None:
    spanish, english = account(DEAD["es"].format(49), "es", "a"), account(DEAD["en"].format(51), "en", "b")
    altea = mention(spanish, "Altea", "place-altea")
    calpe = mention(english, "Altea", "place-calpe")
    left = Statement(
        article_id="a",
        span=span(spanish.text),
        position=5,
        figures=tuple(figures(spanish)),
        mentions=(altea,),
    )
    right = Statement(
        article_id="b",
        span=span(english.text),
        position=5,
        figures=tuple(figures(english)),
        mentions=(calpe,),
    )
    compared = compared_counts([left, right], {"a": spanish, "b": english})
    counts = [compared.counts[id][0] for id in ("a", "b")]
    assert incomparable_across(counts[0], counts[1], 0.9) == "other place"
    assert no_difference(counts[0], counts[1], compared) is not None


AMOUNTS = [
    (
        "El nuevo puente costará 410 millones de euros.",
        "es",
        "The new bridge will cost 350 million euros.",
        "en",
    ),
    ("新桥将耗资4.1亿欧元。", "zh", "Die neue Brücke kostet 350 Millionen Euro.", "de"),
]


@pytest.mark.parametrize(("left", "language", "right", "other"), AMOUNTS)
def test_an_amount_alone_on_each_side_differs_where_all_else_is_one_claim(
    left: str, language: str, right: str, other: str
) -> None:
    first, beside = account(left, language, "a"), account(right, other, "b")
    assert len(differences(first, beside)) == 1
    assert not differences(first, beside, likely=0.8)
    twice = account(f"{right} 20 Millionen Euro, 20 million euros.", other, "b")
    assert not differences(first, twice)


def test_a_series_has_the_values_of_all_languages() -> None:
    left, right = account(DEAD["es"].format(49), "es", "a"), account(DEAD["fr"].format(51), "fr", "b")
    statements = [said(left), said(right)]
    pair = Pair(left=0, right=1, score=0.0, cosine=0.7, figures_aside=0.9)
    (toll,) = series(compared_counts(statements, {"a": left, "b": right}, [pair]))
    assert [p.figure.value for p in toll.points] == [49, 51]


def denials(left: Article, right: Article, likely: float = 0.9) -> list[Difference]:
    pair = Pair(left=0, right=1, score=likely, cosine=0.7, figures_aside=likely)
    return denial_differences([said(left), said(right)], {left.id: left, right.id: right}, [pair])


def test_who_denies_what_another_asserts() -> None:
    denying = account("La empresa negó que el puente se derrumbara el viernes.", "es", "a")
    asserting = account("Die Brücke stürzte am Freitag ein.", "de", "b")
    (difference,) = denials(denying, asserting)
    assert difference.kind == "negation" and [v.text for v in difference.values] == [
        denying.text,
        asserting.text,
    ]
    assert not denials(denying, asserting, likely=0.7)
    assert not denials(denying, account("Die Brücke stürzte am Freitag nicht ein.", "de", "b"))
    assert not denials(denying, account("Angeblich stürzte die Brücke am Freitag ein.", "de", "b"))
    quoted = account("La empresa negó que «el puente» se derrumbara el viernes.", "es", "a")
    assert not denials(quoted, asserting)


def test_in_one_language_a_word_of_negation_is_enough_where_all_else_is_the_same() -> None:
    denial = account("El puente no se derrumbó durante la tormenta.", "es", "a")
    assert denials(denial, account("El puente se derrumbó durante la tormenta.", "es", "b"))
    assert not denials(denial, account("El túnel se derrumbó ayer en otra ciudad.", "es", "b"))
    assert not denials(denial, account("The bridge collapsed in the storm.", "en", "b"))


def test_a_story_in_three_languages_shows_one_difference_with_the_words_of_each() -> None:
    texts = {
        "en": "A ferry sank off Altea on Friday.\n"
        "The coast guard of Altea said that 49 people died and 87 were injured.\n"
        "The mayor visited the port.",
        "es": "La guardia costera de Altea dijo que murieron 51 personas y 87 resultaron heridas.\n"
        "El alcalde visitó el puerto.",
        "de": "Die Küstenwache von Altea sagte, 51 Menschen seien gestorben und 87 verletzt worden.\n"
        "Der Bürgermeister besuchte den Hafen.",
    }
    articles = [account(text, language, language) for language, text in texts.items()]
    described = describe(Story(id=1, article_ids=("de", "en", "es")), articles, {})
    (difference,) = [d for d in described.differences if d.kind == "figure"]
    assert not difference.updated
    assert {v.text: {e.article_id for e in v.evidence} for v in difference.values} == {
        "49": {"en"},
        "51": {"de", "es"},
    }
    for claim in described.claims:  # who gives another number is no evidence for this one
        given = {e.article_id for e in claim.evidence if any(e in v.evidence for v in difference.values)}
        assert "en" not in given or given == {"en"}
    assert all(s.text in texts["en"].replace("\n", " ") for s in described.account)
    again = describe(Story(id=1, article_ids=("de", "en", "es")), articles[::-1], {})
    assert again.differences == described.differences


@pytest.mark.parametrize(("text", "number"), [("El puente {}cayó ayer.", 1), ("Puente {}cayó ayer.", 0)])
def test_a_negation_is_of_a_sentence_of_four_words_in_common(text: str, number: int) -> None:
    negated = account(text.format("no "), "es", "a")
    assert len(denials(negated, account(text.format(""), "es", "b"))) == number


@pytest.mark.parametrize(("likely", "number"), [(0.79, 0), (0.81, 1)])
def test_one_account_need_not_say_what_became_of_homes_in_what_is_surely_one_claim(
    likely: float, number: int
) -> None:
    destroyed = account("El fuego destruyó 31 viviendas.", "es", "a")
    reached = account("Le feu a touché 24 maisons.", "fr", "b")
    assert len(differences(destroyed, reached, likely=likely)) == number


@pytest.mark.parametrize(("more", "number"), [(47, 1), (49, 0)])
def test_counts_over_three_times_apart_are_of_two_things(more: int, number: int) -> None:
    few, many = account(DEAD["es"].format(16), "es", "a"), account(DEAD["fr"].format(more), "fr", "b")
    assert len(differences(few, many)) == number


@pytest.mark.parametrize(("less", "number"), [(280, 1), (270, 0)])
def test_amounts_over_one_and_a_half_times_apart_are_of_two_things(less: int, number: int) -> None:
    left, _, right, _ = AMOUNTS[0]
    dear, cheap = account(left, "es", "a"), account(right.replace("350", str(less)), "en", "b")
    assert len(differences(dear, cheap)) == number
