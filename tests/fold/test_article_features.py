"""What is read of an article: how far into it, and which of its words name, are rare or rank."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.fold.article_features import ArticleFeatures, article_features, idf
from newsfold.fold.links import _candidate_mask
from newsfold.fold.words import code, form, idf_in
from newsfold.learned import Table
from tests.factories import article


def features(text: str, title: str = "") -> ArticleFeatures:
    return article_features(article(text, title=title), np.zeros(2, np.float32))


def codes(*words: str) -> set[int]:
    return {code(form(word)) for word in words}


def row(number: int) -> str:
    """So many words, each another one that no background has."""
    return " ".join(f"zq{n:03}" for n in range(number))


@pytest.mark.parametrize(("words", "read"), [(14, 14), (15, 14)])
def test_fourteen_words_stand_in_for_a_title(words: int, read: int) -> None:
    assert len(features(row(words)).title.codes) == read


@pytest.mark.parametrize(("words", "start"), [(60, 60), (61, 60)])
def test_a_start_has_sixty_words(words: int, start: int) -> None:
    assert len(features(row(words)).lead.codes) == start


@pytest.mark.parametrize(("words", "size"), [(399, 399), (401, 400)])
def test_four_hundred_words_are_read(words: int, size: int) -> None:
    assert features(row(words)).size == size


def test_a_word_that_is_written_with_a_capital_in_six_of_ten_places_is_a_name() -> None:
    names = set(features("The prince and the union of speakers met.").names.codes.tolist())
    assert names == codes("prince", "speakers")  # .64 of their places; of "union" .59


def test_a_name_in_134_of_20_000_articles_tells_what_an_event_is_about() -> None:
    assert 4.9 < idf(code(form("clinic"))) < 5 < idf(code(form("smoke"))) < 5.1
    assert set(features("The court heard Clinic v. Smoke.").parties.tolist()) == codes("smoke")


def test_a_word_that_no_table_has_is_as_rare_as_in_english() -> None:
    assert idf_in(code("zqzq"), "es") == pytest.approx(idf(code("zqzq")), abs=0.05)


@pytest.mark.parametrize(("closeness", "candidate"), [(0.35, False), (0.37, True)])
def test_starts_and_meanings_further_off_are_no_candidates(closeness: float, candidate: bool) -> None:
    table = Table.of_columns({"lead": [closeness - 0.25], "dense": [0.25]}, np.float64)
    assert _candidate_mask(table).tolist() == [candidate]


@pytest.mark.parametrize(("rank", "ordinals"), [("twelfth", {(12, "summit")}), ("thirteenth", set())])
def test_a_rank_is_read_in_words_up_to_the_twelfth(rank: str, ordinals: set[tuple[int, str]]) -> None:
    expected = {(number, code(form(word))) for number, word in ordinals}
    assert features(f"Ministers met at the {rank} summit in Orsk.").ordinals == expected
