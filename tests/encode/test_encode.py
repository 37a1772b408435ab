"""The encoder: unit rows, the same whatever stands beside them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.encode import STATIC_WIDTH, WIDTH, encode, encode_words
from newsfold.encode import texts as module

TEXTS = [
    "The two leaders met in Vladivostok on Thursday.",
    "Leaders of both countries held their first talks in the Russian port.",
    "A flood cut off three villages in the valley.",
    "",
    "\u0000 \n\t",
    "Президент прибыл во Владивосток. 大统领 抵达 符拉迪沃斯托克",
    "word " * 100_000,
    "x" * 100_000,
]


def test_one_unit_row_for_each_text() -> None:
    rows = encode(TEXTS)
    assert rows.shape == (len(TEXTS), WIDTH)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows() -> None:
    assert encode([]).shape == (0, WIDTH)


@settings(deadline=None, max_examples=15)
@given(st.permutations(range(6)), st.integers(1, 6))
def test_order_and_batches_change_nothing(order: list[int], cut: int) -> None:
    texts = [TEXTS[at] for at in order]
    np.testing.assert_array_equal(
        np.concatenate([encode(texts[:cut]), encode(texts[cut:])]), encode(TEXTS)[order]
    )


def test_near_in_meaning_is_near() -> None:
    rows = encode(TEXTS[:3])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


@pytest.mark.parametrize(
    ("left", "right", "cosine"),
    [  # what the float32 original gives, to three places
        ("A man is eating food.", "A man is eating a piece of bread.", 0.755),
        ("A man is eating food.", "The girl is carrying a baby.", -0.105),
    ],
)
def test_cosine_stays_near_the_original(left: str, right: str, cosine: float) -> None:
    rows = encode([left, right])
    assert rows[0] @ rows[1] == pytest.approx(cosine, abs=0.02)


def test_static_rows_are_unit_rows_of_their_own_width() -> None:
    rows = encode(TEXTS, "static")
    assert rows.shape == (len(TEXTS), STATIC_WIDTH)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert encode([], "static").shape == (0, STATIC_WIDTH)


@settings(deadline=None, max_examples=15)
@given(st.permutations(range(6)), st.integers(1, 6))
def test_static_order_and_batches_change_nothing(order: list[int], cut: int) -> None:
    texts = [TEXTS[at] for at in order]
    both = np.concatenate([encode(texts[:cut], "static"), encode(texts[cut:], "static")])
    np.testing.assert_array_equal(both, encode(TEXTS, "static")[order])


def test_static_cosines_follow_the_encoder() -> None:
    texts = [
        "Firefighters fought a blaze in a warehouse by the harbour on Monday, the mayor said.",
        "A fire destroyed a harbour warehouse on Monday; crews fought it through the night.",
        "The central bank raised its main interest rate by a quarter of a point.",
        "Interest rates went up again as the central bank tried to slow inflation.",
        "The visitors won the cup final on penalties after a goalless draw.",
    ]
    full, static = encode(texts), encode(texts, "static")
    off = (full @ full.T - static @ static.T)[np.triu_indices(len(texts), 1)]
    assert np.sqrt((off**2).mean()) < 0.15
    assert (static @ static.T)[0, 1] > (static @ static.T)[0, 2:].max() + 0.2


def test_another_encoder_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="encoder must be one of full, static"):
        encode(["text"], "fast")  # type: ignore[arg-type]


def test_words_are_read_once_and_kept_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["The harbour at Lindmoor was shut on Monday.", "A crane fell into the basin.", ""]
    vectors, words = encode_words(said)
    assert np.array_equal(vectors, encode(said))
    with pytest.raises(ValueError, match="read-only"):
        words[0][0] = 0

    def refused() -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(module, "_encoder_session", refused)
    again, rows = encode_words(said[::-1])
    assert np.array_equal(again, vectors[::-1])
    assert all(np.array_equal(row, other) for row, other in zip(rows, words[::-1], strict=True))
    with pytest.raises(AssertionError, match="read again"):
        encode_words(["A sentence that nobody has asked for yet."])
