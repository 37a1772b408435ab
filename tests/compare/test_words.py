"""Words of statements that carry meaning, and words in a row."""

from __future__ import annotations

import pytest

from newsfold.compare.words import content, longest_run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridges were closed", {"bridg", "clos"}),
        ("Bridge's closing", {"bridg", "clos"}),  # a possessive, and another form of the verb
        ("It was not so, she said", set()),
        ("", set()),
    ],
)
def test_content_is_stems_without_stop_words(text: str, expected: set[str]) -> None:
    assert content(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("a b c d", "x b c d y", 3),
        ("a b a b c", "b a b c", 4),  # the run begins at the second word
        ("a b", "b a", 1),
        ("a", "b", 0),
        ("", "a", 0),
    ],
)
def test_longest_run(left: str, right: str, expected: int) -> None:
    assert longest_run(left.split(), right.split()) == expected
    assert longest_run(right.split(), left.split()) == expected
