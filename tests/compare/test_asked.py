"""A sentence somebody asks about, held against statements: features by name, and how likely each says so."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from newsfold.compare.asked import answers, asked_features
from newsfold.learned import logistic_models
from newsfold.records import NewsfoldError
from tests.factories import article, mention, statement

TEXT = "Orla Venn opened the bridge on Monday."
ASKED_IN = article(TEXT, "asked")
ASKED = statement(
    ASKED_IN,
    mentions=(mention(ASKED_IN, "Orla Venn", "venn", "person"), mention(ASKED_IN, "bridge", "bridge")),
)
FIRST, SECOND = (
    article("The bridge was opened by Orla Venn. It rained.", "a"),
    article("Trains ran late.", "b"),
)
SAID = [
    statement(
        FIRST,
        "The bridge was opened by Orla Venn.",
        mentions=(mention(FIRST, "Orla Venn", "venn", "person"),),
    ),
    statement(FIRST, "It rained.", position=1),
    statement(SECOND),
]
# The first says much the same, the second a little, the third nothing.
VECTORS = np.array([[1, 0], [0.8, 0.6], [0.6, 0.8], [0, 1]], dtype=np.float32)
# Of four texts orla, venn, open and bridge stand in two, Monday in one.
SHARED, ALONE = 0.5 + log(4 / 2), 0.5 + log(4)


def test_each_feature_is_what_its_name_says() -> None:
    texts = [s.span.of(a.text) for s, a in zip(SAID, (FIRST, FIRST, SECOND), strict=True)]
    first, second, third = asked_features(ASKED, TEXT, SAID, texts, VECTORS)
    held = 4 * SHARED / (4 * SHARED + ALONE)
    assert first == pytest.approx(
        {
            "cosine": 0.8,
            "tfidf": 2 * SHARED / sqrt(4 * SHARED**2 + ALONE**2),
            "overlap": held,
            "shared": log(1 + 4 * SHARED),
            "held": held,
            "held most": 1.0,
            "run": log(1 + 2),
            "shorter": log(1 + 7),
            "longer": log(1 + 7),
            "names": log(1 + 1),
            "names share": 1 / 2,
            "names clash": 0.0,
            "figures": 0.0,
            "figures one": 0.0,
            "ordinals": 0.0,
            "speakers": 0.0,
            "speakers clash": 0.0,
            "spoken one": 0.0,
            "asked held": held,
            "asked names": 1 / 2,
            "cosine behind": 0.0,
            "cosine far behind": 0.0,
            "asked held behind": 0.0,
            "asked held far behind": 0.0,
        },
        abs=1e-6,
    )
    behind = ("cosine behind", "cosine far behind", "asked held behind", "asked held far behind")
    assert [second[name] for name in behind] == pytest.approx([0.2, 0.2, held, held], abs=1e-6)
    assert [third[name] for name in behind] == pytest.approx([0.0, 0.8, 0.0, held], abs=1e-6)
    assert (second["asked names"], third["asked held"]) == (0.0, 0.0)


def test_how_likely_statements_say_what_is_asked() -> None:
    listed = answers(ASKED, TEXT, SAID, {"a": FIRST, "b": SECOND}, VECTORS, {"a": (), "b": ()})
    assert [a.at for a in listed] == [0, 1, 2]
    assert [a.likelihood for a in listed] == pytest.approx([0.53, 0.07, 0.0], abs=0.006)


# A statement written feature by feature, none of them at its mean, so that every weight counts.
EVERY_FEATURE = {
    "asked held": 0.06,
    "asked held behind": 0.25,
    "asked held far behind": 0.16,
    "asked names": 0.18,
    "cosine": 0.69,
    "cosine behind": 0.03,
    "cosine far behind": 0.15,
    "figures": 0.0,
    "figures one": 0.0,
    "held": 0.02,
    "held most": 0.07,
    "longer": 3.64,
    "names": 0.08,
    "names clash": 0.0,
    "names share": 0.01,
    "ordinals": 0.0,
    "overlap": 0.01,
    "run": 0.59,
    "shared": 0.75,
    "shorter": 2.13,
    "speakers": 0.0,
    "speakers clash": 0.0,
    "spoken one": 0.0,
    "tfidf": 0.23,
}


def test_every_weight_of_the_model_that_ships_counts() -> None:
    model = logistic_models("check")["says so"]
    assert model.likelihood(EVERY_FEATURE) == pytest.approx(0.5001, abs=1e-4)


def test_a_feature_too_few_is_refused() -> None:
    fewer = {name: value for name, value in EVERY_FEATURE.items() if name != "tfidf"}
    with pytest.raises(NewsfoldError, match=r"models/check/weights.json .* 'tfidf' is not computed"):
        logistic_models("check")["says so"].likelihood(fewer)
