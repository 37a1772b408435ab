"""What the tagger labels, and how it is written. All texts were written for these tests."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.extract.entities.units import SHAPE_WIDTH, pooled, units, written
from newsfold.multilingual import pieces_of


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in units(text, pieces_of(text).bounds)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'État, dit-il.", ["L", "'", "État", ",", "dit", "-", "il", "."]),
        ("दिल्ली में", ["दिल्ली", "में"]),
        ("قال الوزير", ["قال", "الوزير"]),
        ("Мэр Волково.", ["Мэр", "Волково", "."]),
        ("", []),
        (" \n", []),
    ],
)
def test_units_are_whole_words_and_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["市长王小桥在北京说", "カタカナとひらがなと漢字", "NATO在布鲁塞尔开会。"])
def test_without_spaces_units_are_pieces_and_leave_out_no_letter(text: str) -> None:
    parts = words(text)
    assert "".join(parts) == text and len(parts) > 2
    cuts = {start for start, _ in pieces_of(text).bounds}
    at = 0
    for unit in parts:
        script_changes = at and (text[at - 1].isascii() != text[at].isascii() or "ぁ" <= text[at] <= "ヿ")
        assert at in cuts or script_changes or not text[at].isalnum()
        at += len(unit)


def test_a_units_state_is_the_mean_of_its_pieces() -> None:
    states = np.arange(8, dtype=np.float32).reshape(4, 2)
    rows = pooled([(0, 5), (6, 7), (9, 10)], [(0, 2), (2, 5), (5, 6), (6, 7)], states)
    assert rows.tolist() == [[1, 2], [6, 7], [0, 0]]  # the last has no piece


def test_capitals_say_nothing_in_a_line_of_capitals() -> None:
    def shapes(text: str) -> list[int]:
        spans = units(text, pieces_of(text).bounds)
        rows = written(text, spans)
        assert rows.shape == (len(spans), SHAPE_WIDTH)
        return [int(at) for at in rows[:, : SHAPE_WIDTH - 4].argmax(1)]

    loud, quiet = shapes("BÜRGERMEISTERIN LOBT BRÜCKE"), shapes("Die Bürgermeisterin lobt die neue Brücke")
    assert len(set(loud)) == 1 and len(set(quiet)) == 2
    assert shapes("桥") != shapes("はし") != shapes("ハシ") != shapes("جسر")
