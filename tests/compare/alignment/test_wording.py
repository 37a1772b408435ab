"""How far the words of two statements tell each other, each feature by its name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from newsfold.compare.alignment.wording import WordedStatement, wording_features

Row = Sequence[float]


def wording(rows: Sequence[Row], shares: Sequence[Row], kinds: Sequence[Row]) -> WordedStatement:
    return WordedStatement(
        rows=np.array(rows, np.float16).reshape(-1, 4),
        shares=np.array(shares, np.float32).reshape(-1, 2),
        kinds=np.array(kinds, np.float32).reshape(-1, 3),
    )


# Three words: the right side has the first itself, one half near the second, and nothing like the third.
LEFT = wording(
    rows=[(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)],
    shares=[(0.5, 0.6), (0.3, 0.3), (0.2, 0.1)],  # by rarity, and by its square
    kinds=[(0, 0, 1), (0, 1.5, 0), (2, 0, 0)],  # the rarity of a name, of a number, of another word
)
RIGHT = wording(
    rows=[(1, 0, 0, 0), (0, 0.5, 0, 0.866)],
    shares=[(0.4, 0.7), (0.6, 0.3)],
    kinds=[(0, 1, 0), (0, 0, 3)],
)
EXPECTED = {
    # left: 1 · .5 + .5 · .3; right: 1 · .4 + .5 · .6
    "maxsim_idf_min": 0.65,
    "covered_idf_min": 0.4,
    "maxsim_idf2_min": 0.75,
    "unmatched_names_min": 0.0,
    "unmatched_numbers_min": 0.0,
    "unmatched_words_min": 0.0,
    "maxsim_idf_max": 0.7,
    "covered_idf_max": 0.5,
    "maxsim_idf2_max": 0.85,
    # under .75: the name at 0, the number and the other word at .5
    "unmatched_names_max": 0.75 * 2,
    "unmatched_numbers_max": 0.25 * 1.5,
    "unmatched_words_max": 0.25 * 3,
}


def test_each_feature_is_what_its_name_says() -> None:
    assert wording_features(LEFT, RIGHT) == pytest.approx(EXPECTED, abs=2e-3)
    assert wording_features(RIGHT, LEFT) == pytest.approx(EXPECTED, abs=2e-3)


def test_no_words_tell_nothing() -> None:
    none = wording([], [], [])
    assert wording_features(LEFT, none) == dict.fromkeys(EXPECTED, 0.0)


def test_words_count_by_their_kind_and_rarity() -> None:
    text = "Orla Venn paid the 50 crowns"
    idf = {"orla": 3.0, "venn": 2.0, "paid": 0.5, "50": 1.5, "crown": 1.0}
    worded = WordedStatement.of(text, np.zeros((6, 4), np.float16), idf)
    names, numbers, others = worded.kinds.T.tolist()
    assert names == [0, 2.0, 0, 0, 0, 0]  # the first word's capital tells nothing
    assert numbers == [0, 0, 0, 0, 1.5, 0]
    assert others == [3.0, 0, 0.5, 0, 0, 1.0]  # "the" is none of them
    assert worded.shares.sum(axis=0).tolist() == pytest.approx([1, 1])
    assert worded.shares[0, 0] == pytest.approx(3.0 / (3 + 2 + 0.5 + 0.1 + 1.5 + 1))


@pytest.mark.parametrize(("cosine", "covered"), [(0.61, 1.0), (0.59, 0.0)])
def test_a_word_is_covered_by_one_like_it(cosine: float, covered: float) -> None:
    left = wording([(1, 0, 0, 0)], [(1, 1)], [(0, 0, 1)])
    right = wording([(cosine, (1 - cosine**2) ** 0.5, 0, 0)], [(1, 1)], [(0, 0, 1)])
    assert wording_features(left, right)["covered_idf_max"] == covered
