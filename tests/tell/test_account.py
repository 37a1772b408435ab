from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.learned import linear_model
from newsfold.records import AccountSentence, Article, Claim, Difference, Evidence
from newsfold.tell.account import SentenceRanker, account, unsupported
from newsfold.tell.settings import AccountSettings
from newsfold.tell.timeline import title
from newsfold.text import sentences, words
from tests.factories import article, claim, difference, evidence, figure, origin

DAY = datetime(2016, 6, 1, tzinfo=UTC)
A = "The rail tunnel under the pass opened on Wednesday. He was pleased with the work. It cost 12 billion."
B = "A tunnel below the Alps opened to trains on Wednesday. Nine workers died while it was dug."


ARTICLES = {"a": article(A, "a"), "b": article(B, "b")}
OUTLETS = {"a": "Harbour Post", "b": "North Ledger"}


def said(*where: Evidence, origins: int = 1) -> Claim:
    """A claim of this evidence, with so many origins."""
    text = where[0].span.of(ARTICLES[where[0].article_id].text)
    return claim(text, *where, origins=tuple(origin(str(i), "a") for i in range(origins)))


OPENED = said(
    evidence(ARTICLES["a"], "The rail tunnel under the pass opened on Wednesday."),
    evidence(ARTICLES["b"], "A tunnel below the Alps opened to trains on Wednesday."),
    origins=2,
)
PLEASED = said(evidence(ARTICLES["a"], "He was pleased with the work."))
DIED = said(evidence(ARTICLES["b"], "Nine workers died while it was dug."))


def test_what_a_sentence_tells_of_its_story_by_name() -> None:
    """Words of four letters or more count, and numbers: six, three and five in the three sentences."""
    opening = "The rail tunnel under the pass opened on Wednesday."
    articles = {
        "a": article(f"{opening} It cost 12 billion.", "a", title="Tunnel opens under the pass"),
        "b": article("A tunnel below the Alps opened on Wednesday.", "b", title="Alps tunnel opens"),
    }
    first = evidence(articles["a"], opening)
    other, cost = evidence(articles["b"]), evidence(articles["a"], "It cost 12 billion.")
    opened = claim("", first, other, origins=(origin("A", "a"), origin("B", "b")))
    ranker = SentenceRanker(articles, [opened, claim("", cost)], {})
    features = ranker.features(first, opened)
    assert features == pytest.approx(
        {
            "titles": 4 / 7,  # tunnel in both titles, under, pass; of seven
            "story": 9 / 14,  # tunnel, opened and Wednesday twice, rail, under, pass; of fourteen
            "leads": 9 / (6 * 2),  # the same, of six words in two articles
            "shared": 3 / 6,  # tunnel, opened, Wednesday
            "length": log(1 + 9),
            "too long": 0.0,
            "first": 1.0,
            "corroborated": 1.0,
        }
    )
    assert ranker.worth(first, opened) == pytest.approx(linear_model("account").value(features), abs=1e-8)


def test_every_weight_of_the_model_that_ships_counts() -> None:
    sentence = {
        "titles": 0.5,
        "story": 0.4,
        "leads": 0.7,
        "shared": 0.3,
        "length": 3.0,
        "too long": 0.2,
        "first": 1.0,
        "corroborated": 1.0,
    }
    assert linear_model("account").value(sentence) == pytest.approx(0.3133, abs=1e-4)


def test_the_news_comes_first_and_leaning_sentences_stay_out() -> None:
    shown = account(ARTICLES, [PLEASED, DIED, OPENED], [], OUTLETS)
    # Of the two sentences that say so, the one that has most of the other opening.
    assert [s.text for s in shown] == ["The rail tunnel under the pass opened on Wednesday.", DIED.text]
    assert set(shown[0].evidence) == set(OPENED.evidence)


