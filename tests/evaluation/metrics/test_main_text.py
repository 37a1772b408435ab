from __future__ import annotations

import pytest

from evaluation.datasets.web_pages import WebPage
from evaluation.metrics.main_text import mean_f1, page_score, rouge_lsum, shingle_score, without_optional

TRUE = "The harbour wall broke in the night. Nobody was hurt, the mayor said."


def test_shingles_of_the_same_text_are_all_right() -> None:
    assert shingle_score(TRUE, TRUE)[:2] == (1.0, 1.0)
    assert shingle_score("", "")[:2] == (0.0, 1.0)


def test_what_is_added_costs_precision_and_what_is_missing_recall() -> None:
    precision, recall, _ = shingle_score(TRUE, TRUE + " Share this page with your friends.")
    assert precision < 1.0 == recall
    precision, recall, _ = shingle_score(TRUE, "The harbour wall broke in the night.")
    assert recall < 1.0 == precision


def test_rouge_lsum_takes_the_union_of_common_subsequences() -> None:
    # Lin 2004, 3.2: w1 w2 and w1 w3 w5 together cover four of the five words
    _, recall, _ = rouge_lsum(
        "alpha beta gamma delta omega", "alpha beta six seven.\nAlpha gamma eight omega."
    )
    assert recall == pytest.approx(4 / 5)


def test_an_optional_paragraph_counts_where_it_is_proposed() -> None:
    paragraphs = ["The harbour wall broke in the night.", "[Photo: the wall after the storm of Monday]"]
    assert without_optional(paragraphs, paragraphs[0]) == paragraphs[:1]
    assert len(without_optional(paragraphs, " ".join(paragraphs))) == 2


def test_each_set_is_scored_by_its_own_metric() -> None:
    assert page_score(WebPage("u", b"", text=TRUE), TRUE)[2] == 0.0
    assert page_score(WebPage("u", b"", paragraphs=(TRUE,)), TRUE) == (1.0, 1.0, 1.0)
    assert mean_f1([(1.0, 0.5, 0.0), (0.5, 0.25, 0.0)]) == pytest.approx((0.75, 0.375, 0.5))
