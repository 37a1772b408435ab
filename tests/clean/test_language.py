"""English is told by its function words."""

from __future__ import annotations

from newsfold.clean.language import is_english


def test_function_words_tell_english() -> None:
    assert is_english("the bridge over the river was opened by the mayor and it has been said that they " * 4)
    assert not is_english(
        "el puente sobre el río fue abierto por el alcalde y se ha dicho que la ciudad " * 4
    )
    assert not is_english("the bridge")
