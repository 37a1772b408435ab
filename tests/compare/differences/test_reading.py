"""Which figures are read as one count by the words around them, and which never are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.counts import by_article
from newsfold.compare.differences.figures import compared_counts, figure_differences, no_difference, rivals
from newsfold.compare.differences.one_thing import Likelihood
from newsfold.compare.differences.reading import read_as_one
from newsfold.records import Article, Figure, Statement
from tests.factories import article, evidence, figure, statement

LEFT = "The harbour office said on Friday that 240 boats were moored at the quay of Verden that night."
RIGHT = "At the quay of Verden lay 200 boats."


class IngestReport:
    """A reader that answers every pair alike, and keeps what it was asked."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.asked: list[tuple[str, str]] = []

    def __call__(self, texts: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        self.asked += texts
        return np.full(len(texts), self.odds)


def counts(
    *texts: tuple[str, float, str], unit: str = "", urls: tuple[str | None, str | None] = (None, None)
) -> tuple[list[Statement], dict[str, Article]]:
    """A statement an article with one figure: its text, the value that stands in it, its noun."""
    articles, said = {}, []
    for n, (text, value, noun) in enumerate(texts):
        news = article(text, f"a{n}", outlet=f"Outlet {n}", url=urls[n % 2])
        articles[news.id] = news
        said.append(statement(news, figures=(figure(news, f"{value:g}", value, noun, unit=unit),)))
    return said, articles


def read(
    counted: tuple[list[Statement], dict[str, Article]], odds: float, likely: Likelihood = Likelihood()
) -> list[float]:
    """The likelihoods of the pairs that are read as one count."""
    return list(read_as_one(by_article(*counted, None), likely, IngestReport(odds)).values())


BOATS = ((LEFT, 240.0, "boats"), (RIGHT, 200.0, "boats"))


def test_the_words_around_two_figures_are_read_with_their_values_made_equal() -> None:
    reader = IngestReport(2)
    read_as_one(by_article(*counts(*BOATS), None), Likelihood(), reader)
    assert reader.asked == [(LEFT[:-1], "At the quay of Verden lay 240 boats")]
    long = f"{'Long ago and far away, ' * 8}240 boats lay at the quay{', as they said' * 9}."
    reader = IngestReport(2)
    read_as_one(by_article(*counts((long, 240, "boats"), BOATS[1]), None), Likelihood(), reader)
    ((passage, _),) = reader.asked
    assert len(passage.split()) == 25 and " 240 boats lay at the quay," in passage


@pytest.mark.parametrize(("odds", "expected"), [(1.4, []), (1.5, [0.7]), (2.5, [0.85]), (9, [0.85])])
def test_figures_are_of_one_thing_where_they_are_read_so(odds: float, expected: list[float]) -> None:
    assert read(counts(*BOATS), odds) == expected


# (what the one counts, and the other, the unit): which log-odds is the least for one thing
LEAST = [
    ((LEFT, 240.0, "boats"), (RIGHT, 200.0, "boats"), "", 1.5),
    ((LEFT, 240.0, "boats"), ("Some 150 boats lay there.", 150.0, "boats"), "", 3.0),  # far apart
    ((LEFT, 240.0, "people"), ("Here lay 200 people.", 200.0, "people"), "", 3.0),  # who did what is not told
    ((LEFT, 240.0, "boats"), ("Some 90 boats lay there.", 90.0, "boats"), "", None),  # too far
    ((LEFT, 240.0, "boats"), ("They have 150 boats.", 150.0, "boats"), "t", None),  # tonnes, of other things
    ((LEFT, 240.0, "boats"), ("Here lay 200 nets.", 200.0, "nets"), "", None),
    ((LEFT, 240.0, "boats"), ("Here lay 240 boats.", 240.0, "boats"), "", None),  # nothing differs
    ((LEFT, 240.0, "age"), ("Here lay 200 boats.", 200.0, "age"), "year", None),
]


@pytest.mark.parametrize(("left", "right", "unit", "least"), LEAST)
def test_how_surely_figures_must_be_read_as_one(
    left: tuple[str, float, str], right: tuple[str, float, str], unit: str, least: float | None
) -> None:
    counted = counts(left, right, unit=unit)
    assert bool(read(counted, 9)) == (least is not None)
    if least is not None:
        assert read(counted, least) and not read(counted, least - 0.1)


def test_versions_of_one_page_are_not_read() -> None:
    page = "https://a.example/quay"
    assert read(counts(*BOATS, urls=(page, "https://b.example/quay")), 9)
    assert not read(counts(*BOATS, urls=(page, page)), 9)


def test_what_is_surely_one_claim_is_not_read_again() -> None:
    assert read(counts(*BOATS), 9, Likelihood(claims={(0, 1): 0.6}))
    assert not read(counts(*BOATS), 9, Likelihood(claims={(0, 1): 0.7}))


# (a value, another, the noun, whether they are one thing however they are read)
CLOSE = [
    (225.0, 220.0, "talks", True),
    (14.0, 13.0, "talks", True),
    (230.0, 220.0, "talks", False),  # both round
    (12.0, 11.0, "talks", False),  # so few that they are soon alike
    (260.0, 225.0, "talks", False),
    (225.0, 220.0, "people", False),
    (225.0, 220.0, "people killed", False),
]


@pytest.mark.parametrize(("left", "right", "noun", "expected"), CLOSE)
def test_exact_counts_that_are_very_close_are_of_one_thing(
    left: float, right: float, noun: str, expected: bool
) -> None:
    texts = (f"They held {left:g} of the talks.", f"In Verden {right:g} talks were held.")
    counted = counts((texts[0].replace(" of the", ""), left, noun), (texts[1], right, noun))
    assert bool(read(counted, -3)) is expected


def test_a_figure_that_reads_like_two_values_is_neither_beyond_doubt() -> None:
    said, articles = counts(BOATS[0], ("Of 200 boats in all 210 boats lay there.", 200.0, "boats"))
    assert read((said, articles), 2)
    second = figure(articles["a1"], "210", 210, "boats")
    both = [said[0], replace(said[1], figures=(*said[1].figures, second))]
    assert not read((both, articles), 2)


def test_the_order_of_articles_changes_nothing() -> None:
    said, articles = counts(*BOATS, ("Verden had 180 boats at its quay.", 180.0, "boats"))
    forwards = read_as_one(by_article(said, articles, None), Likelihood(), IngestReport(2))
    backwards = read_as_one(by_article(said[::-1], articles, None), Likelihood(), IngestReport(2))
    assert forwards == backwards != {}


def test_figures_read_as_one_differ_though_their_sentences_are_no_claim() -> None:
    said, articles = counts(*BOATS)
    without = compared_counts(said, articles)
    assert figure_differences(without) == []
    compared = compared_counts(said, articles, reader=IngestReport(2))
    (difference,) = figure_differences(compared)
    assert [v.text for v in difference.values] == ["240", "200"]
    left, right = (compared.counts[id][0] for id in ("a0", "a1"))
    assert no_difference(left, right, compared) is None


def test_a_figure_that_is_read_as_one_is_nearer_than_one_of_a_nearer_value() -> None:
    """Boats at the quay, and the boats of another town: only the first are asked to be read as one."""
    said, articles = counts(*BOATS)
    other = "Off Orlen lay 230 boats of Verden."
    both = article(f"{RIGHT} {other}", "a1", outlet="Outlet 1")
    nearer = statement(both, other, position=1, figures=(figure(both, "230", 230, "boats"),))
    first = statement(both, RIGHT, figures=(figure(both, "200", 200, "boats"),))

    def differing(reads: str) -> list[list[str]]:
        def reader(texts: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
            return np.array([2.0 if reads in right else -3.0 for _, right in texts])

        scored = [Pair(left=0, right=n, score=0.6, cosine=0.6) for n in (1, 2)]
        compared = compared_counts(
            [said[0], first, nearer], {"a0": articles["a0"], "a1": both}, scored, None, reader
        )
        return [[v.text for v in d.values] for d in figure_differences(compared)]

    assert differing("quay") == [["240", "200"]]
    assert differing("Orlen") == [["240", "230"]]


def test_rivals_are_told_whether_they_are_sure_or_not() -> None:
    texts = (("Nine were hurt, 24 people killed in the storm.", 24.0, "people killed"),)
    said, articles = counts(*texts, ("The storm killed 21 people.", 21.0, "people killed"))
    assert figure_differences(compared_counts(said, articles)) == []  # no page says when
    assert rivals(compared_counts(said, articles)) == [
        (evidence(articles["a0"]), evidence(articles["a1"])),
    ]
    same = replace_value(said[1], articles["a1"], 24)
    assert rivals(compared_counts([said[0], same], articles)) == []


def replace_value(said: Statement, source: Article, value: float) -> Statement:
    """The statement with another value of its figure."""
    changed: Figure = replace(said.figures[0], value=value)
    return replace(said, figures=(changed,))
