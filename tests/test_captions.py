"""Lines that tell of a picture, and sentences that look a little like them."""

from __future__ import annotations

import pytest

from newsfold.captions import captions, is_picture_line

WHOLE = "The harbour of Westerholm closed on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "Boats lie in the harbour. (Anna Holt/Reuters)",
        "Boats lie in the harbour of Westerholm. REUTERS/Anna Holt/File Photo",
        "Anna Holt | AFP | Getty Images",
        "| AP Photos Westerholm: So now what",
        "FILE PHOTO: Boats lie in the harbour of Westerholm",
        "Media playback is unsupported on your device Media caption Boats in Westerholm",
        "Image copyright Reuters Image caption Boats in Westerholm",
        "Hide Caption 2 of 4",
    ],
)
def test_picture_lines(text: str) -> None:
    assert is_picture_line(text, dated=False)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "Half of Westerholm wants a new harbour, a Reuters/Ipsos poll found.",
        "WESTERHOLM (Reuters) - The harbour closed on Monday.",
        "The harbour was bought by Anna Holt on Monday, June 3, 2019.",
        "VIDEO SHOWS BOATS LEAVING WESTERHOLM",
    ],
)
def test_no_picture_lines(text: str) -> None:
    assert not is_picture_line(text, dated=False)


def test_a_day_at_the_end_tells_when_a_picture_was_taken() -> None:
    line = "Boats lie in the harbour of Westerholm, June 3, 2019."
    assert is_picture_line(line) and not is_picture_line(line, dated=False)


def test_a_credit_makes_its_whole_line_a_caption() -> None:
    text = f"Boats lie in the harbour. (Anna Holt/Reuters)\n{WHOLE}"
    assert [line.of(text) for line in captions(text)] == ["Boats lie in the harbour. (Anna Holt/Reuters)"]
