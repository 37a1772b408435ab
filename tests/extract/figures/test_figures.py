"""Figures: what is read out of sentences written for this test, and what is left alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract.figures import figures
from newsfold.extract.figures.nouns_en import plural, singular
from newsfold.extract.figures.units import units
from newsfold.extract.numbers_en import numbers, ordinal_value
from newsfold.extract.parse import parse
from newsfold.language import phrases
from newsfold.records import Figure
from tests.cost import LINEAR, growth
from tests.factories import article


def figures_in(text: str, domain: str | None = None) -> list[Figure]:
    return figures(article(text, domain=domain))


def only(text: str, domain: str | None = None) -> Figure:
    (figure,) = figures_in(text, domain)
    return figure


# (text, value, unit, what), one figure each
CASES = [
    # a hedge of any words stands between what is said and its number, and is no noun
    ("The blast killed roughly 50 in the town.", 50, "", "people killed"),
    ("The blast killed close to 50 in the town.", 50, "", "people killed"),
    ("Prices rose in excess of 5 per cent.", 5, "%", "prices"),
    ("Prices rose close to 5 per cent.", 5, "%", "prices"),
    # counts: the noun with its modifiers, head in the plural
    ("The harbour took in 340 fishing boats.", 340, "", "fishing boats"),
    ("Twenty-three schools closed.", 23, "", "schools"),
    ("Only one lifeboat was launched.", 1, "", "lifeboats"),
    ("A 16-member council took over.", 16, "", "members"),
    ("Nearly two dozen farm cooperatives signed.", 24, "", "farm cooperatives"),
    ("He owns half a dozen bakeries.", 6, "", "bakeries"),
    ("The ministry counted 5,00,000 new ration cards.", 500_000, "", "new ration cards"),
    ("It sold 4.3M digital and physical copies.", 4_300_000, "", "digital and physical copies"),
    ("There were 4 hundred million letters.", 4e8, "", "letters"),
    ("The 2,700 page bill was printed.", 2700, "", "pages"),
    ("Eleven of the passengers swam ashore.", 11, "", "passengers"),
    ("One of the harbour's oldest cranes fell.", 1, "", "oldest cranes"),
    ("Three United States senators flew in.", 3, "", "united states senators"),
    ("The mayors signed 40 jobs bills.", 40, "", "jobs bills"),
    ("One ferry carries goats.", 1, "", "ferries"),
    ("He repaired dozens of Lada and Skoda cars.", 12, "", "lada and skoda cars"),
    ("A half-million people came.", 5e5, "", "people"),
    ("Three quarters of a million homes are dark.", 750_000, "", "homes"),
    ("The margin was plus or minus 3 seats.", 3, "", "seats"),
    # what befell people is part of what is counted, however it is said
    ("Fifty-one people were killed.", 51, "", "people killed"),
    ("The blaze killed 51 people.", 51, "", "people killed"),
    ("The blast left 51 dead.", 51, "", "people killed"),
    ("The death toll rose to 51.", 51, "", "people killed"),
    ("Officials confirmed 51 deaths.", 51, "", "people killed"),
    ("The flood has claimed 51 lives.", 51, "", "people killed"),
    ("Three soldiers were wounded.", 3, "", "soldiers injured"),
    ("Police detained 300 protesters.", 300, "", "protesters arrested"),
    # money
    ("The port cost $13.2bn.", 13.2e9, "USD", "port"),
    ("Donors sent $25 million in food aid.", 25e6, "USD", "food aid"),
    ("A fine of €300m was set.", 300e6, "EUR", "fine"),
    ("They agreed a £5 million fine.", 5e6, "GBP", "fine"),
    ("The estate was sold for A$82,615,680.", 82_615_680, "AUD", "estate"),
    ("It raised 1.2 billion rupees.", 1.2e9, "INR", ""),
    ("Rice costs 40 baht a kilo.", 40, "THB/kg", "rice"),
    ("Crude rose to US $58.24 per barrel.", 58.24, "USD/bbl", "crude"),
    ("Copper rose 45 cents.", 45, "cent", "copper"),
    ("The dock cost 1.2 mln euros.", 1.2e6, "EUR", "dock"),
    ("A fund of $1.5 B was set up.", 1.5e9, "USD", "fund"),
    ("A bill of N500 billion passed.", 5e11, "NGN", "bill"),
    ("They paid $1.5MM for it.", 1.5e6, "USD", ""),
    ("The fund got Rs 80 cr.", 8e8, "INR", ""),
    ("It owes 1,234.5m yen.", 1.2345e9, "JPY", ""),
    # groups and decimals by other marks
    ("Some 12 000 people fled.", 12_000, "", "people"),
    ("Some 12\u00a0000 people fled.", 12_000, "", "people"),
    ("The mill burned 816 400 tonnes.", 816_400, "t", ""),
    ("It sold 2 300 000 cars.", 2_300_000, "", "cars"),
    ("At 8 300 people gathered.", 300, "", "people"),
    ("About 12.500 people fled.", 12_500, "", "people"),
    ("The wall is 12.500 metres high.", 12.5, "m", "wall"),
    ("Trade grew 3,5 per cent.", 3.5, "%", "trade"),
    ("The dam cost €1.234,5 million.", 1.2345e9, "EUR", "dam"),
    # what a letter and a multiple mean
    ("They sold 35m of its devices.", 35e6, "", "devices"),
    ("The tower is 35m high.", 35, "m", "tower"),
    ("Prices rose sixfold.", 6, "x", "prices"),
    ("He weighs 10st 7lb.", 10.5, "st", ""),
    # shares
    ("Turnout was 61 per cent.", 61, "%", "turnout"),
    ("The firm dismissed 5% of its workforce.", 5, "%", "workforce"),
    ("Two-thirds of voters agreed.", 200 / 3, "%", "voters"),
    ("One in five adults smokes.", 20, "%", "adults"),
    ("Rates rose by 25 basis points.", 25, "bp", "rates"),
    ("A one-in-five chance is good.", 20, "%", "chance"),
    ("About 1/4 of farmers left.", 25, "%", "farmers"),
    ("It is 43 percent-owned by the town.", 43, "%", ""),
    ("Rates rose a quarter-point.", 0.25, "pt", "rates"),
    # measures
    ("The tunnel is 11 km long.", 11, "km", "tunnel"),
    ("The gale reached 155mph.", 155, "mph", "gale"),
    ("The limit is 80 kilometers per hour.", 80, "km/h", "limit"),
    ("The plant makes 52,000 barrels a day.", 52_000, "bbl/day", ""),
    ("Lytton recorded 46.6C.", 46.6, "°C", ""),
    ("The low was minus 40 degrees Celsius.", -40, "°C", "low"),
    ("She lost 30 pounds.", 30, "lb", ""),
    ("He was jailed for 12 years in prison.", 12, "year", "prison"),
    ("Patients wait 90 minutes.", 90, "minute", ""),
    ("The quay is half a mile long.", 0.5, "mi", "quay"),
    ("The field makes 300,000 bpd.", 300_000, "bbl/day", ""),
    ("They ran at 30 frames per second.", 30, "fps", ""),
    # ages
    ("Women aged 40-49 were asked.", 44.5, "year", "age"),
    ("Children under 5 ride free.", 5, "year", "age"),
    ("The boy, who was 12, swam.", 12, "year", "age"),
    ("He died at 88.", 88, "year", "age"),
    ("The 27-year-old striker left.", 27, "year", "age"),
    ("Ms Ansari, 45, chairs the board.", 45, "year", "age"),
    ("A boy aged 5 was found.", 5, "year", "age"),
    ("The 6-month-old panda slept.", 6, "month", "age"),
]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Shares fell 0.4 per cent to 13,176.", [0.4, 13_176]),
        ("The stock gained 20 points to 5,400.", [20, 5_400]),
        ("Sales were down 3.1% to $5.2bn.", [3.1, 5.2e9]),
        ("Four to five thousand people came.", [4_500]),
        ("Rates rose 5 to 7 per cent.", [6]),
        ("The S&P 500 and the HIV 2 trial fell; a Model 3 car came at half past six.", []),
    ],
)
def test_a_change_and_its_level_are_two_and_names_have_none(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_in(text)] == pytest.approx(values)


@pytest.mark.parametrize(("text", "value", "unit", "what"), CASES, ids=[c[0] for c in CASES])
def test_one_figure(text: str, value: float, unit: str, what: str) -> None:
    figure = only(text)
    assert math.isclose(figure.value, value)
    assert (figure.unit, figure.what) == (unit, what)


RANGES = [
    # (text, low, high, value)
    ("Between 15 and 20 gunmen attacked.", 15, 20, 17.5),
    ("Prices will grow 5 to 7 per cent.", 5, 7, 6),
    ("Tickets cost $62-$68.", 62, 68, 65),
    ("It needs 3 to 5 million doses.", 3e6, 5e6, 4e6),
    ("Three or four years passed.", 3, 4, 3.5),
    ("Membership rose from 240 to 273 clubs.", 240, 273, 273),  # where it ended
    ("Output fell from 20 tonnes in May to 14 tonnes.", 14, 20, 14),
    ("Deaths rose between 12 and 15.", 12, 15, 13.5),
    ("The bridge costs €5-6m.", 5e6, 6e6, 5.5e6),
    ("Hundreds marched.", 100, 1000, 100),
    ("Tens of thousands fled.", 10_000, 100_000, 10_000),
    ("Dozens of shops burned.", 12, None, 12),
    ("At least 51 clerks resigned.", 51, None, 51),
    ("Up to 400 clerks may resign.", None, 400, 400),
]


@pytest.mark.parametrize(("text", "low", "high", "value"), RANGES, ids=[r[0] for r in RANGES])
def test_ranges(text: str, low: float | None, high: float | None, value: float) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.value) == (low, high, value)


HEDGES = [
    ("Prices rose well over 5 per cent.", "more than", "up"),
    ("Prices rose close to 5 per cent.", "about", "up"),
    ("About 300 ferries sailed.", "about", ""),
    ("Some 300 ferries sailed.", "about", ""),
    ("At least 300 ferries sailed.", "at least", ""),
    ("No fewer than 300 ferries sailed.", "at least", ""),
    ("As many as 300 ferries sailed.", "at most", ""),
    ("More than 300 ferries sailed.", "more than", ""),
    ("The toll rose past 1,800.", "more than", ""),
    ("The number of dead is well past 1,800.", "more than", ""),
    ("The toll tops 1,800.", "more than", ""),
    ("In the past 24 hours it rained.", "", ""),
    ("He went past 3 shops.", "", ""),
    ("Fewer than 300 ferries sailed.", "less than", ""),
    ("Exactly 300 ferries sailed.", "exactly", ""),
    ("The town lost 300 or so ferries.", "about", ""),
    ("The fleet rose to 300 ferries.", "", "up"),
    ("The fleet fell by 300 ferries.", "", "down"),
    ("Shares were down 3%.", "", "down"),
    ("A 3% rise was agreed.", "", "up"),
    ("The fleet grew by about 300 ferries.", "about", "up"),
    ("The fund raised 300 euros.", "", ""),
    ("Ferries carry up to 300 cars.", "at most", ""),
]


@pytest.mark.parametrize(("text", "modifier", "change"), HEDGES, ids=[h[0] for h in HEDGES])
def test_modifier_and_change(text: str, modifier: str, change: str) -> None:
    figure = only(text)
    assert (figure.modifier, figure.change) == (modifier, change)


@pytest.mark.parametrize("hedge", sorted(set(phrases("hedges", "about")) - {"a mere"}))
def test_every_hedge_is_read(hedge: str) -> None:
    gap = "" if hedge in "~≈" else " "
    assert only(f"Police arrested {hedge}{gap}300 clerks.").modifier == "about"


def test_megalitres_are_no_millilitres() -> None:
    assert [
        figure.unit for figure in figures_in("The dam holds 850 ML of water. He drank 85 mL of milk.")
    ] == [
        "ML",
        "ml",
    ]


ORDINALS = [
    ("She is the sixth world leader to meet Amara.", 6, "world leader to meet amara"),
    ("It was their 1st meeting.", 1, "meeting"),
    ("They held first talks.", 1, "talks"),
    ("He scored his 100th goal.", 100, "goal"),
    ("The twenty-first summit ended.", 21, "summit"),
]


@pytest.mark.parametrize(("text", "rank", "what"), ORDINALS, ids=[o[0] for o in ORDINALS])
def test_ordinals(text: str, rank: float, what: str) -> None:
    figure = only(text)
    assert figure.ordinal
    assert (figure.value, figure.what) == (rank, what)


NOTHING = [
    "The treaty was signed on 14 March 1997.",  # dates
    "In 2018 and 2019 they met again.",
    "The 1980s were lean.",
    "Doors open at 10:30 a.m. and close at 17:45.",  # clock times
    "City won 3-1 and drew 2-2.",  # scores
    "The House voted 232 to 196.",  # votes
    "Call 555-0199 or 0800 123 456.",  # phone numbers
    "Flight 370 and Article 50 were debated.",  # names
    "The G20 discussed COVID-19, CO2 and the A320.",
    "Visit pages at example.com/story7 today.",
    "No one loved one another.",
    "Apollo 11 landed.",
    "It comes in 4K and 1080p.",
    "They met on 28 and 29 July, and on July 30 and 31.",
    "He passed 19-of-25 and won at 2-to-1.",
    "It cost 10,5 or so.",
    "The Second Amendment and the First Lady were named.",
    "If one falls, one calls.",
    "",
    "Nothing is counted here.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_figures(text: str) -> None:
    assert figures_in(text) == []


ELIDED = [
    ("It sold 20 cars in May and 30 in June.", [(20, "", "cars"), (30, "", "cars")]),
    ("Eight plans were sent, only three of them new.", [(8, "", "plans"), (3, "", "plans")]),
    ("The mine killed 130 people in Rudna and 32 in Belo.", [(130, "", "people killed"), (32, "", "people")]),
    ("The index rose 0.5 percent, to 7,300.", [(0.5, "%", "index"), (7300, "", "")]),
    ("Deaths rose by 12 to 348.", [(12, "", ""), (348, "", "")]),
]


@pytest.mark.parametrize(("text", "expected"), ELIDED, ids=[e[0] for e in ELIDED])
def test_a_noun_left_out_is_that_of_the_figure_before(
    text: str, expected: list[tuple[float, str, str]]
) -> None:
    assert [(f.value, f.unit, f.what) for f in figures_in(text)] == expected


def test_heights_and_quotation_marks() -> None:
    height = only("He stands 6'2\" tall.")
    assert height.unit == "ft"
    assert height.value == pytest.approx(6 + 2 / 12)
    assert [(f.value, f.unit) for f in figures_in('He said "we lost 5" and left.')] == [(5, "")]


def test_two_accounts_of_one_count_compare_equal() -> None:
    first = only("The blast killed at least 51 people.")
    second = only("Fifty-one people have died.")
    assert (first.value, first.unit, first.what) == (second.value, second.unit, second.what)


def test_a_sign_between_two_numbers_belongs_to_one() -> None:
    first, second = figures_in("They paid 5 $ 6 times.")
    assert first.span.end <= second.span.start


def test_a_bare_dollar_follows_the_outlet() -> None:
    assert only("It cost $5 million.").unit == "USD"
    assert only("It cost $5 million.", "news.example.com.au").unit == "AUD"
    assert only("It cost US$5 million.", "news.example.com.au").unit == "USD"
    assert only("It cost $5 million.", "example.ca").unit == "CAD"


def test_the_figures_of_a_summit_report() -> None:
    text = (
        "The island gave some $40 million in farm aid in recent years, the palace said. "
        "It is their first meeting since 2011, and she is the fourth president to visit the fort."
    )
    aid, first, fourth = figures_in(text)
    assert (aid.value, aid.unit, aid.what, aid.modifier) == (40e6, "USD", "farm aid", "about")
    assert (first.value, first.what) == (1, "meeting")
    assert (fourth.value, fourth.what, fourth.ordinal) == (4, "president to visit", True)


def test_tags_sharpen_what_but_no_value() -> None:
    text = "The two shook hands. The 300 elected mayors, 45 percent of them new, first met in May."
    plain, tagged = figures_in(text), figures(article(text), parse(text))
    values = [f.value for f in tagged if not f.ordinal]
    assert set(values) <= {f.value for f in plain}
    assert next(f.what for f in tagged if f.value == 300) == "elected mayors"


def test_numbers() -> None:
    read = {
        "two hundred and six thousand": 206_000,
        "a hundred": 100,
        "two and a half million": 2.5e6,
        "half a million": 5e5,
        "2 1/2": 2.5,
        "3½": 3.5,
        ".001": 0.001,
        "1.99×10−30": 1.99e-30,
        "10\u2009000": 10_000,
        "−5": -5,
    }
    for text, value in read.items():
        (number,) = numbers(text)
        assert math.isclose(number.value, value), text
    assert [n.value for n in numbers("nineteen ninety-seven")] == [19, 97]
    assert ordinal_value("Forty-second") == 42


def test_nouns() -> None:
    for single, many in (
        ("soldier", "soldiers"),
        ("person", "people"),
        ("country", "countries"),
        ("box", "boxes"),
        ("fisherman", "fishermen"),
        ("day", "days"),
        ("troops", "troops"),
        ("virus", "viruses"),
    ):
        assert plural(single) == many
        assert singular(many) == single


def test_every_unit_has_a_name_of_its_own() -> None:
    names = [unit.name for unit in units().by_code.values()]
    assert len(names) == len(set(names))


PIECES = st.sampled_from(
    ["1", "12", "1,200", ".5", "½", "two", "dozen", "hundred", "million", "first", "$", "€", "%",
     "km", "per", "a", "-",
     "–", " ", "\n", ",", ".", "of", "people", "killed", "rose", "from", "to", "between", "and",
     "aged", "m", "bn", "ſ",
     "٣", "²", "５", "＄", "KILLED", "AB", "\u200b", "5\"", "1/2", "6'2", "a half-", "|", "\t", "them",
     "/", "×10", "°C", "İ", "Kim", "US", "in 2019", "at 10:30", "“", "\u2009", "9" * 40]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.one_of(
        st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map(" ".join), st.text()
    )
)
def test_any_text_has_spans_in_order(text: str) -> None:
    ends = 0
    for figure in figures_in(text):
        assert ends <= figure.span.start < figure.span.end <= len(text)
        assert math.isfinite(figure.value)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        ends = figure.span.end
    assert figures_in(text) == figures_in(text)


CAPITALS = [
    ("QUAKE KILLS 51 AS FIRES BURN 3 TOWNS DOWN", [(51, "", "people killed"), (3, "", "towns")]),
    ("AT LEAST 51 PEOPLE WERE KILLED ON 5 MAY 2019", [(51, "", "people killed")]),
    ("PORT COST $5 MILLION AND USD 6M MORE", [(5e6, "USD", "port"), (6e6, "USD", "port")]),
    ("at least 51 people were killed on 5 may 2019", [(51, "", "people killed")]),
    ("５１ people paid ＄５ million", [(51, "", "people"), (5e6, "USD", "")]),  # full width
    ("٥١ people paid ٣٪", [(51, "", "people"), (3, "%", "")]),  # Arabic-Indic
]


@pytest.mark.parametrize(("text", "expected"), CAPITALS, ids=[c[0] for c in CAPITALS])
def test_capitals_small_letters_and_other_digits(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(f.value, f.unit, f.what) for f in figures_in(text)] == expected
    tagged = figures(article(text), parse(text))
    assert [f.value for f in tagged] == [value for value, _, _ in expected]


@pytest.mark.parametrize(
    "unit",
    [
        "The 340 boats carried $5 million in aid to 12 towns, 3% more than in 2018. ",
        "1 ",
        "a ",
        " ",
        "9",
        "from 1 to ",
        "half a ",
        "-",
        "1,",
        "one and ",
        "AB 1 ",
        '5" ',
        "1/2 ",
        "1 of the 1's ",
        "$1-",
        "of 1 ",
        "(1 A ",
    ],
)
def test_cost_grows_in_line_with_length(unit: str) -> None:
    assert growth(figures_in, lambda n: unit * n, 100) < LINEAR


@pytest.mark.parametrize("hedge", ["about", "roughly", "close to", "more than", "in excess of"])
def test_by_how_much_and_to_what_are_two_figures(hedge: str) -> None:
    listed = figures(article(f"It fell by {hedge} 12 to 348."))
    assert [figure.value for figure in listed] == [12, 348]


@pytest.mark.parametrize(
    ("text", "unit"), [("She turned 120 on Monday.", "year"), ("She turned 121 on Monday.", "")]
)
def test_an_age_without_its_unit_is_of_a_person(text: str, unit: str) -> None:
    assert [figure.unit for figure in figures(article(text))] == [unit]