FLOOD = "The Aller burst its banks at Verden on Monday and drove 400 people from their homes."
FLOOD_TOO = "Four hundred people left their homes in Verden on Monday as the Aller burst its banks."
MAYOR = "Mayor Anna Holt of Verden thanked the fire brigade of Verden and of Celle for its work on the Aller."
THANKS = "Mayor Holt said thank you to all who had worked with sandbags, pumps and boats."
OLD = "In 2002 the Aller rose to six metres at Celle and at Verden, and the town built a wall."


def read(*texts: str, titles: tuple[str, ...] = ()) -> dict[str, Article]:
    """Articles "0", "1" and so on with these texts, a sentence a line."""
    named = [*titles, *[""] * len(texts)]
    return {str(i): article(text, str(i), title=named[i]) for i, text in enumerate(texts)}


def lines(articles: dict[str, Article], *parts: str, origins: int = 1, background: bool = False) -> Claim:
    """A claim that these sentences make, each in the article that has it."""
    where = [evidence(a, part) for part in parts for a in articles.values() if part in a.text]
    given = tuple(origin(str(i), "0") for i in range(origins))
    return replace(claim(parts[0], *where, origins=given), background=background)


def news(articles: dict[str, Article], claims: list[Claim], *others: Difference) -> list[str]:
    """The sentences of news and background, in order."""
    shown = account(articles, claims, others, dict.fromkeys(articles, "Harbour Post"))
    return [s.text for s in shown if s.role != "difference"]


TITLES = ("Aller floods Verden, 400 leave homes", "Hundreds flee flood in Verden")


def test_what_happened_comes_before_what_more_origins_say() -> None:
    articles = read(f"{FLOOD}\n{MAYOR}", f"{FLOOD_TOO}\n{THANKS}", titles=TITLES)
    claims = [lines(articles, MAYOR, THANKS, origins=2), *(lines(articles, x) for x in (FLOOD, FLOOD_TOO))]
    assert news(articles, claims)[0] in (FLOOD, FLOOD_TOO)
    assert news(articles, claims[::-1]) == news(articles, claims)


def test_the_rest_follows_in_the_order_of_its_articles() -> None:
    rest = [
        "Soldiers filled nine thousand bags with sand overnight.",
        "Schools stay closed until Friday.",
        "Trains to Bremen ran an hour late.",
        "Insurers spoke of damage to eighty cellars.",
    ]
    assert len(rest[1].split()) < 6  # too short to be told
    articles = read("\n".join([FLOOD, *rest]), titles=TITLES[:1])
    shown = news(articles, [lines(articles, part) for part in [*rest[::-1], FLOOD]])
    assert shown[0] == FLOOD
    behind = [articles["0"].text.index(part) for part in shown[2:]]
    assert len(shown) == 4
    assert behind == sorted(behind)


def test_no_fact_is_told_twice() -> None:
    """Neither by the openings of two articles, nor in one saying, nor by two claims in one sentence."""
    said = "“The water came over the wall in the middle of the night,” Ida Brandt said on the square."
    again = "Ida Brandt, a baker, saw how “the water came over the wall in the middle of the night”."
    articles = read(f"{FLOOD}\n{said}", f"{FLOOD_TOO}\n{again}", titles=TITLES)
    claims = [lines(articles, part) for part in (FLOOD, FLOOD_TOO, said, again)]
    shown = news(articles, [*claims, lines(articles, "drove 400 people from their homes")])
    assert len(shown) == 2
    assert len({FLOOD, FLOOD_TOO} & set(shown)) == 1
    assert len({said, again} & set(shown)) == 1


def test_a_claim_is_told_once_whichever_of_its_sentences_opens() -> None:
    other = "Boats carried the old and the ill to a school on the hill above the market."
    articles = read(FLOOD, other, titles=TITLES)
    assert news(articles, [lines(articles, FLOOD, other)]) == [FLOOD]


def test_background_does_not_repeat_the_news() -> None:
    before = "The Aller had burst its banks at Verden and driven people from their homes on Monday."
    articles = read(FLOOD, f"{before}\n{OLD}", titles=TITLES)
    old = [lines(articles, part, origins=2, background=True) for part in (before, OLD)]
    assert news(articles, [lines(articles, FLOOD), *old]) == [FLOOD, OLD]


