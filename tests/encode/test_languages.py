"""Vectors that hold in every language. All texts were written for these tests."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from newsfold.encode import MEANING_WIDTH, encode_meaning
from newsfold.encode.languages import word_pieces_of
from newsfold.multilingual import PIECES
from tests.news_in import NEWS

TEXTS = [news.text[0] for news in NEWS.values()]
LANGUAGES = list(NEWS)


def test_rows_are_of_unit_length_and_the_same_whatever_stands_beside() -> None:
    rows = encode_meaning(TEXTS, LANGUAGES)
    assert rows.shape == (len(TEXTS), MEANING_WIDTH) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[3:4], encode_meaning(TEXTS[3:4], LANGUAGES[3:4]))


def test_what_says_the_same_in_two_languages_is_nearer_than_what_does_not_in_one() -> None:
    same = encode_meaning(TEXTS, LANGUAGES)
    other = encode_meaning(["The central bank left its rate at 4 per cent on Thursday."], ["en"])[0]
    assert (same @ same.T).min() > (same @ other).max()


@pytest.mark.parametrize(("text", "language"), [("", "es"), ("x", "sw"), ("\u0000", "zh")])
def test_any_text_in_any_language_has_a_vector(text: str, language: str) -> None:
    (row,) = encode_meaning([text], [language])
    assert np.isfinite(row).all() and np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


def test_of_a_long_text_the_start_is_read() -> None:
    long = "桥" * 100_000
    assert len(word_pieces_of(long)) == PIECES
    assert np.array_equal(encode_meaning([long], ["zh"]), encode_meaning([long[:5000]], ["zh"]))


def test_none_for_none_and_a_language_for_each_text() -> None:
    assert encode_meaning([], []).shape == (0, MEANING_WIDTH)
    with pytest.raises(ValueError, match="zip"):
        encode_meaning(["a", "b"], ["en"])


def test_who_reads_english_alone_never_loads_it() -> None:
    program = (
        "from newsfold.encode import encode, languages, encode_words\n"
        "def read(*_): raise AssertionError\n"
        "languages.mean_state = languages.centre = read\n"
        "encode(['The mayor opened the bridge.']), encode(['A bridge.'], 'static')\n"
        "encode_words(['A bridge.'])\n"
        "try: languages.encode_meaning(['Un puente.'], ['es'])\n"
        "except AssertionError: print('asked')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "asked\n"
