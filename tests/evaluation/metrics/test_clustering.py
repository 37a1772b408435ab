from __future__ import annotations

import pytest

from evaluation.datasets.corpus import Corpus
from evaluation.metrics.clustering import b_cubed, score, separation

EVENTS = ["fire", "fire", "fire", "vote", "vote", "flood", "flood"]


def test_b_cubed_by_hand() -> None:
    # two fires and the votes are together; the third fire with a flood; the other flood alone
    labels = [1, 1, 2, 3, 3, 2, 4]
    precision, recall = b_cubed(EVENTS, labels)
    assert precision == pytest.approx(1 + 1 + 1 / 2 + 1 + 1 + 1 / 2 + 1)
    assert recall == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1 / 2 + 1 / 2)


def test_score_counts_what_was_split_and_what_was_mixed() -> None:
    scored = score([1, 1, 2, 3, 3, 2, 4], EVENTS)
    assert (scored.split, scored.mixed) == (2, 1)
    assert scored.f1 == pytest.approx(
        2 * scored.precision * scored.recall / (scored.precision + scored.recall)
    )
    assert score(list(range(7)), EVENTS).precision == 1.0
    assert score([0] * 7, EVENTS).recall == 1.0


def test_separation_looks_at_a_topics_own_events_alone() -> None:
    corpus = Corpus("c", [], ["1a", "1b", "1b", "2a"], [True] * 4, ["1", "1", "1", "2"])
    assert separation([7, 7, 8, 7], corpus, range(4)) == 0.5
    assert separation([7, 8, 8, 7], corpus, range(4)) == 1.0
