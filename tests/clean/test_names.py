"""Titles without their outlet, and the places that datelines name."""

from __future__ import annotations

import pytest

from newsfold.clean import names


@pytest.mark.parametrize(
    ("title", "known", "expected"),
    [
        ("Bridge opens at last - The Larkfield Times", None, ("Bridge opens at last", "The Larkfield Times")),
        ("Bridge opens at last | World | The Beacon", None, ("Bridge opens at last", "The Beacon")),
        ("Bridge opens at last — Beacon", "beacon", ("Bridge opens at last", "Beacon")),
        ("The Beacon | Bridge opens at last", "The Beacon", ("Bridge opens at last", "The Beacon")),
        # No outlet: an opinion writer's dash, a colon, a subtitle.
        ("Bridge opens - and closes again", None, ("Bridge opens - and closes again", None)),
        ("Mayor: the bridge will open", None, ("Mayor: the bridge will open", None)),
        ("Beacon poll: voters like the bridge", "Beacon", ("Beacon poll: voters like the bridge", None)),
    ],
)
def test_title_suffixes(title: str, known: str | None, expected: tuple[str, str | None]) -> None:
    assert names.split_title(title, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW (Reuters) - The talks began on Monday.", "MOSCOW"),
        ("VLADIVOSTOK, Russia — The talks began.", "VLADIVOSTOK, Russia"),
        ("LONDON, April 3 (AP) — The talks began.", "LONDON"),
        ("Paris: The talks began.", "Paris"),
        ("Dryford: The talks began in Dryford on Monday.", "Dryford"),
        ("Mayor: I will not go.", None),
        ("Update: The talks began.", None),
        ("The talks began - and ended.", None),
    ],
)
def test_datelines(text: str, expected: str | None) -> None:
    assert names.dateline(text) == expected
