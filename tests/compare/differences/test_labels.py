"""What a reader is told that counts are of: words of the sources."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.counts import counted_figure
from newsfold.compare.differences.labels import count_label
from newsfold.records import Span
from newsfold.text import words
from tests.factories import article, figure, mention, statement

# (a sentence, its figure, what extraction says that it counts, the label)
LABELS = [
    ("The storm burned 40 wooden homes by noon.", "40", "wooden homes", "wooden homes"),
    ("The blast hurt 12 people on the quay.", "12", "people injured", "people hurt"),
    ("The blast left 12 people injured.", "12", "people injured", "people injured"),
    ("At least 12 were wounded, one of them a boy.", "12", "boys", "were wounded"),
    ("Some 12 people are known to have died.", "12", "people", "people died"),
    ("The ministry counted 51 deaths.", "51", "people killed", "deaths"),
    (
        "The chamber gave $5 billion for the promised sea wall, it said.",
        "$5 billion",
        "",
        "for the promised sea wall",
    ),
    ("Nearly 1,400 people were detained at the quay.", "1,400", "people arrested", "people detained"),
    ("The firm follows 12 people.", "12", "people", "people"),
    ("A ferry with 12 people on board sank.", "12", "people", "people on board"),
    ("It had 12 passengers and crew from the isle.", "12", "passengers", "passengers and crew"),
    ("A ferry carrying 12 people sank.", "12", "people", "people"),
    ("The captain was sentenced to two years.", "two years", "", "The captain was sentenced to"),
]


@pytest.mark.parametrize(("text", "number", "what", "expected"), LABELS)
def test_a_label_is_words_of_the_sentence(text: str, number: str, what: str, expected: str) -> None:
    source = article(text)
    counted = figure(source, number, 12, what, unit="USD" if "$" in number else "")
    label = count_label([counted_figure(0, statement(source, figures=(counted,)), counted, source)])
    assert label == expected
    assert set(words(label)) <= set(words(text))


def test_a_label_names_the_place_that_stands_beside_the_count() -> None:
    text = "Shells killed 12 people in Marvik, and the war has spread to Oslund."
    source = article(text)
    counted = figure(source, "12", 12, "people killed")
    named = [
        mention(source, Span(start=text.index(n), end=text.index(n) + len(n)), n.lower())
        for n in ("Marvik", "Oslund")
    ]
    said = statement(source, figures=(counted,), mentions=tuple(named))
    assert count_label([counted_figure(0, said, counted, source)]) == "people killed in Marvik"


def test_of_several_accounts_the_one_that_says_most_gives_the_label() -> None:
    texts = ("The blast hurt 12.", "The blast on the quay hurt 15 people.")
    counts = []
    for n, (text, number) in enumerate(zip(texts, ("12", "15"), strict=True)):
        source = article(text, f"a{n}")
        counted = figure(source, number, float(number), "people injured")
        counts.append(counted_figure(n, statement(source, figures=(counted,)), counted, source))
    assert count_label(counts) == count_label(counts[::-1]) == "people hurt"


def test_an_age_is_its_persons() -> None:
    source = article("The judge jailed 60-year-old Orla Venn on Friday.")
    age = figure(source, "60-year-old", 60, "age", unit="year")
    said = statement(source, figures=(age,), mentions=(mention(source, "Orla Venn", "venn", "person"),))
    assert count_label([counted_figure(0, said, age, source)]) == "Orla Venn"
    alone = statement(source, figures=(age,))
    assert count_label([counted_figure(0, alone, age, source)]) == "age"


def label_of(text: str, what: str, *places: str) -> str:
    """What the 12 of a text is said to count."""
    source = article(text)
    count = figure(source, "12", 12, what, unit="" if what else "USD")
    named = tuple(mention(source, place, place.lower()) for place in places)
    said = statement(source, figures=(count,), mentions=named)
    return count_label([counted_figure(0, said, count, source)])


ROW = "alfa bravo carlo delta echo foxtrot golf hotel india juliet kilo"


def test_how_far_behind_a_number_its_noun_stands() -> None:
    five, six = " ".join(ROW.split()[:5]), " ".join(ROW.split()[:6])
    assert label_of(f"The storm burned 12 {five} homes by night.", "homes") == f"{five} homes"
    assert label_of(f"The storm burned 12 {six} homes by night.", "homes") == f"{six} homes by night"


def test_nine_words_behind_an_amount_say_what_it_is_for() -> None:
    assert label_of(f"The chamber gave 12 {ROW}.", "") == " ".join(ROW.split()[:9])


@pytest.mark.parametrize(("between", "named"), [(3, True), (4, False)])
def test_a_place_stands_beside_its_count(between: int, named: bool) -> None:
    row = " ".join(ROW.split()[:between])
    label = label_of(f"The storm burned 12 homes {row} in Marvik.", "homes", "Marvik")
    assert label == ("homes in Marvik" if named else "homes")
