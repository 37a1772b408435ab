"""The gold set of claims: what annotators write becomes records, and two passes are compared."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.annotation import agree, matched_claims, matched_differences, pack
from evaluation.gold_stories import claim_pairs, records
from evaluation.metrics.agreement import kappa

TEXTS = {
    "a": "The wall broke. Two men were hurt. It rained.",
    "b": "Police said two were hurt. The wall fell.",
}
ROWS: list[dict[str, Any]] = [
    {"id": id, "url": f"https://{id}.example", "outlet": id, "published": None, "text": text}
    for id, text in TEXTS.items()
]
FIRST = "c 1/2 two hurt | A2* B1* | police\nc 2/2 the wall broke | A1* B2*\nd figure how many | A2 B1"


def test_a_claim_is_its_sentences_with_grades_and_counts() -> None:
    record = pack("s", FIRST, ROWS)
    assert [claim["status"] for claim in record["claims"]] == ["single origin", "corroborated"]
    assert record["claims"][0]["evidence"] == [[0, 2, "clear"], [1, 1, "clear"]]
    assert record["claims"][0]["source"] == "police"
    assert claim_pairs(record) == {((0, 2), (1, 1)), ((0, 1), (1, 2))}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("c 1/1 two hurt | A2*", "two articles"),
        ("c 1/2 two hurt | A2* B1", "one clear sentence"),
        ("c 3/2 two hurt | A2* B1*", "origins"),
        ("c 1/2 two hurt | A9* B1*", "not in the story"),
        ("c 1/2 a gist that has by far too many words in it | A2* B1*", "8 words"),
        ("d colour of it | A1 B1", "a kind of"),
        ("two hurt", "a line starts with"),
    ],
)
def test_a_wrong_line_is_named(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"s, line 2: .*{why}"):
        pack("s", f"# a comment\n{line}", ROWS)


def test_two_passes_are_matched_one_to_one(capsys: pytest.CaptureFixture[str]) -> None:
    first = pack("s", FIRST, ROWS)
    second = pack("s", "c 2/2 it broke | A1* B2*\nc 1/2 rain | A3* B2*\nd figure hurt | A2 B1", ROWS)
    assert [(a["gist"], b["gist"]) for a, b in matched_claims(first, second)] == [
        ("the wall broke", "it broke")
    ]
    assert matched_differences(first, second) == 1
    agree([first], [second])
    assert "claims matched (Jaccard >= 0.5): 1, F1 0.50" in capsys.readouterr().out


def test_kappa_is_0_where_agreement_is_chance_and_1_where_it_is_whole() -> None:
    assert kappa(50, 50, 25, 100) == pytest.approx(0)
    assert kappa(30, 30, 30, 100) == pytest.approx(1)


def test_the_gold_set_is_whole() -> None:
    """Every claim's evidence is sentences that are there, in two articles or more; a story stands once."""
    every = [record for name in ("pass1", "extra", "later") for record in records(name)]
    assert len(every) > 90
    assert len({record["story"] for record in every}) == len(every)
    for record in every:
        counts = [len(article["sentences"]) for article in record["articles"]]
        for claim in record["claims"]:
            assert all(1 <= n <= counts[a] for a, n, _ in claim["evidence"])
            assert len({a for a, _, _ in claim["evidence"]}) > 1
            assert 1 <= claim["origins"] <= claim["sayings"] <= len(counts)
