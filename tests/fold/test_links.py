"""What is held against each other of two articles: each feature by its name, from traits written here."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

import numpy as np
import pytest

from newsfold.fold.article_features import ArticleFeatures, SparseVector, background
from newsfold.fold.links import link_features

# Numbers that no word of the background has, so each counts as the rarest.
QUAKE, ORSK, TOLL, VALLEY, TENTS, SECOND = (7, 11, 13, 17, 19, 23)
RAREST = log(background().total + 1)


def sparse_vector(weights: Mapping[int, float]) -> SparseVector:
    """Words with the weights as they are given, not brought to unit length, so that sums can be read."""
    codes = sorted(weights)
    return SparseVector(
        np.array(codes, dtype=np.uint32), np.array([weights[c] for c in codes], dtype=np.float32)
    )


def article_features(id: str, **parts: object) -> ArticleFeatures:
    sparse_vectors = ("title", "lead", "body", "names", "numbers", "lead_names")
    nothing: dict[str, object] = dict.fromkeys(sparse_vectors, sparse_vector({}))
    rest: dict[str, object] = {
        "day": None,
        "stated_day": None,
        "window": None,
        "vector": np.zeros(2, np.float32),
    }
    rest |= {
        "named": 0.0,
        "parties": np.zeros(0, np.uint32),
        "weekday": None,
        "figures": 0,
        "share": 0.0,
        "market": 0,
    }
    marks: dict[str, object] = {"ordinals": frozenset(), "years": frozenset()}
    return ArticleFeatures(id=id, **{**nothing, **rest, **marks, "size": 0, **parts})  # type: ignore[arg-type]


LEFT = article_features(
    "a",
    day=100.0,
    vector=np.array([0.6, 0.8], np.float32),
    title=sparse_vector({QUAKE: 0.5, ORSK: 0.25}),
    lead=sparse_vector({QUAKE: 0.5, TOLL: 0.75}),
    body=sparse_vector({QUAKE: 0.5, ORSK: 0.5, VALLEY: 0.25, TENTS: 0.125}),
    names=sparse_vector({ORSK: 0.75, VALLEY: 0.5}),
    numbers=sparse_vector({TOLL: 0.25}),
    ordinals=frozenset({(2, SECOND), (3, TENTS)}),
    years=frozenset({2014}),
    size=99,
)
RIGHT = article_features(
    "b",
    day=111.0,
    vector=np.array([1.0, 0.0], np.float32),
    title=sparse_vector({QUAKE: 1.0, TENTS: 0.5}),
    lead=sparse_vector({TOLL: 1.0}),
    body=sparse_vector({QUAKE: 0.25, VALLEY: 0.5}),
    names=sparse_vector({ORSK: 0.5}),
    numbers=sparse_vector({TOLL: 1.0}),
    ordinals=frozenset({(2, SECOND), (4, TENTS)}),
    years=frozenset({2015}),
    size=24,
)
EXPECTED = {
    "title": 0.5 * 1.0,
    "lead": 0.75 * 1.0,
    "body": 0.5 * 0.25 + 0.25 * 0.5,
    "dense": 0.6,
    "names": 0.75 * 0.5,
    "numbers": 0.25,
    # all of the other's title stands in the one's body, of the one's title "quake" in the other's
    "title held": 1.0**2 + 0.5**2,
    "title held both": 0.5**2,
    "names held": 0.75**2,
    "names held both": 0.5**2,
    "body held": 0.5**2 + 0.25**2,
    "body held both": 0.25**2 + 0.5**2,
    "evidence": log(1 + 2 * RAREST),
    "name evidence": log(1 + RAREST),
    "gap": log(1 + 11 - 5),
    "undated": 0.0,
    "size": log(100),
    "size both": log(25),
    "ordinal clash": 1.0,
    "ordinal match": 1.0,
    "year clash": 1.0,
}


def test_each_feature_is_what_its_name_says() -> None:
    table = link_features(LEFT, [RIGHT])
    assert dict(zip(table.names, table.rows[0].tolist(), strict=True)) == pytest.approx(EXPECTED, abs=1e-6)


# (what the other article has otherwise, the features that this changes)
CHANGES: list[tuple[dict[str, object], dict[str, float]]] = [
    ({"day": None}, {"gap": 0.0, "undated": 1.0}),
    ({"day": 97.0}, {"gap": 0.0}),  # within five days
    ({"stated_day": 102.0}, {"gap": 0.0}),  # dated late, and itself of a day within five
    ({"stated_day": 92.0}, {"gap": log(1 + 8 - 5)}),
    ({"ordinals": frozenset({(2, SECOND)})}, {"ordinal clash": 0.0}),
    ({"ordinals": frozenset({(4, TENTS)})}, {"ordinal match": 0.0}),
    ({"ordinals": frozenset()}, {"ordinal clash": 0.0, "ordinal match": 0.0}),
    ({"years": frozenset({2014, 2015})}, {"year clash": 0.0}),
    ({"size": 199}, {"size": log(200), "size both": log(100)}),
    ({"numbers": sparse_vector({})}, {"numbers": 0.0}),
    (
        {"body": sparse_vector({})},
        {"body": 0, "evidence": 0, "title held both": 0, "body held": 0, "body held both": 0},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "changed"), CHANGES)
def test_a_change_moves_the_features_it_is_about(
    change: dict[str, object], changed: dict[str, float]
) -> None:
    parts = {name: getattr(RIGHT, name) for name in ArticleFeatures.__slots__ if name != "id"}
    table = link_features(LEFT, [article_features("b", **{**parts, **change})])
    measured = dict(zip(table.names, table.rows[0].tolist(), strict=True))
    assert measured == pytest.approx({**EXPECTED, **changed}, abs=1e-6)
