"""Labelled pairs of figures, and whether a difference shows them as two values of one thing."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.count_pairs import CountPair, pairs, records, sets_apart
from tests.factories import difference, evidence

LEFT, RIGHT = "A ferry with 212 aboard ran aground. It rained.", "The firm counted 208 passengers and crew."
ROWS = {
    id: {"id": id, "outlet": id.upper(), "published": None, "title": "", "text": text, "url": ""}
    for id, text in (("a", LEFT), ("b", RIGHT))
}
RECORD = {
    "story": "s",
    "articles": [{"id": "a"}, {"id": "b"}],
    "figures": [[0, 13, 16, 0, 36, ""], [1, 17, 20, 0, 41, ""]],
    "pairs": [[0, 1, "clash"]],
}


def only() -> CountPair:
    """The one labelled pair."""
    (pair,) = pairs(RECORD, ROWS)
    return pair


def test_a_record_tells_which_figures_are_meant() -> None:
    pair = only()
    assert (pair.left.words, pair.right.words, pair.label) == ("212", "208", "clash")
    assert pair.left.said.of(pair.left.article.text) == "A ferry with 212 aboard ran aground."


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("212", "208", True), ("at least 212", "some 208", True), ("212", "209", False), ("12", "208", False)],
)
def test_a_difference_sets_figures_apart_by_their_words_and_place(
    left: str, right: str, expected: bool
) -> None:
    pair = only()
    said = evidence(pair.left.article, pair.left.said)
    other = evidence(pair.right.article, pair.right.said)
    assert sets_apart(difference({left: [said], right: [other]}), pair) is expected
    elsewhere = evidence(pair.left.article, "It rained.")
    assert not sets_apart(difference({left: [elsewhere], right: [other]}), pair)
    assert not sets_apart(difference({left: [said], right: [other]}, kind="negation"), pair)
    assert not sets_apart(difference({f"{left} or {right}": [said, other], "9": [said]}), pair)


def test_the_gold_set_holds_what_its_page_says() -> None:
    every = records()
    labels = Counter(label for record in every for *_, label in record["pairs"])
    assert (len(every), labels) == (200, {"clash": 41, "grew": 10, "other": 534, "open": 9})
    for record in every:
        for left, right, _ in record["pairs"]:
            first, second = record["figures"][left], record["figures"][right]
            assert first[0] != second[0]  # two articles
            assert all(said <= start < end <= last for _, start, end, said, last, _ in (first, second))