def test_no_caption_is_quoted() -> None:
    caption = "FILE - In this photo Anna Holt, mayor of Verden, stands on the banks of the Aller at Verden."
    articles = read(f"{caption}\n{FLOOD}", caption, titles=TITLES)
    assert news(articles, [lines(articles, caption, origins=2), lines(articles, FLOOD)]) == [FLOOD]


def test_two_sides_of_a_difference_are_told_side_by_side_alone() -> None:
    """Not both in sentences of their own, which nothing would mark as a clash."""
    nine = "Rescue teams counted nine dead in the cellars beneath the market of Verden."
    twelve = "Twelve bodies lay in the chapel when the police closed the street."
    articles = read(f"{FLOOD}\n{nine}", twelve, titles=TITLES)
    claims = [lines(articles, part) for part in (FLOOD, nine, twelve)]
    assert {nine, twelve} <= set(news(articles, claims))
    sides = {"nine": [evidence(articles["0"], nine)], "Twelve": [evidence(articles["1"], twelve)]}
    shown = news(articles, claims, difference(sides, "dead"))
    assert len({nine, twelve} & set(shown)) == 1


def test_two_counts_that_exclude_each_other_are_not_both_told() -> None:
    nine = "Rescue teams counted 9 victims in the cellars beneath the market of Verden."
    twelve = "As many as 12 victims lay in the chapel when the police closed the street."
    articles = read(f"{FLOOD}\n{nine}", twelve, titles=TITLES)
    claims = [lines(articles, part) for part in (FLOOD, nine, twelve)]
    outlets = dict.fromkeys(articles, "Harbour Post")

    def shown(value: float) -> set[str]:
        counted = {
            "0": [figure(articles["0"], "9 victims", 9, "victims")],
            "1": [figure(articles["1"], "12 victims", value, "victims")],
        }
        return {s.text for s in account(articles, claims, [], outlets, figures=counted)}

    assert len({nine, twelve} & shown(12)) == 1
    assert {nine, twelve} <= shown(9)


def test_statements_that_may_count_one_thing_otherwise_are_not_both_told() -> None:
    aboard = "The ferry had left the island of Orlen with 212 people aboard."
    crew = "The firm of the Sea Lark said that 208 passengers and crew were counted at the gate."
    articles = read(f"{FLOOD}\n{aboard}", crew, titles=TITLES)
    claims = [lines(articles, part) for part in (FLOOD, aboard, crew)]
    outlets = dict.fromkeys(articles, "Harbour Post")
    pair = evidence(articles["0"], aboard), evidence(articles["1"], crew)

    def shown(*rivals: tuple[Evidence, Evidence]) -> set[str]:
        return {s.text for s in account(articles, claims, [], outlets, rivals=rivals)}

    assert {aboard, crew} <= shown()
    assert len({aboard, crew} & shown(pair)) == len({aboard, crew} & shown(pair[::-1])) == 1


def test_every_figure_that_is_told_and_differs_has_its_difference_beside_it() -> None:
    facts = [
        ("The water stood {} feet high in the market of Verden at dawn.", "twelve", "nine"),
        ("Rescue teams took {} families from roofs along the northern bank.", "forty", "sixty"),
        ("Engineers closed {} bridges below the old mill before noon.", "three", "seven"),
        ("Farmers upstream lost {} barns and most of their winter hay.", "eighty", "ninety"),
        ("Soldiers filled {} thousand bags with sand at the harbour gate.", "five", "eight"),
    ]
    first, second = ([fact.format(values[n]) for fact, *values in facts] for n in (0, 1))
    articles = read("\n".join(first), "\n".join(second), titles=TITLES)
    claims = [
        claim(line, evidence(articles["0"], line), evidence(articles["1"], other))
        for line, other in zip(first, second, strict=True)
    ]
    sides = [
        difference({left: [evidence(articles["0"], line)], right: [evidence(articles["1"], other)]})
        for (_, left, right), line, other in zip(facts, first, second, strict=True)
    ]
    for number in range(len(sides) + 1):
        listed = account(articles, claims, sides[:number], {"0": "Harbour Post", "1": "North Ledger"})
        shown = {e for s in listed if s.role == "difference" for e in s.evidence}
        plain = {s.evidence[0] for s in listed if s.role != "difference"}
        differing = {e for d in sides[:number] for value in d.values for e in value.evidence}
        assert plain & differing <= shown
        assert len(listed) <= 8 and plain


