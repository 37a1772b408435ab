"""Pairs of statements: hard ones are chosen, shown without scores, and labels become records."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.metrics.agreement import kappa_of_answers
from evaluation.pair_labels import agreement, read_labels, relation, roots, shares, supports
from evaluation.statement_pairs import Scored, hardest, labelled, page

TEXTS = {"a": "The wall fell. Two men were hurt.", "b": "The wall came down. Police said three were hurt."}
ROWS: dict[str, dict[str, Any]] = {
    id: {"id": id, "outlet": id.upper(), "published": None, "title": f"Title {id}", "text": text}
    for id, text in TEXTS.items()
}
RECORD: dict[str, Any] = {
    "story": "s",
    "articles": [{"id": "a"}, {"id": "b"}],
    "statements": [[0, 0, 14], [0, 15, 33], [1, 0, 19], [1, 20, 49]],
    "pairs": [[0, 2], [1, 3]],
}


@pytest.mark.parametrize(
    ("label", "words", "shared", "borne_out", "root"),
    [
        ("=2", "same", True, True, 2),
        ("~1", "share a part", True, True, 1),
        ("<0", "right says more", True, True, None),
        ("Vf+", "other figure", True, False, None),
        ("D", "denial", True, False, None),
        ("O", "outcome", False, False, None),
        ("N", "unrelated", False, False, None),
    ],
)
def test_what_a_label_says(label: str, words: str, shared: bool, borne_out: bool, root: int | None) -> None:
    assert (relation(label), shares(label), supports(label), roots(label)) == (words, shared, borne_out, root)


def test_a_page_shows_statements_and_pairs_alone() -> None:
    lines = list(page(RECORD, ROWS))
    assert "A1 The wall fell." in lines and "B2 Police said three were hurt." in lines
    assert sorted(lines[-1].split()[1:]) == ["A1-B1", "A2-B2"]


def test_labels_become_a_record_without_text() -> None:
    read = read_labels(["# STORY s", "A1-B1 =2", "", "A2-B2 Vf"])
    record = labelled(RECORD, {"one": read["s"], "two": read["s"]}, ROWS)
    assert record["pairs"] == [[0, 2, {"one": "=2", "two": "=2"}], [1, 3, {"one": "Vf", "two": "Vf"}]]
    assert [len(digest) for *_, digest in record["statements"]] == [16] * 4
    assert "wall" not in str(record)
    assert "which relation          2  1.000  1.000" in agreement([record])


def test_a_wrong_or_missing_label_is_named() -> None:
    with pytest.raises(ValueError, match="line 2: 'A1-B1 =3' is no label"):
        read_labels(["# STORY s", "A1-B1 =3"])
    with pytest.raises(ValueError, match="s: A2-B2 has no label"):
        labelled(RECORD, {"one": {"A1-B1": "=2"}}, ROWS)


def test_the_hardest_pairs_are_doubtful_or_share_few_words() -> None:
    listed = [Scored(left=n, right=n + 100, score=n / 100, cosine=0.4, shared=n % 9) for n in range(100)]
    chosen = hardest(listed, 2, "s")
    assert len(chosen) == 20 and chosen == hardest(listed[::-1], 2, "s")
    assert sum(20 <= left < 65 for left, _ in chosen) >= 11
    assert all(left >= 5 or left % 9 <= 3 for left, _ in chosen)


def test_kappa_of_answers() -> None:
    assert kappa_of_answers([("a", "a"), ("b", "b")]) == 1
    assert kappa_of_answers([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