def test_a_difference_is_told_side_by_side() -> None:
    cost = evidence(ARTICLES["a"], "It cost 12 billion.")
    sides = difference({"Nine": DIED.evidence, "12 billion": [cost]}, "workers")
    shown = account(ARTICLES, [], [sides], OUTLETS)
    assert [s.text for s in shown] == ["Workers: Nine (North Ledger); 12 billion (Harbour Post)"]
    assert shown[0].role == "difference"


def test_what_is_not_in_the_evidence_is_found() -> None:
    made_up = AccountSentence(text="Ten workers died while it was dug.", evidence=DIED.evidence)
    assert unsupported(made_up, ARTICLES, OUTLETS)
    assert unsupported(AccountSentence(text="Nine workers", evidence=()), ARTICLES, OUTLETS)
    side = AccountSentence(text="Ten (North Ledger)", evidence=DIED.evidence, role="difference")
    assert unsupported(side, ARTICLES, OUTLETS) == ["ten"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=4))
def test_nothing_is_shown_without_evidence(texts: list[str]) -> None:
    articles = {str(i): article(text, str(i)) for i, text in enumerate(texts)}
    outlets = dict.fromkeys(articles, "Harbour Post")
    claims = [
        claim(span.of(a.text), evidence(a, span)) for a in articles.values() for span in sentences(a.text)
    ]
    for sentence in account(articles, claims, [], outlets):
        assert sentence.evidence
        assert unsupported(sentence, articles, outlets) == []


def test_the_title_is_the_one_the_others_support() -> None:
    first = article(A, title="Rail tunnel under the pass opens")
    second = article(B, "b", title="What a day")
    third = article(A, "c", title="Long rail tunnel opens")
    assert title([first, second, third]) == "Rail tunnel under the pass opens"
    assert title([third, second, first]) == title([first, second, third])
    assert title([]) == ""


def test_words_of_an_account_are_words_of_its_evidence() -> None:
    shown = account(ARTICLES, [OPENED, DIED], [], OUTLETS)
    for sentence in shown:
        known = {w for e in sentence.evidence for w in words(e.span.of(ARTICLES[e.article_id].text))}
        assert set(words(sentence.text)) <= known


def test_where_news_moved_on_the_latest_report_is_told() -> None:
    early, late = "At least 449 people were killed in the north.", "The toll in the north rose to 4,349 dead."
    other = "Rescuers reached the last of the villages on Tuesday."
    articles = {"a": article(early, "a"), "b": article(f"{late} {other}", "b")}
    before, after = evidence(articles["a"], early), evidence(articles["b"], late)
    moved = difference({"449": [before], "4,349": [after]}, "people killed", updated=True)
    aside = claim(other, evidence(articles["b"], other))
    apart = [claim(early, before), claim(late, after), aside]
    both = claim(early, before, after, status="updated")
    for claims in (apart, [both, aside]):
        news = [s.text for s in account(articles, claims, [moved], OUTLETS) if s.role == "news"]
        assert late in news and early not in news


def word(number: int) -> str:
    """A word of meaning that is no form of another's."""
    return "".join("bdfgklmnprtvz"[int(digit)] + "ao"[int(digit) % 2] for digit in f"{number:03}")


def made(*numbers: int, names: tuple[str, ...] = ()) -> str:
    """A sentence of these words, with names behind the first."""
    first, *others = [word(number) for number in numbers]
    return " ".join([first.title(), *names, *others]) + "."


def chosen(*texts: str, leading: bool = False, most: int = 20) -> list[str]:
    """What is chosen of sentences in articles of their own, which may stand foremost there."""
    articles = read(*texts)
    where = [evidence(a) for a in articles.values()]
    ranker = SentenceRanker(
        articles, [claim(e.span.of(text), e) for e, text in zip(where, texts, strict=True)], {}
    )
    if leading:
        ranker.leading = set(where)
    return sorted(c.text for c in ranker.chosen(ranker.claims, most, AccountSettings()))


def beside(
    shared: int, of: int = 20, names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
) -> tuple[str, str]:
    """Two sentences of so many words, of which they share some; the shared ones stand in another order."""
    left = made(*range(of), names=names[0])
    right = made(*range(500, 500 + of - shared), *range(shared - 1, -1, -1), names=names[1])
    return left, right


OTHERS = tuple(made(*range(100 * at, 100 * at + 10)) for at in range(1, 4))


@pytest.mark.parametrize(("shared", "number"), [(8, 5), (9, 4)])
def test_sentences_that_are_alike_are_told_once(shared: int, number: int) -> None:
    """Of 20 words, nine are .45."""
    assert len(chosen(*OTHERS, *beside(shared))) == number


@pytest.mark.parametrize(("others", "shared", "number"), [(0, 11, 2), (0, 12, 1), (1, 11, 3), (2, 11, 3)])
def test_where_there_are_few_more_may_be_alike(others: int, shared: int, number: int) -> None:
    assert len(chosen(*OTHERS[:others], *beside(shared))) == number


@pytest.mark.parametrize(("shared", "number"), [(5, 5), (6, 4)])
def test_sentences_that_stand_foremost_are_told_once_sooner(shared: int, number: int) -> None:
    assert len(chosen(*OTHERS, *beside(shared), leading=True)) == number


FOUR = ("Anna", "Berta", "Clara", "Doris")


@pytest.mark.parametrize(
    ("shared", "names", "number"),
    [
        (7, (FOUR, (*FOUR[:3], "Emma")), 4),  # three names of four
        (7, ((*FOUR, "Frida"), (*FOUR[:3], "Emma", "Gerda")), 5),  # three of five
        (7, (FOUR[:2], FOUR[:2]), 5),  # only two
        (5, (FOUR, (*FOUR[:3], "Emma")), 5),  # few words beside them
    ],
)
def test_names_and_words_together_make_two_sentences_alike(
    shared: int, names: tuple[tuple[str, ...], tuple[str, ...]], number: int
) -> None:
    assert len(chosen(*OTHERS, *beside(shared, names=names))) == number


def test_an_account_has_eight_sentences_and_two_of_background() -> None:
    texts = [made(*range(20 * at, 20 * at + 8)) for at in range(12)]
    articles = read(*texts)
    claims = [lines(articles, text, origins=2, background=at > 8) for at, text in enumerate(texts)]
    roles = [s.role for s in account(articles, claims, [], dict.fromkeys(articles, "Harbour Post"))]
    assert (roles.count("news"), roles.count("background")) == (6, 2)


def shown(values: int, words_of_each: int = 1, differences: int = 1) -> list[str]:
    """The lines of differences between so many values."""
    texts = [" ".join(word(20 * at + n) for n in range(words_of_each)) for at in range(values)]
    articles = read(*texts)
    sides = difference({text: [evidence(articles[str(at)])] for at, text in enumerate(texts)})
    account_lines = account(articles, [], [sides] * differences, dict.fromkeys(articles, "Post"))
    return [s.text for s in account_lines if s.role == "difference"]


def test_what_is_shown_of_differences() -> None:
    assert len(shown(2, 12)) == 1
    assert shown(2, 13) == []
    assert "…" not in shown(8)[0]
    assert "…" in shown(9)[0]
    assert shown(9)[0].count(";") == 8  # four values, dots and four values
    assert len(shown(2, differences=3)) == 2
